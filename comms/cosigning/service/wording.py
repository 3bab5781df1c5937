"""The words of a mail to a partner: nothing of the text itself, which stands behind the link."""

from dataclasses import dataclass

from comms.core import languages, options
from comms.core.filling import fill
from comms.core.languages import gettext, moment
from comms.cosigning.models import Collection, Invited, PartnerKit
from comms.cosigning.queries import asked
from comms.cosigning.rules.asking import Mailed


@dataclass(frozen=True)
class Letter:
    """What a mail says."""

    subject: str
    text: str
    html: str


def letter(
    kind: Mailed,
    invitation: Invited,
    about: Collection | PartnerKit,
    link: str,
    notice: str = "",
) -> Letter:
    """Return a mail to a partner, in the language that is spoken now.

    `notice`: what the law has us tell a person with our first mail.
    """
    association = " ".join(str(options.get("association") or "Porte-voix").split())
    ends_at = about.closes_at if isinstance(about, Collection) else about.ends_at
    facts = {"association": association, "partner": invitation.partner, "until": moment(ends_at)}
    word = "" if kind is Mailed.REMIND else asked.word_of(about)
    said = [
        gettext("Bonjour %(name)s,", name=invitation.person)
        if invitation.person
        else gettext("Bonjour,"),
        _sentence(kind, facts),
        *(part for part in word.split("\n\n") if part.strip()),
        link,
        gettext("Ce lien vous est réservé : ne le transmettez pas hors de votre association."),
        *([notice] if notice else ()),
    ]
    subject = _subject(kind, facts)
    page = fill(
        "cosigning/_mail.html", subject=subject, lang=languages.language(), said=said, link=link
    )
    return Letter(subject, "\n\n".join(said) + "\n", str(page))


def _subject(kind: Mailed, facts: dict[str, str]) -> str:
    subjects = {
        Mailed.ASK: gettext("%(association)s vous propose de signer un texte commun", **facts),
        Mailed.REMIND: gettext("Rappel : un texte commun attend votre réponse", **facts),
        Mailed.AGAIN: gettext("Le texte que vous avez signé a changé", **facts),
        Mailed.CHANGED: gettext("Le texte commun qui vous est proposé a changé", **facts),
        Mailed.KIT: gettext("%(association)s : un kit à partager", **facts),
    }
    return subjects[kind]


def _sentence(kind: Mailed, facts: dict[str, str]) -> str:
    sentences = {
        Mailed.ASK: gettext(
            "%(association)s propose à %(partner)s de signer un texte commun. Lisez-le, dites "
            "ce que vous en pensez, signez ou déclinez, jusqu’à %(until)s :",
            **facts,
        ),
        Mailed.REMIND: gettext(
            "Nous attendons encore votre réponse, pour %(partner)s. La collecte se ferme "
            "%(until)s. Un mot suffit, même pour décliner :",
            **facts,
        ),
        Mailed.CHANGED: gettext(
            "Le texte commun proposé à %(partner)s a changé depuis notre demande. La page le "
            "montre tel qu’il est maintenant ; lisez-le, puis signez ou déclinez, jusqu’à "
            "%(until)s :",
            **facts,
        ),
        Mailed.AGAIN: gettext(
            "Le texte signé pour %(partner)s a changé depuis : votre signature ne vaut pas "
            "pour la nouvelle version. La page montre mot à mot ce qui a changé ; si vous êtes "
            "d’accord, signez à nouveau avant la clôture, %(until)s :",
            **facts,
        ),
        Mailed.KIT: gettext(
            "Voici de quoi partager notre texte : les mots, les visuels et leur texte alternatif. "
            "Le kit s’ouvre à l’heure prévue et se referme %(until)s :",
            **facts,
        ),
    }
    return sentences[kind]
