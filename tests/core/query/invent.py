"""Documents and queries invented by chance, in eight scripts and languages, with every trap."""

import unicodedata

WORDS = {
    "fr": "évacuation évacuations évacuer expulsion expulsions expulsé Calais Grande Synthe l'HRO "
    "d'accueil œuvre cœur police policier policiers migrants HRO aujourd’hui 1226 n° où",
    "en": "eviction evictions evicted Calais people police policing children naïve HRO border "
    "borders Dunkirk don't R2D2 state-run",
    "de": "Räumung Räumungen geräumt Straße STRASSE Flüchtlinge Flüchtling Grüße über Calais HRO",
    "ar": "إخلاء مُخَيَّم مخيمات المخيم كاليه الشرطة شرطة أطفال اطفال حقوق الإنسان ٤٨ كـــاليه",
    "fa": "پناهجویان می‌خواهند مي خواهند کاله كاله پلیس اردوگاه‌ها تخلیهٔ ۱۲۲۶",
    "ps": "کډوال پولیس ماشومان ګډون گډون کلي ښار",
    "ckb": "پەنابەران پۆلیس کەمپ منداڵان ڕاگواستن ژیان",
    "ti": "ስደተኛታት ፖሊስ ካለ መጠለሊ ህጻናት",
}
LANGS = ["fr", "fr-FR", "en", "en-GB", "de", "ar", "fa", "ps", "ckb", "ti", "", "FR-be", "zz"]
GLUE = [
    *(
        " ",
        " ",
        " ",
        " ",
        "\n",
        ", ",
        ". ",
        "-",
        "'",
        "’",
        "\u00a0",
        " 🙂 ",
        "፣ ",
        "፡",
        "_",
        "/",
        "½",
        "#",
    ),
    *(
        "<br>",
        "</p><p>",
        "<b>",
        "</b> ",
        " < ",
        " & ",
        " <3 ",
        "&nbsp;",
        " &amp; ",
        "&#8217;",
        "\u200b",
    ),
    *("<!-- c -->", "<script>police</script>", "<STYLE x>HRO</style >"),
]
SOURCES = ["Le Monde", "<i>Ouest&eacute;</i>-Info", "œil", "", "الجزيرة", "aaa aaaa"]
URLS = ["", "https://exemple.org/a?b=Calais&amp;c", "http://x.example/œuvre/aaaa"]
ADDRESSED = [
    *("lang:fr", "lang:ar", "lang:EN", "source:monde", "source:aa", "source:oe", "url:aa"),
    *('source:"Le Monde"', "url:org/a", "url:calais"),
]
SIGNS = [
    *(
        "AND",
        "OR",
        "ET",
        "NOT",
        "NEAR",
        "NEAR/2",
        "NEAR/x",
        "(",
        ")",
        '"',
        "«",
        "»",
        "-",
        "-(",
        "*",
    ),
    *("#2", "#0", "title:", "url:", "lang:", "nope:", "=", "~", "\u200b", "12:30", "🙂"),
    *("a", "é", "bcd", "efg*", "a*", "a-b", "x#1"),
]


def words_of(chance, lang):
    return WORDS[lang].split()


def dressed(chance, word):
    """Write a word in one of the ways people and machines do."""
    way = chance.randrange(16)
    if way == 0:
        return word.upper()
    if way == 1:
        return unicodedata.normalize("NFD", word)
    if way == 2 and len(word) > 2:
        at = chance.randrange(1, len(word))
        return (
            word[:at] + chance.choice(["<b>", "\u00ad", "\u200c", "</i>", "<!--x-->"]) + word[at:]
        )
    if way == 3:
        return "".join(f"&#{ord(c)};" if chance.random() < 0.3 else c for c in word)
    if way == 4:
        return "".join(
            c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c)
        )
    if way == 5:
        return word.replace("é", "&eacute;").replace("œ", "&oelig;")
    if way == 6:
        return word + chance.choice(["s", "\u0301", "ـ", "\u064e", "2"])
    return word


def text(chance, lang, most):
    made = ""
    for _ in range(chance.randrange(most)):
        spoken = lang if chance.random() < 0.85 else chance.choice(list(WORDS))
        made += dressed(chance, chance.choice(words_of(chance, spoken))) + chance.choice(GLUE)
    return made


def document(chance):
    lang = chance.choice(list(WORDS))
    return {
        "title": text(chance, lang, 8),
        "text": text(chance, lang, 40),
        "author": text(chance, lang, 4) if chance.random() < 0.5 else None,
        "source": chance.choice(SOURCES),
        "url": chance.choice(URLS),
        "lang": lang if chance.random() < 0.5 else chance.choice(LANGS),
    }


def piece(chance, lang):
    word = chance.choice(words_of(chance, lang))
    way = chance.randrange(12)
    if way == 0:
        return "=" + word
    if way == 1:
        return "~" + word
    if way in (2, 3) and len(word) > 4:
        return word[: chance.randrange(3, len(word))] + "*"
    if way == 4:
        return word + chance.choice("-'./") + chance.choice(words_of(chance, lang))
    if way == 5:
        return word.upper()
    return word


def plain_term(chance, lang):
    if chance.random() < 0.25:
        inner = " ".join(piece(chance, lang) for _ in range(chance.randrange(1, 4)))
        opening, closing = chance.choice(['""', "«»", "“”"])
        return f"{opening}{inner}{closing}"
    return piece(chance, lang)


def term(chance, lang):
    way = chance.randrange(20)
    made = plain_term(chance, lang)
    if way == 0:
        return chance.choice(ADDRESSED)
    if way < 4:
        made = f"{chance.choice(['title', 'text', 'author'])}:{made}"
    if way in (4, 1):
        made = f"{made}#{chance.randrange(1, 4)}"
    return made


def near(chance, lang):
    made = near_operand(chance, lang)
    for _ in range(chance.randrange(1, 3)):
        sign = chance.choice(["NEAR", "ONEAR"]) + chance.choice(["", "/0", "/1", "/3", "/20"])
        made += f" {sign} {near_operand(chance, lang)}"
    return made


def near_operand(chance, lang):
    if chance.random() < 0.3:
        return f"({plain_term(chance, lang)} OR {plain_term(chance, lang)})"
    return plain_term(chance, lang)


def query(chance, lang=None, depth=0):
    """Return a query, mostly one that can be read."""
    lang = lang or chance.choice(list(WORDS))
    way = chance.randrange(10)
    if depth > 2 or way < 4:
        return term(chance, lang)
    if way < 6:
        return near(chance, lang)
    link = chance.choice([" ", " AND ", " ET ", " OR ", " OU ", " OR "])
    parts = []
    for order in range(chance.randrange(2, 4)):
        inner = query(chance, lang, depth + 1)
        if " " in inner:
            inner = f"({inner})"
        if order and "O" not in link and chance.random() < 0.4:
            inner = chance.choice(["-", "NOT ", "SAUF "]) + inner
        parts.append(inner)
    return link.join(parts)


def soup(chance):
    """Return signs and words in no order: most of it cannot be read."""
    return "".join(
        chance.choice(SIGNS) + chance.choice(["", " ", " "]) for _ in range(chance.randrange(1, 8))
    )
