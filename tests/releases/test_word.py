"""A Word file and what is pasted from Word come in as their accepted text, and nothing else."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from flask import Flask

from comms.adapters.documents import (
    NotWord,
    TooLong,
    TooMuchPasted,
    read_pasted,
    read_word,
)
from comms.core.db import db
from comms.core.rights import Role
from comms.pieces.models import Piece
from tests.cast import Cast


def _change(paragraph: Any, kind: str, words: str) -> None:
    """Add words somebody inserted, deleted or moved while changes were tracked."""
    change, run = OxmlElement(f"w:{kind}"), OxmlElement("w:r")
    text = OxmlElement("w:delText" if kind == "del" else "w:t")
    text.text = words
    text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(text)
    change.append(run)
    paragraph._p.append(change)


def _word(write: Any) -> bytes:
    made = docx.Document()
    write(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _whole(made: Any) -> None:
    made.add_heading("Calais : 98 expulsions", 0)
    first = made.add_paragraph("Les équipes ont vu ")
    _change(first, "del", "des évacuations")
    _change(first, "ins", "98 opérations")
    _change(first, "moveFrom", " PARTI")
    made.add_comment(first.runs, "À VÉRIFIER avant d’envoyer", author="Omar")
    first.add_run(" et ")
    first.add_run("412 ").bold = True
    first.add_run("tentes").bold = True
    made.add_heading("Ce que nous demandons", 2)
    made.add_paragraph("l’eau", style="List Bullet")
    made.add_paragraph("un toit", style="List Bullet")
    made.add_paragraph("On nous dit de partir.", style="Quote")
    hidden = made.add_paragraph().add_run("CACHÉ")
    hidden.font.hidden = True
    table = made.add_table(2, 2)
    for cell, words in zip(table._cells, ("Mois", "Nombre", "Février", "98"), strict=True):
        cell.text = words


def test_changes_are_accepted_and_comments_left_out() -> None:
    found = read_word(_word(_whole))

    assert found.title == "Calais : 98 expulsions"
    assert found.body == (
        "Les équipes ont vu 98 opérations et **412 tentes**\n\n"
        "## Ce que nous demandons\n\n- l’eau\n- un toit\n\n> On nous dit de partir.\n\n"
        "| Mois | Nombre |\n|---|---|\n| Février | 98 |"
    )


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next() -> None:
    def write(made: Any) -> None:
        first = made.add_paragraph("Les équipes ")
        mark, gone = OxmlElement("w:rPr"), OxmlElement("w:del")
        mark.append(gone)
        first._p.get_or_add_pPr().append(mark)
        made.add_paragraph("ont observé.")

    assert read_word(_word(write)).body == "Les équipes ont observé."


def test_signs_that_would_mean_something_are_only_signs() -> None:
    def write(made: Any) -> None:
        made.add_paragraph("# pas un titre, *pas gras*, [pas un lien]")
        made.add_paragraph("1. pas une liste")

    body = read_word(_word(write)).body

    assert body == "\\# pas un titre, \\*pas gras\\*, \\[pas un lien\\]\n\n1\\. pas une liste"


def test_a_link_is_kept_when_it_leads_to_the_web() -> None:
    def write(made: Any) -> None:
        paragraph = made.add_paragraph("Voir ")
        for address, words in (("https://exemple.org", "le rapport"), ("file:///c/x", " ici")):
            key = made.part.relate_to(
                address,
                "http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink",
                is_external=True,
            )
            link, run, text = (OxmlElement(f"w:{each}") for each in ("hyperlink", "r", "t"))
            link.set(qn("r:id"), key)
            text.text = words
            text.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            run.append(text)
            link.append(run)
            paragraph._p.append(link)

    assert read_word(_word(write)).body == "Voir [le rapport](https://exemple.org) ici"


def _zip(**files: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [b"", b"PK", b"PK\x03\x04 rien", _zip(a=b"b"), _zip(bombe=b"\0" * 61 * 1024 * 1024)],
    ids=["empty", "two letters", "broken", "another zip", "bomb"],
)
def test_what_is_no_word_file_is_refused(content: bytes) -> None:
    with pytest.raises(NotWord):
        read_word(content)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Un <b>gras</b> et <i>penché</i></p><p>Deux</p>", "Un **gras** et *penché*\n\nDeux"),
        ("<p>98 <del>évacuations</del><ins>expulsions</ins></p>", "98 expulsions"),
        ("<p>98 <s>évacuations</s><u>expulsions</u></p>", "98 expulsions"),
        (
            (
                "<p>Oui<a class=MsoCommentReference href='#c1'>[OM1]</a></p><div "
                "style='mso-element:comment-list'><p class=MsoCommentText>À VÉRIFIER</p></div>"
            ),
            "Oui",
        ),
        (
            (
                "<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>"
                "<span style='mso-list:Ignore'>·<span>&nbsp; </span></span>l’eau</p>"
            ),
            "- l’eau",
        ),
        ("<ul><li>l’eau</li><li>un toit</li></ul>", "- l’eau\n- un toit"),
        ("<ol><li><p>un</p></li><li><p>deux</p></li></ol>", "1. un\n2. deux"),
        ("<h1>Titre</h1><h3>Sous</h3>", "## Titre\n\n### Sous"),
        ("<b style='font-weight:normal'><p>Docs</p></b>", "Docs"),
        ("<span style='font-weight:700'>fort</span>", "**fort**"),
        (
            "<a href='https://a.org'>ici</a> <a href='javascript:x'>là</a>",
            "[ici](https://a.org) là",
        ),
        ("<style>p{}</style><script>alert(1)</script><p>net</p>", "net"),
        ("<table><tr><td>a</td><td><p>b</p></td></tr></table>", "| a | b |\n|---|---|"),
        ("<p>un<br>deux</p>", "un  \ndeux"),
        ("<p style='display:none'>caché</p>vu", "vu"),
        ("<blockquote>dit</blockquote>", "> dit"),
        ("</p></li><<<&&&", "\\<\\<\\<&&&"),
        ("", ""),
    ],
)
def test_what_is_pasted_comes_in_clean(html: str, text: str) -> None:
    assert read_pasted(html) == text


def _padded(padding: bytes) -> bytes:
    """Return a Word file whose text goes on with a padding."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(_word(_whole))) as whole,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed,
    ):
        for name in whole.namelist():
            content = whole.read(name)
            if name == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + padding)
            packed.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(
    "padding",
    [b"<w:p/>" * 3_000_000, b"<w:p/>" * 20_001, b"<w:r/>" * 400_001, b" " * 6 * 1024 * 1024],
    ids=["bomb", "paragraphs", "elements", "blanks"],
)
def test_a_word_file_with_too_much_in_it_is_refused(padding: bytes) -> None:
    with pytest.raises(TooLong):
        read_word(_padded(padding))


def test_a_long_word_file_is_read() -> None:
    runs = b"<w:r><w:t>mot </w:t></w:r>" * 50_000

    found = read_word(_padded(b"<w:p/>" * 15_000 + b"<w:p>" + runs + b"</w:p>"))

    assert found.body.count("mot ") >= 49_999


def test_a_word_bomb_is_refused_in_a_sentence(cast: Cast) -> None:
    file = (io.BytesIO(_padded(b"<w:p/>" * 30_000)), "a.docx")

    answer = cast.browser("ines").post(
        "/releases/import", data={"file": file}, follow_redirects=True
    )

    assert "Ce document est trop long" in answer.text


@pytest.mark.parametrize(
    "html",
    [
        *("<p>" * 20_000, "<div>" * 101 + "a", "x" * 1_000_001, "<a " * 20_000, "<!--" * 20_000),
        *("<p>a</p>" + "<!-- >" * 20_000, "<![CDATA[ >" * 20_000 + "]>"),
    ],
)
def test_what_is_pasted_too_deep_too_long_or_left_open_is_refused(cast: Cast, html: str) -> None:
    with pytest.raises(TooMuchPasted):
        read_pasted(html)
    answer = cast.browser("ines").post("/releases/pasted", data={"html": html})
    assert (answer.status_code, answer.text[:20]) == (413, "C’est trop à coller ")


def test_blanks_around_a_line_and_many_runs_are_read() -> None:
    assert read_pasted(f"<p>un{' ' * 20_000}<br>{' ' * 20_000}deux</p>") == "un  \ndeux"
    assert read_pasted("<b>mot </b>" * 20_000) == f"**{'mot ' * 19_999}mot**"


def test_a_word_file_becomes_a_draft(app: Flask, cast: Cast) -> None:
    ines = cast.browser("ines")
    file = (io.BytesIO(_word(_whole)), "note d’Omar.docx")

    page = ines.post("/releases/import", data={"file": file}, follow_redirects=True).text

    assert "les commentaires laissés de côté" in page
    assert "98 opérations et **412 tentes**" in page
    assert "VÉRIFIER" not in page
    with app.app_context():
        piece = db.session.query(Piece).one()
        assert (piece.title, piece.state) == ("Calais : 98 expulsions", "draft")


def test_the_tools_own_file_comes_in_too(app: Flask, cast: Cast) -> None:
    text = "---\nkind: tribune\nlang: fr\ntitle: Nous\n---\nDes mots."
    file = (io.BytesIO(text.encode()), "a.md")

    cast.browser("ines").post("/releases/import", data={"file": file})

    with app.app_context():
        words = db.session.query(Piece).one().revisions[0].content["words"]
        assert (words["kind"], words["body"]) == ("tribune", "Des mots.")


@pytest.mark.parametrize("content", [b"", b"PK rien", b"sans en-tete"])
def test_what_is_no_release_says_why(app: Flask, cast: Cast, content: bytes) -> None:
    file = (io.BytesIO(content), "a.docx")

    page = (
        cast.browser("ines")
        .post("/releases/import", data={"file": file}, follow_redirects=True)
        .text
    )

    assert 'class="refusal"' in page
    with app.app_context():
        assert db.session.query(Piece).count() == 0


@pytest.mark.parametrize("path", ["/releases/import", "/releases/pasted"])
def test_a_guest_a_stranger_and_a_wrong_method_bring_nothing_in(
    app: Flask, cast: Cast, path: str
) -> None:
    assert cast.browser("guest", Role.GUEST).post(path).status_code == 403
    assert app.test_client().post(path).status_code == 401
    assert cast.browser("ines").put(path).status_code == 405


def test_the_page_pastes_what_the_server_makes_of_it(cast: Cast) -> None:
    answer = cast.browser("ines").post("/releases/pasted", data={"html": "<p><b>Oui</b></p>"})

    assert (answer.text, answer.mimetype) == ("**Oui**", "text/plain")


ARABIC = "رصدت فرقنا تدمير ملاجئ المنفيين في كاليه خلال شهر شباط ولم يقترح أي سكن على أحد منهم."


@pytest.mark.parametrize(
    ("words", "lang", "said"),
    [
        ("Our teams saw tents and shelters destroyed every morning in Calais.", "en", "anglais"),
        (ARABIC, "ar", "arabe"),
        ("Nos équipes ont vu détruire des tentes chaque matin à Calais.", "fr", "français"),
        ("98", "fr", "La langue ne se reconnaît pas"),
    ],
)
def test_the_language_of_a_word_file_is_told_by_its_words_and_shown(
    app: Flask, cast: Cast, words: str, lang: str, said: str
) -> None:
    ines = cast.browser("ines")
    sent = _word(lambda made: made.add_paragraph(words))

    answer = ines.post("/releases/import", data={"file": (io.BytesIO(sent), "note.docx")})

    page = ines.get(answer.location).text
    assert said in page.split("<main")[1].split('id="write"')[0]
    with app.app_context():
        assert db.session.query(Piece).one().lang == lang
