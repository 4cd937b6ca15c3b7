"""The catalog: actions by name, read from ``actions.yaml`` and ``schemas/`` as they are needed.

``actions.yaml`` holds two documents: a header, then a mapping with each action's name at the start
of a line. To look an action up, only its own lines are cut out and parsed; a schema is read when
the action first needs it. Whether the files are right is for the linter to say, not for every call.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from .bundling import SHARED, bundle
from .entries import (
    check_from,
    expected_errors_from,
    header_from,
    id_kind_from,
    pager_from,
)
from .errors import CatalogError, UnavailableAction, UnknownAction
from .expectation import (
    Expectation,
    ExpectedError,
    IdKind,
    IdKinds,
    id_trails,
    kind_at,
)
from .model import Action, CatalogHeader
from .patching import patched
from .suggestions import nearest_names

VARIANTS = "variants"
RETURNS = "returns"
_ENTRY = re.compile(r"^([A-Za-z0-9_-]+):[ ]*$", re.MULTILINE)
_VERSIONS = re.compile(r"^  versions: \[([^\]]*)\]$", re.MULTILINE)
# Parts of the header that no call needs; they are cut out and parsed when they are asked for.
_ASIDE = re.compile(r"^(?:errors|ids):[^\n]*(?:\n(?:[ \t#-][^\n]*)?)*(?:\n|\Z)", re.MULTILINE)
# The same of an entry; an entry laid out in another way is parsed whole.
_ALIASES = re.compile(r"^  aliases: *\n(?:    .*\n)*", re.MULTILINE)
_REQUEST = re.compile(r"^  request: ([A-Z]+) (/[^\s'\"]*) *$", re.MULTILINE)
_SEPARATOR = "\n---\n"
_PLAIN_FIELDS = (
    *("group", "summary", "hint", "effect", "idempotent", "irreversible"),
    *("returns", "accept", "body", "content_type", "styles", "wire_names", "deprecated"),
)


class Catalog(Mapping[str, Action]):
    """The actions of an API, by name; iterating gives the names in the order of the file.

    Safe to share between threads. ``folder`` holds ``actions.yaml`` and ``schemas/``. A catalog of
    one ``version`` holds that version's actions, each with the schema it has there; one without
    holds all, each with the schema of the default version, or else of the newest that has it.

    Raises ``CatalogError`` where a file is missing or cannot be parsed, ``UnknownAction`` for a
    name that the catalog does not have, ``UnavailableAction`` for one that the version does not.
    """

    def __init__(
        self, folder: str | Path, *, whole: Catalog | None = None, version: str = ""
    ) -> None:
        """Open a folder; ``whole`` and ``version`` are for ``for_version`` alone."""
        self.folder = Path(folder)
        self.version = version or None
        self._whole = whole
        self._actions: dict[str, Action] = {}
        self._views: dict[str, Catalog] = {}

    def __repr__(self) -> str:
        version = f", version={self.version!r}" if self.version else ""
        return f"Catalog({str(self.folder)!r}{version})"

    # One catalog is never equal to another, and may be a key.
    __eq__ = object.__eq__
    __hash__ = object.__hash__

    @property
    def whole(self) -> Catalog:
        """The catalog of all versions that this one is a view of, or itself."""
        return self if self._whole is None else self._whole

    @property
    def texts(self) -> tuple[str, str]:
        """The two documents of ``actions.yaml`` as they are written: the header, the actions."""
        return self._documents

    def for_version(self, version: str | None) -> Catalog:
        """Return the catalog of one version, or this one where the API has no versions."""
        whole = self._whole or self
        rule = whole.header.version
        if version is None or rule is None or not rule.known:
            return whole
        view = whole._views.get(version)
        if view is None:
            view = Catalog(whole.folder, whole=whole, version=version)
            view = whole._views.setdefault(version, view)
        return view

    @cached_property
    def _documents(self) -> tuple[str, str]:
        if self._whole is not None:
            return self._whole._documents
        file = self.folder / "actions.yaml"
        try:
            text = file.read_text(encoding="utf-8")
        except OSError as error:
            raise CatalogError(f"cannot read {file}: {error.strerror}.") from error
        except UnicodeDecodeError as error:
            raise CatalogError(f"{file} is not UTF-8: {error}") from error
        header, separator, actions = text.partition(_SEPARATOR)
        if not separator:
            raise CatalogError(f"{file} must hold two YAML documents, parted by a line '---'.")
        return header, actions

    @cached_property
    def _names(self) -> dict[str, None]:
        """The names in their order; those of a version without parsing an entry."""
        if self._whole is None:
            return dict.fromkeys(self._spans)
        text = self._documents[1]
        names: dict[str, None] = {}
        for name, (start, end) in self._spans.items():
            found = _VERSIONS.search(text, start, end)
            ranges = [each.strip(" '\"") for each in found[1].split(",")] if found else []
            if self._description(ranges) is not None:
                names[name] = None
        return names

    def _description(self, ranges: Sequence[str]) -> str | None:
        """Return which description of this version has an action, ``None`` where none has."""
        rule = self.header.version
        if self.version is None or rule is None or not ranges:
            return ""
        having = rule.expanded(ranges)
        for label in rule.descriptions(self.version):
            if label in having:
                return label
        return None if rule.is_known(self.version) else ""

    @cached_property
    def _spans(self) -> dict[str, tuple[int, int]]:
        if self._whole is not None:
            return self._whole._spans
        text = self._documents[1]
        starts = [(match[1], match.start()) for match in _ENTRY.finditer(text)]
        ends = [start for _, start in starts[1:]] + [len(text)]
        return {name: (start, end) for (name, start), end in zip(starts, ends, strict=True)}

    @cached_property
    def header(self) -> CatalogHeader:
        """What all actions share: servers, kind of credentials, version header, pagers."""
        if self._whole is not None:
            return self._whole.header
        text = _ASIDE.sub("", self._documents[0])
        data = _parse_yaml(text, self.folder / "actions.yaml")
        return header_from(data)

    @cached_property
    def _aside(self) -> dict[str, Any]:
        """What the header says of errors and ids."""
        if self._whole is not None:
            return self._whole._aside
        parts = (found[0] for found in _ASIDE.finditer(self._documents[0]))
        return _parse_yaml("\n".join(parts), self.folder / "actions.yaml") or {}

    @cached_property
    def errors(self) -> tuple[ExpectedError, ...]:
        """The errors that any action may answer with."""
        return expected_errors_from(self._aside.get("errors", ()), common=True)

    @cached_property
    def id_kinds(self) -> IdKinds:
        """The kinds of ids, with those of their sources that this catalog has."""
        kinds = self._aside.get("ids", {}).items()
        return IdKinds([id_kind_from(name, kind, self) for name, kind in kinds])

    def kind_of(self, action: str | Action, path: str) -> IdKind | None:
        """Return the kind of id that a param of an action takes, ``None`` where none is known.

        ``path`` is dotted from the top of the params, as in ``data.assignee_id`` or
        ``data.tag_ids.0``. Raises ``UnknownAction`` or ``UnavailableAction``.
        """
        found = self[action] if isinstance(action, str) else action
        return kind_at(found.id_kinds, path)

    def _kinds_in(self, action: Action) -> dict[str, IdKind]:
        """Return the kinds of ids that an action takes, by param or field of the body."""
        trails = id_trails(action.path, action.path_params, action.query, action.schema)
        kinds = ((param, self.id_kinds.kind_of(trail)) for param, trail in trails)
        return {param: kind for param, kind in kinds if kind is not None}

    @cached_property
    def requests(self) -> dict[str, tuple[str, str]]:
        """Method and path of every action, by name; read off the text without parsing entries."""
        text = self._documents[1]
        found: dict[str, tuple[str, str]] = {}
        for name in self._names:
            request = _REQUEST.search(text, *self._spans[name])
            if request is not None:
                found[name] = request[1], request[2]
            else:  # an entry that is laid out in another way
                found[name] = self[name].method, self[name].path
        return found

    @cached_property
    def groups(self) -> dict[str, tuple[str, ...]]:
        """Names of the actions by group, in the order of the file."""
        groups: dict[str, list[str]] = {}
        for action in self.values():
            groups.setdefault(action.group, []).append(action.name)
        return {group: tuple(names) for group, names in groups.items()}

    def __len__(self) -> int:
        return len(self._names)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __contains__(self, name: object) -> bool:
        return name in self._names

    def __getitem__(self, name: str) -> Action:
        action = self._actions.get(name)
        if action is None:
            span = self._spans.get(name)
            if span is None:
                raise UnknownAction(name, nearest_names(str(name), self._names))
            text = _ALIASES.sub("", self._documents[1][slice(*span)])
            entry = _parse_yaml(text, self.folder / "actions.yaml")[name]
            action = self._actions.setdefault(name, self._action(name, entry))
        return action

    def get(self, name: str, default: Any = None) -> Any:
        """Return the action, or ``default`` where there is none of that name."""
        try:
            return self[name]
        except (UnknownAction, UnavailableAction):
            return default

    def values(self) -> Any:
        """All actions, in the order of the file; parses the whole file once."""
        if len(self._actions) < len(self._names):
            text = _ALIASES.sub("", self._documents[1])
            entries = _parse_yaml(text, self.folder / "actions.yaml")
            for name in self._names:
                self._actions.setdefault(name, self._action(name, entries[name]))
        return super().values()

    def _action(self, name: str, entry: Mapping[str, Any]) -> Action:
        method, _, path = entry["request"].partition(" ")
        ranges = entry.get("versions", ())
        description = self._description(ranges)
        versions = self._public(ranges)
        if description is None:
            assert self.version is not None
            nearest = nearest_names(name, self._names)
            raise UnavailableAction(name, self.version, versions, nearest)
        pages = entry.get("pages")
        use = dict(pages) if isinstance(pages, Mapping) else {"pager": pages}
        named = use.pop("pager")
        return Action(
            name=name,
            method=method,
            path=path,
            pages=named,
            pager=pager_from({**self.header.pagers[named], **use}) if named else None,
            reconcile=tuple(check_from(check) for check in entry.get("reconcile", ())),
            query=tuple(entry.get("query", ())),
            headers=tuple(entry.get("headers", ())),
            versions=versions,
            load_schema=lambda: self.read_schema(name, self._differing(description, ranges)),
            load_aliases=lambda: self.read_aliases(name),
            load_expectation=lambda: self.read_expectation(name),
            load_id_kinds=self._kinds_in,
            **{key: entry[key] for key in _PLAIN_FIELDS if key in entry},
        )

    def _differing(self, description: str, ranges: Sequence[str]) -> str:
        """Return a description, empty where it is the one that the schema's file is of."""
        rule = self.header.version
        if rule is None or not description:
            return ""
        having = rule.expanded(ranges)
        written = rule.default if rule.default in having else having[-1]
        return "" if description == written else description

    def _public(self, ranges: Sequence[str]) -> tuple[str, ...]:
        """Return the versions of some ranges as a caller names them."""
        rule = self.header.version
        if rule is None or not ranges:
            return ()
        labels = (rule.snapshots.get(label, label) for label in rule.expanded(ranges))
        return tuple(dict.fromkeys(labels))

    def read_schema(self, name: str, description: str = "") -> dict[str, Any]:
        """Read an action's schema file and what it refers to, as one self-contained schema.

        ``description`` is one that the header knows; where it differs from what the file says, the
        difference stands in ``schemas/variants``.
        """
        schemas = self.folder / "schemas"
        schema = _read_json(schemas / f"{name}.json")
        rule = self.header.version
        variants = schemas / VARIANTS / f"{name}.json"
        if description and rule is not None and variants.is_file():
            for variant in _read_json(variants):
                if description in rule.expanded(variant["versions"]):
                    schema = patched(schema, variant["patch"])
        return bundle(schema, lambda shared: _read_json(schemas / SHARED / f"{shared}.json"))

    def read_aliases(self, name: str) -> dict[str, tuple[str, ...]]:
        """Read the words by which people ask for an action, by language."""
        text = self._documents[1][slice(*self._spans[name])]
        entry = _parse_yaml(text, self.folder / "actions.yaml")[name]
        return {language: tuple(each) for language, each in entry.get("aliases", {}).items()}

    def read_expectation(self, name: str) -> Expectation:
        """Read what an action answers; a catalog that knows nothing of it gives an empty one."""
        folder = self.folder / "schemas" / RETURNS
        file = folder / f"{name}.json"
        found = _read_json(file) if file.is_file() else {}
        schema = found.get("schema")
        if schema is not None:
            schema = bundle(schema, lambda shared: _read_json(folder / SHARED / f"{shared}.json"))
        own = expected_errors_from(found.get("errors", ()))
        told = {(error.status, error.code) for error in own}
        others = (error for error in self.errors if (error.status, error.code) not in told)
        return Expectation(schema, (*own, *others))


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


def load_catalog(folder: str | Path | None = None, *, version: str | None = None) -> Catalog:
    """Return the catalog of ``folder``, by default the one that ships with the package.

    With a ``version`` only that version's actions, each with the schema it has there. The same
    folder gives the same object, so that each file is read once in a process. Raises
    ``CatalogError`` for what is no version of the API.
    """
    catalog = _catalog_at(Path(folder).resolve() if folder is not None else default_folder())
    if version is None:
        return catalog
    rule = catalog.header.version
    canonical = rule.canonical(version) if rule is not None else None
    if canonical is None:
        named = f": give a dated one, or {', '.join(rule.named)}" if rule else ""
        raise CatalogError(f"{version!r} is not a version of {catalog.header.title}{named}.")
    return catalog.for_version(canonical)
