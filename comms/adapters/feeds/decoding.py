"""From bytes to text: strict UTF-8 first, then what was declared, then what French files are."""

import codecs
import re
from collections.abc import Iterator

_DECLARED = re.compile(r"""<\?xml[^>]{0,200}?\sencoding\s*=\s*["']\s*([A-Za-z0-9._:-]{1,40})""")
_IN_HEADER = re.compile(r"""charset\s*=\s*["']?\s*([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# How « <?xml » or « <rss » begins in alphabets that are not a superset of ASCII.
_SHAPES = (
    (re.compile(rb"<\0\0\0"), "utf-32-le"),
    (re.compile(rb"\0\0\0<"), "utf-32-be"),
    (re.compile(rb"<\0[^\0]\0"), "utf-16-le"),
    (re.compile(rb"\0<\0[^\0]"), "utf-16-be"),
    (re.compile(rb"\x4c\x6f\xa7\x94"), "cp037"),
)
# What is declared is often the small set of what was meant (as browsers do, WHATWG Encoding).
_MEANT = {
    "ascii": "cp1252",
    "us-ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "iso8859-1": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "shift_jis": "cp932",
    "x-sjis": "cp932",
    "big5": "big5hkscs",
    "windows-31j": "cp932",
}
# Their bytes are all ASCII, so they would pass for UTF-8.
_SEVEN_BITS = re.compile(r"^(?:iso-?2022|hz|utf-?7|csiso2022)", re.IGNORECASE)
_WIDE = re.compile(
    r"^(?:utf-?_?(?:16|32)|ucs-|iso-10646|u16|u32|cs(?:unicode|ucs4))", re.IGNORECASE
)


def decode(body: bytes, content_type: str = "") -> str:
    """Return the text of a document; characters that cannot be read become U+FFFD."""
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body[len(mark) :].decode(encoding, "replace")
    for shape, encoding in _SHAPES:
        if shape.match(body):
            return _of_shape(body, encoding)
    declared = _declared_in(body, content_type)
    for encoding in _ladder(declared):
        try:
            return body.decode(encoding)
        except (UnicodeError, LookupError):
            continue
    return body.decode("cp1252", "replace")


def _declared_in(body: bytes, content_type: str) -> list[str]:
    """Return the encodings a document names, the one of its header first."""
    head = body[:1024].decode("latin-1")
    found = [_IN_HEADER.search(content_type), _DECLARED.search(head)]
    return [each[1].lower() for each in found if each]


def _ladder(declared: list[str]) -> Iterator[str]:
    names = [_MEANT.get(name, name) for name in declared if not _WIDE.match(name)]
    yield from (name for name in names if _SEVEN_BITS.match(name))
    yield "utf-8"
    yield from (name for name in names if _is_of_text(name))


def _is_of_text(name: str) -> bool:
    """Python knows codecs that are no alphabets, such as « zip »."""
    try:
        return bool(getattr(codecs.lookup(name), "_is_text_encoding", True))
    except LookupError:
        return False


def _of_shape(body: bytes, encoding: str) -> str:
    """Return a text by how it begins; of the many EBCDIC alphabets it says itself which one."""
    text = body.decode(encoding, "replace")
    declared = _DECLARED.search(text[:1024]) if encoding == "cp037" else None
    if declared is None or not _is_of_text(declared[1]):
        return text
    try:
        return body.decode(declared[1])
    except UnicodeError:
        return text
