"""What is typed in the settings, and how choices, jobs and the machine are said."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import MultiDict

from comms.admin.rules import MINUTES, MOST_PLACES, AdminWrong, Sign
from comms.channels.rules import ChannelWrong
from comms.core.languages import CONTENT
from comms.core.refusal import teach
from comms.core.rights import College
from comms.pressreview.rules.wrong import LicenceWrong
from comms.releases.forms import KIND_NAMES

Fields = MultiDict[str, str]
TEXTS = ("association", "zone", "press_contact", "boilerplate.fr", "boilerplate.en")
WRITING = (
    "house_words",
    "letterhead",
    "handles",
    "hashtag_groups",
    "post_templates",
    *(f"boilerplate.{lang}" for lang in CONTENT if lang not in ("fr", "en")),
    *(f"{what}.{kind}" for kind in KIND_NAMES for what in ("template", "questions")),
)
RELEASE_KINDS = KIND_NAMES
ZONES = (
    "Europe/Paris",
    "Europe/London",
    "Europe/Brussels",
    "Europe/Berlin",
    "Europe/Athens",
    "Europe/Madrid",
    "Europe/Rome",
    "Atlantic/Canary",
    "America/Cayenne",
    "America/Guadeloupe",
    "America/Montreal",
    "Indian/Mayotte",
    "Indian/Reunion",
    "Pacific/Noumea",
    "UTC",
)
COLLEGES: Mapping[str, object] = {
    "any": _l("peu importe qui"),
    "staff": _l("un·e salarié·e"),
    "board": _l("le CA"),
    "": _l("aucune"),
}
KIND_TITLES: Mapping[str, object] = {
    "post": _l("Pour un post"),
    "release": _l("Pour un communiqué"),
}
# Which field a refusal stands beside.
FIELD_OF: Mapping[str, str] = {
    AdminWrong.ZONE: "zone",
    AdminWrong.MINUTES: "late_minutes",
    LicenceWrong.NO_GRANTOR: "licence_grantor",
    LicenceWrong.NO_OUTLET: "licence_outlets",
    LicenceWrong.READERS: "licence_readers",
    ChannelWrong.NO_NAME: "name",
    ChannelWrong.NAME_TAKEN: "name",
    ChannelWrong.UNKNOWN_NETWORK: "network",
}

teach(
    {
        AdminWrong.ZONE: _l("« %(zone)s » n’est pas un fuseau horaire connu."),
        AdminWrong.MINUTES: _l("Donnez un nombre de minutes entre %(least)s et %(most)s."),
        AdminWrong.NO_APPROVAL: _l(
            "Rien ne part sans la validation d’une autre personne : choisissez-en au moins une."
        ),
        AdminWrong.TOO_LONG: _l("C’est trop long : %(longest)s signes au plus."),
    }
)

JOBS: Mapping[str, object] = {
    "send mailings": _l("envoyer les communiqués"),
    "begin mornings": _l("préparer le courriel du matin"),
    "send notices": _l("écrire aux membres"),
    "read pages": _l("lire les articles entiers"),
    "forget articles": _l("vider les vieux articles"),
    "forget testimonies": _l("effacer les témoignages dont l’accord est fini"),
    "forget notices": _l("effacer les vieux avis"),
    "forget notes of members": _l("effacer les notes de passation d’un compte fermé"),
    "forget ideas": _l("effacer les idées oubliées depuis deux ans"),
    "send mails to guests of events": _l("écrire aux invités des événements presse"),
    "forget guests of events": _l("effacer les noms des invités un an après"),
    "forget advocacy": _l("effacer les démarches de plaidoyer oubliées depuis six ans"),
    "forget tasks": _l("effacer les tâches faites il y a un an"),
    "expire pieces": _l("repérer les heures passées sans validation"),
    "ask about mailings": _l("signaler les envois à décider"),
    "ask about kits": _l("signaler les publications à décider"),
    "look after kits": _l("surveiller les publications à la main"),
    "poll feeds": _l("lire les flux"),
    "begin digests": _l("préparer les récapitulatifs"),
    "send alerts to guests": _l("envoyer les alertes au dehors"),
    "tell places of alerts": _l("prévenir les téléphones et les salons"),
    "send alerts": _l("envoyer les alertes"),
    "send to partners": _l("écrire aux partenaires"),
    "look after signatures": _l("rappeler et clore les collectes de signatures"),
    "forget signatures": _l("oublier qui a répondu aux vieilles collectes"),
    "send press reviews": _l("envoyer les revues de presse"),
    "forget whole texts of reviews": _l("effacer les textes entiers quand la licence a pris fin"),
    "index what was missed": _l("indexer les articles qui ne l’étaient pas"),
    "forget old words": _l("oublier les mots des articles anciens"),
    "forget sketches": _l("oublier les empreintes des vieux articles"),
    "forget imports": _l("oublier les imports anciens"),
    "forget merges": _l("oublier comment séparer deux fiches réunies"),
    "take files in": _l("faire entrer les gros fichiers de contacts"),
    "forget stray pictures": _l("effacer les images qu’aucune fiche ne nomme"),
    "forget stray copies": _l("effacer les copies qu’aucune retombée ne nomme"),
    "forget uploads": _l("effacer les fichiers jamais utilisés"),
    "forget what was replaced": _l("effacer ce qu’une sauvegarde remise a remplacé"),
    "sweep the doors": _l("fermer les vieilles sessions"),
}

SIGNS: Mapping[Sign, object] = {
    Sign.JOBS_WELL: _l("Les tâches de fond tournent ; la dernière a fini %(last)s."),
    Sign.JOBS_NEVER: _l(
        "Les tâches de fond n’ont pas encore tourné : elles commencent dans quelques secondes."
    ),
    Sign.JOBS_SILENT: _l(
        "Personne ne s’occupe de « %(job)s » depuis %(since)s. "
        "Redémarrez le programme ; rien n’est perdu, rien ne part deux fois."
    ),
    Sign.JOB_FAILED: _l("« %(job)s » a échoué (%(error)s). Nouvel essai %(again)s."),
    Sign.MAIL_WELL: _l("Le courrier part par %(host)s, au nom de %(sender)s."),
    Sign.MAIL_OFF: _l(
        "Aucun serveur de courrier n’est réglé : communiqués, alertes et invitations attendent. "
        "Donnez SMTP_URL dans le fichier .env, puis redémarrez."
    ),
    Sign.MAIL_NO_SENDER: _l(
        "Le courrier connaît son serveur (%(host)s), pas son expéditeur : rien ne part. "
        "Donnez MAIL_FROM dans le fichier .env, puis redémarrez."
    ),
    Sign.LINKS_LOCAL: _l(
        "Les liens de nos messages mènent à %(url)s : ils ne s’ouvrent que sur cet ordinateur. "
        "Pour un serveur, donnez PUBLIC_URL."
    ),
    Sign.LINKS_CLEAR: _l(
        "L’adresse %(url)s n’est pas chiffrée : les phrases de passe passent en clair. "
        "Suivez la page « mettre en ligne » du guide."
    ),
    Sign.LINKS_WELL: _l("Les liens de nos messages mènent à %(url)s."),
    Sign.NOBODY_APPROVES: _l(
        "%(kind)s, une validation est demandée (%(college)s) et personne ne peut la donner. "
        "Invitez quelqu’un, ou changez la règle."
    ),
    Sign.WAITING: _l(
        "Envois en doute : %(doubtful)s ; heures manquées : %(missed)s. "
        "Ils attendent une décision sur Aujourd’hui."
    ),
    Sign.NOTICES_LOST: _l(
        "Messages aux membres peut-être perdus : %(notices)s. Ce qu’ils disent est aussi sur "
        "Aujourd’hui ; pour une invitation, renvoyez-la."
    ),
    Sign.MAY_SLEEP: _l(
        "Tout tourne sur cet ordinateur : s’il dort à l’heure dite, rien ne part. À son réveil, "
        "ce qui a plus de %(minutes)s minutes de retard attend votre décision."
    ),
}


def read_texts(fields: Fields) -> dict[str, str]:
    """Read who the association is."""
    return {name: _clean(fields.get(name, "")) for name in TEXTS}


def read_writing(fields: Fields) -> dict[str, str]:
    """Read how the house writes; what the form does not say stays as it is."""
    return {name: _clean(fields[name]) for name in WRITING if name in fields}


def _clean(text: str) -> str:
    return text.replace("\r\n", "\n").strip()


def read_places(fields: Fields, kind: str) -> list[College | None]:
    """Read whose approvals a kind asks for; places left empty are none."""
    chosen = [fields.get(f"{kind}_{place}", "") for place in range(MOST_PLACES)]
    return [
        None if each == "any" else College(each)
        for each in chosen
        if each == "any" or each in list(College)
    ]


def read_minutes(fields: Fields) -> dict[str, int]:
    """Read how late something may leave; what is no number is refused as out of bounds."""
    said = {name: fields.get(name, "").strip() for name in MINUTES}
    return {
        name: int(text) if text.isdecimal() and len(text) < 6 else -1 for name, text in said.items()
    }
