"""Which conversations were deleted, and when."""

from __future__ import annotations

from ..messages import Json, invalid
from ..paging import numbered_page, per_page_of
from ..records import Records
from ..routes import Call, Routes

routes = Routes()

MAX_PER_PAGE = 60


def note_deletion(records: Records, id: str, now: int, *, metrics_retained: bool) -> None:
    """Remember that a conversation was deleted."""
    deleted = {"id": id, "metrics_retained": metrics_retained, "deleted_at": now}
    records.add("deleted_conversations", deleted)


@routes.reads("GET /conversations/deleted")
def list_deleted(call: Call) -> Json:
    """A page of the conversations that were deleted, latest first unless asked."""
    direction = (call.query.text("order") or "desc").lower()
    if direction not in ("asc", "desc"):
        raise invalid("order must be asc or desc", "order")
    page = numbered_page(
        call.records,
        "deleted_conversations",
        "1",
        (),
        page=call.query.whole("page"),
        per_page=min(per_page_of(call.query.whole("per_page"), 20), MAX_PER_PAGE),
        order=f"seq {direction}",
    )
    pages = page.page_links()
    if pages["next"] is not None:
        asked = f"per_page={page.per_page}&order={direction}&page={page.page + 1}"
        pages["next"] = f"{call.base_url}/conversations/deleted?{asked}"
    return {
        "type": "conversations.list",
        "conversations": [{"type": "conversation", **doc} for doc in page.docs],
        "total_count": page.total,
        "pages": pages,
    }
