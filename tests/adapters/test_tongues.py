"""The language of a text, when nobody says: right, or unknown."""

import pytest

from comms.adapters.tongues import detect


@pytest.mark.parametrize(
    ("text", "lang"),
    [
        ("À Calais, une nuit de plus dehors pour deux cents personnes.", "fr"),
        ("The charity says two hundred people spent another night outside in the rain.", "en"),
        ("Noch eine Nacht draußen für zweihundert Menschen in Calais.", "de"),
        ("ليلة أخرى في الخارج لمئتي شخص في كاليه", "ar"),
        ("شبی دیگر در بیرون برای دویست نفر در کاله", "fa"),
        ("په کاله کې د شپې بهر د دوه سوه کسانو لپاره ښه نه ده", "ps"),
        ("لە کالێ شەوێکی تر لە دەرەوە بۆ دوو سەد کەس", "ckb"),
        ("ኣብ ካለ ትማሊ ሰባት ብዙሓት ካብ ቦታኦም ተሰጒጎም እዮም", "ti"),
        ("Calais", None),
        ("HRO 2029 : 1 226, 4 310, 99, 99, 99", None),
        ("", None),
    ],
)
def test_a_text_is_of_a_language_or_of_none_that_is_clear(text: str, lang: str | None) -> None:
    assert detect(text) == lang


def test_a_very_long_text_takes_no_longer() -> None:
    assert detect("À Calais, une nuit de plus dehors pour deux cents personnes. " * 50_000) == "fr"
