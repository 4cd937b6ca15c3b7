"""Every error that this package raises on purpose.

    ConnectorError
    ├── CatalogError            the catalog's own files are wrong
    ├── UnknownAction           no action of that name
    ├── UnknownConnection       no connection of that name
    ├── UnknownName             nothing of a kind has that name
    ├── AmbiguousName           more than one thing of a kind has that name
    ├── ConnectionConfigError   a connection is described wrongly
    ├── InvalidParams           the parameters do not fit the action; nothing was sent
    ├── UnavailableAction       the API version in use lacks the action
    ├── TransportError          no whole answer arrived
    │   ├── ConnectError        the server was never reached
    │   └── Timeout             time ran out
    ├── PagingError             a listing cannot be continued without a hole
    ├── WaitError               a job that was waited for
    │   ├── JobFailed           it ended, and not with success
    │   └── JobTimeout          it did not end in time
    └── ApiError                the API answered, and not with success
        ├── AuthenticationError 401
        ├── PermissionDenied    403
        ├── NotFound            404
        ├── Conflict            409
        ├── UnprocessableEntity 422
        ├── RateLimited         429
        │   └── JobPending      429 that stands for a job under way, not for the rate limit
        ├── ServerError         5xx
        └── InvalidResponse     an answer that is not what it claims to be

Each says which action and connection it is about, what went wrong and what to do next: as text by
``str()``, for a machine by ``to_dict()``. All of them can be pickled. None ever holds a token.

This module imports nothing of the package and does no I/O.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar, Literal

Outcome = Literal["not_sent", "rejected", "unknown"]
"""Whether the API may have carried the call out: it never left, it was refused, or nobody knows."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault of the parameters.

    ``path`` is dotted from the top of the params (``data.contacts.0.id``), empty for the params
    themselves. ``suggestion`` is the nearest known name or value, where there is one.
    """

    path: str
    message: str
    expected: str | None = None
    suggestion: str | None = None

    def __str__(self) -> str:
        where = self.path or "params"
        hint = f" Did you mean {self.suggestion!r}?" if self.suggestion else ""
        return f"{where}: {self.message}.{hint}"


@dataclass(frozen=True, slots=True)
class BrokenCall:
    """A call that failed: its action, its params, and when it began (UNIX time in seconds)."""

    action: str
    params: Mapping[str, Any] = field(repr=False)
    started_at: float


def _restore(cls: type[ConnectorError], args: tuple[Any, ...], state: dict[str, Any]) -> Any:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ConnectorError(Exception):
    """The root of all errors of this package.

    ``action`` and ``connection`` name what the error is about, ``None`` where there is none.
    ``next_step`` is one sentence that says what to do. ``retry_after`` is in seconds. ``attempts``
    counts how often the call was sent. ``call`` is what was tried, for ``reconcile``; it may hold
    customers' data and is part of neither the text nor ``to_dict()``.
    """

    outcome: Outcome = "not_sent"
    retryable: bool = False
    retry_after: float | None = None
    attempts: int = 0
    call: BrokenCall | None = None
    _fields: ClassVar[tuple[str, ...]] = ()
    _before_next_step: ClassVar[str] = " "

    def __init__(
        self,
        message: str,
        *,
        action: str | None = None,
        connection: str | None = None,
        next_step: str | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.action = action
        self.connection = connection
        self.next_step = next_step

    def __str__(self) -> str:
        about = " on ".join(
            part for part in (self.action, self.connection and f"{self.connection!r}") if part
        )
        text = f"{about}: {self.message}" if about else self.message
        return f"{text}{self._before_next_step}{self.next_step}" if self.next_step else text

    def __reduce__(self) -> tuple[Any, ...]:
        return (_restore, (type(self), self.args, self.__dict__))

    def to_dict(self) -> dict[str, Any]:
        """Return what the error says as plain JSON values."""
        told: dict[str, Any] = {
            "error": type(self).__name__,
            "message": self.message,
            "action": self.action,
            "connection": self.connection,
            "next_step": self.next_step,
            "outcome": self.outcome,
            "retryable": self.retryable,
            "retry_after": self.retry_after,
            "attempts": self.attempts,
        }
        for name in self._fields:
            told[name] = _plain(getattr(self, name))
        return told


def _plain(value: Any) -> Any:
    if isinstance(value, Problem):
        return asdict(value)
    if isinstance(value, (list, tuple)):
        return [_plain(item) for item in value]
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    return value


class CatalogError(ConnectorError):
    """A file of the catalog is missing or does not say what it must."""


MAX_SHOWN_NAME = 80
"""Characters shown of a name that is not known: it may be anything."""


MAX_SHOWN_CANDIDATES = 10
"""Things of one name that a message lists; the error itself has them all."""


class _Unlisted(ConnectorError):
    """A name that is not known; ``suggestions`` holds the nearest known ones, best first."""

    _fields = ("name", "suggestions")
    _noun: ClassVar[str]
    _look: ClassVar[str]

    def __init__(
        self,
        name: str,
        suggestions: Sequence[str] = (),
        *,
        action: str | None = None,
        connection: str | None = None,
    ) -> None:
        nearest = ", ".join(suggestions)
        super().__init__(
            f"there is no {self._noun} named {str(name)[:MAX_SHOWN_NAME]!r}.",
            action=action,
            connection=connection,
            next_step=f"Did you mean {nearest}? {self._look}" if nearest else self._look,
        )
        self.name = name
        self.suggestions = tuple(suggestions)


class UnknownAction(_Unlisted):
    """No action has that name."""

    _noun = "action"
    _look = "`connector actions WORDS` finds actions by what they do."


class UnknownConnection(_Unlisted):
    """No connection has that name."""

    _noun = "connection"
    _look = "`connector connections list` shows them; `connector connections add NAME` makes one."


class ConnectionConfigError(ConnectorError):
    """A connection's settings cannot be used."""


class UnknownName(ConnectorError):
    """Nothing of a ``kind`` goes by that ``name``, as far as the connection can see.

    ``suggestions`` holds the nearest names, best first; ``count`` says how many things of the kind
    there are, ``None`` where they are too many to list.
    """

    _fields = ("kind", "name", "suggestions", "count")

    def __init__(
        self,
        kind: str,
        name: str,
        suggestions: Sequence[str] = (),
        *,
        count: int | None = None,
        action: str | None = None,
        connection: str | None = None,
        next_step: str | None = None,
    ) -> None:
        nearest = ", ".join(map(repr, suggestions))
        told = f"Did you mean {nearest}? " if nearest else ""
        if count is not None:
            told += f"There {'is' if count == 1 else 'are'} {count or 'none'}."
        super().__init__(
            f"there is no {kind} named {str(name)[:MAX_SHOWN_NAME]!r}.",
            action=action,
            connection=connection,
            next_step=" ".join(part for part in (told.strip(), next_step) if part) or None,
        )
        self.kind = kind
        self.name = name
        self.suggestions = tuple(suggestions)
        self.count = count


class AmbiguousName(ConnectorError):
    """More than one thing of a ``kind`` goes by that ``name``.

    ``candidates`` holds each as an object: its ``id``, its ``name``, and what tells it apart.
    """

    _fields = ("kind", "name", "candidates")

    def __init__(
        self,
        kind: str,
        name: str,
        candidates: Sequence[Mapping[str, str]],
        *,
        action: str | None = None,
        connection: str | None = None,
    ) -> None:
        shown = "; ".join(", ".join(each.values()) for each in candidates[:MAX_SHOWN_CANDIDATES])
        rest = len(candidates) - MAX_SHOWN_CANDIDATES
        more = f"; and {rest} more" if rest > 0 else ""
        super().__init__(
            f"{len(candidates)} of kind {kind} go by {str(name)[:MAX_SHOWN_NAME]!r}: "
            f"{shown}{more}.",
            action=action,
            connection=connection,
            next_step="Give the id of the one that is meant: it stands first.",
        )
        self.kind = kind
        self.name = name
        self.candidates = tuple(dict(each) for each in candidates)


class InvalidParams(ConnectorError):
    """The parameters do not fit the action's schema. Nothing was sent.

    ``problems`` lists every fault. ``corrected`` is a whole params object that fits, where the
    faults leave no doubt about what was meant, and ``None`` otherwise.
    """

    _fields = ("problems", "corrected")
    _before_next_step = "\n"

    def __init__(
        self,
        problems: Sequence[Problem],
        *,
        corrected: Mapping[str, Any] | None = None,
        action: str | None = None,
        connection: str | None = None,
    ) -> None:
        count = len(problems)
        lines = "\n".join(f"  - {problem}" for problem in problems)
        message = f"{count} problem{'s' if count > 1 else ''} in the params; nothing was sent.\n"
        step = (
            f"These params would fit: {json.dumps(corrected, ensure_ascii=False)}"
            if corrected is not None
            else f"`connector describe {action}` shows what fits."
            if action
            else None
        )
        super().__init__(message + lines, action=action, connection=connection, next_step=step)
        self.problems = tuple(problems)
        self.corrected = corrected


class UnavailableAction(ConnectorError):
    """The API version in use does not have the action.

    ``versions`` are those that have it, ``suggestions`` the nearest actions of the one in use.
    """

    _fields = ("version", "versions", "suggestions")

    def __init__(
        self,
        name: str,
        version: str,
        versions: Sequence[str],
        suggestions: Sequence[str] = (),
        *,
        connection: str | None = None,
    ) -> None:
        nearest = f" Nearest in {version}: {', '.join(suggestions)}." if suggestions else ""
        super().__init__(
            f"version {version} of the API does not have it.",
            action=name,
            connection=connection,
            next_step=f"These have it: {', '.join(versions)}.{nearest}",
        )
        self.version = version
        self.versions = tuple(versions)
        self.suggestions = tuple(suggestions)


class TransportError(ConnectorError):
    """No whole answer arrived; ``outcome`` says whether the API may have acted all the same.

    ``status``, ``request_id`` and ``body`` (an excerpt) are what had arrived by then.
    """

    _fields: ClassVar[tuple[str, ...]] = ("status", "request_id", "body")

    def __init__(
        self,
        message: str,
        *,
        outcome: Outcome = "unknown",
        status: int | None = None,
        request_id: str | None = None,
        body: str | None = None,
        action: str | None = None,
        connection: str | None = None,
        next_step: str | None = None,
    ) -> None:
        super().__init__(message, action=action, connection=connection, next_step=next_step)
        self.outcome = outcome
        self.retryable = outcome == "not_sent"
        self.status = status
        self.request_id = request_id
        self.body = body


class ConnectError(TransportError):
    """The server was never reached: nothing was sent."""


class Timeout(TransportError):
    """The time for one attempt ran out."""


class PagingError(ConnectorError):
    """A listing cannot be continued without a hole or a repeat.

    ``after`` is the place up to which all pages came, to be given to ``pages(after=…)``; ``None``
    where the listing must start again.
    """

    _fields = ("after",)

    def __init__(
        self,
        message: str,
        *,
        after: str | None = None,
        action: str | None = None,
        connection: str | None = None,
        next_step: str | None = None,
    ) -> None:
        super().__init__(message, action=action, connection=connection, next_step=next_step)
        self.after = after


class WaitError(ConnectorError):
    """A job that was waited for did not come to a good end; ``last`` is its last known state."""

    outcome: Outcome = "unknown"
    _fields = ("last",)

    def __init__(
        self,
        message: str,
        *,
        last: Any = None,
        action: str | None = None,
        connection: str | None = None,
        next_step: str | None = None,
    ) -> None:
        super().__init__(message, action=action, connection=connection, next_step=next_step)
        self.last = last


class JobFailed(WaitError):
    """The job ended, and not with success."""

    outcome: Outcome = "rejected"


class JobTimeout(WaitError):
    """The job did not end in time; it may still be running."""

    retryable = True


class ApiError(ConnectorError):
    """The API answered, and not with success.

    ``errors`` is the API's own list of errors (``[{"code": …, "message": …}]``), empty where the
    body held none; ``body`` is the decoded body, or its text where it was not JSON.
    """

    outcome: Outcome = "rejected"
    _fields: ClassVar[tuple[str, ...]] = ("status", "errors", "request_id", "body")

    def __init__(
        self,
        message: str,
        *,
        status: int,
        errors: Sequence[Mapping[str, Any]] = (),
        request_id: str | None = None,
        body: Any = None,
        outcome: Outcome | None = None,
        retry_after: float | None = None,
        action: str | None = None,
        connection: str | None = None,
        next_step: str | None = None,
    ) -> None:
        super().__init__(message, action=action, connection=connection, next_step=next_step)
        self.status = status
        self.errors = tuple(errors)
        self.request_id = request_id
        self.body = body
        self.retry_after = retry_after
        if outcome is not None:
            self.outcome = outcome


class AuthenticationError(ApiError):
    """401: the token is missing, wrong or revoked."""


class PermissionDenied(ApiError):
    """403: the token lacks a scope, or the workspace's plan lacks the feature."""


class NotFound(ApiError):
    """404: nothing has that id, or it is gone."""


class Conflict(ApiError):
    """409: it exists already; ``existing_id`` is what is there, where the API tells."""

    _fields: ClassVar[tuple[str, ...]] = (*ApiError._fields, "existing_id")
    existing_id: str | None = None


class UnprocessableEntity(ApiError):
    """422: well formed, but the API cannot act on it."""


class RateLimited(ApiError):
    """429: too many calls; ``retry_after`` says in how many seconds to try again."""

    retryable = True


class JobPending(RateLimited):
    """429: a job of that kind is under way. Waiting for the window does not help."""

    retryable = False


class ServerError(ApiError):
    """5xx: the API failed; it may have acted all the same."""

    outcome: Outcome = "unknown"


class InvalidResponse(ApiError):
    """An answer that could not be read: not the JSON it claims to be, or too large."""

    outcome: Outcome = "unknown"
