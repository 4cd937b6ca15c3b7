"""Params are only corrected where nobody could have meant anything else."""

from __future__ import annotations

from typing import Any

import pytest

from connector.errors import InvalidParams
from connector.validation import ParamsValidator

CHOICE = {"enum": ["asc", "desc"]}
SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "per_page": {"type": "integer"},
        "share": {"type": "number"},
        "order": CHOICE,
        "archived": {"type": "boolean"},
        "word": {"anyOf": [CHOICE, {"type": "string", "maxLength": 4}]},
        "mixed": {"enum": [1, 2, True, "on", "ON", None]},
        "data": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "name": {"type": "string"},
                "email": {"type": "string"},
                "company_id": {"type": "string"},
                "address1": {"type": "string"},
                "colour": {"type": "string"},
                "size": CHOICE,
                "contacts": {
                    "type": "array",
                    "items": {
                        "type": "object",
                        "properties": {"id": {"type": "string"}, "role": CHOICE},
                        "anyOf": [{"required": ["id"]}, {"required": ["role"]}],
                    },
                },
            },
        },
    },
}
VALIDATOR = ParamsValidator(SCHEMA)


def corrected(params: Any, **options: Any) -> Any:
    with pytest.raises(InvalidParams) as caught:
        VALIDATOR.check(params, **options)
    return caught.value.corrected


@pytest.mark.parametrize(
    ("params", "meant"),
    [
        ({"order": "ASC"}, {"order": "asc"}),
        ({"order": " desc\n"}, {"order": "desc"}),
        ({"per_page": "5"}, {"per_page": 5}),
        ({"per_page": " -5 "}, {"per_page": -5}),
        ({"share": "2.5"}, {"share": 2.5}),
        ({"share": "3"}, {"share": 3}),
        ({"archived": "True"}, {"archived": True}),
        ({"mixed": "2"}, {"mixed": 2}),
        ({"perPage": 5}, {"per_page": 5}),
        ({"Per-Page": "5"}, {"per_page": 5}),
        ({"per_pgae": 5}, {"per_page": 5}),
        ({"name": "x"}, {"data": {"name": "x"}}),
        ({"nmae": "x", "data": {"email": "e"}}, {"data": {"email": "e", "name": "x"}}),
        ({"size": "ASC", "name": "x"}, {"data": {"size": "asc", "name": "x"}}),
        ({"data": {"nmae": "x"}}, {"data": {"name": "x"}}),
        ({"data": {"name": "x", "size": "Asc"}}, {"data": {"name": "x", "size": "asc"}}),
        (
            {"data": {"name": "x", "contacts": [{"ID": "7"}, {"roel": "ASC"}]}},
            {"data": {"name": "x", "contacts": [{"id": "7"}, {"role": "asc"}]}},
        ),
    ],
)
def test_changes_of_form(params: Any, meant: Any) -> None:
    given = repr(params)
    result = corrected(params)
    assert (result, repr(result)) == (meant, repr(meant))
    assert repr(params) == given
    VALIDATOR.check(result)
    assert corrected(params, correct=False) is None


@pytest.mark.parametrize(
    "params",
    [
        {"order": "ascending"},
        {"order": "dsc"},
        {"order": "as"},
        {"per_page": "five"},
        {"per_page": "007"},
        {"per_page": "5.0"},
        {"per_page": "1" * 19},
        {"archived": "yes"},
        {"archived": 1},
        {"word": "DESCENDING"},
        {"mixed": "On"},
        {"page": 5},
        {"id": "7", "data": {"name": "x"}},
        {"data": {"name": "x"}, "company": "7"},
        {"data": {"full_name": "x"}},
        {"data": {"name_of": "x"}},
        {"data": {"nmae": "x", "naem": "y"}},
        {"nmae": "x", "naem": "y"},
        {"name": "x", "data": {"name": "y"}},
        {"name": "x", "data": "y"},
        {"per_pgae": 5, "perPage": 6},
        {"data": {"name": "x", "contacts": [{"idd": "7"}]}},
        {"data": {"name": "x", "contacts": [{"contact_id": "7"}]}},
        {"data": {"name": 5}},
        [],
        None,
    ],
    ids=repr,
)
def test_what_is_in_doubt_is_left_to_the_caller(params: Any) -> None:
    assert corrected(params) is None


def test_a_field_is_left_alone_where_no_fault_was_reported() -> None:
    """Unknown fields are sent as they are; another fault is no licence to rename them."""
    params = {"order": "ASC", "data": {"name": "x", "color": "red", "emial": "e", "address2": "a"}}
    assert corrected(params) == {**params, "order": "asc"}
    missing = {"data": {"nmae": "x", "color": "red", "size": " asc"}}
    assert corrected(missing) == {"data": {"name": "x", "color": "red", "size": "asc"}}


def test_a_text_that_is_taken_as_it_is_stays() -> None:
    assert corrected({"word": "ASC", "order": "ASC"}) == {"word": "ASC", "order": "asc"}


@pytest.mark.parametrize(
    "value", [float("nan"), 10**5000, {7: 1}, {"a": {1}}, b"x"], ids=lambda v: type(v).__name__
)
def test_nothing_is_corrected_beside_what_json_cannot_carry(value: Any) -> None:
    assert corrected({"order": "ASC", "data": {"name": "x", "other": value}}) is None
