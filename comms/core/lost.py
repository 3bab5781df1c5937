"""How a mail that asks a person shows itself on Aujourd'hui, and is decided about there."""

from collections.abc import Callable, Mapping

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l

from comms.core.languages import gettext, moment
from comms.core.outward import Outward
from comms.core.panels import Answer, TodayRow
from comms.core.refusal import Refused, teach
from comms.core.rights import Actor
from comms.core.ways import ASKING, Undecided, Way
from comms.core.web import current_member, flash_refusal

teach(
    {
        Undecided.NOT_WAITING: _l("Cela n’attend plus de décision ; la page est à jour."),
        Undecided.UNKNOWN_ANSWER: _l("Choisissez une des réponses proposées."),
    }
)


def row(mail: Outward, title: str, what: str, *, resolve: str, url: str = "") -> TodayRow:
    """Return a row that says what became of a mail, with the answers that fit.

    `what`: which mail it is, to whom. `resolve`: where the answers « there », « again », « drop »
    are sent to.
    """
    way = Way(mail.state)
    main = "there" if way is Way.DOUBTFUL else "again"
    return TodayRow(
        title=title,
        detail=_detail(mail, what)[way],
        url=url,
        tag=_tags()[way],
        tone="signal",
        at=mail.due_at,
        template="_lost.html",
        answers=tuple(
            Answer(label, resolve, fields=(("answer", said),), is_main=said == main)
            for said, label in answers(way).items()
        ),
    )


def _tags() -> Mapping[Way, str]:
    return {
        Way.DOUBTFUL: gettext("arrivé ou pas ?"),
        Way.MISSED: gettext("heure manquée"),
        Way.FAILED: gettext("refusé"),
    }


def _detail(mail: Outward, what: str) -> Mapping[Way, str]:
    at = moment(mail.claimed_at or mail.due_at)
    return {
        Way.DOUBTFUL: gettext(
            "%(what)s. La réponse du serveur s’est perdue %(moment)s.", what=what, moment=at
        ),
        Way.MISSED: gettext(
            "%(what)s. L’heure était %(moment)s, rien n’est parti.",
            what=what,
            moment=moment(mail.due_at),
        ),
        Way.FAILED: gettext(
            "%(what)s. Le serveur de courrier l’a refusé %(moment)s.", what=what, moment=at
        ),
    }


def answers(way: str) -> Mapping[str, str]:
    """Return what a person may say of a row in this state, and how; nothing where none is asked."""
    if way not in ASKING:
        return {}
    if way == Way.DOUBTFUL:
        return {
            "there": gettext("Arrivé"),
            "again": gettext("Le renvoyer"),
            "drop": gettext("Laisser tomber"),
        }
    again = gettext("Envoyer maintenant") if way == Way.MISSED else gettext("Réessayer")
    return {"again": again, "drop": gettext("Laisser tomber")}


def decide(verb: Callable[[str, Actor], None], *, home: str) -> ResponseReturnValue:
    """Give a verb what a person chose and who they are, say so, and lead back."""
    try:
        verb(request.form.get("answer", ""), current_member())
        flash(gettext("C’est noté."))
    except Refused as refusal:
        flash_refusal(refusal)
    return redirect(home, 303)
