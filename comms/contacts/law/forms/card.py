"""What her card says of a person, and what was said with her and of her."""

from collections.abc import Iterator

from comms.contacts.book.forms.labels import KINDS
from comms.contacts.book.models import Address, Contact, Role
from comms.contacts.book.queries.people import exchanges
from comms.contacts.book.rules.addresses import shown_phone
from comms.contacts.book.rules.kinds import AddressKind, AddressState, Spoken
from comms.contacts.calling.forms import OUTCOMES
from comms.contacts.calling.rules.kinds import CallOutcome, CallState
from comms.contacts.law.forms.plain import ADDRESSES, CALLS, FIELDS, STATES
from comms.contacts.law.forms.saying import Said
from comms.contacts.law.queries import access
from comms.contacts.lists import queries as lists
from comms.contacts.requests import queries as requests
from comms.contacts.requests.forms import REQUESTS, TERMS
from comms.contacts.requests.rules.kinds import RequestState, Terms
from comms.core.languages import gettext


def columns(contact: Contact) -> dict[str, object]:
    """Return the columns of a card, by their names."""
    return {name: getattr(contact, name) for name in FIELDS if hasattr(contact, name)}


def address(each: Address) -> Iterator[tuple[object, object]]:
    """Yield what an address says."""
    is_phone = each.kind == AddressKind.PHONE
    yield ADDRESSES[AddressKind(each.kind)], shown_phone(each.value) if is_phone else each.value
    yield gettext("En chiffres"), each.value if is_phone else ""
    yield gettext("Telle qu’on nous l’a donnée"), each.typed if each.typed != each.value else ""
    yield gettext("Remarque"), each.label
    yield FIELDS["state"], STATES[AddressState(each.state)]
    yield gettext("Elle vient de"), access.source_of(each)
    yield gettext("Ajoutée le"), each.added_at


def role(each: Role) -> Iterator[tuple[object, object]]:
    """Yield what a role says."""
    yield FIELDS["title"], each.title
    yield gettext("Média ou organisation"), each.outlet.name if each.outlet else ""
    yield FIELDS["beat"], each.beat
    yield gettext("Depuis le"), each.since
    yield gettext("Jusqu’au"), each.until


def signed(contact_id: int) -> Iterator[Said]:
    """Yield for whom she answers about joint statements."""
    for name in access.signed_for(contact_id):
        yield ((gettext("Vous répondez des déclarations communes pour"), name),)


def on_lists(contact_id: int) -> Iterator[Said]:
    """Yield the lists she is on, and why."""
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


def said(contact_id: int) -> Iterator[Said]:
    """Yield what was said with her."""
    for each in exchanges(contact_id, limit=10_000):
        yield (
            (gettext("Quand"), each.at),
            (gettext("Comment"), KINDS[Spoken(each.kind)]),
            (gettext("Ce qui a été noté"), each.text),
        )


def asked(contact_id: int) -> Iterator[Said]:
    """Yield what she asked of us."""
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


def to_do_again(contact_id: int) -> Iterator[Said]:
    """Yield what was to be done again with her."""
    for each in access.follow_ups(contact_id):
        yield (
            (gettext("Quoi"), each.text),
            (gettext("Pour le"), each.due_at),
            (gettext("Fait le"), each.done_at),
        )


def calls(contact_id: int) -> Iterator[Said]:
    """Yield the calls to her."""
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
