"""Whom the demonstration's people asked, what they asked, and what came of it; days from today."""

from dataclasses import dataclass

from comms.advocacy.rules import Kind, Outcome


@dataclass(frozen=True)
class Official:
    """An invented person who holds a public office."""

    key: str
    given: str
    family: str
    title: str
    outlet: str
    email: str
    phone: str


@dataclass(frozen=True)
class Asked:
    """One step: when, of whom (an official by key, an institution by name), and its answer."""

    kind: Kind
    subject: str
    day: int
    asked: str
    owner: str
    due: int | None = None
    who: str = ""
    outlet: str = ""
    campaign: str = "eau"
    outcome: Outcome = Outcome.OPEN
    answered: int = 0
    answer: str = ""
    paper: str = ""


OFFICIALS = (
    Official(
        *("deputee", "Hélène", "Vasseur", "députée", "Assemblée nationale"),
        *("h.vasseur@assemblee.exemple", "06 39 98 10 01"),
    ),
    Official(
        *("adjoint", "Marc", "Lestienne", "adjoint à l’eau", "Mairie du Rivage"),
        *("m.lestienne@mairie.exemple", "06 39 98 10 02"),
    ),
    Official(
        *("senateur", "Yves", "Carpentier", "sénateur", "Sénat"),
        *("y.carpentier@senat.exemple", "06 39 98 10 03"),
    ),
)

STEPS = (
    Asked(
        Kind.LETTER,
        "Ouvrir deux points d’eau avant l’été",
        -52,
        "Deux points d’eau, ouverts jour et nuit.\nUn calendrier écrit.",
        "lea",
        due=-22,
        who="adjoint",
        outlet="Mairie du Rivage",
        outcome=Outcome.PARTLY,
        answered=-18,
        answer="Un point d’eau sera ouvert en avril, en journée seulement.",
        paper="Lettre signée, classeur bleu",
    ),
    Asked(
        Kind.APPEAL,
        "Retirer l’arrêté qui interdit les distributions",
        -70,
        "Le retrait de l’arrêté du 3 janvier, disproportionné.",
        "lea",
        due=-9,
        outlet="Préfecture",
        paper="https://rivage.exemple/recours-arrete.pdf",
    ),
    Asked(
        Kind.WRITTEN,
        "Combien d’expulsions, sur quelle base légale ?",
        -25,
        "Le nombre d’opérations depuis un an et la décision qui fonde chacune.",
        "ines",
        due=4,
        who="deputee",
        outlet="Assemblée nationale",
        campaign="notes",
    ),
    Asked(
        Kind.MEETING,
        "Rendez-vous sur le plan grand froid",
        -90,
        "Que le plan s’applique aussi aux lieux de vie.",
        "karim",
        due=-60,
        outlet="Préfecture",
        outcome=Outcome.NO,
        answered=-62,
        answer="« Le dispositif existant répond aux besoins. »",
        campaign="notes",
    ),
    Asked(
        Kind.HEARING,
        "Audition par la mission d’information",
        11,
        "Présenter les chiffres de l’année et la méthode.",
        "ines",
        who="senateur",
        outlet="Sénat",
        campaign="notes",
    ),
)
