"""Every story goes as told, and together they tell of every action of the catalog."""

from __future__ import annotations

from functools import cache

import pytest

from connector import Catalog

from . import STORIES
from .shop import Shop

# Actions whose effect no other action shows, each with why; the story asks the action itself.
ONLY_ITSELF = {
    "post_ecommerce_connectors_by_id_catalog": "no action shows a catalog or an upload of one",
    "post_procedures_by_conversation_id_collect_agent_input": "no action shows a procedure's run",
}


@cache
def told(name: str) -> Shop:
    with Shop() as shop:
        STORIES[name](shop)
    return shop


@pytest.mark.parametrize("name", STORIES)
def test_a_story_goes_as_told(name: str) -> None:
    assert told(name).shown


def test_every_action_is_in_a_story(catalog: Catalog) -> None:
    assert set(catalog) - {name for story in STORIES for name in told(story).succeeded} == set()


def test_every_effect_is_shown_by_another_action(catalog: Catalog) -> None:
    shown = {other for story in STORIES for by, other in told(story).shown if by != other}
    changes = {action.name for action in catalog.values() if action.effect != "read"}
    assert changes - shown == set(ONLY_ITSELF)
    itself = {by for story in STORIES for by, other in told(story).shown if by == other}
    assert itself == set(ONLY_ITSELF)


def test_every_read_shows_what_another_action_did_or_says(catalog: Catalog) -> None:
    pairs = {pair for story in STORIES for pair in told(story).shown if pair[0] != pair[1]}
    reads = {action.name for action in catalog.values() if action.effect == "read"}
    # Of two reads that agree, each shows what the other one says.
    assert reads - {by for by, _ in pairs} - {other for _, other in pairs} == set()
