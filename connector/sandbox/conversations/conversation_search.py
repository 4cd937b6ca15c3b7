"""What a conversation search may name."""

from __future__ import annotations

from ..search import Dialect, Field, linked, stored

_STATISTIC_NUMBERS = (
    "time_to_assignment",
    "time_to_admin_reply",
    "time_to_first_close",
    "time_to_last_close",
    "median_time_to_reply",
    "count_reopens",
    "count_assignments",
    "count_conversation_parts",
)
_STATISTIC_DATES = (
    "first_contact_reply_at",
    "first_assignment_at",
    "first_admin_reply_at",
    "first_close_at",
    "last_assignment_at",
    "last_assignment_admin_reply_at",
    "last_contact_reply_at",
    "last_admin_reply_at",
    "last_close_at",
)
_AI_STRINGS = (
    "resolution_state",
    "last_answer_type",
    "rating_remark",
    "source_type",
    "source_title",
)

_FIELDS: dict[str, Field] = {
    "id": Field("id", "t.id"),
    "created_at": Field("date", "created_at"),
    "updated_at": Field("date", "updated_at"),
    "waiting_since": Field("date", "waiting_since"),
    "snoozed_until": Field("date", "snoozed_until"),
    "open": Field("boolean", "open"),
    "read": Field("boolean", "read"),
    "state": Field("string", "state"),
    "priority": Field("string", stored(["priority"])),
    "admin_assignee_id": Field("integer", "admin_assignee_id"),
    "team_assignee_id": Field("integer", "team_assignee_id"),
    "channel_initiated": Field("string", stored(["source", "type"])),
    "contact_ids": Field("id", linked("conversation_contact"), holds=True),
    "teammate_ids": Field("id", linked("conversation_admin"), holds=True),
    "tag_ids": Field("id", linked("conversation_tag"), holds=True),
    "source.id": Field("id", stored(["source", "id"])),
    "source.body": Field("string", stored(["words"]), words=True),
    "source.author.id": Field("id", stored(["source", "author", "id"])),
    **{
        f"source.{key}": Field("string", stored(["source", key]))
        for key in ("type", "delivered_as", "subject", "url")
    },
    **{
        f"source.author.{key}": Field("string", stored(["source", "author", key]))
        for key in ("type", "name", "email")
    },
    **{
        f"statistics.{key}": Field("integer", stored(["statistics", key]))
        for key in _STATISTIC_NUMBERS
    },
    **{f"statistics.{key}": Field("date", stored(["statistics", key])) for key in _STATISTIC_DATES},
    "statistics.last_closed_by_id": Field("id", stored(["statistics", "last_closed_by_id"])),
    "conversation_rating.score": Field("integer", stored(["conversation_rating", "rating"])),
    "conversation_rating.remark": Field("string", stored(["conversation_rating", "remark"])),
    "conversation_rating.requested_at": Field(
        "date", stored(["conversation_rating", "created_at"])
    ),
    "conversation_rating.replied_at": Field("date", stored(["conversation_rating", "updated_at"])),
    "conversation_rating.contact_id": Field("id", stored(["conversation_rating", "contact", "id"])),
    # The API spells this one wrong, so its callers do too.
    "conversation_rating.admin_d": Field("id", stored(["conversation_rating", "teammate", "id"])),
    "ai_agent_participated": Field("boolean", f"ifnull({stored(['ai_agent_participated'])}, 0)"),
    "ai_agent.rating": Field("integer", stored(["ai_agent", "rating"])),
    **{f"ai_agent.{key}": Field("string", stored(["ai_agent", key])) for key in _AI_STRINGS},
}


def _find(name: str) -> Field | None:
    prefix, dot, attribute = name.partition(".")
    if prefix == "custom_attributes" and dot and attribute:
        return Field("any", stored(["custom_attributes", attribute]))
    return _FIELDS.get(name)


CONVERSATION_DIALECT = Dialect(_find, inclusive=True)
