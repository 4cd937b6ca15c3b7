"""Making, changing and deleting up to a hundred contacts with one request."""

from __future__ import annotations

from ..body import Body
from ..messages import Answer, Json, missing, not_found
from ..routes import Call, Routes
from ..workspace.admins import token_admin
from .bulk_jobs import only, run_bulk, show_bulk
from .companies import join_company, upsert_company
from .contact_model import needed_contact
from .contacts import change_contact, erase_contact, make_contact

routes = Routes()

_CHANGED = (
    "external_id",
    "email",
    "name",
    "phone",
    "avatar",
    "owner_id",
    "unsubscribed_from_emails",
    "language_override",
    "custom_attributes",
)
_CREATED = (*_CHANGED, "role", "signed_up_at", "last_seen_at")
_OF_COMPANIES = ("company_id", "name")


@routes.writes("POST /contacts/bulk")
def create_contacts(call: Call) -> Answer:
    """Make contacts; one that is there already fails, and is left as it is."""

    def create(item: Body) -> None:
        contact = make_contact(call.records, only(item, _CREATED), call.now)
        _join_companies(call, contact, item)
        _set_tags(call, contact["id"], item, removing=False)

    return run_bulk(call, "contacts", create)


@routes.writes("PUT /contacts/bulk")
def update_contacts(call: Call) -> Answer:
    """Change contacts by their ids, with the companies they belong to and their tags."""

    def update(item: Body) -> None:
        contact = needed_contact(call.records, item.needed_id("id"))
        contact = change_contact(call.records, contact, only(item, _CHANGED), call.now)
        _join_companies(call, contact, item)
        _set_tags(call, contact["id"], item, removing=True)

    return run_bulk(call, "contacts", update, by_id=True)


@routes.writes("POST /contacts/bulk/delete")
def delete_contacts(call: Call) -> Answer:
    """Remove contacts for good by their ids."""

    def delete(item: Body) -> None:
        contact = needed_contact(call.records, item.needed_id("id"))
        erase_contact(call.records, contact, call.now)

    return run_bulk(call, "contacts", delete, by_id=True)


@routes.writes("GET /contacts/bulk/{id}")
def show_contacts_job(call: Call) -> Json:
    """How far a job is."""
    return show_bulk(call, "contacts")


def _join_companies(call: Call, contact: Json, item: Body) -> None:
    """Attach the companies that an item lists, made where they are new; detach those to remove."""
    records = call.records
    for listed in item.objects("companies") or []:
        company_id = listed.id("company_id")
        if company_id is None:
            raise missing("company_id")
        if listed.flag("remove"):
            company = records.first("companies", "company_id = ?", (company_id,))
            if company is None:
                raise not_found("Company Not Found", "company_not_found")
            records.unlink("contact_company", contact["id"], company["id"])
        else:
            company = upsert_company(records, only(listed, _OF_COMPANIES), call.now)
            join_company(records, contact, company, call.now)


def _set_tags(call: Call, contact_id: str, item: Body, *, removing: bool) -> None:
    """Put on and take off the tags that an item lists; unknown ones are passed over."""
    records = call.records
    tags = item.object("tags") or Body({})
    by = ("admin", token_admin(records)["id"])
    for tag in tags.objects("add") or []:
        id = tag.needed_id("id")
        if records.get("tags", id) is not None:
            records.link("contact_tag", contact_id, id, call.now, by)
    for tag in tags.objects("remove") or [] if removing else []:
        records.unlink("contact_tag", contact_id, tag.needed_id("id"))
