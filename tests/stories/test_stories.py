"""Every story is replayed from its cassette, and told live to a sandbox on a port."""

from __future__ import annotations

import re

import pytest

from connector import Connection, connect

from .cassette import FOLDER, recorded_origin, recorder
from .record import served_sandbox
from .stories import STORIES

every_story = pytest.mark.parametrize("name", STORIES)


@every_story
def test_a_story_is_replayed_whole(name: str) -> None:
    connection = Connection("story", token="replaying-token", base_url=recorded_origin(name))
    with recorder("none").use_cassette(f"{name}.yaml") as cassette, connection:
        STORIES[name](connection)
    assert cassette.play_count == len(cassette) > 0
    assert cassette.all_played


@every_story
def test_a_story_goes_the_same_way_on_a_port_and_in_process(name: str) -> None:
    with (
        served_sandbox() as url,
        Connection("story", token="live-token", base_url=url) as connection,
    ):
        STORIES[name](connection)
    with connect("sandbox") as connection:
        STORIES[name](connection)


def test_there_is_a_cassette_for_every_story_and_no_other() -> None:
    assert {file.stem for file in FOLDER.glob("*")} == set(STORIES)


@every_story
def test_no_cassette_holds_a_token_or_an_address_of_a_person(name: str) -> None:
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    assert text.startswith("# Recorded over a socket against ")
    assert not re.search(r"authorization|bearer|recording-token|dG9rO|cookie", text, re.IGNORECASE)
    for address in re.findall(r"[\w.+-]+@[\w.-]+\w", text):
        assert re.search(r"(^|[.@])example\.(com|org)$", address), address
