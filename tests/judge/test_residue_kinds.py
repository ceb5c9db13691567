"""Residue of recipes, clubs and question pages, which stands beside prose in every language."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of
from tests.judge.test_shortcodes import PROSE, every_kind, page
from tests.rows import every_row

# (a language whose prose stands around it, what goes)
RATINGS = [
    ("en", "4.8 from 131 votes"),
    ("en", "Rate this recipe"),
    ("en", "Average rating 4.8 / 5. Vote count: 131"),
    ("en", "Did you make this recipe? Tell us how it went in the comments!"),
    ("de", "4,8 von 131 Stimmen"),
    ("de", "Dieses Rezept bewerten"),
    ("en", "4,8 sur 131 avis"),
    ("en", "Notez cette recette"),
    ("en", "Valora esta receta"),
    ("en", "4,8 da 131 voti"),
    ("en", "Avalie esta receita"),
    ("en", "4,8 uit 131 stemmen"),
    ("en", "Oceń ten przepis"),
    ("ru", "4,8 из 131 голосов"),
    ("ru", "Оцените рецепт"),
    ("en", "Bu tarife puan ver"),
    ("en", "Beri nilai resep ini"),
    ("ja", "このレシピを評価する"),
]
MEMBERS = [
    ("en", "This part of the recipe is for members only."),
    ("en", "Only members can see this part."),
    ("de", "Dieser Beitrag ist nur für Mitglieder."),
    ("en", "Cet article est réservé aux membres."),
    ("en", "Contenido exclusivo para socios"),
    ("en", "Questo articolo è riservato ai soci."),
    ("en", "Dit artikel is alleen voor leden."),
    ("ru", "Материал доступен только участникам клуба."),
    ("en", "Üyelere özel içerik"),
    ("ja", "この記事は会員限定です。"),
]
ANSWERS = [
    ("en", "Improve this answer"),
    ("en", "Share Improve this answer Follow"),
    ("en", "Share Improve this question Follow"),
    ("de", "Antwort verbessern"),
    ("en", "Améliorer la réponse"),
    ("en", "Mejora esta respuesta"),
    ("en", "Melhore esta resposta"),
    ("ru", "Улучшить ответ"),
    ("ja", "この回答を改善する"),
]


@every_kind
@every_row(("language", "line"), [*RATINGS, *MEMBERS, *ANSWERS])
def test_residue_beside_prose_goes(language: str, line: str, kind: InputKind) -> None:
    """The line goes from between two paragraphs and from below the last, and the prose stays."""
    first, second, last = PROSE[language]
    for lines in ((first, line, second, last), (first, second, last, line)):
        found = body_of(clean(page(kind, *lines)).judgement, Output.TEXT)
        assert found == "\n\n".join(PROSE[language])


def test_rating_does_not_end_a_recipe() -> None:
    """Near miss: what follows the stars at a recipe's top is no thread below it."""
    steps = [
        f"Step {n}: knead the dough for {n} minutes and let it rest by the stove." for n in "123"
    ]
    intro = [*PROSE["en"], *PROSE["en"][::-1]]
    lines = [f"{line} It was day {n}." for n, line in enumerate(intro)]
    recipe = Source(
        "\n".join((*lines, "4.8 from 131 votes", "Rate this recipe", *steps)), InputKind.TEXT
    )
    found = body_of(clean(recipe).judgement, Output.TEXT)
    assert [step for step in steps if step not in found] == []


@pytest.mark.parametrize("language", sorted(PROSE))
def test_sentence_said_again_behind_residue_is_not_read_twice(language: str) -> None:
    """A line whose last sentence ends as its first does is cut where each of them stands."""
    first = PROSE[language][0]
    line = f"{first} Suivez-nous sur Facebook {first}"
    blocks = clean(Source(line, InputKind.TEXT)).judgement.page.blocks
    assert "".join("".join(block.text.split()) for block in blocks) == "".join(line.split())
