"""The nearest known names to one that is not known. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

MAX_NAME = 200
"""Longest name that is compared with others, characters."""

_LEAST_WITH_TYPO = 4
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


def nearest_names(name: str, known: Iterable[str], *, limit: int = 3) -> list[str]:
    """Return up to ``limit`` known names that resemble ``name``, best first.

    Case, hyphens, spaces and the order of the words count little.

    >>> nearest_names("contacts_search_post", ["post_contacts_search", "get_me"])
    ['post_contacts_search']

    What is no name at all (not text, or far too long) resembles none.
    """
    if not isinstance(name, str) or len(name) > MAX_NAME:
        return []
    from difflib import SequenceMatcher

    wanted = _folded(name)
    wanted_words = set(wanted.split("_"))
    scored = []
    matcher = SequenceMatcher(autojunk=False)
    matcher.set_seq2(wanted)
    for candidate in known:
        folded = _folded(candidate)
        words = set(folded.split("_"))
        overlap = 2 * len(words & wanted_words) / (len(words) + len(wanted_words))
        matcher.set_seq1(folded)
        # real_quick_ratio is an upper bound: it spares the slow ratio for hopeless candidates.
        closeness = matcher.ratio() if max(overlap, matcher.real_quick_ratio()) >= 0.6 else 0.0
        score = max(closeness, 0.95 * overlap)
        if score >= 0.6:
            scored.append((-score, candidate))
    return [candidate for _, candidate in sorted(scored)[:limit]]


def same_name(name: str, known: str) -> bool:
    """Whether ``name`` is ``known`` beyond doubt: spelled otherwise, or with one typo.

    Case, camel case, hyphens and spaces do not count. One typo is a letter too many, missing,
    replaced, or swapped with its neighbour, in a name of four letters or more; another digit is
    another name.

    >>> same_name("perPage", "per_page"), same_name("emial", "email"), same_name("tag_id", "id")
    (True, True, False)
    """
    if len(name) > MAX_NAME:
        return False
    left, right = (_folded(_HUMP.sub("_", text)) for text in (name, known))
    if left == right:
        return True
    if min(len(left), len(right)) < _LEAST_WITH_TYPO:
        return False
    return _is_one_typo(left, right)


def _is_one_typo(left: str, right: str) -> bool:
    """Whether one edit of letters makes two different texts equal."""
    shorter, longer = sorted((left, right), key=len)
    if len(longer) - len(shorter) > 1:
        return False
    start = 0
    while start < len(shorter) and shorter[start] == longer[start]:
        start += 1
    if len(shorter) < len(longer):
        return shorter[start:] == longer[start + 1 :] and longer[start].isalpha()
    a, b = shorter[start:], longer[start:]
    if a[1:] == b[1:]:
        return a[0].isalpha() and b[0].isalpha()
    return a[:2].isalpha() and a[:2] == b[1::-1] and a[2:] == b[2:]


def _folded(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")
