"""The joint statement of the demonstration: a text, its Arabic, partners, their answers."""

from dataclasses import dataclass

TITLE = "De l’eau et un toit avant l’été : l’appel des associations du littoral"
WORD = (
    "Un appel court, pour le Parlement. Dites-nous ce qui vous gêne avant de signer : nous "
    "changerons ce qui peut l’être."
)
FIRST = """Nos associations sont présentes chaque jour auprès des personnes exilées bloquées à la frontière. Nous demandons aux autorités un accès permanent à l’eau et un toit sans condition.

## Ce que nous voyons

En février, [98](figure:expulsions-fevrier) expulsions de lieux de vie ont été observées. Les points d’eau restent à plus d’une heure de marche.

## Ce que nous demandons

- des points d’eau et des toilettes près de chaque lieu de vie ;
- un hébergement pour toute personne qui le demande."""  # noqa: E501 - a paragraph is one line
# What a partner asked for, and what was asked again of those who had signed before.
WAS = "- un hébergement pour toute personne qui le demande."
BECAME = (
    "- un hébergement pour toute personne qui le demande, sans contrôle à l’entrée ;\n"
    "- la fin des expulsions sans relogement."
)
ARABIC_TITLE = "ماء ومأوى قبل الصيف: نداء جمعيات الساحل"
ARABIC = """جمعياتنا حاضرة كل يوم إلى جانب المنفيين العالقين على الحدود. نطالب السلطات بالماء الدائم وبمأوى دون شروط.

## ما نراه

في فبراير رُصدت [٩٨](figure:expulsions-fevrier) عملية إخلاء. نقاط المياه على بعد أكثر من ساعة سيرًا.

## ما نطلبه

- نقاط مياه ومراحيض قرب كل مكان عيش؛
- مأوى لكل من يطلبه."""  # noqa: E501 - a paragraph is one line


@dataclass(frozen=True)
class Partner:
    """A partner association and what it did: days ago it signed (0: it did not), and again."""

    name: str
    person: str
    role: str = ""
    signed: int = 0
    again: int = 0
    arabic: str = ""  # its name there, if it signs that too
    declines: str = ""
    says: str = ""

    @property
    def email(self) -> str:
        """Return an address nobody has."""
        return f"{self.person.split(' ')[0].casefold()}@partenaires.exemple"


PARTNERS = (
    Partner("Rive d’en face", "Nadège Colin", "présidente", 4, 1, "الضفة المقابلة"),
    Partner("Cap Solidaire", "Bastien Roy", "coordinateur", 4, 1),
    Partner("La Cuisine du Port", "Fatou Sarr", "", 3, 1, "مطبخ الميناء"),
    Partner("Droits au Nord", "Emil Novak", "avocat", 4),
    Partner(
        "Les Bottes Mouillées",
        "Claire Petit",
        "co-présidente",
        3,
        says="Nous signons si « sans contrôle à l’entrée » est écrit noir sur blanc.",
    ),
    Partner("Refuge des Dunes", "Yannick Morel", "", 1, arabic="ملجأ الكثبان"),
    Partner("Channel Kitchen", "Ruth Ames", "director", 1),
    Partner(
        "Paroisse de la Digue",
        "Anselme Briand",
        declines="Notre conseil ne se réunit qu’en fin de mois. De tout cœur avec vous.",
    ),
    Partner(
        "Médecins du Rivage",
        "Ilse Baert",
        "",
        says="Le chiffre de 98 : d’où vient-il ? Notre équipe en compte davantage.",
    ),
    Partner("Le Fil Bleu", "Samir Lahlou"),
    Partner("Ailes et Abris", "Maud Perrin"),
    Partner("Toits pour tous", "Hugo Lemaire"),
)
KIT_WORD = "Merci de relayer à partir de l’heure dite, avec vos mots si vous préférez."
BY_HAND = "Collectif des riverains"
