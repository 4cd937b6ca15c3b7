"""A token that does not show itself."""

from __future__ import annotations

import re
from typing import NoReturn

from .errors import ConnectionConfigError

MAX_SHOWN = 24
"""Longest setting that an error quotes whole, characters."""

_LIKE_A_TOKEN = re.compile(r"(?=[A-Za-z_=-]*[0-9])(?=[0-9_=-]*[A-Za-z])[A-Za-z0-9_=-]{20,}")


class Secret:
    """Holds a token; only ``reveal()`` gives it out.

    Its repr, str and format are stars, it has no ``__dict__``, and it refuses to be pickled:
    pydantic's ``SecretStr`` hides a value from print, but not from pickle or ``vars()``.
    """

    __slots__ = ("__value",)

    def __init__(self, value: str) -> None:
        self.__value = value

    def reveal(self) -> str:
        """Return the token itself."""
        return self.__value

    def __repr__(self) -> str:
        return "Secret('**********')"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and self.__value == other.__value

    def __hash__(self) -> int:
        return hash(self.__value)

    def __reduce__(self) -> NoReturn:
        raise TypeError("a token is not pickled; open the connection where it is used")


def checked_token(token: str | Secret, connection: str) -> Secret:
    """Return the token as a ``Secret``; raises ``ConnectionConfigError`` where it cannot be one."""
    value = token.reveal() if isinstance(token, Secret) else token
    if not isinstance(value, str) or not value.strip():
        raise ConnectionConfigError(
            "the token is empty.",
            connection=connection,
            next_step="Set the variable, file or keyring entry that `token` refers to.",
        )
    value = value.strip()
    if not (value.isascii() and value.isprintable()) or " " in value:
        raise ConnectionConfigError(
            "the token holds characters that no token has (spaces, line breaks or non-ASCII).",
            connection=connection,
            next_step="Copy the token again, without quotes around it.",
        )
    return Secret(value)


def shown_setting(value: object) -> str:
    """Return a setting as an error may quote it: a token can stand in the wrong place.

    >>> shown_setting("mars"), shown_setting("dG9rOjEyMzQ1Njc4OTA=")
    ("'mars'", "'dG9r…' (20 characters)")
    """
    if isinstance(value, str):
        if len(value) > MAX_SHOWN or _LIKE_A_TOKEN.search(value):
            return f"{value[:4] + '…'!r} ({len(value)} characters)"
        return repr(value)
    if type(value) is int and value.bit_length() > MAX_SHOWN:
        return f"an integer of {value.bit_length()} bits"
    if value is None or type(value) in (bool, int, float):
        return repr(value)
    return f"a value of type {type(value).__name__}"
