from __future__ import annotations

from typing import Any

import pytest

from ..api import Api, contact_id

MARIA = contact_id(1)


def test_attributes_are_kept_with_the_contact_who_has_the_number(api: Api) -> None:
    body = {"phone": "+353 87 123 0001", "custom_attributes": {"issue_type": "Billing"}}
    answer = api.post("/phone_call_redirects", body)
    assert (answer["type"], answer["phone"]) == ("phone_call_redirect", "+353871230001")
    attributes = api.get(f"/contacts/{MARIA}")["custom_attributes"]
    assert attributes["issue_type"] == "Billing"
    assert attributes["frame_size_cm"] == 54
    again = api.post("/phone_call_redirects", body)
    assert again["url"] != answer["url"]


def test_a_strange_number_makes_a_lead(api: Api) -> None:
    api.post("/phone_call_redirects", {"phone": "+4917000000"})
    (lead,) = api.search("contacts", "phone", "=", "+4917000000")
    assert api.get(f"/contacts/{lead}")["role"] == "lead"


@pytest.mark.parametrize(
    "body",
    [
        None,
        {},
        {"phone": None},
        {"phone": "0871230001"},
        {"phone": "+0871230001"},
        {"phone": "+353"},
        {"phone": 353871230001},
        {"phone": ["+353871230001"]},
    ],
)
def test_a_number_that_is_none_is_refused_in_a_shape_of_its_own(api: Api, body: Any) -> None:
    reply = api.send("POST", "/phone_call_redirects", body)
    assert reply.status == 400
    assert reply.data == {"error_key": "invalid_phone_number", "message": "Invalid phone number"}
    assert api.get("/contacts")["total_count"] == 12
