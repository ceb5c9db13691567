"""Pages whose lines look like residue and are the article's own."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of

HEAD = "Old mill opens again after eleven years\nBy Ada Stone\n12 November 2024\n\n"
FIRST = "The mill on the river was opened again on Monday after it had stood still for years."
LAST = "Nobody in the village had believed that the wheel would ever turn again, the miller said."
OWN = [
    "The charter of 1702 says: “The miller shall keep the weir and all that belongs to it […]”",
    "Copyright law as parliament passed it in 2019 gives platforms eighteen months to comply.",
    "Image: how we see ourselves has changed since the first mirrors were made in the valley.",
    "Tags: the white ones on the ear of each cow say where it was born.",
    "Subscribe to our newsletter, the poster in the mill said in 1998, and nobody did.",
    "The European Space Agency (ESA) — which built the wheel with the town — paid for it.",
    "Ada Stone and Jan Berg contributed to this report.",
]
ENDS = [
    "You need these things:\n\n- 200 g flour\n- 3 eggs\n- 1 cup milk",
    "Year | Visitors\n2022 | 1200\n2023 | 1400",
]


def body(page: str) -> str:
    article = clean(Source(page, InputKind.TEXT))
    return body_of(article.judgement, Output.TEXT)


@pytest.mark.parametrize("line", OWN)
def test_sentence_between_paragraphs_stays(line: str) -> None:
    """A sentence that begins or ends as residue does is kept where the article goes on."""
    page = f"{HEAD}{FIRST}\n\n{line}\n\n{LAST}"
    assert body(page) == f"{FIRST}\n\n{line}\n\n{LAST}"


@pytest.mark.parametrize("end", ENDS)
def test_list_or_table_at_the_end_stays(end: str) -> None:
    """A list that a colon announces and a table may end an article."""
    page = f"{HEAD}{FIRST}\n\n{LAST}\n\n{FIRST.replace('mill', 'barn')}\n\n{end}"
    assert body(page).endswith(end)


def test_same_answer_to_two_questions_stays() -> None:
    """An interview may give one answer twice."""
    answer = "Yes, you can apply online at any time of day."
    page = f"{HEAD}Can I apply?\n\n{answer}\n\nCan my mother apply too?\n\n{answer}\n\n{LAST}"
    assert body(page).count(answer) == 2
