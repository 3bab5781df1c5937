"""What the tool itself writes into a document, in the languages we know; others take English.

Pashto, Sorani and Tigrinya: read once more by a native speaker before the first one leaves.
"""

from collections.abc import Mapping

MENTIONS: Mapping[str, Mapping[str, str]] = {
    "communique": {
        "fr": "COMMUNIQUÉ DE PRESSE",
        "en": "PRESS RELEASE",
        "de": "PRESSEMITTEILUNG",
        "ar": "بيان صحفي",
        "fa": "بیانیهٔ مطبوعاتی",
        "prs": "اعلامیهٔ مطبوعاتی",
        "ps": "مطبوعاتي اعلامیه",
        "ckb": "ڕاگەیەندراوی ڕۆژنامەوانی",
        "ti": "ጋዜጣዊ መግለጺ",
    },
    "invitation": {
        "fr": "INVITATION PRESSE",
        "en": "PRESS INVITATION",
        "de": "PRESSEEINLADUNG",
        "ar": "دعوة صحفية",
        "fa": "دعوت از رسانه‌ها",
    },
    "dossier": {
        "fr": "DOSSIER DE PRESSE",
        "en": "PRESS KIT",
        "de": "PRESSEMAPPE",
        "ar": "ملف صحفي",
        "fa": "پروندهٔ مطبوعاتی",
    },
    "tribune": {
        "fr": "TRIBUNE",
        "en": "OPINION",
        "de": "GASTBEITRAG",
        "ar": "رأي",
        "fa": "یادداشت",
    },
    "reply": {
        "fr": "DROIT DE RÉPONSE",
        "en": "RIGHT OF REPLY",
        "de": "GEGENDARSTELLUNG",
        "ar": "حق الرد",
        "fa": "حق پاسخ‌گویی",
    },
    "newsletter": {
        "fr": "LETTRE D’INFORMATION",
        "en": "NEWSLETTER",
        "de": "RUNDBRIEF",
        "ar": "نشرة إخبارية",
        "fa": "خبرنامه",
    },
}
UNDER_EMBARGO = {
    "fr": "SOUS EMBARGO JUSQU’AU {until}",
    "en": "UNDER EMBARGO UNTIL {until}",
    "de": "SPERRFRIST BIS {until}",
    "ar": "محظور النشر حتى {until}",
    "fa": "ممنوعیت انتشار تا {until}",
}
NOT_APPROVED = {
    "fr": "BROUILLON, PAS ENCORE VALIDÉ : NE PAS DIFFUSER",
    "en": "DRAFT, NOT YET APPROVED: NOT FOR PUBLICATION",
    "de": "ENTWURF, NOCH NICHT FREIGEGEBEN: NICHT VERBREITEN",
    "ar": "مسودة لم تُعتمد بعد: ليست للنشر",
    "fa": "پیش‌نویس تأییدنشده: منتشر نشود",
}
ABOUT = {
    "fr": "À propos",
    "en": "About us",
    "de": "Über uns",
    "ar": "من نحن",
    "fa": "دربارهٔ ما",
    "prs": "دربارهٔ ما",
    "ps": "زموږ په اړه",
    "ckb": "دەربارەی ئێمە",
    "ti": "ብዛዕባና",
}
CONTACT = {
    "fr": "Contact presse",
    "en": "Press contact",
    "de": "Pressekontakt",
    "ar": "للتواصل الصحفي",
    "fa": "تماس برای رسانه‌ها",
    "prs": "تماس برای رسانه‌ها",
    "ps": "د رسنیو لپاره اړیکه",
    "ckb": "پەیوەندیی ڕۆژنامەوانی",
}
SIGNED_BY = {
    "fr": "Signataires",
    "en": "Signatories",
    "de": "Unterzeichnende",
    "ar": "الموقّعون",
    "fa": "امضاکنندگان",
    "prs": "امضاکنندگان",
    "ps": "لاسلیک کوونکي",
    "ckb": "واژۆکاران",
}
NO_FIGURE = {
    "fr": "[chiffre manquant]",
    "en": "[figure missing]",
    "de": "[Zahl fehlt]",
    "ar": "[رقم ناقص]",
    "fa": "[رقم موجود نیست]",
}


DATELINE = {
    "fr": "{place}, le {day}",
    "en": "{place}, {day}",
    **dict.fromkeys(("ar", "fa", "prs", "ps", "ckb"), "{place}، {day}"),
}


def in_language(sentences: Mapping[str, str], lang: str) -> str:
    """Return a sentence in a language, in that of its family, or in English."""
    return sentences.get(lang) or sentences.get(lang.split("-")[0]) or sentences["en"]
