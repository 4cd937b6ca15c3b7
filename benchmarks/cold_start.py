"""What a fresh process costs, as a ratio to a script that does the same with bare httpx.

Runs whole processes in turn against one server in another process and compares medians, over plain
http and, where the machine has ``openssl`` to make a certificate, over https as in real use. Run it
as ``python -m benchmarks.cold_start``; it prints tables and changes nothing.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from .measuring import interleaved, machine, print_table, spread_ratio
from .server import serving

RUNS = 21
TOKEN = "benchmark-token"
BARE = "bare httpx, the same call"

BARE_SCRIPT = """
import httpx
response = httpx.get({url!r} + "/me", headers={{"Authorization": "Bearer {token}"}})
response.raise_for_status()
response.json()
"""
CONNECTION_SCRIPT = """
from connector import Connection
Connection("bench", token={token!r}, base_url={url!r}).run("get_me")
"""
SDK_SCRIPT = """
from intercom import Intercom
Intercom(token={token!r}, base_url={url!r}).admins.identify()
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=environment)
    return time.perf_counter() - started


def rows(url: str, environment: dict[str, str]) -> list[list[str]]:
    def script(text: str) -> list[str]:
        return [sys.executable, "-c", text.format(url=url, token=TOKEN)]

    program = str(Path(sysconfig.get_path("scripts")) / "connector")
    commands = {
        BARE: script(BARE_SCRIPT),
        "Connection(...).run('get_me')": script(CONNECTION_SCRIPT),
    }
    if Path(program).exists():
        commands["connector run bench get_me"] = [program, "run", "bench", "get_me"]
        commands["connector describe get_me"] = [program, "describe", "get_me"]
    if find_spec("intercom"):
        commands["python-intercom, the same call"] = script(SDK_SCRIPT)

    def measured(command: list[str]) -> Callable[[], float]:
        return lambda: seconds(command, environment)

    taken = interleaved({name: measured(command) for name, command in commands.items()}, RUNS)
    return [
        [name, f"{median(times) * 1000:.0f}", spread_ratio(times, taken[BARE])]
        for name, times in taken.items()
    ]


def measure(scheme: str, folder: Path) -> None:
    """Print the table of one scheme."""
    certificate = self_signed(folder) if scheme == "https" else None
    if scheme == "https" and certificate is None:
        print("\nhttps: left out, there is no openssl to make a certificate with")
        return
    with serving(certificate=certificate) as url:
        connections = folder / "connections.toml"
        connections.write_text(f'[bench]\ntoken = "env:BENCH_TOKEN"\nbase_url = "{url}"\n')
        environment = {
            **os.environ,
            "BENCH_TOKEN": TOKEN,
            "CONNECTOR_CONNECTIONS": str(connections),
            **({"SSL_CERT_FILE": certificate} if certificate else {}),
        }
        title = f"Whole processes over {scheme}, median of {RUNS} interleaved runs"
        print_table(title, ("", "ms", "this/bare (quartiles)"), rows(url, environment))


def self_signed(folder: Path) -> str | None:
    """Make a certificate for 127.0.0.1; returns the file that holds it and its key."""
    if shutil.which("openssl") is None:
        return None
    file = folder / "server.pem"
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    command += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(
        [*command, "-keyout", str(file), "-out", str(folder / "certificate.pem")],
        check=True,
        stderr=subprocess.DEVNULL,
    )
    with file.open("a") as both:
        both.write((folder / "certificate.pem").read_text())
    return str(file)


def main() -> None:
    print(machine())
    with tempfile.TemporaryDirectory() as folder:
        for scheme in ("http", "https"):
            measure(scheme, Path(folder))


if __name__ == "__main__":
    main()
