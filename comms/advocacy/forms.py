"""What is typed of a step, how steps are named, and why one cannot be kept so."""

from collections.abc import Mapping
from datetime import date

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.advocacy.models import Step
from comms.advocacy.queries import Shown, Wish
from comms.advocacy.rules import (
    LONGEST,
    LONGEST_WORDS,
    AdvocacyWrong,
    Document,
    Kind,
    Outcome,
    Standing,
    documents,
)
from comms.advocacy.service import Answer, Draft
from comms.core import clock, rows, said
from comms.core.given import told
from comms.core.languages import association_zone, day, gettext
from comms.core.refusal import Refused, teach
from comms.tasks.service import Draft as TaskDraft

Fields = MultiDict[str, str]

teach(
    {
        AdvocacyWrong.NO_SUBJECT: _l("Dites en une phrase ce qui est demandé."),
        AdvocacyWrong.TOO_LONG: _l("C’est trop long : l’objet tient en une phrase."),
        AdvocacyWrong.NO_KIND: _l("Choisissez ce que c’est : lettre, audition, question…"),
        AdvocacyWrong.NO_DAY: _l("Dites quel jour : celui de l’envoi ou du rendez-vous."),
        AdvocacyWrong.BAD_DAY: _l(
            "« %(text)s » n’est pas un jour. Écrivez « hier », « vendredi », « 12 mars » ou "
            "« il y a un mois »."
        ),
        AdvocacyWrong.BAD_DUE: _l(
            "« %(text)s » n’est ni un délai ni un jour. Écrivez « 30 jours », « un mois » ou "
            "« 15 avril »."
        ),
        AdvocacyWrong.DUE_FIRST: _l("La réponse serait attendue avant la démarche elle-même."),
        AdvocacyWrong.NOBODY: _l(
            "Dites à qui : une personne du carnet, une institution, ou les deux."
        ),
        AdvocacyWrong.UNKNOWN: _l(
            "Personne du carnet ne s’appelle « %(name)s ». Notez d’abord cette personne dans les "
            "contacts, ou donnez seulement l’institution."
        ),
        AdvocacyWrong.WHICH: _l("De qui s’agit-il ? Choisissez la personne ci-dessous."),
        AdvocacyWrong.NO_OWNER: _l("Choisissez qui suit la démarche, parmi les membres."),
        AdvocacyWrong.NO_OUTCOME: _l("Choisissez ce qui a été obtenu."),
        AdvocacyWrong.NOT_YET: _l("Une réponse ne peut pas dater de demain."),
        AdvocacyWrong.BEFORE: _l("La réponse daterait d’avant la démarche."),
    }
)
KINDS: Mapping[Kind, object] = {
    Kind.LETTER: _l("Lettre"),
    Kind.HEARING: _l("Audition"),
    Kind.WRITTEN: _l("Question écrite"),
    Kind.ORAL: _l("Question orale"),
    Kind.APPEAL: _l("Recours"),
    Kind.MEETING: _l("Rendez-vous"),
}
OUTCOMES: Mapping[Outcome, object] = {
    Outcome.OPEN: _l("on attend encore"),
    Outcome.YES: _l("obtenu"),
    Outcome.PARTLY: _l("obtenu en partie"),
    Outcome.NO: _l("refusé"),
    Outcome.SILENT: _l("resté sans réponse"),
}
STANDINGS: Mapping[Standing, object] = {
    Standing.LATE: _l("Réponse en retard"),
    Standing.DUE: _l("Réponse attendue"),
    Standing.PLANNED: _l("À venir"),
    Standing.DONE: _l("Fait, sans réponse attendue"),
    Standing.CLOSED: _l("Répondu"),
}
TONES: Mapping[str, str] = {
    Standing.LATE: "signal",
    Standing.DUE: "amber",
    Standing.PLANNED: "sea",
    Outcome.YES: "leaf",
    Outcome.PARTLY: "amber",
    Outcome.NO: "signal",
}


def read(fields: Fields) -> Draft:
    """Read a step; the day of the answer may be a delay, counted from the step.

    Raises:
        Refused: a day that is none.
    """
    on = _day(told(fields, "on"), AdvocacyWrong.BAD_DAY)
    return Draft(
        kind=fields.get("kind", ""),
        subject=fields.get("subject", "")[: LONGEST + 1],
        on=on,
        due=_due(told(fields, "due"), on),
        who=fields.get("who", "")[:200],
        contact_id=_chosen(fields),
        outlet=fields.get("outlet", "")[:200],
        campaign_id=rows.number(fields.get("campaign", "")),
        owner_id=rows.number(fields.get("owner", "")),
        asked=_text(fields, "asked"),
        documents=tuple(documents(fields.get("documents", "")[:LONGEST_WORDS])),
    )


def _chosen(fields: Fields) -> int | None:
    """Return who was chosen among those like the name, or who stood there and still does."""
    if choice := rows.number(fields.get("choice", "")):
        return choice
    is_same = fields.get("who", "") and fields.get("who") == fields.get("was")
    return rows.number(fields.get("contact", "")) if is_same else None


def _text(fields: Fields, name: str) -> str:
    return fields.get(name, "").replace("\r\n", "\n")[: LONGEST_WORDS + 1]


def _day(text: str, wrong: AdvocacyWrong, *, back: bool = False) -> date | None:
    text = text.strip()
    if not text:
        return None
    try:
        return said.read_day(text, clock.now().astimezone(association_zone()), back=back)
    except Refused as refused:
        raise Refused(wrong, text=text[:40]) from refused


def _due(text: str, on: date | None) -> date | None:
    since = on or clock.today(association_zone())
    return said.delay(text, since) or _day(text, AdvocacyWrong.BAD_DUE)


def read_answer(fields: Fields) -> Answer:
    """Read what came of a step.

    Raises:
        Refused: a day that is none.
    """
    return Answer(
        outcome=fields.get("outcome", ""),
        on=_day(told(fields, "on"), AdvocacyWrong.BAD_DAY, back=True),
        words=_text(fields, "words"),
    )


def read_next(fields: Fields, thing: str) -> TaskDraft:
    """Read what is to be done next.

    Raises:
        Refused: a day that is none.
    """
    return TaskDraft(
        words=fields.get("words", "")[:301],
        owner_id=rows.number(fields.get("owner", "")),
        due_on=_day(told(fields, "due"), AdvocacyWrong.BAD_DAY),
        thing=thing,
    )


def read_wish(fields: Fields) -> Wish:
    """Read what a list is narrowed to; what is no number narrows nothing."""
    state = fields.get("state", "")
    return Wish(
        rows.number(fields.get("campaign", "")),
        rows.number(fields.get("outlet", "")),
        Standing(state) if state in set(Standing) else None,
    )


def written(shown: Shown) -> dict[str, str]:
    """Return what stands in the fields of a step."""
    step = shown.step
    return {
        "kind": step.kind,
        "subject": step.subject,
        "who": shown.who.name if shown.who else "",
        "was": shown.who.name if shown.who else "",
        "contact": str(step.contact_id or ""),
        "outlet": shown.outlet,
        "campaign": str(step.campaign_id or ""),
        "owner": str(step.owner_id or ""),
        "on": step.on_day.isoformat(),
        "due": step.due_on.isoformat() if step.due_on else "",
        "asked": step.asked,
        "documents": "\n".join(Document(*each).line() for each in step.documents),
    }


def tag(shown: Shown) -> tuple[str, str]:
    """Return the word for how a step stands, and its tone."""
    if shown.standing is Standing.CLOSED:
        outcome = Outcome(shown.step.outcome)
        return str(OUTCOMES[outcome]), TONES.get(outcome, "")
    if shown.standing in (Standing.LATE, Standing.DUE) and shown.step.due_on:
        until = day(shown.step.due_on, "d MMMM")
        words = (
            gettext("en retard depuis le %(day)s", day=until)
            if shown.standing is Standing.LATE
            else gettext("attendue le %(day)s", day=until)
        )
        return words, TONES[shown.standing]
    return str(STANDINGS[shown.standing]).lower(), TONES.get(shown.standing, "")


def title(step: Step) -> str:
    """Return the subject of a step; it went with the person it was asked of."""
    return step.subject or gettext("Effacé avec la personne")
