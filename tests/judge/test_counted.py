"""A few remarks below a line that counts them, on pages whose classes say nothing."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from sluice.render import Output, body_of
from tests.judge.test_remarks import PAGES, Page

# Of each language what counts or heads the remarks; the last has no figure.
HEADINGS = {
    "en": ("2 Comments", "Comments (2)", "2 thoughts on “The old ferry”", "Comments"),
    "de": ("2 Kommentare", "Kommentare (2)", "2 Gedanken zu „Die alte Fähre“", "Kommentare"),
    "fr": ("2 commentaires", "Commentaires (2)", "2 réflexions sur « Le bac »", "Commentaires"),
    "ru": ("2 комментария", "Комментарии (2)", "2 комментария к «Паром»", "Комментарии"),
}
# Headings of other languages, above the remarks of any.
OTHER_HEADINGS = (
    *("Коментарі (2)", "Komentarze (2)", "Komentáře (2)", "Reacties (2)", "Kommentarer (2)"),
    *("Hozzászólások (2)", "Yorumlar (2)", "Σχόλια (2)", "댓글(2)", "コメント(2)", "评论(2)"),
    *("评论（2）", "网友评论（共2条）", "コメント（2）", "לכתבה זו התפרסמו 2 תגובות", "Ý kiến (2)"),
    *("Alle Reacties (2)", "Комментарии 2", "There are 2 comments", "2 comments on “The ferry”"),
    *("Commenti (2)", "Comentários (2)", "Comentarios (2)", "Bình luận (2)", "תגובות (2)"),
)
FORMS = {
    "elements": "<div><p><b>{w}</b> {t}</p><p>{r}</p></div>",
    "parts": "<div><div>{w}</div><div>{t}</div><div>{r}</div></div>",
    "numbered": "<div><p>1. {t} – {w}</p><blockquote><p>{r}</p></blockquote></div>",
    "lines": "<p>{w}, {t}</p><p>{r}</p>",
    "terms": "<dl><dt>{w} {t}</dt><dd>{r}</dd></dl>",
}


def page_of(page: Page, form: str, heading: str, after: str = "") -> str:
    prose = "".join(f"<p>{said}</p>" for said in page.article)
    said = list(zip(page.writers, page.times, page.remarks, strict=True))[:2]
    rows = "".join(form.format(w=w, t=t, r=r) for w, t, r in said)
    return (
        f"<html><head><title>{page.title}</title></head><body><div class=a1><h1>{page.title}</h1>"
        f"{prose}</div><div class=a2>{heading}{rows}</div>{after}</body></html>"
    )


def body(page: str) -> str:
    return body_of(clean(Source(page, InputKind.HTML)).judgement, Output.TEXT)


def left(page: Page, said: str) -> tuple[list[str], list[str]]:
    """What is gone of the article, and what is left of the two remarks."""
    gone = [text for text in page.article if text not in said]
    return gone, [text for text in page.remarks[:2] if text in said]


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("form", FORMS)
def test_remarks_below_their_count_go(form: str, language: str) -> None:
    """With a count above, two remarks go, in elements of their own or in lines alone."""
    page = PAGES[language]
    for heading in HEADINGS[language]:
        tag = "h3" if heading == HEADINGS[language][-1] else "div"
        said = body(page_of(page, FORMS[form], f"<{tag}>{heading}</{tag}>"))
        assert left(page, said) == ([], []), heading


@pytest.mark.parametrize("heading", OTHER_HEADINGS)
def test_every_language_counts_remarks(heading: str) -> None:
    """The tables know how each language counts remarks."""
    page = PAGES["en"]
    said = body(page_of(page, FORMS["parts"], f"<div>{heading}</div>"))
    assert left(page, said) == ([], [])


def test_what_stands_below_the_last_remark_is_none() -> None:
    """What follows in another element is judged by itself."""
    page = PAGES["en"]
    after = f"<div class=a3><h2>The lock</h2><p>{page.article[1]} {page.article[2]}</p></div>"
    found = clean(
        Source(page_of(page, FORMS["parts"], "<div>2 Comments</div>", after), InputKind.HTML)
    )
    gone = [b.text for _, b, v in found.judgement.removed() if v.reason is Reason.COMMENTS]
    assert [text for text in gone if page.article[2] in text] == []


POST = "<h2>{w} at the lock</h2><p>{t}</p><p>{r}</p><p>3 Comments</p>"
KEPT = {
    "posts of a log": ("<p>5 Comments</p>", POST),
    "entries with headings": ("<h3>Comments</h3>", "<h3>{w} at the lock</h3><p>{t}</p><p>{r}</p>"),
    "no days": ("<h3>Comments</h3>", "<p>{r}</p>"),
    "another heading": ("<h3>Two voices</h3>", "<p><b>{w}</b>, {t}</p><p>{r}</p>"),
}


@pytest.mark.parametrize("name", KEPT)
def test_what_is_no_remark_is_not_taken_for_one(name: str) -> None:
    """Near misses: posts with headings and counters, and voices that no line calls comments."""
    heading, form = KEPT[name]
    found = clean(Source(page_of(PAGES["en"], form, heading), InputKind.HTML))
    rules = {d.rule for trail in found.judgement.trails for d in trail}
    assert "comments/counted-above" not in rules


def test_a_count_beside_the_headline_heads_nothing() -> None:
    """Near miss: the count and the day stand above the article."""
    page = PAGES["en"]
    prose = "".join(f"<p>{said}</p>" for said in page.article)
    head = f"<h1>{page.title}</h1><p>2 Comments</p><p>{page.times[0]}</p>"
    said = body(f"<html><head><title>{page.title}</title></head><body>{head}{prose}</body></html>")
    assert left(page, said)[0] == []


def test_a_forum_keeps_its_replies() -> None:
    """Near miss: on a forum the replies are the page."""
    page = PAGES["en"]
    html = page_of(page, FORMS["parts"], "<div>2 Comments</div>")
    found = clean(Source(html.replace("</title>", " - Ferry Forum</title>"), InputKind.HTML))
    rules = {d.rule for trail in found.judgement.trails for d in trail}
    assert "comments/counted-above" not in rules


# In one paragraph the writer, the day and what he has to say.
WHOLE = (
    "<p><b>{w}</b> (0{n}.05.2019 14:0{n})<br>{r}</p>",
    "<p>{w}, 0{n}.05.2019 14:0{n}: {r}</p>",
    "<p>0{n}.05.2019 14:0{n} {w}: {r}</p>",
)


@pytest.mark.parametrize("language", PAGES)
@pytest.mark.parametrize("form", WHOLE)
def test_remarks_of_one_paragraph_each_go(form: str, language: str) -> None:
    """Among the article's own paragraphs too, for their heading says where they begin."""
    page = PAGES[language]
    said = body(_in_one_element(page, form, f"<h3>{HEADINGS[language][1]}</h3>"))
    assert left(page, said) == ([], [])


@pytest.mark.parametrize("language", PAGES)
def test_dated_paragraphs_without_such_a_heading_stay(language: str) -> None:
    """A list of events has a heading of its own; a paragraph may begin with a name."""
    page = PAGES[language]
    said = body(_in_one_element(page, WHOLE[0], "<h3>1912</h3>"))
    assert left(page, said) == ([], list(page.remarks[:2]))


def _in_one_element(page: Page, form: str, heading: str) -> str:
    prose = "".join(f"<p>{said}</p>" for said in page.article)
    said = list(zip(page.writers, page.remarks, strict=True))[:2]
    rows = "".join(form.format(w=w, n=n, r=r) for n, (w, r) in enumerate(said, start=2))
    return f"<html><body><h1>{page.title}</h1>{prose}{heading}{rows}</body></html>"


@pytest.mark.parametrize("language", PAGES)
def test_a_menu_that_leads_to_a_forum_makes_no_forum(language: str) -> None:
    """One of the site's links, all in one line; the page is an article."""
    page = PAGES[language]
    menu = "<p><a href=/>A</a> | <a href=/n>N</a> | <a href=/f>Forum</a> | <a href=/l>L</a></p>"
    html = page_of(page, FORMS["parts"], f"<div>{HEADINGS[language][1]}</div>")
    said = body(html.replace("<body>", f"<body>{menu}"))
    assert left(page, said) == ([], [])
