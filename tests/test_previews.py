from __future__ import annotations

import shutil
import subprocess
from typing import Any

import httpx
import pytest

from connector.previews import MASK, curl_line, preview

BEARER = {"scheme": "bearer"}
NASTY = 'it\'s "$HOME" `id` \\ $(id)\n!'


def request(method: str = "POST", **options: Any) -> httpx.Request:
    return httpx.Request(method, "https://api.example.com/things?q=a%20b&c=%5B%5D", **options)


@pytest.mark.parametrize(
    ("auth", "headers", "shown"),
    [
        (BEARER, {"Authorization": "Bearer s3cret"}, {"Authorization": f"Bearer {MASK}"}),
        (
            {"scheme": "basic"},
            {"Authorization": "Basic s3cret"},
            {"Authorization": f"Basic {MASK}"},
        ),
        (
            {"scheme": "header", "name": "X-Api-Key"},
            {"x-api-key": "s3cret"},
            {"x-api-key": MASK},
        ),
    ],
)
def test_credentials_are_masked(
    auth: dict[str, str], headers: dict[str, str], shown: dict[str, str]
) -> None:
    sent = request(headers=headers, content=b"")
    told = preview(sent, auth)
    assert told["headers"].items() >= shown.items()
    assert "s3cret" not in repr(told) + curl_line(sent, auth)
    assert "body" not in told


def test_a_json_body_is_shown_as_json_and_another_as_text() -> None:
    assert preview(request(json={"a": [1]}), BEARER)["body"] == {"a": [1]}
    assert preview(request(content=b"a=1"), BEARER)["body"] == "a=1"
    patch = request(content=b'{"a": 1}', headers={"Content-Type": "application/merge-patch+json"})
    assert preview(patch, BEARER)["body"] == {"a": 1}


def arguments_of(line: str) -> list[str]:
    """What a shell hands to curl, the token filled in."""
    shell = shutil.which("sh")
    if shell is None:
        pytest.skip("needs a POSIX shell")
    script = (
        f'curl() {{ for each in "$@"; do printf \'%s\\0\' "$each"; done; }}; TOKEN=filled; {line}'
    )
    done = subprocess.run([shell, "-c", script], capture_output=True, text=True, check=True)
    return done.stdout.split("\0")[:-1]


@pytest.mark.parametrize(
    ("method", "body", "options"),
    [
        ("GET", None, []),
        ("GET", "x", ["-X", "GET"]),
        ("POST", "x", []),
        ("POST", None, ["-X", "POST"]),
        ("DELETE", None, ["-X", "DELETE"]),
        ("HEAD", None, ["--head"]),
    ],
)
def test_curl_sends_the_same_method(method: str, body: str | None, options: list[str]) -> None:
    line = curl_line(request(method, content=body), {"scheme": "none"})
    url = "https://api.example.com/things?q=a%20b&c=%5B%5D"
    rest = ["--data-raw", "x"] if body else []
    assert arguments_of(line) == [*options, url, *rest]


def test_curl_is_quoted_for_the_shell() -> None:
    headers = {"Authorization": "Bearer s3cret", "X-Note": "it's $HOME"}
    sent = request(headers=headers, content=NASTY)
    assert arguments_of(curl_line(sent, BEARER)) == [
        "https://api.example.com/things?q=a%20b&c=%5B%5D",
        *("-H", "Authorization: Bearer filled"),
        *("-H", "X-Note: it's $HOME"),
        *("--data-raw", NASTY),
    ]


@pytest.mark.parametrize("content", [b"\x89PNG\xff", b"a\0b", "é\n\n".encode() + b"\x80"])
def test_bytes_that_no_argument_holds_go_through_a_pipe(content: bytes) -> None:
    shell = shutil.which("sh")
    if shell is None or shutil.which("base64") is None:
        pytest.skip("needs a POSIX shell and base64")
    line = curl_line(request(content=content), {"scheme": "none"})
    assert line.endswith("--data-binary @-")
    done = subprocess.run(
        [shell, "-c", f"curl() {{ cat; }}; {line}"], capture_output=True, check=True
    )
    assert done.stdout == content


def test_curl_gives_basic_credentials_as_a_user() -> None:
    sent = request("GET", headers={"Authorization": "Basic s3cret"})
    assert arguments_of(curl_line(sent, {"scheme": "basic"}))[1:] == ["-u", "filled"]
