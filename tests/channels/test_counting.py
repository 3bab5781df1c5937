"""How each network counts a text, over the reference table and more scripts than we write in."""

import unicodedata

import pytest

from comms.channels.rules.counting import (
    LIMITS,
    Count,
    count,
    graphemes,
    mastodon,
    threads,
    utf16,
    x_weight,
)

FAMILY = "👨‍👩‍👧‍👦"
LONG_LINK = f"https://example.org/{'a' * 57}"  # 77 characters

# text, UTF-16 units, code points, graphemes, UTF-8 bytes, weight on X
SAMPLES = [
    # the reference table
    ("لا مكان للنوم في كاليه الليلة", 29, 29, 29, 53, 29),
    ("مُحَمَّد", 8, 8, 4, 16, 8),
    ("می\u200cخواهم", 8, 8, 7, 17, 8),
    ("ئەمشەو کەس نەخەوتن لێرە", 23, 23, 23, 43, 23),
    ("زموږ ماشومان هلته بهر ویده کېږي", 31, 31, 31, 57, 31),
    ("ሰላም ንኹሉ ሰብ እዩ", 13, 13, 13, 33, 23),
    ("ሰላም" * 50, 150, 150, 150, 450, 300),
    ("ሰ" * 140, 140, 140, 140, 420, 280),
    (FAMILY, 11, 7, 1, 25, 2),
    ("🇫🇷", 4, 2, 1, 8, 2),
    ("cafe\u0301", 5, 5, 4, 6, 4),
    (LONG_LINK, 77, 77, 77, 77, 23),
    ("association-de-calais.fr", 24, 24, 24, 24, 23),
    ("\u2067سلام\u2069", 6, 6, 6, 14, 8),
    # Latin, with the signs of French typography
    ("", 0, 0, 0, 0, 0),
    ("We sleep outside.", 17, 17, 17, 17, 17),
    ("Cette nuit, à Calais.", 21, 21, 21, 22, 21),
    ("Où dormir\u202f?", 11, 11, 11, 14, 12),
    ("«\u00a0Rien\u00a0»", 8, 8, 8, 12, 8),
    ("Attendez…", 9, 9, 9, 11, 10),
    ("5\u00a0€", 3, 3, 3, 6, 4),
    ("l’eau", 5, 5, 5, 7, 5),
    ("a\u200bb", 3, 3, 3, 5, 3),
    ("a\u200eb", 3, 3, 3, 5, 4),
    # Arabic script: Persian, Dari, figures
    ("می\u200cرود", 6, 6, 5, 13, 6),
    ("امشب", 4, 4, 4, 8, 4),
    ("١٬٢٤٧", 5, 5, 5, 10, 5),
    # Ethiopic
    ("ሓደ", 2, 2, 2, 6, 4),
    ("ሰላም።", 4, 4, 4, 12, 8),
    # Cyrillic, Greek, Hebrew, Armenian, Georgian
    ("Кале", 4, 4, 4, 8, 4),
    ("и\u0306", 2, 2, 1, 4, 1),
    ("Καλαί", 5, 5, 5, 10, 5),
    ("ι\u0301", 2, 2, 1, 4, 1),
    ("שלום", 4, 4, 4, 8, 4),
    ("ש\u05b8\u05c1לו\u05b9ם", 7, 7, 4, 14, 7),
    ("Կալե", 4, 4, 4, 8, 4),
    ("კალე", 4, 4, 4, 12, 4),
    # Devanagari, Bengali, Tamil, Thai
    ("काली", 4, 4, 2, 12, 4),
    ("কালে", 4, 4, 2, 12, 4),
    ("காலே", 4, 4, 2, 12, 4),
    ("กาเล", 4, 4, 4, 12, 4),
    ("ที่", 3, 3, 1, 9, 3),
    # Han, kana, Hangul
    ("加来", 2, 2, 2, 6, 4),
    ("カレー", 3, 3, 3, 9, 6),
    ("か\u3099", 2, 2, 1, 6, 2),
    ("칼레", 2, 2, 2, 6, 4),
    ("\u110f\u1161\u11af", 3, 3, 1, 9, 2),
    # Tifinagh, N'Ko, Adlam
    ("ⴰⵣⵓⵍ", 4, 4, 4, 12, 8),
    ("ߒߞߏ", 3, 3, 3, 6, 3),
    ("𞤀𞤁", 4, 2, 2, 8, 4),
    # emoji and other signs
    ("👍🏽", 4, 2, 1, 8, 2),
    ("1\ufe0f\u20e3", 3, 3, 1, 7, 2),
    ("❤\ufe0f", 2, 2, 1, 6, 2),
    ("🏴\u200d☠\ufe0f", 5, 4, 1, 13, 2),
    ("🔥🔥", 4, 2, 2, 8, 4),
    ("𝐀", 2, 1, 1, 4, 2),
]


@pytest.mark.parametrize(("text", "units", "points", "letters", "octets", "weight"), SAMPLES)
def test_a_text_counts_as_the_reference_table_says(
    text: str, units: int, points: int, letters: int, octets: int, weight: int
) -> None:
    found = (utf16(text), len(text), graphemes(text), len(text.encode()), x_weight(text))

    assert found == (units, points, letters, octets, weight)


def test_the_samples_speak_at_least_eleven_scripts() -> None:
    letters = {sign for text, *_ in SAMPLES for sign in text if sign.isalpha()}
    scripts = {unicodedata.name(sign).split()[0] for sign in letters}

    assert len(SAMPLES) >= 40
    assert len(scripts) >= 11


def test_140_letters_of_tigrinya_fill_x_and_one_more_is_too_many() -> None:
    assert count("x", "ሰ" * 140) == Count(280, 280, True, "weight")
    assert count("x", "ሰ" * 141) == Count(282, 280, False, "weight")


def test_140_letters_of_arabic_leave_room_on_x() -> None:
    assert count("x", "س" * 280).fits
    assert not count("x", "س" * 281).fits


@pytest.mark.parametrize(
    ("text", "weight"),
    [
        ("calais.fr", 23),
        ("Voir calais.fr.", 5 + 23 + 1),
        ("https://a.org, et", 23 + 4),
        ("(https://a.org)", 1 + 23 + 1),
        ("HTTPS://A.ORG", 23),
        ("a.org b.org", 23 + 1 + 23),
        ("sante.gouv.fr/rapport.", 23 + 1),
        ("contact@calais.fr", 17),
        ("fin.Puis", 8),
    ],
)
def test_a_link_weighs_23_on_x_without_the_signs_around_it(text: str, weight: int) -> None:
    assert x_weight(text) == weight


@pytest.mark.parametrize(
    ("text", "length"),
    [
        (LONG_LINK, 23),
        ("association-de-calais.fr", 24),
        ("https://a.org.", 23 + 1),
        ("« https://a.org »", 2 + 23 + 2),
        ("http://a.org\nhttps://b.org", 23 + 1 + 23),
        ("@nour@social.example: oui", len("@nour: oui")),
        ("@nour oui", 9),
        ("nour@example.org", 16),
        ("https://social.example/@nour@b.org", 23),
        (f"{FAMILY} cafe\u0301", 6),
    ],
)
def test_mastodon_shortens_links_and_forgets_the_server_of_a_mention(
    text: str, length: int
) -> None:
    assert mastodon(text) == length


def test_bluesky_counts_letters_and_also_bytes() -> None:
    families = FAMILY * 120

    assert count("bluesky", "ሰ" * 300) == Count(300, 300, True, "graphemes")
    assert not count("bluesky", "ሰ" * 301).fits
    assert count("bluesky", families) == Count(120, 300, True, "graphemes")
    assert not count("bluesky", families + "a").fits


def test_threads_counts_emoji_by_their_bytes_and_letters_one_by_one() -> None:
    assert threads("ሓደ") == 2
    assert threads(FAMILY) == 25
    assert threads("Calais 🔥") == 7 + 4
    assert not count("threads", "🔥" * 126).fits


def test_telegram_counts_utf16_units() -> None:
    assert count("telegram", "🔥" * 2048).fits
    assert not count("telegram", "🔥" * 2049).fits


@pytest.mark.parametrize("network", ["linkedin", "instagram", "facebook"])
def test_the_others_count_characters(network: str) -> None:
    most = LIMITS[network].most

    assert count(network, "ሰ" * most) == Count(most, most, True, "characters")
    assert not count(network, "ሰ" * (most + 1)).fits


def test_fifty_families_are_fifty_letters() -> None:
    assert count("mastodon", FAMILY * 50) == Count(50, 500, True, "graphemes")


@pytest.mark.parametrize("network", sorted(LIMITS))
def test_an_empty_text_fits_everywhere_and_every_limit_says_where_it_was_read(
    network: str,
) -> None:
    assert count(network, "") == Count(0, LIMITS[network].most, True, LIMITS[network].unit)
    assert LIMITS[network].source


def test_a_network_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        count("minitel", "3615")


@pytest.mark.parametrize("text", ["a" * 20_000, "a." * 10_000, "a-" * 10_000, "@" * 20_000])
@pytest.mark.parametrize("network", ["x", "mastodon"])
def test_a_text_as_long_as_a_book_is_counted_and_does_not_fit(network: str, text: str) -> None:
    counted = count(network, text)

    assert counted.count > LIMITS[network].most
    assert not counted.fits
