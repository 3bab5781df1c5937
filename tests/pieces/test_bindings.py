"""Words bound to a figure or a testimony: the words leave, the key stays."""

import pytest

from comms.pieces.rules.bindings import as_words, found
from comms.releases.rules import Lack, ReleaseWords, compose, lacks

BODY = (
    "Ils ont vu [1 226](figure:evictions-2025) fois.\n\n> Encore.\n> — [A., 19 ans](testimony:a-19)"
)


def test_bindings_are_found_with_their_words_and_lines():
    first, second = found(BODY)

    assert (first.kind, first.key, first.words, first.line) == (
        "figure",
        "evictions-2025",
        "1 226",
        1,
    )
    assert (second.kind, second.key, second.words, second.line) == (
        "testimony",
        "a-19",
        "A., 19 ans",
        4,
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[1](figure:k)", "1"),
        ("[**1** [2]](figure:k)", "**1** [2]"),
        ('[1](figure:k "titre")', "1"),
        ("[1](<figure:k>)", "1"),
        ("[1]( figure:k )", "1"),
        ("[a\\] b](figure:k)", "a\\] b"),
        ("[1](figure:k), [2](testimony:l)", "1, 2"),
        ("[](figure:k)", "?"),
        ("[ ](figure:k)", "?"),
        ("[site](https://exemple.org)", "[site](https://exemple.org)"),
        ("figure:k](figure:k)", "figure:k](figure:k)"),
        ("[1](figure:)", "[1](figure:)"),
    ],
)
def test_only_the_words_are_left(text, words):
    assert as_words(text, lambda _each: "?") == words


def test_a_document_says_the_words_and_no_key():
    document = compose(ReleaseWords(body=BODY), leaves=None, embargo=None)

    assert document.lead == "Ils ont vu 1 226 fois."
    assert "A., 19 ans" in document.body
    assert "a-19" not in document.body


def test_a_figure_without_words_or_record_keeps_a_text_from_being_asked_for():
    words = ReleaseWords(title="t", place="p", contacts=("c",), body="Ils ont vu [](figure:k).")

    assert lacks(words) == [Lack.FIGURE]
    assert "[chiffre manquant]" in compose(words, leaves=None, embargo=None).lead


def test_many_brackets_are_read_in_no_time():
    assert found("[" * 50_000 + "](figure:k)" * 5_000)[0].key == "k"
