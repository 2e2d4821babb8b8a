"""Saved web pages: a page's bytes go in, its text comes out, the headline first, with what the page says of its publication.

Elements that a browser would not show are taken out first, since text may be hidden in them to deceive; they are counted in a
note. What is no part of the article (menus, banners, related links) is left out by trafilatura.
"""

import logging
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from typing import cast

from lxml import etree, html
from trafilatura import bare_extraction, html2txt
from trafilatura.settings import DEFAULT_CONFIG, Document

from kg.errors import InputError
from kg.reading.clean import clean_text, deceiving
from kg.reading.columns import Tables
from kg.reading.encoding import Decoded, decode_bytes
from kg.reading.extracted import Extracted, checked
from kg.reading.markup import Node, drop_furniture, put_in_order
from kg.reading.metadata import Metadata
from kg.reading.pagedata import PageData, page_data

_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)
_REFERENCE = re.compile(r"&#([xX][0-9A-Fa-f]{1,8}|\d{1,10});?")
_DECLARATION = re.compile(
    r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!DOCTYPE[^<>\[]*\[(?:[^\]\"']++|\"[^\"]*+\"|'[^']*+')*+\]\s*>)?", re.IGNORECASE
)
# A page without an article is read all the same; what the library says of it would only disturb.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)

_CONFIG = deepcopy(DEFAULT_CONFIG)
_CONFIG["DEFAULT"]["MIN_EXTRACTED_SIZE"] = "1"

#: The most attributes of a tag; the parser compares each with all others.
MAX_ATTRIBUTES = 2_000

_TAG = re.compile(r"""<[A-Za-z](?:[^<>"']++|"[^"]*+"|'[^']*+')*+""")
_VALUE = re.compile(r""""[^"]*+"|'[^']*+'""")

_LINES = ("br", "p", "div", "li", "tr", "h1", "h2", "h3", "h4", "blockquote", "hr", "table")
_NEVER_SHOWN = frozenset({"script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "canvas", "dialog"})
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:opacity|font-size)\s*:\s*(?:0+(?:\.0*)?|\.0+)(?![.\d])"
    r"|(?:left|top|right|text-indent|margin-left)\s*:\s*-\d{3,}(?:px|em|rem|pt)|clip\s*:\s*rect\(\s*(?:0|1px)"
    r"|(?:width|height|max-height)\s*:\s*0(?:px)?\s*(?:;|$)(?=.{0,500}overflow\s*:\s*hidden)|transform\s*:\s*scale\(\s*0\s*\)",
    re.IGNORECASE,
)
_LONGEST_RULE = 2_000
_SIMPLE = re.compile(r"([.#])([\w-]+)")


def read(data: bytes, name: str, tables: Tables) -> Iterator[Extracted]:  # noqa: ARG001 - as every reader
    """The one report of a page; raises `InputError` if it holds no text."""
    claimed = _CHARSET.search(data[:4096])
    decoded = decode_bytes(data, claimed[1].decode("ascii") if claimed else None)
    page = read_page(decoded.text)
    yield replace(page, encoding=decoded.encoding, notes=(*_claim_note(decoded, claimed), *page.notes))


def read_page(text: str) -> Extracted:
    """The report of a page's markup; raises `InputError` if it holds no text."""
    tree = parse(text)
    about = page_data(tree, text)
    hidden = drop_hidden(tree)
    headline = _headline(tree, about)
    body = _body(tree)
    if headline and headline not in body[: len(headline) + 300]:
        body = f"{headline}\n\n{body}"
    notes = [f"{hidden:,} hidden elements left out"] if hidden else []
    metadata = Metadata(
        title=headline, published=about.published, publisher=about.publisher, url=about.url, language=about.language
    )
    return Extracted(text=checked(clean_text(body).text), metadata=metadata, notes=(*notes, *deceiving(text), *about.notes))


def parse(text: str) -> Node:
    """The tree of a page's markup, in which entities are never expanded; raises `InputError` where there is none."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False)
    clean = _REFERENCE.sub(_printable, _DECLARATION.sub("", clean_text(text).text))
    if any(len(_VALUE.sub(" ", tag[0]).split()) > MAX_ATTRIBUTES for tag in _TAG.finditer(clean)):
        raise InputError(f"it has a tag with more than {MAX_ATTRIBUTES:,} attributes, as no page does")
    try:
        tree = html.document_fromstring(clean.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise InputError(f"can't be read as HTML: {error}") from error
    if any("Excessive depth" in error.message for error in parser.error_log):
        raise InputError("its elements lie too deep within each other; what is below would be lost")
    return tree


def _printable(reference: re.Match[str]) -> str:
    """A reference to a character, or nothing where no text may hold the character: libxml2 would break on it later."""
    number = int(reference[1][1:], 16) if reference[1][0] in "xX" else int(reference[1])
    character = chr(number) if number <= sys.maxunicode else "\ufffe"
    return reference[0] if clean_text(character).text else ""


def _claim_note(decoded: Decoded, claimed: re.Match[bytes] | None) -> tuple[str, ...]:
    """What there is to say of a page that lies about its encoding, and of one whose encoding was guessed."""
    if claimed and decoded.notes:
        return (*decoded.notes, f"the page says it is {claimed[1].decode('ascii')}, which does not fit its bytes")
    return decoded.notes


def drop_hidden(tree: Node) -> int:
    """Take out of a page's tree what a browser does not show, and say how many elements with text in them these were."""
    names = _hidden_names(tree)
    found = [element for element in tree.iter() if isinstance(element.tag, str) and _is_hidden(element, names)]
    counted = 0
    for element in found:
        if element.getparent() is None or element.tag in ("html", "body"):
            continue
        if element.tag not in ("script", "style") and element.text_content().strip():
            counted += 1
        element.drop_tree()
    return counted


def _is_hidden(element: Node, names: frozenset[str]) -> bool:
    if element.tag in _NEVER_SHOWN:
        return element.tag != "dialog" or "open" not in element.attrib
    if "hidden" in element.attrib or _HIDING.search(element.get("style", "")[:_LONGEST_RULE]):
        return True
    own = [f".{name}" for name in element.get("class", "").split()] + [f"#{element.get('id', '')}"]
    return not names.isdisjoint(own)


def _hidden_names(tree: Node) -> frozenset[str]:
    """The classes and ids that the page's own style sheets hide wherever they stand, such as `.x` in `.x {display: none}`."""
    names = set()
    for sheet in tree.iter("style"):
        if sheet.get("media", "all") in ("all", "screen"):
            for block in _without_comments(sheet.text or "").split("}"):
                selectors, _, rule = block.partition("{")
                if _HIDING.search(rule[:_LONGEST_RULE]):
                    names |= {one.strip() for one in selectors.split(",") if _SIMPLE.fullmatch(one.strip())}
    return frozenset(names)


def _without_comments(sheet: str) -> str:
    """A style sheet without its comments; one that is not closed goes to the end."""
    return "".join(part.partition("*/")[2] for part in f"*/{sheet}".split("/*"))


def _headline(tree: Node, about: PageData) -> str | None:
    """The page's headline: its one `h1`, else what its metadata says, else its title without the name of the site."""
    heads = [text for element in tree.iter("h1") if (text := " ".join(element.text_content().split()))]
    inside = [text for element in tree.xpath("//article//h1 | //main//h1") if (text := " ".join(element.text_content().split()))]
    if about.title and about.title in heads:
        return about.title
    for found in (inside, heads):
        if len(found) == 1:
            return found[0]
    title = about.title or " ".join((tree.findtext(".//title") or "").split())
    parts = re.split(r"(?<!\s)\s+[|–—»·-]\s+", title)
    site = (about.publisher or "").casefold()
    if len(parts) > 1 and (parts[-1].casefold() == site or not site):
        title = title[: title.rindex(parts[-1])].rstrip(" |–—»·-")
    return title or None


def _body(tree: Node) -> str:
    """The text of a page's article; of the whole page where none can be told apart."""
    for element in tree.xpath("//figcaption"):
        element.drop_tree()
    drop_furniture(tree)
    put_in_order(tree)
    found = bare_extraction(deepcopy(tree), fast=True, include_comments=False, include_formatting=True, config=_CONFIG)
    text = "\n\n".join(_blocks(cast(Document, found).body)) if found is not None else ""
    return text or html2txt(tree)


def whole_text(tree: Node) -> str:
    """All the text of a tree, a line for each paragraph or break, as a mail shows it."""
    for element in tree.iter(*_LINES):
        if element.tag == "br":
            element.tail = f"\n{(element.tail or '').lstrip()}"
        else:
            element.text, element.tail = f"\n{element.text or ''}", f"\n{element.tail or ''}"
    lines = (" ".join(line.split()) for line in tree.text_content().split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def _blocks(body: Node) -> Iterator[str]:
    """The paragraphs, headings, lists and tables of an article, each as text."""
    for element in body:
        if element.tag == "list":
            text = "\n".join(f"- {_line(item)}" for item in element.iter("item") if _line(item))
        elif element.tag == "table":
            rows = ([_line(cell) for cell in row.iter("cell")] for row in element.iter("row"))
            text = "\n".join(" | ".join(row) for row in rows if any(row))
        else:
            text = _line(element)
        if text:
            yield text


def _line(element: Node) -> str:
    """The words of an element; line breaks of the page stay line breaks."""
    parts = []
    for node in element.iter():
        if node.tag == "lb":
            parts.append("\n")
        if node.text:
            parts.append(re.sub(r"\s+", " ", node.text))
        if node is not element and node.tail:
            parts.append(re.sub(r"\s+", " ", node.tail))
    return re.sub(r"(?<! ) *\n *", "\n", "".join(parts)).strip()
