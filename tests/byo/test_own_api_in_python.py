"""The same API through Python: sync and async, listings, retries, files, and where its key goes."""

from __future__ import annotations

import asyncio
import logging
import pickle
from pathlib import Path
from typing import Any

import pytest

from connector import AsyncConnection, Catalog, Connection, search_actions
from connector.errors import (
    AuthenticationError,
    Conflict,
    ConnectorError,
    InvalidParams,
    NotFound,
    ServerError,
    UnknownAction,
)

from ..http_server import Received, Reply, serving
from .conftest import Marina
from .harbour import KEY, KEY_HEADER, Paper

BERTH = {"data": {"pier": "A", "length_m": 8}}
BOAT = {"kind": "motor", "name": "Emma", "engine": {"fuel": "diesel", "power_kw": None}}
FILE = "get_boats_by_boat_id_papers_by_paper_id_file"


@pytest.fixture
def quay(marina: Marina, harbour_catalog: Catalog) -> Any:
    with Connection("quay", token=KEY, base_url=marina.url, catalog=harbour_catalog) as opened:
        yield opened


def test_the_catalog_is_one_like_any_other(harbour_catalog: Catalog) -> None:
    action = harbour_catalog["post_boats"]
    assert (action.effect, action.idempotent, action.group) == ("write", False, "Boats")
    assert harbour_catalog["get_tide_table"].deprecated
    assert harbour_catalog["get_berths"].items == "berths"
    assert list(harbour_catalog.groups) == ["Service", "Berths", "Boats", "Papers"]
    found = search_actions("register a boat", catalog=harbour_catalog)
    assert found[0].name == "post_boats"


def test_each_value_of_a_servers_variable_is_a_region(harbour_catalog: Catalog) -> None:
    with Connection("quay", token=KEY, region="south", catalog=harbour_catalog) as opened:
        request = opened.prepare("get_status")
    assert str(request.url) == "https://south.marina.example/v1/status"


def test_the_first_server_of_the_document_is_the_default(harbour_catalog: Catalog) -> None:
    with Connection("quay", token=KEY, catalog=harbour_catalog) as opened:
        request = opened.prepare("get_berths_by_berth_id", {"berth_id": "7"})
    assert str(request.url) == "https://north.marina.example/v1/berths/7"
    assert "authorization" not in request.headers


def test_a_connection_runs_its_actions(marina: Marina, quay: Connection) -> None:
    made = quay.run("post_berths", BERTH)
    response = quay.send("get_berths_by_berth_id", {"berth_id": made["id"]})
    assert (response.status, response.data, response.attempts) == (200, made, 1)
    assert quay.run("delete_berths_by_berth_id", {"berth_id": made["id"]}) is None
    with pytest.raises(NotFound) as caught:
        quay.run("get_berths_by_berth_id", {"berth_id": made["id"]})
    assert caught.value.errors == ({"code": "no_such_berth", "message": "there is no berth 1"},)
    assert "no_such_berth: there is no berth 1" in str(caught.value)


def test_the_async_twin_does_the_same(marina: Marina, harbour_catalog: Catalog) -> None:
    marina.state.add_berths(5)

    async def story() -> tuple[Any, list[Any], list[int]]:
        async with AsyncConnection(
            "quay", token=KEY, base_url=marina.url, catalog=harbour_catalog
        ) as quay:
            made = await quay.run("post_berths", BERTH)
            listed = [each async for each in quay.iterate("get_berths", {"size": 4}, limit=5)]
            sizes = [len(page.items) async for page in quay.pages("get_berths", {"size": 4})]
            with pytest.raises(UnknownAction):
                await quay.run("get_birth")
            return made, listed, sizes

    made, listed, sizes = asyncio.run(story())
    assert made["id"] == 6
    assert [berth["id"] for berth in listed] == [1, 2, 3, 4, 5]
    assert sizes == [4, 2]


def test_the_async_twin_retries_and_keeps_the_key_too(
    marina: Marina, harbour_catalog: Catalog, tmp_path: Path
) -> None:
    marina.state.boats["b-1"] = {"id": "b-1", "name": "Emma"}
    marina.state.papers[1] = Paper("b-1", "deed.txt", b"old", {})
    marina.state.failures = [503]

    async def story() -> int:
        async with AsyncConnection(
            "quay", token=KEY, base_url=marina.url, catalog=harbour_catalog
        ) as quay:
            attempts = (await quay.send("get_status")).attempts
            await quay.download(FILE, {"boat_id": "b-1", "paper_id": 1}, to=tmp_path / "deed.txt")
            return attempts

    with serving(lambda request: Reply(200, b"from the store")) as (origin, asked):
        marina.state.elsewhere = origin
        assert asyncio.run(story()) == 2
    assert (tmp_path / "deed.txt").read_bytes() == b"from the store"
    assert len(asked) == 1
    assert KEY not in repr(asked)
    assert all(request.headers[KEY_HEADER] == KEY for request in marina.received)


def test_a_listing_goes_on_behind_a_saved_place(marina: Marina, quay: Connection) -> None:
    marina.state.add_berths(5)
    first = next(iter(quay.pages("get_berths", {"size": 2})))
    rest = [
        each["id"] for page in quay.pages("get_berths", after=first.after) for each in page.items
    ]
    assert [berth["id"] for berth in first.items] == [1, 2]
    assert rest == [3, 4, 5]


def test_an_empty_listing_has_one_empty_page(marina: Marina, quay: Connection) -> None:
    assert [page.items for page in quay.pages("get_berths")] == [[]]
    assert len(marina.received) == 1


@pytest.mark.parametrize(
    ("action", "params"),
    [
        ("get_status", {}),
        ("get_berths_by_berth_id", {"berth_id": 1}),
        ("put_berths_by_berth_id", {"berth_id": 1, **BERTH}),
        ("post_boats_search", {"data": {"name": "em"}}),
    ],
)
def test_what_can_be_repeated_is_sent_again(
    marina: Marina, quay: Connection, action: str, params: dict[str, Any]
) -> None:
    marina.state.add_berths(1)
    marina.state.failures = [503, 503]
    assert quay.send(action, params).attempts == 3
    assert len(marina.received) == 3


def test_what_would_happen_twice_is_not_sent_again(marina: Marina, quay: Connection) -> None:
    marina.state.failures = [503]
    with pytest.raises(ServerError) as caught:
        quay.run("post_berths", BERTH)
    assert caught.value.outcome == "unknown"
    assert len(marina.received) == 1


def test_a_rate_limit_is_waited_out_by_a_write_too(marina: Marina, quay: Connection) -> None:
    marina.state.failures = [429]
    assert quay.send("post_berths", BERTH).attempts == 2


def test_a_refusal_has_its_type(marina: Marina, quay: Connection) -> None:
    quay.run("post_boats", {"data": BOAT})
    with pytest.raises(Conflict) as caught:
        quay.run("post_boats", {"data": BOAT})
    assert (caught.value.outcome, caught.value.errors[0]["code"]) == ("rejected", "name_taken")


BAD_PARAMS: list[tuple[str, dict[str, Any], list[str]]] = [
    ("post_berths", {}, ["data"]),
    ("post_berths", {"data": {"pier": "Z", "length_m": 0}}, ["data.length_m", "data.pier"]),
    ("post_berths", {"data": {**BERTH["data"], "features": ["watre"]}}, ["data.features.0"]),
    ("post_berths", {"data": {**BERTH["data"], "note": 7}}, ["data.note"]),
    ("post_berths", {"data": {**BERTH["data"], "tenant": {}}}, ["data.tenant.name"]),
    ("get_berths", {"size": 51, "pge": 2}, ["pge", "size"]),
    ("get_berths", {"page": "two"}, ["page"]),
    ("get_berths", {"feature": ["wifi", "wifi"]}, ["feature"]),
    ("post_boats", {"data": {"kind": "motor", "name": "Emma"}}, ["data.engine"]),
    ("post_boats_by_boat_id_papers", {"boat_id": "b-1", "data": {}}, ["data.file"]),
    (
        "post_boats_by_boat_id_papers",
        {"boat_id": "b-1", "data": {"file": {"filename": "a.txt"}}},
        ["data.file.content"],
    ),
    (
        "post_boats_by_boat_id_papers",
        {"boat_id": "b-1", "data": {"file": {"filename": "a.txt", "content_base64": "/w="}}},
        ["data.file.content_base64"],
    ),
    (
        "put_boats_by_boat_id_photo",
        {"boat_id": "b-1", "data": {"content_base64": "?"}},
        ["data.content_base64"],
    ),
]


@pytest.mark.parametrize(("action", "params", "paths"), BAD_PARAMS)
def test_every_fault_is_told_before_anything_is_sent(
    marina: Marina, quay: Connection, action: str, params: dict[str, Any], paths: list[str]
) -> None:
    with pytest.raises(InvalidParams) as caught:
        quay.run(action, params)
    assert [problem.path for problem in caught.value.problems] == paths
    assert marina.received == []


def test_null_is_sent_where_the_document_takes_it(marina: Marina, quay: Connection) -> None:
    made = quay.run("post_berths", {"data": {**BERTH["data"], "note": None, "tenant": None}})
    assert (made["note"], made["tenant"]) == (None, None)
    assert quay.run("post_boats", {"data": BOAT})["engine"] == BOAT["engine"]


def test_a_file_is_downloaded_whole(marina: Marina, quay: Connection, tmp_path: Path) -> None:
    boat = quay.run("post_boats", {"data": BOAT})["id"]
    text = "Sold.\r\n--\r\n" * 2000
    upload = {"boat_id": boat, "data": {"file": {"filename": "deed.txt", "content": text}}}
    paper = quay.run("post_boats_by_boat_id_papers", upload)
    place = {"boat_id": boat, "paper_id": paper["id"]}
    path = quay.download(FILE, place, to=tmp_path / "deed.txt")
    assert path.read_bytes() == text.encode()
    assert quay.run(FILE, place) == text.encode()


def test_the_key_goes_into_its_header_and_nowhere_else(
    marina: Marina, harbour_catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    seen: list[Any] = []
    marina.state.failures = [503]
    with (
        caplog.at_level(logging.DEBUG),
        Connection(
            "quay",
            token=KEY,
            base_url=marina.url,
            catalog=harbour_catalog,
            on_request=seen.append,
            on_response=seen.append,
            on_retry=seen.append,
        ) as quay,
    ):
        quay.run("get_status")
        quay.run("post_berths", BERTH)
        shown = [repr(quay), repr(quay.settings), repr(quay.catalog), repr(seen), caplog.text]
    assert seen
    assert caplog.records
    for request in marina.received:
        assert request.headers.pop(KEY_HEADER) == KEY
        assert KEY not in f"{request.target} {request.headers} {request.body!r}"
        assert "authorization" not in request.headers
    for text in shown:
        assert KEY not in text


def test_an_error_holds_no_key_though_the_api_quotes_it(
    marina: Marina, harbour_catalog: Catalog, caplog: pytest.LogCaptureFixture
) -> None:
    wrong = "quay-not-this-one-0000"
    with (
        caplog.at_level(logging.DEBUG),
        Connection("quay", token=wrong, base_url=marina.url, catalog=harbour_catalog) as quay,
        pytest.raises(AuthenticationError) as caught,
    ):
        quay.run("get_status")
    error = caught.value
    assert error.errors[0]["code"] == "bad_key"
    assert error.errors[0]["message"].endswith("is no key of this harbour")
    texts = [str(error), repr(error), str(error.to_dict()), repr(vars(error)), caplog.text]
    for text in [*texts, pickle.dumps(error).decode("latin-1")]:
        assert wrong not in text
    assert marina.received[0].headers[KEY_HEADER] == wrong


def test_a_callers_headers_never_replace_the_key(marina: Marina, quay: Connection) -> None:
    with pytest.raises(InvalidParams) as caught:
        quay.run("get_status", headers={"x-harbour-key": "another"})
    assert [problem.path for problem in caught.value.problems] == ["headers.x-harbour-key"]
    assert marina.received == []


def test_the_key_stays_behind_when_a_document_lies_elsewhere(
    marina: Marina, quay: Connection, tmp_path: Path
) -> None:
    boat = quay.run("post_boats", {"data": BOAT})["id"]
    upload = {"boat_id": boat, "data": {"file": {"filename": "a.txt", "content": "old"}}}
    place = {"boat_id": boat, "paper_id": quay.run("post_boats_by_boat_id_papers", upload)["id"]}

    def store(request: Received) -> Reply:
        return Reply(200, b"from the store", {"Content-Type": "application/octet-stream"})

    with serving(store) as (origin, asked):
        marina.state.elsewhere = origin
        path = quay.download(FILE, place, to=tmp_path / "a.txt")
        assert path.read_bytes() == b"from the store"
        assert [request.target for request in asked] == ["/store/1"]
        assert KEY not in repr(asked)
        with pytest.raises(ConnectorError, match="another address"):
            quay.run(FILE, place)
        assert len(asked) == 1
