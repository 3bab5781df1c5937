"""The longer texts of the demonstration's releases."""

FEBRUARY = """Les équipes ont observé la destruction des abris de personnes exilées dans [98](figure:expulsions-fevrier) opérations. Aucune solution d’hébergement n’a été proposée.

## Des lieux de vie vidés à l’aube

À Calais, [421](figure:tentes-fevrier) tentes et bâches ont été saisies. À Grande-Synthe, les opérations commencent avant sept heures.

> On nous dit de partir, sans dire où.
> — [A., 19 ans](testimony:a-19)

## Ce que nous demandons

L’arrêt des expulsions sans relogement et l’accès à l’eau."""  # noqa: E501 - a paragraph is one line

JANUARY = """En janvier, [112](figure:expulsions-janvier) expulsions de lieux de vie ont été observées, soit une toutes les sept heures environ.

## Le froid n’a rien suspendu

Pendant les neuf nuits du plan grand froid, [21](figure:expulsions-grand-froid) expulsions ont eu lieu.

> J’ai gardé mes papiers sur moi, le reste est parti dans la benne.
> — [M., 27 ans](testimony:m-27)

## Ce que nous demandons

La suspension des expulsions pendant l’hiver, pour toutes et tous."""  # noqa: E501 - a paragraph is one line

ANSWER = """La préfecture affirme que « chaque opération s’accompagne d’une proposition d’hébergement ». Ce n’est pas ce que nos équipes observent.

## Ce que disent nos registres

Sur [98](figure:expulsions-fevrier) opérations, une proposition n’a été faite que rarement, le plus souvent après le départ du bus.

## Nos registres sont ouverts

Toute rédaction peut venir les consulter, sur rendez-vous."""  # noqa: E501 - a paragraph is one line

INVITATION = """Conférence de presse sur un an d’expulsions à la frontière, en présence de personnes concernées et de l’équipe d’observation.

## Au programme

Les chiffres de l’année, la méthode de comptage, les demandes des associations.

## Pour venir

Le lieu est donné aux personnes inscrites. Images possibles en fin de conférence, visages sur accord."""  # noqa: E501 - a paragraph is one line

ARABIC = """رصدت فرقنا تدمير ملاجئ المنفيين في [٩٨](figure:expulsions-fevrier) عملية. لم يُقترح أي حل للإيواء.

## ما نطلبه

وقف عمليات الإخلاء دون إعادة إسكان، والحصول على الماء."""  # noqa: E501 - a paragraph is one line

ENGLISH = """Our teams observed the destruction of shelters in [98](figure:expulsions-fevrier) operations. No accommodation was offered.

## What we ask

An end to evictions without rehousing, and access to water."""  # noqa: E501 - a paragraph is one line
