"""The vendor's own SDK against a served sandbox: a reader that we did not write."""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from typing import Any

import pytest

from .api import NORA, REPAIR, SUPPORT_TEAM, TOMAS, contact_id

pytest.importorskip("uvicorn")
intercom = pytest.importorskip("intercom", reason="the vendor's SDK is not installed")

from .vendor_sdk import Caller, Notes, async_caller, caller  # noqa: E402
from .vendor_sdk_day import DAY  # noqa: E402

MARIA, OTTO = contact_id(1), contact_id(4)
TOKEN = "token-of-the-shop"
WHOLESALE = "302"


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    command = [sys.executable, "-m", "connector", "sandbox", "serve"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [*command, "--port", "0", "--data", ":memory:", "--token", TOKEN],
        env={**os.environ, "PYTHONPATH": str(root)},
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        yield process.stdout.readline().strip()
        process.terminate()


# What the SDK's types do not take: a pattern over "method: place: fault", and why the sandbox is
# not at fault. The descriptions and their examples have it as the sandbox has.
UNREADABLE = {
    r"(companies\.(list|retrieve)|help_centers\.collections\.list): .*pages.type: .*":
        "the type of the pages is `pages`; only the SDK calls it otherwise",
    r"(companies|help_centers\.collections)\.list: pages\.next: string_type":
        "`next` is an object with the page to ask for",
    r"companies\.retrieve: CompaniesRetrieveResponse_Company\..*":
        "a list is no company, which the SDK tries as well",
    r"conversations\.(list|find): .*team_assignee_id: string_type": "ids of teams are numbers",
    r"notes\..*: .*author\.(has_inbox_seat|team_ids): missing":
        "the author of a note is told in short",
}  # fmt: skip


def test_a_day_at_the_shop(url: str) -> None:
    notes = Notes()
    with caller(url, TOKEN, notes) as shop:
        for chapter in DAY:
            chapter(shop)
    assert len(notes.called) >= 150
    explained = {
        pattern: {each for each in notes.unreadable if re.fullmatch(pattern, each)}
        for pattern in UNREADABLE
    }
    assert notes.unreadable - set().union(*explained.values()) == set()
    assert [pattern for pattern, found in explained.items() if not found] == []


def test_an_afternoon_with_many_things_at_once(url: str) -> None:
    notes = Notes()

    async def afternoon(shop: Caller) -> None:
        made = await asyncio.gather(
            *(
                shop.contacts.create(request=intercom.CreateContactRequestWithRole(role="lead"))
                for _ in range(5)
            )
        )
        assert len({each.id for each in made}) == 5
        pager = await shop.contacts.list(per_page=4)
        ids = [each.id async for each in pager]
        assert set(ids) >= {each.id for each in made}
        named = await shop.contacts.update(made[0].id, name="Gil")
        found = await shop.contacts.find(named.id)
        assert found.name == "Gil"
        await shop.tags.tag_contact(named.id, tag_id=WHOLESALE)
        tags = await shop.contacts.list_attached_tags(named.id)
        assert [each.name for each in tags.data] == ["Wholesale"]
        opened = await shop.conversations.create(
            from_=intercom.CreateConversationRequestFrom(type="lead", id=named.id), body="Hello"
        )
        chat = await shop.conversations.reply(
            opened.conversation_id,
            request=intercom.AdminReplyConversationRequest(
                message_type="note", admin_id=TOMAS, body="Calling back."
            ),
        )
        assert chat.conversation_parts.conversation_parts[-1].part_type == "note"
        ticket = await shop.tickets.create(
            ticket_type_id=REPAIR,
            contacts=[intercom.CreateTicketRequestContactsItemId(id=named.id)],
            request_options={
                "additional_body_parameters": {"ticket_attributes": {"_default_title_": "Flat"}}
            },
        )
        got = await shop.tickets.get(ticket.id)
        assert got.contacts.contacts[0].id == named.id
        team = await shop.teams.find(SUPPORT_TEAM)
        me = await shop.admins.identify()
        assert me.id in {str(id) for id in team.admin_ids}
        deleted = await asyncio.gather(*(shop.contacts.delete(each.id) for each in made))
        assert all(each.deleted for each in deleted)
        with pytest.raises(intercom.NotFoundError):
            await shop.contacts.list_attached_tags(named.id)

    async def served() -> None:
        async with async_caller(url, TOKEN, notes) as shop:
            await afternoon(shop)

    asyncio.run(served())
    assert len(notes.called) >= 12
    assert notes.unreadable == set()


# A method with what it is given, the error that the SDK raises, and the code in it.
REFUSED: list[tuple[str, dict[str, Any], str, str]] = [
    ("contacts.list_attached_tags", {"contact_id": "none"}, "NotFoundError", "not_found"),
    ("admins.find", {"admin_id": 1}, "NotFoundError", "admin_not_found"),
    ("companies.find", {"company_id": "none"}, "NotFoundError", "company_not_found"),
    ("conversations.find", {"conversation_id": "9999"}, "NotFoundError", "not_found"),
    ("teams.find", {"team_id": "1"}, "NotFoundError", "team_not_found"),
    ("tickets.delete_ticket", {"ticket_id": "1"}, "NotFoundError", "ticket_not_found"),
    ("articles.find", {"article_id": 1}, "NotFoundError", "not_found"),
    ("tags.find", {"tag_id": "1"}, "NotFoundError", "not_found"),
    ("visitors.find", {"user_id": "none"}, "NotFoundError", "not_found"),
    ("jobs.status", {"job_id": "1"}, "NotFoundError", "job_not_found"),
    ("contacts.attach_subscription",
     {"contact_id": MARIA, "subscription_id": "1", "consent_type": "opt_in"},
     "NotFoundError", "not_found"),
    ("admins.away",
     {"admin_id": int(NORA), "away_mode_enabled": True, "away_mode_reassign": True,
      "away_status_reason_id": 23},
     "BadRequestError", "parameter_invalid"),
    ("help_centers.collections.create", {"name": None}, "BadRequestError", "parameter_not_found"),
    ("calls.list_calls_with_transcripts", {"conversation_ids": []},
     "BadRequestError", "conversation_id_limit_exceeded"),
    ("export.enqueue_a_new_reporting_data_export_job",
     {"dataset_id": "none", "attribute_ids": [], "start_time": 1, "end_time": 2},
     "BadRequestError", "bad_request"),
    ("conversations.detach_contact_as_admin",
     {"conversation_id": "1002", "contact_id": OTTO, "admin_id": NORA},
     "UnprocessableEntityError", "parameter_invalid"),
    ("messages.create",
     {"request": {"message_type": "email", "body": "No subject", "template": "plain",
                  "from": {"type": "admin", "id": int(NORA)}, "to": {"type": "user", "id": MARIA}}},
     "UnprocessableEntityError", "parameter_not_found"),
    ("data_attributes.update", {"data_attribute_id": 9001, "request": {"archived": True}},
     "UnprocessableEntityError", "data_invalid"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "given", "error", "code"), REFUSED, ids=[each[0] for each in REFUSED]
)
def test_refusals_are_the_errors_of_the_sdk(
    url: str, name: str, given: dict[str, Any], error: str, code: str
) -> None:
    with caller(url, TOKEN, Notes()) as shop, pytest.raises(getattr(intercom, error)) as raised:
        attrgetter(name)(shop)(**given)
    body = raised.value.body
    body = body if isinstance(body, dict) else body.dict()
    assert body["type"] == "error.list"
    assert body["errors"][0]["code"] == code
    assert raised.value.headers["x-request-id"] == body["request_id"]


def test_a_wrong_token_is_unauthorized(url: str) -> None:
    with (
        caller(url, "another token", Notes()) as stranger,
        pytest.raises(intercom.UnauthorizedError) as raised,
    ):
        stranger.contacts.list()
    assert raised.value.body.errors[0].code == "unauthorized"
    assert "x-ratelimit-limit" not in raised.value.headers
