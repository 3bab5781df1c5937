"""A body as it grows: decoded on the way, and never larger than allowed."""

import zlib

from comms.adapters.http.trouble import HttpTrouble, Trouble

_GZIP = b"\x1f\x8b"
_PLAIN = frozenset({"", "identity", "none"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})


class Body:
    """Takes the pieces of a body; `whole` gives it back decoded.

    Raises:
        HttpTrouble: `TOO_BIG`, or `BROKEN` for a coding we did not ask for.
    """

    def __init__(self, coding: str, most: int) -> None:
        coding = coding.strip().lower()
        if coding not in _PLAIN | _PACKED:
            raise HttpTrouble(Trouble.BROKEN)
        self._most = most
        self._bytes = bytearray()
        self._inflater = _Inflater() if coding in _PACKED else None

    def add(self, piece: bytes) -> None:
        """Take the next piece."""
        if self._inflater is None:
            self._keep(piece)
            return
        while piece:
            plain, piece = self._inflater.inflate(piece, self._most - len(self._bytes) + 1)
            self._keep(plain)

    def whole(self) -> bytes:
        """Return the body; a packed file sent as it lies on the server is unpacked too."""
        if not self._bytes.startswith(_GZIP):
            return bytes(self._bytes)
        inner = Body("gzip", self._most)
        inner.add(bytes(self._bytes))
        return bytes(inner._bytes)

    def _keep(self, plain: bytes) -> None:
        self._bytes += plain
        if len(self._bytes) > self._most:
            raise HttpTrouble(Trouble.TOO_BIG)


class _Inflater:
    """Unpacks gzip and both notations of deflate, a bounded piece at a time."""

    def __init__(self) -> None:
        self._unpacker = zlib.decompressobj(wbits=47)  # gzip or zlib, whichever the head says
        self._has_begun = False

    def inflate(self, piece: bytes, most: int) -> tuple[bytes, bytes]:
        """Return at most `most` bytes unpacked, and what of the piece is left to unpack."""
        if self._unpacker.eof:  # gzip files may follow one another
            if not piece.startswith(_GZIP):
                return b"", b""
            self._unpacker = zlib.decompressobj(wbits=47)
        try:
            plain = self._unpacker.decompress(piece, most)
        except zlib.error as error:
            if self._has_begun:
                raise HttpTrouble(Trouble.BROKEN) from error
            self._unpacker = zlib.decompressobj(wbits=-15)  # deflate without its head
            plain = self._once_more(piece, most)
        self._has_begun = True
        return plain, self._unpacker.unconsumed_tail or self._unpacker.unused_data

    def _once_more(self, piece: bytes, most: int) -> bytes:
        try:
            return self._unpacker.decompress(piece, most)
        except zlib.error as error:
            raise HttpTrouble(Trouble.BROKEN) from error
