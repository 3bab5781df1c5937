"""Where we read a document of the suite in another way than feedparser, and why.

Each line is a choice of `docs/decisions/reading-feeds.md`; a difference that is not here fails.
"""

from fnmatch import fnmatch

CHOSEN: dict[str, tuple[str, ...]] = {
    "a text is not repeated as its own summary": ("summary:",),
    "dc:date says when an article appeared": (
        "published:*/item_dc_date*",
        "updated:*/item_dc_date*",
    ),
    "a guid stays as it is written": (
        "guid:*",
        "link:*/entry_id_with_attributes.xml",
        "link:*/http_content_language_entry_title_inherit_2.xml",
        "link:*/atom10_id.xml",
    ),
    "CDF, of 1997, is no format we take": ("*:*/cdf/*", "*:*/cdf_*"),
    "of what stands twice the first counts": (
        "published:*/entry_created_multiple_values.xml",
        "published:*/entry_published_parsed_date_overwriting.xml",
        "updated:*/entry_updated_multiple_values.xml",
    ),
    "Atom's feed and its source name the authors of entries (RFC 4287)": (
        "authors:*/entry_source_author*",
        "authors:*/psc/*",
    ),
    "Atom's text is text, whatever it looks like": (
        "*:*text_plain_brackets.xml",
        "content:*/entry_content_div_escaped_markup.xml",
    ),
    "drawings, formulas and frames leave with what is in them": (
        "content:*/namespace/*",
        "summary:*/namespace/*",
        "summary:*_not_a_doctype*",
        "content:*_iframe.xml",
        "*:*_crazy.xml",
        "summary:*_iframe.xml",
        "content:*_script_nested_cdata.xml",
        "summary:*_script_nested_cdata.xml",
    ),
    "bytes nobody declared are read as Western": ("*:illformed/chardet/*", "*:encoding/bozo_*"),
    "text encoded twice is not guessed back": ("summary:encoding/double-encoded-html.xml",),
    "an element nobody knows is no tag, a picture in a category no title": (
        "tags:*/item_madeup_tags_element.xml",
        "title:*/item_category_image.xml",
    ),
}


def reason_for(what: str, file: str) -> str | None:
    """Return why a field of a file differs, or None when nothing explains it."""
    name = f"{what}:{file}"
    for reason, patterns in CHOSEN.items():
        if any(fnmatch(name, pattern) for pattern in patterns):
            return reason
    return None
