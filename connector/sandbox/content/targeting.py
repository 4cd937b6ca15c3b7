"""Who gets to read what: the Fin and Copilot switches of content, and the audiences it is for.

All kinds of content share these keys. Nothing here answers a request.
"""

from __future__ import annotations

from ..body import Body, as_whole
from ..messages import Json, Refusal, invalid
from ..records import Records

AVAILABILITIES = (
    "ai_chatbot_availability",
    "ai_copilot_availability",
    "ai_sales_agent_availability",
)
"""The switches for Fin, for Copilot and for the sales agent."""


def switches_in(body: Body) -> Json:
    """The switches that a body sets."""
    given = {name: body.flag(name) for name in AVAILABILITIES}
    return {name: value for name, value in given.items() if value is not None}


def audience_ids_in(records: Records, body: Body) -> list[int] | None:
    """The audiences that a body names, each once; None when it does not say.

    Null counts as none at all.

    Raises:
        Refusal: 404 `parameter_invalid` for unknown audiences, 400 for what is no list of ids.
    """
    if not body.has("audience_ids"):
        return None
    ids = whole_numbers(body.values["audience_ids"], "audience_ids")
    unknown = unknown_ids(records, "audiences", ids)
    if unknown:
        message = f"audience_ids contains unknown audience IDs: {', '.join(unknown)}"
        raise Refusal(404, "parameter_invalid", message, "audience_ids")
    return ids


def whole_numbers(value: object, name: str) -> list[int]:
    """A list of integers, each once; null counts as an empty one."""
    items = [] if value is None else value
    if not isinstance(items, list):
        raise invalid(f"{name} must be a list of integers", name)
    return list(dict.fromkeys(as_whole(item, name) for item in items))


def unknown_ids(records: Records, kind: str, ids: list[int]) -> list[str]:
    """Those of the ids that no record of a kind has."""
    texts = [str(id) for id in ids]
    known = records.some(kind, texts)
    return [text for text in texts if text not in known]
