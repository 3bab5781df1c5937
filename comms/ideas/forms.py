"""How ideas and links are named, what comes through a link, and why one cannot be kept so."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from flask_babel import lazy_gettext as _l
from werkzeug.datastructures import FileStorage, MultiDict

from comms.core import clock, hours, said
from comms.core.languages import association_zone, gettext, speaking
from comms.core.refusal import Refused, teach
from comms.core.settings import LANGUAGES
from comms.core.text.typed import typed
from comms.ideas.rules import (
    LONGEST_DETAIL,
    LONGEST_NAME,
    DropWrong,
    Fate,
    IdeaWrong,
    Standing,
    TooEarly,
)
from comms.ideas.service import Dropped

FIELDS = ("text", "not_before", "name")

teach(
    {
        IdeaWrong.NO_WORDS: _l("Dites l’idée, même en trois mots."),
        IdeaWrong.TOO_LONG: _l(
            "C’est trop long : l’idée tient en une phrase, le reste au-dessous."
        ),
        IdeaWrong.TAKEN: _l("Quelqu’un a déjà commencé un contenu à partir de cette idée."),
        TooEarly.NOT_BEFORE: _l("À ne pas publier avant %(when)s : c’est demandé du terrain."),
        TooEarly.UNREAD: _l(
            "Du terrain : à ne pas publier avant « %(words)s ». Assurez-vous que ce moment est "
            "passé à l’heure de diffusion."
        ),
        TooEarly.CHANGED: _l(
            "Du terrain, « pas avant %(first)s » : %(name)s a écrit « %(words)s » à la place."
        ),
        DropWrong.NO_NAME: _l("Donnez un nom au lien : « équipe de nuit », « Loon »."),
        DropWrong.BAD_DAYS: _l("Un lien dure de 1 à %(most)s jours."),
        DropWrong.ENDED: _l(
            "Ce lien n’est plus ouvert : rien n’a été reçu. Demandez-en un autre à l’équipe."
        ),
        DropWrong.NOTHING: _l("Écrivez quelques mots, ou choisissez une image."),
        DropWrong.TOO_LONG: _l("C’est trop long : 4 000 signes au plus, envoyez-le en deux fois."),
        DropWrong.TOO_MANY: _l("Six images à la fois au plus : envoyez les autres ensuite."),
        DropWrong.TOO_OFTEN: _l(
            "Beaucoup d’envois en une heure par ce lien. Attendez un peu, puis renvoyez."
        ),
    }
)
LINKS: Mapping[Standing, object] = {
    Standing.OPEN: _l("ouvert"),
    Standing.EXPIRED: _l("terminé"),
    Standing.CLOSED: _l("fermé"),
}
# What the page behind a link says; what is wrong is said in French or English.
FIELD: Mapping[str, object] = {
    "title": _l("Du terrain"),
    "text": _l("Ce qui se passe"),
    "pictures": _l("Images (six au plus, 25 Mo en tout)"),
    "clean": _l(
        "Lieu, date, appareil : tout ce que le téléphone y a mis est supprimé à l’arrivée."
    ),
    "not_before": _l("Pas avant (facultatif)"),
    "when": _l("par exemple : jeudi 6 h"),
    "name": _l("Votre nom ou surnom (facultatif)"),
    "send": _l("Envoyer"),
    "received": _l("Reçu. Merci."),
    "again": _l("Envoyer autre chose"),
    "private": _l(
        "Rien ne reste sur ce téléphone, sauf l’adresse dans l’historique : ouvrez-la en "
        "navigation privée."
    ),
    "ended": _l("Ce lien n’est plus ouvert : rien n’a été reçu. Demandez-en un autre à l’équipe."),
    "lost": _l("Votre texte, pour le recopier :"),
}
ARABIC: Mapping[str, str] = {
    "title": "من الميدان",
    "text": "ماذا يحدث؟",
    "pictures": "صور (ستّ على الأكثر، 25 ميغابايت في المجموع)",
    "clean": "يُحذف مكان الصورة وتاريخها وكل بيانات الهاتف عند الوصول.",
    "not_before": "لا يُنشر قبل (اختياري)",
    "when": "مثلًا: الخميس 6:00",
    "name": "اسمك أو لقبك (اختياري)",
    "send": "إرسال",
    "received": "وصلت. شكرًا.",
    "again": "إرسال رسالة أخرى",
    "private": "لا شيء يُحفظ على هذا الهاتف سوى العنوان في سجلّ المتصفّح: افتحه في نافذة خاصة.",
    "ended": "هذا الرابط لم يعد مفتوحًا: لم يُستلم شيء. اطلب رابطًا آخر من الفريق.",
    "lost": "انسخ نصّك من هنا:",
}
FATES: Mapping[Fate, object] = {
    Fate.OPEN: _l("Proposées"),
    Fate.TAKEN: _l("En écriture, ou parues"),
    Fate.ASIDE: _l("Mises de côté"),
}


def in_tongues() -> dict[str, Mapping[str, str]]:
    """Return what the page behind a link says, in each language it is in."""
    said: dict[str, Mapping[str, str]] = {"ar": ARABIC}
    for lang in LANGUAGES:
        with speaking(lang):
            said[lang] = {name: gettext(str(words)) for name, words in FIELD.items()}
    return said


def read_drop(fields: MultiDict[str, str], files: Iterable[FileStorage]) -> Dropped:
    """Read what somebody in the field gives; an hour not understood stays as it was typed."""
    not_before = typed(fields.get("not_before", "")).strip()
    return Dropped(
        text=typed(fields.get("text", ""))[: LONGEST_DETAIL + 1],
        pictures=tuple(data for each in files if (data := each.read())),
        said_by=typed(fields.get("name", ""))[:200],
        not_before=not_before[:200],
        not_before_at=_understood(not_before),
        untitled=gettext("Images du terrain"),
    )


def read_before(fields: Mapping[str, str]) -> tuple[str, datetime | None]:
    """Read before when it must not leave: the words, and the instant as far as it is understood."""
    words = " ".join(typed(fields.get("not_before", "")).split())[:LONGEST_NAME]
    return words, _understood(words)


def _understood(words: str) -> datetime | None:
    """Return the instant people meant, in our zone; None when no single one was said."""
    zone = association_zone()
    try:
        wall = said.read(words, clock.now().astimezone(zone))
        return hours.read(wall, str(zone)).instant
    except Refused:
        return None
