"""The usual HTML of feeds comes out by its pattern as nh3 gives it; all else is left to nh3."""

from random import Random

import pytest

from comms.core import foreign, paragraphs

SITE = "https://journal.example"
BASES = [
    *(SITE, f"{SITE}/fil?x#y", "http://127.0.0.1:8080/17", "http://e.fr:80/", "https://127.1/x"),
    *("http://0x7f.1/", "https://a@e.fr/x", "https://E.FR/x", "https://[::1]/x", None),
]
WORDS = [
    *("mot", "œuvre", "\u00a0»", "&amp;", "&nbsp;", "&lt;", "&amp;lt;b&amp;gt;", "\n", "\t", '"'),
    *("'", "=", "\x0b", "\x0c", "\x85", "\u2028", "\u202e", "العربية", "😀", "\ufffe", "\x7f"),
]
ODD = [
    *("&#60;", "&lt", "&quot;", "&", "<", ">", "\r", "\0", "\ufeff", "<img src=x>", "<script>"),
    *("</script>", "<style>", "<!--", "-->", "<svg>", "<table>", "<ul><li>", "</li></ul>", "<P>"),
    *("<p class=x>", "<p/>", "<b/>", "<br/ >", "</p>", "<p>", "</a>", "<b>", "</i>"),
]
LINKS = [
    *("/", "", "/dossier", "/a.html?x=1", "/~x/_y-/z..", "/x?a=..", "/x/", "//ailleurs.fr/x"),
    *("/../x", "/a/./x", "/a%2e/b", "/é", "/a b", "/a\\b", "x", "?x", "javascript:alert(1)"),
    *("https://e.fr", "https://e.fr/x?y=1&amp;z#f", "http://e.fr?x", "https://e.fr/%zz!$()*,;:@"),
    *("https://e.fr/..//../x", "https://e.fr/x#a#b", "https://e.fr.", "https://e..fr"),
    *("https://e.f1", "https://1.2.3.4", "https://0x7f.1", "https://e.fr:80/", "https://a@e.fr"),
    *(
        "https://xn--a.fr",
        "https://x.xn--a.fr",
        "https://-e-.fr/",
        "https://e.fr/x&y",
        "HTTP://e.fr",
    ),
    *("https://e.fr/é", "data:text/html,x", "mailto:a@e.fr", "https://e.fr/x'y"),
]
OTHERS = ["", ' rel="nofollow"', " class='x y'", ' target="_blank"', ' onclick="x()"', " title='x'"]


def _link(chance: Random, words: str) -> str:
    before, after, quote = chance.choice(OTHERS), chance.choice(OTHERS), chance.choice("\"'")
    return f"<a{before} href={quote}{chance.choice(LINKS)}{quote}{after}>{words}</a>"


def _text(chance: Random) -> str:
    """Return some paragraphs as feeds have them, now and then with something odd in them."""
    parts: list[str] = []
    for _ in range(chance.randrange(1, 6)):
        words = "".join(chance.choices(WORDS, k=chance.randrange(4)))
        tag = chance.choice(["b", "i", "em", "strong", "p"])
        forms = [words, _link(chance, words), f"<{tag}>{words}</{tag}>", "<br>", "<br/>"]
        line = chance.choice(forms)
        parts.append(f"<p>{line}</p>" if chance.random() < 0.4 else line)
    if chance.random() < 0.3:
        parts.insert(chance.randrange(len(parts) + 1), chance.choice(ODD))
    return "".join(parts)


def test_whatever_the_pattern_takes_comes_out_as_nh3_gives_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    chance = Random(11)
    texts = [(_text(chance), chance.choice(BASES)) for _ in range(6000)]
    taken = sum(paragraphs.cleaned(*each) is not None for each in texts)
    ours = [foreign.clean(*each) for each in texts]
    monkeypatch.setattr(paragraphs, "cleaned", lambda _html, _base: None)
    assert taken > len(texts) / 4
    for each, said in zip(texts, ours, strict=True):
        assert said == foreign.clean(*each), each


def test_what_feeds_usually_give_is_taken() -> None:
    usual = (
        "<p>Le port, <a href='/dossier'>suite</a> &amp;.</p>\n<p><b>Calais</b><br />19\u00a0h</p>"
    )
    link = f'<a href="{SITE}/dossier" rel="noopener noreferrer">suite</a>'
    said = f"<p>Le port, {link} &amp;.</p>\n<p><b>Calais</b><br>19&nbsp;h</p>"
    assert paragraphs.cleaned(usual, f"{SITE}/fil") == said


@pytest.mark.parametrize(
    "text",
    [
        '<a href="/x" onclick="x()">a</a>',
        '<a href="javascript:x()">a</a>',
        "<p>a<script>x()</script></p>",
        "<p>a</p><img src=x onerror=x()>",
        "<b><i>a</i></b>",
        "<p>a",
        "a &lt",
        "a" * 10_001,
    ],
)
def test_all_else_is_left_to_nh3(text: str) -> None:
    assert paragraphs.cleaned(text, SITE) is None


@pytest.mark.parametrize(
    "begun",
    ["&amp;", "<br>", "<p></p>", "<b></b>", "<p><b>x</b>", '<a href="/x">x</a>', '<a href="/a/a',
     '<a href="/' + "a" * 40, '<a href="https://a' + ".a" * 40, "<a" + " rel=''" * 40],
)  # fmt: skip
def test_a_text_made_to_be_looked_at_for_long_is_looked_at_once(begun: str) -> None:
    # Where looking grew with a power of the length, this would not end in anybody's life.
    assert paragraphs.cleaned((begun * 10_000)[:9_999] + "<", SITE) is None
