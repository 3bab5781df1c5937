"""The invented people and ways of the demonstration."""

from dataclasses import dataclass

from comms.core.rights import College, Role

ASSOCIATION = "Observatoire du Rivage"
PRESS_CONTACT = "Léa Marchand, porte-parole, 06 39 98 00 01, presse@rivage.exemple, de 9 h à 18 h"
ABOUT = {
    "fr": "L’Observatoire du Rivage documente les expulsions de lieux de vie à la frontière "
    "franco-britannique et en publie les chiffres chaque mois.",
    "en": "The Observatoire du Rivage documents evictions of living sites at the French-British "
    "border and publishes the figures every month.",
}

SERIES = {"fr": "Ce que nous comptons à la frontière", "en": "What we count at the border"}
SERIES_NOTES = {
    "fr": "Chaque opération vue par une équipe, lieu par lieu. Citez « Observatoire du Rivage ».",
    "en": "Each operation seen by a team, place by place. Credit: Observatoire du Rivage.",
}


@dataclass(frozen=True)
class Person:
    """A member of the demonstration."""

    key: str
    name: str
    role: Role
    college: College | None = None

    @property
    def email(self) -> str:
        """Return an address nobody has: the ending does not exist."""
        return f"{self.key}@rivage.exemple"


MEMBERS = (
    Person("ines", "Inès Belkacem", Role.AUTHOR),
    Person("jonas", "Jonas Weber", Role.AUTHOR),
    Person("lea", "Léa Marchand", Role.APPROVER, College.STAFF),
    Person("karim", "Karim Haddad", Role.APPROVER, College.STAFF),
    Person("anne", "Anne Delattre", Role.APPROVER, College.BOARD),
    Person("omar", "Omar Yusuf", Role.GUEST),
    Person("sylvie", "Sylvie Moreau", Role.ADMIN),
)


@dataclass(frozen=True)
class ChannelCast:
    """A channel by hand of the demonstration."""

    key: str
    name: str
    network: str = ""
    has_address: bool = True
    note: str = ""


CHANNELS = (
    ChannelCast(
        "mastodon", "Mastodon", "mastodon", note="Compte de l’association, onglet « Publier »."
    ),
    ChannelCast("bluesky", "Bluesky", "bluesky"),
    ChannelCast(
        "story", "Story Instagram", "instagram", False, "Depuis le téléphone de permanence."
    ),
    ChannelCast(
        "signal", "Boucle Signal presse", "", False, "Une trentaine de journalistes du littoral."
    ),
)


@dataclass(frozen=True)
class CampaignCast:
    """A campaign of the demonstration; days are counted from today."""

    key: str
    name: str
    goal: str
    starts: int
    ends: int


CAMPAIGNS = (
    CampaignCast(
        "eau",
        "Droit à l’eau",
        "Un point d’eau ouvert sur chaque lieu de vie avant l’été.",
        -190,
        60,
    ),
    CampaignCast(
        "notes", "Notes mensuelles", "Que chaque chiffre publié ait sa source.", -320, 160
    ),
)


@dataclass(frozen=True)
class TaskCast:
    """A task of the demonstration: whose, in how many days (None: no day), for which campaign."""

    words: str
    owner: str
    days: int | None
    campaign: str = ""


TASKS = (
    TaskCast("Relire la note de février avec l’équipe de terrain", "ines", 0, "notes"),
    TaskCast("Demander une photo de la distribution, sans visage", "ines", -1),
    TaskCast("Préparer les portraits : trois accords à recueillir", "ines", 5),
    TaskCast("Rendre la clé du local", "jonas", None),
    TaskCast("Appeler la mairie au sujet de l’eau", "lea", 2),
    TaskCast("Répondre au questionnaire du bailleur", "karim", 9),
)


@dataclass(frozen=True)
class IdeaCast:
    """An idea of the demonstration: whose, how many days ago."""

    words: str
    owner: str
    days: int
    detail: str = ""


IDEAS = (
    IdeaCast("Le pont de Grande-Synthe, un an après", "omar", 2, "Les voisins veulent parler."),
    IdeaCast("Les cuisines de nuit, en cinq portraits", "jonas", 5),
    IdeaCast("Répondre au chiffre de la préfecture par une carte", "ines", 9),
)
