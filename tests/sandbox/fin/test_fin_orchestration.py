from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, Clock, contact_id
from .test_fin_agent import events, texts, turn

MARIA, LIAM = contact_id(1), contact_id(2)


def newest(api: Api, contact: str) -> Any:
    found = api.search("conversations", "contact_ids", "=", contact)
    return api.get(f"/conversations/{max(found, key=int)}")


def run(api: Api, id: str = "ext-1", procedure: str = "5201", **more: Any) -> Any:
    body = {"conversation_id": id, "user": {"id": "u-1001"}, **more}
    return api.send("POST", f"/fin/procedures/{procedure}/run", body)


def say(api: Api, text: str, id: str = "ext-1") -> Any:
    return api.post("/fin/reply", turn(text, conversation_id=id, user={"id": "u-1001"}))


def rate(api: Api, rating: Any, id: Any = "ext-1", **more: Any) -> Any:
    return api.send("POST", "/fin/csat", {"conversation_id": id, "rating": rating, **more})


def test_what_fin_can_do_leads_to_endpoints_that_answer(api: Api) -> None:
    answer = api.post("/fin/capabilities", {"user": {"id": "u-1001"}})
    assert answer["version"] == "Preview"
    (procedure, *others) = answer["capabilities"]
    assert (procedure["type"], procedure["id"]) == ("procedure", "5201")
    assert [(each["type"], each["endpoint"]) for each in others] == [
        ("reply", "/fin/reply"),
        ("ask", "/fin/ask"),
    ]
    body = {"conversation_id": "ext-1", "user": {"id": "u-1001"}}
    assert api.post(procedure["endpoint"], body)["procedure_id"] == "5201"


def test_capabilities_bring_the_user_up_to_date(api: Api) -> None:
    api.post("/fin/capabilities", {"user": {"id": "u-1001", "attributes": {"newsletter": False}}})
    assert api.get(f"/contacts/{MARIA}")["custom_attributes"]["newsletter"] is False
    many = {"id": "u-1001", "attributes": {str(number): 1 for number in range(11)}}
    bodies: list[Any] = [{}, {"user": {}}, {"user": many}]
    for body in bodies:
        reply = api.send("POST", "/fin/capabilities", body)
        assert (reply.status, reply.code) == (400, "parameter_invalid")


def test_one_question_gets_one_answer(api: Api) -> None:
    user = {"id": "u-1001", "attributes": {"shoe_size": 42}}
    answer = api.post("/fin/ask", turn("Can a human help?", user=user))
    assert answer["status"] == "thinking"
    assert list(answer["errors"]["user"]["attributes"]) == ["shoe_size"]
    replied, updated = events(api, answer)
    assert (replied["event_name"], updated["status"]) == ("fin_replied", "complete")
    conversation = newest(api, MARIA)
    assert conversation["source"]["body"] == "<p>Can a human help?</p>"
    assert texts(conversation) == [replied["message"]["body"]]
    assert (conversation["state"], conversation["open"]) == ("closed", False)
    assert conversation["ai_agent"]["resolution_state"] == "assumed_resolution"
    api.post("/fin/ask", turn("And when?", user=user))
    again = newest(api, MARIA)
    assert (again["id"], again["state"]) == (conversation["id"], "closed")
    assert len(texts(again)) == 3


def test_a_procedure_begins_and_waits(api: Api) -> None:
    metadata = {"attributes": {"issue_type": "Repair", "mood": "bad"}}
    message = {"author": "agent", "body": "Let us book that"}
    reply = run(api, message=message, conversation_metadata=metadata, settings={"email": True})
    assert (reply.status, reply.data["status"]) == (200, "thinking")
    assert list(reply.data["errors"]["conversation"]["attributes"]) == ["mood"]
    assert events(api, reply.data)[-1]["status"] == "awaiting_user_reply"
    conversation = newest(api, MARIA)
    assert conversation["source"]["author"]["type"] == "bot"
    assert conversation["custom_attributes"] == {"issue_type": "Repair"}
    (opening,) = texts(conversation)
    assert opening == "<p>Book a repair: which day suits you?</p>"
    say(api, "Friday")
    assert texts(newest(api, MARIA))[1] == "<p>Friday</p>"
    assert run(api, "ext-1").code == "parameter_invalid"
    asked = run(api, "ext-2", message={"author": "user", "body": "My wheel is bent"})
    assert asked.status == 200
    assert newest(api, MARIA)["source"]["author"]["id"] == MARIA


@pytest.mark.parametrize(
    ("procedure", "body"),
    [
        ("1", {}),
        ("5202", {}),
        ("5203", {}),
        ("5201", {"conversation_id": None}),
        ("5201", {"user": None}),
        ("5201", {"message": {"author": "user"}}),
        ("5201", {"conversation_metadata": 5}),
    ],
)
def test_runs_refused(api: Api, procedure: str, body: Any) -> None:
    full = {"conversation_id": "ext-1", "user": {"id": "u-1001"}, **body}
    reply = api.send("POST", f"/fin/procedures/{procedure}/run", full)
    assert (reply.status, reply.code) == (400, "parameter_invalid")


def test_a_conversation_is_handed_over_with_what_was_said(api: Api) -> None:
    api.post("/fin/start", turn("Where is <b>it</b>?", user={"id": "u-1001"}))
    first = newest(api, MARIA)
    answer = api.post("/fin/escalate", {"conversation_id": "ext-1", "context": "Angry <wolf>"})
    assert (answer["conversation_id"], answer["status"]) == ("ext-1", "escalated")
    assert [event["status"] for event in events(api, answer)] == ["escalated", "complete"]
    opened = newest(api, MARIA)
    assert opened["id"] != first["id"]
    assert (opened["state"], opened["source"]["body"]) == ("open", first["source"]["body"])
    parts = opened["conversation_parts"]["conversation_parts"]
    assert [part["part_type"] for part in parts] == ["note", "note"]
    assert "Maria Santos: Where is it?" in parts[0]["body"]
    assert parts[1]["body"] == "<p>Angry &lt;wolf&gt;</p>"
    first = api.get(f"/conversations/{first['id']}")
    assert first["ai_agent"]["resolution_state"] == "escalated"
    assert first["state"] == "open"


def test_a_user_without_a_conversation_is_handed_over(api: Api) -> None:
    user = {"id": "web-9", "name": "Noah"}
    answer = api.post("/fin/escalate", {"user": user, "message": "Help me"})
    assert set(answer) == {"intercom_conversation_id", "status"}
    opened = api.get(f"/conversations/{answer['intercom_conversation_id']}")
    assert opened["source"]["body"] == "<p>Help me</p>"
    noah = api.get("/contacts/find_by_external_id/web-9")
    assert [each["id"] for each in opened["contacts"]["contacts"]] == [noah["id"]]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"conversation_id": "none"},
        {"conversation_id": ["x"]},
        {"user": {"name": "No id"}},
        {"user": {"id": "u-1001"}, "message": "x" * 10_001},
        {"user": {"id": "u-1001"}, "context": 5},
    ],
)
def test_escalations_refused(api: Api, body: Any) -> None:
    reply = api.send("POST", "/fin/escalate", body)
    assert (reply.status, reply.code) == (400, "parameter_invalid")


def test_who_says_thanks_is_asked_for_a_rating_and_gives_it(api: Api, clock: Clock) -> None:
    run(api)
    answer = say(api, "Thanks, that helped")
    *_, resolved, complete, asked = events(api, answer)
    assert (resolved["status"], complete["status"]) == ("resolved", "complete")
    assert asked["event_name"] == "csat_requested"
    keys = [option["key"] for option in asked["csat"]["options"]]
    assert keys == ["terrible", "bad", "ok", "good", "amazing"]
    assert newest(api, MARIA)["state"] == "closed"
    at = int(clock())
    clock.pass_(60)
    reply = rate(api, "good")
    assert reply.data == {"conversation_id": "ext-1", "rating": "good", "status": "rated"}
    rating = newest(api, MARIA)["conversation_rating"]
    assert (rating["rating"], rating["contact"]["id"]) == (4, MARIA)
    assert (rating["created_at"], rating["updated_at"]) == (at, at + 60)
    assert rate(api, "amazing").status == 200
    assert rate(api, "amazing", remark="Quick").status == 200
    agent = newest(api, MARIA)["ai_agent"]
    assert (agent["rating"], agent["rating_remark"]) == (5, "Quick")
    assert api.search("conversations", "ai_agent.rating", "=", 5)
    assert rate(api, "amazing").status == 200
    for locked in (rate(api, "bad"), rate(api, "amazing", remark="Slow")):
        assert (locked.status, list(locked.data["errors"])) == (422, ["base"])


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"conversation_id": "none", "rating": "good"}, "external_conversation_id"),
        ({"rating": "good"}, "external_conversation_id"),
        ({"conversation_id": "ext-1"}, "rating"),
        ({"conversation_id": "ext-1", "rating": 5}, "rating"),
        ({"conversation_id": "ext-1", "rating": "great"}, "rating"),
        ({"conversation_id": "ext-1", "rating": "good", "remark": 5}, "remark"),
        ({"conversation_id": "ext-1", "rating": "good"}, "base"),
    ],
)
def test_ratings_refused(api: Api, body: Any, field: str) -> None:
    run(api)
    reply = api.send("POST", "/fin/csat", body)
    assert (reply.status, list(reply.data), list(reply.data["errors"])) == (
        422,
        ["errors"],
        [field],
    )


def test_a_rating_comes_within_a_day(api: Api, clock: Clock) -> None:
    run(api)
    say(api, "Thanks")
    clock.pass_(86_401)
    assert rate(api, "good").status == 422
