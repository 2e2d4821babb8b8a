"""What a web page says of its own publication: a page's tree goes in, title, publisher, day, address and language come out.

What is written for machines (JSON-LD, `meta` elements, microdata) goes before what is guessed from the page's looks; where a
guess differs it is kept as a note. An unsure day is left open, since every "yesterday" would be counted from it.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from kg.reading.markup import Node

_ARTICLE = re.compile(r"(?:Article|Report|BlogPosting|Posting|WebPage)$")
_DAY = re.compile(r"\A\s*(?:(\d{4})-(\d{2})-(\d{2})(?:$|[T\s])|(\d{4})(\d{2})(\d{2})(?:$|T))")
_ADDRESS_DAY = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?:/|-|$)")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_LATER = re.compile("modif|updat|revis|edit|access|print|crawl|save", re.IGNORECASE)
_DATED = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "dc.date.issued", "dcterms.issued",
    "dcterms.date", "dc.date", "date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date",
    "parsely-pub-date", "sailthru.date", "citation_publication_date", "cxenseparse:recs:publishtime", "article.published",
    "dc.date.created", "dcterms.created",
)  # fmt: skip
_PUBLISHED_BY = ("dc.publisher", "dcterms.publisher", "publisher", "citation_publisher", "og:site_name", "application-name")
_DEEPEST = 20


@dataclass(frozen=True, slots=True)
class PageData:
    """What a page says of its publication; None where it says nothing, `notes` where it says several things."""

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    notes: tuple[str, ...] = ()


def page_data(tree: Node, markup: str) -> PageData:
    """What a page says of its publication, in its tree or in the comment of the browser that saved it."""
    linked = list(_linked_data(tree))
    metas = _metas(tree)
    url = _address(tree, metas, linked, markup)
    published, notes = _published(tree, metas, linked, url)
    return PageData(
        title=_first(metas.get(name) for name in ("og:title", "twitter:title", "dc.title", "dcterms.title"))
        or _first(_text(item.get("headline")) for item in linked),
        publisher=_first(_text(item.get("publisher")) for item in linked) or _first(metas.get(name) for name in _PUBLISHED_BY),
        published=published,
        url=url,
        language=_language(tree, metas),
        notes=notes,
    )


def _published(
    tree: Node, metas: dict[str, str], linked: list[dict[str, Any]], url: str | None
) -> tuple[str | None, tuple[str, ...]]:
    """The day of publication; what the page's looks say instead is a note."""
    stated = _first(_day(_text(item.get("datePublished"))) for item in linked) or _first(_day(metas.get(name)) for name in _DATED)
    stated = stated or _first(_day(element.get("content") or element.get("datetime")) for element in _marked(tree))
    guess = _guessed(tree, url)
    if stated and guess and guess != stated:
        return stated, (f"published {stated} by its metadata, {guess} by its looks",)
    return stated or guess, () if stated or not guess else (f"published {guess} by its looks, which is a guess",)


def _marked(tree: Node) -> Node:
    return tree.xpath("//*[@itemprop='datePublished'] | //time[@pubdate]")


def _guessed(tree: Node, url: str | None) -> str | None:
    """The day in the page's address, or the one day that times in the article's head agree on."""
    if url and (found := _ADDRESS_DAY.search(_path(url))):
        return _iso(*found.groups())
    heads = tree.xpath("(//time[@datetime])[position() <= 50][ancestor::article or ancestor::header or ancestor::main][not(ancestor::aside or ancestor::nav"
                       " or ancestor::footer or ancestor::li or ancestor::p[string-length(normalize-space(.)) > 60])]")  # fmt: skip
    days = {day for element in heads if not _later(element) and (day := _day(element.get("datetime")))}
    return days.pop() if len(days) == 1 else None


def _path(url: str) -> str:
    """The path of an address; that of what is no address is empty."""
    try:
        return urlsplit(url).path
    except ValueError:
        return ""


def _later(element: Node) -> bool:
    """Whether a time is that of a change rather than of the publication."""
    around = element.getparent()
    words = [
        element.get("class", ""),
        around.get("class", ""),
        around.text or "",
        element.getprevious() is not None and (element.getprevious().tail or ""),
    ]
    return any(_LATER.search(word) for word in words if word)


def _linked_data(tree: Node) -> Iterator[dict[str, Any]]:
    """The articles that a page's JSON-LD describes, with their publishers beside them."""
    for script in tree.xpath("//script[@type='application/ld+json']"):
        with suppress(ValueError, RecursionError):
            objects = list(_objects(json.loads(script.text or "", strict=False), 0))
            named = {item["@id"]: item for item in objects if isinstance(item.get("@id"), str)}
            for item in objects:
                if any(_ARTICLE.search(str(kind)) for kind in _listed(item.get("@type"))):
                    publisher = item.get("publisher")
                    known = named.get(publisher.get("@id", "")) if isinstance(publisher, dict) else None
                    yield {**item, "publisher": {**publisher, **known}} if isinstance(publisher, dict) and known else item


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - any JSON
    """The objects of a JSON-LD document that stand by themselves: in lists and graphs, not within others."""
    if depth > _DEEPEST:
        return
    if isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("mainEntity"), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - any JSON
    return value if isinstance(value, list) else [value]


def _text(value: Any) -> str | None:  # noqa: ANN401 - any JSON
    """A JSON-LD value as text: the value, the name of an object, or that of the first of several."""
    if isinstance(value, list):
        return _first(map(_text, value))
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@value"))
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _metas(tree: Node) -> dict[str, str]:
    """The `meta` elements of a page: name or property in lower case -> content, the first of each."""
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or ""
        content = " ".join((element.get("content") or "").split())
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _address(tree: Node, metas: dict[str, str], linked: list[dict[str, Any]], markup: str) -> str | None:
    """The page's address on the web, where it is an absolute one."""
    saved = _SAVED_FROM.search(markup[:2000])
    candidates = [
        *tree.xpath("//link[@rel='canonical']/@href"),
        metas.get("og:url"),
        *(_text(item.get("url")) for item in linked),
        saved[1] if saved else None,
    ]
    return _first(str(url).strip() for url in candidates if url and re.match(r"https?://[^\s/]+", str(url).strip()))


def _language(tree: Node, metas: dict[str, str]) -> str | None:
    value = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("og:locale") or ""
    found = re.match(r"[A-Za-z]{2,3}(?![A-Za-z])", value.strip())
    return found[0].lower() if found else None


def _day(text: str | None) -> str | None:
    """The day that a time of ISO 8601 begins with, as it is written there."""
    found = _DAY.match(text or "")
    return _iso(*(part for part in found.groups() if part)) if found else None


def _iso(year: str, month: str, day: str) -> str | None:
    with suppress(ValueError):
        return date(int(year), int(month), int(day)).isoformat()
    return None


def _first(values: Any) -> str | None:  # noqa: ANN401 - any iterable of texts and None
    return next((value for value in values if value), None)
