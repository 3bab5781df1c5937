"""What files, other cards and the search keep of a person."""

from collections.abc import Iterable, Iterator, Mapping

from comms.contacts.files.forms import REASONS
from comms.contacts.files.models import HeldRow, Import
from comms.contacts.files.rules.drafts import RowWrong
from comms.contacts.files.service.noes import traces_of
from comms.contacts.law.forms.plain import FIELDS
from comms.contacts.law.forms.saying import Said, fields_of
from comms.contacts.law.queries import access
from comms.contacts.twins.queries.facing import faces
from comms.core.languages import gettext, ngettext
from comms.core.register import Register


def held(contact_id: int) -> Iterator[Said]:
    """Yield the rows of files that speak of her."""
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


def imports(contact_id: int) -> Iterator[Said]:
    """Yield what files changed on her card."""
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
    for label, value in fields_of(dict(held)):
        yield gettext("Avant, %(what)s", what=label), value


def merges(contact_id: int) -> Iterator[Said]:
    """Yield the cards made one with hers."""
    for each in access.merges(contact_id):
        yield (
            (gettext("Réunies le"), each.at),
            (gettext("Séparées le"), each.undone_at),
            *_as_it_stood(each.before.get("fields", {}).items()),
            *fields_of(each.before.get("gone", {})),
            *_dropped(each.before.get("dropped", [])),
        )


def _dropped(rows: Iterable[tuple[str, Mapping[str, object]]]) -> Iterator[tuple[object, object]]:
    """Yield what stood on both cards, once more as the other card had it."""
    for _, row in rows:
        for name in ("value", "typed", "label", "source", "title", "beat", "reason", "text"):
            if row.get(name):
                yield gettext("Sur l’autre fiche"), row[name]


def counted(contact_id: int) -> Iterator[Said]:
    """Yield what can only be counted: it names others, or has no words."""
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
