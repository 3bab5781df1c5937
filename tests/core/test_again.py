"""Words are found again whatever stands between them, in a time that grows with the text alone."""

import pytest

from comms.core.text.again import Words, unbroken, words_of

pytestmark = pytest.mark.anywhere


@pytest.mark.parametrize(
    ("text", "sought", "found"),
    [
        ("Ils **ont** tout, PRIS !", "ont tout pris", ["ont** tout, PRIS"]),
        ("_Ils_ont_tout_", "ils ont", ["Ils_ont"]),
        ("un deux un deux un deux", "un deux un deux", ["un deux un deux"]),
        ("ont toutes pris", "ont tout", []),
        ("أُجبرنا على الرحيل", "على الرحيل", ["على الرحيل"]),
        ("anything", "… !", []),
        # From a Mac, from Word, in bold inside a word, from a PDF.
        ("Bru\u0302le\u0301 hie\u0301, oui", "brûlé hié", ["Bru\u0302le\u0301 hie\u0301"]),
        ("nos ten\u00adtes bleues", "nos tentes", ["nos ten\u00adtes"]),
        ("nos ten**tes** bleues", "nos tentes", ["nos ten**tes"]),
        # From a page, or typed so that a word is hidden.
        ("B&amp; nos t&eacute;n&#116;es&nbsp;!", "nos téntes", ["nos t&eacute;n&#116;es"]),
        ("nos ten&shy;tes & vous", "nos tentes", ["nos ten&shy;tes"]),
        ("nos tentes", "nos ten&#116;es", ["nos tentes"]),
        ("\uff4e\uff4f\uff53 tentes", "nos tentes", ["\uff4e\uff4f\uff53 tentes"]),
    ],
)
def test_a_run_of_words_is_found_as_people_read_it(text, sought, found):
    assert [text[slice(*each)] for each in Words(text).places(words_of(sought))] == found


def test_in_a_page_tags_part_words_and_elsewhere_they_may_be_some():
    page, sought = "nos <b>ten</b>tes<br>bleues", words_of("nos tentes bleues")

    assert list(Words(page, is_page=True).places(sought)) == [(0, len(page))]
    assert list(Words("<nos tentes bleues>").places(sought)) == [(1, 18)]


@pytest.mark.parametrize(
    ("title", "found"),
    [
        ("« Ils ont brûlé nos tentes… »", "Ils ont brûlé nos tentes"),
        ("Loon : ils ont brûlé nos tentes…", "ils ont brûlé nos tentes"),
        ("Ils ont brûlé nos tentes", None),
        ("Ils ont brûlé…", None),
        ("Ils ont brûlé leurs tentes…", None),
    ],
)
def test_a_title_cut_short_is_known_by_how_it_begins(title, found):
    said = words_of("Ils ont brûlé nos tentes devant la digue")

    span = Words(title).cut(said, 4)

    assert (title[slice(*span)] if span else None) == found


def test_what_no_pattern_would_come_to_an_end_of_does():
    signs = "_" * 100_000 + "a"

    assert list(Words(signs).places(words_of(" ".join("_" * 20)))) == []
    assert list(Words("a " * 50_000 + "b").places(("a",) * 20_000 + ("c",))) == []
    assert list(Words("&" * 100_000 + "&a" * 50_000).places(("tentes",))) == []


@pytest.mark.parametrize(
    ("passage", "found"),
    [
        ("deux  lignes et", (8, 24)),
        (" lignes et du blanc ", (14, 33)),
        ("ignes", (15, 20)),
        ("lignes du", None),
        ("  ", None),
    ],
)
def test_a_passage_is_found_however_its_blanks_are_broken(passage, found):
    text = "Un mot \ndeux\u00a0 lignes\n et du blanc"

    assert unbroken(text, passage) == found
