"""What a call costs in a warm process, as a ratio to the same call with bare httpx.

Both go over one kept-alive socket to a small server in another process, in alternating batches.
Run it as ``python -m benchmarks.call_overhead``; it prints a table and changes nothing.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import statistics
import time
from collections.abc import Callable
from typing import Any

import httpx

from connector import Connection

BATCHES = 15
CALLS = 100
TOKEN = "benchmark-token"
BODY = b'{"type":"list","data":[],"total_count":0}'
REPLY = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(
    BODY
)
SEARCH: dict[str, Any] = {
    "query": {
        "operator": "AND",
        "value": [
            {"field": "email", "operator": "~", "value": "example.com"},
            {"field": "created_at", "operator": ">", "value": 1700000000},
        ],
    },
    "pagination": {"per_page": 50},
}


class Answering(asyncio.Protocol):
    """Answers each request with the same small body; requests here fit one packet."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.pending = b""

    def data_received(self, data: bytes) -> None:
        self.pending += data
        head, end, rest = self.pending.partition(b"\r\n\r\n")
        if not end:
            return
        length = 0
        for line in head.lower().split(b"\r\n"):
            if line.startswith(b"content-length:"):
                length = int(line.split(b":")[1])
        if len(rest) >= length:
            self.pending = rest[length:]
            self.transport.write(REPLY + BODY)  # type: ignore[attr-defined]


def serve(port: Any) -> None:
    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(Answering, "127.0.0.1", 0)
        port.send(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(forever())


def microseconds_a_call(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    for _ in range(CALLS):
        call()
    return (time.perf_counter() - started) / CALLS * 1e6


def main() -> None:
    receiving, sending = multiprocessing.Pipe(duplex=False)
    process = multiprocessing.Process(target=serve, args=(sending,), daemon=True)
    process.start()
    url = f"http://127.0.0.1:{receiving.recv()}"
    headers = {"Authorization": f"Bearer {TOKEN}", "Accept": "application/json"}
    bare = httpx.Client(base_url=url, headers=headers, trust_env=False)
    pairs: dict[str, tuple[Callable[[], object], Callable[[], object]]] = {}
    with Connection("bench", token=TOKEN, base_url=url) as connection, bare:
        pairs["GET /me"] = (
            lambda: connection.run("get_me"),
            lambda: bare.get("/me").raise_for_status().json(),
        )
        pairs["POST /contacts/search"] = (
            lambda: connection.run("post_contacts_search", {"data": SEARCH}),
            lambda: bare.post("/contacts/search", json=SEARCH).raise_for_status().json(),
        )
        print(f"{'a call, median of ' + str(BATCHES):28}{'ours us':>9}{'httpx us':>10}{'ratio':>8}")
        for name, (ours, theirs) in pairs.items():
            microseconds_a_call(ours), microseconds_a_call(theirs)
            taken = [
                (microseconds_a_call(ours), microseconds_a_call(theirs)) for _ in range(BATCHES)
            ]
            ratio = statistics.median(a / b for a, b in taken)
            mine = statistics.median(a for a, _ in taken)
            other = statistics.median(b for _, b in taken)
            print(f"{name:28}{mine:9.0f}{other:10.0f}{ratio:8.2f}")
    process.terminate()


if __name__ == "__main__":
    main()
