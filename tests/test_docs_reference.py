"""The reference has every action, at an address that stays, and no word of it becomes markup."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from connector import Catalog, Connection, connect
from connector.errors import ApiError, ConnectorError
from connector.examples import example_params
from docs import markup, reference

VOID = {"wbr", "input", "br"}
NASTY = "a | b <b>bold</b> & {{ name }} `code` *star* _under_ [text](link) # x"


@pytest.fixture(scope="module")
def pages(catalog: Catalog) -> dict[str, str]:
    return reference.reference_pages(catalog)


class Tags(HTMLParser):
    """Which tags were left open or closed without having been opened."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def html_of(page: str) -> str:
    """A page without its code, which stands indented in tabs."""
    return "\n".join(line for line in page.splitlines() if not line.startswith("    "))


def test_every_action_has_one_anchor_on_the_page_of_its_group(
    pages: dict[str, str], catalog: Catalog
) -> None:
    for group, names in catalog.groups.items():
        page = pages[reference.page_of_group(group)]
        assert sorted(re.findall(r"^## .*\{ #(\S+) ", page, re.MULTILINE)) == sorted(names)
    assert len({markup.slug(group) for group in catalog.groups}) == len(catalog.groups)


def test_every_link_within_the_reference_leads_somewhere(pages: dict[str, str]) -> None:
    anchors = {
        path.removeprefix("reference/").replace(".md", ".html"): set(
            re.findall(r"\{ #(\S+) ", page)
        )
        for path, page in pages.items()
    }
    for page in pages.values():
        for target, _, anchor in re.findall(r'href="([^"#/]+)(#([^"]+))?"', page):
            assert target in anchors
            assert not anchor or anchor in anchors[target]


def test_the_index_has_every_action_with_its_effect(
    pages: dict[str, str], catalog: Catalog
) -> None:
    rows = re.findall(r'class="row" data-effect="(\w+)".*?#(\w+)"', pages[reference.INDEX])
    assert {name: effect for effect, name in rows} == {
        action.name: action.effect for action in catalog.values()
    }


def test_tags_are_closed_on_every_page(pages: dict[str, str]) -> None:
    for page in pages.values():
        tags = Tags()
        tags.feed(html_of(page))
        tags.close()
        assert tags.open == []


def test_every_action_is_shown_with_an_example_in_three_forms(
    pages: dict[str, str], catalog: Catalog
) -> None:
    text = "\n".join(pages.values())
    for name in catalog:
        assert f'conn.run("{name}"' in text or f'conn.run(\n        "{name}",' in text
        assert f"connector run support {name}" in text
    assert len(re.findall(r'^=== "curl"$', text, re.MULTILINE)) == len(catalog)


def test_words_of_the_catalog_are_never_markup(tmp_path: Path) -> None:
    entry = {
        "request": "GET /things/{thing_id}",
        "group": "A *group* <i>",
        "summary": NASTY,
        "hint": f"{NASTY} see get_things_by_thing_id",
        "effect": "read",
        "idempotent": True,
        "irreversible": False,
        "returns": "json",
        "aliases": {"en": [NASTY]},
    }
    head = "catalog: 1\ntitle: Things\nservers: {main: https://things.example.com}\n"
    body = "auth: {scheme: bearer}\n---\nget_things_by_thing_id:\n"
    lines = "".join(f"  {key}: {json.dumps(value)}\n" for key, value in entry.items())
    (tmp_path / "actions.yaml").write_text(head + body + lines, encoding="utf-8")
    schema = {
        "type": "object",
        "properties": {"thing_id": {"type": "string", "description": NASTY, "examples": ["<`1`>"]}},
        "required": ["thing_id"],
        "additionalProperties": False,
    }
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "get_things_by_thing_id.json").write_text(json.dumps(schema))
    catalog = Catalog(tmp_path)
    page = reference.group_page(catalog, "A *group* <i>")
    assert "# A \\*group\\* &lt;i&gt;" in page
    assert "<b>" not in html_of(page)
    tags = Tags()
    tags.feed(html_of(page))
    assert tags.text.count(NASTY) >= 3
    assert 'see <a href="a-group-i.html#get_things_by_thing_id"' in page


@pytest.mark.parametrize(
    ("versions", "words"),
    [
        (["2.7", "2.8", "2.9"], "2.7 to 2.9"),
        (["2.14", "2.15", "2.16", "Preview"], "since 2.14"),
        (["Preview"], "only Preview"),
        (["2.7", "2.9"], "2.7, 2.9"),
        ([], ""),
    ],
)
def test_versions_are_told_as_a_range(versions: list[str], words: str, catalog: Catalog) -> None:
    action = replace(catalog["get_me"], versions=tuple(versions))
    assert reference.version_range(action, catalog) == words


def test_an_action_of_all_versions_says_so(catalog: Catalog) -> None:
    assert reference.version_range(catalog["get_me"], catalog) == "every version"


def test_every_example_is_a_request(catalog: Catalog) -> None:
    with Connection("support", token="a-token-of-nobody") as conn:
        for action in catalog.values():
            params = example_params(action, catalog)
            action.validate(params)
            assert conn.prepare(action.name, params).url.path.startswith("/")


def test_the_sandbox_or_nobody_refuses_an_example(catalog: Catalog) -> None:
    refused = {}
    with connect("sandbox") as conn:
        for action in catalog.values():
            try:
                conn.send(action.name, example_params(action, catalog), max_retries=0)
            except ApiError:
                continue
            except ConnectorError as error:
                refused[action.name] = str(error)
    assert refused == {}
