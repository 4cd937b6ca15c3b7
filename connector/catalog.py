"""The catalog: actions by name, read from ``actions.yaml`` and ``schemas/`` as they are needed.

``actions.yaml`` holds two documents: a header, then a mapping with each action's name at the start
of a line. To look an action up, only its own lines are cut out and parsed; a schema is read when
the action first needs it. Whether the files are right is for the linter to say, not for every call.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from .bundling import SHARED, bundle
from .errors import CatalogError, UnknownAction
from .model import Action, CatalogHeader, Check, Pager, VersionHeader, Waiter
from .suggestions import nearest_names

_ENTRY = re.compile(r"^([A-Za-z0-9_-]+):[ ]*$", re.MULTILINE)
_SEPARATOR = "\n---\n"
_PLAIN_FIELDS = (
    *("group", "summary", "hint", "effect", "idempotent", "irreversible"),
    *("returns", "accept", "body", "styles", "wire_names", "deprecated"),
)
_PAGER_FIELDS = (
    *("style", "items", "next", "total_pages", "total", "first_page"),
    *("stop_when_empty", "max_size", "max_items"),
)


class Catalog(Mapping[str, Action]):
    """The actions of an API, by name; iterating gives the names in the order of the file.

    Safe to share between threads. ``folder`` holds ``actions.yaml`` and ``schemas/``.

    Raises ``CatalogError`` where a file is missing or cannot be parsed, ``UnknownAction`` for a
    name that the catalog does not have.
    """

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)
        self._actions: dict[str, Action] = {}

    def __repr__(self) -> str:
        return f"Catalog({str(self.folder)!r})"

    @cached_property
    def _documents(self) -> tuple[str, str]:
        file = self.folder / "actions.yaml"
        try:
            text = file.read_text(encoding="utf-8")
        except OSError as error:
            raise CatalogError(f"cannot read {file}: {error.strerror}.") from error
        header, separator, actions = text.partition(_SEPARATOR)
        if not separator:
            raise CatalogError(f"{file} must hold two YAML documents, parted by a line '---'.")
        return header, actions

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        text = self._documents[1]
        starts = [(match[1], match.start()) for match in _ENTRY.finditer(text)]
        ends = [start for _, start in starts[1:]] + [len(text)]
        return {name: (start, end) for (name, start), end in zip(starts, ends, strict=True)}

    @cached_property
    def header(self) -> CatalogHeader:
        """What all actions share: servers, kind of credentials, version header, pagers."""
        data = _parse_yaml(self._documents[0], self.folder / "actions.yaml")
        version = data.get("version")
        return CatalogHeader(
            title=data["title"],
            servers=data["servers"],
            auth=data["auth"],
            version=VersionHeader(
                header=version["header"],
                default=version.get("default"),
                pattern=version["pattern"],
                named=tuple(version.get("named", ())),
                aliases=version.get("aliases", {}),
            )
            if version
            else None,
            pagers=data.get("pagers", {}),
            waiters={name: _waiter(waiter) for name, waiter in data.get("waiters", {}).items()},
            personal=frozenset(data.get("personal", ())),
            error_type=data.get("error_type"),
            pending_job=data.get("pending_job"),
            existing_id=data.get("existing_id"),
            health=data.get("health"),
        )

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Names of the actions by group, in the order of the file."""
        groups: dict[str, list[str]] = {}
        for action in self.values():
            groups.setdefault(action.group, []).append(action.name)
        return {group: tuple(names) for group, names in groups.items()}

    def __len__(self) -> int:
        return len(self._spans)

    def __iter__(self) -> Iterator[str]:
        return iter(self._spans)

    def __contains__(self, name: object) -> bool:
        return name in self._spans

    def __getitem__(self, name: str) -> Action:
        action = self._actions.get(name)
        if action is None:
            span = self._spans.get(name)
            if span is None:
                raise UnknownAction(name, nearest_names(str(name), self._spans))
            text = self._documents[1][slice(*span)]
            entry = _parse_yaml(text, self.folder / "actions.yaml")[name]
            action = self._actions.setdefault(name, self._action(name, entry))
        return action

    def get(self, name: str, default: Any = None) -> Any:
        """Return the action, or ``default`` where there is none of that name."""
        try:
            return self[name]
        except UnknownAction:
            return default

    def values(self) -> Any:
        """All actions, in the order of the file; parses the whole file once."""
        if len(self._actions) < len(self._spans):
            entries = _parse_yaml(self._documents[1], self.folder / "actions.yaml")
            for name in self._spans:
                self._actions.setdefault(name, self._action(name, entries[name]))
        return super().values()

    def _action(self, name: str, entry: Mapping[str, Any]) -> Action:
        method, _, path = entry["request"].partition(" ")
        pages = entry.get("pages")
        use = dict(pages) if isinstance(pages, Mapping) else {"pager": pages}
        named = use.pop("pager")
        return Action(
            name=name,
            method=method,
            path=path,
            pages=named,
            pager=_pager({**self.header.pagers[named], **use}) if named else None,
            reconcile=tuple(_check(check) for check in entry.get("reconcile", ())),
            query=tuple(entry.get("query", ())),
            headers=tuple(entry.get("headers", ())),
            load_schema=lambda: self.read_schema(name),
            **{key: entry[key] for key in _PLAIN_FIELDS if key in entry},
        )

    def read_schema(self, name: str) -> dict[str, Any]:
        """Read an action's schema file and what it refers to, as one self-contained schema."""
        schemas = self.folder / "schemas"
        return bundle(
            _read_json(schemas / f"{name}.json"),
            lambda shared: _read_json(schemas / SHARED / f"{shared}.json"),
        )


def _pager(data: Mapping[str, Any]) -> Pager:
    send = data.get("send", {})
    # The first step of a place only says where the param goes, and that stands in the entry too.
    params = {key: path.removeprefix("query.") for key, path in send.items()}
    facts = {key: data[key] for key in _PAGER_FIELDS if key in data}
    return Pager(
        **facts,
        cursor_param=params.get("cursor"),
        page_param=params.get("page"),
        size_param=params.get("size"),
    )


def _waiter(data: Mapping[str, Any]) -> Waiter:
    states = {key: tuple(data.get(key, ())) for key in ("done", "failed", "pending")}
    return Waiter(**{**data, **states})


def _check(data: Mapping[str, Any]) -> Check:
    return Check(**{**data, "needs": tuple(data.get("needs", ()))})


def _parse_yaml(text: str, file: Path) -> Any:
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return yaml.load(text, Loader=loader)  # noqa: S506 - both loaders are safe ones
    except yaml.YAMLError as error:
        raise CatalogError(f"{file} is not valid YAML: {error}") from error


def _read_json(file: Path) -> Any:
    try:
        return json.loads(file.read_bytes())
    except OSError as error:
        raise CatalogError(f"cannot read {file}: {error.strerror}.") from error
    except ValueError as error:
        raise CatalogError(f"{file} is not valid JSON: {error}") from error


def default_folder() -> Path:
    """Return where the catalog that ships with the package lies: in a wheel or in a checkout."""
    package = Path(__file__).parent
    shipped = package / "data"
    return shipped if (shipped / "actions.yaml").is_file() else package.parent


@lru_cache(maxsize=16)
def _catalog_at(folder: Path) -> Catalog:
    return Catalog(folder)


def load_catalog(folder: str | Path | None = None) -> Catalog:
    """Return the catalog of ``folder``, by default the one that ships with the package.

    The same folder gives the same object, so that each file is read once in a process.
    """
    return _catalog_at(Path(folder).resolve() if folder is not None else default_folder())
