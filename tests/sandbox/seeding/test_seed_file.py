"""Seed files: what they may say, what comes of it, and what is wrong with the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from connector.sandbox import Sandbox, SeedError

from ..api import NORA, SUPPORT_TEAM, TOMAS, Api, Clock

SHOP = """
tags: [Beta, {name: Gold, as: gold}]
companies:
  - name: Acme
    tags: [Gold]
    monthly_spend: 100
    contacts: [ada@example.com, {email: bob@acme.example.com, name: Bob}]
contacts:
  - email: ada@example.com
    as: ada
    name: Ada
    at: -3d
    tags: [Beta]
    companies: [Velo Couriers]
    notes: [Likes tea, {body: Calls on Mondays, by: Tomás Reyes}]
  - {name: Nobody, archived: true}
  - cy@example.com
conversations:
  - contact: ada
    body: Where is my bike?
    at: 2025-05-01 10:00:00
    as: where
    title: Lost bike
    tags: [gold]
    assignee: Customer Support
    parts:
      - {reply: On its way, by: nora@wheelhouse.example.com, after_s: 60}
      - {note: Check it, by: Tomás Reyes}
      - {reply: Thanks}
      - {snooze: 2030-01-01}
      - {open: true}
      - {tag: Beta}
      - {assign: Nora Quinn}
      - {close: Bye}
tickets:
  - type: Repair request
    contact: ada
    title: Wheel
    description: Bent
    state: in_progress
    assignee: Nora Quinn
    tags: [Gold]
    parts: [{reply: Hm}]
collections: [Wheels, {name: Rims, parent: Wheels}]
articles:
  - {title: How, author: Nora Quinn, collection: Rims, body: <p>x</p>, state: published}
internal_articles: [{title: Inner, body: <p>y</p>}]
events: [{contact: ada, name: rode}]
calls:
  - call: PUT /contacts/{ada}
    body: {phone: "+353871239999"}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text(SHOP, encoding="utf-8")
    return path


def test_what_a_file_lists_is_there(shop: Path, clock: Clock) -> None:
    with Sandbox(now=clock, seed=shop) as sandbox:
        api = Api(sandbox, clock)
        (ada,) = api.found("contacts", {"field": "name", "operator": "=", "value": "Ada"})
        contact = api.get(f"/contacts/{ada}")
        assert contact["created_at"] == clock.now_s - 3 * 86_400
        assert contact["role"] == "user"
        assert contact["phone"] == "+353871239999"
        companies = api.get(f"/contacts/{ada}/companies")["data"]
        assert {each["name"] for each in companies} == {"Acme", "Velo Couriers"}
        acme = next(each for each in companies if each["name"] == "Acme")
        assert acme["monthly_spend"] == 100
        assert [tag["name"] for tag in acme["tags"]["tags"]] == ["Gold"]
        people = api.get(f"/companies/{acme['id']}/contacts")["data"]
        assert {each["email"] for each in people} == {"ada@example.com", "bob@acme.example.com"}
        notes = api.get(f"/contacts/{ada}/notes")["data"]
        assert {(note["author"]["id"], note["body"]) for note in notes} == {
            (NORA, "<p>Likes tea</p>"),
            (TOMAS, "<p>Calls on Mondays</p>"),
        }
        assert api.search("contacts", "name", "=", "Nobody") == set()
        (id,) = api.search("conversations", "source.body", "=", "bike?") or {None}
        assert id is None or api.get(f"/conversations/{id}")["title"] == "Lost bike"


def test_a_conversation_with_its_parts(shop: Path, api: Api) -> None:
    names = api.sandbox.seed(shop)
    assert set(names) == {"ada", "gold", "where"}
    found = api.get(f"/conversations/{names['where']}")
    assert found["created_at"] == 1_746_093_600
    assert (found["title"], found["state"]) == ("Lost bike", "closed")
    assert str(found["team_assignee_id"]) == SUPPORT_TEAM
    assert str(found["admin_assignee_id"]) == NORA
    assert {tag["name"] for tag in found["tags"]["tags"]} == {"Gold", "Beta"}
    parts = found["conversation_parts"]["conversation_parts"]
    types = [part["part_type"] for part in parts]
    assert types == [
        *("assignment", "comment", "note", "comment", "snoozed", "open", "assignment", "close")
    ]
    assert [part["author"]["id"] for part in parts[1:4]] == [NORA, TOMAS, names["ada"]]
    assert parts[1]["created_at"] == found["created_at"] + 60


def test_tickets_articles_and_events(shop: Path, api: Api) -> None:
    names = api.sandbox.seed(shop)
    (id,) = api.search("tickets", "title", "=", "Wheel")
    ticket = api.get(f"/tickets/{id}")
    assert ticket["ticket_attributes"]["_default_description_"] == "Bent"
    assert ticket["ticket_state"]["category"] == "in_progress"
    assert ticket["admin_assignee_id"] == NORA
    bodies = [part.get("body") for part in ticket["ticket_parts"]["ticket_parts"]]
    assert "<p>Hm</p>" in bodies
    collections = {each["name"]: each for each in api.get("/help_center/collections")["data"]}
    assert str(collections["Rims"]["parent_id"]) == collections["Wheels"]["id"]
    articles = {each["title"]: each for each in api.get("/articles")["data"]}
    assert articles["How"]["parent_ids"] == [int(collections["Rims"]["id"])]
    internal = [each["title"] for each in api.get("/internal_articles")["data"]]
    assert "Inner" in internal
    events = api.get("/events", type="user", intercom_user_id=names["ada"])["events"]
    assert [event["event_name"] for event in events] == ["rode"]


def test_a_mapping_does_as_well_and_comes_back_with_a_reset(clock: Clock) -> None:
    with Sandbox(now=clock, seed={"contacts": ["ada@example.com"]}) as sandbox:
        api = Api(sandbox, clock)
        before = api.get("/contacts")
        assert before["total_count"] == 13
        api.post("/contacts", {"role": "lead"})
        sandbox.reset()
        assert api.get("/contacts") == before


def test_a_data_file_is_seeded_once(shop: Path, tmp_path: Path, clock: Clock) -> None:
    for _ in range(2):
        with Sandbox(tmp_path / "sandbox.sqlite3", now=clock, seed=shop) as sandbox:
            assert Api(sandbox, clock).get("/contacts")["total_count"] == 15


CONTACT = {"email": "new@example.com"}
TALK = {"contact": "Maria Santos", "body": "Hello"}


@pytest.mark.parametrize(
    ("seed", "told"),
    [
        ({"contact": []}, r"^contact: no such section; there are tags, companies"),
        ({"contacts": CONTACT}, r"^contacts: a section is a list of entries"),
        ({"contacts": [CONTACT, 3]}, r"^contacts\[1\]: an entry is a mapping"),
        ({"contacts": [{"email": "no-address"}]}, r"^contacts\[0\]: 400 parameter_invalid"),
        ({"contacts": [CONTACT, CONTACT]}, r"^contacts\[1\]: 409 conflict"),
        ({"contacts": [{**CONTACT, "at": "soon"}]}, r"^contacts\[0\]\.at: a time is a date"),
        (
            {"contacts": [{**CONTACT, "companies": ["Velo Couriers", "Nil"]}]},
            r"^contacts\[0\]\.companies\[1\]: there is no company 'Nil'",
        ),
        (
            {"contacts": [{**CONTACT, "notes": [{"body": "x", "by": "Zed"}]}]},
            r"^contacts\[0\]\.notes\[0\]\.by: there is no admin 'Zed'; there are Nora Quinn",
        ),
        (
            {"companies": [{"name": "A", "contacts": ["nobody@example.com"]}]},
            r"^companies\[0\]\.contacts\[0\]: there is no contact",
        ),
        (
            {"companies": [{"name": "A", "contacts": [{**CONTACT, "companies": ["Nil"]}]}]},
            r"^companies\[0\]\.contacts\[0\]\.companies\[0\]: there is no company 'Nil'",
        ),
        (
            {"companies": [{"name": "A", "contacts": [{**CONTACT, "tags": [""]}]}]},
            r"^companies\[0\]\.contacts\[0\]\.tags\[0\]: 400",
        ),
        ({"companies": [{"name": "A", "colour": "red"}]}, r"^companies\[0\]\.colour: an entry of"),
        (
            {"contacts": [{"emial": "a@b.com"}]},
            r"emial: an entry of contacts has no emial: is email",
        ),
        (
            {"contacts": [{**CONTACT, "tag": "VIP"}]},
            r"contacts\[0\]\.tag: an entry of contacts has no",
        ),
        (
            {
                "contacts": [CONTACT],
                "events": [{"contact": CONTACT["email"], "name": "x", "meta": {}}],
            },
            r"meta: .* is metadata meant",
        ),
        ({"conversations": [{"body": "x"}]}, r"^conversations\[0\]\.contact: there is no contact"),
        (
            {"conversations": [{**TALK, "parts": [{"reply": "x"}, {"replyy": "x"}]}]},
            r"^conversations\[0\]\.parts\[1\]: a part has one of .* and no replyy",
        ),
        (
            {"conversations": [{**TALK, "parts": [{"assign": "Zed"}]}]},
            r"^conversations\[0\]\.parts\[0\]\.assign: there is no admin 'Zed'",
        ),
        (
            {"conversations": [{**TALK, "parts": [{"note": ""}]}]},
            r"^conversations\[0\]\.parts\[0\]: 400 parameter_missing",
        ),
        (
            {"tickets": [{"contact": "Maria Santos", "type": "Zed"}]},
            r"^tickets\[0\]\.type: there is no ticket type 'Zed'; there are Repair request",
        ),
        (
            {"tickets": [{"contact": "Maria Santos", "type": "Recall", "attributes": "text"}]},
            r"^tickets\[0\]\.attributes: the attributes are a mapping",
        ),
        (
            {"conversations": [{**TALK, "parts": [{"reply": "x", "after_s": "soon"}]}]},
            r"^conversations\[0\]\.parts\[0\]\.after_s: after_s is a number",
        ),
        ({"contacts": [{**CONTACT, "at": 10**20}]}, r"^contacts\[0\]\.at: a time is a date"),
        (
            {"contacts": [{**CONTACT, "custom_attributes": {"size": float("nan")}}]},
            r"^contacts\[0\]: an entry holds what JSON does",
        ),
        ({"tags": ["\ud800"]}, r"^tags\[0\]: an entry holds what JSON does"),
        ({"tags": [{"name": {"a", "b"}}]}, r"^tags\[0\]: an entry holds what JSON does"),
        ({"calls": [{"call": "GET /tags", "as": "x"}]}, r"^calls\[0\]\.as: what it answers has"),
        ({"calls": [{"call": "POST /tags", "body": [1]}]}, r"^calls\[0\]\.body: a body is"),
        ({"tickets": [{"type": "Recall"}]}, r"^tickets\[0\]: a ticket has a contact"),
        ({"calls": [{"call": "PUT /nothing"}]}, r"^calls\[0\]\.call: nothing answers PUT"),
        ({"calls": [{"call": "PUT /contacts/{x}"}]}, r"^calls\[0\]\.call: nothing before this"),
    ],
)
def test_an_error_names_the_entry_and_nothing_is_made(
    api: Api, seed: dict[str, Any], told: str
) -> None:
    before = api.sandbox.snapshot()
    with pytest.raises(SeedError, match=told):
        api.sandbox.seed({"tags": ["Made first"], **seed})
    assert api.sandbox.snapshot() == before


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("contacts:\n  - ok@example.com\n  - email: bad\n", r"shop\.yaml:3: contacts\[1\]: 400"),
        (
            "contacts:\n  - email: a@example.com\n    companies:\n      - Nil\n",
            r"shop\.yaml:4: contacts\[0\]\.companies\[0\]: there is no company",
        ),
        ("tags: []\n\ntagz: []\n", r"shop\.yaml:3: tagz: no such section"),
        ("tags: []\ntags: []\n", r"shop\.yaml:2: 'tags' stands twice"),
        ("tags: [\n", r"shop\.yaml:\d: no YAML: "),
        ("contacts:\n  - {email: a@example.com, at: 2024-13-45}\n", r"shop\.yaml: no YAML: month"),
        ("tags: &tags [*tags]\n", r"shop\.yaml: nested too deep, or within itself"),
        ("- tags\n", r"shop\.yaml:1: the seed: a seed is a mapping"),
        ("tags: !!python/object:os.system x\n", r"shop\.yaml:1: no YAML"),
    ],
)
def test_an_error_in_a_file_names_the_line(api: Api, tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "shop.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SeedError, match=told):
        api.sandbox.seed(path)


def test_a_file_that_cannot_be_read_is_told(api: Api, tmp_path: Path) -> None:
    with pytest.raises(SeedError, match=r"none\.yaml cannot be read"):
        api.sandbox.seed(tmp_path / "none.yaml")
    (tmp_path / "latin.yaml").write_bytes(b"tags: [\xe9]\n")
    with pytest.raises(SeedError, match="not UTF-8"):
        api.sandbox.seed(tmp_path / "latin.yaml")
    (tmp_path / "empty.yaml").write_text("")
    assert api.sandbox.seed(tmp_path / "empty.yaml") == {}
