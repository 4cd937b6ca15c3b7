"""What type checkers make of calls: the stub is that of the catalog, and mypy reads it as meant."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from connector import Catalog, typed
from connector.authoring.catalog_files import CatalogFiles, write_catalog
from connector.authoring.typing_stub import typing_stub

REPOSITORY = Path(__file__).parents[2]
STUB = REPOSITORY / "connector" / "typed.pyi"
CASES = json.loads((REPOSITORY / "tests/cases/requests.json").read_text(encoding="utf-8"))
HEAD = """
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from connector import AsyncConnection, Connection
from connector import arun_connection_action as arun, run_connection_action as run

if TYPE_CHECKING:
    from connector.typed import PostTags


async def calls(
    c: Connection, a: AsyncConnection, name: str, names: list[str], texts: dict[str, str], x: Any,
    d: dict[str, Any], m: Mapping[str, Any], tags: list[dict[str, Any]],
    maybe: dict[str, Any] | None,
) -> None:
"""
ACCEPTED = (
    'c.run("post_tags", {"data": {"name": "VIP"}})',
    'c.run(action="post_tags", params={"data": {"name": "VIP", "users": [{"id": 1}]}}, timeout=3)',
    'c.run("post_tags", {"data": {"name": "VIP"}, "Intercom-Version": "2.11"}, max_retries=0)',
    'c.run("post_tags", {"data": {"name": "VIP", "users": tags}})',
    'c.run("post_tags", {"data": d})',
    'c.run("post_tags", {"data": m})',
    'c.run("post_tags", {"data": x})',
    'c.run("post_tags", d)',
    'c.run("post_tags", m)',
    'c.run("post_tags", x)',
    'whole: PostTags = {"data": {"name": "VIP"}}; c.run("post_tags", whole)',
    "c.run(name, d)",
    "c.run(name, m, headers={})",
    "c.run(name, x)",
    "c.run(name, maybe)",
    "c.run(x, x)",
    'me: int = c.run("get_me")',
    'c.run("get_me", None, timeout=None)',
    'c.run("get_me", {})',
    'c.run("get_calls_by_id_transcript", {"id": "1"}).upper()',
    'c.run("put_contacts_by_id", {"id": "1", "data": {"name": None, "owner_id": 7}})',
    'c.run("put_contacts_by_id", {"id": 1, "data": {"custom_attributes": {"plan": [1]}}})',
    'c.run("post_contacts_search", {"data": {"query": d}})',
    'c.run("post_contacts_search", {"data": {"query": '
    '{"field": "role", "operator": "IN", "value": names}}})',
    'c.run("post_contacts_search", {"data": {"query": {"operator": "AND", "value": [{"operator": '
    '"OR", "value": [{"field": "email", "operator": "=", "value": None}]}]}}})',
    'c.run("post_conversations_by_id_reply", {"id": 3, "data": '
    '{"type": "admin", "message_type": "note", "admin_id": 1, "body": "Done."}})',
    'c.run("post_messages", {"data": {"message_type": "email", "subject": "a", "body": "b", '
    '"from": {"type": "admin", "id": 1}, "to": {"type": "user", "id": "3"}}})',
    'run("sandbox", "post_tags", {"data": {"name": "VIP"}})',
    'run("sandbox", action="post_tags", payload={"data": {"name": "VIP"}})',
    'run("sandbox", "post_tags", payload={"data": {"name": "VIP"}})',
    'run("sandbox", "get_me"); run("sandbox", action="get_me"); run("sandbox", name, d)',
    'await a.run("post_tags", {"data": {"name": "VIP"}})',
    'await arun("sandbox", "post_tags", {"data": {"name": "VIP"}})',
    'await arun("sandbox", action="get_me")',
    "await a.run(name, d)",
)
FLAGGED = (
    'c.run("post_tags", {"data": {"nmae": "VIP"}})',
    'c.run("post_tags", {"data": {"name": "VIP", "nmae": 1}})',
    'c.run("post_tags", {"dta": {"name": "VIP"}})',
    'c.run("post_tags", {"data": {"id": 1}})',
    'c.run("post_tags", {"data": {}})',
    'c.run("post_tags", {})',
    'c.run("post_tags", {"data": {"name": 1}})',
    'c.run("post_tags", {"data": {"name": None}})',
    'c.run("post_tags", {"data": {"name": "VIP", "users": "1"}})',
    'c.run("post_tags", {"data": {"name": "VIP", "users": [{"idd": 1}]}})',
    'c.run("post_tags", {"data": {"name": "VIP", "users": ({"id": 1},)}})',
    'c.run("post_tags", {"data": []})',
    'c.run("post_tags", {"data": {"name": "VIP"}}, timout=3)',
    'c.run("post_tags", texts)',
    'c.run("post_tags")',
    'c.run("post_tgs", {"data": {"name": "VIP"}})',
    'c.run("post_tgs")',
    "c.run(name)",
    'c.run("get_me", {"id": 1})',
    'c.run("get_tags_by_id", {})',
    'c.run("post_contacts_search", {"data": {"query": '
    '{"field": "role", "operator": "==", "value": "user"}}})',
    'c.run("post_conversations_by_id_reply", {"id": 3, "data": '
    '{"type": "admn", "message_type": "note", "admin_id": 1, "body": "Done."}})',
    'run("sandbox", "post_tags", {"data": {"nmae": "VIP"}})',
    'run("sandbox", "post_tgs", {"data": {"name": "VIP"}})',
    'run("sandbox", "post_tags")',
    'run("post_tags", {"data": {"name": "VIP"}})',
    'await a.run("post_tags", {"data": {"nmae": "VIP"}})',
    'await arun("sandbox", "post_tags", {"data": {"nmae": "VIP"}})',
)
# One request of every tenth action, as the API's description demands it.
REQUESTS = tuple(
    f"c.run({action!r}, {params!r})"
    for action, params in list(
        {case["action"]: case["params"] for case in CASES if "version" not in case}.items()
    )[::10]
)


def test_the_stub_is_that_of_the_catalog(catalog: Catalog) -> None:
    told = "run `connector catalog types`"
    assert STUB.read_text(encoding="utf-8") == typing_stub(catalog), told


def test_the_stub_says_the_same_each_time(catalog: Catalog) -> None:
    assert typing_stub(Catalog(catalog.folder)) == typing_stub(catalog)


def test_at_run_time_nothing_happens() -> None:
    def function() -> None:
        pass

    for name in ("typed_run", "typed_async_run", "typed_dispatch", "typed_async_dispatch"):
        assert getattr(typed, name)(function) is function


@pytest.fixture(scope="module")
def flagged(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The calls in which mypy finds a fault."""
    folder = tmp_path_factory.mktemp("typed")
    file = folder / "calls.py"
    calls = (*ACCEPTED, *REQUESTS, *FLAGGED)
    file.write_text(HEAD + "".join(f"    {call}\n" for call in calls), encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--config-file=", "--no-pretty"]
    done = subprocess.run(
        [*command, "--cache-dir", str(folder / "cache"), str(file)],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
    )
    lines = file.read_text(encoding="utf-8").splitlines()
    found = re.findall(r"^(.*?):(\d+): error: (.*)$", done.stdout, re.MULTILINE)
    assert {Path(name).name for name, _, _ in found} == {"calls.py"}, done.stdout + done.stderr
    return {lines[int(number) - 1].strip() for _, number, _ in found}


@pytest.mark.timeout(300)
def test_mypy_accepts_what_an_action_takes(flagged: set[str]) -> None:
    assert not flagged - set(FLAGGED)


@pytest.mark.timeout(300)
def test_mypy_flags_what_an_action_refuses(flagged: set[str]) -> None:
    assert not set(FLAGGED) - flagged


def test_any_catalog_has_a_stub(library: CatalogFiles, tmp_path: Path) -> None:
    write_catalog(library, tmp_path)
    stub = typing_stub(Catalog(tmp_path))
    compile(stub, "typed.pyi", "exec")
    assert (
        "class Genre(TypedDict, total=False):\n    name: str\n    parent: Genre | Untyped\n" in stub
    ), "what refers to itself"
    assert 'action: Literal["post_loans"], params: PostLoans | None = None' in stub
    assert (
        "class PostLoansData(TypedDict, total=False):\n"
        '    to: Required[Literal["reader", "branch"]]\n'
        "    reader_id: str\n"
        "    branch: str\n"
    ) in stub, "variants are one class"
    for name, returned in (("post_books", "_Any_co"), ("delete_books_by_id", "_None_co")):
        assert re.search(rf'Literal\["{name}"\].*-> {returned}:', stub)
