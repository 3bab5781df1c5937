"""Quotation marks of the languages people write in here (Unicode CLDR 48, delimiters).

fr, fa, prs: « » ‹ ›; en, ti, ps, ckb: “ ” ‘ ’; de: „ “ ‚ ‘; ar: ” “ ’ ‘, turned round.
People mix them, so each pair counts in every language; one that begins with ” or with a single mark
ends on its line, or an apostrophe would open a quotation.
"""

SIGNS = '«»“”„‹›‚‘"'


def run(most: str = "*+") -> str:
    """Return a pattern for words between marks, which are one sign each; `most`: how many signs."""
    # A group gives back what it took: until 3.11.5 Python loses its place in one that does not.
    any_of = most.removesuffix("+")
    pairs = (
        rf"«[^«»]{most}»",
        rf"“[^“”]{most}”",
        rf"”[^“”\n]{most}“",
        rf"„[^„“”]{most}[“”]",
        rf"‹[^‹›\n]{most}›",
        rf"‚[^‚‘\n]{most}‘",
        rf"(?<!\w)‘(?:[^‘’\n]|(?<=\w)’(?=\w)){any_of}’(?!\w)",
        rf"(?<!\w)’(?:[^‘’\n]|(?<=\w)’(?=\w)){any_of}‘(?!\w)",
        rf"\"[^\"\n]{most}\"",
    )
    return "|".join(pairs)


def bound(text: str) -> str:
    """Return a text whose « marks » stay on the line of their words (Imprimerie nationale)."""
    return text.replace("« ", "«\u00a0").replace(" »", "\u00a0»")
