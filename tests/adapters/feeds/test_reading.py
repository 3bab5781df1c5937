"""What intake keeps of each format, by the rules of the design."""

import json

import pytest

from comms.adapters.feeds.trouble import FeedRefused, FeedTrouble
from tests.adapters.feeds.said import atom, feed_of, first, item, kept, of_atom, of_rss, rss


def trouble_of(document: str | bytes, **headers: str) -> FeedTrouble:
    with pytest.raises(FeedRefused) as caught:
        feed_of(document, **headers)
    return caught.value.trouble


def test_rss_2_gives_what_it_says() -> None:
    found = of_rss(
        "<title>Calais &amp; environs</title><link>https://exemple.org/a</link>"
        '<guid isPermaLink="false">17</guid><pubDate>Tue, 12 Mar 2030 08:00:00 +0100</pubDate>'
        "<dc:creator>Ada Exemple</dc:creator><dc:creator>Bo Essai</dc:creator>"
        "<category>Littoral</category><category>Littoral</category>"
        "<description><![CDATA[<p>Un <b>mot</b></p>]]></description>"
        "<content:encoded>&lt;p>Tout le texte&lt;/p></content:encoded>"
        '<enclosure url="https://exemple.org/a.mp3" type="audio/mpeg" length="1234"/>'
    )

    assert kept(found, "title", "link", "guid") == [
        "Calais & environs",
        "https://exemple.org/a",
        "17",
    ]
    assert kept(found, "published", "date_trust") == ["2030-03-12T07:00:00Z", "stated"]
    assert kept(found, "authors", "tags") == [["Ada Exemple", "Bo Essai"], ["Littoral"]]
    assert kept(found, "summary", "content") == ["<p>Un <b>mot</b></p>", "<p>Tout le texte</p>"]
    assert found.enclosures == [
        {"url": "https://exemple.org/a.mp3", "type": "audio/mpeg", "length": 1234}
    ]


def test_atom_gives_what_it_says() -> None:
    found = of_atom(
        '<title type="html">Calais &amp;amp; environs</title>'
        '<link rel="self" href="/self"/><link href="/a"/><id>urn:x:1</id>'
        "<published>2030-03-12T08:00:00+01:00</published><updated>2030-03-12T08:30:00Z</updated>"
        "<author><name>Ada Exemple</name><email>a@exemple.org</email></author>"
        '<category term="littoral" label="Littoral"/><summary>5 &lt; 6</summary>'
        '<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Tout</p></div></content>'
    )

    assert kept(found, "title", "link", "guid") == [
        "Calais & environs", "https://exemple.org/a", "urn:x:1"
    ]  # fmt: skip
    assert kept(found, "published", "updated") == ["2030-03-12T07:00:00Z", "2030-03-12T08:30:00Z"]
    assert kept(found, "authors", "tags") == [["Ada Exemple"], ["littoral"]]
    assert kept(found, "summary", "content") == ["5 &lt; 6", "<div><p>Tout</p></div>"]


def test_rss_1_has_its_items_beside_the_channel() -> None:
    found = first(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        '<channel rdf:about="https://exemple.org/"><title>J</title></channel>'
        '<item rdf:about="https://exemple.org/a"><title>T</title><link>https://exemple.org/a</link>'
        "<dc:date>2030-03-11T10:00:00Z</dc:date><dc:subject>mer</dc:subject></item></rdf:RDF>"
    )

    assert kept(found, "title", "published", "tags") == ["T", "2030-03-11T10:00:00Z", ["mer"]]


@pytest.mark.parametrize("version", ["0.91", "0.92", "0.94", "2.0"])
def test_every_version_of_rss_is_read(version: str) -> None:
    found = first(f'<rss version="{version}"><channel>{item("<title>T</title>")}</channel></rss>')

    assert found.title == "T"


def test_json_feed_gives_what_it_says() -> None:
    found = first(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "J",
                "language": "fr",
                "authors": [{"name": "La rédaction"}],
                "items": [
                    {
                        "id": 12,
                        "url": "/a",
                        "title": "5 < 6",
                        "summary": "un & deux",
                        "content_html": "<p>Tout<script>x</script></p>",
                        "date_published": "2030-03-12T08:00:00+01:00",
                        "tags": ["mer"],
                        "attachments": [
                            {"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}
                        ],
                    }
                ],
            }
        )
    )

    assert kept(found, "title", "guid", "link") == ["5 < 6", "12", "https://exemple.org/a"]
    assert kept(found, "authors", "language") == [["La rédaction"], "fr"]
    assert kept(found, "summary", "content") == ["un &amp; deux", "<p>Tout</p>"]
    assert found.enclosures[0]["url"] == "https://exemple.org/a.mp3"


def test_a_news_sitemap_is_a_source() -> None:
    found = first(
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        "<loc>https://exemple.org/a</loc><news:news><news:publication><news:name>J</news:name>"
        "<news:language>fr</news:language></news:publication>"
        "<news:publication_date>2030-03-12T07:00:00Z</news:publication_date>"
        "<news:title>T</news:title><news:keywords>mer, côte</news:keywords>"
        "</news:news></url></urlset>"
    )

    assert kept(found, "title", "link", "language") == ["T", "https://exemple.org/a", "fr"]
    assert kept(found, "published", "tags") == ["2030-03-12T07:00:00Z", ["mer", "côte"]]


@pytest.mark.parametrize(
    ("document", "trouble"),
    [
        ("", FeedTrouble.EMPTY),
        (" \n", FeedTrouble.EMPTY),
        ("<!DOCTYPE html><html><head><title>x</title></head></html>", FeedTrouble.NOT_A_FEED),
        ("<html><body>rss</body></html>", FeedTrouble.NOT_A_FEED),
        ("du texte", FeedTrouble.NOT_A_FEED),
        ("<urlset><url><loc>https://e.org</loc></url></urlset>", FeedTrouble.NOT_A_FEED),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", FeedTrouble.NOT_A_FEED),
        ('{"a": 1}', FeedTrouble.NOT_A_FEED),
        ('{"items": [', FeedTrouble.UNREADABLE),
        ("{" * 100_000, FeedTrouble.UNREADABLE),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 100, FeedTrouble.NOT_A_FEED),
        (b" " * (10 * 1024 * 1024 + 1), FeedTrouble.TOO_BIG),
    ],
)
def test_what_is_no_feed_is_said_so(document: str | bytes, trouble: FeedTrouble) -> None:
    assert trouble_of(document) is trouble


def test_a_feed_without_articles_is_a_feed() -> None:
    assert feed_of(rss("")).items == []


def test_a_broken_feed_is_read_by_the_tolerant_reader_and_counted() -> None:
    found = feed_of(rss(item("<title>T<b></title><link>https://exemple.org/a</link>")))

    assert found.is_second
    assert kept(found.items[0], "title", "link") == ["T", "https://exemple.org/a"]


@pytest.mark.parametrize(
    "document",
    [
        rss(item("<title>Caf&eacute;</title>")),
        rss(item("<title>Café</title><link>https://e.org/?a=1&b=2</link>")),
        "\n\n<?xml version='1.0'?>" + rss(item("<title>Café</title>")),
        rss(item("<title>Café\x0b</title>")),
        rss(item("<title>Café</title>")) + "<!-- 12 queries --><script>x</script>",
        "PHP Warning: x\n" + rss(item("<title>Café</title>")),
        rss(item("<!-- a -- b --><title>Café</title>")),
        '<!DOCTYPE rss [<!ENTITY cafe "Café">]>' + rss(item("<title>&cafe;</title>")),
    ],
)
def test_the_usual_mistakes_need_no_second_reader(document: str) -> None:
    found = feed_of(document)

    assert (found.items[0].title, found.is_second) == ("Café", False)


def test_a_bomb_of_entities_stays_small() -> None:
    grows = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    document = f'<!DOCTYPE rss [<!ENTITY a0 "x">{grows}]>' + rss(item("<title>&a9;</title>"))

    assert len(feed_of(document).items[0].title or "") < 100


def test_no_file_of_this_machine_enters_by_an_entity() -> None:
    document = '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + rss(
        item("<title>a&x;</title>")
    )

    assert feed_of(document).items[0].title == "a&x;"


def test_only_the_newest_two_thousand_are_kept() -> None:
    items = "".join(item(f"<title>{n}</title><pubDate>2030-02-{1 + n % 28:02} 10:00Z</pubDate>")
                    for n in range(2800))  # fmt: skip
    found = feed_of(rss(items)).items

    assert len(found) == 2000
    assert min(each.published for each in found if each.published) > "2030-02-08"


def test_atom_s_feed_stands_for_its_authors_and_rss_s_does_not() -> None:
    author = "<author><name>Ada</name></author>"

    assert of_atom("<title>T</title>", head=author).authors == ["Ada"]
    assert (
        of_rss("<title>T</title>", head="<managingEditor>a@e.org (Ada)</managingEditor>").authors
        == []
    )


def test_an_entry_taken_over_has_its_first_feed_s_authors() -> None:
    source = "<source><author><name>Bo</name></author></source>"

    found = of_atom(f"<title>T</title>{source}", head="<author><name>Ada</name></author>")

    assert found.authors == ["Bo"]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("a@exemple.org (Ada Exemple)", "Ada Exemple"),
        ("Ada Exemple &lt;a@exemple.org>", "Ada Exemple"),
        ("Ada Exemple (a@exemple.org)", "Ada Exemple"),
        ("Ada   Exemple", "Ada Exemple"),
        ("a@exemple.org", "a@exemple.org"),
        ("<![CDATA[<a href='x'>Ada</a> &amp; Bo]]>", "Ada & Bo"),
    ],
)
def test_an_author_is_a_name(written: str, name: str) -> None:
    assert of_rss(f"<author>{written}</author>").authors == [name]


def test_authors_are_twenty_at_most() -> None:
    many = "".join(f"<dc:creator>Auteur {n}</dc:creator>" for n in range(40))

    assert len(of_rss(many).authors) == 20


def test_the_language_is_the_item_s_or_the_feed_s_or_unknown() -> None:
    head = "<language>fr_FR</language>"

    assert of_rss("<title>T</title>", head=head).language == "fr-FR"
    assert of_rss('<title xml:lang="ar">T</title>', head=head).language == "ar"
    assert (
        of_rss("<title>T</title>", head="<language>français de France</language>").language is None
    )


def test_atom_media_types_in_base_64_are_unpacked() -> None:
    found = of_atom('<content type="application/octet-stream">PHA+VG91dDwvcD4=</content>')

    assert found.content == "<p>Tout</p>"


def test_the_wish_of_the_feed_is_taken_down() -> None:
    sy = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'
    period = f"<sy:updatePeriod {sy}>daily</sy:updatePeriod>"
    hourly = f"{period}<sy:updateFrequency {sy}>4</sy:updateFrequency>"

    assert feed_of(rss("", head="<ttl>90</ttl>")).minutes == 90
    assert feed_of(rss("", head=hourly)).minutes == 360
    assert feed_of(atom("")).minutes is None


def test_a_video_channel_says_its_words_in_a_group() -> None:
    media = 'xmlns:media="http://search.yahoo.com/mrss/"'
    group = "<media:title>T</media:title><media:description>D &amp; E</media:description>"
    found = of_atom(f"<title>Titre</title><media:group {media}>{group}</media:group>")

    assert kept(found, "title", "summary") == ["Titre", "D &amp; E"]
