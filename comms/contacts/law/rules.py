"""What the law has us tell a person with our first message, once, and how long people are kept."""

from datetime import datetime

NOTICE = {
    "fr": "C’est notre premier message : voici ce que nous savons de vous et vos droits. "
    "{keeper} tient un carnet de contacts. Origine de vos coordonnées : {origin}. "
    "Ce pour quoi elles servent : {purpose}. Base légale : notre intérêt légitime à informer. "
    "Elles sont gardées jusqu’à trois ans après votre dernier mot. Vous pouvez les consulter, les "
    "corriger, les faire effacer ou geler en répondant à ce message, vous opposer à tout moment "
    "par le lien ci-dessus, et saisir la CNIL (www.cnil.fr).",
    "en": "This is our first message: here is what we know about you, and your rights. "
    "{keeper} keeps a book of contacts. Where we have your details from: {origin}. "
    "What they are used for: {purpose}. Legal basis: our legitimate interest in informing. "
    "They are kept until three years after your last word. You may see them, correct them, have "
    "them erased or frozen by answering this message, object at any time by the link above, and "
    "complain to the French authority CNIL (www.cnil.fr/en).",
}
PURPOSE = {
    "fr": "vous tenir au courant de notre action, au titre de votre activité",
    "en": "keeping you informed of our work, because of yours",
}
WE = {"fr": "Notre association", "en": "Our association"}


def notice(lang: str, association: str, origin: str, purpose: str) -> str:
    """Return the notice in a language; English where we have none."""
    known = lang if lang in NOTICE else "en"
    return NOTICE[known].format(
        keeper=association or WE[known],
        origin=origin.strip(" .") or "?",
        purpose=purpose.strip(" .") or PURPOSE[known],
    )


YEARS = 3


def limit(now: datetime) -> datetime:
    """Return before which last word a person is asked whether they may be kept."""
    try:
        return now.replace(year=now.year - YEARS)
    except ValueError:  # 29 February
        return now.replace(year=now.year - YEARS, day=28)
