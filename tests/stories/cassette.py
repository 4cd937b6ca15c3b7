"""How stories are recorded and replayed: what is matched, what is scrubbed, what a file says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import vcr
from vcr.serializers import yamlserializer

FOLDER = Path(__file__).parents[2] / "cassettes"
SANDBOX = "http://127.0.0.1:4550"
_EMAIL = re.compile(r"[\w.+-]+@(?!(?:[\w-]+\.)*example\.(?:com|org)\b)[\w-]+(?:\.[\w-]+)+")
_KEPT_REQUEST_HEADERS = {"accept", "content-type", "intercom-version"}


class _Serializer:
    """vcrpy's YAML with a first line that says where the answers come from."""

    def __init__(self, source: str) -> None:
        self.source = source

    def serialize(self, cassette: dict[str, Any]) -> str:
        return f"# Recorded over a socket against {self.source}.\n" + str(
            yamlserializer.serialize(cassette)
        )

    def deserialize(self, text: str) -> Any:
        return yamlserializer.deserialize(text)


def _scrub_request(request: Any) -> Any:
    for name in list(request.headers):
        if name.lower() not in _KEPT_REQUEST_HEADERS:
            del request.headers[name]
    request.uri = re.sub(r"^http://127\.0\.0\.1:\d+", SANDBOX, request.uri)
    return request


def _scrub_response(response: dict[str, Any]) -> dict[str, Any]:
    """Keep addresses of real people out of the files."""
    content = response["body"]["string"]
    text = content.decode() if isinstance(content, bytes) else content
    response["body"]["string"] = _EMAIL.sub("scrubbed@example.com", text).encode()
    return response


def recorder(mode: str, source: str = "") -> vcr.VCR:
    """Return a recorder; ``mode`` is ``all`` to record and ``none`` to replay only."""
    made = vcr.VCR(
        cassette_library_dir=str(FOLDER),
        record_mode=vcr.mode(mode),
        match_on=["method", "scheme", "host", "port", "path", "query", "body"],
        before_record_request=_scrub_request,
        before_record_response=_scrub_response,
        decode_compressed_response=True,
        serializer="annotated",
    )
    made.register_serializer("annotated", _Serializer(source))
    return made


def recorded_origin(name: str) -> str:
    """Return the origin that a cassette was recorded against."""
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    found = re.search(r"uri: (https?://[^/\s]+)", text)
    assert found is not None, f"{name}.yaml holds no request"
    return found[1]
