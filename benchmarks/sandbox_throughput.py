"""The sandbox over a socket, and its searches over 100,000 contacts.

Requests a second: `connector sandbox serve` in a process of its own, on a data file, asked by
several clients that keep their connections; they are bare sockets in another process, so that as
little as can be is the clients' own work. Searches: milliseconds in process, for each operator.
Run it as ``python -m benchmarks.sandbox_throughput``; it prints tables and changes nothing.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from connector.sandbox import Request, Sandbox

from .measuring import machine, print_table

CLIENTS = 8
ROUNDS = 5
ROUND_S = 2.0
CONTACTS = 100_000
TIMES = 7
"""How often each search is run."""

CONTACT = "66a1c0dec001000000000001"
REQUESTS: dict[str, tuple[str, str, Any]] = {
    "get_me": ("GET", "/me", None),
    "get_tags_by_id": ("GET", "/tags/301", None),
    "get_contacts_by_id": ("GET", f"/contacts/{CONTACT}", None),
    "put_contacts_by_id": ("PUT", f"/contacts/{CONTACT}", {"name": "Maria Santos"}),
    "post_contacts": ("POST", "/contacts", {"role": "lead", "name": "Ada"}),
}
DAY_S = 86_400
NOW_S = 1_760_000_000


def _filter(field: str, operator: str, value: Any) -> dict[str, Any]:
    return {"field": field, "operator": operator, "value": value}


SEARCHES: dict[str, dict[str, Any]] = {
    "email =": _filter("email", "=", "maria.santos@example.com"),
    "role !=": _filter("role", "!=", "user"),
    "id IN": _filter("id", "IN", [CONTACT, CONTACT[:-1] + "2"]),
    "role NIN": _filter("role", "NIN", ["user"]),
    "created_at >": _filter("created_at", ">", NOW_S - 30 * DAY_S),
    "created_at <": _filter("created_at", "<", NOW_S - 330 * DAY_S),
    "created_at =": _filter("created_at", "=", NOW_S - 100 * DAY_S),
    "owner_id =": _filter("owner_id", "=", 8140001),
    "tag_id =": _filter("tag_id", "=", "301"),
    "name ~, few match": _filter("name", "~", "aria Sant"),
    "name ~, many match": _filter("name", "~", "an"),
    "name !~": _filter("name", "!~", "aria Sant"),
    "name ^": _filter("name", "^", "Maria San"),
    "name $": _filter("name", "$", "ia Santos"),
    "email ~, few match": _filter("email", "~", "maria.santos@"),
    "phone ~, few match": _filter("phone", "~", "871230001"),
    "location.city =": _filter("location.city", "=", "Cork"),
    "location.city ~, none match": _filter("location.city", "~", "Reykjav"),
    "custom_attributes =": _filter("custom_attributes.frame_size_cm", "=", 52),
    "custom_attributes ~, few match": _filter("custom_attributes.plan", "~", "old"),
    "AND of OR": {
        "operator": "AND",
        "value": [
            {
                "operator": "OR",
                "value": [_filter("name", "~", "aria Sant"), _filter("email", "^", "liam.byrne@")],
            },
            _filter("role", "=", "user"),
        ],
    },
}


def _wire(method: str, path: str, body: Any) -> bytes:
    content = b"" if body is None else json.dumps(body).encode()
    head = (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer bench\r\n"
        f"Intercom-Version: 2.14\r\nContent-Length: {len(content)}\r\n\r\n"
    )
    return head.encode() + content


async def _client(port: int, wire: bytes, until: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    made = 0
    while time.perf_counter() < until:
        writer.write(wire)
        head = await reader.readuntil(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise ValueError(head.decode())
        length = int(head.lower().partition(b"content-length: ")[2].partition(b"\r")[0])
        await reader.readexactly(length)
        made += 1
    writer.close()
    return made


async def _requests_a_second(port: int, wire: bytes) -> float:
    started = time.perf_counter()
    made = await asyncio.gather(*(_client(port, wire, started + ROUND_S) for _ in range(CLIENTS)))
    return sum(made) / (time.perf_counter() - started)


@contextmanager
def _served(folder: Path) -> Iterator[int]:
    command = [sys.executable, "-m", "connector", "sandbox", "serve", "--port", "0"]
    command += ["--data", str(folder / "sandbox.sqlite3")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield int(urlsplit(process.stdout.readline().strip()).port or 0)
        finally:
            process.terminate()


def _over_a_socket() -> list[list[str]]:
    rows = []
    with tempfile.TemporaryDirectory() as folder, _served(Path(folder)) as port:
        for name, request in REQUESTS.items():
            wire = _wire(*request)
            rates = [asyncio.run(_requests_a_second(port, wire)) for _ in range(ROUNDS)]
            rows.append([name, f"{statistics.median(rates):.0f}", f"{max(rates):.0f}"])
    return rows


def _searches(contacts: int) -> list[list[str]]:
    rows = []
    headers = {"authorization": "Bearer bench"}
    with Sandbox(now=lambda: NOW_S) as sandbox:
        sandbox.populate(contacts=contacts, random_seed=7)
        for name, query in SEARCHES.items():
            body = json.dumps({"query": query}).encode()
            taken = []
            for _ in range(TIMES):
                started = time.perf_counter()
                answer = sandbox.handle(Request("POST", "/contacts/search", (), headers, body))
                taken.append((time.perf_counter() - started) * 1000)
            found = json.loads(answer.body)["total_count"]
            rows.append([name, f"{statistics.median(taken):.1f}", f"{min(taken):.1f}", str(found)])
    return rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--contacts", type=int, default=CONTACTS)
    given = parser.parse_args()
    print(machine())
    columns = ["", "requests/s, median", "best"]
    print_table(f"The sandbox over a socket, {CLIENTS} clients", columns, _over_a_socket())
    columns = ["", "ms, median", "best", "found"]
    print_table(f"Searches of {given.contacts:,} contacts", columns, _searches(given.contacts))


if __name__ == "__main__":
    main()
