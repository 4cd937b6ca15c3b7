"""Companies, and which contacts belong to them."""

from __future__ import annotations

import math

from ..body import Body
from ..messages import Answer, Json, Refusal, invalid, missing, not_found
from ..paging import Page, numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from ..workspace.admins import workspace_id
from ..workspace.tags import tag_basic
from .contact_model import contact_views, needed_contact, save_contact
from .contact_search import segment_condition

routes = Routes()

MAX_LISTED = 10_000
"""How many companies the page-numbered lists reach; the scroll reaches all."""

MAX_COMPANIES_PER_CONTACT = 1000
MAX_MONTHLY_SPEND = 2**31 - 1
SCROLL_BATCH = 100
SCROLL_IDLE_S = 60

CREATED_KEYS = (
    "company_id",
    "name",
    "plan",
    "size",
    "website",
    "industry",
    "custom_attributes",
    "remote_created_at",
    "monthly_spend",
    "update_last_request_at",
)
WITH_CONTACTS = "EXISTS (SELECT 1 FROM links WHERE kind = 'contact_company' AND b = t.id)"
"""Lists and searches show companies that somebody belongs to."""


def needed_company(records: Records, id: str) -> Json:
    """The company with an Intercom id; 404 `company_not_found`."""
    company = records.get("companies", id.lower())
    if company is None:
        raise _company_not_found()
    return company


def _company_not_found() -> Refusal:
    return not_found("Company Not Found", "company_not_found")


def company_views(records: Records, docs: list[Json]) -> list[Json]:
    """Companies as the API shows them; keys that were never set are left out."""
    ids = [doc["id"] for doc in docs]
    links = records.links("company_tag", ids)
    tags = records.some("tags", (link.b for group in links.values() for link in group))
    notes = records.count_by("notes", "company_id", ids)
    users = records.count_links_to("contact_company", ids)
    app_id = workspace_id(records)
    views = []
    for doc in docs:
        id = doc["id"]
        view: Json = {
            "type": "company",
            "company_id": doc["company_id"],
            "id": id,
            "app_id": app_id,
        }
        for name in ("name", "remote_created_at", "created_at", "updated_at", "last_request_at"):
            if doc.get(name) is not None:
                view[name] = doc[name]
        view["monthly_spend"] = doc.get("monthly_spend", 0)
        view["session_count"] = doc.get("session_count", 0)
        view["user_count"] = users.get(id, 0)
        for name in ("size", "website", "industry"):
            if doc.get(name) is not None:
                view[name] = doc[name]
        view["tags"] = {
            "type": "tag.list",
            "tags": [tag_basic(tags[link.b]) for link in links[id] if link.b in tags],
        }
        view["segments"] = {"type": "segment.list", "segments": []}
        count = notes.get(id, 0)
        view["notes"] = {
            "type": "note.list",
            "data": [],
            "url": f"/companies/{id}/notes",
            "total_count": count,
            "has_more": count > 0,
        }
        view["plan"] = doc.get("plan", {})
        view["custom_attributes"] = doc.get("custom_attributes", {})
        views.append(view)
    return views


def company_view(records: Records, doc: Json) -> Json:
    """One company as the API shows it."""
    return company_views(records, [doc])[0]


def _read_fields(records: Records, body: Body, now: int) -> Json:
    values: Json = {}
    for name in ("name", "website", "industry"):
        if body.has(name):
            values[name] = body.text(name)
    for name in ("size", "remote_created_at"):
        if body.has(name):
            values[name] = body.whole(name)
    if body.has("monthly_spend"):
        values["monthly_spend"] = _spend_of(body)
    if body.has("plan"):
        plan = body.text("plan")
        values["plan"] = _plan_of(records, plan) if plan else None
    if body.flag("update_last_request_at"):
        values["last_request_at"] = now
    return values


def _spend_of(body: Body) -> int | None:
    value = body.values["monthly_spend"]
    if isinstance(value, float) and math.isfinite(value):
        value = int(value)
    spend = Body({"monthly_spend": value}).whole("monthly_spend")
    if spend is not None and spend > MAX_MONTHLY_SPEND:
        raise invalid("monthly_spend is too large", "monthly_spend")
    return spend


def _plan_of(records: Records, name: str) -> Json:
    """The plan of that name as other companies have it, else a new one."""
    other = records.first("companies", "json_extract(doc, '$.plan.name') = ?", (name,))
    if other is not None:
        plan: Json = other["plan"]
        return plan
    return {"type": "plan", "id": str(records.next_number("plans", 201)), "name": name}


def _apply(records: Records, doc: Json, body: Body, now: int) -> Json:
    """A company with what a body sets; custom attributes are set one by one."""
    attributes = dict(doc.get("custom_attributes", {}))
    given = body.object("custom_attributes")
    if given is not None:
        attributes.update(given.values)
    kept = {name: value for name, value in attributes.items() if value is not None}
    return {
        **doc,
        **_read_fields(records, body, now),
        "custom_attributes": kept,
        "updated_at": now,
    }


@routes.writes("POST /companies")
def create_or_update_company(call: Call) -> Json:
    """Upsert by `company_id`, which never changes afterwards."""
    call.body.refuse_unknown(CREATED_KEYS)
    return company_view(call.records, upsert_company(call.records, call.body, call.now))


def upsert_company(records: Records, body: Body, now: int) -> Json:
    """The company with a body's `company_id`, changed as it says; a new one where none has it."""
    company_id = body.id("company_id")
    existing = None
    if company_id is not None:
        existing = records.first("companies", "company_id = ?", (company_id,))
    if existing is not None:
        return change_company(records, existing, body, now)
    if company_id is None and not body.text("name"):
        raise missing("company_id or name")
    id = records.next_id("companies")
    made = {
        "id": id,
        "company_id": company_id or id,
        "created_at": now,
        "remote_created_at": now,
        "custom_attributes": {"creation_source": "api"},
    }
    return records.add("companies", _apply(records, made, body, now))


def change_company(records: Records, company: Json, body: Body, now: int) -> Json:
    """A company with what a body sets, stored."""
    return records.save("companies", _apply(records, company, body, now))


@routes.reads("GET /companies/{id}")
def show_company(call: Call) -> Json:
    """One company."""
    return company_view(call.records, needed_company(call.records, call.path["id"]))


@routes.writes("PUT /companies/{id}")
def update_company(call: Call) -> Json:
    """Set the given keys of a company; `company_id` stays."""
    company = needed_company(call.records, call.path["id"])
    return company_view(call.records, change_company(call.records, company, call.body, call.now))


@routes.writes("DELETE /companies/{id}")
def delete_company(call: Call) -> Json:
    """Remove a company for good; its contacts stay."""
    company = needed_company(call.records, call.path["id"])
    erase_company(call.records, company["id"])
    return {"id": company["id"], "object": "company", "deleted": True}


def erase_company(records: Records, id: str) -> None:
    """Remove a company with its notes and tags."""
    records.unlink_all("company_tag", a=id)
    records.unlink_all("contact_company", b=id)
    records.remove_where("notes", "company_id = ?", (id,))
    records.remove("companies", id)


@routes.reads("GET /companies")
def find_companies(call: Call) -> Json:
    """One company by name or company_id, else a page of those with contacts."""
    for column in ("company_id", "name"):
        value = call.query.text(column)
        if value is not None:
            company = call.records.first("companies", f"{column} = ?", (value,))
            if company is None:
                raise _company_not_found()
            return company_view(call.records, company)
    where, args = WITH_CONTACTS, []
    tag_id, segment_id = call.query.text("tag_id"), call.query.text("segment_id")
    if tag_id is not None:
        where += " AND id IN (SELECT a FROM links WHERE kind = 'company_tag' AND b = ?)"
        args.append(tag_id)
    if segment_id is not None:
        condition = segment_condition(call.records, segment_id)
        where += (
            " AND id IN (SELECT l.b FROM links l JOIN contacts t ON t.id = l.a "
            f"WHERE l.kind = 'contact_company' AND t.archived = 0 AND {condition.sql})"
        )
        args.extend(condition.args)
    return _listed(call, where, args, order="last_request_at DESC, seq DESC")


@routes.reads("POST /companies/list")
def list_companies(call: Call) -> Json:
    """A page of the companies with contacts, by time of last request."""
    direction = (call.query.text("order") or "desc").lower()
    if direction not in ("asc", "desc"):
        raise invalid("order must be asc or desc", "order")
    order = f"last_request_at {direction}, seq {direction}"
    return _listed(call, WITH_CONTACTS, [], order=order)


def _listed(call: Call, where: str, args: list[str], order: str) -> Json:
    number = call.query.whole("page")
    per_page = per_page_of(call.query.whole("per_page"), 15)
    if number is not None and number * per_page > MAX_LISTED:
        raise invalid(f"Pages beyond {MAX_LISTED} companies need the scroll", "page")
    page = numbered_page(
        call.records, "companies", where, args, page=number, per_page=per_page, order=order
    )
    return _company_list(call.records, page, page.page_links())


def _company_list(records: Records, page: Page, pages: Json) -> Json:
    return {
        "type": "list",
        "data": company_views(records, page.docs),
        "total_count": page.total,
        "pages": pages,
    }


@routes.writes("GET /companies/scroll")
def scroll_companies(call: Call) -> Json:
    """One scroll at a time; it ends with an empty batch, or when nobody asks for 60 seconds."""
    records = call.records
    key = call.query.text("scroll_param")
    for old in records.all("scrolls"):
        if call.now - old["used_at"] > SCROLL_IDLE_S:
            records.remove("scrolls", old["id"])
    if key is None:
        if records.count("scrolls"):
            raise Refusal(400, "scroll_exists", "scroll already exists for this workspace")
        number = records.next_number("scrolls")
        scroll = records.add("scrolls", {"id": f"scroll-{number:08d}", "after": 0})
    else:
        found = records.get("scrolls", key)
        if found is None:
            raise not_found("scroll parameter not found")
        scroll = found
    rows = records.select(
        "companies", f"seq > ? AND {WITH_CONTACTS}", (scroll["after"],), limit=SCROLL_BATCH
    )
    if rows:
        records.save("scrolls", {**scroll, "after": rows[-1][0], "used_at": call.now})
    else:
        records.remove("scrolls", scroll["id"])
    return {
        "type": "list",
        "data": company_views(records, [doc for _, doc in rows]),
        "pages": None,
        "total_count": None,
        "scroll_param": scroll["id"],
    }


@routes.reads("GET /companies/{id}/contacts")
def list_company_contacts(call: Call) -> Json:
    """A page of the contacts of a company, archived ones left out."""
    company = needed_company(call.records, call.path["id"])
    page = numbered_page(
        call.records,
        "contacts",
        "archived = 0 AND id IN (SELECT a FROM links WHERE kind = 'contact_company' AND b = ?)",
        (company["id"],),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 50),
        order="seq",
    )
    return {
        "type": "list",
        "data": contact_views(call.records, page.docs),
        "total_count": page.total,
        "pages": page.page_links(),
    }


@routes.reads("GET /companies/{id}/segments")
def list_company_segments(call: Call) -> Json:
    """The segments of a company: always none, since segments here hold contacts."""
    needed_company(call.records, call.path["id"])
    return {"type": "list", "data": []}


@routes.reads("GET /contacts/{id}/companies")
def list_contact_companies(call: Call) -> Json:
    """A page of the companies a contact belongs to."""
    contact = needed_contact(call.records, call.path["id"])
    page = numbered_page(
        call.records,
        "companies",
        "id IN (SELECT b FROM links WHERE kind = 'contact_company' AND a = ?)",
        (contact["id"],),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 50),
        order="seq",
    )
    url = f"https://api.intercom.io/contacts/{contact['id']}/companies"
    return _company_list(call.records, page, page.page_links(url))


@routes.writes("POST /contacts/{id}/companies")
def attach_company(call: Call) -> Json:
    """Make a contact belong to a company; repeating it changes nothing."""
    records = call.records
    contact = needed_contact(records, call.path["id"])
    id = call.body.id("id")
    if id is None:
        raise Refusal(400, "parameter_not_found", "company not specified")
    company = needed_company(records, id)
    join_company(records, contact, company, call.now)
    return company_view(records, company)


def join_company(records: Records, contact: Json, company: Json, now: int) -> None:
    """Make a contact belong to a company; refused for one that belongs to very many."""
    if len(records.links_of("contact_company", contact["id"])) >= MAX_COMPANIES_PER_CONTACT:
        raise Refusal(
            400,
            "contact_company_limit_exceeded",
            f"A contact can belong to {MAX_COMPANIES_PER_CONTACT} companies at most",
        )
    if records.link("contact_company", contact["id"], company["id"], now):
        save_contact(records, contact, now)


@routes.writes("DELETE /contacts/{contact_id}/companies/{id}")
def detach_company(call: Call) -> Answer:
    """End a contact's belonging to a company."""
    contact = needed_contact(call.records, call.path["contact_id"])
    company = needed_company(call.records, call.path["id"])
    if not call.records.unlink("contact_company", contact["id"], company["id"]):
        raise _company_not_found()
    save_contact(call.records, contact, call.now)
    return Answer(company_view(call.records, company))
