"""Fields above a text: front matter as people and tools write it, and what only looks like it."""

import time

import pytest

from sluice import Source, clean
from sluice.answer import answer
from sluice.blocks.front_matter import LONGEST, front_matter
from sluice.options import Options
from tests.pace import allowed

BODY = """The mill on the river was opened again on **Monday**, after two years of work.

It stood empty for decades until the [council](https://example.org/council) bought it.
"""
YAML = '---\ntitle: "{title}"\nauthor: Jane Holt\ndate: 2024-03-05\nlayout: post\n---\n'
READ = {
    "Jekyll": (YAML, {"title", "authors", "date_published"}),
    "Windows": (YAML.replace("\n", "\r\n"), {"title", "authors", "date_published"}),
    "lists": (
        "---\ntitle: >-\n  {title}\nauthors:\n  - name: Jane Holt\n  - Tom Ash\n"
        "tags: [mills, rivers]\n---\n",
        {"title", "authors", "tags"},
    ),
    "a dot ends nothing": (
        "---\ntitle: {title}\ndraft: false\nsummary: |\n  The mill.\n\n  ---\n---\n",
        {"title", "description"},
    ),
    "no YAML": ('---\ntitle: {title}\nauthor: "Jane" Holt\n---\n', {"title", "authors"}),
    "Hugo": (
        '+++\ntitle = "{title}"\ndate = 2024-03-05T10:00:00Z\n\n[params]\n  x = 1\n+++\n',
        {"title", "date_published"},
    ),
    "no TOML": ("+++\ntitle = {title}\n+++\n", {"title"}),
    "trafilatura": (
        "---\ntitle: {title}\nurl: https://example.org/mill\nhostname: example.org\n"
        "sitename: Small Hours\ndate: 2024-03-05\nfingerprint: 3f\n---\n",
        {"title", "url", "site_name", "date_published"},
    ),
}
JINA = (
    "Title: {title} | Small Hours\n\nURL Source: https://example.org/mill\n\n"
    "Published Time: 2024-03-05T10:00:00Z\n\nMarkdown Content:\n"
)
TITLES = {
    "en": "The mill turns again",
    "de": "Die Mühle dreht sich wieder",
    "ar": "الطاحونة تدور من جديد",
    "ja": "水車がふたたび回る",
    "ru": "Мельница снова работает",
}
OTHER = {
    "rule": "---\n" + BODY,
    "rules around prose": "---\nThe mill was opened on Monday.\n---\n" + BODY,
    "rules around a talk": "---\nAnna: We came at dawn.\nTom: It was cold.\n---\n" + BODY,
    "one line with a colon": "---\nSummary: the mill was opened on Monday.\n---\n" + BODY,
    "never closed": "---\ntitle: The mill\ndate: 2024-03-05\n\n" + BODY,
    "further down": BODY + YAML + BODY,
    "empty": "---\n---\n" + BODY,
    "setting": "+++\n+++\n" + BODY,
    "too long": "---\ntitle: The mill\n" + "tags: mills\n" * LONGEST + "---\n" + BODY,
    "a title in the text": "Title: The mill\n\nMarkdown Content:\n\n" + BODY,
}


def posted(text: str, **options: str) -> tuple[str, dict]:
    """The body and the metadata of the answer."""
    found = answer(clean(Source(text)), Options(**options))
    return found["body"], found["metadata"]


@pytest.mark.parametrize("language", TITLES)
def test_fields_are_metadata_and_no_body(language: str) -> None:
    """Each way of writing them states the same, and leaves the text below as it is."""
    title = TITLES[language]
    bare = posted(BODY)[0]
    wrong = []
    for name, (fields, stated) in READ.items():
        for heading in ("\n", f"\n# {title}\n\n"):
            body, found = posted(fields.replace("{title}", title) + heading + BODY)
            said = {field for field, source in found["sources"].items() if source == "front matter"}
            if (body, found["title"], said) != (bare, title, stated):
                wrong.append((name, body, found))
    assert wrong == []


def test_fields_of_a_reader() -> None:
    """Jina's reader writes the title of the page's head, which ends in the site's name."""
    for heading in ("", f"# {TITLES['en']}\n\n"):
        body, found = posted(JINA.replace("{title}", TITLES["en"]) + heading + BODY)
        assert body == posted(BODY)[0]
        assert found["title"].startswith(TITLES["en"])
        assert found["url"] == "https://example.org/mill"
        assert found["date_published"].startswith("2024-03-05")


def test_what_only_looks_like_it_stays() -> None:
    """Rules around prose, and fields that nothing closes, are the text's own."""
    found = {name: front_matter(text) for name, text in OTHER.items()}
    assert {name: fields for name, fields in found.items() if fields} == {}


def test_sections_keep_their_heading() -> None:
    """Where the fields have the title, a heading at the top is a section's."""
    text = YAML.replace("{title}", TITLES["en"]) + "\n# The first day\n\n" + BODY
    body, found = posted(text)
    assert body.startswith("The first day\n\nThe mill")
    assert found["title"] == TITLES["en"]


def test_our_own_is_read_again() -> None:
    """What is written with front matter says the same when it comes back."""
    prose = BODY.replace("\n\n", "</p><p>")
    page = f"<html lang=en><h1>{TITLES['en']}</h1><p>By Jane Holt</p><p>{prose}</p></html>"
    body, found = posted(page, output="markdown", front_matter="yaml")
    again = posted(body)[1]
    assert again["title"] == found["title"] == TITLES["en"]
    assert again["authors"] == found["authors"] == ("Jane Holt",)


@pytest.mark.parametrize("deep", ["a: " + "[" * 9000, "- " * 9000, "a: &a [*a]", "a: *b", "? " * 9])
def test_hostile_fields_are_read_by_the_line(deep: str) -> None:
    """Nesting, references to itself and half of a reference end nothing and take no time."""
    start = time.process_time()
    found = front_matter(f"---\ntitle: The mill\nx: 1\n{deep}\n---\n{BODY}")
    assert time.process_time() - start < allowed(0.5)
    assert found is None or found.declared.title == "The mill"
