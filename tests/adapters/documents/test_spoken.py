"""Blocks in another language than the paper's: said so, and run their own way, in every form."""

import io
import json
import zipfile

from comms.adapters import documents
from comms.adapters.documents import Chart, Heading, Line, Paper, Quote, Run, Spoken

ARABIC = Spoken(
    "ar",
    "rtl",
    (Heading(4, (Run("كاليه"),)), Quote((Line((Run("على الرقم 06 39 98 12 34"),)),))),
)
FRENCH = Spoken("fr", "ltr", (Line((Run("Une ligne"),)),))
CHINESE = "".join(chr(0x4E00 + each * 7) for each in range(2_000))


def test_on_a_page_they_have_their_language_direction_and_islands():
    page = documents.write("html", Paper("fr", "t", documents.in_order((ARABIC,)))).decode()

    assert '<div lang="ar" dir="rtl"><h1>كاليه</h1>' in page  # headings inside skip no level either
    assert '<bdi dir="ltr">06 39 98 12 34</bdi>' in page


def test_in_word_they_turn_and_what_follows_turns_back():
    leftward = _words(Paper("fr", "t", (ARABIC, Line((Run("Suite"),)))))
    rightward = _words(Paper("ar", "t", (FRENCH,), "rtl"))

    assert 'w:bidi="ar-SA"' in leftward
    assert "<w:bidi/>" not in leftward.rpartition("<w:p>")[2]
    assert 'w:val="fr-FR"' in rightward
    assert '<w:bidi w:val="0"/>' in rightward


def _words(paper: Paper) -> str:
    with zipfile.ZipFile(io.BytesIO(documents.write("docx", paper))) as packed:
        return packed.read("word/document.xml").decode()


def test_a_whole_article_in_a_script_our_fonts_lack_keeps_no_paper_from_being_made():
    blocks = (Heading(1, (Run("t"),)), ARABIC, Spoken("zh", "ltr", (Line((Run(CHINESE),)),)))

    paper = Paper("fr", "t", documents.in_order(blocks))

    assert documents.write("pdf", paper).startswith(b"%PDF")


def test_shares_stand_in_a_column_of_their_own_and_mails_get_pictures():
    head, rows = ("Média", "Articles", "Part"), (((Run("Ouest-Info"),), (3,)),)
    paper = Paper("fr", "t", (Heading(1, (Run("t"),)), Chart(head, rows, ("75 %",))))

    assert "Ouest-Info | 3 | 75 %" in documents.write("txt", paper).decode()
    assert '<td class="count">75 %</td>' in documents.write("html", paper).decode()
    mailed = documents.write("mail", paper).decode()
    assert '<img src="data:image/png;base64,' in mailed
    assert "<svg" not in mailed
    assert documents.write("pdf", paper).startswith(b"%PDF")
    assert "75 %" in _words(paper)


def test_a_paper_put_away_is_the_same_when_it_is_taken_out():
    chart = Chart(("a", "b"), (((Run("x", bold=True),), (1,)),))
    paper = Paper("fr", "t", (Heading(1, (Run("t"),)), ARABIC, chart), is_numbered=True)

    kept = json.loads(json.dumps(documents.packed(paper)))

    assert documents.unpacked({**kept, "no more": 1}) == paper
