"""The file of a release: what it says, what it refuses with its line, and every word comes back."""

import re
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from comms.core.hours import Hour
from comms.core.html import render
from comms.core.refusal import Refused
from comms.releases.rules import KINDS, ReleaseWords, compose, unreadable
from comms.releases.rules.file import FileWrong, read, tags_at, write

WHOLE = """---
kind: communique
lang: fr
title: Calais : 1 226 expulsions en un an
place: Calais
date: 2030-11-25
embargo: 2030-11-26 06:00 Europe/Paris
contact: Ada Exemple, porte-parole, +33 1 99 00 12 34, presse@exemple.org, de 9 h à 18 h
contact: "Nour": #2
---

Le chapô.

## Un intertitre

Le corps.
"""
HEAD = "---\nkind: communique\nlang: fr\ntitle: Titre\n"


def _read(text: str):
    return read(text.encode())


def _refusal(text: str) -> Refused:
    with pytest.raises(Refused) as caught:
        _read(text)
    return caught.value


def test_a_whole_file_is_read_as_it_stands():
    file = _read(WHOLE)

    assert file.words == ReleaseWords(
        kind="communique",
        lang="fr",
        title="Calais : 1 226 expulsions en un an",
        place="Calais",
        date="2030-11-25",
        embargo=True,
        body="Le chapô.\n\n## Un intertitre\n\nLe corps.",
        contacts=(
            "Ada Exemple, porte-parole, +33 1 99 00 12 34, presse@exemple.org, de 9 h à 18 h",
            '"Nour": #2',
        ),
    )
    assert file.until == Hour("2030-11-26T06:00", "Europe/Paris")
    assert file.of is None


def test_what_it_writes_is_what_it_read():
    file = _read(WHOLE)

    again = write(file.words, leaves=file.until, under_embargo=True)

    assert again == WHOLE


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff" + WHOLE,
        WHOLE.replace("\n", "\r\n"),
        WHOLE.replace("\n", "\r"),
        WHOLE.replace("place: Calais", "place:Calais   "),
        WHOLE.replace("title: ", "title:\t"),
        WHOLE.replace("place: Calais", "place: Calais\n\nsubtitle:"),
    ],
)
def test_how_a_machine_ends_its_lines_changes_nothing(text):
    assert _read(text) == replace(_read(WHOLE), body_at=_read(text).body_at)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("lang", ["fr", "ar", "prs", "ckb", "pt-BR"])
def test_every_kind_and_language_is_taken(kind, lang):
    words = _read(f"---\nkind: {kind}\nlang: {lang}\ntitle: t\n---\n").words

    assert (words.kind, words.lang, words.body) == (kind, lang, "")


@pytest.mark.parametrize(
    ("text", "wrong", "facts"),
    [
        ("", FileWrong.NO_HEAD, {}),
        ("kind: communique\n", FileWrong.NO_HEAD, {}),
        ("---\nkind: communique\n", FileWrong.HEAD_OPEN, {}),
        ("---\nlang: fr\ntitle: t\n---\n", FileWrong.MISSING, {"key": "kind"}),
        ("---\nkind: tribune\ntitle: t\n---\n", FileWrong.MISSING, {"key": "lang"}),
        ("---\nkind: tribune\nlang: fr\ntitle:  \n---\n", FileWrong.MISSING, {"key": "title"}),
        (HEAD + "auteur: Ada\n---\n", FileWrong.UNKNOWN_KEY, {"line": 5, "key": "auteur"}),
        (HEAD + "Place: Calais\n---\n", FileWrong.UNKNOWN_KEY, {"line": 5, "key": "Place"}),
        (HEAD + "\nplace\n---\n", FileWrong.NO_PAIR, {"line": 6}),
        (HEAD + "title: Autre\n---\n", FileWrong.TWICE, {"line": 5, "key": "title"}),
        (HEAD.replace("communique", "post") + "---\n", FileWrong.BAD_KIND, {"line": 2}),
        (HEAD.replace("fr", "français") + "---\n", FileWrong.BAD_LANGUAGE, {"line": 3}),
        (HEAD + "of: douze\n---\n", FileWrong.BAD_NUMBER, {"line": 5}),
        (HEAD + "of: 0\n---\n", FileWrong.BAD_NUMBER, {"line": 5}),
        (HEAD + "date: 2030-02-30\n---\n", FileWrong.BAD_DATE, {"line": 5}),
        (HEAD + "date: 25/11/2030\n---\n", FileWrong.BAD_DATE, {"line": 5}),
        (HEAD + "date: demain\n---\n", FileWrong.BAD_DATE, {"line": 5}),
        (HEAD + "date: 20301125\n---\n", FileWrong.BAD_DATE, {"line": 5}),
        (HEAD + "embargo: demain\n---\n", FileWrong.BAD_HOUR, {"line": 5}),
        (HEAD + "embargo: 2030-11-26 06:00\n---\n", FileWrong.BAD_HOUR, {"line": 5}),
        (HEAD + "embargo: 2030-11-26 25:00 Europe/Paris\n---\n", FileWrong.BAD_HOUR, {"line": 5}),
        (HEAD + "embargo: 2030-11-26 06:00 Europe/Calais\n---\n", FileWrong.BAD_HOUR, {"line": 5}),
        (HEAD + "embargo: 2030-11-26 Europe/Paris\n---\n", FileWrong.BAD_HOUR, {"line": 5}),
        (HEAD + "embargo: 2030-03-31 02:30 Europe/Paris\n---\n", FileWrong.HOUR_GAP, {"line": 5}),
        (HEAD + "embargo: 2030-10-27 02:30 Europe/Paris\n---\n", FileWrong.HOUR_FOLD, {"line": 5}),
        (HEAD + "---\n\nUn.\n\n<!-- jamais\nrefermé", FileWrong.COMMENT_OPEN, {"line": 9}),
        (HEAD + "place: Calais <!-- où\n---\n", FileWrong.COMMENT_OPEN, {"line": 5}),
        (HEAD + "---\n\nUn\0 deux", FileWrong.CONTROL, {"line": 7}),
    ],
)
def test_what_cannot_be_meant_is_refused_with_its_line(text, wrong, facts):
    refusal = _refusal(text)

    assert refusal.obstacles == (wrong,)
    assert {key: refusal.facts[key] for key in facts} == facts


def test_what_is_not_utf8_is_refused_with_its_line():
    with pytest.raises(Refused) as caught:
        read(WHOLE.encode("cp1252"))

    assert caught.value.obstacles == (FileWrong.NOT_TEXT,)
    assert caught.value.facts["line"] == 8


def test_the_mark_of_a_draft_is_written_and_not_read():
    words = _read(WHOLE).words

    draft = write(words, leaves=None, under_embargo=False, is_draft=True)

    assert draft.splitlines()[:2] == ["---", "state: draft"]
    assert _read(draft).words == replace(words, embargo=False)


def test_the_day_it_leaves_is_written_when_no_other_was_set():
    words = ReleaseWords(title="t")

    assert "\ndate: 2030-11-26\n" in write(
        words, leaves=Hour("2030-11-26T06:00", "Europe/Paris"), under_embargo=False
    )
    assert "date" not in write(words, leaves=None, under_embargo=False)


def test_an_hour_the_clock_shows_twice_comes_back_as_the_same_instant():
    second = Hour("2030-10-27T02:30", "Europe/Paris", fold=1)

    back = _read(write(ReleaseWords(title="t"), leaves=second, under_embargo=True))

    assert back.until is not None
    assert back.until.instant == second.instant


@pytest.mark.parametrize(
    "note",
    [
        "<!-- de Samira -->",
        "<!-- de\n\nSamira -->",
        "[//]: # (de Samira)",
        "[//]: # (de\nSamira)",
        "[//]: # (de\nSamira",
        '[//]: # "de Samira"',
        "[comment]: <> (de Samira)",
        "[note]: https://exemple.org (de Samira)",
        "> [//]: # (de Samira)",
        "*[rien]: de Samira",
    ],
)
def test_a_note_for_oneself_stays_in_the_house(note):
    body = f"Le chapô.\n\n{note}\n\nLe corps."
    words = ReleaseWords(title="t", body=body)

    written = write(words, leaves=None, under_embargo=False)
    document = compose(words, leaves=None, embargo=None)

    assert "Samira" not in written
    assert "Samira" not in f"{document.lead}{document.body}"
    assert (document.lead, document.body.strip("> \n")) == ("Le chapô.", "Le corps.")
    assert _read(f"{HEAD}---\n\n{body}\n").words.body == body


def test_a_link_that_is_used_keeps_its_note():
    body = 'Voir [le rapport][r].\n\n[r]: https://exemple.org "Rapport"'

    assert body in write(ReleaseWords(title="t", body=body), leaves=None, under_embargo=False)


def test_a_tag_leaves_as_words_and_is_named_with_its_line():
    body = "Un <b>mot</b>, `<code>`, <https://exemple.org>.\n\n3 < 4\n\n<script>x</script>"

    written = write(ReleaseWords(title="t", body=body), leaves=None, under_embargo=False)

    assert tags_at(body) == [1, 5]
    assert "<b>" not in written
    assert "<script>" not in written
    assert "`<code>`, <https://exemple.org>" in written


FRAGMENTS = st.sampled_from(
    ["\n", "\n\n", " ", "## ", "> ", "- ", "**", "<b>", "</", "<!", "<!-- x -->", "[//]: # (y)\n",
     "[a]", "[a]: b\n", "`", "&lt;", "&amp;", "— Ada", "|", "\u202f", "\u00a0", "« »", "\\",
     "[1 226](figure:k)", "[](figure:k)", "---\n", "kind: x\n", "*[HRO]: z\n", "HRO", "\t", "#"]
)  # fmt: skip
WORDS = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
BODIES = st.lists(FRAGMENTS | WORDS, max_size=14).map("".join)
# In a block of code a tag is made harmless like anywhere: it may be a list's line elsewhere.
TAG_IN_CODE = re.compile(r"(?:\t| {3,}).*<[A-Za-z/!?]")
LINES = st.lists(
    st.sampled_from([": ", "#", '"', "---", "<b>", "<!-- x -->", "  "]) | WORDS, max_size=5
)


@settings(deadline=None)
@given(
    title=LINES.map("".join),
    place=LINES.map("".join),
    contacts=st.lists(LINES.map("".join), max_size=3),
    body=BODIES,
    lang=st.sampled_from(["fr", "en", "ar", "ti", "pt-BR"]),
    draft=st.booleans(),
)
def test_every_word_comes_back(title, place, contacts, body, lang, draft):
    words = ReleaseWords(
        lang=lang, title=f"T{title}", place=place, contacts=tuple(contacts), body=body
    )
    assume(not unreadable(words.body, *words.lines))
    assume(not TAG_IN_CODE.search(body))

    file = write(words, leaves=None, under_embargo=False, is_draft=draft)
    back = _read(file).words

    assert write(back, leaves=None, under_embargo=False, is_draft=draft) == file
    assert _shown(back) == _shown(words)


def _shown(words: ReleaseWords) -> list[str]:
    """Return what a reader would see."""
    made = compose(words, leaves=None, embargo=None)
    lines = [made.mention, made.title, made.dateline, *filter(None, made.contacts)]
    return [" ".join(each.split()) for each in [*lines, render(made.lead), render(made.body)]]
