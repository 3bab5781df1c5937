"""The press events of the demonstration: one to come, one that was; days from today."""

from dataclasses import dataclass

from comms.events.rules import Kind


@dataclass(frozen=True)
class Gathering:
    """One event: when, where, whose list is invited, what its first guests answered in order."""

    kind: Kind
    title: str
    day: int
    hour: str
    place: str
    answers: tuple[tuple[str, int], ...]  # answer, number of people
    came: int = 0  # of those who said yes
    campaign: str = "notes"
    owner: str = "ines"
    is_invited: bool = False  # by the release that invites
    approved_by: str = ""


GATHERINGS = (
    Gathering(
        Kind.CONFERENCE,
        "Un an d’expulsions à la frontière",
        13,
        "11:00",
        "Maison des associations, salle du fond\nEntrée par la cour, sonner deux fois",
        (("yes", 2), ("maybe", 1), ("no", 1)),
        is_invited=True,
    ),
    Gathering(
        Kind.VISIT,
        "Visite d’un lieu de vie avec l’équipe",
        -20,
        "09:30",
        "Parking du canal, devant le pont\nBottes, pas de véhicule au-delà",
        (("yes", 2), ("yes", 1), ("no", 1)),
        came=1,
        campaign="eau",
        owner="karim",
        approved_by="lea",
    ),
)
