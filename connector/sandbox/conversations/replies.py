"""Replies to conversations and tickets: who writes, what kind, and what it says."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from ..body import Body
from ..markup import clean_html
from ..messages import Json, invalid, missing, not_found
from ..people.contact_model import author_of as contact_author
from ..people.contact_model import contact_by
from ..records import Records
from ..workspace.admins import author_of as admin_author
from ..workspace.admins import needed_admin

MAX_ATTACHMENTS = 10


@dataclass(frozen=True, slots=True)
class Reply:
    """A reply, read and checked. `kind` is comment, note or quick_reply.

    `options` is what an admin offers to choose from, `chosen` the option a contact took.
    """

    kind: str
    from_admin: bool
    author: Json
    html: str | None
    attachments: list[Json] = field(default_factory=list)
    options: list[Json] = field(default_factory=list)
    created_at: int | None = None
    chosen: str | None = None

    @property
    def author_id(self) -> str:
        """The id of the admin or contact who writes."""
        return str(self.author["id"])


def read_reply(records: Records, body: Body) -> Reply:
    """The reply a body describes.

    Raises:
        Refusal: 400 for a missing or wrong value, 404 for an unknown admin or contact.
    """
    sender = body.one_of("type", ("admin", "user"))
    if sender is None:
        raise missing("type")
    from_admin = sender == "admin"
    kind = body.one_of("message_type", ("comment", "note", "quick_reply"))
    if kind is None:
        raise missing("message_type")
    if from_admin:
        author = admin_author(needed_admin(records, body.needed_id("admin_id")))
    else:
        if kind == "note":
            raise invalid("A contact cannot write a note", "message_type")
        contact = contact_by(records, body)
        if contact is None:
            raise not_found("User Not Found")
        author = contact_author(contact)
    attachments = read_attachments(body)
    options = read_options(body)
    text = body.text("body")
    if kind == "quick_reply":
        if not options:
            raise missing("reply_options")
        if not from_admin and text is None:
            text = ", ".join(option["text"] for option in options)
    elif not (text and text.strip()) and not attachments:
        raise missing("body")
    return Reply(
        kind=kind,
        from_admin=from_admin,
        author=author,
        html=clean_html(text) if text else None,
        attachments=attachments,
        options=options,
        created_at=body.whole("created_at"),
    )


def read_options(body: Body) -> list[Json]:
    """The quick reply options of a body; empty when there are none."""
    return [
        {"text": option.needed_text("text"), "uuid": option.needed_text("uuid")}
        for option in body.objects("reply_options") or []
    ]


def read_attachments(body: Body) -> list[Json]:
    """The attachments of a body, by address or as files, as parts show them."""
    urls = body.texts("attachment_urls")
    files = body.objects("attachment_files") or []
    if len(urls) > MAX_ATTACHMENTS or len(files) > MAX_ATTACHMENTS:
        raise invalid(f"At most {MAX_ATTACHMENTS} attachments are allowed")
    linked = [
        {
            "type": "upload",
            "name": urlsplit(url).path.rpartition("/")[2] or url,
            "url": url,
            "content_type": "application/octet-stream",
            "filesize": 0,
        }
        for url in urls
    ]
    sent = [
        {
            "type": "upload",
            "name": file.needed_text("name"),
            "url": f"https://downloads.example.com/{file.needed_text('name')}",
            "content_type": file.text("content_type") or "application/octet-stream",
            "filesize": len(file.needed_text("data")) * 3 // 4,
        }
        for file in files
    ]
    return linked + sent
