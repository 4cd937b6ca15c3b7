"""Notes about companies; those about contacts are with the workspace."""

from __future__ import annotations

from typing import Any

import pytest

from ..api import NORA, Api, Clock, company_id, contact_id

VELO = company_id(1)


def test_a_note_about_a_company(api: Api, clock: Clock) -> None:
    first = api.post(f"/companies/{VELO}/notes", {"body": "Pays late"})
    assert first["company"] == {"type": "company", "id": VELO}
    assert {"contact", "author"}.isdisjoint(first)
    second = api.post(f"/companies/{VELO}/notes", {"body": "Paid", "admin_id": NORA})
    assert (second["author"]["id"], second["created_at"]) == (NORA, int(clock()))
    listed = api.get(f"/companies/{VELO}/notes")
    assert (listed["data"], listed["total_count"]) == ([second, first], 2)
    assert api.get(f"/notes/{second['id']}") == second
    assert api.get(f"/companies/{VELO}")["notes"]["total_count"] == 2
    assert api.get(f"/companies/{company_id(2)}/notes")["data"] == []
    api.delete(f"/companies/{VELO}")
    assert api.send("GET", f"/notes/{second['id']}").status == 404


@pytest.mark.parametrize(
    ("operation", "body", "status", "code"),
    [
        ("GET /companies/none/notes", None, 404, "company_not_found"),
        ("POST /companies/none/notes", {"body": "x"}, 404, "company_not_found"),
        (f"POST /companies/{VELO}/notes", {"body": "x", "admin_id": "1"}, 404, "not_found"),
        (f"POST /contacts/{contact_id(1)}/notes", {"body": "x", "admin_id": "1"}, 404, "not_found"),
        (f"POST /companies/{VELO}/notes", {}, 400, "parameter_missing"),
        (f"POST /companies/{VELO}/notes", {"body": 5}, 400, "parameter_invalid"),
    ],
)
def test_refusals(api: Api, operation: str, body: Any, status: int, code: str) -> None:
    method, path = operation.split(" ")
    reply = api.send(method, path, body)
    assert (reply.status, reply.code) == (status, code)
