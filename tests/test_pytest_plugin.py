"""The fixtures for users' own tests, run by a pytest inside this one."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

INSTALLED = any(
    point.value == "connector.pytest_plugin" for point in entry_points(group="pytest11")
)
ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs" / "guides" / "sandbox.md"

SEED = "contacts: [{email: ada@example.com, name: Ada}]\n"


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    pytester.makeini("[pytest]\naddopts = --strict-markers -p no:cacheprovider\n")
    if not INSTALLED:
        pytester.plugins.append("connector.pytest_plugin")
    return pytester


def test_each_test_has_a_sandbox_of_its_own(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        import asyncio
        import pytest
        from connector import arun_connection_action, connect, run_connection_action

        @pytest.mark.parametrize("turn", [1, 2])
        def test_fresh(intercom_sandbox, intercom_connection, turn):
            assert intercom_connection.name == "sandbox"
            assert intercom_connection.run("get_contacts")["total_count"] == 12
            made = run_connection_action("sandbox", "post_contacts", {"data": {"role": "lead"}})
            assert intercom_connection.run("get_contacts_by_id", {"id": made["id"]}) == made
            with connect("sandbox") as other:
                assert other.run("get_contacts")["total_count"] == 13
            found = asyncio.run(arun_connection_action("sandbox", "get_contacts"))
            assert found["total_count"] == 13
            assert len(intercom_sandbox.requests.of("post_contacts")) == 1

        def test_limits_do_not_outlive_a_test(intercom_sandbox):
            intercom_sandbox.rate_limit = 1
            run_connection_action("sandbox", "get_me")

        def test_the_next_one_does_not_wait(intercom_sandbox):
            for _ in range(5):
                run_connection_action("sandbox", "get_me")
        """
    )
    run.runpytest_subprocess("-q").assert_outcomes(passed=4)


def test_outside_the_fixture_the_default_sandbox_answers(run: pytest.Pytester) -> None:
    run.makepyfile(
        """
        from connector import run_connection_action

        def test_with(intercom_sandbox):
            run_connection_action("sandbox", "post_tags", {"data": {"name": "Only here"}})

        def test_without(tmp_path, monkeypatch):
            monkeypatch.setenv("CONNECTOR_SANDBOX_DATA", str(tmp_path / "own.sqlite3"))
            tags = run_connection_action("sandbox", "get_tags")["data"]
            assert "Only here" not in [tag["name"] for tag in tags]
            assert (tmp_path / "own.sqlite3").exists()
        """
    )
    run.runpytest_subprocess("-q").assert_outcomes(passed=2)


def test_a_seed_by_marker_or_option(run: pytest.Pytester) -> None:
    run.mkdir("data").joinpath("shop.yaml").write_text(SEED)
    run.makepyfile(
        """
        import pytest

        @pytest.mark.intercom_seed("data/shop.yaml")
        @pytest.mark.parametrize("turn", [1, 2])
        def test_marked(intercom_connection, turn):
            assert intercom_connection.run("get_contacts")["total_count"] == 13
            intercom_connection.run("post_contacts", {"data": {"role": "lead"}})

        def test_unmarked(intercom_connection, request):
            seeded = request.config.getoption("--intercom-seed") is not None
            expected = 13 if seeded else 12
            assert intercom_connection.run("get_contacts")["total_count"] == expected
        """
    )
    run.runpytest_subprocess("-q").assert_outcomes(passed=3)
    run.runpytest_subprocess("-q", "--intercom-seed", "data/shop.yaml").assert_outcomes(passed=3)


def test_the_guides_example_passes(run: pytest.Pytester) -> None:
    blocks = dict(re.findall(r"^```(py|yaml)\n(.*?)^```", GUIDE.read_text(), re.DOTALL | re.M))
    run.path.joinpath("shop.yaml").write_text(blocks["yaml"], encoding="utf-8")
    run.makepyfile(test_guide=blocks["py"])
    run.runpytest_subprocess("-q").assert_outcomes(passed=3)


def test_a_seed_that_cannot_be_made_names_the_line(run: pytest.Pytester) -> None:
    run.path.joinpath("shop.yaml").write_text("contacts:\n  - email: bad\n")
    run.makepyfile(
        """
        import pytest

        @pytest.mark.intercom_seed("shop.yaml")
        def test_marked(intercom_connection):
            pass

        @pytest.mark.intercom_seed
        def test_nameless(intercom_connection):
            pass
        """
    )
    result = run.runpytest_subprocess("-q")
    result.assert_outcomes(errors=2)
    result.stdout.fnmatch_lines(["*shop.yaml:2: contacts[[]0[]]: 400*"])
    result.stdout.fnmatch_lines(["*intercom_seed takes one file*"])


def test_the_plugin_costs_nothing_until_it_is_used() -> None:
    code = (
        "import sys, pytest; before = set(sys.modules)\n"
        "import connector.pytest_plugin\n"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert set(ast.literal_eval(done.stdout)) <= {
        "connector",
        "connector.pytest_plugin",
        "connector.version",
    }
