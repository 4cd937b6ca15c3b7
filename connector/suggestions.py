"""The nearest known names to one that is not known. Pure."""

from __future__ import annotations

from collections.abc import Iterable


def nearest_names(name: str, known: Iterable[str], *, limit: int = 3) -> list[str]:
    """Return up to ``limit`` known names that resemble ``name``, best first.

    Case, hyphens, spaces and the order of the words count little.

    >>> nearest_names("contacts_search_post", ["post_contacts_search", "get_me"])
    ['post_contacts_search']
    """
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


def _folded(name: str) -> str:
    return name.strip().lower().replace("-", "_").replace(" ", "_")
