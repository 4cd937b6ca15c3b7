"""Notes teammates keep about contacts and companies. A note is never changed or taken back."""

from __future__ import annotations

from ..markup import clean_html
from ..messages import Json, not_found
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from .companies import needed_company
from .contact_model import needed_contact

routes = Routes()


def _note_view(records: Records, doc: Json) -> Json:
    author = records.get("admins", doc["admin_id"]) if doc.get("admin_id") else None
    view: Json = {"type": "note", "id": doc["id"], "created_at": doc["created_at"]}
    if doc.get("contact_id"):
        view["contact"] = {"type": "contact", "id": doc["contact_id"]}
    if doc.get("company_id"):
        view["company"] = {"type": "company", "id": doc["company_id"]}
    if author is not None:
        view["author"] = {
            "type": "admin",
            "id": author["id"],
            "name": author["name"],
            "email": author["email"],
            "away_mode_enabled": author.get("away_mode_enabled", False),
            "away_mode_reassign": author.get("away_mode_reassign", False),
        }
    view["body"] = doc["body"]
    return view


@routes.reads("GET /contacts/{id}/notes")
def list_contact_notes(call: Call) -> Json:
    """A page of a contact's notes, newest first."""
    contact = needed_contact(call.records, call.path["id"])
    return _listed(call, "contact_id", contact["id"])


@routes.reads("GET /companies/{company_id}/notes")
def list_company_notes(call: Call) -> Json:
    """A page of a company's notes, newest first."""
    company = needed_company(call.records, call.path["company_id"])
    return _listed(call, "company_id", company["id"])


def _listed(call: Call, key: str, id: str) -> Json:
    page = numbered_page(
        call.records,
        "notes",
        f"{key} = ?",
        (id,),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 50),
        order="seq DESC",
    )
    return {
        "type": "list",
        "data": [_note_view(call.records, doc) for doc in page.docs],
        "total_count": page.total,
        "pages": page.page_links(),
    }


@routes.writes("POST /contacts/{id}/notes")
def create_contact_note(call: Call) -> Json:
    """Add a note to a contact; its author is optional."""
    contact = needed_contact(call.records, call.path["id"])
    text = call.body.needed_text("body")
    return _added(call, text, _author(call), contact_id=contact["id"])


@routes.writes("POST /companies/{company_id}/notes")
def create_company_note(call: Call) -> Json:
    """Add a note to a company; its author is optional."""
    company = needed_company(call.records, call.path["company_id"])
    text = call.body.needed_text("body")
    return _added(call, text, _author(call), company_id=company["id"])


def _author(call: Call) -> str | None:
    """The admin a body names; 404 `not_found` when there is none of that id."""
    admin_id = call.body.id("admin_id")
    if admin_id is not None and call.records.get("admins", admin_id) is None:
        raise not_found()
    return admin_id


def _added(call: Call, text: str, admin_id: str | None, **about: str) -> Json:
    note = {"created_at": call.now, **about, "admin_id": admin_id, "body": clean_html(text)}
    return _note_view(call.records, call.records.add("notes", note))


@routes.reads("GET /notes/{id}")
def show_note(call: Call) -> Json:
    """One note."""
    note = call.records.get("notes", call.path["id"])
    if note is None:
        raise not_found()
    return _note_view(call.records, note)
