"""What a person is told of all we hold of her, in words for somebody who is not of the trade."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from comms.audit import queries as audits
from comms.contacts.book.forms.labels import KINDS, LANGUAGES
from comms.contacts.book.models import Address, Contact, Role
from comms.contacts.book.queries.people import exchanges
from comms.contacts.book.rules.addresses import shown_phone
from comms.contacts.book.rules.kinds import AddressKind, AddressState, Spoken
from comms.contacts.calling.forms import OUTCOMES
from comms.contacts.calling.rules.kinds import CallOutcome, CallState
from comms.contacts.files.forms import REASONS
from comms.contacts.files.models import HeldRow, Import
from comms.contacts.files.rules.drafts import RowWrong
from comms.contacts.files.service.noes import traces_of
from comms.contacts.law.forms.plain import ACTS, ADDRESSES, CALLS, FIELDS, STATES
from comms.contacts.law.queries import access
from comms.contacts.lists import queries as lists
from comms.contacts.requests import queries as requests
from comms.contacts.requests.forms import REQUESTS, TERMS
from comms.contacts.requests.rules.kinds import RequestState, Terms
from comms.contacts.twins.queries.facing import faces
from comms.core import panels
from comms.core.languages import day, gettext, moment, ngettext
from comms.core.panels import Told
from comms.core.register import Register
from comms.core.rights import Actor

Row = tuple[tuple[str, str], ...]
_APART = frozenset({"id", "version", "made_by"})  # numbers of ours, and who of us wrote it


def told(contact: Contact, actor: Actor) -> list[Told]:
    """Return everything we hold of a person, the rooms above too; headings without rows go."""
    ours = [
        Told(gettext("Votre fiche"), _rows([_fields(_columns(contact))])),
        Told(gettext("Vos coordonnées"), _rows(map(_address, contact.addresses))),
        Told(gettext("Vos fonctions"), _rows([*map(_role, contact.roles), *_signed(contact.id)])),
        Told(gettext("Les listes où vous êtes"), _rows(_on_lists(contact.id))),
        Told(gettext("Ce que nous nous sommes dit"), _rows(_exchanges(contact.id))),
        Told(gettext("Ce que vous nous avez demandé"), _rows(_requests(contact.id))),
        Told(gettext("Ce que nous voulions refaire avec vous"), _rows(_follow_ups(contact.id))),
        Told(gettext("Les appels prévus ou passés"), _rows(_calls(contact.id))),
        Told(gettext("Les lignes de fichiers qui parlent de vous"), _rows(_held(contact.id))),
        Told(gettext("Ce que des fichiers ont ajouté à votre fiche"), _rows(_imports(contact.id))),
        Told(gettext("Les fiches réunies avec la vôtre"), _rows(_merges(contact.id))),
        Told(gettext("Ce que l’outil garde pour lui"), _rows(_counted(contact.id))),
    ]
    done = Told(gettext("Ce qui a été fait de votre fiche"), _rows(_acts(contact.id)))
    return [each for each in (*ours, *panels.told_of(contact.id, actor), done) if each.rows]


def _rows(some: Iterable[Iterable[tuple[object, object]]]) -> tuple[Row, ...]:
    said = (
        tuple((str(label), text) for label, value in row if (text := _text(value))) for row in some
    )
    return tuple(row for row in said if row)


def _text(value: object) -> str:
    if isinstance(value, bool):
        return gettext("oui") if value else ""
    if isinstance(value, datetime):
        return moment(value, "d MMMM y, H:mm")
    if isinstance(value, date):
        return day(value)
    if isinstance(value, list | tuple):
        return ", ".join(str(LANGUAGES.get(each, each)) for each in value)
    return "" if value is None else str(value)


def _columns(contact: Contact) -> dict[str, object]:
    return {name: getattr(contact, name) for name in FIELDS if hasattr(contact, name)}


def _fields(held: Mapping[str, object]) -> Iterator[tuple[object, object]]:
    """Yield columns of a card as they are called; one without a word keeps its name."""
    for name, value in held.items():
        if name not in _APART:
            yield FIELDS.get(name, name), _instant(value) if name.endswith("_at") else value


def _instant(value: object) -> object:
    """Return an instant of a journal, where it stands as text."""
    return datetime.fromisoformat(value) if isinstance(value, str) and value else value


def _address(each: Address) -> Iterator[tuple[object, object]]:
    is_phone = each.kind == AddressKind.PHONE
    yield ADDRESSES[AddressKind(each.kind)], shown_phone(each.value) if is_phone else each.value
    yield gettext("En chiffres"), each.value if is_phone else ""
    yield gettext("Telle qu’on nous l’a donnée"), each.typed if each.typed != each.value else ""
    yield gettext("Remarque"), each.label
    yield FIELDS["state"], STATES[AddressState(each.state)]
    yield gettext("Elle vient de"), access.source_of(each)
    yield gettext("Ajoutée le"), each.added_at


def _role(each: Role) -> Iterator[tuple[object, object]]:
    yield FIELDS["title"], each.title
    yield gettext("Média ou organisation"), each.outlet.name if each.outlet else ""
    yield FIELDS["beat"], each.beat
    yield gettext("Depuis le"), each.since
    yield gettext("Jusqu’au"), each.until


def _signed(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    for name in access.signed_for(contact_id):
        yield ((gettext("Vous répondez des déclarations communes pour"), name),)


def _on_lists(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    for a_list, each in access.memberships(contact_id):
        yield (
            (gettext("Liste"), a_list.name),
            (gettext("Pourquoi"), each.reason),
            (gettext("Depuis le"), each.added_at),
        )
    for _, name in lists.found_in(contact_id):
        yield (
            (gettext("Liste"), name),
            (gettext("Pourquoi"), gettext("par une recherche dans le carnet")),
        )


def _exchanges(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    for each in exchanges(contact_id, limit=10_000):
        yield (
            (gettext("Quand"), each.at),
            (gettext("Comment"), KINDS[Spoken(each.kind)]),
            (gettext("Ce qui a été noté"), each.text),
        )


def _requests(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    for each in requests.of_contact(contact_id):
        yield (
            (gettext("Demande"), each.subject),
            (gettext("Reçue le"), each.asked_at),
            (gettext("Pour le"), each.due_at),
            (gettext("Conditions"), TERMS[Terms(each.terms)]),
            (FIELDS["state"], REQUESTS[RequestState(each.state)]),
            (gettext("Ce que nous avons dit"), each.said),
            (gettext("Ce qui en est sorti"), each.result),
            (gettext("Close le"), each.closed_at),
        )


def _follow_ups(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    for each in access.follow_ups(contact_id):
        yield (
            (gettext("Quoi"), each.text),
            (gettext("Pour le"), each.due_at),
            (gettext("Fait le"), each.done_at),
        )


def _calls(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    for name, each in access.calls(contact_id):
        yield (
            (gettext("À propos de"), name),
            (FIELDS["state"], CALLS[CallState(each.state)]),
            (
                gettext("Ce qui en est sorti"),
                OUTCOMES[CallOutcome(each.outcome)] if each.outcome else "",
            ),
            (gettext("À rappeler le"), each.again_at),
            (gettext("Fait le"), each.done_at),
        )


def _held(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    mine = frozenset(traces_of(Register(), faces([contact_id])[0]))
    for row, kept in access.rows_about(mine):
        yield (
            (gettext("Fichier"), kept.name),
            (FIELDS["state"], _became(row)),
            *zip(_headings(row, kept), row.cells, strict=False),
        )


def _headings(row: HeldRow, kept: Import) -> list[str]:
    missing = len(row.cells) - len(kept.columns)
    return [*kept.columns, *[gettext("Autre colonne")] * missing]


def _became(row: HeldRow) -> object:
    if row.reason:
        why = REASONS.get(RowWrong(row.reason), row.reason)
        return gettext("refusée : %(why)s", why=why)
    return gettext("décidée") if row.decided_at else gettext("attend qu’on décide si c’est vous")


def _imports(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    for change, kept in access.imports(contact_id):
        before = change.before.get("fields", {})
        filled = [old for each in change.before.get("filled", {}).values() for old in each.items()]
        yield (
            (gettext("Fichier"), kept.name),
            (gettext("Origine"), kept.origin),
            (gettext("Pris le"), kept.at),
            (gettext("Il a créé votre fiche"), change.is_new),
            *_as_it_stood([*before.items(), *filled]),
        )


def _as_it_stood(held: Iterable[tuple[str, object]]) -> Iterator[tuple[object, object]]:
    for label, value in _fields(dict(held)):
        yield gettext("Avant, %(what)s", what=label), value


def _merges(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    for each in access.merges(contact_id):
        yield (
            (gettext("Réunies le"), each.at),
            (gettext("Séparées le"), each.undone_at),
            *_as_it_stood(each.before.get("fields", {}).items()),
            *_fields(each.before.get("gone", {})),
            *_dropped(each.before.get("dropped", [])),
        )


def _dropped(rows: Iterable[tuple[str, Mapping[str, object]]]) -> Iterator[tuple[object, object]]:
    """Yield what stood on both cards, once more as the other card had it."""
    for _, row in rows:
        for name in ("value", "typed", "label", "source", "title", "beat", "reason", "text"):
            if row.get(name):
                yield gettext("Sur l’autre fiche"), row[name]


def _counted(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    held = access.tally(contact_id)
    sentences = (
        (held.twins, _twins(held.twins)),
        (held.distincts, _distincts(held.distincts)),
        (held.confidants, _confidants(held.confidants)),
        (held.words, _words(held.words)),
        (held.prints, _prints(held.prints)),
    )
    yield from ((("", sentence),) for count, sentence in sentences if count)


def _twins(count: int) -> str:
    return ngettext(
        "Une autre fiche ressemble à la vôtre ; nous n’avons pas encore dit si c’est vous.",
        "%(num)d autres fiches ressemblent à la vôtre ; nous n’avons pas encore dit si c’est vous.",
        count,
    )


def _distincts(count: int) -> str:
    return ngettext(
        "Une autre fiche ressemble à la vôtre, et nous savons que ce n’est pas vous.",
        "%(num)d autres fiches ressemblent à la vôtre, et nous savons que c’est quelqu’un d’autre.",
        count,
    )


def _confidants(count: int) -> str:
    return ngettext(
        "Un membre de l’équipe voit cette fiche, personne d’autre.",
        "%(num)d membres de l’équipe voient cette fiche, personne d’autre.",
        count,
    )


def _words(count: int) -> str:
    return ngettext(
        "Un mot de cette fiche, sans accent, sert à la retrouver.",
        "%(num)d mots de cette fiche, sans accents, servent à la retrouver.",
        count,
    )


def _prints(count: int) -> str:
    return ngettext(
        "Une empreinte illisible rappelle la ligne de fichier dont vous venez.",
        "%(num)d empreintes illisibles rappellent les lignes de fichiers dont vous venez.",
        count,
    )


def _acts(contact_id: int) -> Iterator[Iterable[tuple[object, object]]]:
    for each in audits.history("contact", contact_id):
        yield (gettext("Quand"), each.at), (gettext("Quoi"), ACTS.get(each.act, each.act))
