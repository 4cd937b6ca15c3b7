"""A channel of the shop's own: somebody writes through it, chooses a reply, names an order."""

from __future__ import annotations

from ..api import NORA
from .shop import Shop

YES = {"text": "Yes", "uuid": "a5e1c524-5ddd-4c3e-9328-6bca5d6e3edb"}
THREAD = {
    "external_conversation_id": "thread-1",
    "contact": {"type": "lead", "external_id": "tg-1", "name": "Ana"},
}
PREVIEW = {"Intercom-Version": "Preview"}
EVENTS = "post_custom_channel_events_notify_"


def a_thread_of_an_own_channel(shop: Shop) -> None:
    looking = "get_conversations_by_id"
    begun = shop.run(
        f"{EVENTS}new_conversation", {**PREVIEW, "data": {**THREAD, "event_id": "e-1"}}
    )
    chat = {"id": begun["conversation_id"]}
    shown = shop.run(looking, chat, shows=f"{EVENTS}new_conversation")
    assert [each["id"] for each in shown["contacts"]["contacts"]] == [begun["contact_id"]]
    ana = shop.run(
        "get_contacts_find_by_external_id_by_external_id",
        {"external_id": "tg-1"},
        shows=f"{EVENTS}new_conversation",
    )
    assert (ana["id"], ana["name"]) == (begun["contact_id"], "Ana")

    shop.run(
        f"{EVENTS}new_message",
        {**PREVIEW, "data": {**THREAD, "event_id": "e-2", "body": "Where is it?"}},
    )
    shown = shop.run(looking, chat, shows=f"{EVENTS}new_message")
    assert shown["conversation_parts"]["conversation_parts"][-1]["body"] == "<p>Where is it?</p>"

    offer = {
        "type": "admin",
        "message_type": "quick_reply",
        "admin_id": NORA,
        "body": "Shall we look?",
        "reply_options": [YES],
    }
    shop.run("post_conversations_by_id_reply", {**chat, "data": offer})
    choice = {**THREAD, "event_id": "e-3", "quick_reply_option_id": YES["uuid"]}
    shop.run(f"{EVENTS}quick_reply_selected", {**PREVIEW, "data": choice})
    shown = shop.run(looking, chat, shows=f"{EVENTS}quick_reply_selected")
    assert shown["conversation_parts"]["conversation_parts"][-1]["body"] == "<p>Yes</p>"

    order = {**THREAD, "event_id": "e-4", "attribute": {"id": "order", "value": "20417"}}
    shop.run(f"{EVENTS}attribute_collected", {**PREVIEW, "data": order})
    shown = shop.run(looking, chat, shows=f"{EVENTS}attribute_collected")
    assert shown["custom_attributes"]["order"] == "20417"


TOLD = (a_thread_of_an_own_channel,)
