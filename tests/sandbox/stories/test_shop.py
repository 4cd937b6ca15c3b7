"""A story cannot claim what is not so."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .shop import Shop, catalog, check_answer


@pytest.fixture
def shop() -> Iterator[Shop]:
    with Shop() as made:
        yield made


def test_what_makes_no_difference_is_not_shown(shop: Shop) -> None:
    shop.run("post_tags", {"data": {"name": "Gravel"}})
    with pytest.raises(AssertionError, match="get_brands says the same without post_tags"):
        shop.run("get_brands", shows="post_tags")
    shop.run("get_tags", shows="post_tags")
    assert shop.shown == {("get_tags", "post_tags")}
    assert shop.succeeded == {"post_tags", "get_tags"}


def test_what_was_not_run_is_not_shown(shop: Shop) -> None:
    with pytest.raises(AssertionError, match="post_tags was not run yet"):
        shop.run("get_tags", shows="post_tags")


def test_asking_what_would_be_leaves_everything_as_it_is(shop: Shop) -> None:
    before = shop.run("get_tags")
    shop.run("post_tags", {"data": {"name": "Gravel"}})
    after = shop.run("get_tags", shows="post_tags")
    assert shop.run("get_tags") == after != before


def test_a_refusal_has_to_be_the_one_that_is_told(shop: Shop) -> None:
    shop.refused("get_tags_by_id", {"id": "1"}, "not_found")
    with pytest.raises(AssertionError, match="was refused otherwise"):
        shop.refused("get_tags_by_id", {"id": "1"}, "tag_not_found")
    with pytest.raises(AssertionError, match="get_tags_by_id was not refused"):
        shop.refused("get_tags_by_id", {"id": "301"}, "not_found")
    assert shop.succeeded == set()


@pytest.mark.parametrize(
    ("action", "answer"),
    [
        ("get_tags", {"type": "list", "data": "none"}),
        ("get_tags", None),
        ("delete_tags_by_id", {}),
        ("get_calls_by_id_transcript", {}),
        ("get_download_content_data_by_job_identifier", "text"),
    ],
)
def test_an_answer_has_to_be_as_promised(action: str, answer: Any) -> None:
    with pytest.raises(AssertionError, match=action):
        check_answer(catalog()[action], answer)
