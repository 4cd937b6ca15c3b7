from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from connector import (
    aconnect,
    arun_connection_action,
    connect,
    run_connection_action,
)
from connector.errors import UnknownConnection

from .http_server import Received, Reply, serving


@pytest.fixture
def support(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[tuple[Path, list[Received]]]:
    with serving(lambda _: Reply(200, b'{"ok": true}')) as (url, received):
        file = tmp_path / "connections.toml"
        file.write_text(f'[support]\ntoken = "env:SUPPORT_TOKEN"\nbase_url = "{url}"\n')
        monkeypatch.setenv("CONNECTOR_CONNECTIONS", str(file))
        monkeypatch.setenv("SUPPORT_TOKEN", "first-token")
        yield file, received


def test_every_way_to_name_the_arguments_works(support: tuple[Path, list[Received]]) -> None:
    search = {"data": {"query": {"field": "email", "operator": "=", "value": "a@example.com"}}}
    results = [
        run_connection_action("support", "post_contacts_search", search),
        run_connection_action("support", action="post_contacts_search", payload=search),
        run_connection_action(
            connection_name="support", action_name="post_contacts_search", params=search
        ),
        run_connection_action("support", "get_me"),
        run_connection_action(connection_name="support", action_name="get_me", params={}),
    ]
    assert results == [{"ok": True}] * 5
    assert [r.target for r in support[1]] == ["/contacts/search"] * 3 + ["/me"] * 2
    assert len({r.body for r in support[1][:3]}) == 1


def test_arguments_given_twice_or_not_at_all_are_refused() -> None:
    with pytest.raises(TypeError, match="same argument"):
        run_connection_action("sandbox", "get_me", action="get_me")
    with pytest.raises(TypeError, match="same argument"):
        run_connection_action("sandbox", "get_me", {}, payload={})
    with pytest.raises(TypeError, match="which action"):
        run_connection_action("sandbox")


def test_a_rotated_token_is_picked_up(
    support: tuple[Path, list[Received]], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_connection_action("support", "get_me")
    monkeypatch.setenv("SUPPORT_TOKEN", "second-token")
    run_connection_action("support", "get_me")
    tokens = [received.headers["authorization"] for received in support[1]]
    assert tokens == ["Bearer first-token", "Bearer second-token"]


def test_a_rotated_token_does_not_cut_off_a_call_under_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrived, go_on = threading.Event(), threading.Event()

    def slow_at_first(request: Received) -> Reply:
        if request.headers["authorization"] == "Bearer first-token":
            arrived.set()
            go_on.wait(10)
        return Reply(200, b'{"ok": true}')

    async def story() -> list[object]:
        under_way = asyncio.create_task(arun_connection_action("support", "get_me"))
        await asyncio.to_thread(arrived.wait, 10)
        monkeypatch.setenv("SUPPORT_TOKEN", "second-token")
        second = await arun_connection_action("support", "get_me")
        gc.collect()
        await asyncio.sleep(0)
        go_on.set()
        return [await under_way, second]

    with serving(slow_at_first) as (url, _):
        file = tmp_path / "connections.toml"
        file.write_text(f'[support]\ntoken = "env:SUPPORT_TOKEN"\nbase_url = "{url}"\n')
        monkeypatch.setenv("CONNECTOR_CONNECTIONS", str(file))
        monkeypatch.setenv("SUPPORT_TOKEN", "first-token")
        assert asyncio.run(story()) == [{"ok": True}, {"ok": True}]


def test_an_unknown_connection_sends_nothing(support: tuple[Path, list[Received]]) -> None:
    with pytest.raises(UnknownConnection, match="support"):
        run_connection_action("suport", "get_me")
    assert support[1] == []


def test_async_twins(support: tuple[Path, list[Received]]) -> None:
    async def story() -> None:
        assert await arun_connection_action("support", "get_me") == {"ok": True}
        assert await arun_connection_action("support", action="get_me", payload={}) == {"ok": True}
        async with await aconnect("support") as connection:
            assert await connection.run("get_me") == {"ok": True}

    asyncio.run(story())
    asyncio.run(story())
    assert len(support[1]) == 6


def test_the_sandbox_is_always_there(support: tuple[Path, list[Received]]) -> None:
    email = "new.rider@example.com"
    made = run_connection_action(
        "sandbox", "post_contacts", {"data": {"role": "user", "email": email}}
    )
    query = {"field": "email", "operator": "=", "value": email}
    found = run_connection_action("sandbox", "post_contacts_search", {"data": {"query": query}})
    assert [contact["id"] for contact in found["data"]] == [made["id"]]
    with connect("sandbox") as connection:
        assert connection.run("get_contacts_by_id", {"id": made["id"]})["email"] == email

    async def story() -> None:
        me = await arun_connection_action("sandbox", "get_me")
        assert me["type"] == "admin"

    asyncio.run(story())
    assert support[1] == []
