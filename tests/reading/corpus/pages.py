"""Web pages made of stories, in eleven layouts as sites have them: menus, banners, captions, related links, no two alike."""

import html
import json
from collections.abc import Callable
from datetime import timedelta

from tests.reading.corpus.stories import Story

_MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/world'>World</a></li><li><a href='/elbonia'>Elbonia</a></li><li><a href='/opinion'>Opinion</a></li><li><a href='/subscribe'>Subscribe</a></li></ul></nav>"
_RELATED = (
    "<ul><li><a href='/a'>Ten dead as ferry capsizes off Zornik</a></li><li><a href='/b'>Parliament votes on curfew</a></li>"
    "<li><a href='/c'>Football: Tamsin beat Dreva 3-0</a></li></ul>"
)
_FOOTER = "<footer><p>© 2024 All rights reserved. <a href='/privacy'>Privacy policy</a> | <a href='/terms'>Terms of use</a></p></footer>"
_COOKIES = (
    "<div class='cookie-banner' role='dialog'><p>We use cookies to improve your experience.</p><button>Accept all</button></div>"
)


def _e(text: str) -> str:
    return html.escape(text, quote=False)


def _blocks(story: Story, between: dict[int, str] | None = None) -> str:
    """The body of an article in plain markup, with pieces set between its paragraphs."""
    parts = []
    for number, block in enumerate(story.blocks):
        if isinstance(block, str):
            parts.append(f"<p>{_e(block)}</p>")
        elif isinstance(block[0], str):
            parts.append(f"<ul>{''.join(f'<li>{_e(str(item))}</li>' for item in block)}</ul>")
        else:
            rows = "".join(f"<tr>{''.join(f'<td>{_e(cell)}</td>' for cell in row)}</tr>" for row in block)
            parts.append(f"<table>{rows}</table>")
        parts.append((between or {}).get(number, ""))
    return "".join(parts)


def news(story: Story) -> str:
    """A newspaper: JSON-LD with a later change, a caption, related links beside it."""
    data = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.headline,
        "datePublished": f"{story.published}T08:15:00+00:00", "dateModified": f"{story.published + timedelta(2)}T10:00:00+00:00",
        "publisher": {"@type": "Organization", "name": story.publisher},
    }  # fmt: skip
    return (
        f"<!doctype html><html lang='en'><head><meta charset='utf-8'><title>{_e(story.headline)} | {story.publisher}</title>"
        f"<link rel='canonical' href='{story.url}'><script type='application/ld+json'>{json.dumps(data)}</script></head><body>"
        f"<header><a href='/'>{story.publisher}</a>{_MENU}</header><main><article><h1>{_e(story.headline)}</h1>"
        f"<p class='byline'>By <a href='/staff'>Our correspondent</a></p><figure><img src='a.jpg' alt='Smoke'>"
        f"<figcaption>Smoke rises over the town on Sunday. Photograph: A. N. Other</figcaption></figure>{_blocks(story)}</article>"
        f"<aside><h2>Related stories</h2>{_RELATED}</aside></main>{_FOOTER}</body></html>"
    )


def tables(story: Story) -> str:
    """A site of the last century: nested tables, fonts, no metadata, the day in words only."""
    body = "".join(
        f"<p><font face='Arial' size='2'>{_e(block)}</font></p>" if isinstance(block, str) else _blocks(
            Story(story.number, story.headline, story.publisher, story.published, (block,))
        )
        for block in story.blocks
    )  # fmt: skip
    return (
        f"<html><head><title>{_e(story.headline)}</title></head><body bgcolor='white'><table width='100%'><tr><td width='150'>"
        f"<a href='index.html'>Front page</a><br><a href='archive.html'>Archive</a><br><a href='links.html'>Links</a></td>"
        f"<td><h1>{_e(story.headline)}</h1>{body}</td></tr></table><hr><small><a href='mailto:w@example.org'>Webmaster</a></small>"
        "</body></html>"
    )


def blog(story: Story) -> str:
    """A weblog: the day in a `meta` element, a sidebar with archives, comments below."""
    return (
        f"<!DOCTYPE html><html lang='en-GB'><head><meta charset='UTF-8'><title>{_e(story.headline)} – {story.publisher}</title>"
        f"<meta property='article:published_time' content='{story.published}T22:45:10+02:00'>"
        f"<meta property='article:modified_time' content='{story.published + timedelta(30)}T22:45:10+02:00'>"
        f"<meta property='og:site_name' content='{story.publisher}'><meta property='og:url' content='{story.url}'></head>"
        f"<body class='single single-post'><div id='page'><header id='masthead'>{_MENU}</header><div id='content'>"
        f"<article class='post'><header class='entry-header'><h1 class='entry-title'>{_e(story.headline)}</h1></header>"
        f"<div class='entry-content'>{_blocks(story)}</div><footer class='entry-footer'><span>Posted in <a href='/cat'>News</a></span>"
        f"</footer></article><div id='comments' class='comments-area'><h2>2 thoughts on this</h2><ol class='comment-list'>"
        "<li class='comment'><p>Terrible. When will this end?</p></li><li class='comment'><p>I heard it was 900 killed!</p></li></ol></div>"
        "</div><aside id='secondary' class='widget-area'><section class='widget'><h2>Archives</h2><ul><li><a href='/1'>May 2023</a></li>"
        f"<li><a href='/2'>April 2023</a></li></ul></section></aside>{_FOOTER}</div></body></html>"
    )


def relief(story: Story) -> str:
    """A humanitarian portal: Dublin Core, details of the document beside its text, an attachment to download."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{_e(story.headline)} - Elbonia | Reliefnet</title>"
        f"<meta name='DC.date.issued' content='{story.published}'><meta name='dc.publisher' content='{story.publisher}'>"
        f"<link rel='canonical' href='{story.url}'></head><body>{_MENU}<main id='main-content'><article class='rw-report'>"
        f"<header><h1>{_e(story.headline)}</h1></header><div class='rw-report__content'>{_blocks(story)}</div></article>"
        f"<section class='related'><h2>Related Content</h2>{_RELATED}</section></main>{_FOOTER}</body></html>"
    )


def banners(story: Story) -> str:
    """Cookies to be accepted, a newsletter in the middle of the text, a dialogue that is hidden until its time."""
    promo = "<div class='newsletter-promo ad'><p><a href='/join'>Sign up to our daily newsletter</a></p></div>"
    hidden = "<div style='display:none'><p>You have read your 5 free articles. In other news, 900 people were killed in Dreva.</p></div>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{_e(story.headline)}</title>"
        f"<meta name='pubdate' content='{story.published:%Y%m%d}'><meta property='og:site_name' content='{story.publisher}'>"
        f"<meta property='og:title' content='{html.escape(story.headline)}'></head><body>{_COOKIES}{_MENU}<div class='advert'>Advertisement</div>"
        f"<article><h1>{_e(story.headline)}</h1><div class='article-body'>{_blocks(story, {1: promo})}</div></article>{hidden}{_FOOTER}</body></html>"
    )


def soup(story: Story) -> str:
    """Nothing but `div`: classes made by a program, the day in microdata."""
    blocks = _blocks(story).replace("<p>", "<p class='x9f'>")
    return (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{_e(story.headline)}</title></head><body><div class='a1'><div class='b2'>"
        "<a href='/'>Start</a> <a href='/news'>News</a> <a href='/sport'>Sport</a></div><div class='c3' itemscope>"
        f"<meta itemprop='datePublished' content='{story.published}'><div class='d4'><h1>{_e(story.headline)}</h1></div>"
        f"<div class='e5'>{blocks}</div></div><div class='f6'><a href='/x'>Share</a> <a href='/y'>Tweet</a> <a href='/z'>Print</a></div>"
        f"<div class='g7'>{_RELATED}</div></div></body></html>"
    )


def bulletin(story: Story) -> str:
    """A monitor's bulletin: the day in a `time` element, links to other days below."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{story.publisher}: {_e(story.headline)}</title></head><body>"
        f"<header class='site'><p><a href='/'>{story.publisher}</a></p>{_MENU}</header><main><article><h1>{_e(story.headline)}</h1>"
        f"<div class='meta'>Published: <time datetime='{story.published}'>{story.published:%d %B %Y}</time></div>{_blocks(story)}</article>"
        f"<nav class='pager'><a href='/p'>Previous: <time datetime='2022-01-01'>1 January</time></a></nav></main>{_FOOTER}</body></html>"
    )


def graph(story: Story) -> str:
    """JSON-LD as one graph whose publisher stands elsewhere in it; “read more” links between the paragraphs."""
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebSite", "@id": "#site", "name": "The site"},
            {"@type": "Organization", "@id": "#org", "name": story.publisher},
            {"@type": ["NewsArticle"], "datePublished": f"{story.published}", "publisher": {"@id": "#org"}, "url": story.url},
        ],
    }
    more = "<p class='read-more related'><a href='/other'>READ MORE: Ferry disaster off Zornik</a></p>"
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{_e(story.headline)}</title>"
        f"<script type='application/ld+json'>{json.dumps(data)}</script></head><body>{_MENU}<div role='main'><article><h1>{_e(story.headline)}</h1>"
        f"<section class='article__body'>{_blocks(story, {2: more})}</section></article></div>{_FOOTER}</body></html>"
    )


def update(story: Story) -> str:
    """An agency's update: breadcrumbs, buttons to share, a list of tags below."""
    return (
        f"<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'><title>{_e(story.headline)} | {story.publisher}</title>"
        f"<meta name='dcterms.issued' content='{story.published}T00:00:00'><meta name='publisher' content='{story.publisher}'></head><body>"
        f"<ol class='breadcrumb'><li><a href='/'>Home</a></li><li><a href='/updates'>Updates</a></li></ol><main><h1>{_e(story.headline)}</h1>"
        f"<div class='share-buttons'><a href='#'>Facebook</a><a href='#'>X</a><a href='#'>E-mail</a></div><div class='field--body'>{_blocks(story)}</div>"
        f"<ul class='tags'><li><a href='/t/1'>Protection</a></li><li><a href='/t/2'>Health</a></li></ul></main>{_FOOTER}</body></html>"
    )


def breaks(story: Story) -> str:
    """XHTML whose paragraphs are parted by line breaks alone, as content systems of the 2000s made them."""
    body = "<br/><br/>".join(
        _e(block) if isinstance(block, str) else _blocks(Story(0, "", "", story.published, (block,))) for block in story.blocks
    )
    return (
        "<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0 Strict//EN' 'http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd'>"
        f"<html xmlns='http://www.w3.org/1999/xhtml'><head><title>{_e(story.headline)}</title><style>.promo {{ display: none }}</style></head><body>"
        f"<div id='menu'><a href='/'>Home</a> | <a href='/news'>News</a></div><div id='story'><h1>{_e(story.headline)}</h1><div class='text'>{body}</div></div>"
        "<div class='promo'>As many as 900 people were killed, said nobody.</div><div id='foot'><a href='/imprint'>Imprint</a></div></body></html>"
    )


#: The layouts, and whether the page tells the day of its publication.
def divisions(story: Story) -> str:
    """Everything in divisions, told apart by their names alone."""
    body = "".join(f'<div class="c-text">{_e(line)}</div>' for line in story.text.split("\n")[1:])
    data = json.dumps(
        {"@type": "NewsArticle", "datePublished": f"{story.published}T10:00:00Z", "publisher": {"name": story.publisher}}
    )
    return (
        f'<html><head><title>{_e(story.headline)} | {_e(story.publisher)}</title><script type="application/ld+json">{data}</script></head>'
        '<body><div class="topbar"><div>Menu</div><div>Search</div></div><div class="cookie-notice">We use cookies. <button>Accept</button></div>'
        f'<div class="wrap"><h1>{_e(story.headline)}</h1><div class="body">{body}</div><div class="most_read"><h4>Most read</h4><ol>'
        "<li>Storm kills four on the coast</li><li>Nine killed in raid last week</li></ol></div></div>"
        f'<div id="footer" class="dark">© 2024 {_e(story.publisher)}. All rights reserved.</div></body></html>'
    )


LAYOUTS: dict[Callable[[Story], str], bool] = {
    news: True, tables: False, blog: True, relief: True, banners: True,
    soup: True, bulletin: True, graph: True, update: True, breaks: False, divisions: True,
}  # fmt: skip
