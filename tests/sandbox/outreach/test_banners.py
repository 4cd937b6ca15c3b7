"""Banners that contacts match, and their dismissal."""

from __future__ import annotations

import pytest

from ..api import Api, contact_id

MARIA, LIAM, WEI = contact_id(1), contact_id(2), contact_id(10)


def shown(api: Api, contact: str) -> dict[str, str]:
    """The ids of the views of a contact's banners, by banner."""
    found = api.get(f"/contacts/{contact}/banners")
    return {banner["id"]: banner["view_id"] for banner in found["data"]}


def test_a_contact_gets_the_banners_it_matches(api: Api) -> None:
    assert set(shown(api, MARIA)) == {"4899", "4900"}
    assert set(shown(api, LIAM)) == {"4899"}
    assert shown(api, WEI) == {}
    api.post(f"/contacts/{LIAM}/tags", {"id": "301"})
    assert set(shown(api, LIAM)) == {"4899", "4900"}
    api.post(f"/contacts/{LIAM}/archive")
    assert shown(api, LIAM) == {}


def test_a_view_is_made_once_and_ends_with_its_dismissal(api: Api) -> None:
    before = shown(api, MARIA)
    assert shown(api, MARIA) == before
    for _ in range(2):
        answer = api.post(f"/contacts/{MARIA}/banners/{before['4899']}/dismiss")
        assert answer == {
            "type": "banner_dismiss",
            "view_id": before["4899"],
            "dismissed": True,
        }
    assert shown(api, MARIA) == {"4900": before["4900"]}
    assert set(shown(api, LIAM)) == {"4899"}, "others still see it"


def test_refusals(api: Api) -> None:
    reply = api.send("GET", "/contacts/none/banners")
    assert (reply.status, reply.code, reply.message) == (404, "not_found", "User Not Found")
    view = shown(api, MARIA)["4899"]
    for contact, view_id in ((MARIA, "1"), (LIAM, view), ("none", view)):
        reply = api.send("POST", f"/contacts/{contact}/banners/{view_id}/dismiss")
        assert (reply.status, reply.code) == (404, "not_found")
    assert view in shown(api, MARIA).values()


@pytest.mark.parametrize("contact", [MARIA, LIAM])
def test_action_and_body(api: Api, contact: str) -> None:
    banner = api.get(f"/contacts/{contact}/banners")["data"][0]
    assert banner["action"]["type"] == "url"
    assert banner["client_targeting"] is None
    assert banner["created_at"] == 1_760_000_000
