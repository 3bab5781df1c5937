"""From bytes to text."""

import pytest

from comms.adapters.feeds.decoding import decode
from tests.adapters.feeds.said import first

WORDS = "Évacuation à Calais"


def document(encoding: str, declared: str = "") -> bytes:
    head = f'<?xml version="1.0" encoding="{declared or encoding}"?>'
    return f"{head}<rss><channel><item><title>{WORDS}</title></item></channel></rss>".encode(
        encoding
    )


@pytest.mark.parametrize(
    "body",
    [
        document("utf-8"),
        document("iso-8859-1"),
        document("cp1252", "windows-1252"),
        document("cp1252", "utf-8"),  # it lies
        document("utf-8", "iso-8859-1"),  # it lies the other way
        document("cp1252", "klingon"),
        document("cp1252", "zip"),
        document("utf-16"),
        document("utf-16-le", "utf-16"),
        document("utf-16-be", "utf-16"),
        document("utf-32"),
        document("utf-8-sig", "utf-8"),
        document("cp500"),
        document("utf-7"),
    ],
)
def test_a_title_is_right_whatever_the_bytes(body: bytes) -> None:
    assert first(body).title == WORDS


def test_the_header_s_charset_counts() -> None:
    body = "<rss><channel><item><title>Москва</title></item></channel></rss>".encode("koi8-r")

    assert first(body, content_type="text/xml; charset=koi8-r").title == "Москва"


def test_a_file_that_is_nothing_still_becomes_text() -> None:
    assert decode(bytes(range(256)))
    assert decode(b"") == ""
