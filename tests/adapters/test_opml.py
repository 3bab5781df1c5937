"""Lists of feeds whose writer means harm: read, or refused."""

import pytest

from comms.adapters import opml
from comms.adapters.opml import Line, OpmlRefused, OpmlTrouble


def test_folders_a_hundred_thousand_deep_are_read() -> None:
    deep = 100_000
    feed = b'<outline text="Le Littoral" xmlUrl="https://littoral.example/rss"/>'
    body = b'<outline text="a">' * deep + feed + b"</outline>" * deep

    listed = opml.read(b'<opml version="2.0"><body>' + body + b"</body></opml>")

    assert [line.title for line in listed.lines] == ["Le Littoral"]
    assert listed.lines[0].folder == "/".join("a" * opml.DEEPEST)


def test_a_feed_stands_in_the_folders_that_are_open_around_it() -> None:
    body = (
        b'<outline text="Presse"><outline text="Locale"><outline xmlUrl="https://a.example/"/>'
        b'</outline><outline xmlUrl="https://b.example/"/></outline>'
        b'<outline xmlUrl="https://c.example/"/>'
    )

    listed = opml.read(b"<opml><body>" + body + b"</body></opml>")

    assert [line.folder for line in listed.lines] == ["Presse/Locale", "Presse", ""]


@pytest.mark.parametrize("end", ["</body></opml>", " & "])
def test_a_list_that_gives_its_tags_attributes_nobody_wrote_is_refused(end: str) -> None:
    grows = '<!DOCTYPE opml [<!ATTLIST outline a CDATA "x" b CDATA "x">]>'
    body = '<opml><body><outline xmlUrl="https://a.example/"/>'

    with pytest.raises(OpmlRefused) as caught:
        opml.read((grows + body + end).encode())

    assert caught.value.trouble is OpmlTrouble.HAS_ENTITIES


def test_what_no_document_holds_stands_in_no_list() -> None:
    written = opml.write("Essai\x1b", [Line("https://a.example/\ufffe", "La\x1b Côte", "Mer\x02")])

    assert opml.read(written).lines == [Line("https://a.example/", "La Côte", "Mer")]
