"""The pool over TLS, with a certificate made for the occasion."""

from __future__ import annotations

import shutil
import socket
import ssl
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from connector.errors import ConnectError, Timeout

from .both import MODES, Story, ask, play, play_call
from .raw_server import Exchange, RawServer

ME = ask("run", "get_me", max_retries=0)
pytestmark = pytest.mark.parametrize("mode", MODES)


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file with a certificate for 127.0.0.1 and its key."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl makes the certificate")
    file = tmp_path_factory.mktemp("tls") / "both.pem"
    subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-keyout", str(file), "-out", str(file.with_suffix(".crt"))]
    command = ["openssl", "req", "-x509", *kind, *subject, *files]
    subprocess.run(command, check=True, capture_output=True)
    file.write_bytes(file.read_bytes() + file.with_suffix(".crt").read_bytes())
    return file


@pytest.fixture
def tls(certificate: Path) -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    return context


@pytest.fixture
def _trusted(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate.with_suffix(".crt")))
    monkeypatch.delenv("SSL_CERT_DIR", raising=False)


@pytest.mark.usefixtures("_trusted")
def test_a_connection_is_used_again_until_the_server_closes_it(
    mode: str, tls: ssl.SSLContext
) -> None:
    def handle(exchange: Exchange) -> None:
        exchange.answer()
        if exchange.number == 2:
            exchange.hang_up()

    def story() -> Story[None]:
        yield ME
        yield ME
        server.wait_until(lambda: server.open == 0)
        yield ME

    with RawServer(handle, tls) as server:
        play(mode, story(), base_url=server.url)
    assert [request.connection for request in server.requests] == [1, 1, 2]


@pytest.mark.usefixtures("_trusted")
def test_a_drip_is_over_at_the_deadline(mode: str, tls: ssl.SSLContext) -> None:
    def handle(exchange: Exchange) -> None:
        exchange.head(200, {"Content-Length": 1_000_000})
        exchange.drip(b" ")

    started = time.monotonic()
    with RawServer(handle, tls) as server, pytest.raises(Timeout) as caught:
        play_call(mode, ask("run", "get_me", max_retries=0, timeout=0.8), base_url=server.url)
    assert time.monotonic() - started < 4.0
    assert (caught.value.outcome, caught.value.status) == ("unknown", 200)


def test_a_server_that_nobody_vouches_for_gets_nothing(mode: str, tls: ssl.SSLContext) -> None:
    def handle(exchange: Exchange) -> Any:
        pytest.fail("it got a request")

    with (
        RawServer(handle, tls) as server,
        pytest.raises(ConnectError, match=r"(?i)certificate.verify.failed") as caught,
    ):
        play_call(mode, ME, base_url=server.url)
    assert caught.value.outcome == "not_sent"
    assert server.requests == []


def test_a_handshake_that_never_ends_was_not_sent(mode: str) -> None:
    started = time.monotonic()
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        with pytest.raises(Timeout, match="no connection within") as caught:
            play_call(mode, ask("run", "get_me", max_retries=0, timeout=0.3), base_url=url)
    assert time.monotonic() - started < 4.0
    assert caught.value.outcome == "not_sent"
