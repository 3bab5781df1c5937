"""What the editor asks of the bank: what stands in its chips, what may be put into a text."""

from datetime import date

from comms.core import options
from comms.core.db import db
from comms.core.rights import Role
from tests.figures.bank import kept
from tests.testimonies.voices import told


def _asked(browser, text, **facts):
    return browser.post(
        "/marks", data={"text": text, "lang": "fr", "kind": "release", **facts}
    ).json


def test_a_chip_shows_the_value_in_the_language_of_the_text_and_tells_record_source_and_date(
    app, cast
):
    kept(app, cast)

    known = _asked(cast.browser("ines"), "[](figure:expulsions-2030-02)", lang="ar")["known"]

    chip = known["figure:expulsions-2030-02"]
    assert chip["words"] == "١٬٢٢٦"
    assert chip["title"].replace("\u00a0", " ") == (
        "expulsions observées : 1\u202f226 · février 2030 · source : registre"
        " · vérifié le 12 mars 2030"
    )
    assert chip["url"].startswith("/figures/")


def test_a_testimony_shows_its_alias_and_until_when_it_may_be_quoted(app, cast):
    told(app, cast)

    known = _asked(cast.browser("ines"), "> — [](testimony:a-19)")["known"]

    assert known["testimony:a-19"]["words"] == "A., 19 ans"
    assert "accord jusqu’au 30 juin 2030" in known["testimony:a-19"]["title"]


def test_a_loose_number_says_where_it_stands_as_browsers_count_and_what_it_may_be(app, cast):
    kept(app, cast)
    text = "🏕 Ils ont vu 1 226 expulsions observées, puis [1 226](figure:expulsions-2030-02)."

    (loose,) = _asked(cast.browser("ines"), text)["loose"]

    assert (loose["start"], loose["end"]) == (14, 19)  # a tent is two for a browser
    assert loose["acts"][0]["mark"] == "[1 226](figure:expulsions-2030-02)"
    assert "Estimation de l’équipe" not in [each["label"] for each in loose["acts"]]


def test_in_a_post_a_loose_number_may_be_the_estimate_of_the_team(app, cast):
    (loose,) = _asked(cast.browser("ines"), "300 personnes.", kind="post")["loose"]

    assert "[300](figure:estimation)" in [each.get("mark") for each in loose["acts"]]


def test_a_text_of_blanks_is_read_and_one_too_long_is_refused_in_a_sentence(cast):
    ines = cast.browser("ines")

    assert _asked(ines, "\n " * 20_000)["loose"] == []
    assert len(_asked(ines, "1" + " " * 20_000 + "x")["loose"]) == 1
    assert len(_asked(ines, "98 " * 20_000)["loose"]) == 200
    answer = ines.post("/marks", data={"text": "1 " * 40_000, "lang": "fr"})
    assert answer.status_code == 413
    assert "dépasse 60000 signes" in answer.json["refused"]


def test_what_may_be_put_in_is_found_by_its_words(app, cast):
    kept(app, cast)
    kept(app, cast, "tentes", label="tentes saisies", value="421")
    told(app, cast)
    with app.test_request_context():
        options.put("handles", "Utopia : mastodon @utopia@piaille.fr")
        options.put("hashtag_groups", "Calais : #Calais #Frontière")
        db.session.commit()
    ines = cast.browser("ines")

    def listed(**wish):
        return [each["words"] for each in ines.get("/marks", query_string=wish).json["marks"]]

    assert listed(q="EXPULSIONS") == ["1\u202f226"]
    assert listed(q="nos tentes") == ["A., 19 ans"]
    assert listed(q="utopia", kind="post") == ["@Utopia"]
    assert listed(q="frontiere", kind="post") == ["Calais"]
    assert listed(q="utopia", kind="release") == []


def test_an_agreement_that_is_over_is_offered_to_nobody(app, cast):
    told(app, cast, until=date(2030, 3, 11))

    assert cast.browser("ines").get("/marks?q=tentes").json["marks"] == []


def test_who_may_ask(app, cast):
    guest = cast.browser("benevole", Role.GUEST)

    assert guest.post("/marks", data={"text": "98"}).status_code == 403
    assert guest.get("/marks").status_code == 403
    assert app.test_client().get("/marks").status_code in (302, 303, 401)
    assert app.test_client().post("/marks").status_code in (302, 303, 401)
    assert cast.browser("ines").put("/marks").status_code == 405
