"""One story, told to a sync and to an async connection: a generator that yields what to call."""

from __future__ import annotations

import asyncio
from collections.abc import Generator
from dataclasses import dataclass
from typing import Any, TypeVar

from connector import AsyncConnection, Connection

TOKEN = "dG9rOnRvbGQtdG8tbm9ib2R5"
MODES = ("sync", "async")

T = TypeVar("T")


@dataclass(frozen=True)
class Ask:
    method: str
    arguments: tuple[Any, ...]
    options: dict[str, Any]


Story = Generator[Ask, Any, T]


def ask(method: str, *arguments: Any, **options: Any) -> Ask:
    """Name a call of a connection's method; what it raises is raised where the story waits."""
    return Ask(method, arguments, options)


def play(mode: str, story: Story[T], **connection: Any) -> T:
    """Open a connection, play the story on it and close it; returns what the story returns."""
    options = {"token": TOKEN, **connection}
    if mode == "sync":
        return _play(story, **options)
    return asyncio.run(_aplay(story, **options))


def play_call(mode: str, wanted: Ask, **connection: Any) -> Any:
    """Make one call on a connection of its own."""

    def story() -> Story[Any]:
        return (yield wanted)

    return play(mode, story(), **connection)


def _play(story: Story[T], **options: Any) -> T:
    with Connection("desk", **options) as connection:
        try:
            asked = next(story)
            while True:
                try:
                    told = getattr(connection, asked.method)(*asked.arguments, **asked.options)
                except Exception as error:  # noqa: BLE001 - the story says which are right
                    asked = story.throw(error)
                else:
                    asked = story.send(told)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]


async def _aplay(story: Story[T], **options: Any) -> T:
    async with AsyncConnection("desk", **options) as connection:
        try:
            asked = next(story)
            while True:
                try:
                    told = await getattr(connection, asked.method)(
                        *asked.arguments, **asked.options
                    )
                except Exception as error:  # noqa: BLE001 - the story says which are right
                    asked = story.throw(error)
                else:
                    asked = story.send(told)
        except StopIteration as done:
            return done.value  # type: ignore[no-any-return]
