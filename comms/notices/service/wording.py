"""The words of a notice, in the language of who reads it."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l

from comms.core import options
from comms.core.languages import gettext
from comms.notices.rules import Kind

# One short line: the subject of the mail, the title of the row.
HEADLINES: Mapping[str, object] = {
    Kind.APPROVAL_ASKED: _l("À valider : « %(title)s »"),
    Kind.CHANGES_ASKED: _l("À corriger : « %(title)s »"),
    Kind.APPROVED: _l("Validé : « %(title)s »"),
    Kind.EXPIRED: _l("Heure passée sans validation : « %(title)s »"),
    Kind.FELL_BACK: _l("À revalider : un chiffre ou un témoignage a changé sous « %(title)s »"),
    Kind.MISSED: _l("À décider : « %(title)s » n’est pas parti à l’heure"),
    Kind.DOUBTFUL: _l("À décider : « %(title)s » est peut-être parti, peut-être pas"),
    Kind.ALERTS_LET_GO: _l("Des alertes pour vous ne sont pas parties"),
    Kind.ALERTS_OUTSIDE_LET_GO: _l("Des alertes au dehors ne sont pas parties"),
    Kind.PRESS_REVIEW_ASKED: _l("Envoi demandé : « %(title)s »"),
    Kind.PRESS_REVIEW_DECLINED: _l("Envoi décliné : « %(title)s »"),
    Kind.PRESS_REVIEW_SENT: _l("Envoyée : « %(title)s »"),
    Kind.INVITED: _l("Votre invitation à rejoindre %(association)s"),
    Kind.RESET: _l("Choisir une nouvelle phrase de passe"),
}
# What happened and what to do, in one or two sentences.
LEADS: Mapping[str, object] = {
    Kind.APPROVAL_ASKED: _l("%(by)s vous demande de valider « %(title)s »."),
    Kind.CHANGES_ASKED: _l("%(by)s demande des corrections sur « %(title)s »."),
    Kind.APPROVED: _l("« %(title)s » a toutes ses validations et partira à son heure."),
    Kind.EXPIRED: _l(
        "« %(title)s » n’a pas eu ses validations avant son heure : rien n’est parti. "
        "Choisissez une autre heure et redemandez la validation."
    ),
    Kind.FELL_BACK: _l(
        "%(by)s a changé la fiche d’un chiffre ou d’un témoignage que « %(title)s » emploie : "
        "ce qui était validé ne l’est plus. Relisez, puis redemandez la validation."
    ),
    Kind.MISSED: _l("« %(title)s » n’est pas parti à son heure et attend une décision."),
    Kind.DOUBTFUL: _l(
        "La réponse du serveur s’est perdue pendant l’envoi de « %(title)s » : "
        "une personne doit dire s’il est parti."
    ),
    Kind.ALERTS_LET_GO: _l(
        "Des alertes pour vous n’ont pas pu partir pendant une semaine et ne partiront plus : "
        "ce qu’elles disaient est dans Retombées."
    ),
    Kind.ALERTS_OUTSIDE_LET_GO: _l(
        "Des alertes à des personnes sans compte ou à des lieux n’ont pas pu partir pendant une "
        "semaine et ne partiront plus : dites-leur vous-même ce qui compte encore."
    ),
    Kind.PRESS_REVIEW_ASKED: _l("%(by)s vous demande d’envoyer « %(title)s »."),
    Kind.PRESS_REVIEW_DECLINED: _l(
        "%(by)s n’envoie pas « %(title)s » : sa page dit pourquoi. Rien n’est parti."
    ),
    Kind.PRESS_REVIEW_SENT: _l("%(by)s a envoyé « %(title)s », que vous aviez demandée."),
    Kind.INVITED: _l(
        "%(by)s vous invite à rejoindre un espace de communication : %(association)s. "
        "Le lien s’ouvre une seule fois, pendant trois jours."
    ),
    Kind.RESET: _l(
        "Ce lien s’ouvre une seule fois. Si vous n’avez rien demandé, "
        "ne faites rien : votre phrase de passe ne change pas."
    ),
}
LINKS: Mapping[str, object] = {
    Kind.APPROVAL_ASKED: _l("Lire et décider"),
    Kind.CHANGES_ASKED: _l("Voir les remarques"),
    Kind.APPROVED: _l("Voir le contenu"),
    Kind.EXPIRED: _l("Ouvrir le contenu"),
    Kind.FELL_BACK: _l("Ce qui a changé"),
    Kind.MISSED: _l("Décider"),
    Kind.DOUBTFUL: _l("Décider"),
    Kind.ALERTS_LET_GO: _l("Voir les retombées"),
    Kind.ALERTS_OUTSIDE_LET_GO: _l("Voir à qui"),
    Kind.PRESS_REVIEW_ASKED: _l("Lire et envoyer"),
    Kind.PRESS_REVIEW_DECLINED: _l("Lire pourquoi"),
    Kind.PRESS_REVIEW_SENT: _l("Voir la revue"),
    Kind.INVITED: _l("Ouvrir l’invitation"),
    Kind.RESET: _l("Choisir la phrase"),
}


def headline(kind: str, title: str) -> str:
    """Return a notice in one line."""
    return gettext(str(HEADLINES[kind]), title=_short(title), association=association())


def lead(kind: str, title: str, by: str) -> str:
    """Return what happened and what to do."""
    who = by or gettext("Une personne de l’équipe")
    return gettext(str(LEADS[kind]), title=_short(title), by=who, association=association())


def link(kind: str) -> str:
    """Return the words of the way to the answer."""
    return gettext(str(LINKS[kind]))


def letter(*, kind: str, title: str, by: str, name: str, address: str) -> str:
    """Return the text of a notice's mail."""
    hello = gettext("Bonjour %(name)s,", name=name) if name else gettext("Bonjour,")
    foot = gettext(
        "%(association)s : message automatique, envoyé aux membres.", association=association()
    )
    way = f"{link(kind)}\n{address}"
    return "\n\n".join((hello, lead(kind, title, by), way)) + f"\n\n-- \n{foot}\n"


def association() -> str:
    """Return the association's name, or ours until it has said it."""
    return str(options.get("association")) or "Porte-voix"


def _short(title: str) -> str:
    """Return a title that fits a line; a line break in it would be one in a subject."""
    title = " ".join(title.split()) or gettext("Sans titre")
    return title if len(title) <= 90 else f"{title[:88].rstrip()}…"
