"""Bodies as the server compressed them, back to what they were. Pure.

Unlike the HTTP library's decoders, this one notices a stream that ends before its end, and never
makes more of a piece than it is asked for: a small piece can stand for gigabytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator

ACCEPTED = "gzip, deflate"
"""What we say that we understand."""

PIECE_BYTES = 1024 * 1024
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_NAMES = frozenset({"gzip", "x-gzip", "deflate"})


class EncodingFault(ValueError):
    """The body is not encoded as it says, or is cut short."""


def needs_decoding(content_encoding: str | None) -> bool:
    """Whether a body with that ``Content-Encoding`` must be decoded.

    Raises ``EncodingFault`` for an encoding that nobody asked for.
    """
    names = [part.strip().lower() for part in (content_encoding or "").split(",")]
    named = [name for name in names if name not in ("", "identity")]
    if not named:
        return False
    if len(named) > 1 or named[0] not in _NAMES:
        raise EncodingFault(f"the encoding {content_encoding!r} was not asked for")
    return True


class Decoder:
    """Decodes one body, piece by piece."""

    def __init__(self) -> None:
        self._inflating = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._head: bytes | None = b""

    def feed(self, piece: bytes) -> Iterator[bytes]:
        """Yield what a piece stands for, at most ``PIECE_BYTES`` at once."""
        while piece:
            if self._inflating.eof:
                # Another member of the same gzip file may follow (RFC 1952).
                self._inflating = zlib.decompressobj(_GZIP_OR_ZLIB)
            decoded = self._inflated(piece)
            if decoded:
                yield decoded
            piece = self._inflating.unconsumed_tail or self._inflating.unused_data

    def _inflated(self, piece: bytes) -> bytes:
        head = None if self._head is None else self._head + piece
        try:
            decoded = self._inflating.decompress(piece, PIECE_BYTES)
        except zlib.error as error:
            if head is None:
                raise EncodingFault(str(error)) from error
            decoded = self._inflated_bare(head)
        # What came before the first decoded byte may have to be read in another way.
        self._head = None if decoded else head
        return decoded

    def _inflated_bare(self, head: bytes) -> bytes:
        """Read a "deflate" without its wrapping, as some servers send it (RFC 9110, 8.4.1.2)."""
        self._inflating = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            return self._inflating.decompress(head, PIECE_BYTES)
        except zlib.error as error:
            raise EncodingFault(str(error)) from error

    def finish(self) -> None:
        """Raise ``EncodingFault`` where the body is cut short; an empty one is whole."""
        if self._head != b"" and not self._inflating.eof:
            raise EncodingFault("the compressed body is cut short")
