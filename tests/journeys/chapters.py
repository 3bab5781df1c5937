"""The chapters of the main job: what each person does on the page, one after another."""

import re
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.journeys.people import Person
from tests.journeys.rehearsal import Rehearsal
from tests.peers import Post, wait_for
from tests.peers.newspapers import item, rss
from tests.peers.web import Web

# As French Excel writes it: cp1252, semicolons, a comma in a name, a newsroom with an ampersand.
CONTACTS = """\
Nom;Prénom;Média;Fonction;Courriel;Téléphone;Ville;Listes
Lefèvre;Élodie;La Voix du Détroit;journaliste;elodie.lefevre@voix-detroit.example;06 39 98 00 01;Calais;Littoral
Haddad;Nour;Radio Rivage;rédactrice en chef;nour@rivage.example;;Dunkerque;Littoral
O’Brien;Siân;The Channel Post;reporter;sian@channelpost.example;;Londres;Sous embargo
d’Almeida;Maël;Pigiste;;mael.dalmeida@exemple.org;06 39 98 00 02;Lille;Littoral
;;Rédaction Nord;;redaction@nord.example;;Lille;Littoral
"""  # noqa: E501 - lines of a file
PRESS = ["elodie.lefevre@voix-detroit.example", "nour@rivage.example",
         "mael.dalmeida@exemple.org", "redaction@nord.example"]  # fmt: skip
FIRST = "sian@channelpost.example"
DAY = "Tue, 12 Mar 2030 12:00:00 +0100"
QUERY = '"Human Rights Observers" OR (HRO AND Calais)'
TITLE = "Calais : des expulsions en février"
POST = "98 expulsions à Calais en février. L’eau est coupée à Loon-Plage depuis trois jours."


def set_up(house: Rehearsal, browser: Browser) -> Person:
    """Make the first administrator by the printed link, which opens once."""
    nadia = Person(browser, house, "nadia@observatoire.example")
    link = house.app.link("/set-up/")
    nadia.open(link)
    nadia.page.get_by_label("Votre nom").fill("Nadia")
    nadia.page.get_by_label("Adresse électronique").fill(nadia.email)
    nadia.choose_passphrase()
    nadia.press("Créer mon compte")
    nadia.set_second_factor_up()
    nadia.sees("Importer vos contacts presse")
    stranger = Person(browser, house, "personne@exemple.org")
    stranger.open(link)
    stranger.sees("Lien fermé")
    return nadia


def invite(nadia: Person, email: str, name: str, role: str, college: str = "") -> Person:
    """Invite somebody; return them in front of a browser of their own."""
    page = nadia.open("/settings/members")
    page.get_by_label("Nom").fill(name)
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Rôle").select_option(role)
    if college:
        page.get_by_label("Collège").select_option(college)
    nadia.press("Inviter")
    return nadia.beside(email)


def join(person: Person, box: Post, *, with_telephone: bool) -> None:
    """Take the link from one's mail, and become a member."""
    person.take(_link_in_mail(box, person.email))
    if with_telephone:
        person.set_second_factor_up()
    person.sees("Aujourd’hui")


def _link_in_mail(box: Post, address: str) -> str:
    wait_for(lambda: box.to(address), 30, f"a mail to {address}")
    body = box.to(address)[-1].mail.get_body(("plain",))
    assert body is not None
    return next(word for word in body.get_content().split() if "/join/" in word)


def come_back(person: Person) -> None:
    """See that a night without a gesture has ended the session; sign in again."""
    person.open("/")
    person.sees("Votre session est terminée")
    person.sign_in()


def name_the_association(nadia: Person) -> None:
    """Say who we are: no release leaves without."""
    page = nadia.open("/settings")
    form = page.locator("#association")
    form.get_by_label("Nom", exact=True).fill("Observatoire du Rivage")
    form.get_by_role("button", name="Enregistrer").click()
    nadia.sees("C’est enregistré.")


def name_channels(nadia: Person) -> None:
    """Name two ways by hand: one where posts have an address, one where they have none."""
    for name, has_address in (("Mastodon, à la main", True), ("Story Instagram", False)):
        page = nadia.open("/settings")
        form = page.locator("#channels")
        if not form.get_by_label("Nom, comme on le dit").is_visible():
            form.get_by_text("Nommer un canal à la main").click()
        form.get_by_label("Nom, comme on le dit").fill(name)
        form.get_by_label(re.compile("a une adresse")).set_checked(has_address)
        form.get_by_role("button", name="Ajouter le canal").click()
        nadia.sees(name)


def import_contacts(ines: Person, folder: Path) -> None:
    """Bring a file of French Excel in, see what becomes of it, take it in."""
    file = folder / "contacts presse.csv"
    file.write_bytes(CONTACTS.replace("\n", "\r\n").encode("cp1252"))
    page = ines.open("/contacts/import")
    page.locator("input[type=file]").set_input_files(file)
    ines.press("Voir ce que cela donne")
    ines.sees("5 créées")
    ines.sees("Lefèvre")
    page.get_by_label("D’où viennent ces contacts").fill("fichier de Léa")
    ines.press("Importer 5 lignes")
    ines.sees("5 créées")


def find(ines: Person) -> None:
    """Press « / » anywhere and type three letters without their accents."""
    page = ines.open("/")
    page.keyboard.press("/")
    page.keyboard.type("elo")
    hit = page.locator("#palette .hits a").first
    expect(hit).to_contain_text("Élodie Lefèvre")
    page.keyboard.press("Enter")
    ines.sees("La Voix du Détroit")
    ines.sees("elodie.lefevre@voix-detroit.example")


def write_release(ines: Person) -> str:
    """Write a release beside its live page, and ask for its approval; return its address."""
    page = ines.open("/releases/new")
    page.get_by_label("Titre", exact=True).fill(TITLE)
    page.get_by_label(re.compile("^Texte")).fill(
        "Les équipes ont observé **des opérations** chaque jour de février.\n\n"
        "## Ce que nous demandons\n\nL’eau, et un toit."
    )
    expect(page.locator("#page h1, #page h2").first).to_contain_text("des expulsions")
    page.get_by_label("Les proches et les personnes citées").fill("Oui, mardi par téléphone.")
    page.get_by_label("D’où vient chaque chiffre ?").fill("Relevés de l’équipe, février.")
    _unfold(page, "place")
    page.get_by_label("Lieu", exact=True).fill("Calais")
    page.get_by_label(re.compile("^Contact presse")).fill("Nadia, porte-parole, +33 1 99 00 12 34")
    page.get_by_label("Heure de diffusion", exact=True).fill("2030-03-12T12:30")
    page.get_by_role("group", name="Listes de contacts").get_by_label("Littoral").check()
    _unfold(page, "embargo_at")
    page.get_by_label("Heure de l’envoi sous embargo").fill("2030-03-12T11:30")
    page.get_by_role("group", name="À qui, sous embargo").get_by_label("Sous embargo").check()
    ines.press("Demander la validation")
    ines.sees("Ce qui part, quand et où")
    ines.sees("en relecture")
    return page.url


def _unfold(page: Page, name: str) -> None:
    """Open what a field is folded away in, as a click on its title does."""
    page.locator(f"[name={name}]").first.evaluate(
        "node => { for (let at = node.closest('details'); at;"
        " at = at.parentElement.closest('details')) at.open = true; }"
    )


def write_post(ines: Person) -> str:
    """Write a post for both channels, and ask for its approval; return its address."""
    page = ines.open("/posts/new")
    page.get_by_label("Le message").fill(POST)
    page.get_by_label("Heure de diffusion", exact=True).fill("2030-03-12T12:30")
    page.get_by_label("Story Instagram").check()
    page.get_by_label("Mastodon, à la main").check()
    ines.press("Demander la validation")
    ines.sees("Ce qui part, quand et où")
    ines.sees("en relecture")
    return page.url


def is_refused(author: Person, address: str) -> None:
    """See that one's own text offers no approval, and that asking for it anyway changes nothing."""
    page = author.open(address)
    expect(page.get_by_role("button", name="Valider")).to_have_count(0)
    token = page.locator("input[name=csrf_token]").first.input_value()
    answer = page.request.post(
        f"{address}/approve",
        form={"csrf_token": token, "hash": "0" * 64},
        headers={"Origin": author.house.app.url},
    )
    assert answer.status == 403, "an author has no right to approve"


def approve(reader: Person, address: str, then: str) -> None:
    """Read what leaves, approve it."""
    page = reader.open(address)
    reader.sees("Ce qui part, quand et où")
    page.keyboard.press("a")
    reader.sees(then)


def sent_under_embargo(house: Rehearsal, box: Post) -> None:
    """See that the first list alone has it, marked first in the subject."""
    wait_for(lambda: box.to(FIRST), 30, "the sending under embargo")
    (mail,) = box.to(FIRST)
    assert mail.subject == (f"[SOUS EMBARGO JUSQU’AU MARDI 12 MARS 2030, 12 H 30 (PARIS)] {TITLE}")
    assert not any(box.to(each) for each in PRESS)


def sent_to_all(house: Rehearsal, box: Post) -> None:
    """See that all others have it now, once each, and the first list no second time."""
    wait_for(lambda: all(box.to(each) for each in PRESS), 30, "the sending to all")
    counted = box.counted()
    assert {counted[each] for each in (*PRESS, FIRST)} == {1}
    assert {box.to(each)[0].subject for each in PRESS} == {TITLE}
    assert all(len(each.mail["To"].addresses) == 1 for each in box.all())


def publish_by_hand(ines: Person) -> None:
    """Take the kits from Aujourd'hui, say that one story is out, paste the other's address."""
    page = ines.open("/")
    ines.sees("À paraître aujourd’hui")
    story = page.locator(".row", has_text="Story Instagram").last
    expect(story.locator(".value").first).to_contain_text("98 expulsions à Calais")
    story.get_by_role("button", name="C’est publié").click()
    ines.sees("Aujourd’hui")
    masto = page.locator(".row", has_text="Mastodon, à la main").last
    masto.get_by_label("Adresse du post, une fois publié").fill("https://mastodon.example/@obs/1")
    masto.get_by_role("button", name="C’est publié").click()
    expect(page.get_by_role("button", name="C’est publié")).to_have_count(0)


def follow_sources(ines: Person, folder: Path, papers: Web) -> None:
    """Bring the list of one's feed reader in: two feeds are good, one address is none."""
    papers.page("/littoral.rss", _edition(papers, 0), content_type="application/rss+xml")
    papers.page("/region.rss", rss("Région", papers.url("/"), []), content_type="application/xml")
    file = folder / "flux.opml"
    file.write_text(
        '<?xml version="1.0" encoding="utf-8"?><opml version="2.0"><body><outline text="Presse">'
        f'<outline type="rss" text="Le Littoral" xmlUrl="{papers.url("/littoral.rss")}"/>'
        f'<outline type="rss" text="Région" xmlUrl="{papers.url("/region.rss")}"/>'
        '<outline type="rss" text="Fichier" xmlUrl="file:///etc/passwd"/>'
        "</outline></body></opml>"
    )
    page = ines.open("/watch/sources")
    page.get_by_label("Fichier OPML").set_input_files(file)
    ines.press("Importer")
    ines.sees("file:///etc/passwd")
    ines.open("/watch/sources")
    ines.sees("Le Littoral")


def _edition(papers: Web, articles: int) -> bytes:
    """Return what the newspaper shows: an article about us among others, and its copy later."""
    said = (
        "Selon <b>Human Rights Observers</b>, 98 opérations ont eu lieu en février à Calais, "
        "sans que les personnes sachent où aller."
    )
    items = [
        item("Le marché de Noël ouvre", papers.url("/1"), "Rien qui nous regarde.", DAY),
        item("Calais : une nuit de plus dehors", papers.url("/2"), said, DAY),
        item("Calais : une nuit de plus dehors", papers.url("/3?utm_source=rss"), said, DAY),
    ]
    return rss("Le Littoral", papers.url("/"), items[: articles + 1])


def watch(ines: Person) -> None:
    """Write a watch in its own language, try it, keep it, ask to be told."""
    page = ines.open("/watch/new")
    page.get_by_label("Nom de la veille").fill("Notre nom")
    ines.press("Écrire dans la langue des veilles")
    query = page.get_by_label(re.compile("^Requête"))
    query.fill('"Human Rights Observers" OR HRO AND Calais')
    ines.press("Enregistrer la veille")
    ines.sees("Human Rights Observers")
    assert page.url.endswith("/watch/new"), "AND and OR side by side are refused, nothing is lost"
    page.get_by_label(re.compile("^Requête")).fill(QUERY)
    page.get_by_role("group", name="Prévenir par mail").get_by_label("Inès").check()
    ines.press("Enregistrer la veille")
    ines.open("/watch")
    ines.sees("Notre nom")


def caught(ines: Person, house: Rehearsal, papers: Web, box: Post) -> None:
    """The newspaper writes about us: a mention on Aujourd'hui, and one mail to who asked."""
    before = len(box.to(ines.email))
    papers.page("/littoral.rss", _edition(papers, 1), content_type="application/rss+xml")
    house.wait_until(house.now() + timedelta(hours=1))
    wait_for(lambda: len(box.to(ines.email)) > before, 60, "the alert")
    alert = box.to(ines.email)[-1]
    body = alert.mail.get_body(("plain",))
    assert body is not None
    assert "une nuit de plus dehors" in alert.subject + body.get_content()
    ines.open("/")
    ines.sees("Calais : une nuit de plus dehors")
    ines.open("/mentions")
    expect(ines.page.locator("mark", has_text="Human Rights Observers").first).to_be_visible()


TOLD = "une nuit de plus dehors"


def told_once(ines: Person, house: Rehearsal, papers: Web, box: Post) -> None:
    """The same article, copied under another address: no second mail."""
    papers.page("/littoral.rss", _edition(papers, 2), content_type="application/rss+xml")
    asked = papers.paths().count("/littoral.rss")
    house.wait_until(house.now() + timedelta(hours=1))
    wait_for(lambda: papers.paths().count("/littoral.rss") > asked, 60, "another look at the feed")
    wait_for(lambda: len(house.app.asked("mentions", "export")) == 2, 30, "the copy")
    house.at(house.now() + timedelta(minutes=5), "jobs", "run", "send alerts")
    letters = [each.mail.get_body(("plain",)) for each in box.to(ines.email)]
    told = [each.get_content() for each in letters if each and TOLD in each.get_content()]
    assert len(told) == 1, [each.subject for each in box.to(ines.email)]


def review_the_press(lea: Person, box: Post) -> None:
    """From Aujourd'hui to a review as three kinds of file and in a mailbox: nine clicks."""
    page, clicks = lea.open("/"), 0
    before = len(box.to(lea.email))
    for role, words, then in (
        ("link", "Retombées", "Écarter"),
        ("button", "Garder", "Annuler"),
        ("link", "Revue de presse", "Un mot d’introduction"),
        ("button", "Préparer la revue", "Envoyer la revue"),
    ):
        page.get_by_role(role, name=re.compile(rf"^{words}( g| \d+)?$")).first.click()
        lea.sees(then)
        clicks += 1
    for words, begins in (("PDF", b"%PDF"), ("Word", b"PK"), ("HTML", b"<!DOCTYPE")):
        with page.expect_download() as taken:
            page.get_by_role("link", name=words, exact=True).click()
        assert taken.value.path().read_bytes().startswith(begins)
        clicks += 1
    page.get_by_label("Léa").check()
    lea.press("Envoyer la revue")
    assert clicks + 2 <= 10
    wait_for(lambda: len(box.to(lea.email)) > before, 60, "the press review")
    html = box.to(lea.email)[-1].mail.get_body(("html",))
    assert html is not None
    assert TOLD in html.get_content()
    assert "cid:" in html.get_content()  # its drawings travel with it
