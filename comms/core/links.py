"""Links as the web writes them, and the one link that all writings of an article share."""

import re
from functools import lru_cache
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit

# What tells a publisher where a reader came from, and never which article this is.
_TRACKING = frozenset(
    [
        "fbclid",
        "gclid",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "yclid",
        "twclid",
        "ttclid",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "xtor",
        "xts",
        "xtref",
        "cmp",
        "cmpid",
        "s_cid",
        "wt_mc",
        "ocid",
        "amp",
        "outputtype",
        "ref_src",
        "ref_url",
        "refsrc",
        "echobox",
        "spm",
        "mkt_tok",
        "vero_id",
        "trk",
        "__twitter_impression",
        "__s",
        "_ga",
        "_gl",
        "ns_mchannel",
        "ns_campaign",
        "ns_source",
        "ns_linkname",
        "ns_fee",
    ]
)
_TRACKING_BEGINS = ("utm_", "at_", "mtm_", "pk_", "piwik_", "hsa_", "amp_")
_TWIN = re.compile(r"^(?:www\d?|m|mobile|amp|touch)\.(?=[^.]+\.)")
# Nothing in it that could be written otherwise, but a « www » and the last stroke.
_USUAL = re.compile(
    r"https?://(?:www\.)?(?!www\d?\.|m\.|mobile\.|amp\.|touch\.)([a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]+)"
    r"(?<!ampproject\.org)(?!/amp/|.*[./]amp[./]|.*[./]amp$)(/[A-Za-z0-9/_.,~+-]*|)$"
)
_AMP_END = re.compile(r"(?:/amp/?|[./]amp(?=\.html?$)|\.amp)$|\.amp(?=\.html?$)", re.IGNORECASE)
_AMP_BEGIN = re.compile(r"^/amp(?=/)", re.IGNORECASE)
_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/?]*", re.IGNORECASE)
_GOOGLE = re.compile(r"^(?:www\.)?google\.[a-z.]{2,6}$")
_BING = ("bing.com", "www.bing.com")
_CACHE = re.compile(r"^/[a-z]/(s/)?(.+)$")
_ESCAPE = re.compile(r"%[0-9a-fA-F]{2}")
_PLAIN = re.compile(r"%(?:2[DE]|5F|7E|3[0-9]|[46][1-9A-F]|[57][0-9A])", re.IGNORECASE)
# Second labels under which countries give names away, as in « asso.fr » and « org.uk ».
_SHARED = frozenset(
    [
        "ac",
        "asso",
        "co",
        "com",
        "edu",
        "gob",
        "gov",
        "gouv",
        "govt",
        "ltd",
        "mil",
        "ne",
        "net",
        "nom",
        "or",
        "org",
        "sch",
    ]
)


def canonical(link: str) -> str:
    """Return the one link for all writings of an http(s) article; what is no link stays as it is.

    https, host in small letters, no fragment, no tracking, not the amp or mobile twin.
    """
    if found := _USUAL.match(link):
        return f"https://{found[1]}{found[2].rstrip('/')}"
    link = unwrapped(link)
    try:
        parts = urlsplit(link)
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return link
    if parts.scheme not in {"http", "https"} or not host:
        return link
    place = host if port in {None, 80, 443} else f"{host}:{port}"
    query = _query(parts.query)
    return f"https://{place}{_path(parts.path)}{'?' + query if query else ''}"


def unwrapped(link: str) -> str:
    """Return the article behind a link of Google Alerts, of Bing, or of a cache of amp pages.

    What no feed could say by itself stays wrapped: an address that is none, controls, a password.
    """
    if "google." not in link and "bing.com" not in link and "ampproject.org" not in link:
        return link
    inner = _inner(link)
    return inner if _is_plain(inner) else link


def _is_plain(link: str) -> bool:
    try:
        parts = urlsplit(link)
        is_whole = bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        return False
    return is_whole and link.isprintable() and not {"@", "\\"} & {*parts.netloc}


def _inner(link: str) -> str:
    try:
        parts = urlsplit(link)
    except ValueError:
        return link
    host = (parts.hostname or "").lower()
    is_google = _GOOGLE.match(host) and parts.path == "/url"
    if is_google or (host in _BING and parts.path == "/news/apiclick.aspx"):
        words = dict(parse_qsl(parts.query))
        inner = words.get("url") or words.get("q") or ""
        return inner if inner.startswith(("http://", "https://")) else link
    if _GOOGLE.match(host) and parts.path.startswith("/amp/"):
        return _cached(parts.path.removeprefix("/amp"), link)
    if host.endswith(".cdn.ampproject.org"):
        return _cached(parts.path, link)
    return link


def host_of(link: str | None) -> str:
    """Return the host a link leads to; nothing where it is no link."""
    try:
        return urlsplit(link or "").hostname or ""
    except ValueError:
        return ""


def plain_host(host: str) -> str:
    """Return « été.fr » as addresses carry it, « xn--t-9fab.fr »: both are one host."""
    try:
        return host if host.isascii() else host.encode("idna").decode()
    except UnicodeError:
        return host


def is_within(host: str, sites: tuple[str, ...]) -> bool:
    """Say whether a host is one of some sites or stands below one, however they are written."""
    return f".{plain_host(host)}".endswith(_endings(sites))


@lru_cache(maxsize=64)
def _endings(sites: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f".{plain_host(site)}" for site in sites)


def site_of(host: str) -> str:
    """Return the site a host belongs to: « lemonde.fr », « exemple.asso.fr »; an address itself.

    Who is asked for its feeds: on a host of many they share its machines, and its patience. Whose
    an article is says `houses.house_of`.
    """
    labels = host.lower().rstrip(".").split(".")
    if len(labels) < 3 or labels[-1].isdecimal() or ":" in host:
        return ".".join(labels)
    is_shared = len(labels[-1]) == 2 and labels[-2] in _SHARED
    return ".".join(labels[-3:] if is_shared else labels[-2:])


def _cached(path: str, link: str) -> str:
    found = _CACHE.match(path if path.startswith(("/c/", "/v/")) else f"/c{path}")
    if not found:
        return link
    return f"http{'s' if found[1] else ''}://{found[2]}"


def _host(host: str) -> str:
    host = plain_host(host.rstrip(".").lower())
    return _TWIN.sub("", host) if host.isascii() else host


def _path(path: str) -> str:
    path = quote(_SESSION.sub("", path), safe="%/:@!$&'()*+,;=~-._")
    path = _ESCAPE.sub(lambda found: found[0].upper(), _PLAIN.sub(_unescaped, path))
    path = _AMP_BEGIN.sub("", _AMP_END.sub("", path))
    return path.rstrip("/")


def _unescaped(found: re.Match[str]) -> str:
    return unquote(found[0])


def _query(query: str) -> str:
    if query.count("&") > 100:  # no article is named like that; a form was pasted
        return query
    words = parse_qsl(query, keep_blank_values=True)
    return urlencode(sorted(each for each in words if not _is_tracking(each[0].lower())))


def _is_tracking(name: str) -> bool:
    return name in _TRACKING or name.startswith(_TRACKING_BEGINS)
