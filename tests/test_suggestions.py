from __future__ import annotations

import pytest

from connector import Catalog
from connector.suggestions import nearest_names


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
