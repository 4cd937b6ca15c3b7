"""Each rule finds what breaks it, names it, and finds nothing in a sound catalog."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from connector.authoring import lint_catalog, write_index
from connector.authoring.catalog_files import (
    OVERLAY_FILE,
    CatalogFiles,
    actions_text,
    read_catalog,
    write_catalog,
)
from connector.authoring.importing import import_catalog
from connector.authoring.lint import RULES, lint
from connector.authoring.linted import Linted
from connector.authoring.overlay import load_overlay


@pytest.fixture
def sound(library_path: Path, library_overlay: Path, tmp_path: Path) -> CatalogFiles:
    import_catalog([library_path], tmp_path, overlay=library_overlay)
    return read_catalog(tmp_path)


def test_a_sound_catalog_has_no_faults(sound: CatalogFiles, library_overlay: Path) -> None:
    assert lint(Linted(sound, actions_text(sound), load_overlay(library_overlay))) == []


def entry(name: str, **values: Any) -> Callable[[CatalogFiles], Any]:
    return lambda catalog: catalog.entries[name].update(values)


def schema(name: str, **values: Any) -> Callable[[CatalogFiles], Any]:
    return lambda catalog: catalog.schemas[name].update(values)


def params(name: str, **values: Any) -> Callable[[CatalogFiles], Any]:
    return lambda catalog: catalog.schemas[name]["properties"].update(values)


def waiter(**values: Any) -> Callable[[CatalogFiles], Any]:
    return lambda catalog: catalog.header["waiters"]["cover"].update(values)


def check(index: int, **values: Any) -> Callable[[CatalogFiles], Any]:
    return lambda catalog: catalog.entries["post_books"]["reconcile"][index].update(values)


def returns(name: str, **values: Any) -> Callable[[CatalogFiles], Any]:
    return lambda catalog: catalog.returns.setdefault(name, {}).update(values)


def ids(**values: Any) -> Callable[[CatalogFiles], Any]:
    return lambda catalog: catalog.header.update(ids={"book": values})


def promised(spoil: Callable[[CatalogFiles], Any]) -> Callable[[CatalogFiles], Any]:
    """In a catalog that promises words."""

    def change(catalog: CatalogFiles) -> None:
        catalog.header["words"] = {"languages": ["en"]}
        spoil(catalog)

    return change


def page(**words: Any) -> Callable[[CatalogFiles], Any]:
    return lambda catalog: catalog.schemas["get_books"]["properties"]["page"].update(words)


BOOKS = {"properties": {"data": {"type": "array", "items": {"$ref": "shared/Volume.json"}}}}


def book_ids(**values: Any) -> Callable[[CatalogFiles], Any]:
    """Books whose ids are found by a title, with what ``get_books`` shows of them."""

    def spoil(catalog: CatalogFiles) -> None:
        catalog.returns["get_books"] = {"schema": BOOKS}
        catalog.return_parts["Volume"] = {
            "properties": {
                "id": {"type": "string"},
                "title": {"type": ["string", "null"]},
                "author": {"type": "object"},
            }
        }
        catalog.header.update(ids={"book": {"from": ["get_books"], "to": ["books/id"], **values}})

    return spoil


def named(**values: Any) -> Callable[[CatalogFiles], Any]:
    return book_ids(names=[{"action": "get_books", "fields": ["title"], **values}])


def searched(**values: Any) -> Callable[[CatalogFiles], Any]:
    search = {"action": "get_books", "fill": ["genres"], "fields": ["title"]}
    return book_ids(find=[{**search, **values}])


FAULTS: list[tuple[str, Callable[[CatalogFiles], Any], str | None, str]] = [
    ("format", entry("get_books", effect="reads"), "get_books", "effect"),
    ("format", entry("get_books", extra=1), "get_books", "extra: Extra inputs"),
    ("format", entry("get_books", request="FETCH /books"), "get_books", "request"),
    ("format", lambda c: c.header.update(servers={"a": "ftp://x"}), None, "header servers.a"),
    ("format", lambda c: c.header.update(auth={"scheme": "header"}), None, "`name` belongs"),
    (
        "format",
        lambda c: c.header["pagers"].update(p={"style": "cursor"}),
        None,
        "style `cursor` needs",
    ),
    ("format", lambda c: c.header.update(health="get_well"), None, "no action 'get_well'"),
    ("names", lambda c: c.entries.update({"a" * 81: c.entries["get_books"]}), "a" * 81, "name"),
    ("summaries", entry("get_books", summary=" "), "get_books", "missing"),
    ("summaries", entry("get_books", summary="x" * 91), "get_books", "90 characters"),
    ("summaries", entry("get_books", summary="a\nb"), "get_books", "one line"),
    ("summaries", entry("post_books", summary="List the books."), "post_books", "same as"),
    ("hints", promised(entry("get_books", hint="x" * 321)), "get_books", "more than 320"),
    ("hints", promised(entry("get_books", hint="Or get_b.")), "get_books", "get_b, which is no"),
    ("aliases", promised(entry("get_books", aliases={"en": ["a b"]})), "get_books", "1 aliases in"),
    ("aliases", promised(entry("get_books", aliases={"x": ["a b"]})), "get_books", "language 'x'"),
    ("aliases", promised(entry("get_books", aliases={"en": ["a"]})), "get_books", "3 to 60"),
    (
        "aliases",
        promised(
            lambda c: [
                c.entries[name].update(aliases={"en": ["Books"]})
                for name in ("get_books", "post_books")
            ]
        ),
        "post_books",
        "'Books' is also one of get_books",
    ),
    ("descriptions", promised(page(description="page")), "get_books", "page: the description must"),
    (
        "descriptions",
        promised(page(description="a\nbcdefgh")),
        "get_books",
        "page: the description",
    ),
    ("descriptions", promised(page()), "get_books", "page: no description"),
    ("descriptions", promised(page()), "get_books", "page: no example"),
    ("descriptions", promised(page(examples=["x"])), "get_books", "page: the example 'x' does not"),
    ("files", lambda c: c.schemas.pop("get_books"), "get_books", "no schema file"),
    ("files", lambda c: c.schemas.update(get_x=c.schemas["get_books"]), None, "no action"),
    ("files", lambda c: c.shared.update(Lonely={"type": "string"}), None, "no schema refers"),
    (
        "references",
        params("post_loans", data={"$ref": "shared/Gone.json"}),
        "post_loans",
        "shared/Gone.json leads to no shared file",
    ),
    ("references", params("post_loans", data={"$ref": "Genre.json"}), "post_loans", "Genre.json"),
    (
        "references",
        promised(page(**{"$ref": "shared/Gone.json", "examples": [1]})),
        "get_books",
        "shared/Gone.json leads to no shared file",
    ),
    (
        "references",
        lambda c: c.shared["Genre"].update({"$ref": "shared/Genre.json"}),
        None,
        "Genre",
    ),
    ("schemas", params("get_books", page={"type": "int"}), "get_books", "not a JSON Schema"),
    ("schemas", schema("get_books", additionalProperties=True), "get_books", "closed object"),
    ("schemas", schema("get_books", **{"$schema": "x"}), "get_books", "2020-12"),
    ("schemas", params("get_books", page={"$id": "x"}), "get_books", "`$id`"),
    (
        "schemas",
        params("post_loans", data={"type": "object", "additionalProperties": False}),
        "post_loans",
        "/properties/data: only the top level",
    ),
    ("required", schema("get_books", required=["nothing"]), "get_books", "'nothing'"),
    ("locations", entry("get_books", query=["page"]), "get_books", "'genres' has 0 locations"),
    ("locations", entry("get_books", headers=["page"]), "get_books", "'page' has 2 locations"),
    ("locations", entry("get_books", headers=["nothing"]), "get_books", "'nothing' is not a param"),
    ("locations", schema("delete_books_by_id", required=[]), "delete_books_by_id", "required"),
    (
        "locations",
        schema("delete_books_by_id", properties={}),
        "delete_books_by_id",
        "{id} has no param",
    ),
    (
        "locations",
        entry("delete_books_by_id", styles={"id": "form"}),
        "delete_books_by_id",
        "outside the query",
    ),
    ("locations", entry("get_books", body="form"), "get_books", "without `data`"),
    ("locations", entry("get_books", content_type="a/b"), "get_books", "without `data`"),
    ("format", entry("post_books", content_type="a/b\r\nc: d"), "post_books", "content_type"),
    (
        "locations",
        entry("get_books", wire_names={"page": "Host"}, headers=["page"]),
        "get_books",
        "the header of 'page' belongs to the connection",
    ),
    (
        "locations",
        entry("get_books", wire_names={"page": "x-api-key"}, headers=["page"]),
        "get_books",
        "the header of 'page' belongs to the connection",
    ),
    ("pages", entry("get_books", pages="none"), "get_books", "no pager 'none'"),
    ("pages", entry("post_loans", pages="page_number"), "post_loans", "writes query.page"),
    ("pages", lambda c: c.entries["get_books"].pop("pages"), None, "no action uses"),
    ("format", lambda c: c.header.update(pending_job="("), None, "header pending_job: not a"),
    ("waiters", waiter(action="get_covers"), None, "waiter 'cover': there is no action"),
    ("waiters", waiter(action="post_books"), None, "post_books is no read"),
    ("waiters", waiter(action="get_books_by_isbn_cover"), None, "answers with JSON"),
    ("waiters", waiter(failed=["ready"]), None, "the state 'ready' is named twice"),
    ("waiters", waiter(pending=["lost", "printing"]), None, "the state 'lost' is named twice"),
    ("waiters", waiter(delay_s=60), None, "max_delay_s is less than delay_s"),
    ("reconcile", entry("post_books", idempotent=True), "post_books", "needs no checks"),
    ("reconcile", check(1, action="get_novels"), "post_books", "no action 'get_novels'"),
    ("reconcile", check(1, action="post_loans"), "post_books", "post_loans is no read"),
    ("reconcile", check(0, params={"data": {"n": 1}}), "post_books", "has no param data.n"),
    ("reconcile", check(0, params={"limit": 1}), "post_books", "has no param limit"),
    (
        "reconcile",
        check(0, fill={"data.words": "params.data.title"}),
        "post_books",
        "has no param data.words",
    ),
    (
        "reconcile",
        check(0, fill={"data.limit": "params.data.title"}),
        "post_books",
        "data.limit is both",
    ),
    (
        "reconcile",
        check(1, fill={"genres.0": "params.data.title"}),
        "post_books",
        "genres.0 leads into a list",
    ),
    (
        "reconcile",
        lambda c: c.schemas["get_books"].update(required=["page"]),
        "post_books",
        "get_books is not given page",
    ),
    ("reconcile", check(1, needs=["data.name"]), "post_books", "has no param data.name"),
    (
        "reconcile",
        check(1, same={"title": "params.data.name"}),
        "post_books",
        "params.data.name: the action has no such param",
    ),
    (
        "reconcile",
        check(0, needs=["data.author"]),
        "post_books",
        "params.data.title may be absent; name it in `needs`",
    ),
    (
        "reconcile",
        check(1, same={"shelf_id": "params.data.shelf_id"}),
        "post_books",
        "anything would do",
    ),
    (
        "reconcile",
        check(1, needs=["data.title", "data.author.name"]),
        "post_books",
        "reconcile.1: never runs, since 0 always does",
    ),
    (
        "union_titles",
        lambda c: c.schemas["post_loans"]["properties"]["data"]["anyOf"][0].pop("title"),
        "post_loans",
        "/properties/data/anyOf/0: the variant has no title",
    ),
    ("overlay", schema("post_loans", required=[]), "post_loans", "import again"),
    ("overlay", entry("get_books", query=["page"]), "get_books", "import again"),
    ("overlay", lambda c: c.shared["Genre"].pop("required"), None, "differences of Genre"),
    ("overlay", lambda c: c.header.update(title="x"), None, "the header is not that"),
    ("overlay", lambda c: c.entries.pop("post_loans"), None, "there is no action 'post_loans'"),
    ("answers", returns("get_gone", schema={}), None, "no action has this name"),
    ("answers", returns("get_books", extra=1), "get_books", "'extra' is unknown"),
    (
        "answers",
        returns("get_books_by_isbn_cover", schema={}),
        "get_books_by_isbn_cover",
        "not json",
    ),
    ("answers", returns("get_books", schema={"type": "text"}), "get_books", "not a JSON Schema"),
    ("answers", returns("get_books", schema={"title": "x"}), "get_books", "title is a word"),
    (
        "answers",
        returns("get_books", schema={"$ref": "shared/Gone.json"}),
        "get_books",
        "shared/Gone.json does not exist",
    ),
    ("answers", returns("get_books", errors=[{"status": 404}]), "get_books", "is no error of"),
    ("answers", lambda c: c.return_parts.update(Gone={}), None, "nothing refers to it"),
    ("ids", ids(**{"from": ["get_gone"], "to": ["books/id"]}), None, "no action 'get_gone'"),
    ("ids", ids(**{"from": ["get_books"], "to": ["books/uid"]}), None, "no param is at books/uid"),
    ("ids", ids(**{"from": ["get_books"], "to": ["id", "id"]}), None, "id is one of book already"),
    ("id_names", book_ids(id="isbn"), None, "ids.book.id: get_books shows no isbn"),
    ("id_names", named(action="get_gone"), None, "ids.book.names.0: there is no action 'get_gone'"),
    ("id_names", named(action="post_books"), None, "post_books is no read"),
    ("id_names", named(params={"colour": 1}), None, "get_books has no param colour"),
    ("id_names", named(fields=["name"]), None, "get_books shows no name"),
    ("id_names", named(fields=["title.main"]), None, "get_books shows no title.main"),
    ("id_names", named(id="uid"), None, "get_books shows no uid"),
    ("id_names", named(tell=["writer.email"]), None, "get_books shows no writer.email"),
    ("id_names", named(unless="gone"), None, "get_books shows no gone"),
    ("id_names", searched(fill=["q"]), None, "ids.book.find.0: get_books has no param q"),
    ("id_names", searched(when="("), None, "find.0: when: not a regular expression"),
    ("id_names", book_ids(me={"action": "get_gone"}), None, "ids.book.me: there is no action"),
    ("id_names", book_ids(pattern="("), None, "ids.book.pattern: not a regular expression"),
]


FILTER_FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"sort": {}}, "'sort' is unknown"),
    ({"kinds": {"titel": "book"}}, "kinds: 'titel' is no field"),
    ({"kinds": {"title": "scroll"}}, "the unknown kind 'scroll'"),
    ({"values": {"titel": ["a"]}}, "values: 'titel' is no field"),
    ({"short": {"name": "titel"}}, "'name' stands for 'titel', which is no field"),
    ({"short": {"title": "title"}}, "'title' is a field itself"),
    ({"bounds": "loose"}, "bounds is none of strict, inclusive"),
    ({"id": "("}, "id is not a regular expression"),
    ({"id": 5}, "id is not a regular expression"),
    ({"short": ["name"]}, "short is not an object"),
    ("title", "is not an object"),
]


@pytest.mark.parametrize(("told", "fault"), FILTER_FAULTS)
def test_what_is_said_to_filters_is_about_what_is_there(
    sound: CatalogFiles, told: Any, fault: str
) -> None:
    condition = {"if": {"properties": {"field": {"enum": ["title"]}}}, "then": {}}
    sound.shared["Genre"]["allOf"] = [condition]
    sound.shared["Genre"]["properties"] = {"field": {"type": "string", "x-filter": told}}
    found = [each for each in lint(Linted(sound, actions_text(sound))) if each.rule == "filters"]
    assert {each.file for each in found} == {"schemas/shared/Genre.json"}
    assert any(fault in each.message for each in found)


@pytest.mark.parametrize(("rule", "spoil", "action", "told"), FAULTS)
def test_a_rule_finds_what_breaks_it(
    sound: CatalogFiles,
    library_overlay: Path,
    rule: str,
    spoil: Callable[[CatalogFiles], Any],
    action: str | None,
    told: str,
) -> None:
    catalog = copy.deepcopy(sound)
    spoil(catalog)
    found = lint(Linted(catalog, actions_text(catalog), load_overlay(library_overlay)))
    matching = [each for each in found if each.rule == rule and told in each.message]
    assert matching, [str(each) for each in found]
    assert {each.action for each in matching} == {action}
    assert all(each.file and each.rule in str(each) for each in found)


def test_sound_ways_to_find_an_id(sound: CatalogFiles) -> None:
    me = {"action": "get_books", "id": "data.0.id"}
    tell = {"tell": ["author.name"], "unless": "author.gone"}
    for spoil in (named(**tell), searched(when=".+", **tell), book_ids(pattern="[0-9]+", me=me)):
        catalog = copy.deepcopy(sound)
        spoil(catalog)
        assert [str(each) for each in lint(Linted(catalog, "")) if each.rule == "id_names"] == []


def test_an_entry_that_leans_on_another_is_found(sound: CatalogFiles) -> None:
    text = actions_text(sound).replace("effect: read", "effect: &read read", 1)
    assert text.count("&read") == 1
    second = text.rindex("effect: read")
    text = text[:second] + "effect: *read" + text[second + len("effect: read") :]
    (found,) = [each for each in lint(Linted(sound, text)) if each.rule == "slices"]
    assert found.action == "get_books_by_isbn_cover"


def test_an_index_of_other_words_is_found(library_path: Path, tmp_path: Path) -> None:
    import_catalog([library_path], tmp_path)
    index = [each for each in lint_catalog(tmp_path) if each.rule == "index"]
    assert index == []
    text = (tmp_path / "actions.yaml").read_text(encoding="utf-8")
    changed = text.replace("summary: List the books.", "summary: List all books.")
    (tmp_path / "actions.yaml").write_text(changed, encoding="utf-8")
    (found,) = [each for each in lint_catalog(tmp_path) if each.rule == "index"]
    assert "catalog index" in found.message
    assert write_index(tmp_path) == ["schemas/search/index.json"]
    assert [each for each in lint_catalog(tmp_path) if each.rule == "index"] == []
    (tmp_path / "schemas/search/index.json").write_text("{", encoding="utf-8")
    (found,) = [each for each in lint_catalog(tmp_path) if each.rule == "index"]
    assert "not valid JSON" in found.message


def test_words_in_an_overlay_are_found(sound: CatalogFiles, tmp_path: Path) -> None:
    write_catalog(sound, tmp_path)
    (tmp_path / OVERLAY_FILE).write_text(
        "differences: [{reason: r, shared: [Genre], schema: "
        "{required: [name], title: word, properties: {title: {type: string}}}}]",
        encoding="utf-8",
    )
    messages = [str(each) for each in lint_catalog(tmp_path) if "is a word" in each.message]
    assert len(messages) == 1
    assert "/differences/0/schema: title is a word" in messages[0]


@pytest.mark.parametrize(
    ("file", "text", "told"),
    [
        ("actions.yaml", "a: 1\na: 2\n---\n{}\n", "duplicate key 'a'"),
        ("schemas/get_books.json", "{", "get_books.json"),
        (OVERLAY_FILE, "nonsense: 1\n", "nonsense"),
    ],
)
def test_what_cannot_be_read_is_a_finding(
    sound: CatalogFiles, tmp_path: Path, file: str, text: str, told: str
) -> None:
    write_catalog(sound, tmp_path)
    (tmp_path / file).write_text(text, encoding="utf-8")
    found = [each for each in lint_catalog(tmp_path) if each.rule == "readable"]
    assert len(found) == 1
    assert told in found[0].message


def test_a_folder_without_a_catalog_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        lint_catalog(tmp_path)


def test_every_rule_is_tested_and_says_what_it_holds() -> None:
    assert {fault[0] for fault in FAULTS} | {"slices", "filters"} == set(RULES)
    assert all(check.__doc__ for check in RULES.values())
