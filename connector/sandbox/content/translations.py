"""Content in several languages: which locales there are, and reading them from a body.

What is in the default locale is the record itself; other locales stand beside it. This module
knows neither articles nor collections, only the `translated_content` they share.
"""

from __future__ import annotations

import re

from ..body import Body
from ..messages import Json, invalid

DEFAULT_LOCALE = "en"

LOCALES = frozenset(
    (
        "ar", "bg", "bs", "ca", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "he", "hr",
        "hu", "id", "it", "ja", "ko", "lt", "lv", "mn", "nb", "nl", "pl", "pt", "ro", "ru", "sl",
        "sr", "sv", "tr", "vi", "pt-BR", "zh-CN", "zh-TW",
    )
)  # fmt: skip

Sent = dict[str, Body | None]
"""What a caller sent by locale; None takes the translation away."""

_NO_WORD = re.compile(r"[\W_]+")


def translations_in(body: Body) -> Sent:
    """The locales of a body's `translated_content`.

    Raises:
        Refusal: 400 `parameter_invalid` for an unknown locale, or one that is no object.
    """
    content = body.object("translated_content") or Body({})
    sent: Sent = {}
    for locale in content.values:
        if locale == "type":
            continue
        if locale not in LOCALES:
            raise invalid(f"{locale} is not a known locale", "translated_content")
        sent[locale] = content.object(locale)
    return sent


def main_content(body: Body, sent: Sent) -> Body:
    """The body with what it lacks taken from its translation into the default locale."""
    default = sent.get(DEFAULT_LOCALE)
    return body if default is None else Body({**default.values, **body.values})


def other_locales(sent: Sent) -> Sent:
    """What was sent without the default locale."""
    return {locale: content for locale, content in sent.items() if locale != DEFAULT_LOCALE}


def translated_view(kind: str, item_kind: str, contents: dict[str, Json]) -> Json:
    """The two keys a multilingual record shows, or none when it has one language only.

    `contents` has the default locale too.
    """
    if set(contents) <= {DEFAULT_LOCALE}:
        return {}
    shown = {locale: {"type": item_kind, **content} for locale, content in contents.items()}
    return {
        "default_locale": DEFAULT_LOCALE,
        "translated_content": {"type": kind, **shown},
    }


def slug(title: str) -> str:
    """A title as it stands in an address.

    >>> slug("Christmas is here!")
    'christmas-is-here'
    """
    return _NO_WORD.sub("-", title.lower()).strip("-")
