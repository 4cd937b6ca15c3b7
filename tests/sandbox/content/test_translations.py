from __future__ import annotations

import pytest

from connector.sandbox.body import Body
from connector.sandbox.content.translations import (
    main_content,
    other_locales,
    slug,
    translated_view,
    translations_in,
)
from connector.sandbox.messages import Refusal


def test_the_body_wins_over_its_default_locale() -> None:
    body = Body(
        {
            "title": "Own",
            "translated_content": {"type": "x", "en": {"title": "T", "body": "B"}, "pt-BR": None},
        }
    )
    sent = translations_in(body)
    main = main_content(body, sent)
    assert (main.text("title"), main.text("body")) == ("Own", "B")
    assert other_locales(sent) == {"pt-BR": None}


@pytest.mark.parametrize("content", [[], "fr", {"fr": []}, {"tlh": {}}, {"": {}}])
def test_what_is_no_translation_is_refused(content: object) -> None:
    with pytest.raises(Refusal) as refused:
        translations_in(Body({"translated_content": content}))
    assert (refused.value.status, refused.value.code) == (400, "parameter_invalid")


def test_one_language_needs_no_translations() -> None:
    assert translated_view("group", "one", {"en": {"name": "N"}}) == {}
    both = translated_view("group", "one", {"en": {"name": "N"}, "fr": {"name": "M"}})
    assert both["translated_content"]["fr"] == {"type": "one", "name": "M"}


@pytest.mark.parametrize(
    ("title", "expected"), [("A & B?", "a-b"), ("Ünïcode_x", "ünïcode-x"), ("!!", ""), ("", "")]
)
def test_slug(title: str, expected: str) -> None:
    assert slug(title) == expected
