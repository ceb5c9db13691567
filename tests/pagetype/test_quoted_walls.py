"""A paywall's words that an article quotes do not end it, and those of a prompt do."""

from sluice import Article, Source, clean
from sluice.model import InputKind
from tests.metadata.text_heads import NEWS, body_of
from tests.rows import every_row

# (a prompt, a sentence that quotes it, two short paragraphs)
QUOTED = {
    "en": (
        "Subscribe to continue reading",
        "“Subscribe to continue reading” was what nobody in the village wanted to see.",
        ("The brothers pay for the oven.", "Flour comes from the mill at Sarn."),
    ),
    "de": (
        "Jetzt abonnieren und weiterlesen",
        "„Jetzt abonnieren und weiterlesen“ wollte im Dorf niemand mehr sehen.",
        ("Den Ofen bezahlen die Brüder.", "Das Mehl kommt aus der Mühle in Sarn."),
    ),
    "fr": (
        "Un euro pour lire la suite",
        "« Un euro pour lire la suite », personne au village ne voulait plus voir cela.",
        ("Les frères paient le four.", "La farine vient du moulin de Sarn."),
    ),
    "es": (
        "Suscríbete para seguir leyendo",
        "«Suscríbete para seguir leyendo» era lo que nadie en el pueblo quería ver.",
        ("Los hermanos pagan el horno.", "La harina viene del molino de Sarn."),
    ),
    "it": (
        "Abbonati per continuare a leggere",
        "«Abbonati per continuare a leggere» era ciò che nessuno in paese voleva vedere.",
        ("I fratelli pagano il forno.", "La farina arriva dal mulino di Sarn."),
    ),
}


def of(*lines: str) -> Article:
    return clean(Source("\n\n".join(lines).encode(), InputKind.TEXT, "utf-8"))


@every_row("language", [language for language in QUOTED if language in NEWS])
def test_quoted_words_of_a_paywall(language: str) -> None:
    """What stands below the sentence is the article's, however short it is."""
    news, (_, sentence, below) = NEWS[language], QUOTED[language]
    for ending in (below, below[:1], ()):
        article = of(news.title, *news.prose[:2], sentence, *ending)
        assert article.verdict.page in ("article", "brief")
        assert body_of(article) == [*news.prose[:2], sentence, *ending]


@every_row("language", [language for language in QUOTED if language in NEWS])
def test_prompt_of_a_paywall(language: str) -> None:
    """The same words on a line of their own end what is free, quoted or not."""
    news, (prompt, _, _) = NEWS[language], QUOTED[language]
    for line in (prompt, f"{prompt}.", f"“{prompt}”"):
        article = of(news.title, news.prose[0], line)
        assert article.verdict.page == "paywall_stub", line
        assert body_of(article) == [news.prose[0]]


PUR = (
    "Weiter mit Werbung lesen",
    "Lesen Sie diese Seite wie immer mit Werbung und Tracking.",
    "Akzeptieren und weiter",
    "Nutzen Sie die Seite ohne Werbung und Tracking für 3,49 € im Monat.",
    "Zum Pur-Abo",
    "Schon Pur-Abonnent? Anmelden",
    "Wir und bis zu 104 Partner speichern Informationen auf Ihrem Gerät, zum Beispiel Cookies.",
)


def test_wall_of_a_subscription_without_tracking() -> None:
    """It asks for consent; an article about such walls is one."""
    wall = of(*PUR)
    assert (wall.verdict.page, body_of(wall)) == ("consent_wall", [])
    news = NEWS["de"]
    told = (
        "Die Zeitung im Tal bietet seit Montag ein Pur-Abo an. Leser sehen sie dann ohne Werbung"
        " und Tracking, und das kostet im Monat so viel wie eine Brezel."
    )
    article = of("Talzeitung führt ein Pur-Abo ein", told, *news.prose)
    assert article.verdict.page == "article"
    assert body_of(article) == [told, *news.prose]
