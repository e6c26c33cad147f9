"""Reads streams of a PDF that nobody vouches for, without letting them grow."""

from __future__ import annotations

import zlib
from typing import Any

import pikepdf

LARGEST_STREAM = 64 * 2**20
"""Decoded bytes of one content stream."""
_WORST_GROWTH = {
    "/ASCIIHexDecode": 1,
    "/ASCII85Decode": 1,
    "/RunLengthDecode": 64,
    "/LZWDecode": 1400,
}


class TooLarge(ValueError):  # noqa: N818 - says what happened
    """A stream that grows beyond the limit when it is unpacked."""


class Damaged(ValueError):  # noqa: N818 - says what happened
    """A stream that can't be unpacked; the reason is the text."""


def filters_of(stream: Any) -> list[str]:
    """The names of a stream's filters, in the order they are undone."""
    filters = stream.get("/Filter")
    if isinstance(filters, pikepdf.Array):
        return [str(item) for item in filters]
    return [] if filters is None else [str(filters)]


def read_stream(stream: pikepdf.Stream, limit: int = LARGEST_STREAM) -> bytes:
    """The decoded bytes of a content stream, never more than `limit`."""
    try:
        content = stream.read_raw_bytes()
        filters = filters_of(stream)
        plain = "/DecodeParms" not in stream or stream.DecodeParms is None
        while filters and filters[0] == "/FlateDecode":
            unpacked = inflate(content, limit)
            if not plain:
                # The size is certain now; the predictor is undone by the library.
                return _decoded(stream)
            content = unpacked
            filters.pop(0)
        if not filters:
            if len(content) > limit:
                raise TooLarge(f"{len(content)} bytes")
            return content
        growth = 1
        for name in filters:
            growth *= _WORST_GROWTH.get(name, 1400)
        if len(content) * growth > limit * 8:
            raise TooLarge(f"{len(content)} bytes behind {', '.join(filters)}")
        return _decoded(stream)
    except (pikepdf.PdfError, zlib.error, RuntimeError) as error:
        raise Damaged(str(error)) from error


def _decoded(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except NotImplementedError as error:
        raise Damaged(str(error)) from error


def inflate(content: bytes, limit: int) -> bytes:
    """Unpack deflated bytes up to a limit; what a damaged end leaves is kept."""
    machine = zlib.decompressobj()
    unpacked = machine.decompress(content, limit + 1)
    if len(unpacked) > limit:
        raise TooLarge(f"more than {limit // 2**20} MB unpacked")
    if not machine.eof:
        raise Damaged("deflated data end too soon")
    return unpacked
