"""Success answers keep to the vendor's own description, where a copy of it is at hand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator, ValidationError

from .api import AIKO, NORA, REPAIR, Api, Form, Reply, company_id, contact_id, visitor_key

FOLDER = Path(__file__).parents[3] / "shared" / "intercom" / "openapi"
DESCRIPTION = FOLDER / "preview-2026-04-17.yaml"
OTHER_DESCRIPTIONS = [
    "preview", "2.16", "2.15", "2.14", "2.13", "2.12", "2.11", "2.10", "2.9", "2.8", "2.7",
]  # fmt: skip

MARIA, LIAM, WEI, VELO = contact_id(1), contact_id(2), contact_id(10), company_id(1)
ROLE_IS_USER = {"query": {"field": "role", "operator": "=", "value": "user"}}
SINCE_EVER = {"query": {"field": "created_at", "operator": ">", "value": 1}}

CONTENT_JOB, REPORTING_JOB = "3i65biayj4wljw3d", "qkrb4kg8mspiovi7"
CHANNEL_LEAD = {"type": "lead", "external_id": "channel-1"}
FIRST_OPTION = "d7d4647a-9c26-52e8-bca2-b1c22570f9b3"
REDIRECTS_PATH = "/help_center/help_centers/{help_center_id}/redirects"
EXCEPTIONS_PATH = "/office_hours_schedules/{office_hours_schedule_id}/office_hours_exceptions"
OPTION = {"text": "Yes", "uuid": "a5e1c524-5ddd-4c3e-9328-6bca5d6e3edb"}

# Operation, values of placeholders and of the query, body. They run in this order on one sandbox.
CALLS: list[tuple[str, dict[str, str], Any]] = [
    ("GET /me", {}, None),
    ("GET /admins", {}, None),
    ("GET /admins/{id}", {"id": NORA}, None),
    ("GET /admins/activity_logs", {"created_at_after": "1"}, None),
    ("GET /teams", {}, None),
    ("GET /teams/{id}", {"id": "6140001"}, None),
    ("GET /away_status_reasons", {}, None),
    ("PUT /admins/{id}/away", {"id": NORA},
     {"away_mode_enabled": True, "away_mode_reassign": True, "away_status_reason_id": 21}),
    ("GET /brands", {}, None),
    ("GET /brands/{id}", {"id": "4"}, None),
    ("GET /emails", {}, None),
    ("GET /emails/{id}", {"id": "16"}, None),
    ("GET /segments", {}, None),
    ("GET /segments/{id}", {"id": "66a1c0de5e60000000000001"}, None),
    ("GET /data_attributes", {}, None),
    ("POST /data_attributes", {},
     {"name": "colour", "model": "contact", "data_type": "options",
      "options": [{"value": "red"}, {"value": "blue"}]}),
    ("POST /data_attributes", {},
     {"name": "since", "model": "company", "data_type": "datetime", "description": "x"}),
    ("PUT /data_attributes/{id}", {"id": "9004"}, {"options": [{"value": "a"}, {"value": "b"}]}),
    ("POST /events", {},
     {"event_name": "placed-order", "created_at": 1_759_000_000, "user_id": "u-1001",
      "metadata": {"total": 3}}),
    ("POST /events/summaries", {},
     {"user_id": "u-1001",
      "event_summaries": {"event_name": "invited-friend", "count": 2, "first": 1, "last": 2}}),
    ("GET /events", {"type": "user", "user_id": "u-1001"}, None),
    ("GET /events", {"type": "user", "intercom_user_id": WEI, "summary": "true"}, None),
    ("GET /events", {"type": "user", "user_id": "u-1001", "summary": "true"}, None),
    ("GET /visitors", {"user_id": visitor_key(1)}, None),
    ("GET /visitors", {"user_id": visitor_key(2)}, None),
    ("PUT /visitors", {}, {"user_id": visitor_key(1), "name": "Una"}),
    ("POST /visitors/convert", {},
     {"type": "user", "user": {"email": "una@example.com"},
      "visitor": {"user_id": visitor_key(1)}}),
    ("POST /visitors/convert", {},
     {"type": "lead", "user": {"email": "teal@example.com"},
      "visitor": {"user_id": visitor_key(2)}}),
    ("GET /custom_object_instances/{custom_object_type_identifier}",
     {"custom_object_type_identifier": "Order", "external_id": "20417"}, None),
    ("GET /custom_object_instances/{custom_object_type_identifier}/{id}",
     {"custom_object_type_identifier": "Order", "id": "21"}, None),
    ("POST /custom_object_instances/{custom_object_type_identifier}",
     {"custom_object_type_identifier": "Order"},
     {"external_id": "1", "custom_attributes": {"order_number": "ORDER-1"}}),
    ("PUT /contacts/{id}", {"id": MARIA}, {"custom_attributes": {"order": ["21"]}}),
    ("PUT /conversations/{id}", {"id": "1001"}, {"custom_attributes": {"order": ["21"]}}),
    ("DELETE /custom_object_instances/{custom_object_type_identifier}",
     {"custom_object_type_identifier": "Order", "external_id": "20398"}, None),
    ("DELETE /custom_object_instances/{custom_object_type_identifier}/{id}",
     {"custom_object_type_identifier": "Order", "id": "23"}, None),
    ("GET /subscription_types", {}, None),
    ("POST /contacts/{contact_id}/subscriptions", {"contact_id": MARIA},
     {"id": 91, "consent_type": "opt_out"}),
    ("GET /contacts/{contact_id}/subscriptions", {"contact_id": MARIA}, None),
    ("DELETE /contacts/{contact_id}/subscriptions/{id}", {"contact_id": MARIA, "id": "91"}, None),
    ("POST /messages", {}, {"from": {"type": "user", "id": MARIA}, "body": "Hello"}),
    ("POST /messages", {},
     {"message_type": "email", "subject": "S", "body": "B", "template": "plain",
      "from": {"type": "admin", "id": int(NORA)}, "to": {"type": "user", "id": MARIA},
      "create_conversation_without_contact_reply": True}),
    ("POST /messages", {},
     {"message_type": "whatsapp", "template": "keep_live", "locale": "en",
      "components": [{"type": "BODY", "parameters": [{"type": "text", "text": "Hi"}]}],
      "from": {"type": "admin", "id": NORA}, "to": {"phone": "353871239999", "name": "Jo"}}),
    ("GET /contacts", {}, None),
    ("POST /contacts", {}, {"email": "new@example.com", "name": "New", "avatar": "https://x.example.com/a.png"}),
    ("POST /contacts/search", {}, ROLE_IS_USER),
    ("GET /contacts/{id}", {"id": MARIA}, None),
    ("PUT /contacts/{id}", {"id": MARIA}, {"phone": "+353871110000", "owner_id": int(NORA)}),
    ("GET /contacts/find_by_external_id/{external_id}", {"external_id": "u-1001"}, None),
    ("GET /contacts/{contact_id}/segments", {"contact_id": MARIA}, None),
    ("POST /contacts/{contact_id}/tags", {"contact_id": MARIA}, {"id": "304"}),
    ("GET /contacts/{contact_id}/tags", {"contact_id": MARIA}, None),
    ("DELETE /contacts/{contact_id}/tags/{id}", {"contact_id": MARIA, "id": "304"}, None),
    ("POST /contacts/{id}/notes", {"id": MARIA}, {"body": "Hi", "admin_id": NORA}),
    ("GET /contacts/{id}/notes", {"id": MARIA}, None),
    ("GET /notes/{id}", {"id": "41"}, None),
    ("POST /contacts/{id}/companies", {"id": MARIA}, {"id": VELO}),
    ("GET /contacts/{id}/companies", {"id": MARIA}, None),
    ("DELETE /contacts/{contact_id}/companies/{id}", {"contact_id": MARIA, "id": VELO}, None),
    ("POST /companies", {}, {"company_id": "c-9", "name": "Nine", "plan": "Fleet"}),
    ("GET /companies", {}, None),
    ("POST /companies/list", {}, None),
    ("GET /companies/scroll", {}, None),
    ("GET /companies/{id}", {"id": VELO}, None),
    ("PUT /companies/{id}", {"id": VELO}, {"size": 49}),
    ("GET /companies/{id}/contacts", {"id": VELO}, None),
    ("GET /companies/{id}/segments", {"id": VELO}, None),
    ("GET /help_center/help_centers", {}, None),
    ("GET /help_center/help_centers/{id}", {"id": "71"}, None),
    ("GET /help_center/collections", {}, None),
    ("POST /help_center/collections", {},
     {"name": "New", "parent_id": "151", "translated_content": {"fr": {"name": "Neuf"}}}),
    ("GET /help_center/collections/{id}", {"id": "155"}, None),
    ("PUT /help_center/collections/{id}", {"id": "155"}, {"name": "Newer", "parent_id": None}),
    ("GET /folders", {}, None),
    ("POST /folders", {}, {"folder": {"name": "New", "parent_folder_id": 7}}),
    ("GET /folders/{id}", {"id": "6"}, None),
    ("PUT /folders/{id}", {"id": "8"}, {"folder": {"name": "Newer", "description": None}}),
    ("DELETE /folders/{id}", {"id": "8"}, None),
    ("GET /articles", {}, None),
    ("POST /articles", {}, {"title": "New", "body": "Text", "author_id": int(NORA)}),
    ("GET /articles/search", {}, None),
    ("GET /articles/{id}", {"id": "5001"}, None),
    ("PUT /articles/{id}", {"id": "5002"},
     {"state": "published", "parent_id": "151", "folder_id": 7,
      "translated_content": {"fr": {"title": "Freins", "state": "draft"}}}),
    ("DELETE /help_center/collections/{id}", {"id": "151"}, None),
    ("DELETE /articles/{id}", {"id": "5003"}, None),
    ("GET /internal_articles", {}, None),
    ("POST /internal_articles", {},
     {"title": "New", "author_id": int(NORA), "owner_id": int(AIKO)}),
    ("GET /internal_articles/search", {}, None),
    ("GET /internal_articles/{id}", {"id": "5501"}, None),
    ("PUT /internal_articles/{id}", {"id": "5501"}, {"body": "<p>New</p>", "folder_id": 6}),
    ("DELETE /internal_articles/{id}", {"id": "5502"}, None),
    ("GET /ai/content_import_sources", {}, None),
    ("POST /ai/content_import_sources", {},
     {"sync_behavior": "api", "url": "https://docs.example.com"}),
    ("GET /ai/content_import_sources/{id}", {"id": "32"}, None),
    ("PUT /ai/content_import_sources/{id}", {"id": "33"},
     {"sync_behavior": "api", "url": "https://docs.example.com", "status": "deactivated"}),
    ("GET /ai/external_pages", {}, None),
    ("POST /ai/external_pages", {},
     {"source_id": 33, "external_id": "new", "title": "New", "html": "<p>x</p>", "locale": "en"}),
    ("GET /ai/external_pages/{id}", {"id": "22"}, None),
    ("PUT /ai/external_pages/{id}", {"id": "22"},
     {"source_id": 33, "title": "New", "html": "<p>x</p>", "locale": "en",
      "url": "https://docs.example.com/x"}),
    ("DELETE /ai/external_pages/{id}", {"id": "22"}, None),
    ("DELETE /ai/content_import_sources/{id}", {"id": "33"}, None),
    ("GET /news/news_items", {}, None),
    ("POST /news/news_items", {},
     {"title": "New", "sender_id": int(NORA), "reactions": ["x", None],
      "newsfeed_assignments": [{"newsfeed_id": 51}]}),
    ("GET /news/news_items/{id}", {"id": "29"}, None),
    ("PUT /news/news_items/{id}", {"id": "30"},
     {"title": "Newer", "sender_id": int(NORA), "state": "live"}),
    ("DELETE /news/news_items/{id}", {"id": "30"}, None),
    ("GET /news/newsfeeds", {}, None),
    ("GET /news/newsfeeds/{id}", {"id": "51"}, None),
    ("GET /news/newsfeeds/{id}/items", {"id": "51"}, None),
    ("GET /tags", {}, None),
    ("GET /tags/{id}", {"id": "301"}, None),
    ("POST /tags", {}, {"name": "New"}),
    ("GET /conversations", {}, None),
    ("POST /conversations", {}, {"from": {"type": "user", "id": MARIA}, "body": "Hello"}),
    ("POST /conversations/search", {}, SINCE_EVER),
    ("GET /conversations/{id}", {"id": "1004"}, None),
    ("PUT /conversations/{id}", {"id": "1001"}, {"title": "T", "company_id": VELO}),
    ("POST /conversations/{id}/reply", {"id": "1001"},
     {"type": "admin", "message_type": "comment", "admin_id": NORA, "body": "Hi",
      "attachment_urls": ["https://example.com/a.png"]}),
    ("POST /conversations/{id}/parts", {"id": "1001"},
     {"message_type": "assignment", "type": "admin", "admin_id": NORA, "assignee_id": AIKO}),
    ("POST /conversations/{id}/customers", {"id": "1001"},
     {"admin_id": NORA, "customer": {"intercom_user_id": LIAM}}),
    ("DELETE /conversations/{conversation_id}/customers/{contact_id}",
     {"conversation_id": "1001", "contact_id": LIAM}, {"admin_id": NORA}),
    ("POST /conversations/{conversation_id}/tags", {"conversation_id": "1001"},
     {"id": "304", "admin_id": NORA}),
    ("DELETE /conversations/{conversation_id}/tags/{id}", {"conversation_id": "1001", "id": "304"},
     {"admin_id": NORA}),
    ("POST /conversations/redact", {},
     {"type": "conversation_part", "conversation_id": "1001", "conversation_part_id": "20003"}),
    ("POST /conversations/{id}/convert", {"id": "1001"}, {"ticket_type_id": REPAIR}),
    ("GET /ticket_states", {}, None),
    ("GET /ticket_types", {}, None),
    ("GET /ticket_types/{id}", {"id": REPAIR}, None),
    ("POST /ticket_types", {}, {"name": "Test ride"}),
    ("PUT /ticket_types/{id}", {"id": REPAIR}, {"icon": "x"}),
    ("POST /ticket_types/{ticket_type_id}/attributes", {"ticket_type_id": REPAIR},
     {"name": "Colour", "description": "x", "data_type": "list", "list_items": "a,b"}),
    ("PUT /ticket_types/{ticket_type_id}/attributes/{id}", {"ticket_type_id": REPAIR, "id": "157"},
     {"description": "y"}),
    ("POST /tickets", {}, {"ticket_type_id": REPAIR, "contacts": [{"id": MARIA}],
                           "ticket_attributes": {"_default_title_": "x"}}),
    ("POST /tickets/search", {}, SINCE_EVER),
    ("GET /tickets/{id}", {"id": "1010"}, None),
    ("PUT /tickets/{id}", {"id": "1010"},
     {"ticket_state_id": "84", "ticket_attributes": {"Urgency": "Low"}, "assignee_id": AIKO,
      "snoozed_until": 2_000_000_000}),
    ("POST /tickets/{id}/reply", {"id": "1011"},
     {"type": "admin", "message_type": "comment", "admin_id": NORA, "body": "Hi"}),
    ("POST /tickets/{ticket_id}/tags", {"ticket_id": "1010"}, {"id": "304", "admin_id": NORA}),
    ("DELETE /tickets/{ticket_id}/tags/{id}", {"ticket_id": "1010", "id": "304"},
     {"admin_id": NORA}),
    ("DELETE /tickets/{id}", {"id": "1010"}, None),
    ("GET /calls", {}, None),
    ("GET /calls/{id}", {"id": "2999"}, None),
    ("GET /calls/{id}", {"id": "3000"}, None),
    ("POST /calls/search", {}, {"conversation_ids": ["1001"]}),
    ("GET /calls/{id}/recording", {"id": "3000"}, None),
    ("GET /calls/{id}/transcript", {"id": "3000"}, None),
    ("POST /fin_voice/register", {}, {"phone_number": "+353871239999", "call_id": "ext-1"}),
    ("GET /fin_voice/collect/{id}", {"id": "801"}, None),
    ("GET /fin_voice/external_id/{external_id}", {"external_id": "ext-1"}, None),
    ("GET /fin_voice/phone_number/{phone_number}", {"phone_number": "+353871239999"}, None),
    ("GET /fin_voice/conversation/{conversation_id}", {"conversation_id": "9999"}, None),
    ("POST /phone_call_redirects", {}, {"phone": "+353871239999"}),
    ("POST /fin/start", {},
     {"conversation_id": "ext-1", "user": {"id": "u-1001", "attributes": {"nope": 1}},
      "message": {"author": "user", "body": "Hi", "timestamp": "2025-01-24T10:01:20.000Z"},
      "conversation_metadata": {"attributes": {"nope": "x", "issue_type": "Repair"}}}),
    ("POST /fin/reply", {},
     {"conversation_id": "ext-1", "user": {"id": "u-1001"},
      "message": {"author": "user", "body": "More", "timestamp": "2025-01-24T10:02:20.000Z"}}),
    ("POST /custom_channel_events/notify_new_conversation", {},
     {"event_id": "e-1", "external_conversation_id": "t-1", "contact": CHANNEL_LEAD}),
    ("POST /custom_channel_events/notify_new_message", {},
     {"event_id": "e-2", "external_conversation_id": "t-1", "contact": CHANNEL_LEAD,
      "body": "Hello"}),
    ("POST /custom_channel_events/notify_attribute_collected", {},
     {"event_id": "e-3", "external_conversation_id": "t-1", "contact": CHANNEL_LEAD,
      "attribute": {"id": "order", "value": "20417"}}),
    ("POST /conversations/{id}/reply", {"id": "last"},
     {"type": "admin", "message_type": "quick_reply", "admin_id": NORA, "body": "Bring it in?",
      "user_id": "channel-1", "reply_options": [OPTION]}),
    ("POST /custom_channel_events/notify_quick_reply_selected", {},
     {"event_id": "e-4", "external_conversation_id": "t-1", "contact": CHANNEL_LEAD,
      "quick_reply_option_id": OPTION["uuid"]}),
    ("POST /tickets/enqueue", {}, {"ticket_type_id": REPAIR, "contacts": [{"id": MARIA}],
                                   "ticket_attributes": {"_default_title_": "x"}}),
    ("GET /jobs/status/{id}", {"id": "501"}, None),
    ("GET /jobs/status/{id}", {"id": "501"}, None),
    ("POST /export/content/data", {}, {"created_at_after": 1, "created_at_before": 2000000000}),
    ("GET /export/content/data/{job_identifier}", {"job_identifier": CONTENT_JOB}, None),
    ("GET /export/content/data/{job_identifier}", {"job_identifier": CONTENT_JOB}, None),
    ("GET /download/content/data/{job_identifier}", {"job_identifier": CONTENT_JOB}, None),
    ("POST /export/cancel/{job_identifier}", {"job_identifier": CONTENT_JOB}, None),
    ("GET /export/reporting_data/get_datasets", {}, None),
    ("POST /export/reporting_data/enqueue", {},
     {"dataset_id": "conversation", "attribute_ids": ["conversation.conversation_id"],
      "start_time": 1, "end_time": 2000000000}),
    ("GET /export/reporting_data/{job_identifier}",
     {"job_identifier": f"{REPORTING_JOB}?app_id=whl0bk1e&client_id=c"}, None),
    ("GET /export/reporting_data/{job_identifier}",
     {"job_identifier": f"{REPORTING_JOB}?app_id=whl0bk1e&client_id=c"}, None),
    ("GET /download/reporting_data/{job_identifier}",
     {"job_identifier": f"{REPORTING_JOB}?app_id=whl0bk1e"}, None),
    ("GET /export/workflows/{id}", {"id": "67001"}, None),
    ("POST /contacts/{id}/archive", {"id": LIAM}, None),
    ("POST /contacts/{id}/unarchive", {"id": LIAM}, None),
    ("POST /contacts/merge", {}, {"from": WEI, "into": LIAM}),
    ("POST /contacts/{id}/block", {"id": LIAM}, None),
    ("DELETE /contacts/{id}", {"id": LIAM}, None),
    ("DELETE /companies/{id}", {"id": VELO}, None),
    ("DELETE /conversations/{id}", {"id": "1002"}, None),
    ("DELETE /tags/{id}", {"id": "303"}, None),
]  # fmt: skip

# The same for operations that the description of `CALLS` lacks: newer and older ones. They run in
# this order on a sandbox of their own.
OTHER_CALLS: list[tuple[str, dict[str, str], Any]] = [
    ("PUT /articles/{id}/draft", {"id": "5001"},
     {"title": "Return a bike", "translated_content": {"fr": {"title": "Rendre un vélo"}}}),
    ("GET /articles/{id}/draft", {"id": "5001"}, None),
    ("POST /articles/{id}/draft/publish", {"id": "5001"}, {"locales": ["en", "fr"]}),
    ("GET /articles/{article_id}/versions", {"article_id": "5001", "per_page": "2"}, None),
    ("GET /articles/{article_id}/versions/{id}", {"article_id": "5001", "id": "301"}, None),
    ("POST /articles/{article_id}/tags", {"article_id": "5001"}, {"id": "303"}),
    ("DELETE /articles/{article_id}/tags/{id}", {"article_id": "5001", "id": "303"}, None),
    ("POST /internal_articles/{internal_article_id}/tags", {"internal_article_id": "5501"},
     {"id": "303", "admin_id": AIKO}),
    ("DELETE /internal_articles/{internal_article_id}/tags/{id}",
     {"internal_article_id": "5501", "id": "303"}, None),
    ("GET /audiences", {}, None),
    ("POST /audiences", {}, {"name": "Leads"}),
    ("GET /audiences/{id}", {"id": "61"}, None),
    ("PUT /audiences/{id}", {"id": "62"}, {"name": "New leads", "predicates": []}),
    ("GET /content_snippets", {}, None),
    ("POST /content_snippets", {},
     {"title": "New", "json_blocks": [{"type": "paragraph", "text": "x"}], "audience_ids": [61]}),
    ("GET /content_snippets/{id}", {"id": "5802"}, None),
    ("PUT /content_snippets/{id}", {"id": "5802"}, {"body_markdown": "# New"}),
    ("POST /content_snippets/{content_snippet_id}/tags", {"content_snippet_id": "5802"},
     {"id": "303"}),
    ("GET /content/search", {"per_page": "3", "page": "2"}, None),
    ("GET /content/search", {"tag_ids": "303"}, None),
    ("DELETE /content_snippets/{content_snippet_id}/tags/{id}",
     {"content_snippet_id": "5802", "id": "303"}, None),
    ("DELETE /content_snippets/{id}", {"id": "5802"}, None),
    ("DELETE /audiences/{id}", {"id": "61"}, None),
    ("POST /content/bulk_actions", {},
     {"action": "unpublish", "content_ids": [{"type": "article_content", "id": "9003"}]}),
    (f"GET {REDIRECTS_PATH}", {"help_center_id": "71"}, None),
    (f"POST {REDIRECTS_PATH}", {"help_center_id": "71"},
     {"from_url": "https://help.wheelhouse.example.com/old", "locale": "fr",
      "target_type": "collection", "target_id": "151"}),
    (f"GET {REDIRECTS_PATH}/{{id}}", {"help_center_id": "71", "id": "27"}, None),
    (f"DELETE {REDIRECTS_PATH}/{{id}}", {"help_center_id": "71", "id": "27"}, None),
    ("GET /help_center/sections", {}, None),
    ("POST /help_center/sections", {},
     {"name": "New", "parent_id": 151, "translated_content": {"fr": {"name": "Neuf"}}}),
    ("GET /help_center/sections/{id}", {"id": "155"}, None),
    ("PUT /help_center/sections/{id}", {"id": "155"}, {"name": "Newer"}),
    ("DELETE /help_center/sections/{id}", {"id": "155"}, None),
    ("GET /admins/activity_log_event_types", {}, None),
    ("POST /admins/activity_logs/search", {}, {"created_at_after": 1}),
    ("GET /teams/{team_id}/metrics", {"team_id": "6140001"}, None),
    ("PUT /teams/{id}", {"id": "6140001"},
     {"admin_ids": [int(NORA), int(AIKO)],
      "admin_priority_level": {"secondary_admin_ids": [int(AIKO)]}}),
    ("PUT /teams/{id}", {"id": "6140002"}, {"admin_ids": [int(NORA)]}),
    ("GET /macros", {"per_page": "1"}, None),
    ("GET /macros", {}, None),
    ("GET /macros/{id}", {"id": "2298"}, None),
    ("GET /contacts/{id}/banners", {"id": MARIA}, None),
    ("POST /contacts/{id}/banners/{view_id}/dismiss", {"id": MARIA, "view_id": "645701"}, None),
    ("GET /secure_mode_secrets", {}, None),
    ("POST /secure_mode_secrets", {}, {"name": "Phones", "supports_ios": True}),
    ("DELETE /secure_mode_secrets/{id}", {"id": "103"}, None),
    ("GET /ip_allowlist", {}, None),
    ("PUT /ip_allowlist", {}, {"enabled": True, "ip_allowlist": ["10.0.0.1", "127.0.0.0/8"]}),
    ("GET /office_hours_schedules", {}, None),
    ("POST /office_hours_schedules", {},
     {"name": "Always", "time_zone_name": "Europe/Dublin",
      "time_intervals": [{"start_minute": 0, "end_minute": 10080}]}),
    ("GET /office_hours_schedules/{id}", {"id": "123"}, None),
    ("PUT /office_hours_schedules/{id}", {"id": "123"}, {"name": "Summer"}),
    (f"GET {EXCEPTIONS_PATH}", {"office_hours_schedule_id": "123"}, None),
    (f"POST {EXCEPTIONS_PATH}", {"office_hours_schedule_id": "123"},
     {"exception_date": "2026-01-01", "exception_type": "closed"}),
    (f"GET {EXCEPTIONS_PATH}/{{id}}", {"office_hours_schedule_id": "123", "id": "457"}, None),
    (f"PUT {EXCEPTIONS_PATH}/{{id}}", {"office_hours_schedule_id": "123", "id": "458"},
     {"exception_type": "custom_hours",
      "time_intervals": [{"start_minute": 600, "end_minute": 720}]}),
    (f"DELETE {EXCEPTIONS_PATH}/{{id}}", {"office_hours_schedule_id": "123", "id": "458"}, None),
    ("DELETE /office_hours_schedules/{id}", {"id": "124"}, None),
    ("GET /data_connectors", {}, None),
    ("POST /data_connectors", {},
     {"name": "Stock", "url": "https://api.example.com", "audiences": ["leads"],
      "headers": [{"name": "Authorization", "value": "s"}], "data_inputs": [{"name": "sku"}],
      "mock_response": {"items": [{"left": 2, "price": 9.5, "new": True, "note": None}]}}),
    ("GET /data_connectors/{id}", {"id": "4102", "state_version": "draft"}, None),
    ("PATCH /data_connectors/{id}", {"id": "4102"}, {"description": "How many are left"}),
    ("DELETE /data_connectors/{id}", {"id": "4102"}, None),
    ("GET /data_connectors/{data_connector_id}/execution_results",
     {"data_connector_id": "4101", "start_ts": "1", "per_page": "2", "include_bodies": "true"},
     None),
    ("GET /data_connectors/{data_connector_id}/execution_results/{id}",
     {"data_connector_id": "4101", "id": "99002"}, None),
    ("POST /ecommerce/connectors/{id}/catalog", {"id": "42939"},
     Form({"catalog": b"[]", "finalize": "false"})),
    ("POST /ecommerce/connectors/{id}/catalog", {"id": "42939"},
     Form({"finalize": "true", "import_job_id": "job_01f2c001"})),
    ("POST /procedures/{conversation_id}/collect_agent_input", {"conversation_id": "1008"},
     {"step_id": "d5b81f72-adb9-4317-b973-75b3c3624c01",
      "attribute_values": [
          {"identifier": "workflow_local_variables.repair_possible", "value": True},
          {"identifier": "workflow_local_variables.bench", "value": "bench-2"}]}),
    ("POST /companies/search", {},
     {"query": {"field": "name", "operator": "~", "value": "e"}, "pagination": {"per_page": 1},
      "sort": {"field": "name", "order": "ascending"}}),
    ("POST /companies/{company_id}/notes", {"company_id": VELO}, {"body": "Hi", "admin_id": NORA}),
    ("GET /companies/{company_id}/notes", {"company_id": VELO}, None),
    ("POST /contacts/bulk", {},
     {"contacts": [{"email": "bulk@example.com", "role": "user", "owner_id": NORA,
                    "companies": [{"company_id": "c-9", "name": "Nine"}],
                    "tags": {"add": [{"id": "301"}]}}]}),
    ("PUT /contacts/bulk", {},
     {"contacts": [{"id": MARIA, "name": "M", "tags": {"remove": [{"id": "301"}]},
                    "companies": [{"company_id": "velo-couriers", "remove": True}]},
                   {"id": "none"}],
      "job": {"id": "job_v2_1"}}),
    ("POST /contacts/bulk/delete", {}, {"contacts": [{"id": contact_id(11)}]}),
    ("GET /contacts/bulk/{id}", {"id": "job_v2_1"}, None),
    ("GET /contacts/bulk/{id}", {"id": "job_v2_1"}, None),
    ("POST /companies/bulk", {},
     {"companies": [{"company_id": "velo-couriers", "plan": "Fleet", "size": 3,
                     "custom_attributes": {"fleet_size": 3}}]}),
    ("PUT /companies/bulk", {},
     {"companies": [{"id": VELO, "monthly_spend": 12.5, "update_last_request_at": True}]}),
    ("POST /companies/bulk/delete", {}, {"companies": [{"id": company_id(3)}]}),
    ("GET /companies/bulk/{id}", {"id": "job_v2_3"}, None),
    ("GET /contacts/activities", {"per_page": "3"}, None),
    ("POST /contacts/merge/preview", {}, {"from": WEI, "into": LIAM}),
    ("POST /contacts/merge/preview", {},
     {"from": WEI, "into": LIAM, "skip_duplicate_validation": True}),
    ("POST /contacts/merge", {}, {"from": WEI, "into": LIAM}),
    ("GET /contacts/{id}/merge_history", {"id": LIAM}, None),
    ("PUT /conversations/{conversation_id}/conversation_parts/{id}",
     {"conversation_id": "1001", "id": "20002"},
     {"send_state": "sent", "info_message": "Gone", "seen": True, "admin_id": NORA,
      "experimental": True, "secret": "s"}),
    ("GET /conversations/{id}/handling_events", {"id": "1001"}, None),
    ("GET /conversations/{id}/side_conversations", {"id": "1001", "per_page": "1"}, None),
    ("POST /conversations/{id}/merge", {"id": "1003"}, {"merge_into_conversation_id": 1001}),
    ("POST /conversations/{id}/run_assignment_rules", {"id": "1001"}, None),
    ("DELETE /conversations/{id}", {"id": "1003"}, None),
    ("DELETE /conversations/{id}", {"id": "1002", "retain_metrics": "false"}, None),
    ("GET /conversations/deleted", {"per_page": "1"}, None),
    ("GET /conversations/attributes", {}, None),
    ("POST /conversations/attributes", {},
     {"name": "Weight", "data_type": "decimal", "required": True,
      "visible_to_team_ids": ["6140001"]}),
    ("POST /conversations/attributes", {},
     {"name": "Related orders", "data_type": "relationship",
      "reference": {"type": "many", "object_type_id": "Order"}}),
    ("GET /conversations/attributes/{id}", {"id": "1"}, None),
    ("PUT /conversations/attributes/{id}", {"id": "2"},
     {"name": "frame", "description": "x", "multiline": True}),
    ("POST /conversations/attributes/{id}/options", {"id": "1"}, {"label": "Return"}),
    ("PUT /conversations/attributes/{id}/options/{option_id}",
     {"id": "1", "option_id": FIRST_OPTION}, {"label": "Mending"}),
    ("DELETE /conversations/attributes/{id}/options/{option_id}",
     {"id": "1", "option_id": FIRST_OPTION}, None),
    ("DELETE /conversations/attributes/{id}", {"id": "2"}, None),
    ("POST /messages", {},
     {"message_type": "whatsapp", "template": "ready", "locale": "en", "components": [],
      "from": {"type": "admin", "id": NORA}, "to": {"phone": "353871239999", "name": "Jo"}}),
    ("GET /messages/status", {"ruleset_id": "20"}, None),
    ("GET /messages/whatsapp/status", {"message_id": "wamid.20.0"}, None),
    ("POST /tickets/{ticket_id}/linked_conversations", {"ticket_id": "1013"},
     {"conversation_id": "1004"}),
    ("DELETE /tickets/{ticket_id}/linked_conversations/{id}",
     {"ticket_id": "1013", "id": "1004"}, None),
    ("POST /tickets/{ticket_id}/linked_conversations", {"ticket_id": "1013"},
     {"conversation_id": "1011"}),
    ("POST /ticket_types", {}, {"name": "Test ride"}),
    ("POST /tickets/{ticket_id}/change_type", {"ticket_id": "1010"},
     {"ticket_type_id": "14", "ticket_state_id": "82",
      "ticket_attributes": {"_default_title_": "x"}}),
    ("POST /fin/capabilities", {}, {"user": {"id": "u-1001"}}),
    ("POST /fin/ask", {},
     {"conversation_id": "ext-1", "user": {"id": "u-1001", "attributes": {"nope": 1}},
      "message": {"author": "user", "body": "Where is my order?"}}),
    ("POST /fin/procedures/{procedure_id}/run", {"procedure_id": "5201"},
     {"conversation_id": "ext-2", "user": {"id": "u-1001"},
      "message": {"author": "agent", "body": "Let us book that"},
      "conversation_metadata": {"attributes": {"issue_type": "Repair"}}}),
    ("POST /fin/escalate", {}, {"conversation_id": "ext-1", "context": "Angry"}),
    ("POST /fin/escalate", {}, {"user": {"id": "u-1002"}, "message": "Help", "context": "Calm"}),
    ("POST /fin/reply", {},
     {"conversation_id": "ext-2", "user": {"id": "u-1001"},
      "message": {"author": "user", "body": "Thanks"}}),
    ("POST /fin/csat", {},
     {"conversation_id": "ext-2", "rating": "good", "remark": "Quick"}),
]  # fmt: skip


def query_of(template: str, values: dict[str, str]) -> dict[str, str]:
    """The values that are no placeholders of the path."""
    return {name: value for name, value in values.items() if f"{{{name}}}" not in template}


# Where the description is narrower than its own examples: a path in the answer, and why.
EXCEPTIONS = {
    r".*ai_topics": "null in every example, though not declared nullable",
    r".*custom_attributes/.*": "booleans are valid values in practice",
    r".*/email(_domain)?": "null for a contact that has none, as every unset key",
}

# The same for the newest descriptions: there is one form of an answer for all versions.
OTHER_EXCEPTIONS = {
    **EXCEPTIONS,
    r"priority": "the preview has other levels",
    r"(admin|team)_assignee_id": "the preview has numbers, and zero for nobody",
    r"conversation_rating|statistics": "null in every example, though old versions do not say so",
}

# Operations whose description declares no success at all.
UNDECLARED = {"GET /fin_voice/phone_number/{phone_number}"}


def _modern(schema: Any) -> Any:
    """An OpenAPI 3.0 schema as JSON Schema 2020-12, as far as checking answers needs it."""
    if isinstance(schema, list):
        return [_modern(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    made = {key: _modern(value) for key, value in schema.items()}
    if schema.get("nullable") is True:
        made.pop("nullable")
        return {"anyOf": [{"type": "null"}, made]}
    return made


@pytest.fixture(scope="module")
def description() -> dict[str, Any]:
    return _description(DESCRIPTION)


@cache
def _description(file: Path) -> dict[str, Any]:
    if not file.exists():
        pytest.skip("the vendor's description is not beside this checkout")
    loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    return {
        "paths": loaded["paths"],
        "responses": loaded["components"].get("responses", {}),
        # Old descriptions refer to this one and lack it.
        "components": {
            "schemas": {"custom_attributes": {}, **_modern(loaded["components"]["schemas"])}
        },
    }


def _newest_with(method: str, template: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The newest description of an operation, and the responses that it declares.

    Placeholders have other names in some of them.
    """
    wanted = re.sub(r"\{.*?\}", "{}", template)
    for version in OTHER_DESCRIPTIONS:
        described = _description(FOLDER / f"{version}.yaml")
        for path, operations in described["paths"].items():
            if re.sub(r"\{.*?\}", "{}", path) == wanted and method.lower() in operations:
                responses: dict[str, Any] = operations[method.lower()]["responses"]
                return described, responses
    raise LookupError(f"no description has {method} {template}")


def _leaves(error: ValidationError) -> Iterator[ValidationError]:
    """What an error comes down to: that a value is not null explains nothing."""
    if not error.context:
        yield error
    for inner in error.context or ():
        if inner.validator_value != "null":
            yield from _leaves(inner)


def _problems(
    schema: dict[str, Any], answer: Any, exceptions: dict[str, str] = EXCEPTIONS
) -> Iterator[str]:
    for error in Draft202012Validator(schema).iter_errors(answer):
        for leaf in _leaves(error):
            place = "/".join(str(part) for part in leaf.absolute_path)
            if not any(re.fullmatch(pattern, place) for pattern in exceptions):
                yield f"{place or '(top)'}: {leaf.message[:160]}"


def _answer_problems(
    operation: str,
    reply: Reply,
    description: dict[str, Any],
    declared: dict[str, Any],
    exceptions: dict[str, str] = EXCEPTIONS,
) -> list[str]:
    if not 200 <= reply.status < 400:
        return [f"{operation}: {reply.status} {reply.data}"]
    if operation in UNDECLARED:
        assert str(reply.status) not in declared, operation
        return []
    if str(reply.status) not in declared:
        return [f"{operation}: {reply.status} is not declared"]
    response = declared[str(reply.status)]
    if "$ref" in response:
        response = description["responses"][response["$ref"].rpartition("/")[2]]
    content = response.get("content", {}).get("application/json")
    if reply.data is None or content is None:
        return []
    schema = {"components": description["components"], **_modern(content["schema"])}
    return [f"{operation}: {problem}" for problem in _problems(schema, reply.data, exceptions)]


def test_answers_keep_to_the_description(api: Api, description: dict[str, Any]) -> None:
    problems = []
    for operation, values, body in CALLS:
        method, template = operation.split(" ")
        reply = api.send(method, template.format(**values), body, query_of(template, values))
        declared = description["paths"][template][method.lower()]["responses"]
        problems += _answer_problems(operation, reply, description, declared)
    assert not problems, "\n".join(problems)


def test_answers_of_other_versions_keep_to_their_newest_description(api: Api) -> None:
    problems = []
    for operation, values, body in OTHER_CALLS:
        method, template = operation.split(" ")
        described, declared = _newest_with(method, template)
        reply = api.send(method, template.format(**values), body, query_of(template, values))
        problems += _answer_problems(operation, reply, described, declared, OTHER_EXCEPTIONS)
    assert not problems, "\n".join(problems)


def test_every_built_operation_is_called_here(api: Api) -> None:
    router = api.sandbox._answerer.router
    called = {
        (method, match.route.template)
        for method, path in (
            (operation.split(" ")[0], operation.split(" ")[1].format(**values))
            for operation, values, _ in [*CALLS, *OTHER_CALLS]
        )
        if (match := router.match(method, path)) is not None
    }
    from connector.sandbox.app import _NOUNS

    built = {
        (route.method, route.template)
        for noun in _NOUNS
        for route in noun.routes.routes
        if not route.signed
    }
    assert built - called == set()
