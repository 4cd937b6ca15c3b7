from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Run

DOCUMENT = {
    "openapi": "3.1.0",
    "info": {"title": "Books", "version": "1"},
    "servers": [{"url": "https://books.example.com"}],
    "components": {"securitySchemes": {"token": {"type": "http", "scheme": "bearer"}}},
    "security": [{"token": []}],
    "paths": {
        "/books/{id}": {
            "get": {
                "tags": ["Books"],
                "summary": "Read a book.",
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
                ],
                "responses": {"200": {"content": {"application/json": {"schema": {}}}}},
            }
        }
    },
}


@pytest.fixture
def document(tmp_path: Path) -> Path:
    file = tmp_path / "books.json"
    file.write_text(json.dumps(DOCUMENT))
    return file


@pytest.fixture
def imported(run: Run, document: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "catalog"
    done = run("catalog", "import", str(document), "--into", str(folder))
    assert done.exit_code == 0
    assert json.loads(done.stdout)["actions"] == 1
    return folder


def test_an_import_makes_a_catalog(run: Run, imported: Path) -> None:
    told = json.loads(run("actions", "--catalog", str(imported)).stdout)
    assert [(each["group"], each["summary"]) for each in told] == [("Books", "Read a book.")]
    assert run("catalog", "lint", "--catalog", str(imported)).exit_code == 0


def test_the_words_of_a_document_can_be_left_out(
    run: Run, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("catalog", "import", str(document), "--no-texts").exit_code == 0
    assert "Read a book" not in (tmp_path / "actions.yaml").read_text()
    lint = run("catalog", "lint", "--catalog", str(tmp_path))
    assert lint.exit_code == 1
    assert "summary" in json.loads(lint.stdout)[0]["message"]


def test_names_that_are_too_long_for_tools_are_told(
    run: Run, document: Path, tmp_path: Path
) -> None:
    path = "/books/" + "/".join(f"part{number}" for number in range(10))
    document.write_text(json.dumps(DOCUMENT).replace("/books/{id}", path))
    target = str(tmp_path / "out")
    done = run("catalog", "import", str(document), "--into", target)
    name = f"get{path.replace('/', '_')}"
    assert f"{name} has {len(name)} characters, more than the 64" in done.stderr
    (tmp_path / "short.yaml").write_text(f"names: {{GET {path}: get_part}}")
    done = run(
        *("catalog", "import", str(document), "--into", target),
        *("--overlay", str(tmp_path / "short.yaml")),
    )
    assert (done.exit_code, "characters" in done.stderr) == (0, False)
    assert json.loads(run("actions", "--catalog", target).stdout)[0]["name"] == "get_part"


def test_a_comparison_ends_with_1_where_there_is_a_difference(
    run: Run, imported: Path, document: Path
) -> None:
    same = run("catalog", "diff", str(document), "--catalog", str(imported))
    assert (same.exit_code, json.loads(same.stdout)) == (0, [])
    document.write_text(json.dumps(DOCUMENT).replace('"string"', '"boolean"'))
    other = run("catalog", "diff", str(document), "--catalog", str(imported))
    assert other.exit_code == 1
    for told in json.loads(other.stdout):
        assert told["pointer"].startswith("/properties/id/")
        assert {"ours", "theirs"} & told.keys()


def test_what_is_no_openapi_document_is_the_callers_fault(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text("[]")
    done = run("catalog", "import", str(file), "--into", str(tmp_path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "OpenAPI" in done.stderr


def test_our_own_catalog_is_checked_by_default(run: Run) -> None:
    done = run("catalog", "lint")
    assert (done.exit_code, json.loads(done.stdout)) == (0, [])


def test_the_types_of_a_catalog_are_written_and_checked(
    run: Run, imported: Path, tmp_path: Path
) -> None:
    stub = tmp_path / "catalog" / "typed.pyi"
    types = ("catalog", "types", "--catalog", str(imported))
    missing = run(*types, "--check")
    assert (missing.exit_code, stub.exists()) == (1, False)
    assert run(*types).exit_code == 0
    assert 'Literal["get_books_by_id"]' in stub.read_text()
    assert run(*types, "--check").exit_code == 0
    stub.write_text("")
    stale = run(*types, "--check")
    assert (stale.exit_code, stub.read_text()) == (1, "")
    assert "connector catalog types" in stale.stderr
    assert run(*types, "--to", str(tmp_path / "other.pyi")).exit_code == 0
    assert (tmp_path / "other.pyi").read_text().startswith("# Written by")
    nowhere = run(*types, "--to", str(tmp_path / "nowhere" / "typed.pyi"))
    assert nowhere.exit_code == 2
    assert "nowhere" in nowhere.stderr
