"""What is bound stands in the editor as chips; its Markdown is saved, and nobody has to type it."""

import pytest
from flask import Flask
from playwright.sync_api import Page, Route, expect

from comms.core import options
from comms.core.db import db
from comms.pieces import queries as pieces
from comms.pieces.models import Piece
from tests.cast import Cast
from tests.figures.bank import kept
from tests.journeys.people import PATIENCE, Office
from tests.testimonies.voices import told
from tests.writing import post_form, release_form, written

pytestmark = [pytest.mark.peer, pytest.mark.slow]
BODY = "Nous avons vu [](figure:expulsions-2030-02) expulsions."
SHOWN = "Nous avons vu 1\u202f226 expulsions."
READABLE = """field => field.value.replace(/[\\u{E0020}-\\u{E007F}\\u2068\\u2069\\u206b]/gu, "")"""


@pytest.fixture
def page(app: Flask, cast: Cast, office: Office) -> Page:
    """Return a browser in which Inès is signed in; the bank holds a figure, and a testimony."""
    kept(app, cast)
    told(app, cast)
    with app.test_request_context():
        options.put("handles", "Utopia : mastodon @utopia@piaille.fr, x @utopia56")
        db.session.commit()
    page = office.page(cast.browser("ines"))
    page.context.grant_permissions(["clipboard-read", "clipboard-write"], origin=office.house.url)
    return page


def _shown(page: Page, text: str, field: str = "#f-body") -> None:
    box = page.locator(field).element_handle()
    page.wait_for_function(f"([field, text]) => ({READABLE})(field) === text", arg=[box, text])


def _sent(page: Page, name: str = "body") -> str:
    return str(
        page.evaluate("name => new FormData(document.getElementById('write')).get(name)", name)
    )


def _pick(page: Page, words: str, of: str) -> None:
    page.keyboard.press("Control+k")
    page.get_by_role("combobox", name="Chiffre, mention ou verbatim à insérer").fill(words)
    expect(page.locator("#picker-list li").first).to_contain_text(of)
    page.keyboard.press("Enter")


def _open(page: Page, cast: Cast, kind: str = "release", **facts: object) -> None:
    form = release_form(**facts) if kind == "release" else post_form(**facts)
    number = written(cast.browser("ines"), kind, form)
    page.goto(f"/{kind}s/{number}")


def test_a_figure_is_a_chip_and_its_markdown_is_what_is_saved(
    app: Flask, cast: Cast, page: Page
) -> None:
    _open(page, cast, body=BODY)
    _shown(page, SHOWN)

    page.locator("#f-body").press("Control+End")
    page.keyboard.type(" Rien d’autre.")

    expect(page.locator(".saved")).to_contain_text("Enregistré", timeout=PATIENCE)
    expect(page.locator(".ink-chip")).to_have_count(1)
    with app.app_context():
        words = pieces.content(db.session.query(Piece).one()).words
    assert words["body"] == f"{BODY} Rien d’autre."

    def late(route: Route) -> None:
        page.wait_for_timeout(900)
        route.continue_()

    page.route("**/marks", late)  # the bank writes its numbers while one still chooses
    page.reload()
    page.locator("#f-body").press("Control+End")
    page.keyboard.type(" Puis : ")
    page.keyboard.press("Control+k")
    _shown(page, f"{SHOWN} Rien d’autre. Puis : ")
    _pick(page, "expuls", "1\u202f226")
    assert _sent(page).endswith(" Rien d’autre. Puis : [](figure:expulsions-2030-02)")


def test_a_figure_a_mention_a_verbatim_are_chosen_by_keyboard(page: Page) -> None:
    page.goto("/posts/new")
    page.get_by_label("Le message").focus()
    page.keyboard.type("Avec ")

    _pick(page, "utop", "@Utopia")
    page.keyboard.type(", nous avons vu ")
    _pick(page, "expuls", "1\u202f226")
    page.keyboard.type(" expulsions.")

    _shown(page, "Avec @Utopia, nous avons vu 1\u202f226 expulsions.", "#f-text")
    assert _sent(page, "text") == (
        "Avec @{Utopia}, nous avons vu [](figure:expulsions-2030-02) expulsions."
    )
    page.keyboard.press("Enter")
    _pick(page, "tentes", "A., 19 ans")
    assert _sent(page, "text").rstrip().endswith("— [A., 19 ans](testimony:a-19)")

    page.locator("#f-text").fill("| Mois | Vus |\n| --- | --- |\n| Oct. | 4 |")
    page.locator("#f-text").press("Control+End")
    _pick(page, "expuls", "1\u202f226")
    assert _sent(page, "text").endswith("| 4 |\n\n[](figure:expulsions-2030-02)")


def test_a_chip_goes_as_a_whole_and_comes_back_as_a_whole(cast: Cast, page: Page) -> None:
    _open(page, cast, body=BODY)
    _shown(page, SHOWN)
    page.locator("#f-body").press("Control+Home")
    for _letter in "Nous avons vu ":
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")  # over the whole chip

    expect(page.locator(".told").first).to_contain_text("source : registre")
    page.keyboard.press("Backspace")
    assert _sent(page) == "Nous avons vu  expulsions."

    page.keyboard.press("Control+z")
    assert _sent(page) == BODY
    page.keyboard.press("Control+a")
    page.keyboard.press("Control+c")
    assert page.evaluate("navigator.clipboard.readText()") == SHOWN
    page.keyboard.press("Control+End")
    page.keyboard.press("Control+v")
    assert _sent(page) == BODY * 2


def test_a_loose_number_is_underlined_and_bound_in_one_tap(cast: Cast, page: Page) -> None:
    before = "**Hier** 🌊\n\n" * 40 + "[](figure:expulsions-2030-02). "
    _open(page, cast, body=f"{before}Vu 1 226 expulsions observées, Ahmed, 19 ans.")
    expect(page.locator(".ink-loose")).to_have_text("1 226")

    page.get_by_role("link", name="« 1 226 » n’est lié").click()  # it leads to the very number
    chosen = "document.getSelection().toString()"
    assert page.evaluate(chosen) == "1 226"
    expect(page.locator(".ink-loose")).to_be_in_viewport()
    page.set_viewport_size({"width": 390, "height": 420})  # a telephone with its keyboard
    page.get_by_role("link", name="« 1 226 » n’est lié").click()
    expect(page.locator(".ink-loose")).to_be_in_viewport()
    expect(page.get_by_role("button", name="Enregistrer")).to_be_in_viewport()
    page.get_by_role("button", name="Lier à « expulsions observées »").last.click()

    expect(page.locator(".ink-loose")).to_have_count(0)
    assert _sent(page) == (
        f"{before}Vu [1 226](figure:expulsions-2030-02) expulsions observées, Ahmed, 19 ans."
    )


def test_a_word_of_ours_is_underlined_and_put_in_one_tap(
    app: Flask, cast: Cast, page: Page
) -> None:
    with app.test_request_context():
        options.put("house_words", "évacuation → expulsion")
        db.session.commit()
    _open(page, cast, body="Une évacuation à l’aube, dit-on.")
    expect(page.locator(".ink-loose.word")).to_have_text("évacuation")

    page.locator("#f-body").press("Control+Home")
    for _letter in "Une éva":
        page.keyboard.press("ArrowRight")
    page.get_by_role("button", name="Écrire « expulsion »").click()

    expect(page.locator(".ink-loose")).to_have_count(0)
    assert _sent(page) == "Une expulsion à l’aube, dit-on."


def test_the_source_is_one_switch_away(cast: Cast, page: Page) -> None:
    _open(page, cast, body=BODY)
    _shown(page, SHOWN)

    page.get_by_role("button", name="Source").click()

    expect(page.locator("#f-body")).to_have_value(BODY)
    page.locator("#f-body").fill(f"{BODY} Et [](figure:expulsions-2030-02).")
    page.get_by_role("button", name="Source").click()
    _shown(page, f"{SHOWN} Et 1\u202f226.")


def test_what_is_too_long_for_the_bank_or_to_paste_is_said(page: Page) -> None:
    page.goto("/releases/new")
    body = page.locator("#f-body")
    warned = page.locator("[role=alert].told")

    body.fill("mot " * 15_100)
    expect(warned).to_contain_text("Coupez-le en plusieurs contenus")
    body.fill("Un mot.")
    expect(warned).to_be_hidden()
    body.press("Control+End")
    page.evaluate(PASTED, ["<i>" * 200 + "x", " collé"])

    expect(warned).to_contain_text("collez le texte en plusieurs fois")
    assert _sent(page) == "Un mot. collé"


def test_in_another_language_the_chip_says_the_number_as_its_readers_write(
    cast: Cast, page: Page
) -> None:
    _open(page, cast, body=BODY)
    _shown(page, SHOWN)

    page.get_by_label("Langue", exact=True).select_option("ar")

    _shown(page, SHOWN.replace("1\u202f226", "١٬٢٢٦"))
    assert _sent(page) == BODY
    assert page.locator("#f-body").get_attribute("dir") == "rtl"
    assert page.locator(".ink").get_attribute("dir") == "rtl"


PASTED = """([html, plain]) => {
  const held = new DataTransfer();
  held.setData("text/html", html);
  held.setData("text/plain", plain);
  const told = { clipboardData: held, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", told));
}"""
SIGNED = """Le *chapô*, **en gras *et penché* encore**, [le site](https://exemple.org/a_b).

## Ce que nous demandons

> On nous dit de partir.
> — [A., 19 ans](testimony:a-19)
>
> Encore.

- de l’eau, 2 * 3, snake_case
* __des abris__

1. ***un***, `**code**`, \\*pas\\*, **ouvert
- [](figure:expulsions-2030-02) **vus**"""
COMES_BACK = """async signed => {
  const { toMarkdown, toShown } = await import("/static/js/marks.js");
  return signed.map(each => toMarkdown(toShown(each, new Map(), true)));
}"""


def test_headings_quotations_and_bold_need_no_signs_typed(page: Page) -> None:
    page.goto("/releases/new")
    page.locator("#f-title").fill("Un titre long " * 9)
    page.locator("#f-title").press("Enter")  # a title is one line, seen whole
    expect(page.locator("#f-title")).to_have_value("Un titre long " * 9)
    assert page.evaluate("f = document.getElementById('f-title'), f.scrollHeight <= f.clientHeight")
    body = page.locator("#f-body")
    body.fill("Le chapô.\n\nCe que nous demandons")

    page.get_by_role("button", name="Intertitre").click()
    body.press("Control+End")
    page.keyboard.type("\n\nDe l’eau, ")
    page.keyboard.press("Control+b")
    page.keyboard.type("maintenant")

    assert _sent(page).endswith("## Ce que nous demandons\n\nDe l’eau, **maintenant**")
    expect(page.locator(".ink-head")).to_contain_text("Ce que nous demandons")
    expect(page.locator(".ink-bold")).to_have_text("maintenant")
    expect(page.get_by_role("button", name="Gras")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Control+b")
    page.keyboard.type(".\n\n- un\ndeux\n\n*fin*")
    assert _sent(page).endswith("**maintenant**.\n\n- un\n- deux\n\n*fin*")
    _shown(
        page,
        "Le chapô.\n\nCe que nous demandons\n\nDe l’eau, maintenant.\n\n• un\n• deux\n\nfin",
    )


def test_signs_nobody_sees_come_back_as_they_were(page: Page) -> None:
    page.goto("/releases/new")
    body = page.locator("#f-body")
    # As the guide says to type it: Enter has put the sign there already, typed again it goes.
    body.press_sequentially("> « Nous les avons comptées. »\n> — Zoé, porte-parole\n\n- un\n- deux")
    said = "> « Nous les avons comptées. »\n> — Zoé, porte-parole\n\n- un\n- deux"
    assert _sent(page) == said
    body.press("Control+a")
    page.keyboard.press("Delete")
    body.fill(SIGNED)

    assert _sent(page) == SIGNED
    cuts = [SIGNED[:at] for at in range(len(SIGNED))] + ["كاليه **غامق** و*مائل*", "**a****b**"]
    assert page.evaluate(COMES_BACK, cuts) == cuts
    assert "##" not in str(page.evaluate(f"({READABLE})(document.querySelector('#f-body'))"))
    heights = "field => [field.scrollHeight, field.previousSibling.scrollHeight]"
    field, ink = body.evaluate(heights)
    assert abs(field - ink) < 2, "what is painted lies where the caret stands"


def test_keys_pass_signs_nobody_sees_and_undo_brings_them_back(page: Page) -> None:
    page.goto("/releases/new")
    body = page.locator("#f-body")
    body.fill("Avant.\n## Titre\n\ndu **gras** là")
    body.press("Control+End")
    for _letter in " là":
        page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")  # on the other side of the sign: still bold
    page.keyboard.type("se")
    assert _sent(page).endswith("du **grasse** là")

    for _line in range(2):
        page.keyboard.press("ArrowUp")
    page.keyboard.press("Home")
    page.keyboard.type("Le ")
    assert "\n## Le Titre\n" in _sent(page)
    page.keyboard.press("Home")
    page.keyboard.press("Backspace")
    assert "\nLe Titre\n" in _sent(page)
    page.keyboard.press("Control+z")
    assert "\n## Le Titre\n" in _sent(page)

    body.press("Control+a")
    page.keyboard.press("Control+c")
    assert "*" not in str(page.evaluate("navigator.clipboard.readText()"))
    body.press("Control+End")
    page.keyboard.press("Shift+Control+ArrowLeft")
    page.get_by_role("button", name="Lien", exact=True).click()
    page.get_by_label("Adresse du lien").fill("https://exemple.org/a")
    page.keyboard.press("Enter")
    assert _sent(page).endswith("du **grasse** [là](https://exemple.org/a)")


def test_without_script_the_markdown_is_there(app: Flask, cast: Cast) -> None:
    kept(app, cast)
    ines = cast.browser("ines")
    number = written(ines, "release", release_form(body=BODY))

    assert BODY in ines.get(f"/releases/{number}").text
