"""The stub ``typed.pyi``: what type checkers and editors know of each action. Pure.

Each action is an overload of what ``connector.typed`` returns, with the class of its params and its
summary. The same catalog gives the same text. Of the schemas' words nothing is taken over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ..catalog import Catalog
from ..model import Action
from .stub_classes import LIST, UNTYPED, StubClasses, quoted

_HEAD = f'''\
# Written by `connector catalog types` from the catalog; do not edit it.
# fmt: off
# ruff: noqa
"""What type checkers and editors know of each action: its params by name, and what it returns."""

from collections.abc import Callable, Coroutine, Iterator, Mapping
from typing import Any, Literal, Never, Protocol, Required, TypeAlias, TypedDict, TypeVar, overload

_Any_co = TypeVar("_Any_co", covariant=True)
_None_co = TypeVar("_None_co", covariant=True)
_Text_co = TypeVar("_Text_co", covariant=True)
_Bytes_co = TypeVar("_Bytes_co", covariant=True)
_Item_co = TypeVar("_Item_co", covariant=True)
_Given_contra = TypeVar("_Given_contra", contravariant=True)
_Found_co = TypeVar("_Found_co", covariant=True)

# Where nothing fits, mypy says that it expected one of these two: hence their names.
class ParamsOf(Protocol[_Given_contra, _Found_co]):
    """Params that only the run time knows: a `dict[str, Any]`, or a mapping of anything."""
    def get(self, key: str, default: _Given_contra, /) -> _Found_co: ...

class ActionThatNeedsNoParams(Protocol[_Found_co]):
    """No name that the catalog has."""
    def upper(self) -> _Found_co: ...

class _Object(Protocol[_Given_contra, _Found_co]):
    """An object that only the run time knows: a `dict[str, Any]`, or a mapping of anything."""
    def get(self, key: str, default: _Given_contra, /) -> _Found_co: ...

# Nothing but Any is the one and the other: of all dicts, only those of Any have such a `get`. They
# are type arguments since pyright holds what does not fit a class without any against every dict.
class ThisAction: ...
class OrAny: ...

{UNTYPED}: TypeAlias = _Object[ThisAction, OrAny]

class {LIST}(Protocol[_Item_co]):
    """A list; a text or a tuple is none."""
    def reverse(self) -> None: ...
    def copy(self) -> {LIST}[_Item_co]: ...
    def __iter__(self) -> Iterator[_Item_co]: ...
'''
_OPTIONS = (
    "*, timeout: float | None = None, max_retries: int | None = None, "
    "headers: Mapping[str, str] | None = None"
)
_RETURNS = {"empty": "_None_co", "text": "_Text_co", "binary": "_Bytes_co"}
_PROTOCOL = "Protocol[_Any_co, _None_co, _Text_co, _Bytes_co]"
_PARAMS = "params: ParamsOf[ThisAction, OrAny] | None"
_NO_PARAMS = "ActionThatNeedsNoParams[Never], params: None = None"
_SYNC = "[Any, None, str, bytes]"
_ASYNC = f"[{', '.join(f'Coroutine[Any, Any, {each}]' for each in _SYNC[1:-1].split(', '))}]"

_TAIL = f"""
class _RunMethod:
    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Callable[..., Any]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Run{_SYNC}: ...

class _AsyncRunMethod:
    @overload
    def __get__(self, instance: None, owner: type[Any]) -> Callable[..., Coroutine[Any, Any, Any]]: ...
    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> Run{_ASYNC}: ...

def typed_run(function: Callable[..., Any]) -> _RunMethod: ...
def typed_async_run(function: Callable[..., Coroutine[Any, Any, Any]]) -> _AsyncRunMethod: ...
def typed_dispatch(function: Callable[..., Any]) -> RunConnectionAction{_SYNC}: ...
def typed_async_dispatch(function: Callable[..., Coroutine[Any, Any, Any]]) -> RunConnectionAction{_ASYNC}: ...
"""  # noqa: E501
_RESERVED = (
    *("ActionThatNeedsNoParams", "Any", "Callable", "Coroutine", "Iterator", "Literal"),
    *("Mapping", "Never", "None", "OrAny", "ParamsOf", "Protocol", "Required", "Run"),
    *("RunConnectionAction", "ThisAction", "TypeAlias", "TypeVar", "TypedDict", LIST, UNTYPED),
)


def typing_stub(catalog: Catalog) -> str:
    """Return the text of ``typed.pyi`` for a catalog; raises ``CatalogError``."""
    classes = StubClasses(_RESERVED)
    actions: Sequence[Action] = list(catalog.values())
    # All names first: no class of a field takes the name of an action's params.
    names = {action.name: classes.name_for(action.name) for action in actions}
    params = {
        action.name: classes.params_of(action.schema, names[action.name]) for action in actions
    }
    return "".join(
        (
            _HEAD,
            *(f"\n{text}" for text in classes.shared.values()),
            *(f"\n{text}" for text in classes.texts.values()),
            f'\nclass Run({_PROTOCOL}):\n    """Run an action and return its result."""\n',
            *_run_overloads(actions, params),
            f"\nclass RunConnectionAction({_PROTOCOL}):\n"
            '    """Run an action on a named connection and return its result."""\n',
            *_dispatch_overloads(actions, params),
            _TAIL,
        )
    )


def _run_overloads(actions: Sequence[Action], params: Mapping[str, str]) -> Iterator[str]:
    # Of several that are as near, pyright explains the last: that of the action, if there is one.
    yield _overload(f"action: str, {_PARAMS}, {_OPTIONS}")
    for action in actions:
        given = f"action: Literal[{quoted(action.name)}], {_params(action, params[action.name])}"
        yield _overload(f"{given}, {_OPTIONS}", action)
    yield _overload(f"action: {_NO_PARAMS}, {_OPTIONS}")


def _dispatch_overloads(actions: Sequence[Action], params: Mapping[str, str]) -> Iterator[str]:
    connection = "connection_name: str"
    yield _overload(f"{connection}, action_name: str, {_PARAMS}")
    for action in actions:
        name = f"action_name: Literal[{quoted(action.name)}]"
        yield _overload(f"{connection}, {name}, {_params(action, params[action.name])}", action)
    yield _overload(f"{connection}, action_name: str, *, payload: Mapping[str, Any]")
    yield _overload(f"{connection}, *, action: str, payload: Mapping[str, Any] | None = None")
    yield _overload(f"{connection}, *, action: str, params: Mapping[str, Any]")
    yield _overload(f"{connection}, action_name: {_NO_PARAMS}")


def _params(action: Action, name: str) -> str:
    return f"params: {name}" if action.schema.get("required") else f"params: {name} | None = None"


def _overload(given: str, action: Action | None = None) -> str:
    line = f"    @overload\n    def __call__(self, {given})"
    if action is None:
        return f"{line} -> _Any_co: ...\n"
    returned = _RETURNS.get(action.returns, "_Any_co")
    return f"{line} -> {returned}:\n        {_docstring(action.summary)}\n"


def _docstring(text: str) -> str:
    escaped = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"""{escaped}"""'
