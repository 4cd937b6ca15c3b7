"""The sandbox answers what the catalog says that an action returns, errors included."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import Draft202012Validator

from connector import Catalog
from connector.model import Action

from .api import Api, company_id, contact_id
from .test_described_answers import CALLS, OTHER_CALLS, query_of


@pytest.fixture(scope="session")
def actions(catalog: Catalog) -> dict[str, Action]:
    return {f"{action.method} {action.path}": action for action in catalog.values()}


ASSIGN = "POST /conversations/{id}/run_assignment_rules"

# Where the catalog's default version is narrower than the API: operation, place, and why.
EXCEPTIONS = {
    ("POST /messages", "$.message_type"): "2.16 names neither sms nor whatsapp, and sends both",
    (ASSIGN, "$.conversation_rating"): "null in every example, though 2.11 does not say so",
    (ASSIGN, "$.statistics"): "null in every example, though 2.11 does not say so",
}


@pytest.mark.parametrize("calls", [CALLS, OTHER_CALLS], ids=["listed", "other"])
def test_answers_are_what_the_catalog_says(
    api: Api, actions: dict[str, Action], calls: list[tuple[str, dict[str, str], Any]]
) -> None:
    problems, checked = [], 0
    for operation, values, body in calls:
        method, template = operation.split(" ")
        reply = api.send(method, template.format(**values), body, query_of(template, values))
        action = actions[operation]
        if action.returns in ("binary", "text"):
            assert isinstance(reply.data, bytes), operation
            continue
        schema = action.returns_schema
        assert (reply.data is None) == (schema is None), operation
        if schema is not None:
            checked += 1
            problems += [
                f"{operation}: {error.json_path}: {error.message[:160]}"
                for error in Draft202012Validator(schema).iter_errors(reply.data)
                if (operation, error.json_path) not in EXCEPTIONS
            ]
    assert problems == []
    assert checked >= len(calls) / 2


REFUSED: list[tuple[str, dict[str, str], Any]] = [
    ("GET /contacts/{id}", {"id": "none"}, None),
    ("POST /contacts", {}, {"email": "maria.santos@example.com"}),
    ("GET /contacts/{contact_id}/tags", {"contact_id": "none"}, None),
    ("POST /contacts/{id}/companies", {"id": contact_id(1)}, {"id": "none"}),
    ("GET /companies/{id}", {"id": "none"}, None),
    ("GET /conversations/{id}", {"id": "9999"}, None),
    ("POST /conversations/{id}/reply", {"id": "9999"}, {"type": "admin", "message_type": "note"}),
    ("GET /admins/{id}", {"id": "1"}, None),
    ("GET /teams/{id}", {"id": "1"}, None),
    ("GET /segments/{id}", {"id": "1"}, None),
    ("PUT /admins/{id}/away", {"id": "1"}, None),
    ("PUT /admins/{id}/away", {"id": "8140001"},
     {"away_mode_enabled": True, "away_mode_reassign": True, "away_status_reason_id": 23}),
    ("POST /data_attributes", {}, {"name": "n", "model": "bike", "data_type": "string"}),
    ("PUT /data_attributes/{id}", {"id": "1"}, {}),
    ("PUT /data_attributes/{id}", {"id": "9001"}, {"archived": True}),
    ("PUT /visitors", {}, {"user_id": "none"}),
    ("GET /brands/{id}", {"id": "1"}, None),
    ("GET /emails/{id}", {"id": "1"}, None),
    ("GET /contacts/{contact_id}/subscriptions", {"contact_id": "none"}, None),
    ("POST /contacts/{contact_id}/subscriptions", {"contact_id": contact_id(1)}, {"id": "none"}),
    ("POST /messages", {}, {"message_type": "in_app", "to": {"id": contact_id(1)}}),
    ("POST /messages", {}, {"message_type": "email", "body": "B", "to": {"id": contact_id(1)}}),
    ("GET /custom_object_instances/{custom_object_type_identifier}/{id}",
     {"custom_object_type_identifier": "Order", "id": "none"}, None),
    ("POST /custom_object_instances/{custom_object_type_identifier}",
     {"custom_object_type_identifier": "Bike"}, {"external_id": "1"}),
    ("GET /articles/{id}", {"id": "1"}, None),
    ("POST /articles", {}, {"title": "No author"}),
    ("POST /articles", {}, {"title": "Unknown author", "author_id": 1}),
    ("PUT /articles/{id}", {"id": "5001"}, {"state": "hidden"}),
    ("DELETE /articles/{id}", {"id": "1"}, None),
    ("POST /help_center/collections", {}, {"description": "No name"}),
    ("PUT /help_center/collections/{id}", {"id": "1"}, {"name": "N"}),
    ("GET /help_center/help_centers/{id}", {"id": "1"}, None),
    ("POST /internal_articles", {}, {"title": "No author"}),
    ("DELETE /internal_articles/{id}", {"id": "1"}, None),
    ("GET /ai/external_pages/{id}", {"id": "1"}, None),
    ("PUT /news/news_items/{id}", {"id": "1"}, {"title": "N", "sender_id": 8140001}),
    ("GET /news/newsfeeds/{id}/items", {"id": "1"}, None),
    ("GET /articles/{id}/draft", {"id": "5001"}, None),
    ("PUT /articles/{id}/draft", {"id": "5004"}, {"title": "Not live"}),
    ("POST /articles/{id}/draft/publish", {"id": "5001"}, None),
    ("GET /articles/{article_id}/versions", {"article_id": "1"}, None),
    ("GET /articles/{article_id}/versions/{id}", {"article_id": "5001", "id": "1"}, None),
    ("POST /articles/{article_id}/tags", {"article_id": "1"}, {"id": "301"}),
    ("DELETE /articles/{article_id}/tags/{id}", {"article_id": "5001", "id": "301"}, None),
    ("POST /internal_articles/{internal_article_id}/tags", {"internal_article_id": "1"},
     {"id": "301"}),
    ("DELETE /internal_articles/{internal_article_id}/tags/{id}",
     {"internal_article_id": "5501", "id": "301"}, None),
    ("POST /content_snippets/{content_snippet_id}/tags", {"content_snippet_id": "5801"},
     {"id": "1"}),
    ("DELETE /content_snippets/{content_snippet_id}/tags/{id}",
     {"content_snippet_id": "1", "id": "301"}, None),
    ("POST /content_snippets", {}, {"title": "No text"}),
    ("POST /content_snippets", {}, {"title": "T", "body_markdown": "x", "audience_ids": [9]}),
    ("GET /content_snippets/{id}", {"id": "1"}, None),
    ("PUT /content_snippets/{id}", {"id": "5801"}, {"locale": "xx"}),
    ("DELETE /content_snippets/{id}", {"id": "1"}, None),
    ("GET /audiences/{id}", {"id": "1"}, None),
    ("POST /audiences", {}, {}),
    ("PUT /audiences/{id}", {"id": "61"}, {"name": ""}),
    ("DELETE /audiences/{id}", {"id": "1"}, None),
    ("POST /help_center/help_centers/{help_center_id}/redirects", {"help_center_id": "71"}, {}),
    ("GET /help_center/help_centers/{help_center_id}/redirects/{id}",
     {"help_center_id": "72", "id": "26"}, None),
    ("DELETE /help_center/help_centers/{help_center_id}/redirects/{id}",
     {"help_center_id": "71", "id": "1"}, None),
    ("GET /help_center/sections/{id}", {"id": "151"}, None),
    ("GET /tags/{id}", {"id": "1"}, None),
    ("DELETE /tags/{id}", {"id": "1"}, None),
    ("GET /tickets/{id}", {"id": "1"}, None),
    ("DELETE /tickets/{id}", {"id": "1"}, None),
    ("GET /ticket_types/{id}", {"id": "1"}, None),
    ("PUT /contacts/{id}", {"id": "none"}, {"name": "N"}),
    ("DELETE /companies/{id}", {"id": company_id(99)}, None),
    ("POST /contacts/{id}/archive", {"id": "none"}, None),
    ("GET /calls/{id}", {"id": "1"}, None),
    ("GET /calls/{id}/recording", {"id": "2999"}, None),
    ("GET /calls/{id}/transcript", {"id": "2999"}, None),
    ("POST /calls/search", {}, {"conversation_ids": []}),
    ("POST /fin/start", {}, {}),
    ("POST /fin/reply", {}, {"conversation_id": "none"}),
    ("POST /custom_channel_events/notify_new_conversation", {}, {}),
    ("POST /custom_channel_events/notify_new_message", {},
     {"event_id": "e", "external_conversation_id": "none", "body": "Hi",
      "contact": {"type": "lead", "external_id": "x"}}),
    ("POST /tickets/enqueue", {}, {"ticket_type_id": "7", "contacts": [{"id": contact_id(1)}]}),
    ("GET /jobs/status/{id}", {"id": "1"}, None),
    ("GET /export/content/data/{job_identifier}", {"job_identifier": "none"}, None),
    ("POST /export/cancel/{job_identifier}", {"job_identifier": "none"}, None),
    ("GET /download/content/data/{job_identifier}", {"job_identifier": "none"}, None),
    ("POST /export/reporting_data/enqueue", {}, {}),
    ("GET /export/workflows/{id}", {"id": "1"}, None),
    ("POST /companies/search", {}, {"query": {"field": "plan.id", "operator": "=", "value": "1"}}),
    ("GET /companies/{company_id}/notes", {"company_id": "none"}, None),
    ("POST /companies/{company_id}/notes", {"company_id": "none"}, {"body": "Hi"}),
    ("POST /companies/{company_id}/notes", {"company_id": company_id(1)},
     {"body": "Hi", "admin_id": "1"}),
    ("POST /contacts/bulk", {}, {"contacts": {}}),
    ("PUT /contacts/bulk", {}, {"contacts": [{"name": "N"}]}),
    ("POST /contacts/bulk/delete", {}, {"contacts": [{"id": "x"}], "job": {"id": "none"}}),
    ("GET /contacts/bulk/{id}", {"id": "none"}, None),
    ("POST /companies/bulk", {}, {"companies": [{}] * 101}),
    ("PUT /companies/bulk", {}, {}),
    ("POST /companies/bulk/delete", {}, {"companies": ["x"]}),
    ("GET /companies/bulk/{id}", {"id": "none"}, None),
    ("GET /contacts/{id}/merge_history", {"id": contact_id(10)}, None),
    ("PUT /conversations/{conversation_id}/conversation_parts/{id}",
     {"conversation_id": "1001", "id": "20002"}, {"seen": True}),
    ("PUT /conversations/{conversation_id}/conversation_parts/{id}",
     {"conversation_id": "1002", "id": "20002"}, {"experimental": True, "secret": "s"}),
    ("POST /conversations/{id}/merge", {"id": "9999"}, {"merge_into_conversation_id": 1001}),
    ("POST /conversations/{id}/merge", {"id": "1001"}, {"merge_into_conversation_id": "x"}),
    ("POST /conversations/{id}/merge", {"id": "1001"}, {"merge_into_conversation_id": 1001}),
    ("POST /conversations/{id}/run_assignment_rules", {"id": "9999"}, None),
    ("POST /conversations/attributes", {}, {"name": "n", "data_type": "x"}),
    ("GET /conversations/attributes/{id}", {"id": "99"}, None),
    ("PUT /conversations/attributes/{id}", {"id": "99"}, {}),
    ("DELETE /conversations/attributes/{id}", {"id": "99"}, None),
    ("POST /conversations/attributes/{id}/options", {"id": "2"}, {"label": "x"}),
    ("PUT /conversations/attributes/{id}/options/{option_id}", {"id": "1", "option_id": "x"},
     {"label": "x"}),
    ("GET /messages/whatsapp/status", {"message_id": "none"}, None),
    ("POST /tickets/{ticket_id}/linked_conversations", {"ticket_id": "1010"}, {}),
    ("POST /tickets/{ticket_id}/linked_conversations", {"ticket_id": "1013"}, {}),
    ("POST /tickets/{ticket_id}/linked_conversations", {"ticket_id": "1013"},
     {"conversation_id": "9999"}),
    ("DELETE /tickets/{ticket_id}/linked_conversations/{id}", {"ticket_id": "1013", "id": "1001"},
     None),
    ("POST /tickets/{ticket_id}/change_type", {"ticket_id": "1010"}, {"ticket_type_id": "12"}),
    ("POST /tickets/{ticket_id}/change_type", {"ticket_id": "1010"},
     {"ticket_type_id": "12", "ticket_state_id": "81"}),
    ("POST /fin/capabilities", {}, {}),
    ("POST /fin/ask", {}, {}),
    ("POST /fin/procedures/{procedure_id}/run", {"procedure_id": "1"}, {}),
    ("POST /fin/escalate", {}, {}),
    ("GET /teams/{team_id}/metrics", {"team_id": "1"}, None),
    ("PUT /teams/{id}", {"id": "1"}, {}),
    ("PUT /teams/{id}", {"id": "6140001"}, {"name": "New"}),
    ("GET /macros", {"updated_since": "x"}, None),
    ("GET /macros/{id}", {"id": "1"}, None),
    ("GET /contacts/{id}/banners", {"id": "none"}, None),
    ("POST /contacts/{id}/banners/{view_id}/dismiss", {"id": contact_id(1), "view_id": "1"}, None),
    ("POST /secure_mode_secrets", {}, {}),
    ("DELETE /secure_mode_secrets/{id}", {"id": "1"}, None),
    ("PUT /ip_allowlist", {}, {"enabled": True}),
    ("POST /office_hours_schedules", {}, {}),
    ("GET /office_hours_schedules/{id}", {"id": "1"}, None),
    ("GET /data_connectors/{id}", {"id": "1"}, None),
    ("GET /data_connectors/{id}", {"id": "4101", "state_version": "old"}, None),
    ("POST /data_connectors", {}, {}),
    ("POST /data_connectors", {}, {"name": "N", "audiences": ["all"]}),
    ("PATCH /data_connectors/{id}", {"id": "4101"}, {"state": "draft"}),
    ("DELETE /data_connectors/{id}", {"id": "4101"}, None),
    ("GET /data_connectors/{data_connector_id}/execution_results",
     {"data_connector_id": "4101", "start_ts": "x"}, None),
    ("GET /data_connectors/{data_connector_id}/execution_results/{id}",
     {"data_connector_id": "4101", "id": "1"}, None),
    ("POST /ecommerce/connectors/{id}/catalog", {"id": "1"}, None),
    ("POST /ecommerce/connectors/{id}/catalog", {"id": "42939"}, None),
    ("POST /procedures/{conversation_id}/collect_agent_input", {"conversation_id": "1"}, {}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("operation", "values", "body"), REFUSED, ids=[each[0] for each in REFUSED]
)
def test_refusals_are_among_the_errors_to_expect(
    api: Api, actions: dict[str, Action], operation: str, values: dict[str, str], body: Any
) -> None:
    method, template = operation.split(" ")
    reply = api.send(method, template.format(**values), body, query_of(template, values))
    assert reply.status >= 400
    expected = {(error.status, error.code) for error in actions[operation].errors}
    assert (reply.status, reply.code) in expected
