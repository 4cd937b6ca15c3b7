"""What words mean in requests: text becomes terms that can be compared. Pure.

A term is a word without its endings, such as ``snooz``, or a concept, such as ``=contact``, that
words and phrases of several languages stand for. Which words stand for what is data; the endings
are those of English, Portuguese and Spanish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

CONCEPT = "="
"""First character of a term that is a concept."""

MAX_TEXT = 2000
"""Longest text that is read, characters; what follows is left out."""

_QUOTED = re.compile(r"(?<!\w)[\"'“”‘«](.{1,80}?)[\"'“”’»](?!\w)")
_VALUES = (
    ("email", re.compile(r"(?<![^\s@])[^\s@]+@[^\s@]+\.\w+")),
    ("url", re.compile(r"https?://\S+")),
    ("id", re.compile(r"(?<![a-z0-9])#?(?=[a-z0-9_-]*[0-9])[a-z0-9_-]{3,}(?![a-z0-9])")),
)
_WORD = re.compile(r"[a-z]+")
_APOSTROPHE = re.compile(r"(?<=[a-z])['’](?=[a-z])")
_MAX_PHRASE_WORDS = 4
_LEAST_WITH_TYPO = 4
_LEAST_WITH_ANOTHER_LETTER = 5
_MOST_WITH_TYPO = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(frozen=True)
class Vocabulary:
    """Which phrases stand for which concepts, and which words say nothing.

    ``concepts`` is keyed by stems with a blank between them. ``ignored`` are words as they are
    written, without accents.
    """

    concepts: Mapping[str, tuple[str, ...]]
    ignored: frozenset[str]

    @cached_property
    def words(self) -> frozenset[str]:
        """The stems of all phrases."""
        return frozenset(word for phrase in self.concepts for word in phrase.split())

    def terms(
        self, text: str, corrected: Callable[[str], str] = lambda stem: stem
    ) -> dict[str, float]:
        """Return the terms of a text, each with how often it is there.

        A quoted part, a number, an e-mail address is a value: it stands for a concept of its own,
        and what a quoted part says counts half. ``corrected`` is asked for every stem.
        """
        found: dict[str, float] = {}
        plain = folded(text)
        parts = [(_QUOTED.sub(" ", plain), 1.0)]
        if parts[0][0].strip():
            parts += [(match[1], 0.5) for match in _QUOTED.finditer(plain)]
        else:
            parts = [(plain, 1.0)]
        for part, weight in parts:
            for term in self._terms(part, corrected):
                found[term] = found.get(term, 0.0) + weight
        return found

    def _terms(self, text: str, corrected: Callable[[str], str]) -> Iterator[str]:
        for kind, pattern in _VALUES:
            text, count = pattern.subn(" ", text)
            if count:
                yield f"{CONCEPT}{kind}"
        words = _WORD.findall(_APOSTROPHE.sub("", text))
        stems = [stem(word) for word in words]
        known = [
            each if word in self.ignored else corrected(each)
            for word, each in zip(words, stems, strict=True)
        ]
        index = 0
        while index < len(known):
            length, concepts = self._phrase_at(known, index)
            yield from (CONCEPT + concept for concept in concepts)
            for position in range(index, index + length):
                if words[position] not in self.ignored:
                    yield known[position]
            index += length

    def _phrase_at(self, stems: list[str], index: int) -> tuple[int, tuple[str, ...]]:
        """Return how many words the longest phrase at a place has, and what it stands for."""
        for length in range(min(_MAX_PHRASE_WORDS, len(stems) - index), 0, -1):
            concepts = self.concepts.get(" ".join(stems[index : index + length]))
            if concepts is not None:
                return length, concepts
        return 1, ()


def vocabulary(concepts: Mapping[str, Iterable[str]], ignored: Iterable[str] = ()) -> Vocabulary:
    """Return the vocabulary in which each concept is said by its phrases."""
    said: dict[str, tuple[str, ...]] = {}
    for concept, phrases in concepts.items():
        for phrase in phrases:
            key = " ".join(stem(word) for word in _WORD.findall(folded(phrase)))
            said[key] = (*said.get(key, ()), concept)
    return Vocabulary(
        {key: tuple(dict.fromkeys(found)) for key, found in said.items()},
        frozenset(word for each in ignored for word in _WORD.findall(folded(each))),
    )


def folded(text: str) -> str:
    """Return a text in small letters without accents, words of a name apart.

    >>> folded("Saída do E-mail: post_tags")
    'saida do email: post tags'
    """
    plain = unicodedata.normalize("NFKD", text[:MAX_TEXT].casefold())
    plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
    return re.sub(r"\be[ -]mail", "email", re.sub(r"_(?=[a-z])", " ", plain))


def stem(word: str) -> str:
    """Return a word without the endings of plurals and of verbs.

    >>> [stem(word) for word in ("replies", "tagging", "archived", "etiquetas", "fechar", "feche")]
    ['reply', 'tag', 'archiv', 'etiquet', 'fech', 'fech']
    """
    if len(word) <= 3:
        return word
    for ending, put, least in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= least:
            word = word[: len(word) - len(ending)] + put
            break
    if len(word) > 3 and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > 3 and word[-1] in "aeo" else word


_ENDINGS = (
    ("sses", "ss", 2),
    ("ies", "y", 2),
    ("iest", "y", 3),
    ("oes", "ao", 2),
    ("ciones", "cion", 2),
    ("ing", "", 3),
    ("ied", "y", 2),
    ("ed", "", 3),
    ("xes", "x", 2),
    ("ches", "ch", 2),
    ("shes", "sh", 2),
    ("ss", "ss", 0),
    ("us", "us", 0),
    ("is", "is", 0),
    ("s", "", 3),
    ("ndo", "", 3),
    ("ar", "", 3),
    ("ir", "", 3),
)
"""Endings, what is put in their place, and how many letters must be left; the first that fits."""


def nearest_word(word: str, known: Collection[str], rank: Callable[[str], float]) -> str:
    """Return a word, or the known one of highest rank that is one typo away from it.

    A typo is a letter too many, missing, replaced, or swapped with its neighbour. Short words have
    none, nor have those too long for a word, and in those of four letters another letter makes
    another word.
    """
    if word in known or not _LEAST_WITH_TYPO <= len(word) <= _MOST_WITH_TYPO:
        return word
    return max((each for each in _one_typo(word) if each in known), key=rank, default=word)


def _one_typo(word: str) -> set[str]:
    cuts = [(word[:index], word[index:]) for index in range(len(word) + 1)]
    near = {left + right[1:] for left, right in cuts if right}
    near |= {left + right[1] + right[0] + right[2:] for left, right in cuts if len(right) > 1}
    for left, right in cuts:
        near |= {left + letter + right for letter in _LETTERS}
        if right and len(word) >= _LEAST_WITH_ANOTHER_LETTER:
            near |= {left + letter + right[1:] for letter in _LETTERS}
    return near
