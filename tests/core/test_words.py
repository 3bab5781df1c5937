"""The quick ways through a text find what the slow ones find."""

from random import Random

import pytest

from comms.core.text import bare, folded_words, plain, words
from comms.core.text.western import CODE

WESTERN = [bytes([byte]).decode(CODE, "ignore") for byte in range(256)]
TAGS = [
    *(
        "<p>",
        "</p>",
        "<br/>",
        "<a href='x>y'>",
        "</a>",
        "<sect",
        "<section>",
        "<ſection>",
        "<",
        ">",
    ),
    *("<script>", "</script>", "<!-- x -->", "<!--", "<style>a</style>"),
]
REFERENCES = [
    *("&eacute;", "&amp;", "&nbsp;", "&#8217;", "&#xff;", "&lt;b&gt;", "&nothing;", "&#99999999;")
]
ODD = [
    *("Évacuation", "œuvre", "l’eau", "1\u202f226", "½", "ß", "ﬁ", "e\u0301", "\u00ad", "كاليه"),
    *("\u200d", "\x85", "\x1c", "ǆ", "™"),
]


def drawn(seed: int) -> str:
    chance = Random(seed)
    pieces = WESTERN + TAGS + REFERENCES + ODD if seed % 2 else WESTERN
    return "".join(chance.choice([piece, " ", "a"]) for piece in chance.choices(pieces, k=40))


@pytest.mark.parametrize("first", range(0, 4000, 1000))
def test_a_text_folded_at_once_has_the_words_it_has_one_by_one(first: int) -> None:
    texts = [drawn(seed) for seed in range(first, first + 1000)]

    assert [folded_words(text) for text in texts] == [
        [word.folded for word in words(text)] for text in texts
    ]


def test_tags_taken_out_at_once_leave_what_they_leave_one_by_one() -> None:
    texts = [drawn(seed) for seed in range(1, 4000, 2)]

    assert [bare(text) for text in texts] == [plain(text).text for text in texts]
