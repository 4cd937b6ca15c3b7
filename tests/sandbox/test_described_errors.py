"""Every refusal that the vendor's description declares is met, in its words and its shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from connector.model import Action
from connector.sandbox import Sandbox

from .api import NORA, RECALL, Api, Clock, Reply, company_id, contact_id
from .test_described_answers import (
    CALLS,
    DESCRIPTION,
    OTHER_CALLS,
    _description,
    _modern,
    _newest_with,
    _problems,
    query_of,
)
from .test_promised_answers import REFUSED, actions  # noqa: F401

SEED_ACTIONS = DESCRIPTION.parents[1] / "seed-actions.json"

MARIA, OTTO, VELO = contact_id(1), contact_id(4), company_id(1)
ADMIN_REPLY = {"type": "admin", "message_type": "comment", "admin_id": NORA, "body": "Hi"}
CLOSE = {"message_type": "close", "type": "admin", "admin_id": NORA}
TAG = {"id": "301", "admin_id": NORA}
BY_ADMIN = {"admin_id": NORA}
LEAD = {"type": "lead", "external_id": "channel-1"}
CHANNEL = "POST /custom_channel_events"
THREAD = {"event_id": "e-1", "external_conversation_id": "t-1", "contact": LEAD}
UNKNOWN_THREAD = {"event_id": "e-2", "external_conversation_id": "none", "contact": LEAD}
REPORT = {
    "dataset_id": "conversation", "attribute_ids": ["conversation.conversation_id"],
    "start_time": 1, "end_time": 2,
}  # fmt: skip
FIN_CALL = {"phone_number": "+353871230001", "call_id": "ext-1"}

Refused = tuple[str, dict[str, str], Any]

# The refusals that are declared and are not in `REFUSED`: operation, values of placeholders and of
# the query, body.
MORE_REFUSED: list[Refused] = [
    ("POST /fin_voice/register", {}, {}),
    ("GET /fin_voice/collect/{id}", {"id": "1"}, None),
    ("GET /fin_voice/external_id/{external_id}", {"external_id": "none"}, None),
    ("GET /fin_voice/phone_number/{phone_number}", {"phone_number": "+1"}, None),
    ("PUT /articles/{id}", {"id": "1"}, {"title": "T"}),
    ("GET /export/reporting_data/{job_identifier}",
     {"job_identifier": "none", "app_id": "whl0bk1e", "client_id": "c"}, None),
    ("GET /download/reporting_data/{job_identifier}",
     {"job_identifier": "none", "app_id": "whl0bk1e"}, None),
    ("GET /help_center/collections/{id}", {"id": "1"}, None),
    ("DELETE /help_center/collections/{id}", {"id": "1"}, None),
    ("GET /internal_articles/{id}", {"id": "1"}, None),
    ("PUT /internal_articles/{id}", {"id": "1"}, {"title": "T"}),
    ("POST /companies", {}, {"test": "invalid"}),
    ("GET /companies", {"name": "none"}, None),
    ("GET /companies", {"company_id": "none"}, None),
    ("PUT /companies/{id}", {"id": "none"}, {"name": "N"}),
    ("GET /companies/{id}/contacts", {"id": "none"}, None),
    ("GET /companies/{id}/segments", {"id": "none"}, None),
    ("POST /contacts/{id}/companies", {"id": MARIA}, {}),
    ("GET /contacts/{id}/companies", {"id": "none"}, None),
    ("DELETE /contacts/{contact_id}/companies/{id}", {"contact_id": MARIA, "id": "none"}, None),
    ("DELETE /contacts/{contact_id}/companies/{id}", {"contact_id": "none", "id": VELO}, None),
    ("GET /contacts/{id}/notes", {"id": "none"}, None),
    ("POST /contacts/{id}/notes", {"id": "none"}, {"body": "Hi", "admin_id": NORA}),
    ("POST /contacts/{id}/notes", {"id": MARIA}, {"body": "Hi", "admin_id": "1"}),
    ("GET /contacts/{contact_id}/segments", {"contact_id": "none"}, None),
    ("DELETE /contacts/{contact_id}/subscriptions/{id}", {"contact_id": "none", "id": "91"}, None),
    ("DELETE /contacts/{contact_id}/subscriptions/{id}", {"contact_id": MARIA, "id": "1"}, None),
    ("POST /contacts/{contact_id}/tags", {"contact_id": "none"}, {"id": "301"}),
    ("POST /contacts/{contact_id}/tags", {"contact_id": MARIA}, {"id": "1"}),
    ("DELETE /contacts/{contact_id}/tags/{id}", {"contact_id": "none", "id": "301"}, None),
    ("DELETE /contacts/{contact_id}/tags/{id}", {"contact_id": MARIA, "id": "1"}, None),
    ("POST /conversations/{conversation_id}/tags", {"conversation_id": "9999"}, TAG),
    ("DELETE /conversations/{conversation_id}/tags/{id}",
     {"conversation_id": "9999", "id": "301"}, BY_ADMIN),
    ("DELETE /conversations/{conversation_id}/tags/{id}",
     {"conversation_id": "1001", "id": "1"}, BY_ADMIN),
    ("POST /conversations", {}, {"from": {"type": "user", "id": contact_id(99)}, "body": "Hi"}),
    ("PUT /conversations/{id}", {"id": "9999"}, {"read": True}),
    ("POST /conversations/{id}/parts", {"id": "9999"}, CLOSE),
    ("POST /conversations/{id}/customers", {"id": "9999"},
     {"admin_id": NORA, "customer": {"intercom_user_id": OTTO}}),
    ("DELETE /conversations/{conversation_id}/customers/{contact_id}",
     {"conversation_id": "9999", "contact_id": MARIA}, BY_ADMIN),
    ("DELETE /conversations/{conversation_id}/customers/{contact_id}",
     {"conversation_id": "1001", "contact_id": "none"}, BY_ADMIN),
    ("DELETE /conversations/{conversation_id}/customers/{contact_id}",
     {"conversation_id": "1001", "contact_id": MARIA}, BY_ADMIN),
    ("POST /conversations/redact", {},
     {"type": "conversation_part", "conversation_id": "1001", "conversation_part_id": "1"}),
    ("POST /conversations/{id}/convert", {"id": "1001"}, {"ticket_type_id": RECALL}),
    ("GET /custom_object_instances/{custom_object_type_identifier}",
     {"custom_object_type_identifier": "Order", "external_id": "none"}, None),
    ("DELETE /custom_object_instances/{custom_object_type_identifier}",
     {"custom_object_type_identifier": "Order", "external_id": "none"}, None),
    ("DELETE /custom_object_instances/{custom_object_type_identifier}/{id}",
     {"custom_object_type_identifier": "Bike", "id": "21"}, None),
    ("PUT /data_attributes/{id}", {"id": "9001"}, {"options": "red"}),
    ("GET /news/news_items/{id}", {"id": "1"}, None),
    ("DELETE /news/news_items/{id}", {"id": "1"}, None),
    ("GET /notes/{id}", {"id": "1"}, None),
    ("POST /phone_call_redirects", {}, {"phone": "nobody"}),
    ("POST /phone_call_redirects", {}, {}),
    ("POST /tags", {}, {"test": "invalid"}),
    ("POST /tags", {}, {"name": "VIP", "companies": [{"company_id": "none"}]}),
    ("POST /tags", {}, {"name": "VIP", "users": [{"id": "none"}]}),
    ("DELETE /tags/{id}", {"id": "301"}, None),
    ("POST /tickets/{id}/reply", {"id": "1012"},
     {"type": "user", "message_type": "comment", "intercom_user_id": contact_id(3), "body": "Hi"}),
    ("POST /tickets/{id}/reply", {"id": "1"}, ADMIN_REPLY),
    ("POST /tickets/{ticket_id}/tags", {"ticket_id": "1"}, TAG),
    ("DELETE /tickets/{ticket_id}/tags/{id}", {"ticket_id": "1", "id": "301"}, BY_ADMIN),
    ("DELETE /tickets/{ticket_id}/tags/{id}", {"ticket_id": "1010", "id": "1"}, BY_ADMIN),
    ("PUT /tickets/{id}", {"id": "1010"}, {"ticket_state_id": "1"}),
    ("PUT /tickets/{id}", {"id": "1010"}, {"admin_id": int(NORA), "assignee_id": "1"}),
    ("GET /visitors", {"user_id": "none"}, None),
    ("POST /custom_channel_events/notify_new_message", {}, {}),
    ("POST /custom_channel_events/notify_quick_reply_selected", {}, {}),
    ("POST /custom_channel_events/notify_quick_reply_selected", {},
     {**UNKNOWN_THREAD, "quick_reply_option_id": "x"}),
    ("POST /custom_channel_events/notify_attribute_collected", {}, {}),
    ("POST /custom_channel_events/notify_attribute_collected", {},
     {**UNKNOWN_THREAD, "attribute": {"id": "x", "value": "y"}}),
]  # fmt: skip

# The same for what is refused because of what was done before: that, then as above.
REFUSED_AFTER: list[tuple[list[Refused], Refused]] = [
    ([("POST /fin_voice/register", {}, FIN_CALL)], ("POST /fin_voice/register", {}, FIN_CALL)),
    ([("POST /export/reporting_data/enqueue", {}, REPORT)] * 5,
     ("POST /export/reporting_data/enqueue", {}, REPORT)),
    ([(f"{CHANNEL}/notify_new_conversation", {}, THREAD)],
     (f"{CHANNEL}/notify_new_conversation", {}, {**THREAD, "event_id": "e-2"})),
    ([(f"{CHANNEL}/notify_new_conversation", {}, THREAD)],
     (f"{CHANNEL}/notify_new_message", {}, {**THREAD, "body": "The id of another event"})),
    ([(f"{CHANNEL}/notify_new_conversation", {}, THREAD)],
     (f"{CHANNEL}/notify_quick_reply_selected", {}, {**THREAD, "quick_reply_option_id": "x"})),
    ([(f"{CHANNEL}/notify_new_conversation", {}, THREAD)],
     (f"{CHANNEL}/notify_attribute_collected", {},
      {**THREAD, "attribute": {"id": "x", "value": "y"}})),
]  # fmt: skip

# Declared, and out of a caller's reach in this workspace.
UNREACHABLE = {
    "403": "the workspace's plan has every feature",
    "POST /custom_channel_events/notify_new_conversation 404": "the workspace has the channel",
    "POST /phone_call_redirects 422": "nothing says when",
}


# Codes of refusals that the examples of a status do not tell of.
OTHER_CODES = {"POST /articles parameter_invalid": "the author is not left out, but unknown"}


def sent(api: Api, call: Refused) -> Reply:
    operation, values, body = call
    method, template = operation.split(" ")
    return api.send(method, template.format(**values), body, query_of(template, values))


def response_of(operation: str, status: int) -> tuple[dict[str, Any], Any]:
    """What the newest description with an operation declares for a status, or None."""
    method, template = operation.split(" ")
    described = _description(DESCRIPTION)
    operations = described["paths"].get(template, {})
    if method.lower() in operations:
        declared = operations[method.lower()]["responses"]
    else:
        described, declared = _newest_with(method, template)
    found = declared.get(str(status))
    if found is not None and "$ref" in found:
        found = described["responses"][found["$ref"].rpartition("/")[2]]
    return described, found


def code_of(answer: Any) -> Any:
    return answer["errors"][0]["code"] if "errors" in answer else answer.get("error_key")


def problems(operation: str, reply: Reply) -> Iterator[str]:
    """What an answer has that its description does not; undeclared ones are to be plain errors."""
    described, declared = response_of(operation, reply.status)
    schema: Any = {"$ref": "#/components/schemas/error"}
    examples: list[Any] = []
    if declared is not None:
        content = declared.get("content", {}).get("application/json", {})
        schema = _modern(content.get("schema", {}))
        examples = [each["value"] for each in content.get("examples", {}).values()]
    yield from _problems({"components": described["components"], **schema}, reply.data)
    codes = {code_of(example) for example in examples if isinstance(example, dict)}
    code = code_of(reply.data)
    if codes and code not in codes and f"{operation} {code}" not in OTHER_CODES:
        yield f"the code is {code}, the examples have {sorted(codes)}"


ALL_REFUSED: list[tuple[list[Refused], Refused]] = [
    *(([], call) for call in [*REFUSED, *MORE_REFUSED]),
    *REFUSED_AFTER,
]


@pytest.mark.parametrize(("before", "call"), ALL_REFUSED, ids=[call[0] for _, call in ALL_REFUSED])
def test_refusals_keep_to_the_description(api: Api, before: list[Refused], call: Refused) -> None:
    for earlier in before:
        assert sent(api, earlier).status < 400
    reply = sent(api, call)
    assert reply.status >= 400
    assert list(problems(call[0], reply)) == []


@pytest.fixture(scope="module")
def listed() -> list[str]:
    """The operations that have to be there, such as `GET /tags/{id}`."""
    if not SEED_ACTIONS.exists():
        pytest.skip("the list of actions is not beside this checkout")
    found: list[Any] = json.loads(SEED_ACTIONS.read_text(encoding="utf-8"))
    return [f"{action['method']} {action['path']}" for action in found]


def test_every_listed_operation_is_called(listed: list[str]) -> None:
    assert len(listed) == 160
    assert set(listed) - {operation for operation, _, _ in CALLS} == set()


def test_every_declared_refusal_is_met(api: Api, listed: list[str]) -> None:
    met: set[str] = set()
    start = api.sandbox.snapshot()
    for before, call in ALL_REFUSED:
        for earlier in before:
            sent(api, earlier)
        met.add(f"{call[0]} {sent(api, call).status}")
        api.sandbox.restore(start)
    paths = _description(DESCRIPTION)["paths"]
    unmet = []
    for operation in listed:
        method, template = operation.split(" ")
        statuses = [each for each in paths[template][method.lower()]["responses"] if each[0] == "4"]
        unmet += [f"{operation} {each}" for each in statuses if each != "401"]
    unmet = [each for each in unmet if each not in met and each[-3:] not in UNREACHABLE]
    assert set(unmet) == set(UNREACHABLE) - {"403"}


TOKENS: list[dict[str, str]] = [{}, {"authorization": "Bearer wrong"}, {"authorization": "Basic x"}]


def test_every_operation_refuses_a_caller_without_the_token() -> None:
    found = []
    with Sandbox(now=Clock(), token="right") as sandbox:
        api = Api(sandbox, Clock())
        for operation, values, body in [*CALLS, *OTHER_CALLS]:
            method, template = operation.split(" ")
            for headers in TOKENS:
                query = query_of(template, values)
                reply = api.send(method, template.format(**values), body, query, headers)
                assert (reply.status, reply.code) == (401, "unauthorized"), operation
                assert reply.data["request_id"] == reply.headers["X-Request-Id"]
            if (operation, values, body) in CALLS:
                found += [f"{operation}: {problem}" for problem in problems(operation, reply)]
    assert found == []


@pytest.mark.parametrize("call", MORE_REFUSED, ids=[call[0] for call in MORE_REFUSED])
def test_refusals_are_among_the_errors_that_the_catalog_names(
    api: Api,
    actions: dict[str, Action],  # noqa: F811
    call: Refused,
) -> None:
    reply = sent(api, call)
    named = {(error.status, error.code) for error in actions[call[0]].errors}
    # Some are named by their status alone.
    assert {(reply.status, code_of(reply.data)), (reply.status, None)} & named
