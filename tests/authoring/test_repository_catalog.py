"""The repository's own catalog: in step with its document, overlay, listing and examples.

The vendor's description and the published listing are not part of the repository; what needs them
is skipped where they are not found beside the checkout.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from connector import Catalog
from connector.authoring import compare_catalog, import_catalog, lint_catalog
from connector.authoring.catalog_files import ACTIONS_FILE, OVERLAY_FILE, read_catalog
from connector.authoring.openapi import Document, load_document
from connector.authoring.operation import action_name
from connector.authoring.schema_tree import references, walk
from connector.authoring.words import collect_words

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "intercom"
DOCUMENT = REFERENCE / "openapi" / "preview-2026-04-17.yaml"
LISTING = REFERENCE / "seed-actions.json"

needs_document = pytest.mark.skipif(
    not DOCUMENT.exists(), reason="the vendor's description is not beside the checkout"
)
needs_listing = pytest.mark.skipif(
    not LISTING.exists(), reason="the published listing is not beside the checkout"
)


def test_the_catalog_has_no_faults() -> None:
    assert [str(finding) for finding in lint_catalog(ROOT)] == []


@needs_document
def test_the_catalog_is_the_document_and_the_overlay() -> None:
    assert compare_catalog(DOCUMENT, ROOT) == []


@needs_document
def test_an_import_changes_no_byte(tmp_path: Path) -> None:
    files = [ROOT / ACTIONS_FILE, *(ROOT / "schemas").rglob("*.json")]
    for path in files:
        copied = tmp_path / path.relative_to(ROOT)
        copied.parent.mkdir(parents=True, exist_ok=True)
        copied.write_bytes(path.read_bytes())
    report = import_catalog([DOCUMENT], tmp_path, overlay=ROOT / OVERLAY_FILE, texts=False)
    assert (report.changed, report.lost_words, report.warnings) == ((), (), ())
    assert (len(report.actions), len(report.omitted)) == (160, 31)


# ── What the header says ──


@pytest.mark.parametrize(
    ("message", "pending"),
    [
        ("Exceeded rate limit of 1 pending message data export jobs", True),
        ("Exceeded rate limit of 5 pending reporting dataset export jobs", True),
        ("You have 1 pending message data export jobs", True),
        ("Exceeded rate limit of 83 in 10_seconds", False),
        ("limit of 1667 in 10_seconds exceeded", False),
        ("The job is done; no other is under way", False),
    ],
)
def test_a_job_under_way_is_told_from_a_full_window(
    catalog: Catalog, message: str, pending: bool
) -> None:
    assert bool(re.search(catalog.header.pending_job or "", message)) is pending


@needs_document
def test_waiters_know_every_state_that_is_described() -> None:
    schemas = load_document(DOCUMENT).data["components"]["schemas"]
    described = {
        "content_export": schemas["data_export"]["properties"]["status"]["enum"],
        "job": schemas["jobs"]["properties"]["status"]["enum"],
        "reporting_export": ["pending", "complete", "failed"],  # all that its examples show
    }
    waiters = read_catalog(ROOT).header["waiters"]
    assert set(waiters) == set(described)
    for name, states in described.items():
        known = {state for kind in ("done", "failed", "pending") for state in waiters[name][kind]}
        assert set(states) <= known, name
    assert {"completed", "no_data"} == set(waiters["content_export"]["done"])


PERSONAL = ("email", "phone", "name", "body", "subject", "value", "custom_attributes", "ip", "city")
NOT_PERSONAL = ("id", "type", "status", "state", "role", "admin_id", "created_at", "code", "data")


def test_what_identifies_people_is_personal_and_ids_are_not(catalog: Catalog) -> None:
    personal = catalog.header.personal
    assert set(PERSONAL) <= personal
    assert not personal & set(NOT_PERSONAL)
    assert [
        name for name in personal if name == "id" or name.endswith(("_id", "_ids", "_at"))
    ] == []
    listed = read_catalog(ROOT).header["personal"]
    assert len(listed) == len(personal), "a name stands twice"


@needs_document
def test_personal_fields_exist() -> None:
    """A misspelt name would let through what it should hide."""
    known = set(re.findall(r"[A-Za-z_]+", DOCUMENT.read_text(encoding="utf-8")))
    # `user_agent` is told to nobody by this version, and costs nothing to hide.
    assert set(read_catalog(ROOT).header["personal"]) - known == {"user_agent"}


def test_reads_that_cannot_be_repeated_or_end_early(catalog: Catalog) -> None:
    reads = [catalog[name] for name in catalog if catalog[name].effect == "read"]
    assert [read.name for read in reads if not read.idempotent] == ["get_companies_scroll"]
    limits = {read.name: read.pager.max_items for read in reads if read.pager}
    assert {name: most for name, most in limits.items() if most} == {"post_companies_list": 10_000}


# ── The published listing ──

ACCEPTED: dict[str, list[Any]] = {
    "string": ["text", "123"],
    "integer": [7],
    "boolean": [True],
    "number": [1.5],
    "object": [{}],
    "array": [[]],
}


@cache
def listing() -> list[dict[str, Any]]:
    actions: list[dict[str, Any]] = json.loads(LISTING.read_text(encoding="utf-8"))
    return actions


def member_schemas(schema: dict[str, Any], root: dict[str, Any], name: str) -> Iterator[Any]:
    """Every schema a property has, wherever a composition or reference declares it."""
    for ref in [schema["$ref"]] if "$ref" in schema else []:
        yield from member_schemas(resolved(ref, root), root, name)
    if name in schema.get("properties", {}):
        yield schema["properties"][name]
    for branch in [*schema.get("anyOf", []), *schema.get("allOf", [])]:
        yield from member_schemas(branch, root, name)


def resolved(reference: str, root: dict[str, Any]) -> dict[str, Any]:
    assert reference.startswith("#/$defs/")
    found: dict[str, Any] = root["$defs"][reference.removeprefix("#/$defs/")]
    return found


def own_types(schema: Any, root: dict[str, Any]) -> set[str]:
    """The JSON types a schema takes, as far as `type`, unions and references say so."""
    if "$ref" in schema:
        return own_types(resolved(schema["$ref"], root), root)
    if "type" in schema:
        kinds = schema["type"]
        return set(kinds if isinstance(kinds, list) else [kinds])
    if "enum" in schema:
        return {"string" if isinstance(value, str) else "other" for value in schema["enum"]}
    branches = schema.get("anyOf") or schema.get("allOf")
    if branches:
        return set().union(*(own_types(branch, root) for branch in branches))
    return set(ACCEPTED)


@needs_listing
def test_exactly_the_listed_actions(catalog: Catalog) -> None:
    assert {action["name"] for action in listing()} == set(catalog)
    for action in listing():
        ours = catalog[action["name"]]
        assert (ours.method, ours.path) == (action["method"], action["path"])


@needs_listing
def test_every_listed_param_is_taken(catalog: Catalog) -> None:
    faults = []
    checked = 0
    for action in listing():
        ours = catalog[action["name"]]
        schema = ours.schema
        for param in action["params"]:
            name = f"{action['name']}.{param['name']}"
            checked += 1
            if param["name"] not in schema["properties"]:
                faults.append(f"{name} is missing")
                continue
            required = param["name"] in schema.get("required", [])
            if (param["required"] or param["in"] == "path") and not required:
                faults.append(f"{name} must be required")
            place = {"path": ours.path_params, "query": ours.query, "header": ours.headers}
            if param["in"] in place and param["name"] not in place[param["in"]]:
                faults.append(f"{name} must travel in the {param['in']}")
            declared = schema["properties"][param["name"]]
            if param["type"] in ACCEPTED and param["type"] not in own_types(declared, schema):
                faults.append(f"{name} must accept {param['type']}")
    assert faults == []
    assert checked == 363


@needs_listing
def test_every_listed_child_is_taken(catalog: Catalog) -> None:
    faults = []
    checked = 0
    for action in listing():
        schema = catalog[action["name"]].schema
        for param in action["params"]:
            for child in param["children"]:
                checked += 1
                name = f"{action['name']}.{param['name']}.{child['name']}"
                found = list(
                    member_schemas(schema["properties"][param["name"]], schema, child["name"])
                )
                if not found:
                    faults.append(f"{name} is missing")
                elif child["type"] in ACCEPTED and not any(
                    child["type"] in own_types(each, schema) for each in found
                ):
                    faults.append(f"{name} must accept {child['type']}")
    assert faults == []
    assert checked == 218


@needs_listing
@needs_document
def test_nothing_is_required_that_neither_source_requires(catalog: Catalog) -> None:
    document = load_document(DOCUMENT)
    described = {
        action_name(method, path): {
            part["name"]
            for part in map(document.resolved, [*own, *operation.get("parameters", [])])
            if part.get("required")
        }
        | ({"data"} if operation.get("requestBody", {}).get("required") else set())
        for method, path, operation, own in document.operations()
    }
    for action in listing():
        listed = {param["name"] for param in action["params"] if param["required"]}
        ours = catalog[action["name"]]
        allowed = listed | described[action["name"]] | set(ours.path_params)
        assert set(ours.schema.get("required", [])) <= allowed, action["name"]


# ── The vendor's own examples ──

# Examples that show an error on purpose; every other one must be accepted.
BAD_ON_PURPOSE = {
    ("post_articles", "bad_request"): "no author",
    ("post_internal_articles", "bad_request"): "no author and no owner",
    ("post_help_center_collections", "bad_request"): "no name",
    ("post_contacts_by_id_companies", "bad_request"): "no body",
    ("post_data_attributes", "invalid_data_type"): "a data type that does not exist",
    ("post_data_attributes", "too_few_options_for_list"): "no name, model or type",
    ("put_data_attributes_by_id", "too_few_options_in_list"): "options that are no list",
    ("post_tags", "invalid_parameters"): "none of the shapes",
    ("post_messages", "no_body_supplied_for_message"): "no text",
    ("post_messages", "no_body_supplied_for_email_message"): "no text",
    ("post_messages", "no_subject_supplied_for_email_message"): "no subject",
}


def request_examples(document: Document) -> Iterator[tuple[str, str, Any, Any]]:
    """Action, name of the example, its value and the raw schema it belongs to."""
    for method, path, operation, _ in document.operations():
        body = document.resolved(operation.get("requestBody")) or {}
        for media in body.get("content", {}).values():
            examples = dict(media.get("examples") or {})
            if "example" in media:
                examples["example"] = {"value": media["example"]}
            for name, example in examples.items():
                value = document.resolved(example).get("value")
                yield action_name(method, path), name, value, media["schema"]


@needs_document
def test_the_vendors_examples_are_accepted(catalog: Catalog) -> None:
    refused = set()
    seen = 0
    for action, name, value, _ in request_examples(load_document(DOCUMENT)):
        if action in catalog:
            seen += 1
            schema = catalog[action].schema
            only_body = {"properties": {"data": schema["properties"]["data"]}}
            wrapped = {**only_body, "$defs": schema.get("$defs", {})}
            if not Draft202012Validator(wrapped).is_valid({"data": value}):
                refused.add((action, name))
    assert refused == set(BAD_ON_PURPOSE)
    assert seen == 135


@needs_document
def test_what_the_description_accepts_is_accepted(catalog: Catalog) -> None:
    """Examples that satisfy the vendor's schema to the letter satisfy ours, bar one error shown."""
    document = load_document(DOCUMENT)
    refused = []
    strict = 0
    for action, name, value, raw in request_examples(document):
        if action not in catalog:
            continue
        if Draft202012Validator(literal(document, raw)).is_valid(value):
            strict += 1
            if (action, name) in BAD_ON_PURPOSE:
                refused.append((action, name))
    assert refused == [("put_data_attributes_by_id", "too_few_options_in_list")]
    assert strict == 70


def literal(document: Document, raw: Any) -> dict[str, Any]:
    """A body schema to the letter: `oneOf` and closed objects kept, references bundled."""
    names: dict[str, str] = {}

    def place(reference: str) -> str:
        return names.setdefault(reference, f"#/$defs/d{len(names)}")

    def exact(schema: Any) -> Any:
        if isinstance(schema, list):
            return [exact(part) for part in schema]
        if not isinstance(schema, dict):
            return schema
        if isinstance(schema.get("$ref"), str):
            return {"$ref": place(schema["$ref"])}
        copied = {key: exact(value) for key, value in schema.items()}
        if schema.get("nullable") is True and isinstance(schema.get("type"), str):
            copied["type"] = [schema["type"], "null"]
        return copied

    result: dict[str, Any] = exact(raw)
    definitions: dict[str, Any] = {}
    while len(definitions) < len(names):
        for reference, target in list(names.items()):
            key = target.removeprefix("#/$defs/")
            if key not in definitions:
                definitions[key] = exact(document.target(reference))
    return {"allOf": [result], "$defs": definitions}


# ── Words ──


@needs_document
def test_no_sentence_of_the_vendor_is_in_the_catalog() -> None:
    """No eight words in a row are the vendor's."""
    theirs = {phrase for text in texts_of(load_document(DOCUMENT).data) for phrase in eights(text)}
    words = collect_words(read_catalog(ROOT))
    ours = [text for each in words.entries.values() for text in each.values()]
    for part in (words.schemas, words.shared):
        ours += [
            str(text) for file in part.values() for at in file.values() for text in at.values()
        ]
    ours.append((ROOT / OVERLAY_FILE).read_text(encoding="utf-8"))
    copied = {phrase for text in ours for phrase in eights(text)} & theirs
    assert {phrase for phrase in copied if not is_enumeration(phrase)} == set()


def texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from texts_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts_of(part)
    elif isinstance(value, str):
        yield value


def eights(text: str) -> Iterator[str]:
    words = re.findall(r"[a-z0-9_']+", text.lower())
    for start in range(len(words) - 7):
        yield " ".join(words[start : start + 8])


def is_enumeration(phrase: str) -> bool:
    """Names of an interface in a row, such as `get /a/{a_id}/b`, are facts."""
    return len([word for word in phrase.split() if "_" not in word]) < 5


# ── Shapes ──


def test_unions_are_written_one_way(catalog: Catalog) -> None:
    for name in catalog:
        for pointer, level in walk(catalog[name].schema):
            assert "oneOf" not in level, f"{name}{pointer}"
            assert len(level.get("anyOf", [0, 0])) > 1, f"{name}{pointer}"


def test_the_schemas_bundle(catalog: Catalog) -> None:
    for name in catalog:
        Draft202012Validator.check_schema(catalog[name].schema)
        assert all(ref.startswith("#/$defs/") for ref in references(catalog[name].schema))


DECISIONS: list[tuple[str, dict[str, Any], bool]] = [
    ("post_tags", {"name": "vip"}, True),
    ("post_tags", {"name": "vip", "id": 1}, True),
    ("post_tags", {"name": "vip", "companies": [{"company_id": "a", "untag": True}]}, True),
    ("post_tags", {"name": "vip", "users": [{"id": "6762f2341bb69f9f2193bc17"}]}, True),
    ("post_tags", {"name": "vip", "users": "everybody"}, False),
    ("post_tags", {"name": "vip", "companies": {}}, False),
    ("post_tags", {"users": [{"id": "1"}]}, False),
    ("post_contacts", {"email": "a@example.com"}, True),
    ("post_contacts", {"name": "A"}, False),
    ("post_contacts_search", {"query": {"field": "a", "operator": ">=", "value": True}}, True),
    ("post_contacts_search", {"query": {"field": "a", "operator": "IN", "value": ["1", 2]}}, True),
    ("post_contacts_search", {"query": {"field": "a", "operator": "=", "value": None}}, True),
    ("post_contacts_search", {"query": {"field": "a", "operator": "LIKE", "value": "x"}}, False),
    (
        "post_tickets_search",
        {
            "query": {
                "operator": "AND",
                "value": [
                    {"operator": "OR", "value": [{"field": "a", "operator": "=", "value": 1}]}
                ],
            },
            "pagination": {"per_page": 5, "starting_after": None},
        },
        True,
    ),
    ("post_conversations_search", {"query": {"operator": "AND", "value": [{"field": "a"}]}}, False),
    (
        "post_conversations_by_id_parts",
        {"message_type": "assignment", "type": "admin", "admin_id": 1, "assignee_id": "0"},
        True,
    ),
    ("post_conversations_by_id_parts", {"message_type": "snoozed", "admin_id": "1"}, False),
    (
        "post_conversations_by_id_reply",
        {"message_type": "comment", "type": "user", "user_id": 1, "body": "hi"},
        True,
    ),
    (
        "post_conversations_by_id_reply",
        {"message_type": "comment", "type": "user", "user_id": "1"},
        False,
    ),
    (
        "post_messages",
        {
            "message_type": "inapp",
            "body": "hi",
            "from": {"type": "admin", "id": 1},
            "to": [{"type": "user", "id": "6762f2341bb69f9f2193bc17"}],
        },
        True,
    ),
    (
        "post_messages",
        {"body": "hi", "from": {"type": "lead", "id": "6762f2341bb69f9f2193bc17"}},
        True,
    ),
    (
        "post_conversations",
        {"body": "hi", "from": {"type": "user", "id": "6762f2341bb69f9f2193bc17"}},
        True,
    ),
    ("put_conversations_by_id", {"custom_attributes": {"a": 1.5, "b": None, "c": ["21"]}}, True),
    ("put_data_attributes_by_id", {"archived": True}, True),
    ("post_events", {"event_name": "a", "created_at": 1, "id": "b", "metadata": {"n": 1}}, True),
    ("post_events", {"event_name": "a", "created_at": 1}, False),
]


@pytest.mark.parametrize(("name", "data", "accepted"), DECISIONS)
def test_bodies_that_decide(
    catalog: Catalog, name: str, data: dict[str, Any], accepted: bool
) -> None:
    schema = catalog[name].schema
    ids = dict.fromkeys(catalog[name].path_params, "1")
    assert Draft202012Validator(schema).is_valid({**ids, "data": data}) is accepted


@pytest.mark.parametrize("version", ["2.14", "2.99", "Preview", "preview", "Unstable", "3.0"])
def test_versions_that_are_taken(catalog: Catalog, version: str) -> None:
    assert Draft202012Validator(catalog["get_me"].schema).is_valid({"Intercom-Version": version})


@pytest.mark.parametrize("version", ["latest", "2", "2.14 ", "", 2.14])
def test_versions_that_are_refused(catalog: Catalog, version: object) -> None:
    params = {"Intercom-Version": version}
    assert not Draft202012Validator(catalog["get_me"].schema).is_valid(params)
