"""What the association decided: a few named choices, kept in the database."""

from datetime import timedelta
from typing import Any

from sqlalchemy import JSON, ColumnElement, exists, select
from sqlalchemy.orm import Mapped, mapped_column

from comms.core.db import WORDS, Base, db

DEFAULTS: dict[str, Any] = {
    "association": "",
    "zone": "Europe/Paris",
    "press_contact": "",
    "boilerplate.fr": "",
    "boilerplate.en": "",
    # One a line, « what we would not say → what we say »; others decide otherwise.
    "house_words": (
        "évacuation → expulsion\n"
        "mise à l’abri → expulsion\n"
        "migrant → personne exilée\n"
        "campement → lieu de vie\n"
        "clandestin → personne exilée"
    ),
    "handles": "",  # « Utopia : mastodon @utopia@serveur.org, x @utopia », a name a line
    "hashtag_groups": "",  # « Calais : #Calais #Frontière », a group a line
    "post_templates": "",  # a line « # Nom », then the text
    "letterhead": "",  # lines above every document we hand out
    **{f"boilerplate.{lang}": "" for lang in ("ar", "fa", "prs", "ps", "ckb", "ti", "de")},
    # What a new release of a kind begins with, and what it asks before others read it.
    "template.communique": "",
    "template.invitation": (
        "Nous vous invitons à …\n\n## Quand et où\n\n- Jour et heure :\n- Lieu :\n"
        "- Accès, accréditation :\n- Réponse attendue avant le :"
    ),
    "template.dossier": (
        "Ce dossier réunit …\n\n## Sommaire\n\n1. Les faits\n2. Les chiffres\n3. Les témoignages\n"
        "4. Ce que nous demandons"
    ),
    "template.tribune": "…\n\n## Signataires\n\n- Prénom Nom, fonction",
    "template.reply": (
        "L’article « … », paru le … dans …, nous met en cause.\n\n## Ce que nous répondons\n\n…"
    ),
    "template.newsletter": "…\n\n## Ce mois-ci\n\n## À venir\n\n## Nous aider",
    "questions.communique": (
        "Les proches et les personnes citées sont-elles prévenues ?\nD’où vient chaque chiffre ?"
    ),
    "questions.invitation": "Le lieu peut-il être rendu public sans danger ?",
    "questions.dossier": "Chaque image a-t-elle son crédit et son accord ?",
    "questions.tribune": (
        "Tous les signataires ont-ils relu cette version ?\nÀ quel média est-elle proposée ?"
    ),
    "questions.reply": "Sommes-nous encore dans les trois mois qui suivent la parution ?",
    "questions.newsletter": "",
    "approvals.post": [None],  # one approval, of any college
    "approvals.release": ["staff", "board"],
    "late_minutes": 60,
    "embargo_late_minutes": 10,
    "kept_days": 90,  # for how long articles are found by their words
    "own_sites": [],  # hosts; what stands there is no mention of us
    "last_backup": "",  # an instant
    "hidden_dates": [],  # days everybody has that our calendar does not show
    "guest_links": "",  # what links of guests are made with besides; new after a restore
    "press_licence": {},  # what lets a press review print whole articles
    "paused": False,
    "paused_by": None,
}

HELD = "options of this transaction"


class Option(Base):
    """One choice that differs from its default."""

    __tablename__ = "options"

    name: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON, info=WORDS)


def get(name: str) -> Any:
    """Return the association's choice, or the default; an unknown name is a `KeyError`."""
    default = DEFAULTS[name]
    return _chosen().get(name, default)


def _chosen() -> dict[str, Any]:
    """Return every choice, read once a transaction: a page with 200 hours asks for the zone 400
    times."""
    session = db.session()
    held: tuple[object, dict[str, Any]] | None = session.info.get(HELD)
    if held is None or held[0] is not session.get_transaction():
        rows = {each.name: each.value for each in session.scalars(select(Option))}
        held = session.info[HELD] = (session.get_transaction(), rows)
    return held[1]


def put(name: str, value: object) -> None:
    """Keep a choice."""
    db.session().info.pop(HELD, None)
    found = db.session.get(Option, name)
    if value == DEFAULTS[name]:
        if found is not None:
            db.session.delete(found)
    elif found is None:
        db.session.add(Option(name=name, value=value))
    else:
        found.value = value


def nothing_paused() -> ColumnElement[bool]:
    """Return the condition a claim repeats: after « tout suspendre » no call starts."""
    return ~exists(select(Option.name).where(Option.name == "paused"))


def patience() -> timedelta:
    """Return how late something may leave without a person being asked."""
    return timedelta(minutes=int(get("late_minutes")))


def changed() -> dict[str, Any]:
    """Return every choice that was made, for the settings page and the access file."""
    return {each.name: each.value for each in db.session.scalars(select(Option))}
