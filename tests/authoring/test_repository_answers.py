"""What the repository's own catalog says of answers, errors and ids, held against the documents.

The vendor's descriptions are not part of the repository; what needs them is skipped where they are
not found beside the checkout.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from connector import Catalog
from connector.authoring.answers import error_codes, examples_of
from connector.authoring.openapi import Document, load_document
from connector.authoring.operation import media_kind
from connector.authoring.placeholders import operation_key
from connector.expectation import ANY, IdKind, id_trails
from connector.model import Action
from connector.variants import flattened_parts

ROOT = Path(__file__).parents[2]
DOCUMENTS = ROOT.parent / "shared" / "intercom" / "openapi"
BASE = "2.16"
OTHERS = ("preview", "preview-2026-04-17")

needs_documents = pytest.mark.skipif(
    not (DOCUMENTS / f"{BASE}.yaml").exists(),
    reason="the vendor's descriptions are not beside the checkout",
)

# The vendor's own examples that its own description of the same version refuses, and why.
WRONG_EXAMPLES = {
    "get_macros": "null texts, which are not declared nullable",
    "put_admins_by_id_away": "the reason's id as text, declared a number",
    "get_admins_activity_logs": "texts before and after a change, declared objects",
    "post_admins_activity_logs_search": "texts before and after a change, declared objects",
    "get_conversations_by_id": "ids of parts as numbers, declared text",
    "get_messages_status": "the id of the message set as a number, declared text",
    "post_tickets_by_ticket_id_change_type": "a state as text, as it was until 2.11",
}
# Those of other versions, whose answers are not those of the base version.
OTHER_EXAMPLES = {
    "get_custom_object_instances_by_custom_object_type_identifier": "a type that names the object",
    "post_conversations_by_id_convert": "assignees as text",
}


def examples(document: Document, catalog: Catalog) -> Iterator[tuple[Action, str, Any]]:
    """Each example of an answer, with its action and status."""
    actions = {operation_key(each.method, each.path): each for each in catalog.values()}
    for method, path, operation, _ in document.operations():
        for status, response in (operation.get("responses") or {}).items():
            content = (document.resolved(response) or {}).get("content") or {}
            for media, about in content.items():
                if media_kind(media) == "json":
                    for example in examples_of(document, about):
                        yield actions[operation_key(method, path)], str(status), example


def parts_of(schema: Any, root: dict[str, Any]) -> Iterator[Any]:
    """A schema and all that it may be, references followed."""
    for part in flattened_parts(schema, root):
        yield part
        for branch in part.get("anyOf", ()):
            yield from parts_of(branch, root)


def at(schema: Any, root: dict[str, Any], path: str) -> list[Any]:
    """The schemas at a dotted path of an answer."""
    here = [schema]
    for step in path.split("."):
        here = [
            part["properties"][step]
            for each in here
            for part in parts_of(each, root)
            if step in part.get("properties", {})
        ]
    return here


def names_in(schema: Any, root: dict[str, Any], depth: int = 0) -> set[str]:
    """The names of all fields of an answer, down to a depth."""
    found: set[str] = set()
    for part in parts_of(schema, root) if depth < 6 else ():
        for name, member in part.get("properties", {}).items():
            found |= {name} | names_in(member, root, depth + 1)
        if "items" in part:
            found |= names_in(part["items"], root, depth + 1)
    return found


# ── Answers ──


def test_every_answer_in_json_is_described_and_no_other(catalog: Catalog) -> None:
    assert {action.name for action in catalog.values() if action.returns_schema is None} == {
        action.name for action in catalog.values() if action.returns != "json"
    }


def test_every_schema_can_be_used(catalog: Catalog) -> None:
    for action in catalog.values():
        schema = action.returns_schema
        if schema is not None:
            Draft202012Validator.check_schema(schema)
            kinds = {kind for part in parts_of(schema, schema) for kind in types(part)}
            assert {"object", "array"} & kinds, action.name


def types(schema: Any) -> list[str]:
    stated = schema.get("type", [])
    return [stated] if isinstance(stated, str) else stated


def test_what_is_listed_is_in_the_answer(catalog: Catalog) -> None:
    for action in catalog.values():
        schema = action.returns_schema
        if action.pager is not None and schema is not None:
            lists = at(schema, schema, action.pager.items)
            kinds = {
                kind for each in lists for part in parts_of(each, schema) for kind in types(part)
            }
            assert "array" in kinds, action.name


@needs_documents
def test_the_vendors_answers_are_accepted(catalog: Catalog) -> None:
    refused: set[str] = set()
    accepted = 0
    for action, status, example in examples(load_document(DOCUMENTS / f"{BASE}.yaml"), catalog):
        if status.startswith("2") and action.returns_schema is not None:
            if Draft202012Validator(action.returns_schema).is_valid(example):
                accepted += 1
            else:
                refused.add(action.name)
    assert refused == set(WRONG_EXAMPLES)
    assert accepted > 220


@needs_documents
@pytest.mark.parametrize("version", OTHERS)
def test_the_answers_of_other_versions_are_mostly_accepted(catalog: Catalog, version: str) -> None:
    refused = {
        action.name
        for action, status, example in examples(
            load_document(DOCUMENTS / f"{version}.yaml"), catalog
        )
        if status.startswith("2")
        and action.returns_schema is not None
        and not Draft202012Validator(action.returns_schema).is_valid(example)
    }
    assert refused <= set(WRONG_EXAMPLES) | set(OTHER_EXAMPLES)


# ── Errors ──


def test_every_error_says_when_it_comes(catalog: Catalog) -> None:
    for action in catalog.values():
        pairs = [(error.status, error.code) for error in action.errors]
        assert len(pairs) == len(set(pairs)), action.name
        assert {error.code for error in action.errors if error.common} <= {
            each.code for each in catalog.errors
        }
        for error in action.errors:
            assert re.fullmatch(r"[A-Z\d].*\.", error.when), (action.name, error)
            assert 400 <= error.status < 600


def test_the_errors_of_every_action_are_told_once(catalog: Catalog) -> None:
    common = {(error.status, error.code) for error in catalog.errors}
    assert {(401, "unauthorized"), (429, "rate_limit_exceeded")} <= common
    repeated = {
        (action.name, error.status)
        for action in catalog.values()
        for error in action.errors
        if not error.common and (error.status, error.code) in common
    }
    # These mean something of their own there.
    assert repeated == {
        ("post_export_content_data", 429),
        ("post_export_reporting_data_enqueue", 429),
    }


@pytest.mark.parametrize(
    ("action", "status", "code"),
    [
        ("post_contacts", 409, "conflict"),
        ("get_contacts_by_id", 404, "not_found"),
        ("get_contacts_by_id", 410, "contact_merged"),
        ("get_companies_scroll", 400, "scroll_exists"),
        ("post_conversations_by_id_reply", 403, "api_plan_restricted"),
        ("delete_tags_by_id", 400, "tag_has_dependent_objects"),
        ("post_phone_call_redirects", 400, "invalid_phone_number"),
        ("post_fin_voice_register", 409, None),
        ("get_me", 401, "unauthorized"),
    ],
)
def test_errors_to_expect(catalog: Catalog, action: str, status: int, code: str | None) -> None:
    assert (status, code) in {(error.status, error.code) for error in catalog[action].errors}


@needs_documents
@pytest.mark.parametrize("version", [BASE, *OTHERS])
def test_every_error_that_is_shown_is_expected(catalog: Catalog, version: str) -> None:
    document = load_document(DOCUMENTS / f"{version}.yaml")
    missing = {
        (action.name, status, code)
        for action, status, example in examples(document, catalog)
        if status[0] in "45"
        for code in error_codes(example)
        if (int(status), code) not in {(each.status, each.code) for each in action.errors}
    }
    # Made up by the vendor, to have an example at all.
    assert missing <= {("post_phone_call_redirects", "422", "some_error")}


# ── Ids ──

ID = re.compile(r"(^|_)(id|ids|identifier|uuid)$")
# Params that are ids by their name alone.
NO_IDS = {"data.translated_content.id": "the language Indonesian"}


def id_params(action: Action) -> Iterator[tuple[str, tuple[str, ...]]]:
    for param, trail in id_trails(action.path, action.path_params, action.query, action.schema):
        if (
            ID.search(param.rpartition(".")[2])
            and param not in NO_IDS
            and param.rpartition(".")[2] != ANY
        ):
            yield param, trail


def test_every_id_has_a_source_or_a_reason_why_not(catalog: Catalog) -> None:
    unknown = []
    for action in catalog.values():
        for param, trail in id_params(action):
            kind = catalog.id_kinds.kind_of(trail)
            if kind is None or not (kind.sources or kind.none):
                unknown.append(f"{action.name}.{param}")
            elif kind.sources and not action.ids_from.get(param) and kind.sources != (action.name,):
                unknown.append(f"{action.name}.{param} is not in ids_from")
    assert unknown == []


WITHOUT_SOURCE = {
    "data.attribute_values.identifier",
    "data.call_id",
    "data.conversation_id",
    "data.event_id",
    "data.external_conversation_id",
    "data.quick_reply_option_id",
    "data.step_id",
    "data.user.id",
    "data.user_id",
    "data.external_id",
    "data.visitor.user_id",
    "data.attribute.id",
    "data.token_ids",
    "data.import_job_id",
    "data.reference.object_type_id",
    "data.reply_options.uuid",
    "client_id",
    "custom_object_type_identifier",
    "external_id",
    "id",
    "procedure_id",
    "ruleset_id",
    "user_id",
}


def test_few_ids_have_no_source(catalog: Catalog) -> None:
    bare: dict[str, set[str]] = {}
    for action in catalog.values():
        for param, trail in id_params(action):
            kind = catalog.id_kinds.kind_of(trail)
            if kind is not None and kind.none:
                bare.setdefault(param, set()).add(action.name)
    assert set(bare) == WITHOUT_SOURCE
    assert bare["id"] == {"get_export_workflows_by_id", "post_ecommerce_connectors_by_id_catalog"}
    assert sum(map(len, bare.values())) < 50


@pytest.mark.parametrize(
    ("action", "param", "sources"),
    [
        ("get_contacts_by_id", "id", ["post_contacts_search", "get_contacts"]),
        (
            "post_conversations_by_id_reply",
            "id",
            ["post_conversations_search", "get_conversations"],
        ),
        ("post_conversations_by_id_reply", "data.admin_id", ["get_admins"]),
        ("post_contacts_by_contact_id_tags", "data.id", ["get_tags"]),
        (
            "delete_contacts_by_contact_id_tags_by_id",
            "contact_id",
            ["post_contacts_search", "get_contacts"],
        ),
        ("delete_contacts_by_contact_id_tags_by_id", "id", ["get_tags"]),
        ("post_contacts_by_id_companies", "data.id", ["get_companies", "post_companies_list"]),
        ("post_tickets", "data.contacts.id", ["post_contacts_search", "get_contacts"]),
        ("post_conversations_by_id_parts", "data.assignee_id", ["get_admins", "get_teams"]),
        ("post_messages", "data.from.id", ["get_admins", "post_contacts_search", "get_contacts"]),
        ("put_ticket_types_by_ticket_type_id_attributes_by_id", "id", ["get_ticket_types"]),
        ("get_jobs_status_by_id", "id", ["post_tickets_enqueue"]),
        (
            "get_export_content_data_by_job_identifier",
            "job_identifier",
            ["post_export_content_data"],
        ),
        (
            "get_export_reporting_data_by_job_identifier",
            "job_identifier",
            ["post_export_reporting_data_enqueue"],
        ),
        ("put_articles_by_id", "data.translated_content.*.author_id", ["get_admins"]),
        ("post_contacts_merge", "data.into", ["post_contacts_search", "get_contacts"]),
    ],
)
def test_where_ids_come_from(catalog: Catalog, action: str, param: str, sources: list[str]) -> None:
    assert list(catalog[action].ids_from[param]) == sources


# Kinds whose ids have another name in the answers of their sources.
NAMES = {
    "contact_external_id": "external_id",
    "company_external_id": "company_id",
    "custom_object_external_id": "external_id",
    "content_export": "job_identifier",
    "reporting_export": "job_identifier",
    "workspace": "id_code",
    "whatsapp_message": "whatsapp_message_id",
    "banner_view": "view_id",
}


def test_the_answers_of_the_sources_hold_ids(catalog: Catalog) -> None:
    missing = []
    for kind in catalog.id_kinds.kinds:
        for source in kind.sources:
            schema = catalog[source].returns_schema or {}
            if id_name(kind) not in names_in(schema, schema):
                missing.append(f"{source} for {kind.name}")
    assert missing == []


def id_name(kind: IdKind) -> str:
    return NAMES.get(kind.name, "id")


def test_sources_only_read_or_start_jobs(catalog: Catalog) -> None:
    sources = {source for kind in catalog.id_kinds.kinds for source in kind.sources}
    writing = {source for source in sources if catalog[source].effect != "read"}
    assert {name.partition("_bulk")[0] for name in writing} == {
        "get_contacts_by_id_banners",
        "post_companies",
        "post_contacts",
        "post_export_content_data",
        "post_export_reporting_data_enqueue",
        "post_fin_voice_register",
        "post_tickets_enqueue",
        "put_companies",
        "put_contacts",
    }
