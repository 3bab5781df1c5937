"""What the demonstration's people wrote: each piece, when it was due, and what became of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo


class Fate(StrEnum):
    """What became of a piece."""

    DRAFT = "draft"
    REVIEW = "review"
    CHANGES = "changes"
    SCHEDULED = "scheduled"
    HELD = "held"
    EXPIRED = "expired"
    DROPPED = "dropped"
    OUT = "out"
    WAITS = "waits"  # its kit waits for a hand, now
    MISSED = "missed"
    DOUBTFUL = "doubtful"


@dataclass(frozen=True)
class At:
    """An hour told from today: a day and an hour, or so many minutes ago."""

    day: int = 0
    hour: str = ""
    minutes_ago: int = 0

    def wall(self, now: datetime, zone: ZoneInfo) -> str:
        """Return the hour as a form would send it."""
        local = now.astimezone(zone)
        if not self.hour:
            return (local - timedelta(minutes=self.minutes_ago)).strftime("%Y-%m-%dT%H:%M")
        return f"{(local + timedelta(days=self.day)):%Y-%m-%d}T{self.hour}"


@dataclass(frozen=True)
class Scene:
    """One piece. `begun`: so many days before today; `hand`: the channels, by key."""

    title: str  # of a release; for a post only its name here
    text: str
    fate: Fate
    due: At | None = None
    begun: int = 1
    author: str = "ines"
    kind: str = "post"
    genre: str = "communique"  # of a release
    lang: str = "fr"
    place: str = "Calais"
    link: str = ""
    hand: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    embargo: At | None = None
    embargo_lists: tuple[str, ...] = ()
    cause: str | None = None
    remark: str = ""
    passage: str = ""


FEBRUARY = """Les équipes ont observé la destruction des abris de personnes exilées dans [98](figure:expulsions-fevrier) opérations. Aucune solution d’hébergement n’a été proposée.

## Des lieux de vie vidés à l’aube

À Calais, [421](figure:tentes-fevrier) tentes et bâches ont été saisies. À Grande-Synthe, les opérations commencent avant sept heures.

> On nous dit de partir, sans dire où.
> — [A., 19 ans](testimony:a-19)

## Ce que nous demandons

L’arrêt des expulsions sans relogement et l’accès à l’eau."""  # noqa: E501 - a paragraph is one line

JANUARY = """En janvier, [112](figure:expulsions-janvier) expulsions de lieux de vie ont été observées, soit une toutes les sept heures environ.

## Le froid n’a rien suspendu

Pendant les neuf nuits du plan grand froid, [21](figure:expulsions-grand-froid) expulsions ont eu lieu.

> J’ai gardé mes papiers sur moi, le reste est parti dans la benne.
> — [M., 27 ans](testimony:m-27)

## Ce que nous demandons

La suspension des expulsions pendant l’hiver, pour toutes et tous."""  # noqa: E501 - a paragraph is one line

ANSWER = """La préfecture affirme que « chaque opération s’accompagne d’une proposition d’hébergement ». Ce n’est pas ce que nos équipes observent.

## Ce que disent nos registres

Sur [98](figure:expulsions-fevrier) opérations, une proposition n’a été faite que rarement, le plus souvent après le départ du bus.

## Nos registres sont ouverts

Toute rédaction peut venir les consulter, sur rendez-vous."""  # noqa: E501 - a paragraph is one line

INVITATION = """Conférence de presse sur un an d’expulsions à la frontière, en présence de personnes concernées et de l’équipe d’observation.

## Au programme

Les chiffres de l’année, la méthode de comptage, les demandes des associations.

## Pour venir

Le lieu est donné aux personnes inscrites. Images possibles en fin de conférence, visages sur accord."""  # noqa: E501 - a paragraph is one line

ARABIC = """رصدت فرقنا تدمير ملاجئ المنفيين في [٩٨](figure:expulsions-fevrier) عملية. لم يُقترح أي حل للإيواء.

## ما نطلبه

وقف عمليات الإخلاء دون إعادة إسكان، والحصول على الماء."""  # noqa: E501 - a paragraph is one line

ENGLISH = """Our teams observed the destruction of shelters in [98](figure:expulsions-fevrier) operations. No accommodation was offered.

## What we ask

An end to evictions without rehousing, and access to water."""  # noqa: E501 - a paragraph is one line


@dataclass(frozen=True)
class Count:
    """A figure of the demonstration's bank; `month` of this year, 0: the whole of last year."""

    key: str
    value: str
    fr: str
    en: str
    ar: str
    month: int


COUNTS = (
    # An article takes these for people: its mention is flagged.
    Count("expulsions-an", "1226", "expulsions de lieux de vie", "evictions", "عمليات إخلاء", 0),
    Count(
        "expulsions-janvier", "112", "expulsions de lieux de vie", "evictions", "عمليات إخلاء", 1
    ),
    Count(
        "expulsions-grand-froid",
        "21",
        "expulsions pendant le plan grand froid",
        "evictions during the cold spell",
        "عمليات إخلاء خلال موجة البرد",
        1,
    ),
    Count("expulsions-fevrier", "98", "expulsions de lieux de vie", "evictions", "عمليات إخلاء", 2),
    Count("tentes-fevrier", "421", "tentes et bâches saisies", "tents seized", "خيام مصادرة", 2),
)

# alias, key, words: both agreed to press and networks, in three languages.
VOICES = (
    ("A., 19 ans", "a-19", "On nous dit de partir, sans dire où."),
    ("M., 27 ans", "m-27", "J’ai gardé mes papiers sur moi, le reste est parti dans la benne."),
)
SCENES = (
    Scene(
        "Note de janvier : 112 expulsions, même par grand froid",
        JANUARY,
        Fate.OUT,
        At(-21, "06:00"),
        begun=26,
        kind="release",
        lists=("Littoral", "Nationale société"),
        hand=("signal",),
        cause="notes",
    ),
    Scene(
        "Bilan de janvier",
        "Janvier : [](figure:expulsions-janvier) expulsions de lieux de vie, une toutes les "
        "sept heures. Même pendant le "
        "plan grand froid. Notre note complète :",
        Fate.OUT,
        At(-21, "06:05"),
        begun=25,
        link="https://rivage.exemple/janvier",
        hand=("mastodon", "bluesky"),
        cause="notes",
    ),
    Scene(
        "Expulsion à Calais",
        "Ce matin à Calais, [70](figure:estimation) personnes expulsées d’un lieu de vie, tentes "
        "et sacs saisis. "
        "C’est la troisième fois cette semaine au même endroit.",
        Fate.OUT,
        At(-16, "08:30"),
        begun=17,
        author="jonas",
        hand=("mastodon", "story"),
    ),
    Scene(
        "Réponse à la préfecture",
        ANSWER,
        Fate.OUT,
        At(-12, "11:00"),
        begun=13,
        kind="release",
        lists=("Littoral",),
        author="jonas",
    ),
    Scene(
        "Appel aux dons de tentes",
        "Nous cherchons 40 tentes et 60 couvertures avant le week-end. Dépôt au local, du mardi "
        "au vendredi, de 14 h à 18 h. Merci !",
        Fate.OUT,
        At(-9, "12:00"),
        begun=10,
        hand=("mastodon", "story"),
    ),
    Scene(
        "Anniversaire",
        "Deux ans déjà que l’Observatoire existe. Merci à toutes celles et ceux qui comptent, "
        "écoutent, écrivent.",
        Fate.DROPPED,
        At(-6, "09:00"),
        begun=8,
        author="jonas",
        hand=("story",),
    ),
    Scene(
        "Fil : droit à l’eau",
        "Un point d’eau pour 300 personnes : c’est ce qu’il reste à Loon-Plage depuis lundi. "
        "La loi demande un accès continu à l’eau potable.",
        Fate.EXPIRED,
        At(-2, "18:00"),
        begun=4,
        hand=("bluesky",),
        cause="eau",
    ),
    Scene(
        "Communiqué : trois sites fermés à l’eau",
        "Trois lieux de vie du littoral n’ont plus aucun point d’eau depuis cinq jours.\n\n"
        "## Une obligation, pas une faveur\n\nL’accès à l’eau ne dépend pas du statut des "
        "personnes. Nous demandons la remise en eau immédiate.",
        Fate.DOUBTFUL,
        At(-1, "10:00"),
        begun=3,
        kind="release",
        place="Dunkerque",
        lists=("Nationale société",),
        cause="eau",
    ),
    Scene(
        "Permanence juridique",
        "Jeudi, permanence juridique gratuite, de 14 h à 17 h, avec interprètes en arabe, dari "
        "et tigrigna.",
        Fate.MISSED,
        At(minutes_ago=75),
        begun=2,
        author="jonas",
        hand=("story",),
    ),
    Scene(
        "Eau coupée à Loon-Plage",
        "Depuis ce matin, l’eau est coupée sur le lieu de vie de Loon-Plage. 300 personnes, dont "
        "des enfants, n’ont plus accès à un point d’eau. C’est la 4e coupure en un mois. "
        "#DroitÀLEau",
        Fate.WAITS,
        At(minutes_ago=12),
        begun=1,
        link="https://rivage.exemple/eau",
        hand=("mastodon", "story"),
        cause="eau",
    ),
    Scene(
        "Visuel « 48 heures »",
        "48 heures : c’est, en moyenne, le temps qui sépare deux expulsions au même endroit.",
        Fate.SCHEDULED,
        At(minutes_ago=-95),
        begun=2,
        hand=("story", "mastodon"),
        cause="notes",
    ),
    Scene(
        "Février à la frontière : 98 expulsions en 28 jours",
        FEBRUARY,
        Fate.REVIEW,
        At(3, "06:00"),
        begun=3,
        kind="release",
        lists=("Littoral", "Radios et télévisions"),
        embargo=At(2, "12:00"),
        embargo_lists=("Nationale société",),
        hand=("signal",),
        cause="notes",
        remark="Le registre dit 421, la première version disait 412 : c’est corrigé partout ?",
        passage="421 tentes et bâches",
    ),
    Scene(
        "Fil : une semaine d’expulsions",
        "Une semaine d’expulsions, jour par jour. Lundi : deux lieux de vie vidés avant sept "
        "heures, 90 personnes à la rue.",
        Fate.REVIEW,
        At(1, "09:00"),
        begun=1,
        author="jonas",
        hand=("mastodon", "bluesky"),
    ),
    Scene(
        "Rencontre au lycée",
        "Lundi, nous étions au lycée pour parler de ce que veut dire compter. Trente questions, "
        "aucune facile.",
        Fate.CHANGES,
        At(4, "12:00"),
        begun=2,
        hand=("story",),
        remark="On peut dire lequel ? Et il faudrait l’accord de la classe pour la photo.",
        passage="au lycée",
    ),
    Scene(
        "Note de février, une",
        "Février : [](figure:expulsions-fevrier) expulsions de lieux de vie en 28 jours. "
        "[](figure:tentes-fevrier) tentes et bâches saisies. "
        "Aucune solution d’hébergement proposée.",
        Fate.HELD,
        At(3, "06:05"),
        begun=2,
        link="https://rivage.exemple/fevrier",
        hand=("mastodon", "bluesky"),
        cause="notes",
    ),
    Scene(
        "Un an d’expulsions : conférence de presse",
        INVITATION,
        Fate.SCHEDULED,
        At(8, "10:00"),
        begun=4,
        kind="release",
        genre="invitation",
        lists=("Littoral", "Radios et télévisions"),
    ),
    Scene(
        "شباط على الحدود: ٩٨ عملية إخلاء في ٢٨ يومًا",
        ARABIC,
        Fate.DRAFT,
        At(3, "06:00"),
        begun=1,
        kind="release",
        lang="ar",
        place="كاليه",
        cause="notes",
    ),
    Scene(
        "February at the border: 98 evictions in 28 days",
        ENGLISH,
        Fate.DRAFT,
        None,
        begun=1,
        kind="release",
        lang="en",
        author="jonas",
        cause="notes",
    ),
    Scene(
        "Portraits",
        "Elles cuisinent pour deux cents personnes chaque soir, et personne ne les voit. "
        "Portraits à venir.",
        Fate.DRAFT,
        At(12, "12:00"),
        begun=1,
        hand=("story",),
    ),
)
