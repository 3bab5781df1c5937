"""Lists of feeds, in and out."""

import pytest
from sqlalchemy import select

from comms.adapters import opml
from comms.core.db import db
from comms.core.refusal import Refused
from comms.monitoring.sources.forms import said_why
from comms.monitoring.sources.models import Source
from comms.monitoring.sources.service import listing
from tests.monitoring.said import source

GOOD = """<?xml version="1.0" encoding="UTF-8"?><opml version="2.0"><head><title>x</title></head>
<body><outline text="Presse"><outline text="Locale"><outline type="rss" text="La Côte &amp; nous"
xmlUrl="https://cote.example/rss" htmlUrl="https://cote.example/"/></outline>
<outline title="Le Jour" XMLURL="https://jour.example/feed?a=1"/></outline>
<outline text="Seul" xmlUrl="http://seul.example/"/></body></opml>"""


def imported(document: str | bytes) -> listing.Imported:
    body = document.encode() if isinstance(document, str) else document
    made = listing.import_list(body, actor=None)
    db.session.commit()
    return made


def refusal_of(document: str | bytes) -> str:
    with pytest.raises(Refused) as caught:
        imported(document)
    db.session.rollback()
    assert caught.value.sentences()
    return str(caught.value.obstacles[0])


def lines(*addresses: str) -> str:
    outlines = "".join(f'<outline text="t" xmlUrl="{each}"/>' for each in addresses)
    return f"<opml><body>{outlines}</body></opml>"


def test_feeds_enter_with_their_folders(here) -> None:
    made = imported(GOOD)

    rows = db.session.scalars(select(Source).order_by(Source.id)).all()
    assert (made.added, made.known, made.rejected) == (3, 0, ())
    assert [(each.title, each.folder) for each in rows] == [
        ("La Côte & nous", "Presse/Locale"), ("Le Jour", "Presse"), ("Seul", "")
    ]  # fmt: skip
    assert rows[0].site_url == "https://cote.example/"


def test_what_is_followed_already_is_counted_apart(here) -> None:
    imported(GOOD)

    assert imported(GOOD.replace("https://cote", "http://www.cote")).known == 3


@pytest.mark.parametrize(
    "address",
    ["file:///etc/passwd", "ftp://exemple.org/", "javascript:alert(1)", "feed://exemple.org/", "x"],
)
def test_only_the_web_is_followed(here, address: str) -> None:
    made = imported(lines("https://exemple.org/rss", address))

    assert (made.added, [each.url for each in made.rejected]) == (1, [address])


def test_a_line_written_twice_is_listed(here) -> None:
    made = imported(lines("https://exemple.org/rss", "http://exemple.org/rss/"))

    assert (made.added, len(made.rejected)) == (1, 1)


def test_a_bare_ampersand_harms_nothing(here) -> None:
    assert imported(lines("https://exemple.org/rss?a=1&b=2")).added == 1


def test_of_a_file_cut_short_what_is_readable_enters_and_the_rest_is_said(here) -> None:
    made = imported(GOOD[: GOOD.index("<outline title")])

    assert made.added == 1
    assert "ligne 4" in said_why(made.rejected[-1]).replace("\xa0", " ")


@pytest.mark.parametrize("encoding", ["utf-16", "cp1252", "utf-8-sig"])
def test_a_file_in_another_alphabet_is_read(here, encoding: str) -> None:
    document = GOOD.replace('encoding="UTF-8"', f'encoding="{encoding.removesuffix("-sig")}"')

    assert imported(document.encode(encoding)).added == 3


@pytest.mark.parametrize(
    ("document", "code"),
    [
        ('<!DOCTYPE o [<!ENTITY a "x"><!ENTITY b "&a;&a;">]><opml/>', "opml.has_entities"),
        (
            '<!DOCTYPE o [<!ENTITY a SYSTEM "file:///etc/passwd">]><opml>&a;</opml>',
            "opml.has_entities",
        ),
        ("<opml><body/></opml>", "source.no_feed_listed"),
        ("<html/>", "opml.not_a_list"),
        ("du texte", "opml.not_a_list"),
        (b"\x00\x01\x02", "opml.not_a_list"),
        (b"", "source.no_file"),
        (b" " * (10 * 1024 * 1024 + 1), "opml.too_big"),
    ],
)
def test_a_file_that_is_no_list_is_refused_and_nothing_is_kept(
    here, document: str | bytes, code: str
) -> None:
    assert refusal_of(document) == code
    assert db.session.scalars(select(Source)).all() == []


def test_very_deep_folders_are_walked(here) -> None:
    deep = '<outline text="d">' * 5000 + '<outline xmlUrl="https://e.org/"/>' + "</outline>" * 5000

    assert imported(f"<opml><body>{deep}</body></opml>").added == 1


def test_what_goes_out_comes_in_again(here) -> None:
    imported(GOOD)

    listed = opml.read(listing.export_list("Essai"))
    assert [(each.title, each.folder) for each in listed.lines] == [
        ("La Côte & nous", "Presse/Locale"), ("Le Jour", "Presse"), ("Seul", "")
    ]  # fmt: skip


def test_a_source_let_go_comes_back_when_it_is_listed_again(here) -> None:
    source("https://exemple.org/rss", state="removed")

    assert imported(lines("https://exemple.org/rss")).added == 1
    assert db.session.scalars(select(Source.state)).one() == "active"
