"""A file on a server, for downloads: it keeps to ranges, and breaks off where it is told to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from .both import Ask, ask
from .raw_server import Exchange, RawServer

CONTENT = bytes(range(256)) * 400
CUT = 30_000
STRONG = {"ETag": '"v1"'}
BINARY = "get_download_content_data_by_job_identifier"


class File:
    """A file on a server that keeps to Range and If-Range, and breaks off where it is told to.

    ``cuts`` are the numbers of bytes after which the first answers break off.
    """

    def __init__(
        self,
        cuts: Sequence[int] = (),
        validators: dict[str, str] = STRONG,
        content: bytes = CONTENT,
    ) -> None:
        self.cuts = list(cuts)
        self.validators = validators
        self.content = content

    def __call__(self, exchange: Exchange) -> None:
        start, status = 0, 200
        asked = exchange.headers.get("range")
        if asked and exchange.headers["if-range"] in self.validators.values():
            start, status = int(asked.removeprefix("bytes=").removesuffix("-")), 206
        rest = self.content[start:]
        told: dict[str, object] = {**self.validators, "Content-Length": len(rest)}
        if status == 206:
            total = len(self.content)
            told["Content-Range"] = f"bytes {start}-{total - 1}/{total}"
        exchange.head(status, told)
        if self.cuts:
            exchange.send(rest[: self.cuts.pop(0)])
            exchange.hang_up()
        else:
            exchange.send(rest)


def get(target: Path, **options: Any) -> Ask:
    return ask("download", BINARY, {"job_identifier": "j-1"}, to=target, **options)


def left_in(target: Path) -> list[str]:
    return sorted(file.name for file in target.parent.iterdir())


def ranges(server: RawServer) -> list[str | None]:
    return [request.headers.get("range") for request in server.requests]
