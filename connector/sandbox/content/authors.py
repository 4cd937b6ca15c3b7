"""Teammates named in the bodies of content: authors, owners and senders."""

from __future__ import annotations

from ..body import Body
from ..messages import invalid
from ..records import Records


def teammate_in(records: Records, body: Body, name: str) -> int | None:
    """The teammate's id under a key of a body; None when absent.

    Raises:
        Refusal: 400 `parameter_invalid` when nobody in the workspace has the id.
    """
    number = body.whole(name)
    if number is not None and records.get("admins", str(number)) is None:
        raise invalid(f"{name} must be the id of a teammate", name)
    return number
