"""The header of a catalog: servers, credentials, and what single operations say beside it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from connector.authoring.catalog_header import MAX_SERVERS
from connector.authoring.format import Header, Overlay
from connector.authoring.importing import Compilation, compile_catalog
from connector.authoring.openapi import Document, load_document

Compile = Callable[[str], Compilation]


@pytest.fixture
def compiled(load: Callable[[str], Document]) -> Compile:
    return lambda rest: compile_catalog([load(rest)], Overlay())


@pytest.fixture
def servers_of(tmp_path: Any) -> Callable[[str], Compilation]:
    def make(servers: str) -> Compilation:
        path = tmp_path / "document.yaml"
        path.write_text(
            f"openapi: 3.0.1\ninfo: {{title: T}}\npaths: {{}}\nservers: {servers}\n",
            encoding="utf-8",
        )
        return compile_catalog([load_document(path)], Overlay())

    return make


SERVERS: list[tuple[str, dict[str, str]]] = [
    ("[{url: https://a.example/}]", {"default": "https://a.example"}),
    (
        "[{url: https://a.example}, {url: https://b.example}]",
        {"default": "https://a.example", "server_2": "https://b.example"},
    ),
    (
        "[{url: 'https://{r}.example', variables: {r: {default: us, enum: [eu, us, au]}}}]",
        {"us": "https://us.example", "eu": "https://eu.example", "au": "https://au.example"},
    ),
    (
        "[{url: 'https://{r}.example', variables: {r: {default: us, enum: [us]}}}]",
        {"default": "https://us.example"},
    ),
    (
        "[{url: 'https://{r}.example/{v}', variables: "
        "{r: {default: us, enum: [us, eu]}, v: {default: v1, enum: [v1, v2]}}}]",
        {
            "us-v1": "https://us.example/v1",
            "us-v2": "https://us.example/v2",
            "eu-v1": "https://eu.example/v1",
            "eu-v2": "https://eu.example/v2",
        },
    ),
    (
        "[{url: 'https://{r}.example', variables: {r: {default: us, enum: [eu]}}},"
        " {url: 'https://{r}.test', variables: {r: {default: us, enum: [eu]}}}]",
        {
            "us": "https://us.example",
            "eu": "https://eu.example",
            "us_2": "https://us.test",
            "eu_2": "https://eu.test",
        },
    ),
    ("[{url: /v1}, {url: https://a.example}]", {"default": "https://a.example"}),
]


@pytest.mark.parametrize(("servers", "expected"), SERVERS)
def test_servers(
    servers_of: Callable[[str], Compilation], servers: str, expected: dict[str, str]
) -> None:
    made = servers_of(servers)
    assert made.problems == ()
    assert list(made.catalog.header["servers"].items()) == list(expected.items())
    Header.model_validate(made.catalog.header)


def test_a_server_without_a_full_address_is_reported(
    servers_of: Callable[[str], Compilation],
) -> None:
    made = servers_of(
        "[{url: https://a.example}, {url: '//b.example'}, {url: 'https://{x}.example'}]"
    )
    assert made.warnings == (
        "document.yaml: server '//b.example' has no full address; ignored",
        "document.yaml: server 'https://{x}.example' has no full address; ignored",
    )


def test_servers_without_number_end(servers_of: Callable[[str], Compilation]) -> None:
    variables = ", ".join(f"v{n}: {{default: a, enum: [a, b, c, d]}}" for n in range(20))
    url = "https://a.example/" + "/".join(f"{{v{n}}}" for n in range(20))
    made = servers_of(f"[{{url: '{url}', variables: {{{variables}}}}}]")
    assert len(made.catalog.header["servers"]) == MAX_SERVERS
    assert "too many addresses" in made.warnings[0]


SCHEMES = """
components: {securitySchemes: {
  Key: {type: apiKey, in: header, name: X-Key},
  App: {type: apiKey, in: header, name: X-App},
  Evil: {type: apiKey, in: header, name: "X-Key: 1\\r\\nHost"},
  Host: {type: apiKey, in: header, name: Host},
  Query: {type: apiKey, in: query, name: key},
  Basic: {type: http, scheme: basic}}}
paths: {}
"""


@pytest.mark.parametrize(
    ("security", "auth"),
    [
        ("[]", {"scheme": "none"}),
        ("[{}]", {"scheme": "none"}),
        ("[{}, {Key: []}]", {"scheme": "header", "name": "X-Key"}),
        ("[{Key: [], App: []}, {Basic: []}]", {"scheme": "basic"}),
        ("[{Query: []}, {App: []}]", {"scheme": "header", "name": "X-App"}),
        ("[{Gone: []}, {Basic: []}]", {"scheme": "basic"}),
    ],
)
def test_credentials(compiled: Compile, security: str, auth: dict[str, str]) -> None:
    made = compiled(f"{SCHEMES}\nsecurity: {security}")
    assert (made.problems, made.catalog.header["auth"]) == ((), auth)


@pytest.mark.parametrize(
    ("security", "told"),
    [
        ("[{Key: [], App: []}]", "Key (apiKey in header) and App (apiKey in header)"),
        ("[{Query: []}, {Gone: []}]", "Query (apiKey in query), Gone (not defined)"),
        ("[{Gone: [], Key: []}]", "Gone (not defined) and Key (apiKey in header)"),
        ("[{Evil: []}]", "Evil (apiKey in header)"),
        ("[{Host: []}]", "Host (apiKey in header)"),
    ],
)
def test_credentials_that_no_connection_has(compiled: Compile, security: str, told: str) -> None:
    (problem,) = compiled(f"{SCHEMES}\nsecurity: {security}").problems
    assert problem.startswith(f"document.yaml: no supported security scheme: {told}; ")
    assert "more than one secret" in problem


OWN: list[tuple[str, list[str]]] = [
    ("{get: {security: [{Key: []}]}}", []),
    ("{get: {security: [{App: []}, {Key: []}]}}", []),
    ("{get: {}}", []),
    ("{get: {security: []}}", ["GET /a asks for no credentials; the connection's are sent"]),
    ("{get: {security: [{}]}}", ["GET /a asks for no credentials"]),
    ("{get: {security: [{App: []}]}}", ["GET /a asks for App, which the connection does not send"]),
    ("{get: {security: [{App: [], Key: []}]}}", ["GET /a asks for App and Key, which"]),
    ("{get: {servers: [{url: https://b.example}]}}", ["own server 'https://b.example' is ignored"]),
    (
        "{servers: [{url: https://b.example}], get: {}}",
        ["own server 'https://b.example' is ignored"],
    ),
    ("{get: {servers: [{url: https://api.example/}]}}", []),
]


@pytest.mark.parametrize(("item", "told"), OWN)
def test_what_one_operation_says_for_itself_is_reported(
    compiled: Compile, item: str, told: list[str]
) -> None:
    made = compiled(SCHEMES.replace("paths: {}", f"paths: {{/a: {item}}}\nsecurity: [{{Key: []}}]"))
    assert made.problems == ()
    assert len(made.warnings) == len(told)
    for warning, words in zip(made.warnings, told, strict=True):
        assert words in warning
