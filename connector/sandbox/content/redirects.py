"""Redirects of a Help Center: old addresses that lead to its articles and collections."""

from __future__ import annotations

from urllib.parse import urlsplit

from ..messages import Json, Refusal, invalid, not_found
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes
from .translations import DEFAULT_LOCALE, LOCALES

routes = Routes()

TARGET_TYPES = ("article", "collection")
MAX_PER_PAGE = 250

_NEEDED = ("from_url", "locale", "target_type", "target_id")


def remove_redirects(records: Records, target_type: str, target_id: str) -> None:
    """Remove what leads to an article or a collection that is about to go."""
    where = "target_type = ? AND target_id = ?"
    records.remove_where("help_center_redirects", where, (target_type, target_id))


def _view(doc: Json) -> Json:
    return {
        "id": doc["id"],
        "type": "help_center_redirect",
        "from_url": doc["from_url"],
        "locale": doc["locale"],
        "help_center_id": doc["help_center_id"],
        "target_type": doc["target_type"],
        "target_id": doc["target_id"],
        "created_at": doc["created_at"],
        "updated_at": doc["updated_at"],
    }


def _center_of(call: Call) -> Json:
    center = call.records.get("help_centers", call.path["help_center_id"])
    if center is None:
        raise not_found("Resource not found")
    return center


def _redirect_of(call: Call) -> Json:
    center = _center_of(call)
    redirect = call.records.get("help_center_redirects", call.path["id"])
    if redirect is None or redirect["help_center_id"] != center["id"]:
        raise not_found("Resource not found")
    return redirect


@routes.reads("GET /help_center/help_centers/{help_center_id}/redirects")
def list_redirects(call: Call) -> Json:
    """A page of a Help Center's redirects, last changed first."""
    center = _center_of(call)
    page = numbered_page(
        call.records,
        "help_center_redirects",
        "help_center_id = ?",
        (center["id"],),
        page=call.query.whole("page"),
        per_page=per_page_of(call.query.whole("per_page"), 50, MAX_PER_PAGE),
        order="updated_at DESC, seq DESC",
    )
    return {
        "type": "list",
        "data": [_view(doc) for doc in page.docs],
        "total_count": page.total,
        "pages": page.page_links(),
    }


@routes.writes("POST /help_center/help_centers/{help_center_id}/redirects")
def create_redirect(call: Call) -> Json:
    """Lead an address of the Help Center to one of its articles or collections.

    Raises:
        Refusal: 400 for a key that is absent or of the wrong type, 409 `resource_conflict` for an
            address that leads somewhere already, 422 `data_invalid` for an address, locale or
            target that the Help Center does not have.
    """
    center, body = _center_of(call), call.body
    for name in _NEEDED:
        sent = body.values.get(name)
        if sent is None or (isinstance(sent, str) and not sent.strip()):
            raise Refusal(400, "parameter_not_found", f"{name} is required")
    target_type, locale = body.needed_text("target_type"), body.needed_text("locale")
    if target_type not in TARGET_TYPES:
        raise invalid("target_type must be 'article' or 'collection'", "target_type")
    from_url, target_id = body.needed_text("from_url").strip(), body.needed_id("target_id")
    if not _is_within(from_url, center["url"]):
        raise _refusal("from_url must be an absolute URL within this help center's URL space")
    if locale not in LOCALES:
        raise _refusal("locale must be one of the help center's locales")
    target = _target_in(call.records, center, target_type, target_id)
    known = "help_center_id = ? AND from_url = ?"
    if call.records.count("help_center_redirects", known, (center["id"], from_url)):
        raise Refusal(409, "resource_conflict", "A redirect with that URL already exists")
    if target_type == "article" and locale not in target.get("translations", {}):
        locale = DEFAULT_LOCALE
    redirect = {
        "from_url": from_url,
        "locale": locale,
        "help_center_id": center["id"],
        "target_type": target_type,
        "target_id": target_id,
        "created_at": call.now,
        "updated_at": call.now,
    }
    return _view(call.records.add("help_center_redirects", redirect))


@routes.reads("GET /help_center/help_centers/{help_center_id}/redirects/{id}")
def show_redirect(call: Call) -> Json:
    """One redirect."""
    return _view(_redirect_of(call))


@routes.writes("DELETE /help_center/help_centers/{help_center_id}/redirects/{id}")
def delete_redirect(call: Call) -> Json:
    """Remove a redirect."""
    redirect = _redirect_of(call)
    call.records.remove("help_center_redirects", redirect["id"])
    return {"id": redirect["id"], "object": "help_center_redirect", "deleted": True}


def _target_in(records: Records, center: Json, target_type: str, target_id: str) -> Json:
    target = records.get(f"{target_type}s", target_id)
    place = target
    if target is not None and target_type == "article":
        place = records.get("collections", target.get("parent_id", ""))
    if target is None or place is None or str(place["help_center_id"]) != center["id"]:
        raise _refusal(f"The {target_type} is not in this help center")
    return target


def _is_within(address: str, site: str) -> bool:
    """Whether an address lies below the Help Center's own, http or https."""
    try:
        parts, base = urlsplit(address), urlsplit(site)
    except ValueError:
        return False
    if parts.scheme not in ("http", "https") or parts.netloc.lower() != base.netloc.lower():
        return False
    start = base.path.rstrip("/")
    return parts.path.startswith(f"{start}/") and parts.path.rstrip("/") != start


def _refusal(message: str) -> Refusal:
    return Refusal(422, "data_invalid", message)
