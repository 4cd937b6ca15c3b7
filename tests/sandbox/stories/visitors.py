"""Visitors of the website, what people do there, and the banners they see."""

from __future__ import annotations

from ..api import contact_id, visitor_key
from .shop import Shop

MARIA = contact_id(1)


def a_visitor_becomes_a_contact(shop: Shop) -> None:
    key = visitor_key(1)
    shop.run("put_visitors", {"data": {"user_id": key, "name": "Una"}})
    assert shop.run("get_visitors", {"user_id": key}, shows="put_visitors")["name"] == "Una"
    lead = shop.run(
        "post_visitors_convert",
        {
            "data": {
                "type": "lead",
                "visitor": {"user_id": key},
                "user": {"email": "una@example.com"},
            }
        },
    )
    shop.refused("get_visitors", {"user_id": key}, "not_found", shows="post_visitors_convert")
    shown = shop.run("get_contacts_by_id", {"id": lead["id"]}, shows="post_visitors_convert")
    assert (shown["role"], shown["email"]) == ("lead", "una@example.com")


def a_rider_orders_online(shop: Shop) -> None:
    events = {"type": "user", "filter": {"user_id": "u-1001"}}
    at = shop.later(60)
    shop.run(
        "post_events",
        {
            "data": {
                "event_name": "placed-order",
                "created_at": at,
                "user_id": "u-1001",
                "metadata": {"order_number": "ORDER-20500"},
            }
        },
    )
    listed = shop.run("get_events", events, shows="post_events")
    assert listed["events"][0]["metadata"] == {"order_number": "ORDER-20500"}
    maria = shop.run("get_contacts_by_id", {"id": MARIA}, shows="post_events")
    assert maria["last_seen_at"] == at
    past = {"event_name": "invited-friend", "count": 3, "first": at - 600, "last": at}
    shop.run("post_events_summaries", {"data": {"user_id": "u-1001", "event_summaries": past}})
    summed = shop.run("get_events", {**events, "summary": True}, shows="post_events_summaries")
    counts = {each["name"]: each["count"] for each in summed["events"]}
    assert counts["invited-friend"] == 3


def a_rider_closes_a_banner(shop: Shop) -> None:
    seen = shop.run("get_contacts_by_id_banners", {"id": MARIA})
    view = seen["data"][0]["view_id"]
    dismissing = "post_contacts_by_id_banners_by_view_id_dismiss"
    shop.run(dismissing, {"id": MARIA, "view_id": view}, shows="get_contacts_by_id_banners")
    left = shop.run("get_contacts_by_id_banners", {"id": MARIA}, shows=dismissing)
    assert view not in {each["view_id"] for each in left["data"]}


TOLD = (a_visitor_becomes_a_contact, a_rider_orders_online, a_rider_closes_a_banner)
