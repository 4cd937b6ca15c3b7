"""Fin, the AI agent, answers on the shop's own website."""

from __future__ import annotations

from typing import Any

from ..api import contact_id
from .shop import Shop

MARIA = contact_id(1)
USER = {"id": "u-1001"}


def _turn(text: str, id: str) -> dict[str, Any]:
    message = {"author": "user", "body": text, "timestamp": "2025-10-09T10:01:20.000Z"}
    return {"data": {"conversation_id": id, "message": message, "user": USER}}


def _newest(shop: Shop, shows: str) -> Any:
    """Maria's newest conversation."""
    query = {"field": "contact_ids", "operator": "=", "value": MARIA}
    found = shop.run("post_conversations_search", {"data": {"query": query}})["conversations"]
    id = max(found, key=lambda each: int(each["id"]))["id"]
    return shop.run("get_conversations_by_id", {"id": id}, shows=shows)


def _said(conversation: Any) -> list[str]:
    return [part["body"] for part in conversation["conversation_parts"]["conversation_parts"]]


def fin_answers_and_hands_over(shop: Shop) -> None:
    shop.run("post_fin_start", _turn("Where is my order?", "ext-1"))
    chat = _newest(shop, "post_fin_start")
    assert chat["source"]["body"] == "<p>Where is my order?</p>"
    assert chat["ai_agent_participated"] is True
    shop.run("post_fin_reply", _turn("Number 20417", "ext-1"))
    assert "<p>Number 20417</p>" in _said(_newest(shop, "post_fin_reply"))
    shop.run("post_fin_escalate", {"data": {"conversation_id": "ext-1", "context": "In a hurry"}})
    opened = _newest(shop, "post_fin_escalate")
    assert opened["id"] != chat["id"]
    assert _said(opened)[-1] == "<p>In a hurry</p>"
    left = shop.run("get_conversations_by_id", {"id": chat["id"]}, shows="post_fin_escalate")
    assert left["ai_agent"]["resolution_state"] == "escalated"


def fin_books_a_repair_and_is_rated(shop: Shop) -> None:
    user = {**USER, "attributes": {"newsletter": False}}
    able = shop.run("post_fin_capabilities", {"data": {"user": user}})
    maria = shop.run("get_contacts_by_id", {"id": MARIA}, shows="post_fin_capabilities")
    assert maria["custom_attributes"]["newsletter"] is False
    (procedure,) = [each for each in able["capabilities"] if each["type"] == "procedure"]
    running = "post_fin_procedures_by_procedure_id_run"
    start = {"conversation_id": "ext-2", "user": USER}
    shop.run(running, {"procedure_id": procedure["id"], "data": start})
    assert _said(_newest(shop, running)) == ["<p>Book a repair: which day suits you?</p>"]
    shop.run("post_fin_reply", _turn("Thanks, that helped", "ext-2"))
    rating = {"conversation_id": "ext-2", "rating": "good", "remark": "Quick"}
    shop.run("post_fin_csat", {"data": rating})
    rated = _newest(shop, "post_fin_csat")["conversation_rating"]
    assert (rated["rating"], rated["remark"]) == (4, "Quick")


def fin_is_asked_one_thing(shop: Shop) -> None:
    shop.run("post_fin_ask", _turn("When do you open?", "ext-3"))
    chat = _newest(shop, "post_fin_ask")
    assert (chat["source"]["body"], chat["state"]) == ("<p>When do you open?</p>", "closed")


def a_teammate_helps_a_procedure(shop: Shop) -> None:
    """What a procedure waits for is handed in, which can be done once."""
    handing_in = "post_procedures_by_conversation_id_collect_agent_input"
    values = {"repair_possible": True, "bench": "bench-2"}
    step = {
        "conversation_id": "1008",
        "data": {
            "step_id": "d5b81f72-adb9-4317-b973-75b3c3624c01",
            "attribute_values": [
                {"identifier": f"workflow_local_variables.{name}", "value": value}
                for name, value in values.items()
            ],
        },
    }
    shop.run(handing_in, step)
    shop.refused(handing_in, step, "conflict", shows=handing_in)


def fin_learns_what_is_sold(shop: Shop) -> None:
    uploading = "post_ecommerce_connectors_by_id_catalog"
    bikes = '[{"id": "b-1", "title": "Gravel Three", "url": "https://example.com/b-1"}]'
    upload = {"id": "42939", "data": {"catalog": {"filename": "bikes.json", "content": bikes}}}
    shop.run(uploading, upload)
    shop.refused(uploading, upload, "sync_in_progress", shows=uploading)


TOLD = (
    fin_answers_and_hands_over,
    fin_books_a_repair_and_is_rated,
    fin_is_asked_one_thing,
    a_teammate_helps_a_procedure,
    fin_learns_what_is_sold,
)
