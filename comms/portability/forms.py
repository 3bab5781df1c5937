"""How it is said that the demonstration does not load, that there is no backup or no restore."""

from flask_babel import lazy_gettext as _l

from comms.core.languages import gettext, ngettext
from comms.core.refusal import teach
from comms.portability.service.backing import BackupWrong
from comms.portability.service.demonstration import DemoWrong
from comms.portability.service.handing import Handed, HandingWrong

teach(
    {
        HandingWrong.SAME: _l("On ne se remet rien à soi-même : choisissez quelqu’un d’autre."),
        HandingWrong.CLOSED: _l("Ce compte est fermé : rien n’a changé de mains."),
        HandingWrong.UNSEEN: _l(
            "Contacts discrets que plus personne ne verrait : %(count)s. Confiez-les aussi, ou "
            "ouvrez-les d’abord à quelqu’un. Rien n’a changé de mains."
        ),
        HandingWrong.LEFT: _l(
            "Des choses en cours sont encore à %(name)s : remettez-les à quelqu’un, ou dites que "
            "vous le ferez plus tard. Le compte n’est pas fermé."
        ),
        HandingWrong.TOO_LONG: _l("C’est trop long : l’essentiel tient en trois pages."),
        DemoWrong.NOT_EMPTY: _l(
            "La démonstration se charge dans une base vide : ici, il y a déjà des contenus, "
            "des contacts ou des sources. Rien n’a été changé."
        ),
        BackupWrong.EXISTS: _l("« %(path)s » existe déjà : donnez un autre nom, ou un dossier."),
        BackupWrong.NOT_WHOLE: _l(
            "« %(path)s » n’est pas une sauvegarde entière : il en manque, ou quelque chose y a "
            "été changé. Prenez-en une autre."
        ),
        BackupWrong.DAMAGED: _l(
            "La base de « %(path)s » est abîmée : prenez une autre sauvegarde. Rien n’a été touché."
        ),
        BackupWrong.NO_KEY: _l(
            "« %(path)s » est chiffrée : donnez avec --identity le fichier de la clé age qui "
            "l’ouvre."
        ),
        BackupWrong.KEY_WRONG: _l(
            "« %(path)s » doit porter des clés publiques age, une par ligne (age1…). Rien n’a été "
            "écrit."
        ),
        BackupWrong.NEWER: _l(
            "Cette sauvegarde vient d’une version plus récente : mettez d’abord l’outil à jour."
        ),
        BackupWrong.OTHER_DATABASE: _l(
            "Cette sauvegarde vient d’une autre sorte de base (SQLite ou PostgreSQL) que celle que "
            "nomme DATABASE_URL. Rien n’a été touché."
        ),
        BackupWrong.OTHER_HOUSE: _l(
            "Cette sauvegarde vient d’une autre installation, dont la clé ne sait pas lire les "
            "oppositions notées ici : elles seraient perdues. Remettez-la dans un dossier vide "
            "(COMMS_DATA)."
        ),
        BackupWrong.RUNNING: _l(
            "L’outil tourne encore : arrêtez-le, avec ses tâches de fond, puis recommencez."
        ),
        BackupWrong.NOT_AGREED: _l("Rien n’a été touché."),
    }
)


def said(handed: Handed, heir: str) -> str:
    """Say what changed hands; what there was none of is not named."""
    parts = [
        ngettext("un contenu", "%(num)d contenus", handed.pieces),
        ngettext("une tâche", "%(num)d tâches", handed.tasks),
        ngettext("une demande", "%(num)d demandes", handed.requests),
        ngettext("une relance", "%(num)d relances", handed.follow_ups),
        ngettext("un témoignage", "%(num)d témoignages", handed.testimonies),
        ngettext("une veille", "%(num)d veilles", handed.watches),
        ngettext("une démarche", "%(num)d démarches", handed.steps),
        ngettext("un événement", "%(num)d événements", handed.events),
        ngettext("un texte commun ou un kit", "%(num)d textes communs ou kits", handed.statements),
        ngettext("un lien pour le terrain", "%(num)d liens pour le terrain", handed.links),
        ngettext("un contact discret", "%(num)d contacts discrets", handed.discreet),
    ]
    counts = vars(handed).values()
    what = ", ".join(part for part, count in zip(parts, counts, strict=True) if count)
    if not what:
        return gettext("%(name)s prend la suite ; il n’y avait rien en cours.", name=heir)
    return gettext("Remis à %(name)s : %(what)s.", name=heir, what=what)
