"""Actions by what somebody wants to do. Pure, offline."""

from __future__ import annotations

import re
from collections.abc import Iterable

from .catalog import Catalog, load_catalog
from .model import Action

_WORD = re.compile(r"[a-z0-9]+")


def search_actions(query: str, limit: int = 10, *, catalog: Catalog | None = None) -> list[Action]:
    """Return the actions whose words match the query best, best first, at most ``limit``.

    An empty query matches nothing. A rare word counts more than a common one, a word of the name
    or the summary more than one of the hint; the start of a word counts half.
    """
    actions = list((catalog if catalog is not None else load_catalog()).values())
    wanted = list(dict.fromkeys(_words(query)))
    indexed = [(action, _weights(action)) for action in actions]
    scored = []
    for position, (action, weights) in enumerate(indexed):
        score = sum(_match(word, weights) * _rarity(word, indexed) for word in wanted)
        if score > 0:
            scored.append((-score / (4 + len(weights)) ** 0.5, position, action))
    return [action for _, _, action in sorted(scored, key=lambda entry: entry[:2])[:limit]]


def _words(text: str) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text.lower())]


def _stem(word: str) -> str:
    for ending in ("ies", "es", "s"):
        if len(word) > len(ending) + 2 and word.endswith(ending):
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word


def _weights(action: Action) -> dict[str, float]:
    weights: dict[str, float] = {}
    for text, weight in ((action.name, 3.0), (action.summary, 2.0), (action.hint or "", 0.5)):
        for word in _words(text.replace("_", " ")):
            weights[word] = max(weights.get(word, 0.0), weight)
    return weights


def _match(word: str, weights: dict[str, float]) -> float:
    exact = weights.get(word, 0.0)
    if exact or len(word) < 4:
        return exact
    return max(
        (weight / 2 for other, weight in weights.items() if other.startswith(word)), default=0.0
    )


def _rarity(word: str, indexed: Iterable[tuple[Action, dict[str, float]]]) -> float:
    holding = sum(1 for _, weights in indexed if word in weights)
    return float((1 + holding) ** -0.5)
