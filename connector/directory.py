"""A directory of names: which id a team, an admin, a tag or a contact has. Pure: a flow of reads.

Which reads show the names of a kind, and where in their answers, is said by the catalog. What they
showed is kept for a while. A name counts when it is the very same, or the same but for case and
surrounding space; nothing that merely resembles it does.
"""

from __future__ import annotations

import re
import threading
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from .calls import Call, Run, Steps
from .dotted import MISSING, value_at, with_value
from .errors import AmbiguousName, NotFound, UnknownName
from .expectation import IdKind, IdKinds, NameRead, SelfRead
from .model import Action
from .paging import Page, each_page, page_steps
from .suggestions import nearest_names

KEPT_S = 300.0
"""How long what a read showed is believed, seconds."""

MAX_KEPT = 1000
"""Most answers that are kept: each listing is one, and so is each search."""

MAX_SEARCH_PAGES = 10
"""Most pages of a search that are looked at; a listing is walked to its end."""

MAX_SUGGESTIONS = 5

MAX_SHOWN_NAMES = 12
"""Where no more than so many things are there, and none resembles the name, all are shown."""

ME = "me"
_KIND = "kind of id"

Prepare = Callable[[str, Mapping[str, Any]], Call]


@dataclass(frozen=True, slots=True)
class Named:
    """One thing: its id, what it goes by, and what tells it from others of its name.

    One that is ``gone`` is known by its id alone.
    """

    id: str
    names: tuple[str, ...]
    told: Mapping[str, str]
    gone: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """What a read showed, and whether that was all there is to see."""

    things: tuple[Named, ...]
    whole: bool = True


class Directory:
    """What reads have shown of late; safe to share between threads.

    ``clock`` tells seconds and never goes back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._lock = threading.Lock()
        self._kept: dict[str, tuple[float, Shown]] = {}

    def recall(self, key: str) -> Shown | None:
        """Return what is kept, ``None`` where nothing is, or where it is too old."""
        with self._lock:
            kept_at, shown = self._kept.get(key, (0.0, None))
            return shown if shown is not None and self._clock() - kept_at < KEPT_S else None

    def keep(self, key: str, shown: Shown) -> None:
        """Keep what a read has just shown, in place of the oldest where there is too much."""
        with self._lock:
            self._kept.pop(key, None)
            self._kept[key] = (self._clock(), shown)
            while len(self._kept) > MAX_KEPT:
                del self._kept[next(iter(self._kept))]


def resolve_steps(
    kind: str,
    name: str,
    kinds: IdKinds,
    directory: Directory,
    find: Callable[[str], Action],
    prepare: Prepare,
) -> Steps[str]:
    """Find the id of what goes by a name, ``me`` included, and return it; an id is returned as is.

    ``find`` gives an action of the catalog by name, ``prepare`` makes a call. A name that is not in
    what was kept is looked for once more. Raises ``UnknownName``, also for a kind that has no
    names, ``AmbiguousName``, and what a call raises.
    """
    about = kinds.by_name.get(kind)
    if about is None:
        nearest = nearest_names(kind, kinds.named)
        raise UnknownName(_KIND, kind, nearest, next_step=f"Kinds: {', '.join(kinds.named)}.")
    wanted = str(name).strip()
    if not wanted:
        raise UnknownName(kind, name, next_step="Give a name or an id.")
    lookup = _Lookup(about, wanted, directory, find, prepare)
    if about.me is not None and wanted.casefold() == ME:
        return (yield from lookup.own_id(about.me))
    if about.pattern is not None and re.fullmatch(about.pattern, wanted):
        return wanted
    if not about.names:
        _refuse_nameless(about, wanted)
    shown, fresh = yield from lookup.show(again=False)
    matching = _matching(wanted, shown)
    if len(matching) != 1 and not fresh:
        shown, _ = yield from lookup.show(again=True)
        matching = _matching(wanted, shown)
    if not matching:
        _refuse_unknown(about, wanted, shown)
    if len(matching) > 1:
        raise AmbiguousName(kind, wanted, [_candidate(each) for each in matching.values()])
    return next(iter(matching))


@dataclass(frozen=True)
class _Lookup:
    """The reads for one name of one kind."""

    kind: IdKind
    wanted: str
    directory: Directory
    find: Callable[[str], Action]
    prepare: Prepare

    def show(self, *, again: bool) -> Steps[tuple[list[Shown], bool]]:
        """Return what each read of the kind shows, and whether all of it was read just now.

        ``again`` reads even what is kept.
        """
        shown: list[Shown] = []
        fresh = True
        for read in self.kind.names:
            if read.when is not None and not re.fullmatch(read.when, self.wanted):
                continue
            key = repr((read, self.wanted if read.fill else None))
            kept = None if again else self.directory.recall(key)
            if kept is None:
                kept = yield from self._read(read)
                self.directory.keep(key, kept)
            else:
                fresh = False
            shown.append(kept)
        return shown, fresh

    def _read(self, read: NameRead) -> Steps[Shown]:
        action, params = self.find(read.action), dict(read.params)
        for path in read.fill:
            params = with_value(params, path, self.wanted)
        things: list[Named] = []
        pages = 0

        def take(page: Page) -> bool:
            nonlocal pages
            pages += 1
            things.extend(_named(page.items, read))
            return not read.fill or pages < MAX_SEARCH_PAGES

        try:
            if action.pager is not None:
                flow = page_steps(action, params, lambda given: self.prepare(action.name, given))
                whole = yield from each_page(flow, take)
                return Shown(tuple(things), whole)
            response = yield Run(self.prepare(action.name, params))
        except NotFound:
            if not read.fill:
                raise
            # A search for one thing may say so when there is none.
            return Shown(())
        return Shown(tuple(_named(_listed(response.data, read), read)))

    def own_id(self, read: SelfRead) -> Steps[str]:
        """Return the id of whoever the token belongs to."""
        kept = self.directory.recall(repr(read))
        if kept is None:
            response = yield Run(self.prepare(read.action, {}))
            own = _text(value_at(response.data, read.id))
            kept = Shown(() if own is None else (Named(own, (), {}),))
            self.directory.keep(repr(read), kept)
        for thing in kept.things:
            return thing.id
        step = f"{read.action} shows no id of kind {self.kind.name}: give it by name."
        raise UnknownName(self.kind.name, self.wanted, next_step=step)


def _listed(data: Any, read: NameRead) -> list[Any]:
    found = data if read.items is None else value_at(data, read.items)
    if isinstance(found, list):
        return found
    return [] if found in (MISSING, None) else [found]


def _named(items: Iterable[Any], read: NameRead) -> Iterator[Named]:
    for item in items:
        id = _text(value_at(item, read.id))
        if id is None:
            continue
        values = (_text(value_at(item, path)) for path in read.fields)
        told = {path: _text(value_at(item, path)) for path in read.tell}
        gone = read.unless is not None and value_at(item, read.unless) is True
        yield Named(
            id,
            tuple(value for value in values if value is not None),
            {path: value for path, value in told.items() if value is not None},
            gone,
        )


def _text(value: Any) -> str | None:
    """Return an id or a name as text, ``None`` for what is neither."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return None
    return str(value).strip() or None


def _matching(wanted: str, shown: Iterable[Shown]) -> dict[str, Named]:
    """Return what goes by a name, by id: the very same first, or else the same but for case.

    Where more is there than was seen, no match is so good that it rules out others.
    """
    folded = _folded(wanted)
    same: dict[str, Named] = {}
    alike: dict[str, Named] = {}
    whole = True
    for each in shown:
        whole = whole and each.whole
        for thing in each.things:
            names = () if thing.gone else thing.names
            if wanted == thing.id or wanted in names:
                same.setdefault(thing.id, thing)
            elif any(folded == _folded(name) for name in names):
                alike.setdefault(thing.id, thing)
    if same and whole:
        return same
    return {**same, **alike}


def _folded(name: str) -> str:
    """Return a name without what does not count: case, and how its letters are composed."""
    return unicodedata.normalize("NFC", name).strip().casefold()


def _candidate(thing: Named) -> dict[str, str]:
    name = {"name": thing.names[0]} if thing.names else {}
    told = {key: value for key, value in thing.told.items() if value not in thing.names[:1]}
    return {"id": thing.id, **name, **told}


def _refuse_unknown(kind: IdKind, wanted: str, shown: Iterable[Shown]) -> NoReturn:
    listed = all(not read.fill for read in kind.names)
    things = {
        thing.id: thing for each in shown for thing in each.things if thing.names and not thing.gone
    }
    names = list(dict.fromkeys(name for thing in things.values() for name in thing.names))
    folded = _folded(wanted)
    around = [name for name in names if folded and folded in _folded(name)]
    nearest = dict.fromkeys([*nearest_names(wanted, names), *around])
    looked_at = (f"{read.action} ({', '.join(read.fields)})" for read in kind.names)
    step = f"Looked for in {', '.join(looked_at)}."
    firsts = dict.fromkeys(thing.names[0] for thing in things.values())
    if listed and not nearest and 0 < len(firsts) <= MAX_SHOWN_NAMES:
        step = f"Their names: {', '.join(map(repr, firsts))}. {step}"
    raise UnknownName(
        kind.name,
        wanted,
        list(nearest)[:MAX_SUGGESTIONS],
        count=len(things) if listed else None,
        next_step=step,
    )


def _refuse_nameless(kind: IdKind, wanted: str) -> NoReturn:
    sources = ", ".join(kind.sources)
    step = f"These give such ids: {sources}." if sources else kind.none
    raise UnknownName(kind.name, wanted, next_step=f"Ids of this kind have no names. {step or ''}")
