from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib import import_module

import pytest

from connector import __version__
from connector.cli.program import BROKEN_PIPE, HOMES, INTERRUPTED
from connector.errors import ConnectorError, Timeout

from .conftest import COMMAND, Run, environment, piped

HEAVY = {"httpx", "rich", "pydantic", "jsonschema", "jsonschema_rs", "sqlite3", "asyncio"}

LIST_MODULES = """
import atexit, sys
atexit.register(lambda: print(*sys.modules, file=sys.stderr))
sys.argv = ["connector", *sys.argv[1:]]
from connector.cli import main
main()
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["run", "--help"],
        ["describe", "get_me"],
        ["describe", "get_me", "--curl"],
        ["actions", "tag"],
        ["connections", "path"],
    ],
    ids=" ".join,
)
def test_a_light_command_imports_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, *arguments],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    assert "connector" in done.stderr.split()
    assert not HEAVY & set(done.stderr.split())


def test_a_run_imports_no_code_for_terminals_and_servers_in_a_pipe() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LIST_MODULES, "run", "sandbox", "get_me"],
        capture_output=True,
        text=True,
        env=environment(),
        check=True,
    )
    # httpx imports rich for its own command line, so rich itself may be there.
    heavy = {"pydantic", "uvicorn", "connector.cli.terminal", "connector.cli.description"}
    assert not heavy & set(done.stderr.split())


def test_the_list_of_commands_says_what_each_says_itself() -> None:
    for name, home in HOMES.items():
        command = getattr(import_module(f"connector.cli.{home.module}"), home.attribute)
        assert command.name == name
        assert home.help.endswith(".")
        assert len(home.help) <= 60


@pytest.mark.parametrize("flag", ["-h", "--help"])
@pytest.mark.parametrize("command", [[], *([name] for name in HOMES), ["connections", "add"]])
def test_every_command_has_help(run: Run, command: list[str], flag: str) -> None:
    done = run(*command, flag)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Usage: ")


def test_the_version(run: Run) -> None:
    assert run("--version").stdout == f"connector {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["descripe", "x"], "Did you mean 'describe'?"),
        (["xyzzy"], "no command 'xyzzy'"),
        (["run", "sandbox"], "ACTION"),
        (["--nope"], "--nope"),
        ([], "Usage"),
    ],
)
def test_a_wrong_command_line_is_the_callers_fault(
    run: Run, arguments: list[str], words: str
) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert words in done.stderr


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["describe", "get_me"], 0),
        (["run", "sandbox", "get_contacts_by_id", "-p", "id=none"], 1),
        (["describe", "nothing_like_it"], 2),
    ],
)
def test_the_process_ends_with_the_code(arguments: list[str], code: int) -> None:
    done = piped(*arguments)
    assert done.returncode == code
    assert "Traceback" not in done.stderr
    assert bool(done.stdout) == (code == 0)
    assert bool(done.stderr) == (code != 0)


@pytest.mark.parametrize(
    ("raised", "code"),
    [
        (KeyboardInterrupt(), INTERRUPTED),
        (Timeout("slow"), 1),
        (ConnectorError("closed"), 2),
    ],
    ids=lambda value: type(value).__name__,
)
def test_how_a_call_ends_decides_the_code(
    run: Run, monkeypatch: pytest.MonkeyPatch, raised: BaseException, code: int
) -> None:
    def send(*_: object, **__: object) -> None:
        raise raised

    monkeypatch.setattr("connector.connection.Connection.send", send)
    assert run("run", "sandbox", "get_me").exit_code == code


@pytest.mark.skipif(os.name != "posix", reason="pipes that break are POSIX's")
def test_a_reader_that_leaves_ends_the_program_quietly() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*COMMAND, "actions"], stdout=writer, stderr=subprocess.PIPE, env=environment(), check=False
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (BROKEN_PIPE, b"")


@pytest.mark.skipif(os.name != "posix", reason="sends a POSIX signal")
def test_ctrl_c_ends_the_program_quietly() -> None:
    command = [*COMMAND, "run", "sandbox", "get_contacts", "--params", "-"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment()) as done:
        assert done.stdin is not None
        # It waits for the end of its stdin, which this write does not bring.
        done.stdin.write(b" " * 1_000_000)
        done.stdin.flush()
        done.send_signal(signal.SIGINT)
        output, errors = done.communicate(timeout=20)
    assert (done.returncode, output, errors.strip()) == (INTERRUPTED, b"", b"")


@pytest.mark.skipif(os.name != "posix", reason="closes stdout as a POSIX shell does")
def test_a_closed_stdout_is_no_traceback() -> None:
    done = subprocess.run(
        ["sh", "-c", '"$0" "$@" >&-', *COMMAND, "describe", "get_me"],
        capture_output=True,
        text=True,
        env=environment(),
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
