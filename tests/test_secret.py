from __future__ import annotations

import copy
import json
import pickle

import pytest

from connector.errors import ConnectionConfigError
from connector.secret import Secret, checked_token

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
