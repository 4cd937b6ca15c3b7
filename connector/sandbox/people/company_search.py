"""Searching companies. Those that nobody belongs to are never found."""

from __future__ import annotations

from ..messages import Json
from ..paging import list_of
from ..routes import Call, Routes
from ..search import Dialect, Field, linked, search_page, stored
from .companies import WITH_CONTACTS, company_views

routes = Routes()

_ON_DATES = ("=", "!=", ">", "<")
_ON_NUMBERS = ("=", "!=", "IN", "NIN", ">", "<")

_FIELDS: dict[str, Field] = {
    "company_id": Field("id", "company_id"),
    "name": Field("string", "name"),
    "created_at": Field("date", "created_at", operators=_ON_DATES),
    "updated_at": Field("date", "updated_at", operators=_ON_DATES),
    "remote_created_at": Field("date", "remote_created_at", operators=_ON_DATES),
    "last_request_at": Field("date", "last_request_at", operators=_ON_DATES),
    "monthly_spend": Field("integer", "ifnull(monthly_spend, 0)", operators=_ON_NUMBERS),
    "session_count": Field(
        "integer", f"ifnull({stored(['session_count'])}, 0)", operators=_ON_NUMBERS
    ),
    "user_count": Field(
        "integer",
        "(SELECT count(*) FROM links WHERE kind = 'contact_company' AND b = t.id)",
        operators=_ON_NUMBERS,
    ),
    "tag_id": Field("id", linked("company_tag"), holds=True, operators=("=", "!=")),
}


def _find(name: str) -> Field | None:
    prefix, dot, attribute = name.partition(".")
    if prefix == "custom_attributes" and dot and attribute:
        return Field("any", stored(["custom_attributes", attribute]))
    return _FIELDS.get(name)


_DIALECT = Dialect(_find)


@routes.reads("POST /companies/search")
def search_companies(call: Call) -> Json:
    """A page of the companies that a query finds."""
    page = search_page(
        call.records,
        "companies",
        call.body,
        _DIALECT,
        default_per_page=15,
        hidden=WITH_CONTACTS,
    )
    return list_of(page, lambda docs: company_views(call.records, docs), "data", "list")
