"""Marks of notes and the notes they lead to, as the systems write them that print footnotes."""

import pytest

from sluice.model import Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.render.test_structure import AFTER, BEFORE

# How the mark stands in its sentence, what holds the note, and the note as it is meant.
MANNERS = [
    (
        "Project Gutenberg",
        '<a id=FNanchor_1 href="#Footnote_1" class=fnanchor>[1]</a>',
        '<div class=footnote><p><a id=Footnote_1 href="#FNanchor_1" class=label>[1]</a> {}</p>'
        "</div>",
    ),
    (
        "Org",
        '<sup><a id="fnr.1" class=footref href="#fn.1" role=doc-backlink>1</a></sup>',
        '<div class=footdef><sup><a id="fn.1" class=footnum href="#fnr.1" role=doc-backlink>1</a>'
        "</sup> <div class=footpara><p class=footpara>{}</p></div></div>",
    ),
    (
        "a word processor",
        '<a style="mso-footnote-id:ftn1" href="#_ftn1" name="_ftnref1"><span class='
        "MsoFootnoteReference><span>[1]</span></span></a>",
        '<div style="mso-element:footnote" id=ftn1><p class=MsoFootnoteText><a href="#_ftnref1" '
        'name="_ftn1"><span class=MsoFootnoteReference><span>[1]</span></span></a> {}</p></div>',
    ),
    (
        "Asciidoctor",
        '<sup class=footnote>[<a id=_footnoteref_1 class=footnote href="#_footnotedef_1">1</a>]'
        "</sup>",
        '<div class=footnote id=_footnotedef_1><a href="#_footnoteref_1">1</a>. {}</div>',
    ),
    (
        "a wiki in French",
        '<sup id=cite_ref-d_1-0 class=reference><a href="#cite_note-d-1"><span>&#91;</span>1<span>'
        "&#93;</span></a></sup>",
        "<ol class=references><li id=cite_note-d-1><span class=mw-cite-backlink>↑ <sup>"
        '<a href="#cite_ref-d_1-0">a</a></sup></span> <span class=reference-text>{}</span></li>'
        "</ol>",
    ),
    (
        "a wiki with several ways back",
        '<sup id=cite_ref-d_1-0 class=reference><a href="#cite_note-d-1">[1]</a></sup>',
        '<ol class=references><li id=cite_note-d-1>↑ <sup><a href="#cite_ref-d_1-0">1.0</a></sup> '
        '<sup><a href="#cite_ref-d_1-1">1.1</a></sup> <span class=reference-text>{}</span></li>'
        "</ol>",
    ),
    (
        "LaTeXML",
        "<span class='ltx_note ltx_role_footnote' id=footnote1><sup class=ltx_note_mark>1</sup>"
        "<span class=ltx_note_outer><span class=ltx_note_content><sup class=ltx_note_mark>1</sup>"
        "<span class='ltx_tag ltx_tag_note'>1</span>{}</span></span></span>",
        "",
    ),
]
NOTE = "The deed has <em>another</em> <a href='/date'>date</a> (in ink)."
WRITTEN = "The deed has *another* [date](/date) (in ink)."


@pytest.mark.parametrize(("name", "mark", "note"), MANNERS, ids=[name for name, *_ in MANNERS])
def test_note_is_told_from_the_text(name: str, mark: str, note: str) -> None:
    """Its mark is one, and its words stand behind the body, without its number and ways back."""
    page = (
        f"<h1>The mill</h1><p>It was built by two brothers{mark.format(NOTE)}, says the miller.</p>"
        f"<p>{BEFORE}</p><p>{AFTER}</p>{note.format(NOTE)}"
    )
    markdown = body_of(clean(Source(page)).judgement, Output.MARKDOWN)
    assert markdown == (
        f"It was built by two brothers[^1], says the miller.\n\n{BEFORE}\n\n{AFTER}\n\n"
        f"[^1]: {WRITTEN}"
    )


NEAR_MISSES = [
    # A link to a part of the page is no note, whatever its name.
    '<p>See <a class=fnanchor href="#part">the second part</a> of it.</p><h2 id=part>Parts</h2>',
    # Brackets of a sentence are the sentence's.
    "<p>The mill [2] is older than the other mill [3] on the river.</p>",
]


@pytest.mark.parametrize("fragment", NEAR_MISSES)
def test_what_is_no_note_stays(fragment: str) -> None:
    """Nothing is moved that no mark leads to."""
    page = f"<h1>The mill</h1><p>{BEFORE}</p>{fragment}<p>{AFTER}</p>"
    assert "[^" not in body_of(clean(Source(page)).judgement, Output.MARKDOWN)
