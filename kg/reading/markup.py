"""Markup put in order before a page is read: tables that are only a frame become divisions, loose lines become paragraphs.

trafilatura takes paragraphs for the text of an article. Old pages have none: their text lies loose in cells, parted by breaks.
"""

import re
from collections.abc import Iterator
from typing import Any, TypeAlias

from lxml import etree

#: An element of lxml, which is untyped.
Node: TypeAlias = Any

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
    ]
)
_CELLS = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_LOOSE = frozenset({"article", "blockquote", "body", "center", "div", "main", "section"})
#: Names of classes and ids that pages give to what stands around an article.
_FURNITURE = re.compile(
    r"(?:top|nav|side|tool|cookie)-?bar|nav(?:igation)?|(?:main-|site-|top-)?menu|breadcrumbs?|cookies?(?:-(?:banner|notice|consent))?|consent"
    r"|(?:social|share|sharing)(?:-(?:buttons|links|bar|tools))?|most-?(?:read|popular|viewed)|trending|popular(?:-posts)?"
    r"|related(?:-(?:posts|articles|stories|links|content))?|recommended|read-?(?:more|next)|newsletter(?:-signup)?|subscribe|promo"
    r"|ad|ads|advert(?:isement)?|ad-(?:slot|container|wrapper)|foot(?:er)?|(?:site|page)-foot(?:er)?|copyright|comments?(?:-section)?",
    re.IGNORECASE,
)
#: What holds more than this part of a page's text is not around the article, whatever it is called.
_MOST_FURNITURE = 0.3

#: A cell with more characters than this is a part of the page, not of a table.
_LONGEST_CELL = 600


def put_in_order(tree: Node) -> None:
    """Change a page's tree so that its text stands in paragraphs, lists and real tables."""
    for table in list(tree.iter("table")):
        if _is_frame(table):
            for element in _own(table):
                element.tag = "div"
    for element in list(tree.iter(*_LOOSE)):
        if _has_loose_text(element):
            _wrap(element)


def drop_furniture(tree: Node) -> None:
    """Take out of a page's tree what its own names say is no part of the article: menus, notices, lists of other articles."""
    whole = len(tree.text_content())
    for element in list(tree.iter("div", "section", "ul", "ol", "aside", "p")):
        names = f"{element.get('class', '')} {element.get('id', '')}"[:500].split()
        named = any(_FURNITURE.fullmatch(name.replace("_", "-")) for name in names)
        if named and len(element.text_content()) <= whole * _MOST_FURNITURE and element.find(".//h1") is None:
            element.drop_tree()


def _is_frame(table: Node) -> bool:
    """Whether a table only lays out the page: its cells hold headings, other tables, lists, paragraphs or very much text."""
    for cell in table.iter("td", "th"):
        if len(cell.text_content()) > _LONGEST_CELL or len(cell.findall("p")) > 1:
            return True
        if next(cell.iter("h1", "h2", "h3", "table", "article"), None) is not None:
            return True
    return False


def _own(table: Node) -> Iterator[Node]:
    """A table with its rows and cells, without those of tables within it."""
    waiting = [table]
    while waiting:
        element = waiting.pop()
        yield element
        waiting += [child for child in element if child.tag in _CELLS and child.tag != "table"]


def _has_loose_text(element: Node) -> bool:
    """Whether text lies in an element beside breaks or blocks rather than in paragraphs."""
    if not any(child.tag == "br" or child.tag in _BLOCKS for child in element):
        return False
    return bool((element.text or "").strip()) or any((child.tail or "").strip() for child in element)


def _wrap(element: Node) -> None:
    """Set the loose text of an element in paragraphs, a new one after each blank line."""
    children, text = list(element), element.text
    for child in children:
        element.remove(child)
    element.text = None
    paragraph = _paragraph(element, text)
    breaks = 0
    for child in children:
        tail, child.tail = child.tail, None
        if child.tag in _BLOCKS:
            element.append(child)
            paragraph, breaks = _paragraph(element, tail), 0
        elif child.tag == "br":
            breaks += 1
            if breaks > 1:
                paragraph = _paragraph(element, tail)
            else:
                paragraph.append(child)
                child.tail = tail
            breaks = 0 if (tail or "").strip() else breaks
        else:
            paragraph.append(child)
            child.tail, breaks = tail, 0
    for empty in [child for child in element if child.tag == "p" and not len(child) and not (child.text or "").strip()]:
        element.remove(empty)


def _paragraph(element: Node, text: str | None) -> Node:
    found = etree.SubElement(element, "p")
    found.text = text
    return found
