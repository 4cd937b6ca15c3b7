"""The user's connections file as text: a table added, a table cut out, all else left as it is.

After each change the new text is parsed and compared with what was meant before it replaces the
old one. The file is private (mode 0600, in a folder of mode 0700), for it may hold tokens.
"""

from __future__ import annotations

import json
import os
import re
import tempfile
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ..errors import ConnectionConfigError

_BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
_TABLE = re.compile(
    r"^[ \t]*\[[ \t]*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))[ \t]*\]", re.MULTILINE
)
_TRAILING_COMMENTS = re.compile(r"(?:^[ \t]*(?:#[^\n]*)?\n)+\Z", re.MULTILINE)


def add_table(file: Path, name: str, settings: Mapping[str, str]) -> None:
    """Append a table; raises ``ConnectionConfigError`` where the file cannot be changed so."""
    text, tables = _read(file)
    if name in tables:
        raise ConnectionConfigError(
            f"{file} has a connection of that name.",
            connection=name,
            next_step=f"Remove it first: connector connections remove {name}",
        )
    gap = "\n" if text else ""
    if text and not text.endswith("\n"):
        gap = "\n\n"
    lines = [f"[{_key(name)}]", *(f"{key} = {_quoted(value)}" for key, value in settings.items())]
    added = text + gap + "\n".join(lines) + "\n"
    _replace(file, added, {**tables, name: dict(settings)})


def remove_table(file: Path, name: str) -> None:
    """Cut a table out; comments above the next table stay with that one.

    Raises ``ConnectionConfigError`` where the table is not written as ``[name]``.
    """
    text, tables = _read(file)
    starts = list(_TABLE.finditer(text))
    for position, match in enumerate(starts):
        if (match[1] or match[2] or match[3]) == name:
            end = starts[position + 1].start() if position + 1 < len(starts) else len(text)
            own = text[match.start() : end]
            if position + 1 < len(starts) and (kept := _TRAILING_COMMENTS.search(own)):
                end -= len(kept[0].lstrip("\n"))
            rest = {key: table for key, table in tables.items() if key != name}
            _replace(file, text[: match.start()] + text[end:], rest)
            return
    raise _by_hand(file)


def _read(file: Path) -> tuple[str, dict[str, Any]]:
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return "", {}
    except (OSError, UnicodeDecodeError) as error:
        raise ConnectionConfigError(f"{file} cannot be read: {error}.") from error
    try:
        return text, tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConnectionConfigError(f"{file} is not valid TOML: {error}.") from error


def _replace(file: Path, text: str, meant: Mapping[str, Any]) -> None:
    try:
        understood = tomllib.loads(text) == meant
    except tomllib.TOMLDecodeError:
        understood = False
    if not understood:
        raise _by_hand(file)
    target = file.resolve()
    try:
        target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    except OSError as error:
        raise ConnectionConfigError(f"{file} cannot be written: {error.strerror}.") from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
        temporary.replace(target)
    finally:
        temporary.unlink(missing_ok=True)


def _by_hand(file: Path) -> ConnectionConfigError:
    return ConnectionConfigError(
        f"{file} is written in a way that this command cannot change safely.",
        next_step="Nothing was changed; edit the file by hand.",
    )


def _key(name: str) -> str:
    return name if _BARE_KEY.fullmatch(name) else _quoted(name)


def _quoted(value: str) -> str:
    """Return a TOML basic string; JSON's escapes are TOML's, but for DEL, which TOML escapes."""
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
