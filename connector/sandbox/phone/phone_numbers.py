"""Phone numbers in E.164 form, and whose they are."""

from __future__ import annotations

import re

from ..messages import Json
from ..people.contact_model import add_contact
from ..records import Records

_PUNCTUATION = re.compile(r"[\s().-]")
_E164 = re.compile(r"\+[1-9][0-9]{6,14}")


def e164(text: str) -> str | None:
    """A phone number without its blanks and brackets; None when it is not in E.164 form.

    >>> e164("+353 87 123 0001")
    '+353871230001'
    """
    number = _PUNCTUATION.sub("", text)
    return number if _E164.fullmatch(number) else None


def contact_or_lead_with_phone(records: Records, phone: str, now: int) -> Json:
    """The oldest contact with a number, users before leads; a new lead when nobody has it."""
    found = records.select(
        "contacts", "archived = 0 AND phone = ?", (phone,), order="role DESC, seq", limit=1
    )
    return found[0][1] if found else add_contact(records, {"role": "lead", "phone": phone}, now)
