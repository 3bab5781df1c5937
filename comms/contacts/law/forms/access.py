"""What a person is told of all we hold of her, in words for somebody who is not of the trade."""

from collections.abc import Iterable, Iterator, Sequence

from comms.audit import queries as audits
from comms.contacts.book.models import Contact
from comms.contacts.law.forms import card, traces
from comms.contacts.law.forms.plain import ACTS
from comms.contacts.law.forms.saying import Said, fields_of, rows_of
from comms.core import panels
from comms.core.languages import gettext
from comms.core.panels import Told
from comms.core.rights import Actor


def told(contact: Contact, actor: Actor) -> list[Told]:
    """Return everything we hold of a person, the rooms above too; headings without rows go."""
    ours: Sequence[tuple[str, Iterable[Said]]] = (
        (gettext("Votre fiche"), [fields_of(card.columns(contact))]),
        (gettext("Vos coordonnées"), map(card.address, contact.addresses)),
        (gettext("Vos fonctions"), [*map(card.role, contact.roles), *card.signed(contact.id)]),
        (gettext("Les listes où vous êtes"), card.on_lists(contact.id)),
        (gettext("Ce que nous nous sommes dit"), card.said(contact.id)),
        (gettext("Ce que vous nous avez demandé"), card.asked(contact.id)),
        (gettext("Ce que nous voulions refaire avec vous"), card.to_do_again(contact.id)),
        (gettext("Les appels prévus ou passés"), card.calls(contact.id)),
        (gettext("Les lignes de fichiers qui parlent de vous"), traces.held(contact.id)),
        (gettext("Ce que des fichiers ont ajouté à votre fiche"), traces.imports(contact.id)),
        (gettext("Les fiches réunies avec la vôtre"), traces.merges(contact.id)),
        (gettext("Ce que l’outil garde pour lui"), traces.counted(contact.id)),
    )
    book = [Told(heading, rows_of(rows)) for heading, rows in ours]
    done = Told(gettext("Ce qui a été fait de votre fiche"), rows_of(_acts(contact.id)))
    return [each for each in (*book, *panels.told_of(contact.id, actor), done) if each.rows]


def _acts(contact_id: int) -> Iterator[Said]:
    for each in audits.history("contact", contact_id):
        yield (gettext("Quand"), each.at), (gettext("Quoi"), ACTS.get(each.act, each.act))
