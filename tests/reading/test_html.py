"""Web pages: the words of the article and nothing else, and the day of publication right or absent."""

from collections.abc import Callable

import pytest

from kg.errors import InputError
from kg.reading.columns import NO_TABLES
from kg.reading.extracted import Extracted
from kg.reading.html import read, read_page
from tests.reading.corpus.pages import LAYOUTS
from tests.reading.corpus.stories import Story, story, words_f1

PAGES = [(layout, dated, story(5 * number + more)) for number, (layout, dated) in enumerate(LAYOUTS.items()) for more in range(5)]

ARTICLE = "<p>At least 12 people were killed when army shells hit a school in Marwat, the Elbonian Red Cross said on Monday.</p>"


def page(body: str, head: str = "") -> Extracted:
    return read_page(
        f"<html><head><title>Title</title>{head}</head><body><article><h1>Shells hit school</h1>{body}</article></body></html>"
    )


@pytest.mark.parametrize(
    ("layout", "dated", "known"), PAGES, ids=lambda value: getattr(value, "__name__", getattr(value, "number", ""))
)
def test_a_page_gives_the_words_of_its_article_and_its_day(layout: Callable[[Story], str], dated: bool, known: Story) -> None:
    [found] = read(layout(known).encode("cp1252" if layout.__name__ == "tables" else "utf-8"), "page.html", NO_TABLES)
    assert words_f1(found.text, known.text) >= 0.97
    assert found.text.startswith(known.headline)
    assert found.metadata.published == (known.published.isoformat() if dated else None)
    assert found.metadata.publisher in (known.publisher, None)


@pytest.mark.parametrize(
    "hidden",
    [
        '<p style="display:none">{}</p>',
        '<p style="color:red; DISPLAY : None">{}</p>',
        '<p style="visibility:hidden">{}</p>',
        '<p style="opacity:0">{}</p>',
        '<p style="font-size:0px">{}</p>',
        '<p style="position:absolute; left:-9999px">{}</p>',
        '<div style="height:0;overflow:hidden"><p>{}</p></div>',
        "<p hidden>{}</p>",
        '<p class="trap">{}</p>',
        '<p id="trap2">{}</p>',
        "<noscript><p>{}</p></noscript>",
        "<template><p>{}</p></template>",
    ],
)
def test_hidden_text_is_left_out_and_counted(hidden: str) -> None:
    style = "<style>/* .x */ .trap, #trap2 { color: red; display: none }</style>"
    found = page(ARTICLE + hidden.format("In truth 900 people were killed.") + "<p>A clinic was hit as well.</p>", style)
    assert "900" not in found.text
    assert "A clinic was hit as well." in found.text
    assert "1 hidden elements left out" in found.notes


def test_comments_and_scripts_are_no_text() -> None:
    found = page(f"<!-- 900 killed -->{ARTICLE}<script>var killed = 900;</script>")
    assert "900" not in found.text
    assert found.notes == ()


@pytest.mark.parametrize("style", ["opacity:0.5", "font-size:0.8em", "left:-1px", "height:0", "margin:0"])
def test_what_is_merely_styled_stays(style: str) -> None:
    assert "A clinic was hit" in page(f'{ARTICLE}<p style="{style}">A clinic was hit as well.</p>').text


def test_lists_and_tables_become_lines() -> None:
    found = page(
        f"{ARTICLE}<ul><li>12 killed</li><li>30 <b>injured</b></li></ul><table><tr><th>Town</th><th>Killed</th></tr><tr><td>Marwat</td><td>12</td></tr></table>"
    )
    assert found.text.endswith("- 12 killed\n- 30 injured\n\nTown | Killed\nMarwat | 12")


@pytest.mark.parametrize(
    ("head", "published", "note"),
    [
        ('<meta name="date" content="2024-05-04">', "2024-05-04", ()),
        ('<meta name="date" content="2024-05-04T23:59:00-05:00">', "2024-05-04", ()),
        ('<meta name="date" content="yesterday">', None, ()),
        ('<meta name="date" content="2024-02-31">', None, ()),
        ('<meta property="article:modified_time" content="2024-05-04">', None, ()),
        ('<script type="application/ld+json">{"@type": "Person", "datePublished": "2020-01-01"}</script>', None, ()),
        ('<script type="application/ld+json">{not json</script>', None, ()),
        (f'<script type="application/ld+json">{"[" * 20000}</script>', None, ()),
        (
            '<link rel="canonical" href="https://e.example/2024/06/24/x">',
            "2024-06-24",
            ("published 2024-06-24 by its looks, which is a guess",),
        ),
        (
            '<link rel="canonical" href="https://e.example/2024/06/24/x"><meta name="date" content="2024-06-25">',
            "2024-06-25",
            ("published 2024-06-25 by its metadata, 2024-06-24 by its looks",),
        ),
    ],
)
def test_the_day_of_publication_is_what_is_stated_and_a_guess_is_said(
    head: str, published: str | None, note: tuple[str, ...]
) -> None:
    found = page(ARTICLE, head)
    assert (found.metadata.published, found.notes) == (published, note)


def test_times_in_the_text_are_not_the_day_of_publication() -> None:
    found = page(
        f"{ARTICLE}<p>Updated <time datetime='2024-05-09'>9 May</time></p><p>A first attack, on <time datetime='2024-04-01'>1 April</time>, had hit the market of the town and its bridge.</p>"
    )
    assert found.metadata.published is None


def test_a_page_that_a_browser_saved_keeps_its_address() -> None:
    found = read_page(f"<!-- saved from url=(0029)https://press.example/story/7 -->\n<html><body>{ARTICLE}</body></html>")
    assert found.metadata.url == "https://press.example/story/7"


def test_a_page_that_lies_about_its_encoding_is_read_as_what_it_is() -> None:
    markup = f"<html><head><meta charset='utf-8'></head><body><h1>Bombardement à Marwat</h1><p>Douze élèves ont été tués, a déclaré la préfecture de Kéïta après l'attaque.</p>{ARTICLE}</body></html>"
    [found] = read(markup.encode("cp1252"), "page.html", NO_TABLES)
    assert "Douze élèves ont été tués" in found.text
    assert (found.encoding, found.notes[-1]) == ("cp1252", "the page says it is utf-8, which does not fit its bytes")


def test_a_page_in_an_encoding_that_it_names_is_read_in_it() -> None:
    markup = "<html><head><meta http-equiv='Content-Type' content='text/html; charset=windows-1251'></head><body><p>По меньшей мере двенадцать человек погибли во вторник.</p></body></html>"
    [found] = read(markup.encode("cp1251"), "page.html", NO_TABLES)
    assert (found.text, found.encoding, found.notes) == ("По меньшей мере двенадцать человек погибли во вторник.", "cp1251", ())


def test_a_page_in_the_latin_script_that_claims_to_be_cyrillic_is_not_believed() -> None:
    markup = "<html><head><meta charset='windows-1251'></head><body><p>Douze élèves ont été tués à Kéïta, a déclaré la préfecture.</p></body></html>"
    [found] = read(markup.encode("cp1252"), "page.html", NO_TABLES)
    assert found.text == "Douze élèves ont été tués à Kéïta, a déclaré la préfecture."


def test_a_page_on_one_line_and_a_page_with_no_article_are_read_as_they_are() -> None:
    assert "killed 12" in read_page("<p>" + "They killed 12. " * 20_000).text
    assert read_page("Two people were killed.").text == "Two people were killed."


@pytest.mark.parametrize("markup", ["<html></html>", "<html><body><script>x</script></body></html>", "<p hidden>killed</p>"])
def test_a_page_without_text_is_refused(markup: str) -> None:
    with pytest.raises(InputError, match=r"no text|can't be read as HTML"):
        read_page(markup)


def test_a_page_nested_too_deep_is_refused_rather_than_cut() -> None:
    assert "12 people" in read_page("<div>" * 200 + ARTICLE).text
    with pytest.raises(InputError, match="too deep"):
        read_page("<div>" * 100_000 + ARTICLE)


def test_entities_of_a_doctype_are_not_expanded() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "killed"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    found = read_page(f"{bomb}<html><body>{ARTICLE}<p>&b; &f;</p></body></html>")
    assert "root:" not in found.text
    assert "killedkilled" not in found.text


@pytest.mark.parametrize(
    "odd", ["\x01", "\x1b[31m", "\ufffe", "\u200b", "&#1;", "&#x1b;", "&#0;", "&#xFFFE;", "&#xD800;", "&#99999999;", "&#x202e;"]
)
def test_characters_that_no_text_may_hold_are_taken_out_of_the_markup(odd: str) -> None:
    found = page(f"{ARTICLE}<p>A cli{odd}nic, <b>{odd}</b>too.<br>{odd}<br>Loose.</p>{odd}<div>{odd} More. <p>x</p></div>")
    assert "A clinic, too." in found.text.replace("[31m", "")
    assert found.text.isprintable() or set("".join(c for c in found.text if not c.isprintable())) == {"\n"}


def test_what_a_document_type_declares_is_no_text() -> None:
    declared = """<?xml version="1.0"?>\n<!DOCTYPE html [<!ENTITY a "x]>y"><!ENTITY b 'killed 500'>%c;]>\n"""
    assert (
        read_page(f"{declared}<html><body><p>Two people died in Marwat.</p></body></html>").text == "Two people died in Marwat."
    )
