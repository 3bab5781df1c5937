"""A paper as a PDF: tagged, in its language, with our own fonts, one page when it fits."""

import re
import shutil
import subprocess
import zlib
from pathlib import Path

import pytest

from comms.adapters.documents import Heading, Line, NotPrintable, Paper, Run, write
from tests.adapters.documents.papers import BODY, TEXTS, paper
from tests.peers import absent


def _streams(made: bytes) -> bytes:
    """Return a PDF with its packed parts unpacked."""
    parts = re.findall(rb"stream\r?\n(.*?)\r?\nendstream", made, re.DOTALL)
    return made + b"".join(_unpacked(part) for part in parts)


def _unpacked(part: bytes) -> bytes:
    try:
        return zlib.decompress(part)
    except zlib.error:
        return b""


@pytest.mark.parametrize("lang", TEXTS)
def test_it_claims_what_it_is_in_its_own_language(lang):
    text = _streams(write("pdf", paper(lang)))

    assert b"pdfuaid" in text
    assert re.search(rb"/Lang\s*\(" + lang.encode(), text)
    assert b"/MarkInfo" in text
    assert b"CreationDate" not in text


@pytest.mark.parametrize("lang", TEXTS)
def test_every_letter_comes_from_our_own_fonts(lang):
    text = _streams(write("pdf", paper(lang)))

    fonts = {each.split(b"+")[1] for each in re.findall(rb"/BaseFont\s*/([\w+-]+)", text)}
    assert fonts
    assert all(each.startswith(b"Noto") for each in fonts)


def test_what_was_typed_is_only_words():
    hostile = '#eval("1") $x$ @k <label> \\ `raw` *a* _b_ // [] {}'

    made = write("pdf", Paper("fr", hostile, (Heading(1, (Run(hostile),)), Line((Run(hostile),)))))

    assert made.startswith(b"%PDF-")


@pytest.mark.parametrize("sign", ["\U0001f3f4" + "\U000e0061" * 20_000,
                                  "\U0001f468\u200d" * 10_000])  # fmt: skip
def test_a_sign_without_end_ends_no_process(sign):
    assert write("pdf", Paper("fr", "Titre", (Line((Run(f"Avant {sign} après"),)),)))


def test_a_text_the_typesetter_gives_up_on_is_not_printable():
    endless = Paper("fr", "Titre", (Line((Run("\u05d0" * 100_000),)),))

    with pytest.raises(NotPrintable):
        write("pdf", endless)


def test_a_sign_our_fonts_lack_keeps_no_paper_from_being_made(tmp_path):
    said = (Run("Expulsions 🚨 à Calais ⚠️, dit 中文 👩\u200d👧"),)

    made = write("pdf", Paper("fr", "🚨 Expulsions", (Heading(1, said),)))

    (tmp_path / "one.pdf").write_bytes(made)
    if shutil.which("pdftotext") is None:
        absent("poppler (Debian: poppler-utils)")
    told = subprocess.run(
        ["pdftotext", str(tmp_path / "one.pdf"), "-"], check=True, capture_output=True, text=True
    )
    assert " ".join(told.stdout.split()) == "Expulsions à Calais , dit ��"


def test_without_a_title_it_is_not_made():
    with pytest.raises(NotPrintable):
        write("pdf", Paper("fr", "", (Line((Run("x"),)),)))


def _judged(tmp_path: Path, made: bytes, *words: str) -> str:
    program = shutil.which("pdfinfo")
    if program is None:
        absent("poppler (Debian: poppler-utils)")
    path = tmp_path / "one.pdf"
    path.write_bytes(made)
    done = subprocess.run([program, *words, str(path)], check=True, capture_output=True)
    return done.stdout.decode(errors="replace")


@pytest.mark.peer
@pytest.mark.parametrize("lang", TEXTS)
def test_a_reader_finds_headings_lists_tables_and_links_in_their_order(lang, tmp_path):
    tree = _judged(tmp_path, write("pdf", paper(lang)), "-struct-text")

    found = re.findall(r"^ *(H[1-6]|L|Table|BlockQuote|TH|Link)\b", tree, re.MULTILINE)
    assert [each for each in found if each[0] == "H"] == ["H1", "H2", "H2"]
    assert {"L", "Table", "TH", "Link", "BlockQuote"} <= set(found)


def test_a_last_page_does_not_hold_a_paragraph_alone():
    said = Line((Run("Les équipes ont observé une expulsion de plus, à l’aube. " * 5),))
    counts = [
        int(
            re.findall(rb"/Count (\d+)", _streams(write("pdf", Paper("fr", "x", (said,) * each))))[
                0
            ]
        )
        for each in (24, 28, 33)
    ]

    assert counts == [2, 2, 3]  # at its usual size twenty-eight would begin a third page


@pytest.mark.peer
@pytest.mark.parametrize(("paragraphs", "pages"), [(1, 1), (7, 1), (60, 6)])
def test_a_short_release_is_one_page_of_a4(paragraphs, pages, tmp_path):
    words = "Les équipes ont observé une expulsion de plus, à l’aube, sous la pluie. " * 5
    told = _judged(tmp_path, write("pdf", paper("fr", BODY + f"\n\n{words}" * paragraphs)))

    assert "A4" in told
    assert int(re.search(r"Pages:\s+(\d+)", told)[1]) == pages
