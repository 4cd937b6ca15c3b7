"""A company becomes a customer, is found in every way, and leaves."""

from __future__ import annotations

from ..api import NORA, company_id, contact_id
from .shop import Shop


def a_company_is_taken_on(shop: Shop) -> None:
    liam = contact_id(2)
    made = shop.run(
        "post_companies",
        {
            "data": {
                "company_id": "harbour-tours",
                "name": "Harbour Tours",
                "plan": "Rental",
                "size": 9,
                "custom_attributes": {"fleet_size": 22},
                "update_last_request_at": True,
            }
        },
    )
    id = made["id"]
    shown = shop.run("get_companies_by_id", {"id": id}, shows="post_companies")
    assert shown["custom_attributes"]["fleet_size"] == 22
    by_key = shop.run("get_companies", {"company_id": "harbour-tours"}, shows="post_companies")
    assert by_key["id"] == id
    shop.run("post_contacts_by_id_companies", {"id": liam, "data": {"id": id}})
    adding = "post_contacts_by_id_companies"
    listed = shop.run("post_companies_list", {"per_page": 60}, shows=("post_companies", adding))
    assert id in {each["id"] for each in listed["data"]}
    scrolled = shop.run("get_companies_scroll", shows="post_companies")
    assert {each["id"] for each in scrolled["data"]} == {each["id"] for each in listed["data"]}
    query = {"field": "name", "operator": "=", "value": "Harbour Tours"}
    found = shop.run("post_companies_search", {"data": {"query": query}}, shows="post_companies")
    assert [each["id"] for each in found["data"]] == [id]

    shop.run("put_companies_by_id", {"id": id, "data": {"size": 11}})
    shown = shop.run("get_companies_by_id", {"id": id}, shows="put_companies_by_id")
    assert shown["size"] == 11

    members = shop.run("get_companies_by_id_contacts", {"id": id}, shows=adding)
    assert [each["id"] for each in members["data"]] == [liam]
    theirs = shop.run("get_contacts_by_id_companies", {"id": liam}, shows=adding)
    assert [each["id"] for each in theirs["data"]] == [id]
    note = {"body": "Wants a stand at the pier.", "admin_id": NORA}
    shop.run("post_companies_by_company_id_notes", {"company_id": id, "data": note})
    notes = shop.run(
        "get_companies_by_company_id_notes",
        {"company_id": id},
        shows="post_companies_by_company_id_notes",
    )
    assert [each["body"] for each in notes["data"]] == ["<p>Wants a stand at the pier.</p>"]

    shop.run("delete_contacts_by_contact_id_companies_by_id", {"contact_id": liam, "id": id})
    removing = "delete_contacts_by_contact_id_companies_by_id"
    members = shop.run("get_companies_by_id_contacts", {"id": id}, shows=removing)
    assert members["data"] == []
    shop.run("delete_companies_by_id", {"id": id})
    shop.refused(
        "get_companies_by_id", {"id": id}, "company_not_found", shows="delete_companies_by_id"
    )


def a_company_is_in_no_segment(shop: Shop) -> None:
    """Segments here hold contacts; the company itself says the same."""
    velo = company_id(1)
    segments = shop.run("get_companies_by_id_segments", {"id": velo})
    whole = shop.run("get_companies_by_id", {"id": velo}, shows="get_companies_by_id_segments")
    assert whole["segments"]["segments"] == segments["data"] == []


TOLD = (a_company_is_taken_on, a_company_is_in_no_segment)
