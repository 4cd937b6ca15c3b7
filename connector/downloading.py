"""Downloads: a file that is there whole or not at all.

The body goes to ``NAME.part`` beside the target and takes its name when it is whole. A transfer
that breaks is taken up where it broke, if the server can tell that the file is still the same one,
and starts again otherwise. The flow is pure; ``PartFile`` alone touches the disk.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from .calls import PROGRESS_BYTES, Call, RetryEvent, Run, Steps, Tell, Wait
from .errors import ApiError, ConnectorError, InvalidResponse, TransportError
from .retry import retry_delay
from .wire import Headers

Progress = Callable[[int, int | None], object]
"""Told how many bytes are there, and how many there will be (``None``: the server does not say)."""

_CONTENT_RANGE = re.compile(r"bytes (\d+)-\d+/(\d+|\*)")


class PartFile:
    """The unfinished file of a download; mode 0600, since it may hold customers' data.

    ``size`` is what is there in bytes, ``expected`` what there will be, ``stamp`` what tells this
    state of the file on the server from another.
    """

    def __init__(self, target: Path, progress: Progress | None = None) -> None:
        """Open it, empty. ``progress`` is called after each piece. Raises ``OSError``."""
        if target.is_dir():
            raise IsADirectoryError(f"{target} is a folder: name a file in it")
        self.target = target
        self.path = target.with_name(target.name + ".part")
        self.size = 0
        self.expected: int | None = None
        self.stamp: str | None = None
        self._progress = progress
        flags = os.O_WRONLY | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        self._file = os.fdopen(os.open(self.path, flags, 0o600), "wb")
        try:
            _lock(self._file.fileno(), self.path)
            if hasattr(os, "fchmod"):
                # It may be left over from somebody who made it readable for others.
                os.fchmod(self._file.fileno(), 0o600)
        except BaseException:
            self._file.close()
            raise
        self._file.truncate()

    def begin(self, status: int, headers: Headers) -> None:
        """Get ready for a body: append a part that fits, else start from nothing."""
        length = _length(headers)
        if status == 206:
            found = _CONTENT_RANGE.fullmatch(headers.get("content-range", "").strip())
            if found is None or int(found[1]) != self.size or _stamp(headers) != self.stamp:
                raise InvalidResponse(
                    "the server sent another part of the file than the one asked for.",
                    status=status,
                    request_id=headers.get("x-request-id"),
                    next_step="Start the download again.",
                )
            self.expected = None if length is None else self.size + length
            self.expected = self.expected if found[2] == "*" else int(found[2])
            return
        self.restart()
        self.expected = length
        self.stamp = _stamp(headers)

    def write(self, piece: bytes) -> None:
        """Append a piece of the body."""
        self._file.write(piece)
        self.size += len(piece)
        if self._progress is not None:
            self._progress(self.size, self.expected)

    def restart(self) -> None:
        """Forget what has come so far."""
        self.size = 0
        self.stamp = None
        self._file.seek(0)
        self._file.truncate()

    def finish(self) -> Path:
        """Give the whole file its name, safely on disk, and return its path."""
        self._file.flush()
        os.fsync(self._file.fileno())
        self.path.replace(self.target)
        self._file.close()
        return self.target

    def discard(self) -> None:
        """Remove the unfinished file; a finished one stays."""
        if not self._file.closed:
            self.path.unlink(missing_ok=True)
            self._file.close()


def _lock(descriptor: int, path: Path) -> None:
    """Keep a second download of the same file out, where the system has locks for that."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        # A download that ended in between has taken the file's name away.
        held = os.path.samestat(os.fstat(descriptor), path.stat())
    except OSError as error:
        raise FileExistsError(f"another download is writing {path}") from error
    if not held:
        raise FileExistsError(f"another download is writing {path}")


def _length(headers: Headers) -> int | None:
    text = headers.get("content-length", "").strip()
    return int(text) if text.isdecimal() else None


def _stamp(headers: Headers) -> str | None:
    """Return a strong ETag, or the file's date; nothing else is safe to resume by (RFC 9110)."""
    tag = headers.get("etag")
    return tag if tag and not tag.startswith("W/") else headers.get("last-modified")


def download_steps(call: Call, part: PartFile) -> Steps[Path]:
    """Fetch a call's body into a file and return its path.

    Raises ``ApiError`` where the API refuses, ``TransportError`` where the transfer breaks more
    often in a row than the connection retries; what came only counts where it is further than ever.
    """
    caller = call.caller
    waited_s = 0.0
    failures = reached = 0
    while True:
        try:
            yield Run(_resuming(call, part))
            if part.expected is not None and part.size != part.expected:
                raise TransportError(
                    f"{part.size} of {part.expected} bytes came.",
                    action=call.action.name,
                    connection=caller.connection,
                    next_step="Start the download again.",
                )
            return part.finish()
        except (ApiError, TransportError) as raised:
            error: ConnectorError = raised
        failures += 1
        if part.size >= reached + PROGRESS_BYTES:
            failures, reached = 1, part.size
        stale = isinstance(error, InvalidResponse) or getattr(error, "status", None) == 416
        if stale and failures <= caller.policy.max_retries:
            part.restart()
            continue
        delay_s = retry_delay(error, call.action, failures, caller.policy, caller.draw())
        if delay_s is None or waited_s + delay_s > caller.policy.max_wait_s:
            raise error
        if caller.observed:
            name = call.action.name
            yield Tell(RetryEvent(caller.connection, name, failures, delay_s, error))
        yield Wait(delay_s)
        waited_s += delay_s


def _resuming(call: Call, part: PartFile) -> Call:
    """Return the call for the rest of the file; repeating it is not the call's own affair here."""
    headers = [pair for pair in call.request.headers if pair[0].lower() != "range"]
    if part.size and part.stamp is not None:
        headers += [("Range", f"bytes={part.size}-"), ("If-Range", part.stamp)]
    policy = replace(call.caller.policy, max_retries=0)
    return replace(
        call,
        caller=replace(call.caller, policy=policy),
        request=replace(call.request, headers=tuple(headers)),
        sink=part,
    )
