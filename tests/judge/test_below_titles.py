"""One line above the prose is the title; what stands below it without a full stop stays."""

import pytest

from sluice import Source, clean
from sluice.model import InputKind

# Of each language a title, what stands under it, and paragraphs.
STORIES = {
    "de": (
        "Werft Hansen baut drei Fähren für die Inseln im Norden",
        "Der Vertrag sichert neunzig Stellen auf der Werft bis 2029",
        "Die Werft Hansen hat den größten Auftrag seit zehn Jahren erhalten und baut drei Fähren.",
        "Die Schiffe fahren mit Strom und sollen die Inseln im Norden das ganze Jahr versorgen.",
        "„Wir haben lange darauf gehofft“, sagte die Leiterin der Werft am Mittwoch im Hafen.",
    ),
    "en": (
        "Hansen shipyard to build three ferries for the northern islands",
        "Contract secures ninety jobs at the yard until 2029",
        "The Hansen shipyard has won its largest order in ten years and will build three ferries.",
        "The ships run on electricity and will serve the northern islands all year round.",
        '"We had hoped for this for a long time," the head of the yard said on Wednesday.',
    ),
    "es": (
        "El astillero Hansen construirá tres barcos para las islas del norte",
        "El contrato asegura noventa empleos en el astillero hasta 2029",
        "El astillero Hansen ha logrado su mayor pedido en diez años y construirá tres barcos.",
        "Los barcos son eléctricos y darán servicio a las islas del norte durante todo el año.",
        "«Lo esperábamos desde hace mucho tiempo», dijo el miércoles la directora del astillero.",
    ),
    "fr": (
        "Le chantier Hansen construira trois bacs pour les îles du nord",
        "Le contrat garantit quatre-vingt-dix emplois au chantier jusqu'en 2029",
        "Le chantier Hansen a obtenu sa plus grosse commande en dix ans et construira trois bacs.",
        "Les navires sont électriques et desserviront les îles du nord pendant toute l'année.",
        "« Nous l'espérions depuis longtemps », a dit mercredi la directrice du chantier.",
    ),
}
POINTS = {
    "de": ("Neunzig Stellen bleiben bis 2029", "Die Fähren fahren mit Strom"),
    "en": ("Ninety jobs are safe until 2029", "The ferries run on electricity"),
    "es": ("Noventa empleos quedan hasta 2029", "Los barcos serán eléctricos"),
    "fr": ("Quatre-vingt-dix emplois restent", "Les bacs seront électriques"),
}
WAYS = {"lines": "\n", "paragraphs": "\n\n"}


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("language", STORIES)
def test_line_below_the_title_stays(language: str, way: str) -> None:
    """Nothing of it stands in another field."""
    title, *body = STORIES[language]
    article = clean(Source(WAYS[way].join((title, *body)), InputKind.TEXT))
    assert article.metadata.title == title
    assert [block.text for _, block in article.judgement.kept()] == body


@pytest.mark.parametrize("language", STORIES)
def test_points_below_the_title_stay(language: str) -> None:
    """Of several lines that could be the title it is the first."""
    title, below, *prose = STORIES[language]
    body = [below, *POINTS[language], *prose]
    article = clean(Source("\n".join((title, *body)), InputKind.TEXT))
    assert article.metadata.title == title
    assert [block.text for _, block in article.judgement.kept()] == body


@pytest.mark.parametrize("language", STORIES)
def test_repeated_title_goes(language: str) -> None:
    """It is said already."""
    title, _, *body = STORIES[language]
    article = clean(Source("\n\n".join((title, title, *body)), InputKind.TEXT))
    assert [block.text for _, block in article.judgement.kept()] == body


# A place and a day, below what stands under the title.
DAYS = {"de": "Husum, 24. September 2024", "en": "HUSUM, September 24, 2024"}


@pytest.mark.parametrize("language", DAYS)
def test_day_below_is_read(language: str) -> None:
    """The prose begins with it, and the line under the title is none of the prose."""
    title, below, first, *rest = STORIES[language]
    text = "\n\n".join((title, below, f"{DAYS[language]} – {first}", *rest))
    metadata = clean(Source(text, InputKind.TEXT)).metadata
    assert metadata.date_published == "2024-09-24"
