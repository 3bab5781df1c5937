"""The chapters of the main job: what each person does on the page, one after another."""

import re
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.journeys.people import Person
from tests.journeys.rehearsal import Rehearsal
from tests.peers import Post, wait_for

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
TITLE = "Calais : 98 expulsions en février"
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


def invite(nadia: Person, box: Post, email: str, name: str, role: str, college: str = "") -> Person:
    """Invite somebody, who takes the link from their mail."""
    page = nadia.open("/settings/members")
    page.get_by_label("Nom").fill(name)
    page.get_by_label("Adresse électronique").fill(email)
    page.get_by_label("Rôle").select_option(role)
    if college:
        page.get_by_label("Collège").select_option(college)
    nadia.press("Inviter")
    person = nadia.beside(email)
    person.take(_link_in_mail(box, email))
    if role != "author":
        person.set_second_factor_up()
    person.sees("Aujourd’hui")
    return person


def _link_in_mail(box: Post, address: str) -> str:
    wait_for(lambda: box.to(address), 30, f"a mail to {address}")
    body = box.to(address)[-1].mail.get_body(("plain",))
    assert body is not None
    return next(word for word in body.get_content().split() if "/join/" in word)


def come_back(person: Person) -> None:
    """Sign out, and in again with the pass-phrase and the next code of the telephone."""
    person.press("Se déconnecter")
    person.sign_in()
    if person.secret:
        person.page.get_by_label("Code affiché par votre application").fill(person.code(later=1))
        person.press("Entrer")
    person.sees("Aujourd’hui")


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
    page.get_by_label("Un fichier CSV de votre tableur").set_input_files(file)
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
        "Les équipes ont observé **98 opérations** en février.\n\n"
        "## Ce que nous demandons\n\nL’eau, et un toit."
    )
    expect(page.locator("#page h1, #page h2").first).to_contain_text("98 expulsions")
    _open(page, "Lieu, surtitre")
    page.get_by_label("Lieu", exact=True).fill("Calais")
    page.get_by_label(re.compile("^Contact presse")).fill("Nadia, porte-parole, +33 1 99 00 12 34")
    page.get_by_label("Heure de diffusion").fill("2030-03-12T12:30")
    page.get_by_label("Littoral").first.check()
    _open(page, "Un envoi plus tôt, sous embargo")
    page.get_by_label("Heure de l’envoi sous embargo").fill("2030-03-12T11:30")
    page.get_by_role("group", name="À qui, sous embargo").get_by_label("Sous embargo").check()
    ines.press("Demander la validation")
    ines.sees("La validation est demandée")
    return page.url


def _open(page, summary: str) -> None:
    details = page.locator("details", has=page.get_by_text(re.compile(f"^{summary}")))
    if details.get_attribute("open") is None:
        details.locator("summary").click()


def write_post(ines: Person) -> str:
    """Write a post for both channels, and ask for its approval; return its address."""
    page = ines.open("/posts/new")
    page.get_by_label("Le message").fill(POST)
    page.get_by_label("Heure de diffusion").fill("2030-03-12T12:30")
    page.get_by_label("Story Instagram").check()
    page.get_by_label("Mastodon, à la main").check()
    ines.press("Demander la validation")
    ines.sees("La validation est demandée")
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
    story = page.locator(".row", has_text="Story Instagram").last
    expect(story.locator(".value").first).to_contain_text("98 expulsions à Calais")
    story.get_by_role("button", name="C’est publié").click()
    ines.sees("Aujourd’hui")
    masto = page.locator(".row", has_text="Mastodon, à la main").last
    masto.get_by_label("Adresse du post, une fois publié").fill("https://mastodon.example/@obs/1")
    masto.get_by_role("button", name="C’est publié").click()
    expect(page.get_by_role("button", name="C’est publié")).to_have_count(0)
