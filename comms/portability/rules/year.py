"""The year before the month of the demonstration: what left, and what the press made of it.

A report has something to tell with it. Everybody and everything is invented.
"""

from dataclasses import dataclass

from comms.monitoring.mentions.rules.standing import Medium
from comms.portability.rules.acts import At, Fate, Scene

ASKS = "\n\n## Ce que nous demandons\n\nUn point d’eau ouvert sur chaque lieu de vie, et l’arrêt des expulsions sans relogement."  # noqa: E501 - a paragraph is one line
PRESS = ("Littoral", "Nationale société")


def _release(
    day: int, title: str, text: str, campaign: str | None = None, lang: str = "fr"
) -> Scene:
    return Scene(
        title=title,
        text=text,
        fate=Fate.OUT,
        due=At(day, "06:00"),
        begun=2 - day,
        kind="release",
        lang=lang,
        hand=("mastodon",),
        lists=PRESS,
        campaign=campaign,
    )


def _post(day: int, text: str, campaign: str | None = None, fate: Fate = Fate.OUT) -> Scene:
    return Scene(
        title=text[:20],
        text=text,
        fate=fate,
        due=At(day, "12:00"),
        begun=1 - day,
        hand=("mastodon", "story"),
        campaign=campaign,
    )


PAST = (
    _release(
        -302,
        "Un an d’expulsions à la frontière : le registre est ouvert",
        "En un an, nos équipes ont observé [1 226](figure:expulsions-an) expulsions de lieux de vie. Le registre peut être consulté par toute rédaction."  # noqa: E501 - a paragraph is one line
        + ASKS,
        "notes",
    ),
    _release(
        -300,
        "One year of evictions at the border: the record is open",
        "In one year our teams observed [1,226](figure:expulsions-an) evictions. Any newsroom may read the record.\n\n## What we ask\n\nWater, and an end to evictions without rehousing.",  # noqa: E501 - a paragraph is one line
        "notes",
        lang="en",
    ),
    _post(
        -297, "Le registre de l’année est ouvert à toutes les rédactions, sur rendez-vous.", "notes"
    ),
    _post(-268, "Compter, c’est garder trace. Merci aux équipes qui se lèvent avant l’aube."),
    _release(
        -241,
        "Tentes saisies : rien n’est rendu",
        "Les tentes et bâches saisies ne reviennent pas. Nous en avons compté [421](figure:tentes-fevrier) en un mois."  # noqa: E501 - a paragraph is one line
        + ASKS,
        "notes",
    ),
    _post(-240, "Une tente saisie, c’est une nuit dehors. Voici comment donner la vôtre."),
    _post(-214, "Formation à l’observation : il reste des places pour samedi.", fate=Fate.DROPPED),
    _release(
        -176,
        "L’eau coupée une nuit sur deux : les associations saisissent le juge",
        "Les associations du littoral demandent au juge des référés un accès à l’eau sur chaque lieu de vie."  # noqa: E501 - a paragraph is one line
        + ASKS,
        "eau",
    ),
    _post(-175, "L’audience sur l’accès à l’eau est publique : venez.", "eau"),
    _post(-172, "Le juge ordonne un point d’eau. Nous vérifions chaque jour qu’il coule.", "eau"),
    _post(-139, "Été ou hiver, les expulsions ne s’arrêtent pas.", fate=Fate.DROPPED),
    _release(
        -104,
        "Trois mois après l’ordonnance, un point d’eau sur trois ne coule pas",
        "Nos relevés montrent que l’ordonnance du juge n’est pas pleinement appliquée." + ASKS,
        "eau",
    ),
    _post(-103, "Nos relevés d’eau, jour par jour, sont en ligne.", "eau"),
    _post(-66, "Bienvenue aux personnes qui rejoignent l’équipe d’observation."),
)


@dataclass(frozen=True)
class Story:
    """A story of the press: so many days ago, of what (a release, by its title), by whom."""

    days: int
    title: str
    outlets: tuple[str, ...]
    tone: str = "neutral"
    of: str = ""
    medium: Medium = Medium.WEB
    lang: str = "fr"


STORIES = (
    Story(302, "Frontière : plus de mille deux cents expulsions recensées en un an",
          ("La Voix du Littoral", "Le Nord", "Ouest-Info", "Hebdo social"), "favourable",
          PAST[0].title),
    Story(301, "« On compte pour que ça s’arrête » : un an avec les observateurs", ("Radio Phare",),
          "favourable", PAST[0].title, Medium.RADIO),
    Story(299, "Border evictions topped a thousand last year, charity says",
          ("Channel Report", "The Strait Times"), "neutral", PAST[1].title, lang="en"),
    Story(240, "Des tentes saisies, jamais rendues", ("La Voix du Littoral", "Delta Radio"),
          "favourable", PAST[4].title),
    Story(238, "La préfecture conteste les chiffres des associations", ("Ouest-Info",), "hostile",
          PAST[4].title),
    Story(212, "Un samedi avec ceux qui observent", ("Revue Ici",), "favourable",
          medium=Medium.PRINT),
    Story(175, "Accès à l’eau : les associations devant le juge",
          ("La Voix du Littoral", "Le Nord", "Télé Rivage"), "neutral", PAST[7].title),
    Story(172, "Le juge ordonne l’ouverture de points d’eau",
          ("La Voix du Littoral", "Le Nord", "Ouest-Info", "Radio Phare", "Hebdo social",
           "Grenskrant"),
          "favourable", PAST[7].title),
    Story(171, "Wasser für Calais: Gericht gibt Vereinen recht", ("Abendblick",), "favourable",
          PAST[7].title, lang="de"),
    Story(150, "Invité du soir : l’Observatoire du Rivage", ("Télé Rivage",), "neutral",
          medium=Medium.TELEVISION),
    Story(103, "Points d’eau : l’ordonnance mal appliquée", ("La Voix du Littoral", "Delta Radio"),
          "favourable", PAST[11].title),
    Story(101, "Eau : le sous-préfet « ne partage pas ce constat »", ("Le Nord",), "hostile",
          PAST[11].title),
    Story(64, "Ils se lèvent avant l’aube pour compter", ("Hebdo social",), "favourable",
          medium=Medium.PRINT),
    Story(20, "Grand froid : les expulsions continuent, dit l’Observatoire",
          ("La Voix du Littoral", "Radio Phare"), "neutral",
          "Note de janvier : 112 expulsions, même par grand froid"),
)  # fmt: skip

OPENING = """Cette année, notre registre a été cité, discuté, parfois contesté : il est devenu ce que nous voulions, une source que l’on consulte. Le juge s’en est servi pour ordonner des points d’eau.

Il a fallu pour cela des levers avant l’aube, des relectures à deux voix et beaucoup de téléphone."""  # noqa: E501 - a paragraph is one line
AHEAD = """Faire appliquer l’ordonnance sur l’eau partout. Publier la note mensuelle en trois langues à chaque fois. Former une seconde porte-parole."""  # noqa: E501 - a paragraph is one line
