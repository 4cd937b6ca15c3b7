"""An API that nobody here has ever heard of, from its OpenAPI document to calls by name."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from connector.authoring.schema_tree import walk

from .conftest import DOCUMENT, OVERLAY, Cli, Marina, told
from .harbour import KEY, TIDES

ACTIONS = {
    "get_status": "read",
    "get_tide_table": "read",
    "get_berths": "read",
    "post_berths": "write",
    "get_berths_by_berth_id": "read",
    "put_berths_by_berth_id": "write",
    "delete_berths_by_berth_id": "destroy",
    "post_boats": "write",
    "post_boats_search": "read",
    "put_boats_by_boat_id_photo": "write",
    "post_boats_by_boat_id_papers": "write",
    "get_boats_by_boat_id_papers_by_paper_id_file": "read",
}


@pytest.fixture
def imported(cli: Cli, tmp_path: Path) -> Path:
    folder = tmp_path / "imported"
    report = told(
        cli("catalog", "import", str(DOCUMENT), "--overlay", str(OVERLAY), "--into", str(folder))
    )
    assert report["actions"] == len(ACTIONS)
    assert report["omitted"] == []
    return folder


def test_the_document_becomes_a_catalog_without_faults(cli: Cli, imported: Path) -> None:
    assert told(cli("catalog", "lint", "--catalog", str(imported))) == []


def test_a_fresh_catalog_differs_in_nothing_from_its_document(cli: Cli, imported: Path) -> None:
    here = ("--catalog", str(imported))
    assert told(cli("catalog", "diff", str(DOCUMENT), *here)) == []
    assert told(cli("catalog", "diff", str(DOCUMENT), *here, "--overlay", str(OVERLAY))) == []
    (imported / "schemas" / "overlay.yaml").unlink()
    bare = cli("catalog", "diff", str(DOCUMENT), *here)
    places = {(each["action"], each["pointer"]) for each in json.loads(bare.stdout)}
    assert bare.exit_code == 1
    assert ("get_berths", "/pages") in places


def test_a_second_import_changes_nothing(cli: Cli, imported: Path) -> None:
    before = {path: path.read_bytes() for path in imported.rglob("*") if path.is_file()}
    for overlay in ((), ("--overlay", str(OVERLAY))):
        again = cli("catalog", "import", str(DOCUMENT), *overlay, "--into", str(imported))
        assert told(again)["changed"] == []
    assert {path: path.read_bytes() for path in imported.rglob("*") if path.is_file()} == before


def test_words_of_ones_own_outlive_an_import(cli: Cli, imported: Path) -> None:
    actions = imported / "actions.yaml"
    words = "summary: Open a new berth at a pier."
    actions.write_text(actions.read_text().replace("summary: Add a berth.", words))
    told(cli("catalog", "import", str(DOCUMENT), "--into", str(imported)))
    assert words in actions.read_text()


def test_what_the_api_sends_by_itself_is_no_action(imported: Path) -> None:
    """Webhooks and callbacks are not calls of ours; nor are their shapes any part of a request."""
    text = "".join(path.read_text() for path in imported.rglob("*") if path.is_file())
    assert "rrival" not in text
    assert "Failure" not in text


def test_actions_are_listed_with_what_they_do(cli: Cli, imported: Path) -> None:
    listed = told(cli("actions", "--catalog", str(imported)))
    assert {each["name"]: each["effect"] for each in listed} == ACTIONS
    found = told(cli("actions", "give", "up", "a", "berth", "--catalog", str(imported)))
    assert found[0]["name"] == "delete_berths_by_berth_id"


def test_an_action_is_described_in_full(cli: Cli, imported: Path) -> None:
    listing = told(cli("describe", "get_berths", "--catalog", str(imported)))
    assert listing["pages"] == "numbered"
    assert listing["params"]["feature"] == {"in": "query", "required": False}
    upload = told(cli("describe", "post_boats_by_boat_id_papers", "--catalog", str(imported)))
    assert upload["params"]["boat_id"] == {"in": "path", "required": True}
    assert upload["schema"]["properties"]["data"]["required"] == ["file"]
    berth = told(cli("describe", "post_berths", "--catalog", str(imported)))
    referred = [ref for _, level in walk(berth["schema"]) if (ref := level.get("$ref"))]
    assert referred
    assert all(ref.startswith("#/$defs/") for ref in referred)


def test_a_thing_is_made_read_replaced_and_given_up(cli: Cli, connected: Marina) -> None:
    made = told(
        cli(
            *("run", "quay", "post_berths", "-p", "data.pier=C", "-p", "data.length_m=12.5"),
            *("-p", "data.note:=null", "-p", "data.tenant.name=Ada"),
        )
    )
    assert made == {
        "id": 1, "pier": "C", "length_m": 12.5, "note": None, "tenant": {"name": "Ada"},
    }  # fmt: skip
    assert told(cli("run", "quay", "get_berths_by_berth_id", "-p", "berth_id=1")) == made
    replaced = ("-p", "berth_id=1", "--params", '{"data": {"pier": "D", "length_m": 9}}')
    assert told(cli("run", "quay", "put_berths_by_berth_id", *replaced))["pier"] == "D"
    gone = cli("run", "quay", "delete_berths_by_berth_id", "-p", "berth_id=1")
    assert (gone.exit_code, gone.stdout) == (0, "null\n")
    assert connected.state.berths == {}


def test_what_is_not_there_is_the_apis_refusal(cli: Cli, connected: Marina) -> None:
    missing = cli("run", "quay", "get_berths_by_berth_id", "-p", "berth_id=99", "--format", "json")
    error = json.loads(missing.stderr)
    assert (missing.exit_code, error["error"], error["status"]) == (1, "NotFound", 404)
    assert error["errors"] == [{"code": "no_such_berth", "message": "there is no berth 99"}]
    assert (error["connection"], error["action"]) == ("quay", "get_berths_by_berth_id")


def test_all_pages_are_listed(cli: Cli, connected: Marina) -> None:
    connected.state.add_berths(7)
    listed = told(cli("run", "quay", "get_berths", "--all", "-p", "size=3"))
    assert [berth["id"] for berth in listed] == [1, 2, 3, 4, 5, 6, 7]
    assert connected.targets == [
        "/berths?size=3", "/berths?page=2&size=3", "/berths?page=3&size=3",
    ]  # fmt: skip


def test_pages_are_as_large_as_the_overlay_allows(cli: Cli, connected: Marina) -> None:
    connected.state.add_berths(60)
    lines = cli("run", "quay", "get_berths", "--all", "--format", "jsonl").stdout.splitlines()
    assert len(lines) == 60
    assert connected.targets == ["/berths?size=50", "/berths?page=2&size=50"]


def test_lists_in_the_query_are_written_as_the_document_says(cli: Cli, connected: Marina) -> None:
    connected.state.add_berths(6)
    given = '{"feature": ["water", "power"], "piers": ["A", "B"]}'
    found = told(cli("run", "quay", "get_berths", "--params", given))
    assert [berth["id"] for berth in found["berths"]] == [3, 6]
    assert connected.targets == ["/berths?feature=water&feature=power&piers=A%2CB"]


def test_a_search_by_post_reads(cli: Cli, connected: Marina) -> None:
    connected.state.boats["b-1"] = {"id": "b-1", "name": "Emma"}
    found = told(cli("run", "quay", "post_boats_search", "-p", "data.name=mm"))
    assert found == {"boats": [{"id": "b-1", "name": "Emma"}]}


@pytest.mark.parametrize(
    ("boat", "path", "told"),
    [
        ({"kind": "sail", "name": "Emma"}, "data.mast_height_m", " (for sailboat)"),
        ({"kind": "motor", "name": "Emma", "engine": {}}, "data.engine.fuel", ""),
    ],
)
def test_a_union_names_the_one_field_that_is_missing(
    cli: Cli, connected: Marina, boat: dict[str, object], path: str, told: str
) -> None:
    given = ("--params", json.dumps({"data": boat}), "--format", "json")
    refused = cli("run", "quay", "post_boats", *given)
    error = json.loads(refused.stderr)
    assert (refused.exit_code, error["error"], error["outcome"]) == (2, "InvalidParams", "not_sent")
    assert [(problem["path"], problem["message"]) for problem in error["problems"]] == [
        (path, f"required, but missing{told}")
    ]
    assert connected.received == []


def test_a_value_that_selects_no_variant_is_told_the_right_ones(
    cli: Cli, connected: Marina
) -> None:
    given = ("-p", "data.kind=moter", "-p", "data.name=Emma")
    refused = cli("run", "quay", "post_boats", *given, "--format", "json")
    problems = json.loads(refused.stderr)["problems"]
    assert refused.exit_code == 2
    assert {"path": "data.kind", "suggestion": "motor"}.items() <= problems[0].items()


def test_a_file_is_sent_and_fetched_again(cli: Cli, connected: Marina, tmp_path: Path) -> None:
    boat = '{"data": {"kind": "sail", "name": "Emma", "mast_height_m": 14}}'
    boat_id = told(cli("run", "quay", "post_boats", "--params", boat))["id"]
    filed = told(
        cli(
            *("run", "quay", "post_boats_by_boat_id_papers", "-p", f"boat_id={boat_id}"),
            *(
                "-p",
                "data.file.filename=deed of sale.txt",
                "-p",
                "data.file.content=Sold, for 3 €.",
            ),
            *("-p", "data.title=Deed of sale", "-p", "data.pages=2"),
        )
    )
    assert filed == {"id": 1, "filename": "deed of sale.txt", "size_bytes": 16}
    assert connected.state.papers[1].fields == {"title": "Deed of sale", "pages": "2"}
    target = tmp_path / "deed.txt"
    fetched = cli(
        *("run", "quay", "get_boats_by_boat_id_papers_by_paper_id_file"),
        *("-p", f"boat_id={boat_id}", "-p", "paper_id=1", "--to", str(target)),
    )
    assert (fetched.exit_code, fetched.stdout) == (0, "")
    assert target.read_text(encoding="utf-8") == "Sold, for 3 €."
    assert target.stat().st_mode & 0o077 == 0


PIXEL = b"\x89PNG\r\n\x1a\n\x00\xff"


def test_a_file_of_any_bytes_is_read_from_the_disk(
    cli: Cli, connected: Marina, tmp_path: Path
) -> None:
    connected.state.boats["b-1"] = {"id": "b-1", "name": "Emma"}
    (tmp_path / "emma.png").write_bytes(PIXEL)
    boat = ("-p", "boat_id=b-1")
    filed = told(
        cli("run", "quay", "post_boats_by_boat_id_papers", *boat, "-p", "data.file=@emma.png")
    )
    assert filed == {"id": 1, "filename": "emma.png", "size_bytes": len(PIXEL)}
    assert connected.state.papers[1].content == PIXEL
    done = cli("run", "quay", "put_boats_by_boat_id_photo", *boat, "-p", "data=@emma.png")
    assert (done.exit_code, done.stdout) == (0, "null\n")
    assert connected.state.photos == {"b-1": PIXEL}
    gone = cli("run", "quay", "put_boats_by_boat_id_photo", *boat, "-p", "data=@gone.png")
    assert (gone.exit_code, len(connected.received)) == (2, 2)
    assert "cannot read gone.png" in gone.stderr


def test_the_document_cannot_ask_for_the_key(cli: Cli, connected: Marina, imported: Path) -> None:
    """It declares the header of the key, and Cookie, as params: they are none."""
    action = told(cli("describe", "put_boats_by_boat_id_photo", "--catalog", str(imported)))
    assert list(action["params"]) == ["boat_id", "data"]
    given = ("-p", "boat_id=b-1", "-p", "data=x", "-p", "x-harbour-key=mine")
    refused = cli("run", "quay", "put_boats_by_boat_id_photo", *given)
    assert (refused.exit_code, connected.received) == (2, [])


def test_a_text_comes_as_it_is(cli: Cli, connected: Marina) -> None:
    assert cli("run", "quay", "get_tide_table").stdout == TIDES
    assert connected.received[0].headers["accept"] == "text/csv"


def test_a_wrong_key_is_told_apart(
    cli: Cli, connected: Marina, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = "quay-not-this-one-0000"
    monkeypatch.setenv("HARBOUR_KEY", wrong)
    refused = cli("run", "quay", "get_status", "--format", "json")
    error = json.loads(refused.stderr)
    assert (refused.exit_code, error["error"]) == (1, "AuthenticationError")
    assert error["errors"][0]["code"] == "bad_key"
    assert wrong not in refused.output


def test_an_unknown_action_suggests_the_right_one(cli: Cli, connected: Marina) -> None:
    refused = cli("run", "quay", "get_berth")
    assert refused.exit_code == 2
    assert "get_berths" in refused.stderr
    assert connected.received == []


def test_a_connection_is_tested_by_the_read_that_the_overlay_names(
    cli: Cli, connected: Marina
) -> None:
    tried = told(cli("connections", "test", "quay"))
    assert (tried["action"], tried["status"], tried["version"]) == ("get_status", 200, None)


def test_a_preview_sends_nothing_and_hides_the_key(cli: Cli, connected: Marina) -> None:
    shown = told(cli("run", "quay", "get_status", "--dry-run"))
    assert shown["url"] == f"{connected.url}/status"
    assert shown["headers"]["X-Harbour-Key"] == "********"
    line = cli("run", "quay", "get_status", "--curl")
    assert '-H "X-Harbour-Key: $TOKEN"' in line.stdout
    assert KEY not in line.output
    assert connected.received == []
