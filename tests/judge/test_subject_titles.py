"""A text whose first line is the word that it is about: that is its title."""

import pytest

from sluice import InputKind, Source, clean

SUBJECTS = {
    "Mill": "The mill on the river was opened again on Monday. It had stood still for years.",
    "Die Mühle": "Die Mühle am Fluss wurde am Montag wieder geöffnet. Sie stand jahrelang still.",
    "Le moulin": "Le moulin de la rivière a rouvert lundi. Il était à l'arrêt depuis des années.",
    "Мельница": "Мельница на реке снова открылась в понедельник. Она стояла много лет.",
}
NONE = {
    "Weather": "The mill on the river was opened again on Monday. It had stood still for years.",
    "It": "It was opened again on Monday, the mill on the river, which had stood still for years.",
}


def answered(first: str, prose: str, between: str = "\n\n") -> tuple[str | None, list[str]]:
    article = clean(Source(f"{first}{between}{prose}", InputKind.TEXT))
    return article.metadata.title, [block.text for _, block in article.judgement.kept()]


@pytest.mark.parametrize("first", SUBJECTS)
def test_subject_is_the_title(first: str) -> None:
    """It stands in the metadata and not in the body."""
    assert answered(first, SUBJECTS[first]) == (first, [SUBJECTS[first]])


@pytest.mark.parametrize("first", NONE)
def test_other_word_is_no_title(first: str) -> None:
    """One that the prose does not begin with, and one too short to tell, are none."""
    assert answered(first, NONE[first])[0] is None
