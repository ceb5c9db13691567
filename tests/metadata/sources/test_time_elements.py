"""The days of elements that hold a date, with the label inside or right before them."""

import pytest

from sluice.blocks import page_from
from sluice.metadata import metadata_of
from sluice.metadata.sources.time_elements import read
from sluice.model import Document, InputKind, Judgement, Source
from tests.rows import every_row

H1 = "<h1>Old mill opens again after eleven years</h1>"
PROSE = "<p>" + "The old mill on the river was opened again, after eleven years. " * 5 + "</p>"
FIRST, LAST = "2024-05-07T08:00:00+00:00", "2024-05-09T10:00:00+00:00"
# (what labels an update, what labels the publication)
LABELS = {
    "en": ("Last updated:", "Published"),
    "de": ("Aktualisiert am", "Veröffentlicht am"),
    "fr": ("Mis à jour", "Publié"),
    "es": ("Actualizado:", "Publicado:"),
    "it": ("Aggiornato il", "Pubblicato il"),
    "fi": ("Päivitetty", "Julkaistu"),
    "ru": ("Обновлено:", "Опубликовано:"),
    "ar": ("آخر تحديث:", "نشر في"),
}


def days(body: str) -> tuple[str | None, str | None]:
    html = f"<html><body>{H1}{body}{PROSE}</body></html>"
    page = page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))
    found = metadata_of(Judgement(page, ((),) * len(page.blocks)), Source(b""))
    return found.date_published, found.date_modified


def times(first: str, second: str) -> tuple[str, str]:
    """The two days as elements that show no day of their own."""
    return (
        f"{first} <time datetime='{FIRST}'>2d</time>",
        f"{second} <time datetime='{LAST}'>3h</time>",
    )


@every_row("language", list(LABELS))
def test_label_right_before_an_element(language: str) -> None:
    """An update's label outside counts as one inside, whichever of the two comes first."""
    update, publication = LABELS[language]
    first, last = times(publication, update)
    assert days(f"<p>{last}</p>") == (None, LAST)
    assert days(f"<p><b>{last.replace(' <time', '</b> <time')}</p>") == (None, LAST)
    assert days(f"<p>{update}<br>{last.removeprefix(update)}</p>") == (None, LAST)
    for body in (
        f"<p>{last} {first}</p>",
        f"<p>{first} | {last}</p>",
        f"<p>{last}</p><p>{first}</p>",
    ):
        assert days(body) == (FIRST, LAST)


@pytest.mark.parametrize(
    "body",
    [
        "<p>Updated mills <a>5</a> · {}</p>",
        "<p>The list was updated 3 times, {}</p>",
        "<p>Updated last week by all of us in the village hall, {}</p>",
        "<p>Edited by Ada Stone {}</p>",
        "<p><span class='date'>{}</span></p>",
    ],
)
def test_word_of_an_update_elsewhere(body: str) -> None:
    """A word that other words, a figure or a mark stand behind labels no element."""
    first, _ = times("", "")
    assert days(body.format(first))[0] == FIRST


def test_same_words_in_two_elements() -> None:
    """Each of two elements that show the same is labelled by what stands before it."""
    first = f"Published <time datetime='{FIRST}'>today</time>"
    assert days(f"<p>{first}, updated <time datetime='{LAST}'>today</time></p>") == (FIRST, LAST)


def test_page_without_blocks() -> None:
    """Elements on a page of no visible line are read by what stands in them."""
    html = f"<time datetime='{FIRST}'>today</time>"
    page = page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))
    assert read(page.declared)["date_published"] == FIRST


@every_row("name", ["user-reviews", "guestbook", "testimonials"])
def test_day_of_a_readers_review(name: str) -> None:
    """What readers dated is not the article's day."""
    assert days(f'<div class="{name}"><div><time datetime="{FIRST}">7 May</time></div></div>') == (
        None,
        None,
    )


def test_day_of_an_opening_post() -> None:
    """The first post of a thread is the page's own, though its markup calls it a comment."""
    post = (
        '<div itemprop="{}" itemscope itemtype="http://schema.org/Comment">'
        '<time itemprop="datePublished" datetime="{}">7 May</time></div>'
    )
    posts = post.format("mainEntity", FIRST) + post.format("comment", LAST)
    thread = f'<div itemscope itemtype="http://schema.org/DiscussionForumPosting">{posts}</div>'
    assert days(thread)[0] == FIRST
