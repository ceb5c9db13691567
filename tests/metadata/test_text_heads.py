"""What stands between a text page's headline and its prose: standfirst, subtitle, sources, days."""

import pytest

from tests.metadata.text_heads import DAY, NEWS, body_of, cleaned

LANGUAGES = pytest.mark.parametrize("language", list(NEWS))


@LANGUAGES
@pytest.mark.parametrize("is_labelled", [True, False])
def test_day_below_a_standfirst(language: str, is_labelled: bool) -> None:
    """A sentence below the headline is not yet the article; byline and day below it count."""
    news = NEWS[language]
    day = news.labelled if is_labelled else news.day
    article = cleaned(*news.menu, news.title, news.standfirst, news.byline, day, *news.prose)
    found = article.metadata
    assert (found.title, found.authors, found.date_published) == (
        news.title,
        (news.author,),
        DAY,
    )
    assert body_of(article) == [news.standfirst, *news.prose]


@LANGUAGES
def test_name_and_day_below_a_standfirst(language: str) -> None:
    """The author's name may stand there without a word before it."""
    news = NEWS[language]
    article = cleaned(*news.menu, news.title, news.standfirst, news.author, news.day, *news.prose)
    found = article.metadata
    assert (found.title, found.authors, found.date_published) == (news.title, (news.author,), DAY)
    assert body_of(article) == [news.standfirst, *news.prose]


@LANGUAGES
def test_days_that_head_a_diary_stay(language: str) -> None:
    """Days between paragraphs are the headings of a diary's entries, and nobody's day."""
    news = NEWS[language]
    first, second, third = (f"{news.prose[n]} {news.prose[n - 1]}" for n in range(3))
    days = [news.day, news.day.replace("23", "24"), news.day.replace("23", "25")]
    lines = (news.title, news.standfirst, days[0], first, days[1], second, days[2], third)
    article = cleaned(*news.menu, *lines)
    assert days[1] in body_of(article)
    assert article.metadata.date_published is None


@LANGUAGES
def test_day_below_one_long_paragraph_is_no_stamp(language: str) -> None:
    """Of another story below a short article the day is not the article's."""
    news = NEWS[language]
    other = NEWS["es" if language == "en" else "en"]
    lines = (news.title, " ".join(news.prose), other.title, news.day, other.subtitle)
    assert cleaned(*news.menu, *lines).metadata.date_published is None
