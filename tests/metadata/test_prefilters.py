"""What is looked for first, because it is cheap: it never hides what a pattern would have found."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.metadata import values
from sluice.metadata.fields import title
from sluice.metadata.sources import dated_lines, headline_lines, json_ld, meta_tags
from sluice.model import Block, BlockKind, Declared
from sluice.text import dates, names, titles
from sluice.text.titles import without_site
from tests.rows import every_row

MARKED = st.text(st.sampled_from("AaIiİıßSsſKK |-–:» \t"), max_size=10)
WORDS = st.text(st.sampled_from("AaIıİßsS1_ -é"), min_size=1, max_size=14)
SIGNS = st.text(st.sampled_from("|•;(/-– \nab"), max_size=12)
SCRIPTS = st.lists(
    st.sampled_from(["<!--", "-->", "<![CDATA[", "]]>", "//", "/*", "*/", " ", "{}", ";", "<!"])
).map("".join)
TYPES = st.lists(
    st.sampled_from(['"', "'", "News", "Article", "BlogPosting", "Product", "Group", ":"])
).map("".join)
META = st.lists(
    st.sampled_from(["publish", "pub", "posted", "dc", ".", "-", "date", "time", "on", "uploaded"])
).map("".join)


@given(MARKED, MARKED)
def test_site_goes_from_titles_as_one_pattern_says(title: str, site: str) -> None:
    """Upper and lower case, dotted and dotless i are what `re.I` takes them for."""
    name, mark = re.escape(site), r"\s*[|–—·•»«\\/:-]+\s*"
    bare = re.sub(f"{mark}{name}\\s*$|^\\s*{name}{mark}", "", title, flags=re.I).strip()
    assert without_site(title, site) == ((bare or title) if site else title)


@given(WORDS, st.lists(st.tuples(WORDS, st.sampled_from(list(BlockKind))), max_size=6))
def test_headline_is_the_block_that_a_look_at_each_finds(
    title: str, lines: list[tuple[str, BlockKind]]
) -> None:
    """Blocks without the title's first letters are never the title."""
    blocks = tuple(Block(text, kind) for text, kind in lines)
    words = headline_lines._words(title)
    longest = 2 * len(title) + headline_lines.LONGEST_LINE
    same = [
        n
        for n, block in enumerate(blocks)
        if words
        and len(words) * headline_lines.TELLING <= len(block.text) <= longest
        and headline_lines._is_title(block, words)
    ]
    headings = [n for n in same if blocks[n].kind is BlockKind.HEADING]
    assert headline_lines._headline(blocks, title) == next(iter(headings or same), None)


@given(SIGNS)
def test_what_parts_a_line_has_one_of_the_marks(line: str) -> None:
    """A line without such a mark is one piece."""
    if not dated_lines.BETWEEN_MARK.search(line):
        assert dated_lines.BETWEEN.split(line) == [line]


@given(SCRIPTS)
def test_wrapping_has_one_of_its_marks(script: str) -> None:
    """A script without them has nothing around it that would go."""
    if not any(mark in script for mark in json_ld.WRAPPING_MARKS):
        assert json_ld.WRAPPING.sub("", script) == script


@given(TYPES)
def test_articles_are_called_so(script: str) -> None:
    """An article or a product is told by the pattern, whatever is looked for before."""
    is_told = bool(title.HEADLINED.search(script))
    assert title.has_headline(Declared(json_ld=(script,))) is is_told


@given(META)
def test_days_of_publication_are_named_so(name: str) -> None:
    """A made-up name that the patterns take gives its day."""
    is_day = meta_tags.PUBLISHED.search(name) and not meta_tags.NOT_PUBLISHED.search(name)
    found = meta_tags._day_of_publication({name: "2024-05-01"})
    assert bool(found) is bool(is_day)


@pytest.mark.parametrize(
    "text", ["UTC", "Mon, Jan UTC", "Monday GMT", "today", "May", "Z", "年月日"]
)
def test_nothing_without_a_figure_is_a_moment(text: str) -> None:
    """A zone's name brings no figures of its own."""
    assert values.moment(text, None, "en") is None


@pytest.mark.parametrize("case", [str.lower, str.upper, str.title])
@pytest.mark.parametrize(
    "line",
    [
        *("this post was written by ada stone", "the guide is posted by: ada stone"),
        *("authored by ada stone", "published by ada stone", "written by ada stone"),
    ],
)
def test_signed_lines_start_with_their_words(line: str, case: Callable[[str], str]) -> None:
    """The letters that are looked at first are those with which the words start."""
    assert headline_lines.SIGNED.fullmatch(case(line))
    assert case(line)[0] in headline_lines.SIGNED_STARTS


LETTERS = st.sampled_from([*"bBiIİıſK:： /\n", "by", "autor", "par", "author", "von", "Ada Stone"])


@given(st.lists(LETTERS, max_size=6).map("".join))
def test_bylines_open_with_their_markers(line: str) -> None:
    """What opens as no byline is none, with the letters that patterns take for one another."""
    assert bool(names.byline_match(line)) is bool(names.BYLINE.match(line))
    assert names.is_marker_alone(line) is bool(names.MARKER_ALONE.fullmatch(line))


@every_row("marker", names.ALONE.split("|"))
@every_row("change", [str, str.upper, str.title, lambda text: text.replace("i", "İ")])
def test_each_marker_opens(marker: str, change: Callable[[str], str]) -> None:
    """Each marker is found in the letters that a pattern without case finds it in."""
    line = f"{change(marker)}: Ada Stone"
    assert bool(names.byline_match(line)) is bool(names.BYLINE.match(line))


DAY_LABELS = [
    *("updat", "Akt.", "maj", "date", "dato", "Publ.", "pub", "mise en ligne", "mis en ligne"),
    *("first appeared", "stand", "дата", "更新日", "mis à jour", "x", "©", "2024", " ", "\n", "ſ"),
    *(word.replace("\\b", "") for word in dated_lines.PUBLISH.pattern.split("|")),
    *(word.replace("\\b", "") for word in dated_lines.UPDATE.pattern.split("|")),
]


@given(st.lists(st.lists(st.sampled_from(DAY_LABELS), max_size=4).map("".join), max_size=4))
def test_labels_of_days_are_looked_for_at_once(texts: list[str]) -> None:
    """No text with a label is left out, nor one where two lines have it together."""
    said = set(dated_lines.with_words_of_labels(texts))
    for n, text in enumerate(texts):
        for line in (text, *dated_lines.with_labels(text.split("\n"))):
            folded = line.casefold()
            patterns = (dated_lines.PUBLISH, dated_lines.UPDATE, dated_lines.PUBLISH_LATER)
            assert n in said or not any(pattern.search(folded) for pattern in patterns)


DATED = st.sampled_from(
    [*"12349.-/: ٣३", "2024", "May", "mai", "年", "月", "日", "tháng", "24", "1.1."]
)


@given(st.lists(DATED, max_size=9).map("".join))
def test_no_date_has_fewer_figures(line: str) -> None:
    """A line with fewer than four figures names no day."""
    text = dates._plain(line[: dates.LONGEST])
    days = {day for day in dates._days(text, "de") if day is not None}
    assert dates.may_be_date(line) or not days


TITLES = st.text(st.sampled_from("|–—·•»«\\/∙~:- ab\t\u00ad¶\u200b"), max_size=14)


@given(TITLES)
def test_what_parts_a_title_has_one_of_the_signs(title: str) -> None:
    """Where there is no sign, neither pattern finds anything; ASCII has nothing unseen."""
    found = [mark.span() for mark in titles.next_to_site(title)]
    assert found == [mark.span() for mark in titles.NEXT_TO_SITE.finditer(title)]
    found = [mark.span() for mark in titles._separators(title)]
    assert found == [mark.span() for mark in titles.SEPARATOR.finditer(title)]
    assert titles.plain(title) == " ".join(titles.UNSEEN.sub("", title).split())
