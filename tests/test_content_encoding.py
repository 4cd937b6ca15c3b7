from __future__ import annotations

import gzip
import os
import zlib

import pytest

from connector.content_encoding import PIECE_BYTES, Decoder, EncodingFault, needs_decoding

TEXT = os.urandom(50_000) + b"the same over and over " * 5_000


def bare(content: bytes) -> bytes:
    deflating = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return deflating.compress(content) + deflating.flush()


def decoded(encoded: bytes, step: int) -> bytes:
    decoder = Decoder()
    pieces = [
        part
        for at in range(0, len(encoded), step)
        for part in decoder.feed(encoded[at : at + step])
    ]
    decoder.finish()
    return b"".join(pieces)


@pytest.mark.parametrize("step", [1, 1000, 10_000_000])
@pytest.mark.parametrize(
    "encoded",
    [gzip.compress(TEXT), zlib.compress(TEXT), bare(TEXT)],
    ids=["gzip", "deflate", "bare deflate"],
)
def test_a_body_comes_back_whole(encoded: bytes, step: int) -> None:
    assert decoded(encoded, step) == TEXT


def test_members_of_a_gzip_file_follow_each_other() -> None:
    assert decoded(gzip.compress(b"one ") + gzip.compress(b"two"), 7) == b"one two"


@pytest.mark.parametrize("left", [1, 10, 20_000])
def test_a_body_that_is_cut_short_is_no_body(left: int) -> None:
    with pytest.raises(EncodingFault, match="cut short"):
        decoded(gzip.compress(TEXT)[:-left], 4096)


@pytest.mark.parametrize("body", [b"<html>", b"\x1f\x8b" + b"\xff" * 50])
def test_what_is_not_encoded_as_it_says_is_refused(body: bytes) -> None:
    with pytest.raises(EncodingFault):
        decoded(body, 4096)


def test_a_small_piece_is_not_blown_up_at_once() -> None:
    bomb = gzip.compress(bytes(50 * PIECE_BYTES))
    sizes = [len(part) for part in Decoder().feed(bomb)]
    assert max(sizes) <= PIECE_BYTES
    assert sum(sizes) == 50 * PIECE_BYTES


@pytest.mark.parametrize(
    ("header", "needed"),
    [(None, False), ("identity", False), ("gzip", True), ("GZIP", True), ("deflate", True)],
)
def test_which_bodies_need_decoding(header: str | None, needed: bool) -> None:
    assert needs_decoding(header) is needed


@pytest.mark.parametrize("header", ["br", "gzip, gzip", "zstd"])
def test_an_encoding_that_was_not_asked_for_is_refused(header: str) -> None:
    with pytest.raises(EncodingFault, match="not asked for"):
        needs_decoding(header)
