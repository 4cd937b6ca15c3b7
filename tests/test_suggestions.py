from __future__ import annotations

from typing import Any

import pytest

from connector import Catalog
from connector.suggestions import MAX_NAME, nearest_names, same_name


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("post_contact_search", "post_contacts_search"),
        ("contacts_search_post", "post_contacts_search"),
        ("get-me", "get_me"),
        ("Get_Tickets_By_Id", "get_tickets_by_id"),
        ("get_ticket_by_id", "get_tickets_by_id"),
        ("post_converstions", "post_conversations"),
    ],
)
def test_the_nearest_action_comes_first(written: str, meant: str, catalog: Catalog) -> None:
    assert nearest_names(written, catalog)[0] == meant


def test_nothing_near_gives_nothing(catalog: Catalog) -> None:
    assert nearest_names("zzzzqqqq", catalog) == []


@pytest.mark.parametrize("name", [5, None, ("a",), "x" * (MAX_NAME + 1)])
def test_what_is_no_name_resembles_none(name: Any) -> None:
    assert nearest_names(name, ["post_tags"]) == []


@pytest.mark.parametrize(
    ("written", "known"),
    [
        *(("per-page", "per_page"), ("Per Page", "per_page"), ("perPage", "per_page")),
        *(("EMAIL", "email"), ("ID", "id"), ("userID", "user_id"), (" email ", "email")),
        *(("emial", "email"), ("emal", "email"), ("emaiil", "email"), ("emaik", "email")),
        *(("intercom_version", "Intercom-Version"), ("nmae", "name"), ("xname", "name")),
    ],
)
def test_one_name_spelled_twice(written: str, known: str) -> None:
    assert same_name(written, known)
    assert same_name(known, written)


@pytest.mark.parametrize(
    ("written", "known"),
    [
        *(("tag_id", "id"), ("id", "tag_id"), ("_id", "id"), ("idd", "id"), ("ids", "id")),
        *(("name_of_company", "company_name"), ("created_at", "updated_at"), ("form", "fromm")),
        *(("address1", "address2"), ("address", "address2"), ("line12", "line21")),
        *(("user_id", "userid_s"), ("tag", "untag"), ("", "a"), ("", "abcd")),
        *(("emailemail", "email"), ("x" * 300, "x" * 300)),
    ],
)
def test_two_names(written: str, known: str) -> None:
    assert not same_name(written, known)
    assert not same_name(known, written)
