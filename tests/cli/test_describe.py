from __future__ import annotations

import json
from pathlib import Path

from connector import Catalog

from .conftest import Run


def test_a_description_is_the_catalogs_facts(run: Run, catalog: Catalog) -> None:
    told = json.loads(run("describe", "get_contacts_by_id").stdout)
    action = catalog["get_contacts_by_id"]
    assert told["schema"] == action.schema
    assert told["params"]["id"] == {"in": "path", "required": True}
    assert told.items() >= action.to_dict().items()


def test_each_param_has_its_place(run: Run) -> None:
    params = json.loads(run("describe", "post_companies_list").stdout)["params"]
    assert params["per_page"]["in"] == "query"
    assert params["Intercom-Version"]["in"] == "header"
    assert json.loads(run("describe", "post_tags").stdout)["params"]["data"] == {
        "in": "body",
        "required": True,
    }


def test_an_unknown_action_is_told_with_the_nearest(run: Run) -> None:
    done = run("describe", "contacts_search")
    assert done.exit_code == 2
    assert "post_contacts_search" in done.stderr


def test_another_catalog_can_be_described(run: Run, tmp_path: Path) -> None:
    (tmp_path / "schemas").mkdir()
    (tmp_path / "schemas" / "get_books.json").write_text('{"type": "object", "properties": {}}')
    (tmp_path / "actions.yaml").write_text(
        "title: Books\nservers: {}\nauth: {}\n---\n"
        "get_books:\n  request: GET /books\n  group: Books\n  summary: List books.\n"
    )
    done = run("describe", "get_books", "--catalog", str(tmp_path))
    assert json.loads(done.stdout)["summary"] == "List books."
    assert json.loads(run("actions", "--catalog", str(tmp_path)).stdout)[0]["group"] == "Books"
