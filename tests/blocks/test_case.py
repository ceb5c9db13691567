"""Texts that have lost their capitals are read and judged as in scripts without any."""

from sluice.blocks.from_text import page_from_text
from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of

PROSE = [
    "The old mill on the river was opened again on Monday, after eleven years of silence.",
    "Every stone that could be kept was kept, said Jan Berg, who led the work for four winters.",
    "Several hundred people came to see the wheel turn, and many of them stayed until evening.",
    "It is not clear who will pay for the bridge; the county has promised half of the money.",
    "Maria Holm, who kept the keys of the mill for thirty years, was the first to walk inside.",
]
MENU = ["Home", "News of the day", "Sport and culture", "Weather in the valley", "Travel"]
FOOT = ["Sign up for our newsletter", "Imprint", "Privacy policy"]


def body(lines: list[str]) -> str:
    page = clean(Source("\n".join(lines), InputKind.TEXT))
    return body_of(page.judgement, Output.TEXT)


def test_lines_of_small_letters_are_lines() -> None:
    """Where nothing has a capital, a small letter does not go on with the line above."""
    lines = [line.lower() for line in [*MENU, *PROSE, *FOOT]]
    assert [block.text for block in page_from_text("\n".join(lines)).blocks] == lines


def test_page_is_cleaned_without_capitals() -> None:
    """The prose comes out of a page in small letters, and neither its menu nor its foot."""
    found = body([line.lower() for line in [*MENU, *PROSE, *FOOT]])
    assert "\n\n".join(PROSE).lower() in found
    assert not [line for line in (*MENU[1:4], *FOOT) if line.lower() in found]


def test_a_sentence_that_is_cut_goes_on() -> None:
    """One capital anywhere, and small letters mean what they mean."""
    lines = ["The mill that was built by", "the miller's father", "stood still for eleven years."]
    assert len(page_from_text("\n".join(lines)).blocks) == 1
