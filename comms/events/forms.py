"""What is typed of an event and its guests, how both are named, why something cannot be so."""

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.core import hours, rows
from comms.core.given import read_hour
from comms.core.hours import Hour
from comms.core.languages import association_zone
from comms.core.refusal import teach
from comms.core.ways import ASKING, Way
from comms.events.models import Event
from comms.events.rules import LONGEST, LONGEST_PLACE, Answer, EventWrong, Kind, Mail, Phase
from comms.events.service.answering import Said
from comms.events.service.inviting import Named
from comms.events.service.planning import Draft

Fields = MultiDict[str, str]

teach(
    {
        EventWrong.NO_TITLE: _l("Donnez un titre à l’événement."),
        EventWrong.TOO_LONG: _l("C’est trop long : un titre tient en une ligne."),
        EventWrong.NO_KIND: _l("Choisissez ce que c’est : conférence, visite, audience."),
        EventWrong.NO_HOUR: _l("Dites quand il commence, comme « jeudi 11 h »."),
        EventWrong.ENDS_FIRST: _l("L’événement finirait avant d’avoir commencé."),
        EventWrong.NO_OWNER: _l("Choisissez qui s’en occupe, parmi les membres."),
        EventWrong.CANCELLED: _l("Cet événement est annulé : plus rien n’en part."),
        EventWrong.OWN_PLACE: _l(
            "Un lieu est validé par une autre personne que celle qui l’a écrit, salarié·e ou CA."
        ),
        EventWrong.PLACE_CHANGED: _l(
            "Le lieu ou l’heure ont changé pendant que vous lisiez : relisez, puis validez."
        ),
        EventWrong.PLACE_SAID: _l(
            "Ce texte dit le lieu de « %(title)s », qui n’est donné qu’aux personnes qui viennent. "
            "Retirez-le, ou dites sur l’événement que le lieu est public."
        ),
        EventWrong.PLACE_IN_TITLE: _l(
            "Le titre, que toutes les personnes invitées lisent, dit le lieu, qui n’est donné qu’à "
            "celles qui viennent. Retirez-le du titre, ou cochez « Le lieu est public »."
        ),
        EventWrong.NOT_INVITATION: _l("Choisissez un communiqué du genre « invitation presse »."),
        EventWrong.INVITATION_LEFT: _l(
            "L’invitation de cet événement est déjà partie : elle reste la sienne. Pour une autre, "
            "préparez un autre événement."
        ),
        EventWrong.LEFT_ELSEWHERE: _l(
            "Cette invitation est déjà partie : la rattacher l’enverrait aussitôt aux personnes "
            "ajoutées à la main. Demandez à une personne salariée ou du CA de le faire."
        ),
        EventWrong.WAITS: _l(
            "L’invitation est retenue, ou à valider de nouveau : elle ne part à personne pour "
            "l’instant. Remettez-la d’abord en route."
        ),
        EventWrong.NOT_OUT: _l("Choisissez un communiqué déjà parti : ses mots sont validés."),
        EventWrong.NOBODY: _l("Dites qui : une personne du carnet, ou un nom et une adresse mail."),
        EventWrong.SAID_NO: _l(
            "Qui lit à cette adresse ne veut plus rien recevoir de nous, ou a demandé à être "
            "oublié·e : elle ne se note plus."
        ),
        EventWrong.NOT_INVITED: _l("Cette personne n’est plus invitée."),
        EventWrong.WHICH: _l("De qui s’agit-il ? Choisissez la personne, ou donnez son adresse."),
        EventWrong.NO_ANSWER: _l("Choisissez une réponse : oui, peut-être ou non."),
        EventWrong.PEOPLE: _l("Combien de personnes ? De 1 à 20."),
        EventWrong.NOT_YET: _l("C’est trop tôt : l’événement n’a pas encore eu lieu."),
        EventWrong.NOT_LEFT: _l(
            "L’invitation n’est pas encore partie : elle ira à toute la liste."
        ),
        EventWrong.IS_OVER: _l("L’événement est passé : l’invitation n’a plus de sens."),
        EventWrong.ALL_INVITED: _l(
            "Personne de plus à qui écrire : l’invitation est déjà adressée à chacun."
        ),
        EventWrong.UNFIT: _l(
            "Ce texte n’est plus à envoyer : ce qu’il cite a été retiré ou n’est plus sûr. "
            "Rien ne part."
        ),
    }
)
KINDS: Mapping[Kind, object] = {
    Kind.CONFERENCE: _l("Conférence de presse"),
    Kind.VISIT: _l("Visite presse"),
    Kind.HEARING: _l("Jour d’audience"),
}
ANSWERS: Mapping[Answer, object] = {
    Answer.YES: _l("vient"),
    Answer.MAYBE: _l("peut-être"),
    Answer.NO: _l("ne vient pas"),
    Answer.NONE: _l("sans réponse"),
}
TONES: Mapping[str, str] = {Answer.YES: "leaf", Answer.MAYBE: "amber", Answer.NO: ""}
PHASES: Mapping[Phase, object] = {
    Phase.AHEAD: _l("à venir"),
    Phase.NOW: _l("aujourd’hui"),
    Phase.OVER: _l("passé"),
    Phase.CANCELLED: _l("annulé"),
}
MAILS: Mapping[Mail, object] = {
    Mail.INVITATION: _l("l’invitation"),
    Mail.PLACE: _l("le lieu"),
    Mail.KIT: _l("le dossier"),
}
MAILED: Mapping[tuple[Mail, Way], object] = {  # of other states nothing is said on the page
    (Mail.INVITATION, Way.DUE): _l("l’invitation part"),
    (Mail.INVITATION, Way.SENT): _l("a reçu l’invitation"),
    (Mail.PLACE, Way.DUE): _l("le lieu part"),
    (Mail.PLACE, Way.SENT): _l("a reçu le lieu"),
    (Mail.KIT, Way.DUE): _l("le dossier part"),
    (Mail.KIT, Way.SENT): _l("a reçu le dossier"),
    **dict.fromkeys(
        ((mail, way) for mail in Mail for way in ASKING),
        _l("un message attend une décision sur Aujourd’hui"),
    ),
}


def read(fields: Fields) -> Draft:
    """Read an event.

    Raises:
        Refused: an hour that is none, does not exist, or exists twice.
    """
    zone = str(association_zone())
    return Draft(
        kind=fields.get("kind", ""),
        title=fields.get("title", "")[: LONGEST + 1],
        starts=read_hour(fields, "starts", zone),
        ends=read_hour(fields, "ends", zone),
        place=fields.get("place", "").replace("\r\n", "\n")[: LONGEST_PLACE + 1],
        is_public="is_public" in fields,
        by_hand="by_hand" in fields,
        campaign_id=rows.number(fields.get("campaign", "")),
        owner_id=rows.number(fields.get("owner", "")),
    )


def written(event: Event) -> dict[str, str]:
    """Return what stands in the fields of an event, but for its hours."""
    said = {
        "kind": event.kind,
        "title": event.title,
        "place": event.place,
        "campaign": str(event.campaign_id or ""),
        "owner": str(event.owner_id or ""),
    }
    marks = {"is_public": event.is_public, "by_hand": event.by_hand}
    return said | {name: "1" for name, stands in marks.items() if stands}


def hour_of(instant: datetime | None, zone: str) -> Hour | None:
    """Return an instant as the hour that a form shows."""
    if instant is None:
        return None
    local = instant.astimezone(ZoneInfo(zone))
    return Hour(f"{local:%Y-%m-%dT%H:%M}", zone, local.fold)


def read_named(fields: Fields) -> Named:
    """Read who is invited, one by one."""
    return Named(
        who=fields.get("who", "")[:200],
        contact_id=rows.number(fields.get("choice", "")),
        email=fields.get("email", "")[:200],
        outlet=fields.get("outlet", "")[:200],
    )


def read_said(fields: Fields) -> Said:
    """Read what a guest answers; a number that is none is no number."""
    return Said(
        answer=fields.get("answer", ""),
        people=rows.number(fields.get("people", "") or "1"),
        outlet=fields.get("outlet", "")[:200],
        asks_kit="asks_kit" in fields,
    )


def hour_again(wall: str, zone: str) -> Hour | None:
    """Return an hour to show again as it was picked; None when nothing was.

    Raises:
        Refused: it is no hour, or does not exist.
    """
    return hours.read(wall, zone, 0) if wall else None
