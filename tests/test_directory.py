"""Names become ids: what counts as a match, what is kept and for how long, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from typing import Any

import httpx
import pytest

from connector import Catalog, Connection
from connector.calls import Call, Run
from connector.directory import (
    KEPT_S,
    MAX_KEPT,
    MAX_SEARCH_PAGES,
    Directory,
    Named,
    Shown,
    resolve_steps,
)
from connector.errors import AmbiguousName, ConnectorError, NotFound, UnknownName
from connector.expectation import IdKind, IdKinds, NameRead, SelfRead
from connector.model import Action, Pager
from connector.sandbox import SandboxTransport
from connector.wire import Headers, Response

from .both import MODES, TOKEN, Story, ask, play
from .playing import BookLimiter, make_call

LIST = Action("list_x", "GET", "/x", "X", "List.", effect="read", idempotent=True)
FIND = Action("find_x", "GET", "/f", "X", "Find.", effect="read", idempotent=True)
ME = Action("me", "GET", "/me", "X", "Me.", effect="read", idempotent=True)
PAGED = replace(LIST, name="paged", pager=Pager("page", page_param="page", next="more"))
FOUND = replace(FIND, name="found", pager=PAGED.pager)
ACTIONS = {each.name: each for each in (LIST, FIND, ME, PAGED, FOUND)}

LISTED = NameRead("list_x", ("name", "contact.email"), "data", tell=("kind", "contact.email"))
SEARCHED = NameRead("find_x", ("name",), "data", params={"a": [{"b": 1}]}, fill=("q", "a.0.v"))


def kinds(*reads: NameRead, **facts: Any) -> IdKinds:
    return IdKinds(
        [IdKind("x", ("list_x",), names=reads, **facts), IdKind("y", none="Painted on.")]
    )


def thing(id: Any, name: Any, **more: Any) -> dict[str, Any]:
    return {"id": id, "name": name, **more}


@dataclass
class Workspace:
    """Answers the reads of one directory, counts them, and has a clock that only tests move."""

    answer: Callable[[Call], Any]
    kinds: IdKinds
    now: float = 1000.0
    calls: list[Call] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.directory = Directory(lambda: self.now)

    def prepare(self, name: str, params: Mapping[str, Any]) -> Call:
        return replace(make_call(ACTIONS[name], BookLimiter()), params=params)

    def resolve(self, name: str, kind: str = "x") -> str:
        steps = resolve_steps(
            kind, name, self.kinds, self.directory, ACTIONS.__getitem__, self.prepare
        )
        try:
            step = next(steps)
            while True:
                assert isinstance(step, Run)
                self.calls.append(step.call)
                try:
                    data = self.answer(step.call)
                except ConnectorError as error:
                    step = steps.throw(error)
                else:
                    step = steps.send(Response(200, Headers(), data))
        except StopIteration as done:
            return str(done.value)


def listing(*things: Any, **facts: Any) -> Workspace:
    return Workspace(lambda call: {"data": list(things)}, kinds(LISTED, **facts))


THINGS = (
    thing(7, "Billing"),
    thing("8", " Tomás "),
    thing("9", "vip"),
    thing("10", "VIP"),
    thing("11", "9"),
    thing("12", "Straße", contact={"email": "Ada@Example.com"}),
    thing(None, "nobody"),
    thing("13", None),
    thing("14", True),
    "no thing at all",
)


@pytest.mark.parametrize(
    ("name", "id"),
    [
        ("Billing", "7"),
        (" billing ", "7"),
        ("BILLING", "7"),
        ("7", "7"),
        ("13", "13"),
        ("tomás", "8"),
        ("Toma\u0301s", "8"),
        ("vip", "9"),
        ("VIP", "10"),
        ("ada@example.com", "12"),
        ("STRASSE", "12"),
    ],
)
def test_a_name_is_the_very_same_or_the_same_but_for_case(name: str, id: str) -> None:
    assert listing(*THINGS).resolve(name) == id


@pytest.mark.parametrize("name", ["Bill", "Billling", "nobody", "True", "Tomas", "None", "~", "me"])
def test_what_merely_resembles_a_name_is_none(name: str) -> None:
    with pytest.raises(UnknownName):
        listing(*THINGS).resolve(name)


@pytest.mark.parametrize(
    ("name", "ids"), [("Vip", ["9", "10"]), ("9", ["9", "11"])], ids=["by case", "name and id"]
)
def test_what_fits_more_than_one_is_not_chosen_from(name: str, ids: list[str]) -> None:
    with pytest.raises(AmbiguousName) as raised:
        listing(*THINGS).resolve(name)
    assert [each["id"] for each in raised.value.candidates] == ids


def test_candidates_are_told_apart() -> None:
    ada = {"kind": "agent", "contact": {"email": "ada@example.com"}}
    with pytest.raises(AmbiguousName) as raised:
        listing(thing(1, "Ada", **ada), thing(2, "Ada"), thing(3, "Bo")).resolve("Ada")
    assert raised.value.to_dict()["candidates"] == [
        {"id": "1", "name": "Ada", "kind": "agent", "contact.email": "ada@example.com"},
        {"id": "2", "name": "Ada"},
    ]
    assert "2 of kind x go by 'Ada': 1, Ada, agent, ada@example.com; 2, Ada." in str(raised.value)


def test_an_unknown_name_suggests_the_nearest_and_counts() -> None:
    with pytest.raises(UnknownName) as raised:
        listing(thing(1, "Billing"), thing(2, "Support"), thing(3, "Old billing")).resolve("biling")
    error = raised.value
    assert (error.kind, error.name, error.count) == ("x", "biling", 3)
    assert error.suggestions[0] == "Billing"
    assert "Did you mean 'Billing'" in str(error)
    assert "There are 3." in str(error)


def test_a_part_of_a_name_is_enough_for_a_suggestion() -> None:
    with pytest.raises(UnknownName, match="Did you mean 'Customer Support EMEA'"):
        listing(thing(1, "Customer Support EMEA"), thing(2, "Sales")).resolve("emea")


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "There are none."), (1, "There is 1. Their names: 'n0'."), (13, "There are 13. Looked")],
)
def test_where_nothing_resembles_it_few_names_are_all_shown(count: int, told: str) -> None:
    with pytest.raises(UnknownName) as raised:
        listing(*(thing(n, f"n{n}") for n in range(count))).resolve("zebra")
    assert told in str(raised.value)
    assert "Looked for in list_x (name, contact.email)." in str(raised.value)


def test_what_is_gone_has_an_id_but_no_name() -> None:
    read = replace(LISTED, unless="archived")
    gone = thing(1, "Old", archived=True)
    workspace = Workspace(
        lambda call: {"data": [gone, thing(2, "New", archived=False)]}, kinds(read)
    )
    assert workspace.resolve("1") == "1"
    assert workspace.resolve("new") == "2"
    with pytest.raises(UnknownName, match=r"There is 1\. Their names: 'New'"):
        workspace.resolve("Old")


def test_what_was_read_is_kept_for_a_while() -> None:
    workspace = listing(thing(1, "A"), thing(2, "B"))
    assert [workspace.resolve(name) for name in ("A", "b", "1")] == ["1", "2", "1"]
    assert len(workspace.calls) == 1
    workspace.now += KEPT_S - 1
    workspace.resolve("A")
    assert len(workspace.calls) == 1
    workspace.now += 1
    workspace.resolve("A")
    assert len(workspace.calls) == 2


def test_a_miss_reads_once_more_and_no_more() -> None:
    things = [thing(1, "A")]
    workspace = Workspace(lambda call: {"data": list(things)}, kinds(LISTED))
    workspace.resolve("A")
    things.append(thing(2, "B"))
    assert workspace.resolve("B") == "2"
    assert len(workspace.calls) == 2
    with pytest.raises(UnknownName):
        workspace.resolve("C")
    assert len(workspace.calls) == 3


def test_the_first_look_is_fresh_and_not_repeated() -> None:
    workspace = listing(thing(1, "A"))
    with pytest.raises(UnknownName):
        workspace.resolve("B")
    assert len(workspace.calls) == 1


def test_a_name_that_was_in_doubt_is_looked_for_again() -> None:
    things = [thing(1, "A"), thing(2, "A")]
    workspace = Workspace(lambda call: {"data": list(things)}, kinds(LISTED))
    with pytest.raises(AmbiguousName):
        workspace.resolve("A")
    del things[1]
    assert workspace.resolve("A") == "1"


def test_a_failed_read_is_not_kept() -> None:
    answers: list[Any] = [NotFound("404.", status=404), {"data": [thing(1, "A")]}]

    def answer(call: Call) -> Any:
        told = answers.pop(0)
        if isinstance(told, ConnectorError):
            raise told
        return told

    workspace = Workspace(answer, kinds(LISTED))
    with pytest.raises(NotFound):
        workspace.resolve("A")
    assert workspace.resolve("A") == "1"


def test_all_listings_of_a_kind_count() -> None:
    def answer(call: Call) -> Any:
        if call.action is LIST:
            return {"data": [thing(1, "Ada", type="admin"), thing(2, "Bo", type="admin")]}
        return {"data": [thing(3, "Ada", type="team"), thing(4, "Cy", type="team")]}

    other = replace(LISTED, action="find_x")
    workspace = Workspace(
        answer, kinds(replace(LISTED, tell=("type",)), replace(other, tell=("type",)))
    )
    assert [workspace.resolve(name) for name in ("Bo", "Cy")] == ["2", "4"]
    assert len(workspace.calls) == 2
    with pytest.raises(AmbiguousName, match="1, Ada, admin; 3, Ada, team"):
        workspace.resolve("Ada")


@pytest.mark.parametrize("data", [[thing(1, "A")], thing(1, "A")], ids=["a list", "the only one"])
def test_an_answer_may_be_the_list_or_the_only_item(data: Any) -> None:
    assert Workspace(lambda call: data, kinds(replace(LISTED, items=None))).resolve("A") == "1"


@pytest.mark.parametrize("data", [{}, {"data": None}, None, "text"])
def test_an_answer_without_items_has_none(data: Any) -> None:
    with pytest.raises(UnknownName, match="There are none"):
        Workspace(lambda call: data, kinds(LISTED)).resolve("A")


def book(call: Call) -> Any:
    """Twenty pages of two things each, their names the numbers from 0 to 39."""
    page = int(call.params.get("page", 1))
    numbers = (2 * page - 2, 2 * page - 1)
    return {"data": [thing(f"id{n}", f"n{n}") for n in numbers], "more": page < 20}


def test_a_listing_is_walked_to_its_end_and_kept() -> None:
    workspace = Workspace(book, kinds(replace(LISTED, action="paged", items=None)))
    assert [workspace.resolve(f"N{n}") for n in (0, 39)] == ["id0", "id39"]
    assert len(workspace.calls) == 20


def test_a_search_is_asked_with_the_name_and_kept_by_it() -> None:
    workspace = Workspace(lambda call: {"data": [thing(1, "Ada"), thing(2, "Bo")]}, kinds(SEARCHED))
    assert [workspace.resolve(name) for name in (" Ada", "Ada", "bo")] == ["1", "1", "2"]
    assert [call.params for call in workspace.calls] == [
        {"a": [{"b": 1, "v": "Ada"}], "q": "Ada"},
        {"a": [{"b": 1, "v": "bo"}], "q": "bo"},
    ]
    assert SEARCHED.params == {"a": [{"b": 1}]}


def test_a_search_counts_only_what_has_the_name() -> None:
    workspace = Workspace(lambda call: {"data": [thing(1, "Ada Lovelace")]}, kinds(SEARCHED))
    with pytest.raises(UnknownName) as raised:
        workspace.resolve("Ada")
    assert raised.value.count is None
    assert raised.value.suggestions == ("Ada Lovelace",)


def test_a_search_may_say_that_there_is_none() -> None:
    def answer(call: Call) -> Any:
        raise NotFound("404.", status=404)

    with pytest.raises(UnknownName, match="no x named 'Ada'"):
        Workspace(answer, kinds(SEARCHED)).resolve("Ada")


def test_a_search_may_be_for_some_names_only() -> None:
    read = replace(SEARCHED, when=".+@.+", fields=("email",))
    workspace = Workspace(lambda call: {"data": [{"id": 1, "email": "a@b"}]}, kinds(read))
    assert workspace.resolve("A@B") == "1"
    with pytest.raises(UnknownName):
        workspace.resolve("Ada")
    assert len(workspace.calls) == 1


def test_a_search_without_end_is_given_up_and_then_chooses_none() -> None:
    endless = replace(SEARCHED, action="found", items=None)

    def answer(call: Call) -> Any:
        page = int(call.params.get("page", 1))
        return {"data": [thing(page, "Ada" if page == 1 else "ADA")], "more": True}

    workspace = Workspace(answer, kinds(endless))
    with pytest.raises(AmbiguousName) as raised:
        workspace.resolve("Ada")
    assert len(workspace.calls) == len(raised.value.candidates) == MAX_SEARCH_PAGES


def test_an_id_by_its_looks_is_never_looked_up() -> None:
    workspace = Workspace(book, kinds(SEARCHED, pattern="[0-9a-f]{4}"))
    assert workspace.resolve(" 12ab ") == "12ab"
    assert not workspace.calls


@pytest.mark.parametrize("name", ["me", "ME", " Me "])
def test_me_is_whoever_the_token_belongs_to(name: str) -> None:
    workspace = Workspace(
        lambda call: {"admin": {"id": 5}}, kinds(LISTED, me=SelfRead("me", "admin.id"))
    )
    assert [workspace.resolve(name) for _ in range(2)] == ["5", "5"]
    assert [call.action for call in workspace.calls] == [ME]


def test_me_may_be_nobody() -> None:
    workspace = Workspace(lambda call: {}, kinds(LISTED, me=SelfRead("me")))
    with pytest.raises(UnknownName, match="me shows no id of kind x"):
        workspace.resolve("me")


def test_an_unknown_kind_names_the_kinds() -> None:
    with pytest.raises(UnknownName) as raised:
        listing().resolve("A", kind="X")
    assert "no kind of id named 'X'. Did you mean 'x'? Kinds: x." in str(raised.value)


def test_a_kind_without_names_says_where_ids_come_from() -> None:
    with pytest.raises(UnknownName, match=r"Ids of this kind have no names\. Painted on\."):
        listing().resolve("A", kind="y")
    with pytest.raises(UnknownName, match=r"These give such ids: list_x\."):
        Workspace(book, kinds()).resolve("A")


def test_no_name_at_all_is_refused_unread() -> None:
    workspace = listing(thing(1, ""))
    with pytest.raises(UnknownName, match="Give a name or an id"):
        workspace.resolve("  ")
    assert not workspace.calls


def test_only_so_much_is_kept() -> None:
    directory = Directory(lambda: 0.0)
    for n in range(MAX_KEPT + 2):
        directory.keep(str(n), Shown((Named(str(n), (), {}),)))
    assert directory.recall("0") is directory.recall("1") is None
    assert directory.recall("2") is not None
    assert directory.recall(str(MAX_KEPT + 1)) is not None


# The catalog's own kinds, on the sandbox.

RESOLVED = [
    ("team", "Workshop", "6140002"),
    ("team", "6140002", "6140002"),
    ("admin", "nora quinn", "8140001"),
    ("admin", "NORA@wheelhouse.example.com", "8140001"),
    ("admin", "me", "8140001"),
    ("assignee", "Workshop", "6140002"),
    ("assignee", "Nora Quinn", "8140001"),
    ("tag", "vip", "301"),
    ("segment", "Leads", "66a1c0de5e60000000000001"),
    ("ticket_type", "recall", None),
    ("ticket_state", "in progress", None),
    ("company", "green lanes hostel", "66a1c0deb001000000000002"),
    ("company", "green-lanes", "66a1c0deb001000000000002"),
    ("company_external_id", "Green Lanes Hostel", "green-lanes"),
    ("sender", "nora quinn", "8140001"),
]


@pytest.mark.parametrize("mode", MODES)
def test_names_of_the_sandbox(mode: str) -> None:
    def story() -> Story[None]:
        for kind, name, id in RESOLVED:
            found = yield ask("resolve", kind, name)
            assert found == id if id else found.isdecimal(), (kind, name)
        made = yield ask(
            "run",
            "post_contacts",
            {"data": {"email": "Ada@example.com", "external_id": "u-7", "name": "Ada L"}},
        )
        for name in ("ada@EXAMPLE.com", "u-7", "ada l", made["id"]):
            assert (yield ask("resolve", "contact", name)) == made["id"]
        assert (yield ask("resolve", "contact_external_id", "Ada L")) == "u-7"

    play(mode, story(), transport=SandboxTransport(), base_url="http://sandbox.localhost")


@pytest.mark.parametrize("mode", MODES)
def test_errors_name_the_connection_and_can_be_read(mode: str) -> None:
    def story() -> Story[None]:
        for _ in range(2):
            yield ask("run", "post_contacts", {"data": {"name": "Twin", "role": "lead"}})
        with pytest.raises(AmbiguousName) as ambiguous:
            yield ask("resolve", "contact", "twin")
        assert len(ambiguous.value.candidates) == 2
        with pytest.raises(UnknownName) as unknown:
            yield ask("resolve", "team", "Workshp")
        assert unknown.value.suggestions == ("Workshop",)
        for raised in (ambiguous.value, unknown.value):
            assert raised.connection == "desk"
            assert json.loads(json.dumps(raised.to_dict()))["outcome"] == "not_sent"

    play(mode, story(), transport=SandboxTransport(), base_url="http://sandbox.localhost")


ANSWERS: dict[str, Any] = {
    # What the sandbox does not answer, as the API's description shows it.
    "/away_status_reasons": [
        {"id": "1", "label": "Lunch", "emoji": "🍴", "deleted": False},
        {"id": "2", "label": "Old", "deleted": True},
    ],
    "/subscription_types": {"data": [{"id": "3", "default_translation": {"name": "News"}}]},
    "/help_center/help_centers": {"data": [{"id": "4", "display_name": "Help", "identifier": "h"}]},
    "/brands": {"data": [{"id": "5", "name": "Acme"}]},
    "/articles/search": {
        "total_count": 2,
        "data": {"articles": [{"id": "6", "title": "Pay"}, {"id": "66", "title": "Pay now"}]},
        "pages": {"page": 1, "total_pages": 1},
    },
    "/help_center/collections": {"data": [{"id": "7", "name": "FAQ"}], "pages": {"total_pages": 1}},
    "/conversations/attributes": {"data": [{"id": "8", "name": "Plan"}]},
}


@pytest.mark.parametrize("mode", MODES)
def test_kinds_that_the_sandbox_lacks(mode: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, json=ANSWERS[request.url.path])

    def story() -> Story[list[str]]:
        ids = []
        for kind, name in (
            ("away_status_reason", "lunch"),
            ("subscription", "news"),
            ("help_center", "h"),
            ("brand", "acme"),
            ("article", "pay"),
            ("collection", "faq"),
            ("conversation_attribute", "plan"),
        ):
            ids.append((yield ask("resolve", kind, name)))
        with pytest.raises(UnknownName):
            yield ask("resolve", "away_status_reason", "Old")
        return ids

    found = play(mode, story(), transport=httpx.MockTransport(answer), base_url="http://localhost")
    assert found == ["1", "3", "4", "5", "6", "7", "8"]


@pytest.fixture
def counted() -> Iterator[tuple[Connection, list[Any]]]:
    events: list[Any] = []
    with Connection(
        "desk",
        token=TOKEN,
        base_url="http://sandbox.localhost",
        transport=SandboxTransport(),
        on_request=events.append,
    ) as conn:
        yield conn, events


def test_a_connection_keeps_its_directory_for_all_its_threads(
    counted: tuple[Connection, list[Any]],
) -> None:
    conn, events = counted
    conn.resolve("team", "Workshop")
    with ThreadPoolExecutor(8) as threads:
        ids = list(threads.map(lambda n: conn.resolve("team", "workshop"), range(64)))
    assert set(ids) == {"6140002"}
    assert len(events) == 1


def test_what_is_made_a_moment_ago_is_found(counted: tuple[Connection, list[Any]]) -> None:
    conn, _ = counted
    conn.resolve("tag", "vip")
    made = conn.run("post_tags", {"data": {"name": "Brand new"}})
    assert conn.resolve("tag", "brand new") == made["id"]


def test_a_kind_that_the_version_lacks_has_no_names() -> None:
    with (
        Connection("desk", token=TOKEN, base_url="http://localhost", version="2.7") as conn,
        pytest.raises(UnknownName, match="Ids of this kind have no names"),
    ):
        conn.resolve("brand", "Acme")


@pytest.mark.parametrize(
    ("action", "path", "kind"),
    [
        ("get_contacts_by_id", "id", "contact"),
        ("post_conversations_by_id_parts", "data.assignee_id", "assignee"),
        ("post_tickets", "data.contacts.0.id", "contact"),
        ("post_contacts_by_contact_id_tags", "data.id", "tag"),
        ("post_articles", "data.author_id", "admin"),
        ("post_contacts", "data.email", None),
        ("post_contacts", "nowhere.at.all", None),
    ],
)
def test_the_kind_of_a_param(catalog: Catalog, action: str, path: str, kind: str | None) -> None:
    for given in (action, catalog[action]):
        found = catalog.kind_of(given, path)
        assert (found and found.name) == kind


def test_every_kind_of_the_catalog_has_reads_that_exist(catalog: Catalog) -> None:
    named = [kind for kind in catalog.id_kinds.kinds if kind.names]
    assert len(named) >= 30
    for kind in named:
        for read in kind.names:
            assert catalog[read.action].effect == "read", kind.name
            assert bool(read.fill) or read.action in kind.sources, kind.name
