from __future__ import annotations

import pytest

from connector import search_actions


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("search contacts", "post_contacts_search"),
        ("merge contacts", "post_contacts_merge"),
        ("reply to a conversation", "post_conversations_by_id_reply"),
        ("create ticket", "post_tickets"),
        ("list tags", "get_tags"),
        ("archive a contact", "post_contacts_by_id_archive"),
    ],
)
def test_an_action_is_found_by_its_words(words: str, meant: str) -> None:
    assert meant in [action.name for action in search_actions(words, limit=5)]


def test_limits_and_empty_queries() -> None:
    assert len(search_actions("contact", limit=3)) == 3
    assert search_actions("") == []
    assert search_actions("zzqx") == []
