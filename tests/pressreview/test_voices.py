"""On paper what is quoted has its own language and runs its own way, whatever its feed says."""

import io
import zipfile

import pytest
from sqlalchemy import select

from comms.core.db import db
from comms.core.languages import direction_of
from comms.monitoring.mentions.models import Mention
from comms.monitoring.mentions.service import sorting
from tests.monitoring.articles import arrives, watch

ARABIC = "قالت منظمة HRO إن الإخلاء مستمر في كاليه كل أسبوع."
PERSIAN = "به گفته HRO تخلیه چادرها در کاله هر هفته ادامه دارد و پلیس همه چیز را می‌برد."
FRENCH = "Selon HRO, les expulsions continuent chaque semaine à Calais, sans relâche."


@pytest.fixture
def ines(cast):
    return cast.browser("ines")


def _review(app, cast, ines, title: str, quote: str, declared: str | None) -> str:
    """Return the page of a review of one article, of a feed that declares a language."""
    me = cast.actor("ines")
    with app.app_context():
        watch("Nom", "HRO")
        arrives(title, quote, language=declared)
        mention = db.session.scalars(select(Mention)).one()
        sorting.sort(mention, "kept", actor=me)
        db.session.commit()
    return ines.post("/press-review", data={"days": 7}).location


@pytest.mark.parametrize(
    ("words", "way"),
    [
        (ARABIC, "rtl"),
        ("HRO: الإخلاء مستمر", "rtl"),
        ("Le camp « الأمل » est fermé", "ltr"),
        ("06 39, 12 %", ""),
    ],
)
def test_words_run_as_most_of_their_letters(words, way):
    assert direction_of(words) == way


@pytest.mark.parametrize(
    ("title", "quote", "declared", "around"),
    [
        ("إخلاء جديد", ARABIC, "fr", '<div lang="ar" dir="rtl"><blockquote>'),
        ("إخلاء جديد", ARABIC, "fr", '<div lang="und" dir="rtl"><h2>'),  # too short to be told
        ("إخلاء جديد", ARABIC, None, '<div lang="ar" dir="rtl"><blockquote>'),
        ("تخلیه", PERSIAN, "fr-FR", '<div lang="fa" dir="rtl"><blockquote>'),
        ("تخلیه", PERSIAN, "ps", '<div lang="ps" dir="rtl"><blockquote>'),  # it may be right
        ("HRO camp", "HRO says the evictions go on.", "en", '<div lang="en" dir="ltr"><bl'),
    ],
)
def test_in_a_document_a_quote_has_its_own_language(
    app, cast, ines, title, quote, declared, around
):
    page = _review(app, cast, ines, title, quote, declared)

    document = "".join(each.strip() for each in ines.get(f"{page}.html").text.splitlines())

    assert around in document


def test_in_a_french_review_what_an_arabic_feed_says_in_french_is_french(app, cast, ines):
    page = _review(app, cast, ines, FRENCH, FRENCH.replace("continuent", "durent"), "ar")

    document = ines.get(f"{page}.html").text

    assert "durent chaque semaine" in document
    assert ' dir="rtl">' not in document


def test_in_word_an_arabic_quote_of_a_french_feed_turns(app, cast, ines):
    page = _review(app, cast, ines, "إخلاء جديد", ARABIC, "fr")

    with zipfile.ZipFile(io.BytesIO(ines.get(f"{page}.docx").data)) as packed:
        words = packed.read("word/document.xml").decode()
    quote = next(each for each in words.split("<w:p>") if "مستمر" in each)

    assert "<w:bidi/>" in quote
    assert "<w:rtl/>" in quote
    assert 'w:bidi="ar-SA"' in quote
    assert ines.get(f"{page}.pdf").data.startswith(b"%PDF")
