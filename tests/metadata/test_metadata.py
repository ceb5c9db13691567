"""Each field from the first source that knows it, and what the page's own lines say."""

import json
from typing import Any

import pytest

from sluice.metadata import metadata_of
from sluice.metadata.fields.language import language_of
from sluice.metadata.sources import judged_lines, meta_tags
from sluice.model import (
    Block,
    Decision,
    Declared,
    InputKind,
    Judgement,
    Metadata,
    Page,
    Source,
    Step,
)
from sluice.reasons import Reason
from tests.rows import every_row

PROSE = "The old mill on the river was opened again on Monday, after eleven years of silence."
JSON_LD = json.dumps(
    {
        "@type": "Article",
        "headline": "From JSON-LD",
        "author": {"name": "Jo Sonld"},
        "datePublished": "2024-05-01",
        "url": "https://example.org/json-ld",
        "description": "JSON-LD's description",
        "publisher": {"name": "JSON-LD's site"},
        "inLanguage": "fr",
    }
)
META = {
    "og:title": "From meta tags",
    "author": "Meta Tagg",
    "article:published_time": "2024-05-02",
    "og:url": "https://example.org/meta",
    "description": "The meta tags' description",
    "og:site_name": "The meta tags' site",
    "og:locale": "de_DE",
}
HEAD = {"title": "From the head", "canonical": "https://example.org/head", "language": "nl"}
LINES = [
    ("From the page", Reason.TITLE),
    ("By Page Line", Reason.BYLINE),
    ("May 3, 2024", Reason.DATE_STAMP),
    (PROSE, None),
]

NOTHING = Declared()


def judgement(
    lines: list[tuple[str, Reason | None]],
    declared: Declared = NOTHING,
    kind: InputKind = InputKind.TEXT,
) -> Judgement:
    trails = tuple(
        (Decision(Step.RULES, f"{reason}/test", reason),) if reason else () for _, reason in lines
    )
    return Judgement(Page(kind, tuple(Block(text) for text, _ in lines), declared), trails)


def metadata(sources: str, **more: str) -> Metadata:
    """The metadata of a page on which the sources named answer every field."""
    declared = Declared(
        meta=tuple(META.items()) if "meta" in sources else (),
        json_ld=(JSON_LD,) if "json-ld" in sources else (),
        **HEAD if "head" in sources else {},
    )
    lines = LINES if "page" in sources else []
    source = Source(b"", crawled_at="2024-06-01", **more)
    return metadata_of(judgement(lines, declared, InputKind.HTML), source)


TRUST = [
    ("title", "page meta json-ld head", "From JSON-LD", "json-ld"),
    ("title", "meta json-ld head", "From JSON-LD", "json-ld"),
    ("title", "meta head", "From meta tags", "meta tags"),
    ("title", "json-ld head", "From JSON-LD", "json-ld"),
    ("title", "head", "From the head", "head"),
    ("title", "", None, None),
    ("authors", "page meta json-ld", ("Jo Sonld",), "json-ld"),
    ("authors", "page meta", ("Meta Tagg",), "meta tags"),
    ("authors", "page", ("Page Line",), "headline"),
    ("authors", "meta", ("Meta Tagg",), "meta tags"),
    ("authors", "", (), None),
    ("date_published", "page meta json-ld", "2024-05-01", "json-ld"),
    ("date_published", "page meta", "2024-05-02", "meta tags"),
    ("date_published", "page", "2024-05-03", "headline"),
    ("url", "meta json-ld head", "https://example.org/head", "head"),
    ("url", "meta json-ld", "https://example.org/meta", "meta tags"),
    ("url", "json-ld", "https://example.org/json-ld", "json-ld"),
    ("site_name", "meta json-ld", "The meta tags' site", "meta tags"),
    ("site_name", "json-ld", "JSON-LD's site", "json-ld"),
    ("description", "meta json-ld", "JSON-LD's description", "json-ld"),
    ("description", "meta", "The meta tags' description", "meta tags"),
    ("language", "page meta json-ld head", "en", "detector"),
    ("language", "meta json-ld head", "fr", "json-ld"),
    ("language", "meta head", "de", "meta tags"),
    ("language", "head", "nl", "head"),
]


@every_row(("field", "sources", "value", "source"), TRUST)
def test_first_source_that_knows_answers(
    field: str, sources: str, value: Any, source: str | None
) -> None:
    """A field is answered by the most trusted source that knows it, and the answer says which."""
    found = metadata(sources)
    assert (getattr(found, field), found.sources.get(field)) == (value, source)


def test_caller_knows_the_language() -> None:
    """The language that the caller states counts before all others."""
    found = metadata("page meta head", language="sv")
    assert (found.language, found.sources["language"]) == ("sv", "request")


def test_sources_name_answered_fields_only() -> None:
    """A field without an answer has no source, and every answered field has one."""
    found = metadata("page meta json-ld head")
    answered = {
        field
        for field in Metadata.__dataclass_fields__
        if field not in ("sources", "confidence") and getattr(found, field)
    }
    assert found.sources.keys() == answered
    assert list(found.sources) == sorted(found.sources)


def test_nonsense_in_a_trusted_source_lets_the_next_answer() -> None:
    """A trusted source that says nonsense does not silence the others."""
    broken = json.dumps({"@type": "Article", "datePublished": "soon", "author": {"name": "admin"}})
    declared = Declared(json_ld=(broken,), meta=tuple(META.items()))
    found = metadata_of(judgement([], declared), Source(b"", crawled_at="2024-06-01"))
    assert (found.date_published, found.authors) == ("2024-05-02", ("Meta Tagg",))


def test_site_is_no_author_and_no_part_of_the_title() -> None:
    """The site's name goes from the title, and is no author."""
    meta = {"og:site_name": "The Gazette", "author": "THE GAZETTE"}
    declared = Declared(title="Old mill opens | The Gazette", meta=tuple(meta.items()))
    found = metadata_of(judgement([], declared), Source(b""))
    assert (found.title, found.site_name, found.authors) == ("Old mill opens", "The Gazette", ())
    assert "authors" not in found.sources


def test_address_is_resolved_against_the_callers() -> None:
    """A relative address in the head is made whole by the page's own."""
    declared = Declared(canonical="/mill", meta=(("og:image", "mill.jpg"),))
    found = metadata_of(judgement([], declared), Source(b"", url="https://example.org/news/"))
    assert (found.url, found.image) == (
        *("https://example.org/mill", "https://example.org/news/mill.jpg"),
    )


# (the kept lines, fields of the answer)
DATELINES = [
    ("KYIV, Ukraine (AP) — The mill opened.", {"dateline": "KYIV, Ukraine", "agency": "AP"}),
    ("MOSCOW (Reuters) - The mill opened.", {"dateline": "MOSCOW", "agency": "Reuters"}),
    ("NEW YORK (AP) -- The mill opened.", {"dateline": "NEW YORK", "agency": "AP"}),
    ("(AFP) – The mill opened.", {"agency": "AFP"}),
    ("BERLIN (dpa) - Die Mühle öffnet.", {"agency": "dpa", "dateline": "BERLIN"}),
    ("PARIS (AFP) : Le moulin ouvre.", {"dateline": "PARIS", "agency": "AFP"}),
    ("The mill (an old one) — it opened.", {}),
    ("The mill (Dutch) opened again.", {}),
    (PROSE, {}),
]


@pytest.mark.parametrize(("line", "expected"), DATELINES)
def test_dateline(line: str, expected: dict[str, str]) -> None:
    """The dateline of the first kept block gives place and agency."""
    found = judged_lines.read(judgement([("A title", Reason.TITLE), (line, None)]))
    assert {k: v for k, v in found.items() if k in ("dateline", "agency")} == expected


# (the page's lines, the field, its value)
PLACES = [
    ([("Title", "title"), ("May 1, 2024", "date_stamp"), (PROSE, "")], "2024-05-01"),
    ([("May 1, 2024", "date_stamp"), ("Title", "title"), (PROSE, "")], None),
    ([("Title", "title"), (PROSE, ""), ("May 1, 2024", "date_stamp")], None),
    ([("May 1, 2024", "date_stamp"), (PROSE, "")], None),
    ([("Title", "title"), ("3/4/2024", "date_stamp"), (PROSE, "")], None),
    (
        [
            *(("Title", "title"), ("May 1, 2024", "date_stamp")),
            *(("Updated May 3, 2024", "date_stamp"), (PROSE, "")),
        ],
        "2024-05-01",
    ),
    (
        [
            *(("Title", "title"), ("Updated May 3, 2024", "date_stamp")),
            *(("Published May 1, 2024", "date_stamp"), (PROSE, "")),
        ],
        "2024-05-01",
    ),
    ([("Title", "title"), ("Updated: May 3, 2024", "date_stamp"), (PROSE, "")], None),
]
# Lines at the headline that give the day of an update.
UPDATES = """Updated May 3, 2024;Revised May 3, 2024;Last edited on May 3, 2024;Akt. 3. Mai 2024
Geändert am 3. Mai 2024;Modifié le 3 mai 2024;Gewijzigd op 3 mei 2024;Endret 3. mai 2024
Изменено 3 мая 2024;Módosítva: 2024. május 3.;更新：2024年5月3日""".replace("\n", ";").split(";")


@pytest.mark.parametrize(("lines", "expected"), PLACES)
def test_date_counts_at_the_headline_only(
    lines: list[tuple[str, str]], expected: str | None
) -> None:
    """The date below the title is the article's; today's, an update's, a footer's is not."""
    marked = [(text, Reason(reason) if reason else None) for text, reason in lines]
    assert judged_lines.read(judgement(marked)).get("date_published") == expected


@pytest.mark.parametrize("line", UPDATES)
def test_day_of_an_update_is_told_by_its_word(line: str) -> None:
    """The words of an update are those of all date lines, in any language."""
    lines = [("Title", Reason.TITLE), (line, Reason.DATE_STAMP), (PROSE, None)]
    found = judged_lines.read(judgement(lines))
    assert (found.get("date_published"), found.get("date_modified")) == (None, "2024-05-03")


def test_reporters_at_the_end() -> None:
    """Contributor lines among the last kept blocks name the contributors."""
    lines: list[tuple[str, Reason | None]] = [
        (PROSE, None),
        ("Ada Stone in Kyiv and Jan Berg contributed to this report.", None),
        ("Reporting by Mia Holt", None),
    ]
    assert judged_lines.read(judgement(lines))["contributors"] == [
        "Ada Stone",
        "Jan Berg",
        "Mia Holt",
    ]


@pytest.mark.parametrize(("times", "site"), [(1, None), (2, "The Gazette")])
def test_masthead_is_the_site_where_it_is_repeated(times: int, site: str | None) -> None:
    """A line above the title names the site if the page says it twice."""
    lines = [("The Gazette", Reason.MASTHEAD)] * times + LINES
    assert judged_lines.read(judgement(lines)).get("site_name") == site


def test_first_of_equal_meta_tags_counts() -> None:
    """A name that stands twice counts once for a single field, and twice for a list."""
    meta = (("og:title", "One"), ("og:title", "Two"), ("author", "Ada"), ("author", "Jan"))
    assert meta_tags.read(Declared(meta=meta)) == {"title": "One", "authors": ["Ada", "Jan"]}


def test_empty_meta_tag_lets_the_next_name_answer() -> None:
    """A tag without content is silent."""
    meta = (("og:title", ""), ("twitter:title", "Two"), ("article:tag", ""), ("keywords", "a,b"))
    assert meta_tags.read(Declared(meta=meta)) == {"title": "Two", "tags": ["a,b"]}


CITED = [
    ("Stone, Ada", "Ada Stone"),
    ("Ada Stone", "Ada Stone"),
    ("Stone,Ada", "Stone,Ada"),
    ("Stone, Ada, and Berg, Jan", "Stone, Ada, and Berg, Jan"),
]


@pytest.mark.parametrize(("content", "author"), CITED)
def test_cited_surname_goes_behind(content: str, author: str) -> None:
    """A library's "Stone, Ada" is Ada Stone; with more commas nobody knows which is which."""
    meta = (("citation_author", content),)
    assert meta_tags.read(Declared(meta=meta)) == {"authors": [author]}


LANGUAGES = [
    ("en", PROSE),
    ("de", "Die alte Mühle am Fluss wurde am Montag wieder eröffnet, nach elf stillen Jahren."),
    ("fr", "Le vieux moulin a rouvert lundi, après onze années de silence au bord de la rivière."),
    ("ru", "Старая мельница на реке снова открылась в понедельник после долгого ремонта."),
    ("ar", "أعيد فتح المطحنة القديمة على النهر يوم الاثنين بعد سنوات من التوقف الطويل."),
    ("zh", "河上的老磨坊在关闭十一年之后于星期一重新开放，村民们都来参观。" * 2),
    ("ja", "川のそばの古い水車小屋が、十一年ぶりに月曜日に再び開かれました。" * 2),
    ("hi", "नदी पर बनी पुरानी चक्की सोमवार को फिर से खोली गई, वह कई साल से बंद पड़ी थी।" * 2),
    ("id", "Kincir tua di tepi sungai dibuka kembali pada hari Senin setelah lama berhenti."),
    ("tr", "Nehir kıyısındaki eski değirmen on bir yıl sonra pazartesi günü yeniden açıldı."),
    ("pl", "Stary młyn nad rzeką został ponownie otwarty w poniedziałek po jedenastu latach."),
    (None, "Yes."),
    (None, ""),
    (None, "1234567890 " * 20),
]


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_language_of_a_text(language: str | None, text: str) -> None:
    """The language of a text is detected, and of too short a text it is not."""
    assert language_of(text) == language
