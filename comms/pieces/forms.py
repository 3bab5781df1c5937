"""What people say about a piece in forms, and how its obstacles are said."""

import re
from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.core import rows
from comms.core.given import read_hour
from comms.core.hours import Hour, HourWrong
from comms.core.html import Unreadable
from comms.core.refusal import lead, teach
from comms.core.text.typed import typed
from comms.pieces.rules.approval import Obstacle
from comms.pieces.rules.leaving import EMBARGO, MAIN, Plan, Sending
from comms.pieces.rules.states import ASKS, MISSED, State

Fields = MultiDict[str, str]
_LANGUAGE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")

STATES: Mapping[State, object] = {
    State.DRAFT: _l("brouillon"),
    State.REVIEW: _l("en relecture"),
    State.CHANGES: _l("à corriger"),
    State.SCHEDULED: _l("prêt"),
    State.HELD: _l("suspendu"),
    State.EXPIRED: _l("expiré"),
    State.PUBLISHED: _l("publié"),
    State.DROPPED: _l("abandonné"),
}
# How a piece stands where it is shown: planned is another thing once an hour of it was missed.
_AFTER = (State.PUBLISHED, State.DROPPED)
SHOWN: Mapping[str, object] = {
    **{state: STATES[state] for state in State if state not in _AFTER},
    MISSED: _l("heure manquée"),
    ASKS: _l("à décider"),
    **{state: STATES[state] for state in _AFTER},
}

KINDS: Mapping[str, object] = {"post": _l("post"), "release": _l("communiqué")}

# What the fields of a content are called where a change of theirs is shown.
FIELD_NAMES: Mapping[str, object] = {
    "kind": _l("Genre"),
    "lang": _l("Langue"),
    "title": _l("Titre"),
    "overline": _l("Surtitre"),
    "subtitle": _l("Sous-titre"),
    "place": _l("Lieu"),
    "body": _l("Texte"),
    "text": _l("Texte"),
    "contacts": _l("Contact presse"),
    "about": _l("À propos"),
    "date": _l("Date affichée"),
    "embargo": _l("Sous embargo"),
    "answers": _l("Questions du modèle"),
    "link": _l("Lien"),
    "warning": _l("Avertissement de contenu"),
    "visuals": _l("Visuels"),
    "format": _l("Format"),
    "canva": _l("Maquette"),
    "handles": _l("Comptes mentionnés"),
}
VALUE_NAMES: dict[str, Mapping[str, object]] = {}


def name_values(field: str, names: Mapping[str, object]) -> None:
    """Let a room say what the values of one of its fields are called."""
    VALUE_NAMES[field] = names


teach(
    {
        Obstacle.NOT_IN_REVIEW: _l("Ce contenu n’est pas en relecture."),
        Obstacle.OWN_TEXT: _l("Vous l’avez écrit : une autre personne doit le valider."),
        Obstacle.OWN_EDIT: _l(
            "Vous avez fait la dernière modification : une autre personne doit valider."
        ),
        Obstacle.NOT_AN_APPROVER: _l("Valider demande le rôle de salarié·e ou de membre du CA."),
        Obstacle.ALREADY_APPROVED: _l("Vous avez déjà validé ce texte."),
        Obstacle.COLLEGE_NOT_ASKED: _l(
            "La place de votre collège est déjà prise ; il manque la validation d’un autre collège."
        ),
        Obstacle.STALE_PAGE: _l(
            "Le texte a changé depuis que vous l’avez ouvert. Relisez-le, puis validez."
        ),
        Obstacle.HOUR_PASSED: _l("L’heure de diffusion est passée : choisissez-en une autre."),
        Obstacle.NO_HOUR: _l("Choisissez l’heure de diffusion."),
        Obstacle.NO_CHANNEL: _l("Choisissez au moins un canal."),
        Obstacle.NOWHERE_TO_GO: _l("Choisissez au moins un canal ou une liste de contacts."),
        Obstacle.NO_WORDS: _l("Écrivez quelque chose d’abord."),
        Obstacle.EMBARGO_AFTER: _l(
            "L’envoi sous embargo doit partir avant l’heure où l’embargo est levé."
        ),
        Obstacle.APPROVALS_MISSING: _l("Il manque des validations."),
        Obstacle.WRONG_STATE: _l("Ce contenu a changé d’état entre-temps ; la page est à jour."),
        Obstacle.LOCKED: _l("Ce contenu est publié : il ne se modifie plus."),
        Obstacle.PASSAGE_NOT_FOUND: _l(
            "Ce passage n’est pas dans le texte tel qu’il est écrit : copiez-le depuis la page "
            "d’écriture, puis proposez."
        ),
        Obstacle.PASSAGE_CHANGED: _l(
            "Ce passage a été réécrit depuis : reprenez la proposition à la main."
        ),
        Obstacle.ALREADY_TAKEN: _l("Cette proposition a déjà reçu sa réponse."),
        HourWrong.UNREADABLE: _l(
            "« %(wall)s » n’est pas une heure que nous savons lire : donnez le jour et l’heure, "
            "comme « jeudi 6 h », « 12/3 14h30 » ou « dans 30 minutes »."
        ),
        HourWrong.NO_DAY: _l(
            "« %(said)s » n’est pas un jour que nous savons lire : écrivez « vendredi », « 12/3 » "
            "ou « dans 3 jours »."
        ),
        HourWrong.NO_SUCH_ZONE: _l("« %(zone)s » n’est pas un fuseau horaire connu."),
        HourWrong.GAP: _l(
            "%(wall)s n’existe pas : cette nuit-là, les horloges avancent d’une heure."
        ),
        HourWrong.FOLD: _l(
            "%(wall)s existe deux fois : cette nuit-là, les horloges reculent. "
            "Choisissez la première ou la seconde."
        ),
        Unreadable.TOO_LONG: _l("Ce texte est trop long pour un seul contenu."),
        Unreadable.TOO_NESTED: _l(
            "Trop de signes imbriqués (parenthèses, crochets, listes dans des listes) : "
            "simplifiez ce passage."
        ),
        Unreadable.TOO_DENSE: _l(
            "Un passage est trop chargé d’un seul tenant : séparez ses paragraphes, ses titres et "
            "ses listes par des lignes vides."
        ),
        Unreadable.COMMENT_OPEN: _l(
            "Un commentaire « <!-- » n’est jamais refermé ; ajoutez « --> » à sa fin."
        ),
    }
)


lead(
    {
        Obstacle.NO_HOUR: "at",
        Obstacle.HOUR_PASSED: "at",
        Obstacle.EMBARGO_AFTER: "embargo_at",
        Obstacle.NOWHERE_TO_GO: "channels",
        Obstacle.NO_CHANNEL: "channels",
        Obstacle.WRONG_STATE: "/pieces.review:",
        Obstacle.STALE_PAGE: "/pieces.review:",
        Obstacle.LOCKED: "/pieces.history:",
    }
)


def read_text(fields: Fields, name: str) -> str:
    """Read a text as typed, its lines parted by one sign, without characters no program shows."""
    return typed(fields.get(name, ""))


def read_language(fields: Fields) -> str:
    """Read the language of a text: it stands in names of files and in the heads of mails."""
    code = fields.get("lang", "")
    return code if _LANGUAGE.fullmatch(code) else "fr"


def read_plan(fields: Fields, zone: str) -> Plan:
    """Read when and where a piece leaves."""
    main, first = read_numbers(fields, "lists"), read_numbers(fields, "embargo_lists")
    sendings = []
    if main:
        sendings.append(Sending(MAIN, main, None))
    if first:
        sendings.append(Sending(EMBARGO, first, read_hour(fields, "embargo_at", zone)))
    return Plan(
        at=read_hour(fields, "at", zone),
        channels=read_numbers(fields, "channels"),
        sendings=tuple(sendings),
    )


def typed_plan(fields: Fields, zone: str) -> Plan:
    """Return a plan to show again as it was typed, though it could not be kept so.

    Of an hour that the clock does not show, or that is not understood, what was picked stays.
    """
    main, first = read_numbers(fields, "lists"), read_numbers(fields, "embargo_lists")
    sendings = [Sending(MAIN, main, None)] if main else []
    if first:
        sendings.append(Sending(EMBARGO, first, _picked(fields, "embargo_at", zone)))
    channels = read_numbers(fields, "channels")
    return Plan(_picked(fields, "at", zone), channels, tuple(sendings))


def _picked(fields: Fields, name: str, zone: str) -> Hour | None:
    wall = fields.get(name, "").strip()
    try:
        picked = Hour(wall, fields.get(f"{name}_zone") or zone)
        picked.instant  # noqa: B018 - raises where no clock could show it
    except (ValueError, KeyError, OSError, OverflowError):  # « Europe » is a folder of zones
        return None
    return picked


def read_numbers(fields: Fields, name: str) -> tuple[int, ...]:
    """Read the numbers of what was chosen; what is none is left out."""
    given = set(rows.numbers(fields.getlist(name)))
    return tuple(sorted(given))
