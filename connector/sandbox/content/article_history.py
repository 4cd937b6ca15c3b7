"""Storing articles with what hangs on them: the ids of their contents, and their versions.

Every version is of one language. A new one is kept whenever the texts that a teammate would see
while editing have changed, be it in a draft or live.
"""

from __future__ import annotations

from ..markup import words
from ..messages import Json
from ..records import Records
from .article_contents import TEXTS, contents_of, staged
from .redirects import remove_redirects

FIRST_CONTENT_ID = 9001


def store_article(records: Records, article: Json, old: Json, now: int) -> Json:
    """Add an article, or replace `old` with it; `old` is empty for a new one."""
    contents = contents_of(article)
    article["words"] = "".join(map(_words_of, contents.values())) or None
    if not old:
        article["id"] = records.next_id("articles")
    before = contents_of(old) if old else {}
    for locale, content in contents.items():
        if "content_id" not in content:
            number = records.next_number("article_contents", FIRST_CONTENT_ID)
            content["content_id"] = str(number)
            records.link("article_content", str(number), article["id"], now)
        _keep_version(records, article["id"], locale, content, before.get(locale), now)
    for locale in before.keys() - contents.keys():
        records.unlink_all("article_content", a=before[locale]["content_id"])
        records.remove_where(
            "article_versions", "article_id = ? AND locale = ?", (article["id"], locale)
        )
    return records.save("articles", article) if old else records.add("articles", article)


def remove_article(records: Records, article: Json) -> None:
    """Remove an article and all that hangs on it."""
    records.unlink_all("article_tag", a=article["id"])
    records.unlink_all("article_content", b=article["id"])
    records.remove_where("article_versions", "article_id = ?", (article["id"],))
    remove_redirects(records, "article", article["id"])
    records.remove("articles", article["id"])


def _keep_version(
    records: Records, article_id: str, locale: str, content: Json, old: Json | None, now: int
) -> None:
    """Keep a version if the texts are new, and note in the content which one is live."""
    texts = _texts_of(content)
    if old is None or texts != _texts_of(old):
        version = {
            **texts,
            "article_id": article_id,
            "locale": locale,
            "created_by_id": content["updated_by_id"],
            "from_version_id": content.get("version_id"),
            "created_at": now,
        }
        content["version_id"] = records.add("article_versions", version)["id"]
    if content["state"] != "published":
        content.pop("live_version_id", None)
    elif not content.get("draft"):
        content["live_version_id"] = content["version_id"]


def _texts_of(content: Json) -> Json:
    shown = staged(content) if content.get("draft") else content
    return {name: shown.get(name) for name in TEXTS}


def _words_of(content: Json) -> str:
    texts = (content["title"], content.get("description") or "", content.get("body") or "")
    return "".join(words(text) for text in texts)
