"""Reads a Google News sitemap; a map without news is no source."""

from lxml import etree

from comms.adapters.feeds.trouble import FeedRefused, FeedTrouble
from comms.adapters.feeds.values import Kind, Pointer, RawFeed, RawItem, Written

_NEWS = "google.com/schemas/sitemap-news"


def is_sitemap(root: etree._Element) -> bool:
    """Say whether a tree is a map of a site, or a list of maps."""
    return etree.QName(root).localname in {"urlset", "sitemapindex"}


def read(root: etree._Element, base: str) -> RawFeed:
    """Return the articles a news sitemap lists.

    Raises:
        FeedRefused: it lists pages, or other maps.
    """
    feed = RawFeed(base=base)
    for page in root.iterchildren("{*}url"):
        news = next((each for each in page if _NEWS in str(each.tag) and len(each)), None)
        if news is not None:
            feed.items.append(_item(page, news, base))
            feed.title = feed.title or Written(_in(news, "name"), Kind.TEXT, base)
    if not feed.items:
        raise FeedRefused(FeedTrouble.NOT_A_FEED)
    return feed


def _item(page: etree._Element, news: etree._Element, base: str) -> RawItem:
    link = _in(page, "loc")
    return RawItem(
        base=base,
        language=_in(news, "language"),
        title=Written(_in(news, "title"), Kind.TEXT, base),
        links=[Pointer(link, base=base)],
        guid=link,
        published=[_in(news, "publication_date")],
        updated=[_in(page, "lastmod")],
        tags=[*_in(news, "keywords").split(","), *_access(news)],
    )


def _access(news: etree._Element) -> list[str]:
    """Return that a subscription is asked for, as a tag: an item has no other place for it."""
    return [said] if (said := _in(news, "access")).lower() == "subscription" else []


def _in(element: etree._Element, name: str) -> str:
    found = next(element.iter("{*}" + name), None)
    return (found.text or "").strip() if found is not None else ""
