"""What the catalog says about finding out whether a broken call happened.

Each check is run as the engine runs it: with params that its read takes, against answers in the
API's shapes, before and after the call.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import httpx
import pytest

from connector import Catalog, Connection
from connector.dotted import MISSING, value_at
from connector.errors import BrokenCall, ConnectorError
from connector.reconciliation import Reconciled
from connector.sandbox import Sandbox
from connector.sandbox.transport import SandboxTransport

from .sandbox.api import NORA, RECALL, REPAIR, TOMAS, Clock, contact_id

BEGAN = 1_760_000_000
MARIA, LIAM = contact_id(1), contact_id(2)
TITLE = {"_default_title_": "Squeaky brake"}
ARTICLE = {"title": "Returns", "author_id": 8140001, "body": "Send it back & relax."}
NEWS = {"title": "Sale", "sender_id": 8140001, "body": "<p>All week.</p>"}

Params = dict[str, Any]


def admin_says(**more: Any) -> Params:
    said = {"message_type": "comment", "type": "admin", "admin_id": NORA, "body": "On it."}
    return {"id": "501", "data": {**said, **more}}


def contact_says(**more: Any) -> Params:
    said = {"message_type": "comment", "type": "user", "body": "Any news?"}
    return {"id": "501", "data": {**said, **more}}


def part(message_type: str, **more: Any) -> Params:
    return {"id": "501", "data": {"message_type": message_type, "admin_id": NORA, **more}}


def ticket(contact: dict[str, str]) -> Params:
    made = {"ticket_type_id": REPAIR, "contacts": [contact], "ticket_attributes": TITLE}
    return {"data": made}


# ── Every check, and a call that it is for ──

CALLS: list[tuple[str, int, Params]] = [
    ("post_contacts", 0, {"data": {"external_id": "u-9", "email": "ada@example.com"}}),
    ("post_contacts", 1, {"data": {"email": "ada@example.com", "role": "user"}}),
    ("post_contacts", 2, {"data": {"phone": "+353871234567", "role": "lead"}}),
    ("post_companies", 0, {"data": {"company_id": "c-9", "name": "Velo"}}),
    ("post_companies", 1, {"data": {"name": "Velo"}}),
    (
        "post_custom_object_instances_by_custom_object_type_identifier",
        0,
        {"custom_object_type_identifier": "Order", "data": {"external_id": "o-9"}},
    ),
    (
        "post_ai_external_pages",
        0,
        {
            "data": {
                "title": "Returns",
                "html": "<p>Send it back.</p>",
                "locale": "en",
                "source_id": 44,
                "external_id": "p-9",
            }
        },
    ),
    (
        "post_ai_content_import_sources",
        0,
        {"data": {"sync_behavior": "api", "url": "https://example.com"}},
    ),
    ("post_contacts_by_id_notes", 0, {"id": MARIA, "data": {"body": "Called.", "admin_id": NORA}}),
    ("post_articles", 0, {"data": {**ARTICLE, "parent_id": 145, "parent_type": "collection"}}),
    ("post_internal_articles", 0, {"data": {**ARTICLE, "owner_id": 8140001}}),
    ("post_help_center_collections", 0, {"data": {"name": "Repairs", "parent_id": "165"}}),
    (
        "post_news_news_items",
        0,
        {"data": NEWS},
    ),
    (
        "post_data_attributes",
        0,
        {"data": {"name": "frame_size", "model": "contact", "data_type": "integer"}},
    ),
    ("post_ticket_types", 0, {"data": {"name": "Warranty"}}),
    (
        "post_ticket_types_by_ticket_type_id_attributes",
        0,
        {
            "ticket_type_id": REPAIR,
            "data": {"name": "Frame", "description": "Its number.", "data_type": "string"},
        },
    ),
    ("post_conversations", 0, {"data": {"from": {"type": "user", "id": MARIA}, "body": "Hello"}}),
    (
        "post_messages",
        0,
        {
            "data": {
                "message_type": "in_app",
                "from": {"type": "admin", "id": NORA},
                "to": {"type": "user", "id": MARIA},
                "body": "Hello",
            }
        },
    ),
    ("post_messages", 1, {"data": {"from": {"type": "user", "id": MARIA}, "body": "Hello"}}),
    ("post_tickets", 0, ticket({"id": MARIA})),
    ("post_tickets", 1, ticket({"external_id": "u-1"})),
    ("post_tickets_enqueue", 0, ticket({"id": MARIA})),
    ("post_tickets_enqueue", 1, ticket({"external_id": "u-1"})),
    *(
        (action, index, params)
        for action in ("post_conversations_by_id_reply", "post_tickets_by_id_reply")
        for index, params in enumerate(
            (
                admin_says(created_at=BEGAN - 9_000),
                contact_says(intercom_user_id=MARIA, created_at=BEGAN - 9_000),
                admin_says(),
                contact_says(intercom_user_id=MARIA),
                contact_says(email="maria@example.com"),
            )
        )
    ),
    (
        "post_conversations_by_id_parts",
        0,
        part("assignment", type="admin", assignee_id=TOMAS, body="Yours?"),
    ),
    ("post_conversations_by_id_parts", 1, part("assignment", type="admin", assignee_id=TOMAS)),
    ("post_conversations_by_id_parts", 2, part("close", type="admin", body="Goodbye.")),
    ("post_conversations_by_id_parts", 3, part("snoozed", snoozed_until=BEGAN + 3_600)),
    (
        "post_conversations_by_id_customers",
        0,
        {"id": "501", "data": {"admin_id": NORA, "customer": {"intercom_user_id": LIAM}}},
    ),
    (
        "post_conversations_by_id_customers",
        1,
        {"id": "501", "data": {"admin_id": NORA, "customer": {"user_id": "u-2"}}},
    ),
    (
        "post_fin_voice_register",
        0,
        {"data": {"phone_number": "+353871234567", "call_id": "call-9"}},
    ),
]


def call(action: str) -> Params:
    """The params that the first check of an action is for."""
    return next(params for name, _, params in CALLS if name == action)


# Nothing that the API shows could tell, so that no check says what it cannot know.
WITHOUT_CHECKS: list[tuple[str, Params]] = [
    ("post_contacts", {"data": {"role": "lead", "name": "Ada"}}),
    ("post_tickets", ticket({"email": "ada@example.com"})),
    ("post_help_center_collections", {"data": {"name": "Repairs"}}),
    ("post_articles", {"data": {"title": "Returns", "author_id": 8140001}}),
    (
        "post_conversations_by_id_reply",
        contact_says(user_id="u-1"),
    ),
    (
        "post_phone_call_redirects",
        {"data": {"phone": "+353871234567"}},
    ),
    ("post_visitors_convert", {"data": {"type": "user", "user": {"id": "1"}, "visitor": {}}}),
]


def broken(action: str, params: Params, *, began: float = BEGAN) -> ConnectorError:
    error = ConnectorError("the connection broke off.", action=action)
    error.outcome = "unknown"
    error.call = BrokenCall(action, params, began)
    return error


@pytest.fixture
def answering() -> Iterator[Callable[[Any], tuple[Connection, list[httpx.Request]]]]:
    """Make a strict connection that gets the same answer to everything; ``None`` is a 404."""
    opened: list[Connection] = []

    def make(answer: Any) -> tuple[Connection, list[httpx.Request]]:
        received: list[httpx.Request] = []

        def handle(request: httpx.Request) -> httpx.Response:
            received.append(request)
            if answer is None:
                fault = {"code": "not_found", "message": "Not Found"}
                return httpx.Response(404, json={"type": "error.list", "errors": [fault]})
            return httpx.Response(200, json=answer)

        transport = httpx.MockTransport(handle)
        desk = Connection(
            "desk",
            token="a-token-for-tests",
            base_url="http://127.0.0.1:1",
            transport=transport,
            strict=True,
        )
        opened.append(desk)
        return desk, received

    yield make
    for each in opened:
        each.close()


def first_that_applies(catalog: Catalog, action: str, params: Params) -> int | None:
    for index, check in enumerate(catalog[action].reconcile):
        if all(value_at(params, path) not in (MISSING, None) for path in check.needs):
            return index
    return None


def test_every_check_has_a_call(catalog: Catalog) -> None:
    known = {(name, index) for name in catalog for index, _ in enumerate(catalog[name].reconcile)}
    assert {(action, index) for action, index, _ in CALLS} == known


@pytest.mark.parametrize(("action", "index", "params"), CALLS)
def test_a_check_sends_what_its_read_takes(
    answering: Callable[[Any], tuple[Connection, list[httpx.Request]]],
    catalog: Catalog,
    action: str,
    index: int,
    params: Params,
) -> None:
    catalog[action].validate(params)
    assert first_that_applies(catalog, action, params) == index
    check = catalog[action].reconcile[index]
    desk, received = answering(None)
    assert desk.reconcile(broken(action, params)).verdict == check.missing
    (request,) = received
    read = catalog[check.action]
    assert request.method == read.method
    assert request.url.path.count("/") == read.path.count("/")
    sent = unquote(str(request.url)) + request.content.decode()
    for source in check.fill.values():
        assert str(value_at(params, source.removeprefix("params."))) in sent


@pytest.mark.parametrize(("action", "params"), WITHOUT_CHECKS)
def test_where_no_read_can_tell_nothing_is_sent(
    answering: Callable[[Any], tuple[Connection, list[httpx.Request]]], action: str, params: Params
) -> None:
    desk, received = answering(None)
    assert desk.reconcile(broken(action, params)).verdict == "unknown"
    assert received == []


def test_only_a_key_makes_do_without_a_time(catalog: Catalog) -> None:
    """Without a time an older thing would do; these are sets of keys, which nothing makes twice."""
    timeless = {name for name in catalog for check in catalog[name].reconcile if not check.since}
    assert timeless == {"post_conversations_by_id_customers", "post_fin_voice_register"}


def test_idempotent_actions_have_no_checks(catalog: Catalog) -> None:
    checked = [catalog[name] for name in catalog if catalog[name].reconcile]
    assert [each.name for each in checked if each.idempotent or each.effect == "read"] == []
    assert len(checked) == 22


# ── Answers in the API's shapes ──


def page(*items: Any) -> Any:
    pages = {"type": "pages", "page": 1, "per_page": 50, "total_pages": 1}
    return {"type": "list", "data": list(items), "pages": pages, "total_count": len(items)}


ANSWERS: list[tuple[str, Params, Callable[[int], Any], Callable[[int], Any]]] = [
    # action, params, an answer that shows it, one that shows something alike; both made at a time
    (
        "post_custom_object_instances_by_custom_object_type_identifier",
        {"custom_object_type_identifier": "Order", "data": {"external_id": 123}},
        lambda at: {"id": "22", "type": "Order", "external_id": "123", "created_at": at},
        lambda at: {"id": "22", "type": "Order", "external_id": "1234", "created_at": at},
    ),
    (
        "post_ai_external_pages",
        call("post_ai_external_pages"),
        lambda at: page({"id": "21", "source_id": 44, "external_id": "p-9", "created_at": at}),
        lambda at: page({"id": "21", "source_id": 45, "external_id": "p-9", "created_at": at}),
    ),
    (
        "post_ai_content_import_sources",
        call("post_ai_content_import_sources"),
        lambda at: page(
            {"id": 3, "url": "https://example.com", "sync_behavior": "api"} | {"created_at": at}
        ),
        lambda at: page(
            {"id": 3, "url": "https://example.com/us", "sync_behavior": "api", "created_at": at}
        ),
    ),
    (
        "post_articles",
        {"data": {**ARTICLE, "parent_id": 145}},
        lambda at: page(
            {
                "title": "Returns",
                "author_id": 8140001,
                "body": '<p class="no-margin">Send it back &amp; relax.</p>',
                "parent_ids": [145],
                "created_at": at,
            }
        ),
        lambda at: page({**ARTICLE, "parent_ids": [146], "created_at": at}),
    ),
    (
        "post_articles",
        {"data": ARTICLE},
        lambda at: page({**ARTICLE, "parent_ids": [], "created_at": at}),
        lambda at: page({**ARTICLE, "body": "<p>Something else.</p>", "created_at": at}),
    ),
    (
        "post_internal_articles",
        {"data": {**ARTICLE, "owner_id": 8140001}},
        lambda at: page({**ARTICLE, "owner_id": 8140001, "created_at": at}),
        lambda at: page({**ARTICLE, "owner_id": 8140002, "created_at": at}),
    ),
    (
        "post_help_center_collections",
        {"data": {"name": "Repairs", "parent_id": 165}},
        lambda at: page({"id": "170", "name": "Repairs", "parent_id": "165", "created_at": at}),
        lambda at: page({"id": "170", "name": "Repairs", "parent_id": None, "created_at": at}),
    ),
    (
        "post_news_news_items",
        {"data": NEWS},
        lambda at: page({"id": "33", **NEWS, "created_at": at}),
        lambda at: page({"id": "33", **NEWS, "sender_id": 8140002, "created_at": at}),
    ),
    (
        "post_data_attributes",
        call("post_data_attributes"),
        lambda at: page({"name": "frame_size", "model": "contact", "created_at": at}),
        lambda at: page({"name": "frame_size", "model": "company", "created_at": at}),
    ),
    (
        "post_messages",
        call("post_messages"),
        lambda at: {
            "type": "conversation.list",
            "conversations": [
                {
                    "id": "501",
                    "created_at": at,
                    "source": {
                        "subject": "",
                        "body": "<p>Hello</p>",
                        "author": {"type": "admin", "id": NORA},
                    },
                }
            ],
        },
        lambda at: {
            "type": "conversation.list",
            "conversations": [
                {"id": "501", "created_at": at, "source": {"body": "Hello", "author": {"id": LIAM}}}
            ],
        },
    ),
]


@pytest.mark.parametrize(("action", "params", "shown", "alike"), ANSWERS)
def test_only_what_the_call_made_counts(
    answering: Callable[[Any], tuple[Connection, list[httpx.Request]]],
    catalog: Catalog,
    action: str,
    params: Params,
    shown: Callable[[int], Any],
    alike: Callable[[int], Any],
) -> None:
    index = first_that_applies(catalog, action, params)
    assert index is not None
    missing = catalog[action].reconcile[index].missing

    def verdict(answer: Any) -> str:
        return answering(answer)[0].reconcile(broken(action, params)).verdict

    assert verdict(shown(BEGAN + 1)) == "done"
    assert verdict(shown(BEGAN - 60)) == missing
    assert verdict(alike(BEGAN + 1)) == missing


def test_a_registered_call_is_found_by_its_own_id(
    answering: Callable[[Any], tuple[Connection, list[httpx.Request]]],
) -> None:
    action = "post_fin_voice_register"
    found = {"id": 7, "external_call_id": "call-9", "user_phone_number": "+353871234567"}
    told = answering(found)[0].reconcile(broken(action, call(action)))
    assert (told.verdict, told.object) == ("done", found)


# ── Before and after, with a workspace behind it ──

SANDBOX_CALLS: list[tuple[str, Params]] = [
    ("post_contacts", {"data": {"external_id": "u-9", "email": "Ada@Example.com"}}),
    ("post_contacts", {"data": {"email": "Ada@Example.com", "role": "user"}}),
    ("post_contacts", {"data": {"phone": "+353871234567", "role": "lead"}}),
    ("post_companies", {"data": {"company_id": "c-9", "name": "Velo Nine"}}),
    ("post_companies", {"data": {"name": "Velo Nine"}}),
    ("post_contacts_by_id_notes", {"id": MARIA, "data": {"body": "A & B\nC", "admin_id": NORA}}),
    ("post_contacts_by_id_notes", {"id": MARIA, "data": {"body": "Said by nobody."}}),
    ("post_conversations", {"data": {"from": {"type": "user", "id": MARIA}, "body": "Hello"}}),
    ("post_conversations_by_id_reply", admin_says(body="Look <b>here</b>.")),
    ("post_conversations_by_id_reply", admin_says(message_type="note")),
    ("post_conversations_by_id_reply", contact_says(intercom_user_id=MARIA)),
    ("post_conversations_by_id_parts", part("close", type="admin", body="Goodbye.")),
    ("post_conversations_by_id_parts", part("close", type="admin")),
    ("post_conversations_by_id_parts", part("snoozed", snoozed_until=BEGAN + 3_600)),
    ("post_conversations_by_id_parts", part("assignment", type="admin", assignee_id=TOMAS)),
    ("post_tickets", ticket({"id": MARIA})),
    ("post_tickets_by_id_reply", admin_says(message_type="note")),
    ("post_ticket_types", {"data": {"name": "Warranty"}}),
    (
        "post_ticket_types_by_ticket_type_id_attributes",
        {
            "ticket_type_id": RECALL,
            "data": {"name": "Frame", "description": "Its number.", "data_type": "string"},
        },
    ),
]


@pytest.mark.parametrize(("action", "params"), SANDBOX_CALLS)
def test_a_call_is_seen_once_it_has_happened(action: str, params: Params) -> None:
    clock = Clock(BEGAN - 600)
    with (
        Sandbox(now=clock) as sandbox,
        Connection(
            "desk",
            token="a-token-for-tests",
            base_url="http://sandbox.localhost",
            transport=SandboxTransport(sandbox),
        ) as desk,
    ):
        params = with_own_place(desk, action, params)

        def told() -> Reconciled:
            # The call's time is by our clock; the sandbox's answers say what its own shows.
            return desk.reconcile(broken(action, params, began=time.time()))

        clock.now_s = BEGAN
        missing = told().verdict
        assert missing in ("not_done", "unknown")
        desk.run(action, params)
        assert told().verdict == "done"
        clock.pass_(60)
        assert told().verdict == missing, "what an earlier call made is not taken for this one's"


def with_own_place(desk: Connection, action: str, params: Params) -> Params:
    """Params that lead to a new conversation or ticket of Maria's, where they need one."""
    if "conversations_by_id" in action:
        opened = {"data": {"from": {"type": "user", "id": MARIA}, "body": "My brake squeaks."}}
        return {**params, "id": desk.run("post_conversations", opened)["conversation_id"]}
    if "tickets_by_id" in action:
        return {**params, "id": desk.run("post_tickets", ticket({"id": MARIA}))["id"]}
    return params
