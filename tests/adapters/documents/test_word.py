"""A paper as a Word file: headings are styles, language and direction are where Word looks."""

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from comms.adapters.documents import write
from tests.adapters.documents.papers import TEXTS, paper
from tests.peers import absent

TAGS = {"fr": "fr-FR", "en": "en-GB", "ar": "ar-SA", "fa": "fa-IR", "ti": "ti-ER"}


def _opened(lang: str):
    return docx.Document(io.BytesIO(write("docx", paper(lang))))


@pytest.mark.parametrize("lang", TEXTS)
def test_its_styles_say_its_language_for_every_script(lang):
    styles = _opened(lang).styles.element

    found = {
        each.get(qn(f"w:{name}")) for each in styles.iter(qn("w:lang")) for name in ("val", "bidi")
    }
    assert found == {TAGS[lang]}


def test_its_headings_are_headings():
    headings = [
        (each.style.name, each.text)
        for each in _opened("fr").paragraphs
        if each.style.name.startswith("Heading")
    ]

    assert headings == [
        ("Heading 1", "Calais : une nuit de plus"),
        ("Heading 2", "Eau"),
        ("Heading 2", "Contact"),
    ]


@pytest.mark.parametrize("lang", TEXTS)
def test_every_paragraph_and_run_of_a_leftward_script_says_so(lang):
    body = _opened(lang).element.body
    paragraphs = [each for each in body.iter(qn("w:p")) if any(True for _ in each.iter(qn("w:t")))]
    turned = [each for each in paragraphs if each.find(f"{qn('w:pPr')}/{qn('w:bidi')}") is not None]
    runs = [each for each in body.iter(qn("w:r")) if "\u202a" not in "".join(each.itertext())]
    marked = [each for each in runs if each.find(f"{qn('w:rPr')}/{qn('w:rtl')}") is not None]

    expected = TEXTS[lang][0] == "rtl"
    assert len(turned) == (len(paragraphs) if expected else 0)
    assert len(marked) == (len(runs) if expected else 0)


def test_it_holds_no_trace_of_a_person_or_a_model_file():
    with zipfile.ZipFile(io.BytesIO(write("docx", paper()))) as files:
        names = files.namelist()
        facts = files.read("docProps/core.xml").decode()

    assert not [name for name in names if "thumbnail" in name or "comments" in name]
    assert "python-docx" not in facts
    assert "2013" not in facts
    assert "<dc:creator>L’Observatoire</dc:creator>" in facts


def test_links_lists_and_tables_are_what_they_are():
    opened = _opened("fr")

    relations = {each.target_ref for each in opened.part.rels.values() if each.is_external}
    assert relations == {"https://exemple.org/r"}
    assert [each.text for each in opened.paragraphs if each.style.name == "List Bullet"] == [
        "un point d’eau",
        "un abri",
    ]
    assert [cell.text for cell in opened.tables[0].rows[0].cells] == ["Lieu", "Nombre"]


@pytest.mark.peer
@pytest.mark.slow
def test_another_program_opens_it_in_its_language(tmp_path: Path):
    program = shutil.which("soffice")
    if program is None or shutil.which("pdftotext") is None:
        absent("LibreOffice and poppler (Debian: libreoffice-writer-nogui, poppler-utils)")
    for lang in TEXTS:
        (tmp_path / f"{lang}.docx").write_bytes(write("docx", paper(lang)))
    subprocess.run(
        [program, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
         "--convert-to", "pdf", "--outdir", str(tmp_path),
         *(str(tmp_path / f"{lang}.docx") for lang in TEXTS)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip

    for lang in TEXTS:
        made = (tmp_path / f"{lang}.pdf").read_bytes()
        assert re.search(rb"/Lang\s*\(([a-z-]+)", made, re.IGNORECASE)[1].decode() == TAGS[lang]
        told = subprocess.run(
            ["pdftotext", str(tmp_path / f"{lang}.pdf"), "-"], check=True, capture_output=True
        )
        assert "+33 1 99 00 12 34" in told.stdout.decode().replace("\u202a", "")
