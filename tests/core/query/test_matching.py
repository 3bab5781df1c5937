"""Holding queries against a document: each rule of the language, with its spans."""

import pytest

from comms.core.query import Document, Lookout, read
from comms.core.query.showing import joined

# query, document, what the spans cover (None: no match)
CASES = [
    ("eviction", {"text": "Évictions, éviction"}, ["éviction"]),
    ("expulsion", {"text": "expul<b>sion</b> expul<p>sion"}, ["expul<b>sion"]),
    ("evacuation", {"text": "&Eacute;vacuation &amp;eacute;"}, ["&Eacute;vacuation"]),
    ("b", {"text": "&lt;b&gt;"}, ["b"]),
    ("calais", {"title": "Ca\u00adlais", "text": "\u200bCalais\u200b"}, ["Ca\u00adlais", "Calais"]),
    ("strasse", {"text": "Die Straße"}, ["Straße"]),
    ("می‌خواهند", {"text": "ميخواهند مي خواهند"}, ["ميخواهند"]),
    ("مخيم", {"text": "مُخَيَّم كـــبير"}, ["مُخَيَّم"]),
    ("كبير", {"text": "كـــبيرـ"}, ["كـــبيرـ"]),
    ("48", {"text": "كل ٤٨ ساعة"}, ["٤٨"]),
    ("1.226", {"text": "1 226 et 1226"}, ["1 226"]),
    ("Grande-Synthe", {"text": "GRANDE<br>synthe grandesynthe"}, ["GRANDE<br>synthe"]),
    ("2", {"text": "½ tasse"}, ["½"]),
    ("r2d2", {"text": "R2D2 r2 d2"}, ["R2D2"]),
    ("script", {"text": "<script>script</script><i>x</i>"}, None),
    ("expul*", {"text": "expul expulser expu"}, ["expul", "expulser"]),
    ("=HRO", {"text": "hro HRO H<i>R</i>O Hro"}, ["HRO", "H<i>R</i>O"]),
    ("=Évacuer", {"text": "E\u0301vacuer Evacuer"}, ["E\u0301vacuer"]),
    ("~évacuation", {"text": "Évacuer evacuer", "lang": "fr-FR"}, ["Évacuer", "evacuer"]),
    ("~évacuation", {"text": "évacuer", "lang": "ckb"}, None),
    ("~evacuation", {"text": "évacuation", "lang": ""}, ["évacuation"]),
    ('"a b c"', {"text": "a, b! <i>c</i> a c b"}, ["a, b! <i>c"]),
    ('"ab expul* =C"', {"text": "ab expulsé c ab expulsé C"}, ["ab expulsé C"]),
    ("title:a", {"title": "b", "text": "a"}, None),
    ("author:dupont", {"text": "Dupont", "author": "Zoé Dupont"}, ["Dupont"]),
    ("dupont", {"author": "Zoé Dupont"}, None),
    ("url:exemple.org", {"url": "https://Exemple.org/exemple.org"}, ["Exemple.org", "exemple.org"]),
    ("url:amp", {"url": "x?a&amp;b<i>"}, ["amp"]),
    ("source:aa", {"source": "aaa"}, ["aaa"]),
    ("source:oe", {"source": "un <b>œ</b>il"}, ["œ"]),
    ("lang:fr", {"lang": "fr-FR"}, ["fr-FR"]),
    ("lang:FR", {"lang": "fr"}, ["fr"]),
    ("lang:fr", {"lang": "fro"}, None),
    ("a#2", {"title": "a", "text": "a"}, ["a", "a"]),
    ("a#3", {"title": "a", "text": "a"}, None),
    ('"a a"#2', {"text": "a a a"}, ["a a a"]),
    ("x OR a#3", {"text": "x a a"}, ["x"]),
    ("a NEAR/0 b", {"text": "b a c a"}, ["b", "a"]),
    ("a NEAR b", {"text": "a 1 2 3 4 5 b"}, ["a", "b"]),
    ("a NEAR b", {"text": "a 1 2 3 4 5 6 b"}, None),
    ("a ONEAR/1 b", {"text": "b a"}, None),
    ("a NEAR a", {"text": "a"}, None),
    ("a NEAR/1 b NEAR/1 c", {"text": "a x b x c a"}, ["a", "b", "c"]),
    ("a NEAR b NEAR a", {"text": "a b"}, ["a", "b"]),
    ('"a b" NEAR/1 c', {"text": "a b x c"}, ["a b", "c"]),
    ("a NEAR/100 b", {"title": "a", "text": "b"}, None),
    ("a -b", {"text": "a b"}, None),
    ("a NOT NOT b", {"text": "a b"}, ["a"]),
    ("a OR (b c)", {"text": "a b"}, ["a", "b"]),
    ("NOT (NOT a NOT b)", {"text": "b"}, []),
    ("lang:fr", {"lang": ""}, None),
]


@pytest.mark.parametrize(("query", "fields", "covered"), CASES, ids=[each[0] for each in CASES])
def test_a_query_finds_what_its_page_says(query, fields, covered):
    lookout = Lookout({"it": read(query)})

    hits = lookout.hits(Document(**fields))

    if covered is None:
        assert hits == {}
    else:
        assert [fields[span.field][span.start : span.end] for span in hits["it"]] == covered


def test_many_queries_are_answered_at_once_in_their_order():
    queries = ["calais", "dunkerque", "lang:fr", "~expulsion", "expul*"]
    lookout = Lookout({query: read(query) for query in queries})

    hits = lookout.hits(Document(text="Calais : expulsions", lang="fr"))

    assert list(hits) == ["calais", "lang:fr", "~expulsion", "expul*"]


def test_a_chain_of_near_stays_quick_on_a_text_of_one_word():
    lookout = Lookout({1: read("a NEAR/100 a NEAR/100 a NEAR/100 b")})

    assert lookout.hits(Document(text="a " * 50_000)) == {}


def test_a_text_of_one_long_word_is_one_word():
    lookout = Lookout({1: read("b")})

    assert lookout.hits(Document(text="a" * 1_000_000)) == {}


def test_a_sentence_two_watches_caught_is_marked_once_for_both() -> None:
    one = [("À ", False), ("Calais", True), (", HRO compte.", False)]
    other = [("À Calais, ", False), ("HRO", True), (" compte.", False)]

    assert joined(one, other) == [
        ("À ", False),
        ("Calais", True),
        (", ", False),
        ("HRO", True),
        (" compte.", False),
    ]
