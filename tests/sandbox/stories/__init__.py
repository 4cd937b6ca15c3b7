"""Days at the bicycle shop, told in actions; `test_stories` runs them and counts the actions.

A module a theme. What is told of a module is its `TOLD`.
"""

from __future__ import annotations

from . import (
    bulk,
    calls,
    channels,
    companies,
    contacts,
    content,
    exports,
    fin,
    help_center,
    inbox,
    model,
    settings,
    tickets,
    visitors,
)
from .shop import Story

THEMES = (
    inbox,
    tickets,
    contacts,
    visitors,
    companies,
    bulk,
    content,
    help_center,
    calls,
    channels,
    fin,
    model,
    exports,
    settings,
)

STORIES: dict[str, Story] = {story.__name__: story for theme in THEMES for story in theme.TOLD}
