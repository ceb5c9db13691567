"""Several posts on one page, each with its headline."""

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of

QUESTION = "The lid of my grandfather's desk has been stuck since the move. What would you try?"
ANSWERS = (
    "Rub a candle along both runners and leave it for a night before you pull at anything.",
    "Wood swells in a damp house. Put the desk next to a stove for a week, and it will open.",
    "It was the candle! The lid came down this morning and nothing broke, many thanks to you.",
)


def body(html: str) -> str:
    return body_of(clean(Source(html, InputKind.HTML)).judgement, Output.TEXT)


def test_each_post_of_several_keeps_its_headline() -> None:
    """It links to the post alone; a card's headline links elsewhere, and little stands below."""
    titles = ("A good word for the mender", "The lid and the damp house", "What the candle did")
    posts = "".join(
        f"<article><header><h2><a href=#p{n}>{title}</a></h2><p class=by>Nora Hale | 8.05am</p>"
        f"</header><p>{ANSWERS[n]}</p><p>{QUESTION} That is all I have to say "
        f"about it, and I have said it {n + 2} times.</p></article>"
        for n, title in enumerate(titles)
    )
    said = body(f"<html><body><main><h1>The notebook</h1>{posts}</main></body></html>")
    assert [title for title in titles if f"{title}\n" not in said] == []
