from __future__ import annotations

import copy
import json
import pickle

import pytest

from connector.errors import ConnectionConfigError
from connector.secret import Secret, checked_token, shown_setting

TOKEN = "dG9rOm5vdC1hLXJlYWwtdG9rZW4="


def test_it_shows_itself_nowhere() -> None:
    secret = Secret(TOKEN)
    for shown in (repr(secret), str(secret), f"{secret}", f"{secret!r}", repr([secret])):
        assert TOKEN not in shown
    assert not hasattr(secret, "__dict__")
    assert secret.reveal() == TOKEN


def test_it_is_neither_pickled_nor_copied_nor_serialized() -> None:
    for give_away in (pickle.dumps, copy.deepcopy, json.dumps):
        with pytest.raises(TypeError):
            give_away(Secret(TOKEN))


@pytest.mark.parametrize("token", ["", "  ", "a b", "a\nb", "tökén", "a\r\nX-Evil: 1"])
def test_what_cannot_be_a_token_is_refused_without_showing_it(token: str) -> None:
    with pytest.raises(ConnectionConfigError) as caught:
        checked_token(token, "support")
    assert not token.strip() or token not in str(caught.value)


def test_space_around_a_token_is_no_part_of_it() -> None:
    assert checked_token(f" {TOKEN}\n", "support") == Secret(TOKEN)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        *(("eu", "'eu'"), ("mars.example.com", "'mars.example.com'"), (2.14, "2.14")),
        *((None, "None"), (True, "True"), (7, "7"), (["x"], "a value of type list")),
        ("twenty_letters_or_more", "'twenty_letters_or_more'"),
        ("12345678901234567890", "'12345678901234567890'"),
        (TOKEN, f"'dG9r…' ({len(TOKEN)} characters)"),
        ("a1b2c3d4e5f6a7b8c9d0", "'a1b2…' (20 characters)"),
        ("a1b2c3d4e5f6a7b8c9d0 \n", "'a1b2…' (22 characters)"),
        ("x" * 25, "'xxxx…' (25 characters)"),
        (10**5000, "an integer of 16610 bits"),
    ],
    ids=lambda case: case if isinstance(case, str) else "value",
)
def test_settings_are_quoted_unless_they_may_be_tokens(value: object, shown: str) -> None:
    assert shown_setting(value) == shown
