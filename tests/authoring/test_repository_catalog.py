"""The repository's own catalog: in step with its documents, overlay, listing and examples.

The vendor's descriptions, one for each version, and the published listing are not part of the
repository; what needs them is skipped where they are not found beside the checkout.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from connector import Catalog, load_catalog
from connector.authoring import compare_catalog, import_catalog, lint_catalog
from connector.authoring.catalog_files import ACTIONS_FILE, OVERLAY_FILE, read_catalog
from connector.authoring.openapi import Document, load_document
from connector.authoring.placeholders import Key, operation_key
from connector.authoring.schema_tree import references, walk
from connector.authoring.words import collect_words

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT.parent / "shared" / "intercom"
LISTED = "Preview-2026-04-17"
"""The description that the published listing was made from."""

DOCUMENTS = {
    LISTED: REFERENCE / "openapi" / "preview-2026-04-17.yaml",
    "Preview": REFERENCE / "openapi" / "preview.yaml",
    **{f"2.{minor}": REFERENCE / "openapi" / f"2.{minor}.yaml" for minor in range(7, 17)},
}
"""By the version that each describes, in the order in which they are imported: the first that has
an operation says how its path is spelled, and with that what its action is called."""

LISTING = REFERENCE / "seed-actions.json"

needs_documents = pytest.mark.skipif(
    not all(path.exists() for path in DOCUMENTS.values()),
    reason="the vendor's descriptions are not beside the checkout",
)
every_version = pytest.mark.parametrize("version", DOCUMENTS)
needs_listing = pytest.mark.skipif(
    not LISTING.exists(), reason="the published listing is not beside the checkout"
)


def test_the_catalog_has_no_faults() -> None:
    assert [str(finding) for finding in lint_catalog(ROOT)] == []


@cache
def document_of(version: str) -> Document:
    return load_document(DOCUMENTS[version])


@cache
def names_by_operation() -> dict[Key, str]:
    """The name of each action by its operation, whatever a description calls its placeholders."""
    return {operation_key(each.method, each.path): each.name for each in load_catalog().values()}


@needs_documents
def test_the_documents_are_those_of_the_known_versions(catalog: Catalog) -> None:
    assert catalog.header.version is not None
    assert set(catalog.header.version.known) == set(DOCUMENTS)


@needs_documents
def test_every_operation_of_every_version_is_an_action(catalog: Catalog) -> None:
    described: dict[Key, set[str]] = {}
    for version in DOCUMENTS:
        for method, path, _, _ in document_of(version).operations():
            described.setdefault(operation_key(method, path), set()).add(version)
    assert set(names_by_operation()) == set(described)
    assert len(described) == len(catalog) == 268
    for operation, versions in described.items():
        public = {"Preview" if version == LISTED else version for version in versions}
        assert set(catalog[names_by_operation()[operation]].versions) == public


@needs_documents
@every_version
def test_a_version_of_the_catalog_is_its_document_and_the_overlay(version: str) -> None:
    assert compare_catalog([DOCUMENTS[version]], ROOT) == []


@needs_documents
@pytest.mark.timeout(300)
def test_the_catalog_is_all_documents_and_the_overlay() -> None:
    assert compare_catalog(list(DOCUMENTS.values()), ROOT) == []


@needs_documents
@pytest.mark.timeout(300)
def test_an_import_changes_no_byte(tmp_path: Path) -> None:
    shutil.copy(ROOT / ACTIONS_FILE, tmp_path)
    shutil.copytree(ROOT / "schemas", tmp_path / "schemas")
    report = import_catalog(
        list(DOCUMENTS.values()), tmp_path, overlay=ROOT / OVERLAY_FILE, texts=False
    )
    assert (report.changed, report.lost_words, report.omitted) == ((), (), ())
    assert len(report.actions) == 268
    # The oldest descriptions refer to a schema that none of them has.
    assert report.warnings == tuple(
        f"2.{minor}.yaml: #/components/schemas/custom_attributes leads nowhere; "
        "anything is accepted there"
        for minor in range(7, 12)
    )


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


@needs_documents
def test_waiters_know_every_state_that_is_described() -> None:
    schemas = document_of("Preview").data["components"]["schemas"]
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


@needs_documents
def test_personal_fields_exist() -> None:
    """A misspelt name would let through what it should hide."""
    texts = (path.read_text(encoding="utf-8") for path in DOCUMENTS.values())
    known = {word for text in texts for word in re.findall(r"[A-Za-z_]+", text)}
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


def listed_schema(name: str) -> dict[str, Any]:
    """What an action accepts by the description that the listing was made from."""
    return load_catalog().read_schema(name, LISTED)


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
def test_the_listed_actions_are_there(catalog: Catalog) -> None:
    assert len({action["name"] for action in listing()}) == 160
    assert {action["name"] for action in listing()} <= set(load_catalog(version="Preview"))
    for action in listing():
        ours = catalog[action["name"]]
        assert (ours.method, ours.path) == (action["method"], action["path"])


@needs_listing
def test_every_listed_param_is_taken(catalog: Catalog) -> None:
    faults = []
    checked = 0
    for action in listing():
        ours = catalog[action["name"]]
        schema = listed_schema(action["name"])
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
def test_every_listed_child_is_taken() -> None:
    faults = []
    checked = 0
    for action in listing():
        schema = listed_schema(action["name"])
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
def test_newer_versions_still_take_every_listed_param() -> None:
    preview = load_catalog(version="Preview")
    for action in listing():
        taken = set(preview[action["name"]].schema["properties"])
        assert {param["name"] for param in action["params"]} <= taken, action["name"]


@needs_listing
@needs_documents
@every_version
def test_nothing_is_required_that_neither_source_requires(version: str, catalog: Catalog) -> None:
    listed = {
        action["name"]: {param["name"] for param in action["params"] if param["required"]}
        for action in listing()
    }
    document = document_of(version)
    for method, path, operation, own in document.operations():
        ours = catalog[names_by_operation()[operation_key(method, path)]]
        described = {
            part["name"]
            for part in map(document.resolved, [*own, *operation.get("parameters", [])])
            if part.get("required")
        }
        if document.resolved(operation.get("requestBody") or {}).get("required"):
            described.add("data")
        allowed = listed.get(ours.name, set()) | described | set(ours.path_params)
        required = catalog.read_schema(ours.name, version).get("required", [])
        assert set(required) <= allowed, ours.name


# ── The vendor's own examples ──

# Examples that show an error on purpose, in every version that has them.
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
EXAMPLES = {
    **{LISTED: 154, "Preview": 211, "2.7": 90, "2.8": 90, "2.9": 99, "2.10": 108, "2.11": 108},
    **{"2.12": 113, "2.13": 120, "2.14": 133, "2.15": 133, "2.16": 174},
}


def request_examples(document: Document) -> Iterator[tuple[str, str, Any, Any]]:
    """Action, name of the example, its value and the raw schema it belongs to."""
    for method, path, operation, _ in document.operations():
        action = names_by_operation()[operation_key(method, path)]
        body = document.resolved(operation.get("requestBody")) or {}
        for media in body.get("content", {}).values():
            examples = dict(media.get("examples") or {})
            if "example" in media:
                examples["example"] = {"value": media["example"]}
            for name, example in examples.items():
                yield action, name, document.resolved(example).get("value"), media["schema"]


def accepts(schema: dict[str, Any], body: Any) -> bool:
    """Whether an action's schema takes this body, whatever its other params."""
    only_body = {"properties": {"data": schema["properties"]["data"]}}
    wrapped = {**only_body, "$defs": schema.get("$defs", {})}
    return Draft202012Validator(wrapped).is_valid({"data": body})


@needs_documents
@every_version
def test_the_vendors_examples_are_accepted(version: str, catalog: Catalog) -> None:
    examples = list(request_examples(document_of(version)))
    refused = {
        (action, name)
        for action, name, value, _ in examples
        if not accepts(catalog.read_schema(action, version), value)
    }
    there = {(action, name) for action, name, _, _ in examples}
    assert refused == set(BAD_ON_PURPOSE) & there
    assert len(examples) == EXAMPLES[version]


@needs_documents
@every_version
def test_what_the_description_accepts_is_accepted(version: str, catalog: Catalog) -> None:
    """An example that satisfies the vendor's schema satisfies ours, bar one error that it shows."""
    document = document_of(version)
    satisfying = [
        (action, name, value)
        for action, name, value, raw in request_examples(document)
        if Draft202012Validator(described_schema(document, raw)).is_valid(value)
    ]
    refused = [
        (action, name)
        for action, name, value in satisfying
        if not accepts(catalog.read_schema(action, version), value)
    ]
    assert set(refused) <= {("put_data_attributes_by_id", "too_few_options_in_list")}
    assert len(satisfying) > 0.8 * EXAMPLES[version]


IDENTIFIER = re.compile(r"(^|_)ids?$")


def described_schema(document: Document, raw: Any) -> dict[str, Any]:
    """A body schema as the document has it, references bundled.

    Two readings are lenient: ids are text or numbers, and `oneOf` is read as `anyOf`.
    """
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
        copied = {
            "anyOf" if key == "oneOf" and isinstance(value, list) else key: exact(value)
            for key, value in schema.items()
        }
        for name in filter(IDENTIFIER.search, copied.get("properties", {})):
            copied["properties"][name] = text_or_number(copied["properties"][name])
        if schema.get("nullable") is True and isinstance(schema.get("type"), str):
            copied["type"] = [schema["type"], "null"]
        return copied

    result: dict[str, Any] = exact(raw)
    definitions: dict[str, Any] = {}
    while len(definitions) < len(names):
        for reference, target in list(names.items()):
            key = target.removeprefix("#/$defs/")
            if key not in definitions:
                there = reference not in NOWHERE
                definitions[key] = exact(document.target(reference)) if there else {}
    return {"allOf": [result], "$defs": definitions}


NOWHERE = {"#/components/schemas/custom_attributes"}
"""What the oldest descriptions refer to and do not have."""


def text_or_number(schema: Any) -> Any:
    if schema.get("type") == "array":
        return {**schema, "items": text_or_number(schema.get("items", {}))}
    if schema.get("type") not in ("string", "integer", ["string", "null"], ["integer", "null"]):
        return schema
    types = ["string", "integer", *(["null"] if "null" in schema["type"] else [])]
    exempt = ("format", "minLength", "maxLength")
    return {**{key: value for key, value in schema.items() if key not in exempt}, "type": types}


# ── Words ──


@needs_documents
def test_no_sentence_of_the_vendor_is_in_the_catalog() -> None:
    """No eight words in a row are the vendor's."""
    texts = {text for version in DOCUMENTS for text in texts_of(document_of(version).data)}
    theirs = {phrase for text in texts for phrase in eights(text)}
    words = collect_words(read_catalog(ROOT))
    ours = list(texts_of(words.entries))
    for part in (words.schemas, words.shared, words.variants):
        ours += texts_of(part)
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
