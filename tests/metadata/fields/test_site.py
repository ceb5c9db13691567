"""The site's name at an end of the head's title, and the headline beside it."""

from sluice import Source, clean
from sluice.model import InputKind
from sluice.text.titles import title_ends
from tests.metadata.text_heads import NEWS
from tests.rows import every_row

# Of each language a paper and a section of it.
PAPERS = {
    "en": ("Otterby Ledger", "Around the county"),
    "de": ("Otterbacher Bote", "Aus dem Landkreis"),
    "fr": ("Le Colporteur d'Outreval", "Vie du canton"),
    "es": ("El Pregón de Nutriales", "Vida del valle"),
    "sv": ("Utterby Allehanda", "Runt om i länet"),
    "cs": ("Vydrovský hlásek", "Z našeho kraje"),
    "ru": ("Выдринский листок", "Жизнь района"),
    "tr": ("Susamlı Habercisi", "Yöremizden"),
}
FORMS = [
    "{site} | {title}",
    "{site} » {section} » {title}",
    "{site}: {title}",
    "{title} · {section} · {site}",
    "{title}_{site}",
    "{site} – {title}",
]


def title_of(head: str, body: str) -> str | None:
    """The title of a page of HTML."""
    page = f"<html><head><title>{head}</title></head><body>{body}</body></html>"
    return clean(Source(page.encode(), InputKind.HTML, "utf-8")).metadata.title


def page_of(language: str, above: str, below: str) -> str:
    prose = "".join(f"<p>{text}</p>" for text in NEWS[language].prose)
    return f"{above}<div>{prose}</div>{below}"


@every_row("form", FORMS)
@every_row("language", list(PAPERS))
def test_site_first_or_last_without_an_h1(language: str, form: str) -> None:
    """What the copyright line or the link to the start names is the site's name."""
    (site, section), title = PAPERS[language], NEWS[language].title
    head = form.format(site=site, section=section, title=title)
    for above, below in (
        ("", f"<p>Copyright 2024 {site}</p>"),
        (f'<p><a href="/">{site}</a></p>', ""),
        (f'<p><img src="/logo.png" alt="{site}"></p>', ""),
    ):
        body = page_of(language, f"{above}<div><b>{title}</b></div>", below)
        assert title_of(head, body) == title


@every_row("language", list(PAPERS))
def test_h1_that_is_the_site_s(language: str) -> None:
    """A logo in an h1 is no headline where the head names it behind the headline."""
    site, title = PAPERS[language][0], NEWS[language].title
    for tag in ("h2", "h3"):
        above = f'<h1><a href="/">{site}</a></h1><{tag} class="entry-title">{title}</{tag}>'
        assert title_of(f"{title} - {site}", page_of(language, above, "")) == title


@every_row("language", list(PAPERS))
def test_h1_that_is_the_headline(language: str) -> None:
    """An h1 stays the title where nothing says that it is the site's name."""
    site, title = PAPERS[language][0], NEWS[language].title
    subtitle = NEWS[language].subtitle
    for head, above in (
        (f"{title} - {site}", f"<h1>{title}</h1><h2>{subtitle}</h2>"),
        (f"{subtitle} - {title}", f"<h1>{title}</h1><h2>{subtitle}</h2>"),
    ):
        assert title_of(head, page_of(language, above, f"<p>© {site}</p>")) == title


@every_row(
    ("site", "title"),
    [
        ("Boat Builders", "How do I fair a hull without a long board?"),
        ("Imkerforum Nord", "Bienen fliegen schon bei acht Grad aus"),
        ("Foro de Relojes", "El péndulo se para todas las noches"),
        ("Форум печников", "Печь дымит в первые десять минут"),
    ],
)
def test_h1_of_a_forum_or_a_sidebar(site: str, title: str) -> None:
    """An h1 that the head has behind what stands below it is the name of the place."""
    aside = f'<div class="side"><h1>{site}</h1></div>'
    for topic in (f"<h2>{title}</h2>", f'<p class="title"><a href="/t">{title}</a> (self)</p>'):
        assert title_of(f"{title} : {site}", page_of("en", aside + topic, "")) == title
    # A kicker stands above the headline.
    kicker = f"<p>{title}</p><h1>{site}</h1>"
    assert title_of(f"{title} - {site}", page_of("en", kicker, "")) != title


@every_row(
    ("prefix", "title"),
    [
        ("Printed version: ", "The mill on the river opens again"),
        ("Druckversion: ", "Die Mühle am Fluss öffnet wieder"),
        ("Версия для печати: ", "Мельница на реке снова открыта"),
        ("Malom Online :: ", "Megint megnyílt a folyó menti malom"),
    ],
)
def test_what_is_put_before_a_printed_title(prefix: str, title: str) -> None:
    """Without an h1 the part of the head's title that is a line of the page is the title."""
    lines = f"<table><tr><td>7 May 2024<br><b>{title}</b><br>Ada Stone<br><br></td></tr></table>"
    for above in (f"<h2>{title}</h2>", f"<p><b>{title}</b> by Ada Stone, clerk</p>", lines):
        assert title_of(prefix + title, page_of("en", above, "")) == title


def test_start_page_keeps_the_name() -> None:
    """Of a page about the firm itself its name is the title."""
    body = page_of("en", '<h1><a href="/">Marlow Kilns</a></h1>', "<p>© Marlow Kilns</p>")
    assert title_of("Marlow Kilns - Bricks and tiles", body) == "Marlow Kilns"


def test_ends_of_titles() -> None:
    """A name may stand before the first mark or behind the last."""
    assert title_ends("A mill - a river - Echo") == [
        ("A mill", "a river - Echo"),
        ("Echo", "A mill - a river"),
    ]
    assert title_ends("The mill_Echo") == [("The mill", "Echo"), ("Echo", "The mill")]
    assert title_ends("The mill") == []
