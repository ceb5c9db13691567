"""What marked elements of a page say: titles, bylines, times; and addresses and scripts."""

import pytest

from sluice.blocks import page_from
from sluice.metadata import metadata_of
from sluice.metadata.sources import address, headline_lines, marked_authors, scripts, time_elements
from sluice.model import Declared, Document, InputKind, Judgement, Mark, Metadata, Page, Source
from tests.rows import every_row

PROSE = "<p>" + "The old mill on the river was opened again, after eleven years. " * 5 + "</p>"
H1 = "<h1>Old mill opens again after eleven years</h1>"


def page(html: str) -> Page:
    return page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))


def metadata(html: str, **source: str) -> Metadata:
    """The metadata of an HTML page, every block of which is kept."""
    found = page(html)
    return metadata_of(Judgement(found, ((),) * len(found.blocks)), Source(b"", **source))


# (the page, its authors)
BYLINES = {
    "an item property": ('<p itemprop="author">Ada Stone</p>', ("Ada Stone",)),
    "a link to the author": ('<a rel="author" href="/a">Ada Stone</a>', ("Ada Stone",)),
    "the author's page": ('<a href="/authors/ada">Ada Stone</a>', ("Ada Stone",)),
    "a class": ('<div class="byline">By Ada Stone</div>', ("Ada Stone",)),
    "a longer class": ('<i class="dateandauthorbox">Ada Stone</i>', ("Ada Stone",)),
    "two links": (
        '<p class="byline">By <a>Ada Stone</a> and <a>Jan Berg</a></p>',
        ("Ada Stone", "Jan Berg"),
    ),
    "a Thai name": ('<p class="author">สมศรี มีสุข</p>', ("สมศรี มีสุข",)),
    "a Hindi link": ('<a rel="author" href="/a">अनिता शर्मा</a>', ("अनिता शर्मा",)),
    "two in Hindi": (
        '<p class="author">अनिता शर्मा, राम वर्मा</p>',
        ("अनिता शर्मा", "राम वर्मा"),
    ),
    "a Bengali name": ('<p class="author">অনিতা সেন</p>', ("অনিতা সেন",)),
    "a Tamil name": ('<p class="author">அனிதா குமார்</p>', ("அனிதா குமார்",)),
    "two in Japanese": ('<p class="author">佐藤花子、鈴木太郎</p>', ("佐藤花子", "鈴木太郎")),
    "a Hindi desk": ('<p class="author">न्यूज़ डेस्क</p>', ()),
    "a Thai newsroom": ('<p class="author">กอง บรรณาธิการ</p>', ()),
    "a Hindi line without an element": ("<p>अनिता शर्मा</p>", ()),
    "two links without a by": (
        '<p class="byline"><a>Ada Stone</a> and <a>Jan Berg</a></p>',
        ("Ada Stone", "Jan Berg"),
    ),
    "three in German": (
        '<p class="autoren"><a>Ada Stein</a>, <a>Mia Holt</a> und <a>Jan Berg</a></p>',
        ("Ada Stein", "Mia Holt", "Jan Berg"),
    ),
    "two in Danish": (
        '<p class="byline"><a>Søren Holm</a> og <a>Mia Friis</a></p>',
        ("Søren Holm", "Mia Friis"),
    ),
    "two in Italian": (
        '<p class="autore"><a>Anna Rossi</a> e <a>Luca Greco</a></p>',
        ("Anna Rossi", "Luca Greco"),
    ),
    "two in Russian": (
        '<p class="author"><a>Ада Камень</a> и <a>Иван Петров</a></p>',
        ("Ада Камень", "Иван Петров"),
    ),
    "the last behind a journal's mark": (
        '<p class="authors">Ada Stone<sup>1,2</sup>, Mia Holt<sup>3</sup> and Jan Berg<sup>2</sup>',
        ("Ada Stone", "Mia Holt", "Jan Berg"),
    ),
    "an and before no name": (
        '<p class="author"><a>Ada Stone</a> and <a>others</a></p>',
        ("Ada Stone",),
    ),
    "an and on a line of its own": (
        "<p>By</p><p>ADA STONE</p><p>and</p><p>JAN BERG</p>",
        ("ADA STONE", "JAN BERG"),
    ),
    "a Spanish one": ("<p>Por Ana Ruiz</p><p>y</p><p>Juan Peña</p>", ("Ana Ruiz", "Juan Peña")),
    "a German one at a line's end": (
        "<p>Von Ada Stein und</p><p>Jan Berg</p>",
        ("Ada Stein", "Jan Berg"),
    ),
    "a Polish one before a name": (
        "<p>Autor: Ada Lis</p><p>oraz Jan Nowak</p>",
        ("Ada Lis", "Jan Nowak"),
    ),
    "a desk behind an and": ("<p>By Ada Stone</p><p>and</p><p>News Desk</p>", ("Ada Stone",)),
    "a headline behind a byline": (
        "<p>By Ada Stone</p><p>And Jan Berg answers</p>",
        ("Ada Stone",),
    ),
    "two elements": (
        '<b class="author">Ada Stone</b><b class="author">Jan Berg</b>',
        ("Ada Stone", "Jan Berg"),
    ),
    "a name and a role": ('<p class="author">Ada Stone<br>Staff writer</p>', ("Ada Stone",)),
    "a role behind a comma": ('<p class="author">By Ada Stone, Editor</p>', ("Ada Stone",)),
    "an account": ('<p class="author">mill_fan</p>', ("mill_fan",)),
    "beside a date": ('<p class="meta">Ada Stone<br>7 May 2024</p>', ("Ada Stone",)),
    "a by beside a date": ('<p class="meta">7 May 2024<br>by<br>Ada Stone</p>', ("Ada Stone",)),
    "a section above a by": (
        '<p class="author">Travel<br>By<br>Ada Stone</p>',
        ("Ada Stone",),
    ),
    "an account's name for a section": ('<p class="author">Learn more</p>', ()),
    "somebody's staff": ('<p class="author">Harbour Staff</p>', ()),
    "a plain line": ("<p>By Ada Stone</p>", ("Ada Stone",)),
    "a by among other things": (
        "<p>7 May 2024 • By Ada Stone • 4 min read</p>",
        ("Ada Stone",),
    ),
    "a forum's thread": ("<p>Thread starter mill_fan</p>", ("mill_fan",)),
    "below the body": (f"{PROSE}{PROSE}<p>Written by: Ada Stone</p>", ("Ada Stone",)),
    "a sentence below the body": (
        f"{PROSE}{PROSE}<p>This post was written by Ada Stone, Head of Mills and River Boats</p>",
        ("Ada Stone",),
    ),
    "two below the body": (
        f"{PROSE}{PROSE}<p>Written by Ada Stone, Jan Berg</p>",
        ("Ada Stone", "Jan Berg"),
    ),
    "other stories' below the body": (
        f"{PROSE}{PROSE}<p>Posted by Ada Stone</p><p>Posted by Jan Berg</p>",
        (),
    ),
    "what is left of a date": ('<p class="author">Updated Jun</p>', ()),
    "a label for a name": ('<p class="author">Topic Author</p>', ()),
    "a German line": ("<p>Von Ada Stone</p>", ("Ada Stone",)),
    "a section beside no date": ('<p class="meta">Local News<br>Old Harbour</p>', ()),
    "a comment's author": ('<p class="comment author">Ada Stone</p>', ()),
    "a related story's": ('<div class="related"><p class="author">Ada Stone</p></div>', ()),
    "the staff": ('<p class="author">Staff</p>', ()),
    "an e-mail address": ('<p class="author">ada@example.org</p>', ()),
    "a relative time": ('<p class="author">3 hours ago</p>', ()),
    "an agency": ('<p class="author">Reuters</p>', ()),
    "cards with trades": (
        '<div class="authors"><p class="author"><a>Ada Stone</a><br>Reporter</p>'
        '<p class="author"><a>Jan Berg</a><br>Photographer</p></div>',
        ("Ada Stone", "Jan Berg"),
    ),
    "one card": ('<p class="author">Ada Stone<br>Reporter<br>Old Harbour</p>', ("Ada Stone",)),
    "a journal's marks": (
        '<p class="authors">Ada Stone<sup>1,2</sup>, Jan Berg<sup>2,*</sup></p>',
        ("Ada Stone", "Jan Berg"),
    ),
    "a byline and a date": (
        "<p>By Ada Stone<br>Thursday, 14 March 2024</p>",
        ("Ada Stone",),
    ),
    "a German byline and a date": (
        "<p>Von Jörn Halm<br>Donnerstag, 14. März 2024</p>",
        ("Jörn Halm",),
    ),
    "a Spanish byline and a date": (
        "<p>Por Ana Ruiz<br>jueves, 14 de marzo de 2024</p>",
        ("Ana Ruiz",),
    ),
    "a date with nothing between": (
        '<p class="byline">By ADA STONE<span>March 5, 2024</span></p>',
        ("ADA STONE",),
    ),
    "a time behind a byline": ("<p>Posted by Ada Stone at 12:23:00 AM</p>", ("Ada Stone",)),
    "a Korean reporter": ('<p class="byline">한서윤 기자</p>', ("한서윤",)),
    "a Korean line": ("<p>한서윤 기자</p>", ("한서윤",)),
    "a Chinese reporter": ('<p class="author">记者 李华</p>', ("李华",)),
    "a Chinese line": ("<p>作者：李华</p>", ("李华",)),
    "a press conference": ("<p>記者会見</p>", ()),
    "a Hebrew line": ("<p>מאת דנה לוי</p>", ("דנה לוי",)),
    "a Hindi line": ("<p>अनिता शर्मा द्वारा</p>", ("अनिता शर्मा",)),
    "an Arabic line": ("<p>بقلم أحمد علي</p>", ("أحمد علي",)),
    "an organisation behind people": (
        "<p>By Ada Stone and Jan Berg, Coastal Press</p>",
        ("Ada Stone", "Jan Berg"),
    ),
}


@every_row(("html", "authors"), BYLINES.values(), ids=BYLINES)
def test_authors_of_a_page(html: str, authors: tuple[str, ...]) -> None:
    """A byline's people are found however they are marked; accounts of a site are none."""
    assert metadata(f"<main>{H1}{html}{PROSE}</main>").authors == authors


# (the page, its day of publication)
DAYS = {
    "a time element": (
        '<time datetime="2024-05-07T10:00:00+02:00">x</time>',
        "2024-05-07T10:00:00+02:00",
    ),
    "a time element's text": ("<time>May 7, 2024</time>", "2024-05-07"),
    "a class": ('<p class="post-date">7 May 2024</p>', "2024-05-07"),
    "a plain line": ("<p>May 7, 2024 | 5 min read</p>", "2024-05-07"),
    "a labelled line": ("<p>Published: May 7, 2024</p>", "2024-05-07"),
    "an item property": ('<i itemprop="datePublished" content="2024-05-07"></i>', "2024-05-07"),
    "scripts": ('<script>{"publishedAt":"2024-05-07T10:00"}</script>', "2024-05-07"),
    "escaped scripts": ('<script>"{\\"publishedAt\\":\\"2024-05-07\\"}"</script>', "2024-05-07"),
    "scripts of two days": (
        '<script>{"publishedAt":"2024-05-07"}{"publishedAt":"2024-05-08"}</script>',
        None,
    ),
    "a comment's": ('<ol class="comments"><li><time datetime="2024-05-07">x</time></ol>', None),
    "a related story's": ('<div class="related"><time>May 7, 2024</time></div>', None),
    "an update": ("<p>Updated May 7, 2024</p>", None),
    "a copyright": ("<p>© May 7, 2024 The Gazette</p>", None),
    "a date tag": ('<meta name="date" content="2024-05-07">', "2024-05-07"),
    "a line before a date tag": (
        '<meta name="date" content="2024-05-09"><p>May 7, 2024</p>',
        "2024-05-07",
    ),
    "a line of many pieces": (
        "<p>⋅ May 7, 2024 ⋅ Send this post to a friend ⋅ Print this page for yourself ⋅ Write</p>",
        "2024-05-07",
    ),
    "a label on its own line": ("<p>Published<br>May 7, 2024</p>", "2024-05-07"),
    "another label on its own line": ("<p>Joined:<br>May 7, 2024</p>", None),
    "a span of days": ("<p>7. – 9. Mai 2024</p>", None),
    "a byline below the body": (
        f"{PROSE}{PROSE}<p>Author: Ada Stone on 7 May 2024, 13:36</p>",
        "2024-05-07",
    ),
    "an upload": ('<meta property="mills:uploaded" content="2024-05-07">', "2024-05-07"),
    "an event's": ("<p>Event: May 7, 2024</p>", None),
    "a sentence's": (
        "<p>The mill, built on May 7, 1924 by Jan Berg, stands at the harbour.</p>",
        None,
    ),
    "two ways to read": ("<p>07/05/2024</p>", None),
    "a month": ("<p>May 2024</p>", None),
}


@every_row(("html", "day"), DAYS.values(), ids=DAYS)
def test_day_of_a_page(html: str, day: str | None) -> None:
    """The day at the headline counts, with its time; days of other things do not."""
    assert metadata(f"<main>{H1}{html}{PROSE}</main>").date_published == day


# (what stands above the body, the day that it tells)
ABOVE = {
    "a day": ("<p>May 7, 2024</p>", "2024-05-07"),
    "the nearer of two": ("<p>May 1, 2024</p><p>May 7, 2024</p>", "2024-05-07"),
    "a masthead's": ("<header><p>May 7, 2024</p></header>", None),
    "a related story's": ('<div class="related"><p>May 7, 2024</p></div>', None),
    "far away": ("<p>May 7, 2024</p>" + "<p>Mill</p>" * 12, None),
    "nothing": ("", None),
}


@pytest.mark.parametrize(("html", "day"), ABOVE.values(), ids=ABOVE)
def test_day_above_the_body(html: str, day: str | None) -> None:
    """Without a headline on the page the line next above the body tells the day."""
    read = page(f"<body>{html}{PROSE}</body>")
    found = headline_lines.above_body(read, len(read.blocks) - 1, "en")
    assert found.get("date_published") == day


def test_sentence_about_its_page_tells_the_day() -> None:
    """A long line that opens with the page's own publication is asked, an update is not."""
    rest = "and is filed under mills and rivers, where you will find more of the kind. " * 3
    told = f"<p>This entry was posted on May 7, 2024 at 9:12 by Ada {rest}</p>"
    assert metadata(f"<main>{H1}{PROSE}{PROSE}{told}</main>").date_published == "2024-05-07"
    changed = told.replace("posted", "updated")
    assert metadata(f"<main>{H1}{PROSE}{PROSE}{changed}</main>").date_published is None


def test_day_at_a_headline_that_is_not_the_title() -> None:
    """Where the head's title is answered, the lines at the h1 are asked all the same."""
    head = "<title>Mill Tours</title><meta property='og:title' content='Mill Tours'>"
    html = f"{head}<main><h1>Hear the river sing</h1><p>May 7, 2024</p>{PROSE}</main>"
    found = metadata(html)
    assert (found.title, found.date_published) == ("Mill Tours", "2024-05-07")


def test_masthead_and_footer_have_no_say() -> None:
    """Today's date above the page and a date below it are not the article's."""
    html = f"<header><p>May 7, 2024</p></header><main>{H1}{PROSE}{PROSE}</main>"
    assert metadata(html + "<footer><p>May 8, 2024</p></footer>").date_published is None


@pytest.mark.parametrize(
    ("language", "day"),
    [("en-US", "2024-07-05"), ("en-GB", "2024-05-07"), ("fr", "2024-05-07"), ("en", None)],
)
def test_order_of_day_and_month_is_the_languages(language: str, day: str | None) -> None:
    """A date in figures is read as the page's land reads it, or not at all."""
    html = f'<html lang="{language}"><main>{H1}<p>07/05/2024</p>{PROSE}</main>'
    assert metadata(html).date_published == day


def test_address_knows_the_editors_day() -> None:
    """Where the head says a moment in UTC, the day of the address counts, one day off at most."""
    head = '<meta property="article:published_time" content="2024-05-07T23:30:00Z">'
    html = f"{head}<main>{H1}{PROSE}</main>"
    near = metadata(html, url="https://example.org/2024/05/08/mill")
    assert (near.date_published, near.sources["date_published"]) == ("2024-05-08", "address")
    far = metadata(html, url="https://example.org/2024/05/18/mill")
    assert far.date_published == "2024-05-07T23:30:00+00:00"


def test_name_around_the_whole_page_tells_nothing() -> None:
    """Without an h1, a "sidebar" around most marked elements is the page's and no other story's."""
    marks = '<p class="date">May 7, 2024</p><p class="author">Ada Stone</p>'
    found = metadata(f'<body><div class="with sidebar"><h2>Old mill</h2>{marks}{PROSE}</div>')
    assert (found.date_published, found.authors) == ("2024-05-07", ("Ada Stone",))


def test_day_after_the_crawl_is_refused() -> None:
    """A date that lies ahead of the crawl is none."""
    html = f"<main>{H1}<p>May 7, 2024</p>{PROSE}</main>"
    assert metadata(html, crawled_at="2024-05-01").date_published is None
    assert metadata(html, crawled_at="2024-05-07").date_published == "2024-05-07"


def test_readers_day_before_the_utc_day() -> None:
    """Where the head says a moment in UTC, the day that readers see counts."""
    head = '<meta property="article:published_time" content="2024-05-08T02:30:00Z">'
    html = f"{head}<main>{H1}<p>May 7, 2024 9:30 pm</p>{PROSE}</main>"
    assert metadata(html).date_published == "2024-05-07"


# (head, body, the title)
TITLES = {
    "all agree": (
        "<title>Old mill opens | The Gazette</title>",
        "<h1>Old mill opens</h1>",
        "Old mill opens",
    ),
    "a site's name as h1": (
        '<title>Old mill opens</title><meta property="og:site_name" content="The Gazette">',
        "<h1>The Gazette</h1>",
        "Old mill opens",
    ),
    "a slogan as h1": (
        "<title>Mill Tours and Tickets | Harbour</title>"
        '<meta property="og:title" content="Mill Tours and Tickets">',
        "<h1>Hear the river sing</h1>",
        "Mill Tours and Tickets",
    ),
    "a product's h1": (
        "<title>Mill Tours and Tickets | Harbour</title>"
        '<meta property="og:title" content="Mill Tours and Tickets">'
        '<meta property="og:type" content="product">',
        "<h1>Mill tour by night</h1>",
        "Mill tour by night",
    ),
    "a section in the h1": (
        '<meta property="og:title" content="Old mill opens again today">'
        '<meta property="og:type" content="article">',
        "<h1><span>Around the harbour: </span>Old mill opens again today</h1>",
        "Old mill opens again today",
    ),
    "a dialog's h1": (
        "<title>Old mill opens</title>",
        '<div class="modal"><h1>Your choice</h1></div>',
        "Old mill opens",
    ),
    "a site nobody named behind the h1": (
        "<title>Mill fields - River Validation</title>"
        '<meta property="og:title" content="Mill fields - River Validation">',
        "<h1>Mill fields</h1>",
        "Mill fields",
    ),
    "a subtitle that is no h1": (
        "<title>Mill fields: by day and night</title>"
        '<meta property="og:title" content="Mill fields: by day and night">',
        "<h1>Mill</h1>",
        "Mill fields: by day and night",
    ),
    "an h1 whose lines run into each other": (
        '<title>Old mill / Wheel turns again</title><meta property="og:type" content="article">',
        "<h1><span>Old mill</span><span>Wheel turns again</span></h1>",
        "Old mill / Wheel turns again",
    ),
    "the words of the address": (
        '<title>The wheel and the river</title><meta property="og:title" content="Song evenings">'
        '<link rel="canonical" href="https://example.org/tours/wheel-and-river">',
        "",
        "The wheel and the river",
    ),
    "a broken address": (
        '<title>Old mill opens</title><link rel="canonical" href="https://[mill/old-wheel">',
        "",
        "Old mill opens",
    ),
    "a button in the h1": ("", "<h1>Old mill <button>Copy path</button></h1>", "Old mill"),
    "a soft hyphen": ("", "<h1>Wasser&shy;mühle öffnet</h1>", "Wassermühle öffnet"),
    "entities twice": ("<title>Mill &amp;amp; river</title>", "", "Mill & river"),
    "nothing": ("", "", None),
}


@pytest.mark.parametrize(("head", "body", "title"), TITLES.values(), ids=TITLES)
def test_title_of_a_page(head: str, body: str, title: str | None) -> None:
    """The title is what readers see, without site names, slogans and buttons."""
    assert metadata(f"<head>{head}</head><body>{body}{PROSE}</body>").title == title


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2024/05/07/mill", "2024-05-07"),
        ("https://example.org/a/2024-05-07-mill", "2024-05-07"),
        ("https://example.org/mills/2024/may/07/opens", "2024-05-07"),
        ("https://example.org/2024/october/3/opens", "2024-10-03"),
        ("https://example.org/2024/mill/07/opens", None),
        ("https://example.org/2024/may/37/opens", None),
        ("https://example.org/17-05-2024-mill", "2024-05-17"),
        ("https://example.org/07-05-2024-mill", None),
        ("https://example.org/tel-12-17-05-2024-11", None),
        ("https://example.org/2024/05/mill", None),
        ("https://example.org/20240507", None),
        ("https://example.org/2024/13/07/", None),
        ("https://example.org/2024/05/07/2024/05/08/", None),
        ("/" * 100_000, None),
        (None, None),
    ],
)
def test_day_of_an_address(url: str | None, day: str | None) -> None:
    """An address tells the day where it names one whole day."""
    assert address.read(url).get("date_published") == day


HOSTILE = {
    "nested bylines": '<div class="author date">' * 5_000 + "Ada Stone",
    "many bylines": '<p class="author">Ada Stone</p>' * 20_000,
    "many times": '<time datetime="2024-05-07">May 7, 2024</time>' * 20_000,
    "a byline of a megabyte": f'<p class="byline">{"By A-" * 200_000}</p>',
    "an h1 of a megabyte": f"<h1>{'mill | ' * 150_000}</h1>",
    "a title of a megabyte": f"<title>{'mill - ' * 150_000}</title>",
    "a class of a megabyte": f'<p class="{"author " * 150_000}">Ada Stone</p>',
    "scripts without an end": "<script>" + '"publishedAt":"' * 70_000 + "</script>",
    "marks without text": '<time datetime="x" class="date"></time>' * 5_000,
}


@pytest.mark.parametrize("html", HOSTILE.values(), ids=HOSTILE)
def test_hostile_page_is_answered_in_time(html: str, within) -> None:
    """Marks without number, depth or end cost little and break nothing."""
    with within(10):
        found = metadata(html + PROSE)
    assert len(found.authors) <= 50


STRANGE = [Mark("time"), Mark("time", value="\x00"), Mark("h1", text="\n"), Mark("p", "1\n" * 99)]


@pytest.mark.parametrize("mark", STRANGE)
def test_strange_mark_is_silent(mark: Mark) -> None:
    """A mark without sense says nothing."""
    declared = Declared(marks=(mark,))
    assert not time_elements.read(declared)
    assert not marked_authors.read(declared)
    assert not headline_lines.read(Page(InputKind.HTML, ()), ["", "Mill"], "")
    assert not scripts.read("")
