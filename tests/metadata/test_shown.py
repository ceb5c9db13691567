"""Title and day as readers see them, where the head has others."""

import json

from sluice.blocks import page_from
from sluice.metadata import metadata_of
from sluice.metadata.sources.dated_lines import told
from sluice.metadata.sources.headline_lines import alone, told_by
from sluice.model import Document, InputKind, Judgement, Metadata, Source

# A title of more than three words, and prose below it.
SHOWN = {
    "en": ("Old mill opens again", "The old mill on the river was opened again on Monday. "),
    "de": ("Alte Mühle öffnet wieder heute", "Die alte Mühle am Fluss ist seit Montag offen. "),
    "fr": ("Le vieux moulin rouvre enfin", "Le vieux moulin au bord de l'eau a rouvert lundi. "),
    "es": ("El viejo molino abre hoy", "El viejo molino junto al río volvió a abrir el lunes. "),
    "pl": ("Stary młyn znów jest otwarty", "Stary młyn nad rzeką otwarto ponownie w środę rano. "),
    "ru": ("Старая мельница снова открыта всем", "Старую мельницу у реки снова открыли утром. "),
    "tr": ("Eski değirmen yeniden kapılarını açtı", "Nehir kıyısındaki eski değirmen yine açık. "),
    "ar": (
        "الطاحونة القديمة تفتح من جديد",
        "فتحت الطاحونة القديمة على النهر أبوابها يوم الاثنين. ",
    ),
    "hi": ("पुरानी चक्की फिर से खुली", "नदी के किनारे की पुरानी चक्की सोमवार को फिर से खुल गई। "),
    "zh": (
        "河边的老磨坊时隔多年终于重新开门迎客",
        "河边的老磨坊星期一重新开门，村里的人都来参观。",
    ),
}


def metadata(head: str, body: str, language: str = "en") -> Metadata:
    """The metadata of an HTML page, every block of which is kept."""
    html = f'<html lang="{language}"><head>{head}</head><body>{body}</body></html>'
    page = page_from(Document(html, InputKind.HTML, "utf-8", "test", 0, len(html)))
    return metadata_of(Judgement(page, ((),) * len(page.blocks)), Source(b""))


def og(title: str) -> str:
    return f'<meta property="og:title" content="{title}">'


BYLINES = {
    "en": "By Ada Stone",
    "de": "Von Ada Stein",
    "fr": "Par Ada Roche",
    "es": "Por Ana Ruiz",
    "pl": "Autor: Ada Kamień",
    "ru": "Автор: Ада Камень",
    "tr": "Haber: Ada Taş",
    "ar": "بقلم أحمد علي",
    "hi": "लेखक: अनिता शर्मा",
    "zh": "作者：李华",
}
DAY = "<p>2024-11-06</p>"


def test_headline_with_a_byline_and_a_day_below_it() -> None:
    """An h1 that is signed and dated is the title, and one that is neither may be a slogan."""
    rows = []
    for language, (title, prose) in SHOWN.items():
        head = f"<title>Winter 2024 24</title>{og('Winter 2024 24')}"
        byline = f"<p>{BYLINES[language]}</p>"
        for below, expected in (
            (byline + DAY, title),
            (byline, "Winter 2024 24"),
            (DAY, "Winter 2024 24"),
            ("", "Winter 2024 24"),
        ):
            body = f"<h1>{title}</h1>{below}<p>{prose * 5}</p><p>{prose * 5}</p>"
            rows.append((language + below, metadata(head, body, language).title, expected))
    assert not faults_of(rows)


def test_short_headline_is_a_section_s() -> None:
    """What stands below a word or two may be another story's."""
    body = f"<h1>Old News</h1><p>By Ada Stone</p>{DAY}<p>{SHOWN['en'][1] * 5}</p>"
    head = f"<title>Old mill opens again</title>{og('Old mill opens again')}"
    assert metadata(head, body).title == "Old mill opens again"


def faults_of(rows: list[tuple[str, str | None, str | None]]) -> list[tuple[object, ...]]:
    return [row for row in rows if row[1] != row[2]]


def test_part_of_a_title_that_is_a_line_of_the_page() -> None:
    """Without an h1 the title is the part of the head's that stands on the page by itself."""
    rows = []
    for language, (title, prose) in SHOWN.items():
        body = f"<div><b>{title}</b></div><p>{prose * 5}</p>"
        for form in (f"Echo - World - {title}", f"{title} - World - Echo", f"{title} | Echo"):
            found = metadata(f"<title>{form}</title>", body, language)
            rows.append((f"{language} {form}", found.title, title))
    whole = "Old mill opens again - and now?"
    near_misses = [
        # No line of the page.
        ("Mill - a story of old wheels and water", "<div><b>Mill</b></div>", None),
        # The line is the whole title.
        (whole, f"<div><b>{whole}</b></div><div><b>Old mill opens again</b></div>", whole),
        # A menu's words are too few for a headline.
        ("World news - Old mill", "<p>World news</p>", "World news - Old mill"),
    ]
    for title, body, want in near_misses:
        found = metadata(og(title), f"{body}<p>{SHOWN['en'][1] * 5}</p>")
        rows.append((title, found.title, want or title))
    assert not faults_of(rows)


def test_title_up_to_its_bar() -> None:
    """What stands behind a bar is no part of a title that no h1 has."""
    rows = []
    for language, (title, prose) in SHOWN.items():
        found = metadata(og(f"{title} | ABC XYZ"), f"<p>{prose * 5}</p>", language)
        rows.append((language, found.title, title))
    near_misses = [
        (og("Budget | Old mill on the river gets money for its wheel"), "", None),
        (og("Old mill | Harbour lights"), "<h1>Old mill | Harbour lights</h1>", None),
        (og("Old mill|Harbour lights"), "", None),
    ]
    for head, body, _ in near_misses:
        found = metadata(head, f"{body}<p>{SHOWN['en'][1] * 5}</p>")
        rows.append((head, found.title, head.split('"')[3]))
    assert not faults_of(rows)


def test_lower_heading_above_the_body() -> None:
    """Where a page has a head's title and no h1, the heading next above its prose is the title."""
    rows = []
    for language, (title, prose) in SHOWN.items():
        if language == "zh":
            continue
        body = f"<div>Echo</div><h2>{title}</h2><p>{prose * 5}</p>"
        rows.append((language, metadata("<title>The Daily Echo</title>", body).title, title))
    title, prose = SHOWN["en"]
    near_misses = [
        ("declared", og("Mill news of the week"), f"<h2>{title}</h2><p>{prose * 5}</p>"),
        ("short", "<title>Mill news of the week</title>", f"<h2>Old mill</h2><p>{prose * 5}</p>"),
        ("cards", "<title>Mill news of the week</title>", f"<h2>{title}</h2><p>{prose}</p>"),
        (
            "in a box",
            "<title>Mill news of the week</title>",
            f'<div class="cookie"><h2>{title}</h2></div><p>{prose * 5}</p>',
        ),
    ]
    rows += [
        (name, metadata(head, body).title, "Mill news of the week")
        for name, head, body in near_misses
    ]
    assert not faults_of(rows)


# (the line below the headline, the declared day, the answered one)
DAYS = [
    ("en", "7 May 2024", "2025-11-05T10:00:00+00:00", "2024-05-07"),
    ("de", "7. Mai 2024", "2025-11-05", "2024-05-07"),
    ("fr", "Publié le 7 mai 2024", "2025-11-05", "2024-05-07"),
    ("es", "7 de mayo de 2024", "2025-11-05", "2024-05-07"),
    ("pl", "7 maja 2024", "2025-11-05", "2024-05-07"),
    ("ru", "7 мая 2024", "2025-11-05", "2024-05-07"),
    ("tr", "7 Mayıs 2024", "2025-11-05", "2024-05-07"),
    ("ar", "7 مايو 2024", "2025-11-05", "2024-05-07"),
    ("zh", "2024年5月7日", "2025-11-05", "2024-05-07"),
    # An update's day, a later day, and one so near that it may be another story's.
    ("en", "Updated 7 May 2024", "2025-11-05", "2025-11-05"),
    ("en", "7 May 2024", "2024-01-05", "2024-01-05"),
    ("en", "7 May 2024", "2024-05-10", "2024-05-10"),
]


def test_day_at_the_headline_long_before_the_declared_one() -> None:
    """No article is read before it is published: the declared day is its system's."""
    rows = []
    for language, line, declared, want in DAYS:
        title, prose = SHOWN[language]
        data = json.dumps({"@type": "NewsArticle", "headline": title, "datePublished": declared})
        head = f'<script type="application/ld+json">{data}</script>'
        body = f"<h1>{title}</h1><p>{line}</p><p>{prose * 5}</p>"
        rows.append((f"{language} {line}", metadata(head, body, language).date_published, want))
    assert not faults_of(rows)


def test_day_above_the_headline_in_its_own_header() -> None:
    """A header that holds the headline too is the article's; another one is the site's."""
    title, prose = SHOWN["en"]
    day, h1 = "<p>7 May 2024</p>", f"<h1>{title}</h1>"
    rest = f"<p>{prose * 5}</p>"
    rows = [
        ("own", f"<header>{day}{h1}</header>{rest}", "2024-05-07"),
        ("site's", f"<header>{day}</header>{h1}{rest}", None),
        ("menu", f"<header><nav>{day}</nav>{h1}</header>{rest}", None),
    ]
    assert not faults_of(
        [(name, metadata("", body).date_published, want) for name, body, want in rows]
    )


COUNTS = [
    ("en", "Ada Stone 7 May 2024 Mills 7 Comments", "2024-05-07"),
    ("en", "7 May 2024 | No comments", "2024-05-07"),
    ("en", "May 7, 2024 Leave a comment", "2024-05-07"),
    ("de", "Ada Stein 07.05.2024 09:54 Kommentare", "2024-05-07"),
    ("de", "7. Mai 2024 3 Kommentare", "2024-05-07"),
    ("fr", "7 mai 2024 12 commentaires", "2024-05-07"),
    ("es", "7 de mayo de 2024 4 comentarios", "2024-05-07"),
    ("it", "7 maggio 2024 2 commenti", "2024-05-07"),
    ("nl", "7 mei 2024 5 reacties", "2024-05-07"),
    ("pl", "7 maja 2024 3 komentarze", "2024-05-07"),
    ("ru", "7 мая 2024 5 комментариев", "2024-05-07"),
    ("zh", "2024年5月7日 3 评论", "2024-05-07"),
    ("en", "Comment by Ada Stone 7 May 2024", None),
    ("en", "Last comment: 7 May 2024", None),
    ("en", "3 replies, the last on 7 May 2024", None),
    ("de", "Kommentar vom 7. Mai 2024", None),
    ("fr", "commentaire du 7 mai 2024", None),
]


def test_number_of_comments_beside_a_day() -> None:
    """How many comments there are does not make the day a comment's."""
    rows = [(line, told(line, language).published, day) for language, line, day in COUNTS]
    assert not faults_of(rows)


def test_app_that_is_called_by_the_articles_title() -> None:
    """A name of the app that is the article's title is no site's name; a short one may be both."""
    rows = []
    for language, (title, prose) in SHOWN.items():
        long = f"{title} – {title} – {title}"
        head = og(long) + f'<meta name="application-name" content="{long}">'
        body = f"<h1>Morning</h1><div><h1>{long}</h1></div><p>{prose * 5}</p>"
        want = "Morning" if len(long.split()) <= 5 else long
        rows.append((language, metadata(head, body, language).title, want))
    home = og("Mill Gazette") + '<meta property="og:site_name" content="Mill Gazette">'
    rows.append(("home", metadata(home, "<h1>Old mill opens</h1>").title, "Old mill opens"))
    assert not faults_of(rows)


# (lines below the headline, the people on a line of their own)
ALONE = [
    (("Ada Stone", "6 November 2024"), ("Ada Stone",)),
    (("6. November 2024", "Jörg Halm"), ("Jörg Halm",)),
    (("Maëlle Roche", "Publié le 6 novembre 2024 à 8 h 30"), ("Maëlle Roche",)),
    (("Inés Ruiz y Raúl Monte", "06 nov 2024 - 09:30"), ("Inés Ruiz", "Raúl Monte")),
    (("Ada Pietra", "6 novembre 2024"), ("Ada Pietra",)),
    (("Zuzanna Wierzba", "6 marca 2024, 08:15"), ("Zuzanna Wierzba",)),
    (("Ярослава Мельник", "6 ноября 2024, 08:15"), ("Ярослава Мельник",)),
    (("Defne Taş", "6 Kasım 2024"), ("Defne Taş",)),
    (("Ελένη Πέτρα", "6 Νοεμβρίου 2024"), ("Ελένη Πέτρα",)),
    (("Signe Sten", "Reporter"), ("Signe Sten",)),
    (("Signe Sten", "signe.sten@example.org"), ("Signe Sten",)),
    # No day beside it, more than a name, a place with its day, a trade alone, a menu, a picture's.
    (("Ada Stone", "The mill opened again."), ()),
    (("INÉS RUIZ", "RAÚL MONTE", "Saltby - 6 nov 2024"), ("INÉS RUIZ", "RAÚL MONTE")),
    (("Ada Stone", "The mill.", "6 November 2024"), ()),
    (("Saltby, 6 November 2024",), ()),
    (("Staff Writer", "6 November 2024"), ()),
    (("Home | News", "6 November 2024"), ()),
    (("Jan Berg/Coastal", "6 November 2024"), ()),
    (("WebsitesTools", "6 November 2024"), ()),
    (("By Ada Stone", "6 November 2024"), ()),
]


def test_names_on_a_line_of_their_own() -> None:
    """People are named beside a day or above a trade, without a word that says so."""
    faults = [(lines, found) for lines, names in ALONE if (found := alone(lines, "en")) != names]
    assert not faults


# (a line, its authors)
TOUCHING = [
    ("ByAda Stone", ["Ada Stone"]),
    ("VonAda Stein", ["Ada Stein"]),
    ("ParAda Roche", ["Ada Roche"]),
    ("PorAna Ruiz", ["Ana Ruiz"]),
    ("DoorAda Steen", ["Ada Steen"]),
    ("AvAda Sten", ["Ada Sten"]),
    ("AfAda Sten", ["Ada Sten"]),
    ("OlehAda Batu", ["Ada Batu"]),
    ("PrzezAdę Kamień", ["Adę Kamień"]),
    ("Byron Stone", []),
    ("Vonnegut Halm", []),
    ("ByPass", []),
]


def test_byline_whose_word_touches_the_name() -> None:
    """A "By" in an element of its own is read without a blank behind it."""
    faults = [
        (line, found)
        for line, names in TOUCHING
        if (found := told_by([line], "en").get("authors", [])) != names
    ]
    assert not faults
