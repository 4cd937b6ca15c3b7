from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
import yaml

from connector import Catalog, load_catalog
from connector.catalog import default_folder
from connector.errors import CatalogError, UnknownAction


def test_it_is_a_mapping_of_names_to_actions(catalog: Catalog) -> None:
    assert len(catalog) == 268
    assert next(iter(catalog)) in catalog
    assert [action.name for action in catalog.values()] == list(catalog)
    assert "get_nothing" not in catalog
    assert catalog.get("get_nothing") is None


def test_an_entry_cut_out_alone_says_what_the_whole_file_says() -> None:
    folder = default_folder()
    alone, whole = Catalog(folder), Catalog(folder)
    whole.values()
    for name in whole:
        assert alone[name] == whole[name]
    _, document = yaml.safe_load_all((folder / "actions.yaml").read_text(encoding="utf-8"))
    assert list(document) == list(whole)


def test_looking_one_action_up_reads_one_schema(tmp_path: Path) -> None:
    folder = tmp_path / "catalog"
    (folder / "schemas").mkdir(parents=True)
    shutil.copy(default_folder() / "actions.yaml", folder)
    catalog = Catalog(folder)
    assert catalog["get_me"].path == "/me"
    with pytest.raises(CatalogError, match=r"get_me\.json"):
        _ = catalog["get_me"].schema


def test_groups_hold_every_action_once(catalog: Catalog) -> None:
    names = [name for group in catalog.groups.values() for name in group]
    assert sorted(names) == sorted(catalog)
    assert "post_contacts_search" in catalog.groups["Contacts"]


def test_an_unknown_action_suggests_the_nearest(catalog: Catalog) -> None:
    with pytest.raises(UnknownAction) as caught:
        _ = catalog["post_contact_search"]
    assert caught.value.suggestions[0] == "post_contacts_search"
    assert "post_contacts_search" in str(caught.value)


def test_schemas_are_self_contained(catalog: Catalog) -> None:
    for action in catalog.values():
        text = json.dumps(action.schema)
        for part in text.split('"$ref": "')[1:]:
            assert part.startswith("#/$defs/"), action.name
            assert part.split('"')[0].removeprefix("#/$defs/") in action.schema["$defs"]


@pytest.mark.parametrize(
    ("text", "told"),
    [(None, "cannot read"), ("title: x\n", "two YAML documents"), ("a: [\n---\n", "YAML")],
)
def test_a_broken_catalog_says_what_is_wrong(text: str | None, told: str, tmp_path: Path) -> None:
    if text is not None:
        (tmp_path / "actions.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CatalogError, match=told):
        _ = Catalog(tmp_path).header, len(Catalog(tmp_path))


def test_the_same_folder_is_loaded_once() -> None:
    assert load_catalog() is load_catalog()
    assert load_catalog(default_folder()) is load_catalog(default_folder())


def test_requests_are_read_without_parsing_and_are_those_of_the_actions(tmp_path: Path) -> None:
    for version in (None, "2.11", "Preview"):
        catalog = load_catalog(version=version)
        assert catalog.requests == {
            each.name: (each.method, each.path) for each in catalog.values()
        }
    text = (default_folder() / "actions.yaml").read_text(encoding="utf-8")
    text = text.replace("  request: GET /me\n", "  request: 'GET /me'\n")
    (tmp_path / "actions.yaml").write_text(text, encoding="utf-8")
    assert Catalog(tmp_path).requests["get_me"] == ("GET", "/me")
