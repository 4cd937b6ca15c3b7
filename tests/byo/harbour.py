"""A marina's API on a free port of this machine, as `harbour.yaml` describes it; stateful.

`python -m tests.byo.harbour` serves it by hand until Ctrl-C. It knows nothing of the engine.
"""

from __future__ import annotations

import email.policy
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.parser import BytesParser
from typing import Any, cast
from urllib.parse import parse_qs, urlsplit

from ..http_server import Received, Reply, serving

KEY = "quay-7f3a9c51d2e84b06"
KEY_HEADER = "x-harbour-key"
PREFIX = "/v1"
TIDES = "time,height_m\n06:12,4.1\n12:30,0.7\n"


class Refusal(Exception):
    """An answer that is an error: `{"error": {"code": …, "message": …}}`."""

    def __init__(self, status: int, code: str, message: str, **headers: str) -> None:
        super().__init__(message)
        self.status = status
        self.headers = headers
        self.body = {"error": {"code": code, "message": message}}


@dataclass
class Paper:
    boat_id: str
    filename: str
    content: bytes
    fields: dict[str, str]


@dataclass
class Harbour:
    """The state of a marina; called with a request, it answers it.

    `failures` are statuses to answer the next requests with, `elsewhere` an address to send those
    who fetch a document to.
    """

    berths: dict[int, dict[str, Any]] = field(default_factory=dict)
    boats: dict[str, dict[str, Any]] = field(default_factory=dict)
    papers: dict[int, Paper] = field(default_factory=dict)
    photos: dict[str, bytes] = field(default_factory=dict)
    failures: list[int] = field(default_factory=list)
    elsewhere: str | None = None

    def __call__(self, request: Received) -> Reply:
        try:
            return self._answer(request)
        except Refusal as refusal:
            reply = _json(refusal.status, refusal.body)
            reply.headers |= refusal.headers
            return reply

    def add_berths(self, count: int) -> None:
        for number in range(1, count + 1):
            self.berths[number] = {
                "id": number,
                "pier": "AB"[number % 2],
                "length_m": 6 + number,
                "features": ["water", "power"] if number % 3 == 0 else ["water"],
                "note": None,
            }

    def _answer(self, request: Received) -> Reply:
        if request.headers.get(KEY_HEADER) != KEY:
            # The key comes back on purpose: a careless API quotes what it was sent.
            told = request.headers.get(KEY_HEADER, "nothing")
            raise Refusal(401, "bad_key", f"{told} is no key of this harbour")
        if self.failures:
            raise Refusal(self.failures.pop(0), "storm", "try later", **{"Retry-After": "0"})
        url = urlsplit(request.target)
        for method, pattern, answer in _ROUTES:
            found = re.fullmatch(PREFIX + pattern, url.path)
            if found and method == request.method:
                return answer(self, request, parse_qs(url.query), *found.groups())
        raise Refusal(404, "no_such_place", f"{request.method} {url.path}")

    def _status(self, request: Received, query: Query) -> Reply:
        return _json(200, {"open": True})

    def _tides(self, request: Received, query: Query) -> Reply:
        return Reply(200, TIDES.encode(), {"Content-Type": "text/csv; charset=utf-8"})

    def _berths(self, request: Received, query: Query) -> Reply:
        piers = query["piers"][0].split(",") if "piers" in query else None
        found = [
            berth
            for berth in self.berths.values()
            if set(query.get("feature", ())) <= set(berth.get("features", ()))
            and (piers is None or berth["pier"] in piers)
        ]
        page, size = int(query.get("page", ["1"])[0]), int(query.get("size", ["10"])[0])
        pages = max(1, -(-len(found) // size))
        shown = found[(page - 1) * size : page * size]
        meta = {"page": page, "total_pages": pages, "total": len(found)}
        return _json(200, {"berths": shown, "meta": meta})

    def _add_berth(self, request: Received, query: Query) -> Reply:
        number = max(self.berths, default=0) + 1
        self.berths[number] = {**json.loads(request.body), "id": number}
        return _json(201, self.berths[number])

    def _berth(self, request: Received, query: Query, number: str) -> Reply:
        return _json(200, self._known_berth(number))

    def _replace_berth(self, request: Received, query: Query, number: str) -> Reply:
        self._known_berth(number)
        self.berths[int(number)] = {**json.loads(request.body), "id": int(number)}
        return _json(200, self.berths[int(number)])

    def _give_up_berth(self, request: Received, query: Query, number: str) -> Reply:
        self._known_berth(number)
        del self.berths[int(number)]
        return Reply(204, b"", {})

    def _known_berth(self, number: str) -> dict[str, Any]:
        if int(number) not in self.berths:
            raise Refusal(404, "no_such_berth", f"there is no berth {number}")
        return self.berths[int(number)]

    def _add_boat(self, request: Received, query: Query) -> Reply:
        boat = json.loads(request.body)
        if any(known["name"] == boat["name"] for known in self.boats.values()):
            raise Refusal(409, "name_taken", f"{boat['name']} is registered already")
        boat["id"] = f"b-{len(self.boats) + 1}"
        self.boats[boat["id"]] = boat
        return _json(201, boat)

    def _find_boats(self, request: Received, query: Query) -> Reply:
        part = json.loads(request.body)["name"].lower()
        found = [boat for boat in self.boats.values() if part in boat["name"].lower()]
        return _json(200, {"boats": found})

    def _replace_photo(self, request: Received, query: Query, boat_id: str) -> Reply:
        if request.headers.get("content-type") != "image/png":
            raise Refusal(415, "no_photo", "a photo is a PNG")
        self.photos[boat_id] = request.body
        return Reply(204, b"", {})

    def _file_paper(self, request: Received, query: Query, boat_id: str) -> Reply:
        if boat_id not in self.boats:
            raise Refusal(404, "no_such_boat", f"there is no boat {boat_id}")
        fields: dict[str, str] = {}
        filename, content = None, b""
        for part in _parts(request):
            payload = cast(bytes, part.get_payload(decode=True))
            name = str(part.get_param("name", header="content-disposition"))
            if name == "file":
                filename, content = part.get_filename(), payload
            else:
                fields[name] = payload.decode()
        if filename is None:
            raise Refusal(422, "no_file", "a part named file, with a file name, is missing")
        number = len(self.papers) + 1
        self.papers[number] = Paper(boat_id, filename, content, fields)
        return _json(201, {"id": number, "filename": filename, "size_bytes": len(content)})

    def _fetch_paper(self, request: Received, query: Query, boat_id: str, number: str) -> Reply:
        paper = self.papers.get(int(number))
        if paper is None or paper.boat_id != boat_id:
            raise Refusal(404, "no_such_paper", f"{boat_id} has no paper {number}")
        if self.elsewhere is not None:
            return Reply(302, b"", {"Location": f"{self.elsewhere}/store/{number}"})
        return Reply(200, paper.content, {"Content-Type": "application/octet-stream"})


Query = dict[str, list[str]]
_ROUTES: tuple[tuple[str, str, Callable[..., Reply]], ...] = (
    ("GET", r"/status", Harbour._status),
    ("GET", r"/tide-table", Harbour._tides),
    ("GET", r"/berths", Harbour._berths),
    ("POST", r"/berths", Harbour._add_berth),
    ("GET", r"/berths/(\d+)", Harbour._berth),
    ("PUT", r"/berths/(\d+)", Harbour._replace_berth),
    ("DELETE", r"/berths/(\d+)", Harbour._give_up_berth),
    ("POST", r"/boats", Harbour._add_boat),
    ("POST", r"/boats/search", Harbour._find_boats),
    ("PUT", r"/boats/([^/]+)/photo", Harbour._replace_photo),
    ("POST", r"/boats/([^/]+)/papers", Harbour._file_paper),
    ("GET", r"/boats/([^/]+)/papers/(\d+)/file", Harbour._fetch_paper),
)


def _json(status: int, body: Any) -> Reply:
    return Reply(status, json.dumps(body).encode())


def _parts(request: Received) -> list[EmailMessage]:
    """Return the parts of a multipart body."""
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    parser = BytesParser(EmailMessage, policy=email.policy.HTTP)
    message = parser.parsebytes(head + request.body)
    if not message.is_multipart() or message.defects:
        raise Refusal(400, "bad_multipart", f"the body is not multipart: {message.defects}")
    return cast(list[EmailMessage], message.get_payload())


@contextmanager
def open_harbour(harbour: Harbour) -> Iterator[tuple[str, list[Received]]]:
    """Serve a marina; gives its base URL and the list of requests received so far."""
    with serving(harbour) as (origin, received):
        yield origin + PREFIX, received


def main() -> None:
    """Serve a marina with a dozen berths and print its address and its key."""
    harbour = Harbour()
    harbour.add_berths(12)
    with open_harbour(harbour) as (url, _):
        print(f"base_url: {url}\nkey: {KEY}\nCtrl-C ends it.", flush=True)
        try:
            threading.Event().wait()
        except KeyboardInterrupt:
            print("closed.")


if __name__ == "__main__":
    main()
