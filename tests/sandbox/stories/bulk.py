"""Many records by one request: a list from the spring fair is brought in, mended and thrown out."""

from __future__ import annotations

from typing import Any

from .shop import Shop


def contacts_by_the_dozen(shop: Shop) -> None:
    fair = [
        {"role": "user", "external_id": f"fair-{number}", "email": f"fair{number}@example.com"}
        for number in range(12)
    ]
    job = shop.run("post_contacts_bulk", {"data": {"contacts": fair}})
    assert _finished(shop, "get_contacts_bulk_by_id", job, "post_contacts_bulk") == "completed"
    found = _found(shop, "post_contacts_bulk")
    assert {each["external_id"] for each in found} == {each["external_id"] for each in fair}

    changes = [{"id": each["id"], "name": "Fair visitor"} for each in found]
    job = shop.run("put_contacts_bulk", {"data": {"contacts": changes}})
    assert _finished(shop, "get_contacts_bulk_by_id", job, "put_contacts_bulk") == "completed"
    assert {each["name"] for each in _found(shop, "put_contacts_bulk")} == {"Fair visitor"}

    gone = [{"id": each["id"]} for each in found]
    job = shop.run("post_contacts_bulk_delete", {"data": {"contacts": gone}})
    state = _finished(shop, "get_contacts_bulk_by_id", job, "post_contacts_bulk_delete")
    assert state == "completed"
    assert _found(shop, "post_contacts_bulk_delete") == []


def companies_by_the_dozen(shop: Shop) -> None:
    looking = "get_companies_bulk_by_id"
    clubs = [{"company_id": f"club-{number}", "name": f"Club {number}"} for number in range(12)]
    job = shop.run("post_companies_bulk", {"data": {"companies": clubs}})
    assert _finished(shop, looking, job, "post_companies_bulk") == "completed"
    ids = [
        shop.run("get_companies", {"company_id": club["company_id"]}, shows="post_companies_bulk")[
            "id"
        ]
        for club in clubs
    ]

    changes = [{"id": id, "size": 30} for id in ids]
    job = shop.run("put_companies_bulk", {"data": {"companies": changes}})
    assert _finished(shop, looking, job, "put_companies_bulk") == "completed"
    club = shop.run("get_companies_by_id", {"id": ids[0]}, shows="put_companies_bulk")
    assert club["size"] == 30

    gone = [{"id": id} for id in ids]
    job = shop.run("post_companies_bulk_delete", {"data": {"companies": gone}})
    assert _finished(shop, looking, job, "post_companies_bulk_delete") == "completed"
    for club in clubs:
        by_key = {"company_id": club["company_id"]}
        shop.refused(
            "get_companies", by_key, "company_not_found", shows="post_companies_bulk_delete"
        )


def _finished(shop: Shop, action: str, job: Any, started_by: str) -> str:
    """The state of a job after some time."""
    shop.later(30)
    done = shop.run(action, {"id": job["id"]}, shows=started_by)
    assert [task["item_count"] for task in done["tasks"]] == [12]
    return str(done["state"])


def _found(shop: Shop, shows: str) -> list[Any]:
    """Who came from the fair, as a search finds them."""
    query = {"field": "external_id", "operator": "^", "value": "fair-"}
    page = {"query": query, "pagination": {"per_page": 50}}
    answer = shop.run("post_contacts_search", {"data": page}, shows=shows)
    return list(answer["data"])


TOLD = (contacts_by_the_dozen, companies_by_the_dozen)
