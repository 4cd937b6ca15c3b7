"""The words of a catalog's actions, arranged so that a request finds the phrases like it. Pure.

The phrases of an action are its name, its summary, its aliases in every language, and what its
method and path say: an action that nobody has written words for is found too. The index is written
beside the catalog, as JSON, so that a search need not read all those words; it says which texts it
was made of.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .model import Action
from .vocabulary import Vocabulary

FORMAT = 1
"""Version of the index's own form."""

_VERBS = {"POST": "create", "PUT": "update", "PATCH": "update", "DELETE": "delete"}


@dataclass(frozen=True)
class SearchIndex:
    """Phrases of actions by their terms.

    ``actions`` are names, ``counts`` say how many phrases each has; phrases are numbered in that
    order. ``lengths`` say for each phrase how much its terms weigh together, ``sizes`` for each
    action how many terms its phrases have. ``phrases`` are the numbers of those that have a term.
    """

    actions: tuple[str, ...]
    counts: tuple[int, ...]
    lengths: tuple[float, ...]
    sizes: tuple[int, ...]
    phrases: Mapping[str, list[int]]
    vocabulary: Vocabulary

    @cached_property
    def owners(self) -> list[int]:
        """For each phrase the number of its action."""
        return [number for number, count in enumerate(self.counts) for _ in range(count)]

    @cached_property
    def known_words(self) -> frozenset[str]:
        """The stems that are no typos."""
        return frozenset(self.phrases) | self.vocabulary.words

    @cached_property
    def usual_size(self) -> float:
        """How many terms an action has on average."""
        return sum(self.sizes) / max(1, len(self.sizes))

    def rarity(self, having: int) -> float:
        """Return how much a term says that so many actions have."""
        return rarity(len(self.actions), having)

    def to_dict(self, of: str) -> dict[str, Any]:
        """Return the index as JSON values; ``of`` says which texts it was made of."""
        return {
            "format": FORMAT,
            "of": of,
            "actions": list(self.actions),
            "counts": list(self.counts),
            "lengths": list(self.lengths),
            "sizes": list(self.sizes),
            "phrases": dict(self.phrases),
            "concepts": {words: list(said) for words, said in self.vocabulary.concepts.items()},
            "ignored": sorted(self.vocabulary.ignored),
        }


def rarity(total: int, having: int) -> float:
    """Return how much a term says that ``having`` of ``total`` actions have."""
    return math.log(1 + total / having)


def build_index(actions: Iterable[Action], vocabulary: Vocabulary) -> SearchIndex:
    """Arrange the words of some actions."""
    actions = list(actions)
    terms: list[dict[str, float]] = []
    counts = []
    for action in actions:
        found = [each for each in map(vocabulary.terms, phrases_of(action)) if each]
        terms += found
        counts.append(len(found))
    owners = [number for number, count in enumerate(counts) for _ in range(count)]
    phrases: dict[str, list[int]] = {}
    for phrase, having in enumerate(terms):
        for term in having:
            phrases.setdefault(term, []).append(phrase)
    rarities = {
        term: rarity(len(actions), len({owners[phrase] for phrase in found}))
        for term, found in phrases.items()
    }
    sizes = [0] * len(actions)
    for number, having in zip(owners, terms, strict=True):
        sizes[number] += len(having)
    return SearchIndex(
        tuple(action.name for action in actions),
        tuple(counts),
        tuple(round(math.hypot(*(rarities[term] for term in having)), 2) for having in terms),
        tuple(sizes),
        dict(sorted(phrases.items())),
        vocabulary,
    )


def phrases_of(action: Action) -> list[str]:
    """Return the texts by which an action can be asked for."""
    spoken = [alias for aliases in action.aliases.values() for alias in aliases]
    nouns = " ".join(step for step in action.path.split("/") if not step.startswith("{"))
    of_one = action.path.endswith("}")
    verb = _VERBS.get(action.method) or ("get one" if of_one else "list all")
    return [action.name, action.summary, nouns, f"{verb} {nouns}", *spoken]


def index_from(data: Mapping[str, Any], of: str) -> SearchIndex | None:
    """Return the index that JSON values hold, ``None`` where it was made of other texts."""
    if data.get("format") != FORMAT or data.get("of") != of:
        return None
    concepts = {words: tuple(said) for words, said in data["concepts"].items()}
    return SearchIndex(
        tuple(data["actions"]),
        tuple(data["counts"]),
        tuple(data["lengths"]),
        tuple(data["sizes"]),
        data["phrases"],
        Vocabulary(concepts, frozenset(data["ignored"])),
    )


def digest(*texts: str) -> str:
    """Return what tells these texts from others."""
    checksum = 0
    for text in texts:
        checksum = zlib.crc32(text.encode() + b"\0", checksum)
    return f"{checksum:08x}-{sum(map(len, texts))}"
