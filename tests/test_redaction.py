from __future__ import annotations

import copy
import json
from typing import Any

import pytest

from connector import Catalog
from connector.redaction import MAX_DEPTH, REDACTED, redacted, without_token

PERSONAL = frozenset({"email", "name", "body", "custom_attributes", "tags"})
TOKEN = "dG9rOjEyMzQ1Njc4"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"id": "7", "email": "ada@example.com"}, {"id": "7", "email": REDACTED}),
        ({"email": ""}, {"email": REDACTED}),
        ({"email": 0, "name": False}, {"email": REDACTED, "name": REDACTED}),
        ({"custom_attributes": {"pet": "cat"}}, {"custom_attributes": REDACTED}),
        ({"tags": ["vip"]}, {"tags": REDACTED}),
        # What is empty tells nothing, and that it is empty is worth knowing.
        (
            {"email": None, "tags": [], "custom_attributes": {}},
            {"email": None, "tags": [], "custom_attributes": {}},
        ),
        (
            {"data": [{"contact": {"name": "Ada"}}, {"contact": {"name": "Bob"}}]},
            {"data": [{"contact": {"name": REDACTED}}, {"contact": {"name": REDACTED}}]},
        ),
        ([[{"body": "hello"}]], [[{"body": REDACTED}]]),
        ({"Email": "not a field we know"}, {"Email": "not a field we know"}),
        ("email", "email"),
        (None, None),
        (3.5, 3.5),
        ({}, {}),
        ([], []),
    ],
)
def test_personal_fields_hold_nothing_anymore(value: Any, expected: Any) -> None:
    before = copy.deepcopy(value)
    assert redacted(value, PERSONAL) == expected
    assert value == before, "the original is left as it was"


def test_nothing_is_personal_unless_said() -> None:
    value = {"email": "ada@example.com", "list": [{"name": "Ada"}]}
    assert redacted(value, frozenset()) == value


@pytest.mark.parametrize("wrap", [lambda inner: {"a": inner}, lambda inner: [inner]])
def test_great_depth_ends_in_redaction_and_not_in_a_crash(wrap: Any) -> None:
    value: Any = {"email": "ada@example.com"}
    for _ in range(5_000):
        value = wrap(value)
    text = json.dumps(redacted(value, PERSONAL))
    assert "ada@example.com" not in text
    assert text.count(REDACTED) == 1


def test_what_is_not_too_deep_is_kept() -> None:
    value: Any = "kept"
    for _ in range(MAX_DEPTH - 1):
        value = [value]
    assert redacted(value, PERSONAL) == value
    assert redacted([value], PERSONAL) != [value]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (f"Bearer {TOKEN}", "Bearer **********"),
        (f"{TOKEN}{TOKEN}", "********************"),
        ({"echo": {"auth": TOKEN}}, {"echo": {"auth": "**********"}}),
        ({TOKEN: 1}, {"**********": 1}),
        ([TOKEN, 1, None, True], ["**********", 1, None, True]),
        ((f"a {TOKEN}", {"b": TOKEN}), ("a **********", {"b": "**********"})),
        ("nothing of the kind", "nothing of the kind"),
        (7, 7),
        (None, None),
    ],
)
def test_stars_stand_for_the_token(value: Any, expected: Any) -> None:
    before = copy.deepcopy(value)
    cleaned = without_token(value, TOKEN)
    assert cleaned == expected
    assert type(cleaned) is type(value)
    assert value == before, "the original is left as it was"


def test_the_catalog_names_the_personal_fields(catalog: Catalog) -> None:
    contact = {
        "type": "contact",
        "id": "63a07ddf05a32042dffac965",
        "workspace_id": "ecahpwf5",
        "role": "user",
        "email": "ada@example.com",
        "phone": "+4415555",
        "name": "Ada Lovelace",
        "avatar": {"image_url": "https://example.com/ada.png"},
        "custom_attributes": {"iban": "GB33"},
        "location": {"city": "London"},
        "created_at": 1735689600,
    }
    told = redacted({"data": [contact]}, catalog.header.personal)["data"][0]
    kept = {name for name, value in told.items() if value != REDACTED}
    assert kept == {"type", "id", "workspace_id", "role", "created_at"}
