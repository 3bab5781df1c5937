"""What of a template nobody filled in keeps a text from being approved."""

from comms.releases.rules.blanks import blanks, fill_in

TEMPLATE = "Nous vous invitons à …\n\n## Quand\n\n- Jour et heure :\n- Lieu :\n- Accès :"


def test_a_line_that_still_asks_for_words_is_named_with_its_place() -> None:
    text = (
        "Nous vous invitons à …\n\n## Quand\n\n* Jour et heure\u202f: jeudi\n- Lieu\xa0:\n- Accès :"
    )

    found = list(blanks(text, TEMPLATE))

    assert [each.words for each in found] == ["Nous vous invitons à …", "Lieu\xa0:", "Accès :"]
    assert text[found[1].start : found[1].end] == "- Lieu\xa0:"


def test_what_is_written_below_fills_a_line_and_ours_need_no_template() -> None:
    assert list(blanks("Venez.\n\n- Accès :\n  - par la rue", TEMPLATE)) == []
    assert list(blanks("Deux demandes :\n\n- L’eau…", TEMPLATE)) == []
    assert list(blanks("", TEMPLATE)) == []


def test_what_is_known_is_put_where_the_template_asks_for_it() -> None:
    body = fill_in(TEMPLATE, {"heure": "jeudi, 11 h", "lieu": ""})

    assert "- Jour et heure : jeudi, 11 h\n- Lieu :\n" in body
