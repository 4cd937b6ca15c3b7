"""The help center is put in order: collections, the sections of old versions, and redirects."""

from __future__ import annotations

from ..api import NORA
from .shop import Shop

CARE, BRAKES_ARTICLE = "152", "5002"
SITE = "https://help.wheelhouse.example.com"


def a_collection_is_filled(shop: Shop) -> None:
    id = shop.run("post_help_center_collections", {"data": {"name": "Gears"}})["id"]
    listed = shop.run("get_help_center_collections", shows="post_help_center_collections")
    assert id in {each["id"] for each in listed["data"]}
    change = {"name": "Gears and chains", "parent_id": CARE}
    shop.run("put_help_center_collections_by_id", {"id": id, "data": change})
    changing = "put_help_center_collections_by_id"
    shown = shop.run("get_help_center_collections_by_id", {"id": id}, shows=changing)
    assert (shown["name"], shown["parent_id"]) == ("Gears and chains", CARE)
    article = shop.run(
        "post_articles",
        {
            "data": {
                "title": "Oil a chain",
                "author_id": int(NORA),
                "parent_id": int(id),
                "parent_type": "collection",
            }
        },
    )
    shop.run("delete_help_center_collections_by_id", {"id": id})
    deleting = "delete_help_center_collections_by_id"
    left = shop.run("get_articles_by_id", {"id": article["id"]}, shows=deleting)
    assert left["parent_ids"] == []
    shop.refused("get_help_center_collections_by_id", {"id": id}, "not_found", shows=deleting)


def a_section_of_an_old_version(shop: Shop) -> None:
    """Sections are the collections inside others, and both sides see them."""
    making = "post_help_center_sections"
    id = shop.run(making, {"data": {"name": "Wheels", "parent_id": int(CARE)}})["id"]
    inside = shop.run("get_help_center_collections_by_id", {"id": id}, shows=making)
    assert inside["parent_id"] == CARE
    sections = shop.run("get_help_center_sections", shows=making)
    assert id in {each["id"] for each in sections["data"]}
    changing = "put_help_center_sections_by_id"
    shop.run(changing, {"id": id, "data": {"name": "Wheels and tyres"}})
    shown = shop.run("get_help_center_sections_by_id", {"id": id}, shows=changing)
    assert shown["name"] == "Wheels and tyres"
    shop.run("delete_help_center_sections_by_id", {"id": id})
    left = shop.run("get_help_center_sections", shows="delete_help_center_sections_by_id")
    assert id not in {each["id"] for each in left["data"]}


def an_old_address_leads_on(shop: Shop) -> None:
    centers = shop.run("get_help_center_help_centers")
    center = centers["data"][0]
    shown = shop.run(
        "get_help_center_help_centers_by_id",
        {"id": center["id"]},
        shows="get_help_center_help_centers",
    )
    assert shown == center

    making = "post_help_center_help_centers_by_help_center_id_redirects"
    listing = "get_help_center_help_centers_by_help_center_id_redirects"
    owner = {"help_center_id": center["id"]}
    redirect = {
        "from_url": f"{SITE}/brakes",
        "locale": "en",
        "target_type": "article",
        "target_id": BRAKES_ARTICLE,
    }
    made = shop.run(making, {**owner, "data": redirect})
    one = {**owner, "id": made["id"]}
    assert made in shop.run(listing, owner, shows=making)["data"]
    assert shop.run(f"{listing}_by_id", one, shows=making) == made
    shop.run("delete_help_center_redirects_by_help_center_id_by_id", one)
    deleting = "delete_help_center_redirects_by_help_center_id_by_id"
    assert made not in shop.run(listing, owner, shows=deleting)["data"]


TOLD = (a_collection_is_filled, a_section_of_an_old_version, an_old_address_leads_on)
