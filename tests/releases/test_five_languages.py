"""One release in five languages: its headings, language and way, read back from the tags."""

import io
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from flask import Flask

from comms.adapters.documents.word import TAGS
from comms.core import options
from comms.core.db import db
from tests.cast import Cast
from tests.peers import absent
from tests.writing import release_form, written

LINES = {  # title, heading, list, about us
    "fr": ("Calais : une nuit", "Ce que nous demandons", "de l’eau", "Nous observons."),
    "en": ("Calais: one night", "What we ask for", "water", "We watch."),
    "ar": ("كاليه: ليلة", "ما نطلبه", "الماء", "نحن نراقب."),
    "fa": ("کاله: یک شب", "آنچه می‌خواهیم", "آب", "ما مشاهده می‌کنیم."),
    "ti": ("ካለ፡ ሓንቲ ለይቲ", "እንሓቶ", "ማይ", "ንዕዘብ።"),
}
HEADS = {
    "fr": ("À propos", "Contact presse"),
    "en": ("About us", "Press contact"),
    "ar": ("من نحن", "للتواصل الصحفي"),
    "fa": ("دربارهٔ ما", "تماس برای رسانه‌ها"),
    "ti": ("ብዛዕባና", "Press contact"),
}


def _exported(app: Flask, cast: Cast, lang: str, form: str) -> bytes:
    title, heading, item, about = LINES[lang]
    with app.test_request_context():
        options.put(f"boilerplate.{lang}", about)
        db.session.commit()
    body = f"{item}.\n\n## {heading}\n\n- {item}\n- {item}"
    ines = cast.browser("ines")
    fields = release_form(lang=lang, title=title, body=body, date="2030-11-25")
    number = written(ines, "release", fields)
    return bytes(ines.get(f"/releases/{number}/export/{form}").data)


def _heads(lang: str) -> list[tuple[int, str]]:
    title, heading, *_ = LINES[lang]
    about, contact = HEADS[lang]
    return [(1, title), (2, heading), (2, about), (2, contact)]


@pytest.mark.parametrize("lang", LINES)
def test_in_word_the_headings_the_language_and_the_way_are_read_back(
    app: Flask, cast: Cast, lang: str
) -> None:
    opened = docx.Document(io.BytesIO(_exported(app, cast, lang, "docx")))

    heads = [each for each in opened.paragraphs if each.style.name.startswith("Heading")]
    assert [(int(each.style.name[-1]), _bare(each.text)) for each in heads] == _heads(lang)
    assert _languages(opened) == {TAGS[lang]}
    leftward = {each._p.find(f".//{qn('w:bidi')}") is not None for each in opened.paragraphs}
    assert leftward == {lang in ("ar", "fa")}


def _bare(text: str) -> str:
    return re.sub("[\u202a\u202c\u2066\u2069]", "", text)


def _languages(opened: Any) -> set[str]:
    """Return what Word and LibreOffice take for the language of the text."""
    normal = opened.styles["Normal"].element.find(f".//{qn('w:lang')}")
    return {normal.get(qn("w:val")), normal.get(qn("w:bidi"))}


@pytest.mark.parametrize("lang", LINES)
def test_in_pdf_the_headings_and_the_language_are_read_back(
    app: Flask, cast: Cast, lang: str, tmp_path: Path
) -> None:
    made = _exported(app, cast, lang, "pdf")

    tree = _told(tmp_path, made, "-struct-text")
    levels = re.findall(r"^ *H([1-6])\b", tree, re.MULTILINE)
    assert [int(each) for each in levels] == [level for level, _text in _heads(lang)]
    read = _told(tmp_path, made, program="pdftotext")
    at = 0
    for _level, text in _heads(lang):
        at = read.index(_plain_word(text), at)
    assert re.search(rb"/Lang\s*\(" + lang.encode(), made)
    assert re.search(r"Pages:\s+1$", _told(tmp_path, made), re.MULTILINE)
    assert re.search(r"Tagged:\s+yes", _told(tmp_path, made))


def _plain_word(text: str) -> str:
    """Return the first word of joined letters alone: poppler puts the other signs elsewhere."""
    return next(each for each in re.findall(r"[^\s:]+", text) if each.isalpha())


def _told(folder: Path, made: bytes, *words: str, program: str = "pdfinfo") -> str:
    found = shutil.which(program)
    if found is None:
        absent("poppler (Debian: poppler-utils)")
    path = folder / "one.pdf"
    path.write_bytes(made)
    out = ["-"] if program == "pdftotext" else []
    ran = subprocess.run([found, *words, path, *out], capture_output=True, check=True)
    return ran.stdout.decode(errors="replace")
