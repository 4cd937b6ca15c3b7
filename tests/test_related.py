from __future__ import annotations

from pathlib import Path

import pytest

from connector import Catalog, load_catalog
from connector.related import related_actions


def whys(catalog: Catalog, name: str) -> dict[str, str]:
    return {each.name: each.why for each in related_actions(catalog, catalog[name])}


@pytest.mark.parametrize(
    ("name", "related", "why"),
    [
        ("get_me", "get_admins_by_id", "named above"),
        ("post_contacts_by_id_archive", "post_contacts_by_id_unarchive", "undoes it"),
        ("post_contacts_by_id_unarchive", "post_contacts_by_id_archive", "undoes it"),
        (
            "post_contacts_by_contact_id_tags",
            "delete_contacts_by_contact_id_tags_by_id",
            "undoes it",
        ),
        ("post_contacts_by_contact_id_tags", "get_tags", "gives id for data.id"),
        ("post_contacts_by_id_archive", "get_contacts", "gives id"),
        ("delete_tags_by_id", "post_tags", "makes one tag"),
        (
            "get_contacts_by_contact_id_tags",
            "post_contacts_by_contact_id_tags",
            "links one tag",
        ),
        (
            "get_contacts_by_contact_id_tags",
            "delete_contacts_by_contact_id_tags_by_id",
            "unlinks one tag",
        ),
        ("get_contacts_by_id", "delete_contacts_by_id", "deletes one contact"),
        ("get_contacts_by_id_notes", "post_contacts_by_id_notes", "makes one note"),
        ("put_ip_allowlist", "get_ip_allowlist", "gets it"),
        ("get_companies", "get_companies_scroll", "lists companies"),
        (
            "post_export_content_data",
            "post_export_cancel_by_job_identifier",
            "takes the job_identifier that it gives",
        ),
        (
            "post_export_cancel_by_job_identifier",
            "get_export_content_data_by_job_identifier",
            "takes the same job_identifier",
        ),
        ("get_companies_bulk_by_id", "post_companies_bulk_delete", "gives id"),
        ("get_contacts_by_id_notes", "get_contacts_by_id", "gets the contact it belongs to"),
        ("get_contacts", "post_contacts_search", "searches contacts"),
        ("post_contacts_search", "get_contacts", "lists contacts"),
        ("put_tickets_by_id", "get_tickets_by_id", "gets one ticket"),
        (
            "post_messages",
            "post_conversations_search",
            "shows whether a request that broke off was carried out",
        ),
    ],
)
def test_what_goes_with_an_action(catalog: Catalog, name: str, related: str, why: str) -> None:
    assert whys(catalog, name)[related] == why


def test_each_is_there_once_and_none_is_the_action_itself(catalog: Catalog) -> None:
    for action in catalog.values():
        names = [each.name for each in related_actions(catalog, action)]
        assert len(set(names)) == len(names)
        assert set(names) <= set(catalog) - {action.name}


def test_what_the_hint_names_comes_first(catalog: Catalog) -> None:
    assert list(whys(catalog, "post_messages"))[:2] == [
        "post_conversations_by_id_reply",
        "post_conversations",
    ]


def test_many_params_are_counted(catalog: Catalog) -> None:
    told = whys(catalog, "post_messages")["get_contacts"]
    ids = "id for data.from.id, data.to.id, data.cc.id and 1 more"
    assert told == f"gives {ids}; external_id for data.to.user_id"


def test_jobs_of_another_kind_are_not_of_the_same_job(catalog: Catalog) -> None:
    told = whys(catalog, "post_export_cancel_by_job_identifier")
    assert not any("reporting" in name for name in told)


def test_what_a_version_lacks_is_not_related() -> None:
    catalog = load_catalog(version="2.7")
    for action in catalog.values():
        assert all(each.name in catalog for each in related_actions(catalog, action))


def test_a_catalog_of_ones_own_has_related_actions_too(tmp_path: Path) -> None:
    entry = "{name}:\n  request: {request}\n  group: Books\n  summary: S.\n  effect: {effect}\n"
    entries = [
        ("list_books", "GET /books", "read"),
        ("add_book", "POST /books", "write"),
        ("get_book", "GET /books/{id}", "read"),
        ("drop_book", "DELETE /books/{id}", "destroy"),
        ("lend_book", "POST /books/{id}/lend", "write"),
        ("unlend_book", "POST /books/{book}/unlend", "write"),
    ]
    (tmp_path / "schemas").mkdir()
    for name, _, _ in entries:
        (tmp_path / "schemas" / f"{name}.json").write_text("{}")
    (tmp_path / "actions.yaml").write_text(
        "title: Books\nservers: {}\nauth: {}\n---\n"
        + "".join(entry.format(name=n, request=r, effect=e) for n, r, e in entries)
    )
    catalog = load_catalog(tmp_path)
    assert whys(catalog, "add_book") == {
        "drop_book": "undoes it",
        "list_books": "lists books",
        "get_book": "gets one book",
    }
    assert whys(catalog, "lend_book") == {
        "unlend_book": "undoes it",
        "get_book": "gets the book it belongs to",
    }
