"""The text a signature is for: the words of a release, not its plan."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from comms.core.html import without_notes
from comms.releases.rules.words import ReleaseWords


def signed_words(words: ReleaseWords) -> dict[str, str]:
    """Return what a partner signs: titles and text as they leave, in their language.

    Not the hour, the lists, whom to call, nor what we say of ourselves: those are ours alone.
    """
    return {
        "overline": words.said(words.overline).strip(),
        "title": words.said(words.title).strip(),
        "subtitle": words.said(words.subtitle).strip(),
        "body": words.said(without_notes(words.body)).strip(),
    }


def text_hash(words: ReleaseWords) -> str:
    """Return the SHA-256 of what a partner signs, as 64 hexadecimal characters."""
    said = {"lang": words.lang, **signed_words(words)}
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def signed_another(words: ReleaseWords) -> bool:
    """Say whether somebody who stands under a text signed other words than these."""
    signed = {each.text for each in words.signatories if each.text}
    return bool(signed) and signed != {text_hash(words)}


def still_signed(was: Mapping[str, Any], now: Mapping[str, Any]) -> dict[str, Any]:
    """Return words from which somebody's were struck, signed by who had signed them whole."""
    before, after = (text_hash(ReleaseWords.of(each)) for each in (was, now))
    kept = ReleaseWords.of(now).signatories
    if not any(each.text == before for each in kept):
        return dict(now)
    moved = (replace(each, text=after) if each.text == before else each for each in kept)
    return {**now, "signatories": [each.plain() for each in moved]}
