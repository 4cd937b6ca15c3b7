"""Actions by what somebody wants to do, in their own words. Offline.

A request is compared with all phrases of all actions, as they stand in the catalog: an action
counts by the phrase that is most like the request, and by how much of the request all its phrases
say together, after BM25 (Robertson and Zaragoza, 2009). Rare terms count more than common ones.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, get_args

from .catalog import Catalog, load_catalog
from .indexing import search_index
from .model import Action, Effect
from .semantic import semantic_scores
from .suggestions import nearest_names
from .vocabulary import nearest_word

if TYPE_CHECKING:
    from .search_index import SearchIndex

# Chosen on the tuned half of tests/cases/searches.json; the values near them do as well.
_LENGTH_POWER = 1.5
_SECOND_PHRASE = 0.2
_WHOLE_ACTION = 1.8
_SATURATION = 3.0
_SIZE_SHARE = 0.3
_MOST_OF_A_TERM = 1.5


def search_actions(
    query: str,
    limit: int = 10,
    *,
    group: str | None = None,
    effect: Effect | None = None,
    version: str | None = None,
    semantic: bool = False,
    catalog: Catalog | None = None,
) -> list[Action]:
    """Return the actions that do what a request asks for, best first, at most ``limit``.

    ``query`` is a person's or a model's words, in any language that the catalog has aliases in.
    Only actions of ``group`` (capitals do not matter), of ``effect`` (read, write or destroy) and
    of ``version`` are returned. A request that says nothing the catalog knows finds nothing.
    ``semantic`` asks a sentence model as well, which needs the extra ``semantic``: slower, and a
    little better for English requests in unusual words.
    Raises ``CatalogError`` for what is no version of the API, ``ValueError`` for what is no group
    or no effect, ``ImportError`` where the extra is asked for and not installed.
    """
    if catalog is None:
        catalog = load_catalog(version=version)
    elif version is not None:
        catalog = load_catalog(catalog.folder, version=version)
    if effect not in (None, *get_args(Effect)):
        raise ValueError(f"{effect!r} is no effect: use {', '.join(get_args(Effect))}")
    if group is not None and group.casefold() not in map(str.casefold, catalog.groups):
        near = nearest_names(group, catalog.groups)
        meant = (
            f"did you mean {', '.join(near)}?" if near else "the catalog's `groups` has them all"
        )
        raise ValueError(f"{group!r} is no group: {meant}")
    scores = _scores(search_index(catalog), query)
    if semantic and query.strip():
        scores = _blended(scores, semantic_scores(catalog, query))
    named = query.strip().casefold()
    if named in catalog:
        scores[named] = float("inf")
    found: list[Action] = []
    for name in sorted(scores, key=lambda name: (-scores[name], name)):
        if len(found) >= limit:
            break
        if name not in catalog:
            continue
        action = catalog[name]
        in_group = group is None or action.group.casefold() == group.casefold()
        if in_group and effect in (None, action.effect):
            found.append(action)
    return found


def _blended(scores: Mapping[str, float], nearness: Mapping[str, float]) -> dict[str, float]:
    most = max(scores.values(), default=1.0)
    return {name: scores.get(name, 0.0) / most + near for name, near in nearness.items()}


def _scores(index: SearchIndex, query: str) -> dict[str, float]:
    def corrected(stem: str) -> str:
        return nearest_word(stem, index.known_words, lambda word: len(index.phrases.get(word, ())))

    terms = index.vocabulary.terms(query, corrected)
    alike: dict[int, float] = {}
    whole: dict[int, float] = {}
    for term, count in terms.items():
        phrases = index.phrases.get(term)
        if phrases is None:
            continue
        times: dict[int, int] = {}
        for phrase in phrases:
            number = index.owners[phrase]
            times[number] = times.get(number, 0) + 1
        rarity = index.rarity(len(times))
        weight = rarity * rarity * min(count, _MOST_OF_A_TERM)
        for phrase in phrases:
            alike[phrase] = alike.get(phrase, 0.0) + weight
        for number, found in times.items():
            size = index.sizes[number] / index.usual_size
            share = found / (found + _SATURATION * (1 - _SIZE_SHARE + _SIZE_SHARE * size))
            whole[number] = whole.get(number, 0.0) + rarity * share
    likest = _likest(index, alike)
    return {
        index.actions[number]: first + _SECOND_PHRASE * second + _WHOLE_ACTION * whole[number]
        for number, (first, second) in likest.items()
    }


def _likest(index: SearchIndex, alike: Mapping[int, float]) -> dict[int, tuple[float, float]]:
    """Return for each action how like the request its two best phrases are."""
    best: dict[int, tuple[float, float]] = {}
    for phrase, weight in alike.items():
        score = weight / index.lengths[phrase] ** _LENGTH_POWER
        number = index.owners[phrase]
        first, second = best.get(number, (0.0, 0.0))
        if score > first:
            best[number] = (score, first)
        elif score > second:
            best[number] = (first, score)
    return best
