"""Pages of a few short lines below their headline: hours, recipes, addresses, names, poems."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import PageKind
from sluice.render import Output, body_of
from tests.pagetype.framed import BANNERS, FRAMES, MANAGERS, banner, elements, framed, table
from tests.rows import every_row

ROWS = table("short_pages")
LANGUAGES = sorted({row["language"] for row in ROWS})
NO_CONTENT = {PageKind.CONSENT_WALL, PageKind.ERROR_PAGE, PageKind.EMPTY, PageKind.LOGIN_WALL}
every_page = every_row("row", ROWS, ids=lambda row: f"{row['language']} {row['kind']}")


def cleaned(html: str) -> tuple[str, str]:
    article = clean(Source(html, InputKind.HTML))
    return article.verdict.page, " ".join(body_of(article.judgement, Output.TEXT).split())


def lost(row: dict[str, str], body: str) -> list[str]:
    """The page's lines that its body lacks; the headings of a recipe may be gone."""
    lines = [line.removeprefix("- ") for line in row["lines"].split(" ¶ ")]
    return [line for line in lines if not line.startswith("## ") and line not in body]


@pytest.mark.parametrize("asking", ["", *BANNERS])
@pytest.mark.parametrize("frame", FRAMES)
@every_page
def test_short_lines_are_the_page(row: dict[str, str], frame: str, asking: str) -> None:
    """A banner beside them is a notice, whatever the scorer says of lines so short."""
    html = framed(frame, row["headline"], elements(row["lines"]), row["language"], banner=asking)
    page, body = cleaned(html)
    assert page not in NO_CONTENT
    assert lost(row, body) == []
    assert "cookie" not in body.lower()


@every_row("row", [row for row in ROWS if row["kind"] == "hours"], ids=lambda row: row["language"])
def test_rows_are_the_page(row: dict[str, str]) -> None:
    """Hours in a table are no less of it."""
    first, *hours = row["lines"].split(" ¶ ")
    days = ((line[2:].replace("：", ":")).split(":", 1) for line in hours)
    cells = "".join(f"<tr><td>{day}</td><td>{time}</td></tr>" for day, time in days)
    body = f"<p>{first}</p><table>{cells}</table>"
    page, text = cleaned(framed("next", row["headline"], body, row["language"], banner="onetrust"))
    assert page not in NO_CONTENT
    assert all(line.split(":", 1)[-1].split("：")[-1].strip() in text for line in hours)


WALLS = (
    ("<h1>The Quay Herald</h1>", "plain"),
    ("<header><h1>The Quay Herald</h1><p>News from the harbour</p></header>", "onetrust"),
    ('<h1>The Quay Herald</h1><nav><a href="/">Home</a> <a href="/n">News</a></nav>', "complianz"),
    ("<h1>The Quay Herald</h1><button>Log in</button>", "onetrust"),
)


@pytest.mark.parametrize(("shown", "asking"), WALLS)
@every_row("language", LANGUAGES)
def test_masthead_is_no_text(language: str, shown: str, asking: str) -> None:
    """Where the site's name, its motto and its menu are all that the page shows, it is a wall."""
    html = f'<html lang="{language}"><body>{shown}{banner(asking, language)}</body></html>'
    assert cleaned(html) == (PageKind.CONSENT_WALL, "")


def test_wall_in_one_element_with_its_headline() -> None:
    """What a wall says below a headline of its own is no text beside it."""
    for language in LANGUAGES:
        row = MANAGERS[language]
        html = (
            f'<html lang="{language}"><body><div class="w"><h1>{row["title"]}</h1>'
            f"<p>{row['text']}</p><p>www.quay.example</p></div></body></html>"
        )
        assert cleaned(html)[0] == PageKind.CONSENT_WALL, language


def test_article_of_few_lines_left_is_not_filled() -> None:
    """Where nearly all of a brief is kept, the small print below its headline stays out."""
    text = (
        "The mill was opened again on Monday. It had stood still for eleven years, the owner said."
    )
    body = f"<p>Reading time: 1 min</p><p>{text}</p>"
    assert cleaned(framed("wordpress", "The mill turns", body, "en")) == (PageKind.BRIEF, text)


# (a brief's text, the heading of its thread, three remarks, what its form says)
THREADED = {
    "en": (
        *("A water main has burst in Mill Road. Fourteen houses are dry.", "Comments"),
        *(("Again? It is sixty years old.", "Ours is fine.", "Water is back!"),),
        "By leaving a comment you accept the rules of this site",
    ),
    "de": (
        *("In der Mühlgasse ist ein Rohr gebrochen. Vierzehn Häuser sind trocken.", "Kommentare"),
        *(("Schon wieder? Es ist sechzig Jahre alt.", "Bei uns läuft es.", "Es läuft wieder!"),),
        "Mit dem Absenden stimmen Sie unseren Regeln zu",
    ),
    "fr": (
        *("Une conduite a cédé rue du Moulin. Quatorze maisons sont à sec.", "Commentaires"),
        *(("Encore ? Elle a soixante ans.", "Chez nous ça va.", "L'eau est revenue !"),),
        "En publiant vous acceptez les règles de ce site",
    ),
    "ru": (
        *("На Мельничной прорвало трубу. Без воды четырнадцать домов.", "Комментарии"),
        *(("Опять? Ей шестьдесят лет.", "У нас есть.", "Вода пошла!"),),
        "Отправляя отзыв, вы соглашаетесь с правилами сайта",
    ),
}


@every_row("language", sorted(THREADED))
def test_what_stands_below_a_thread_is_no_text(language: str) -> None:
    """The words of a form below the readers' remarks do not come back with a brief's lines."""
    text, heading, remarks, rule = THREADED[language]
    thread = "".join(f'<div class="comment"><b>Ada</b><p>{said}</p></div>' for said in remarks)
    body = f"<p>{text}</p><div class='comments'><h3>{heading}</h3>{thread}</div><div>{rule}</div>"
    html = f'<html lang="{language}"><body><main><h1>14</h1>{body}</main></body></html>'
    judgement = clean(Source(html, InputKind.HTML)).judgement
    kept = {block.text for _, block in judgement.kept()}
    put_back = [trail for trail in judgement.trails if trail and trail[-1].rule == "page/brief"]
    assert text in kept
    assert put_back == []


@every_row("language", sorted(THREADED))
def test_counter_above_the_text_hides_none_of_it(language: str) -> None:
    """Below one line that counts remarks the brief's text stands."""
    text, heading, *_ = THREADED[language]
    body = f"<div>{heading} (3)</div><p>{text}</p>"
    html = f'<html lang="{language}"><body><main><h1>14</h1>{body}</main></body></html>'
    _, found = cleaned(html)
    assert text in found
