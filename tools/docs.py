"""Writes the pages of docs/ told by tables in the code: settings, reasons, problems, verdicts."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
from pydantic import ByteSize

from service.settings import Settings
from sluice.errors import Problem
from sluice.judge.rules import RULES
from sluice.judge.state import Rule
from sluice.pagetype.kinds import WALLS, Signal
from sluice.pagetype.phrases import TABLES
from sluice.reasons import PageKind, Reason
from sluice.text.phrases import Phrase, own_phrases

ROOT = Path(__file__).parents[1]
GOLDEN = ROOT / "tests" / "pages"
NOTE = "<!-- Made by `make docs` from tables in the code; changes belong there. -->\n"
SETTINGS = """# Settings

Read from the environment, once, at the start. A bad value stops the start with a sentence that
names it, and so does a `SLUICE_` variable that is no setting. Sizes are bytes, or a number with
its unit: `16MiB`, `1.5GiB`.
"""
PROBLEMS = """# Problems

Everything that is refused is answered with a problem document
([RFC 9457](https://www.rfc-editor.org/rfc/rfc9457), `application/problem+json`). Decide by `code`;
the sentences may change. Where `retryable` is true the same request may succeed later."""
REASONS = """# Reasons and rules

Each removed block names a reason from this closed list, and the rule that took it as `reason/name`.
The list is also at `/v1/reasons`. [adding-a-phrase.md](adding-a-phrase.md) tells how to add one."""
CERTAIN_RULES = """
# The certain rules

In the order in which they look; each sees what those before it left. No later step overturns them.
"""
VERDICTS = """# Verdicts

Every answer says what the page is, how sure that is, and why, so that a crawler can route it:
store, ask again with a browser, log in, drop. The judge's blocks, reasons and scores are all that
the verdict reads; a page with wall words and an article's prose is an article. Figures are in
[decisions/pagetype.md](decisions/pagetype.md)."""
SIGNALS = """
## Signals

What a verdict rests on, and what to know before the body is used."""
BOUNDS = {"gt": "above", "ge": "at least", "lt": "below", "le": "at most"}
LEARNED = {
    Reason.NOT_CONTENT: "The scorer's, for what no rule can name; `score` says how sure it was.",
    Reason.SITE_TEMPLATE: (
        "The site's profile, where one is loaded ([site-profiles.md](site-profiles.md)): `pages` "
        "and `of_pages` say on how many of the counted pages the line stood. `anywhere`: a "
        "sentence that stands between paragraphs on nearly every page; `around-the-body`: others."
    ),
}


@click.command(help=__doc__)
def main() -> None:
    """Write every page anew."""
    for name, text in pages().items():
        (ROOT / "docs" / name).write_text(text, encoding="utf-8")


def pages() -> dict[str, str]:
    """Each page's text by its file name."""
    found = {
        "settings.md": settings(),
        "reasons.md": reasons(),
        "problems.md": problems(),
        "verdicts.md": verdicts(),
    }
    return {name: "\n".join([NOTE, *lines]) + "\n" for name, lines in found.items()}


def settings() -> Iterator[str]:
    """Every environment variable with its default and bounds."""
    yield SETTINGS
    yield from _table("variable", "default", "allowed", "what it is")
    for name, field in Settings.model_fields.items():
        default = "CPUs granted" if field.default_factory else _default(field.default)
        yield _row(f"`SLUICE_{name.upper()}`", default, _bounds(field.metadata), field.description)


def _default(value: object) -> str:
    return "none" if value is None else f"`{_human(value)}`"


def _human(value: object) -> object:
    """A size with its unit, as it may be written."""
    return f"{value.to('MiB'):.0f}MiB" if isinstance(value, ByteSize) else value


def _bounds(limits: list[object]) -> str:
    return ", ".join(
        f"{words} {getattr(limit, name)}"
        for name, words in BOUNDS.items()
        for limit in limits
        if hasattr(limit, name)
    )


def problems() -> Iterator[str]:
    """Every problem type with its status and remedy."""
    yield PROBLEMS
    for problem in Problem:
        kind = problem.value
        retry = "retryable" if kind.retryable else "not retryable"
        yield f"\n## {kind.code}\n"
        yield f"Status {kind.status}, {retry}. {kind.title}\n"
        yield f"What to do: {kind.remedy}"


def verdicts() -> Iterator[str]:
    """Every kind of page with what becomes of its words, and every signal."""
    yield VERDICTS
    yield "\n## Kinds of page\n"
    yield from _table("`page`", "what it is", "body", "phrases in")
    for kind in PageKind:
        yield _row(f"`{kind}`", kind.sentence, _body(kind), _languages(kind))
    yield SIGNALS + "\n"
    yield from _table("signal", "what it says")
    for signal in Signal:
        yield _row(f"`{signal}`", signal.sentence)


def _body(kind: PageKind) -> str:
    if kind in WALLS:
        return f"empty; its words go as `{WALLS[kind]}`"
    return {
        PageKind.PAYWALL_STUB: "the free sentences",
        PageKind.EMPTY: "empty",
    }.get(kind, "its content")


def _languages(kind: PageKind) -> str:
    return ", ".join(sorted({phrase.language for phrase in TABLES.get(kind, ())}))


def reasons() -> Iterator[str]:
    """Every reason with a line that goes for it, its phrases, and the rules in their order."""
    yield REASONS
    for reason in Reason:
        yield from _reason(reason)
    yield CERTAIN_RULES
    yield from _table("rule", "what it takes")
    for rule in RULES:
        yield _row(f"`{rule.__name__}`", _first_paragraph(rule))


def _reason(reason: Reason) -> Iterator[str]:
    yield f"\n## {reason}\n"
    yield reason.sentence
    phrases = [phrase for phrase in own_phrases() if phrase.family is reason]
    if example := _example(reason, phrases):
        yield f"\nFor example: `{example}`"
    if reason in LEARNED:
        yield f"\n{LEARNED[reason]}"
    if phrases:
        languages = ", ".join(sorted({phrase.language for phrase in phrases}))
        path = f"sluice/text/phrases/{reason}.tsv"
        yield f"\nPhrases: [{path}](../{path}), in {languages}."


def _example(reason: Reason, phrases: list[Phrase]) -> str:
    """The first line of the phrase table, or of a golden page, that goes for this reason."""
    if phrases:
        return phrases[0].takes
    for path in sorted(GOLDEN.glob("*/answer.json")):
        for code, text in json.loads(path.read_text(encoding="utf-8")).get("removed", []):
            if code == reason and not text.endswith("…"):
                return str(text)
    return ""


def _first_paragraph(rule: Rule) -> str:
    return " ".join((rule.__doc__ or "").strip().split("\n\n", 1)[0].split())


def _table(*heads: str) -> Iterator[str]:
    yield _row(*heads)
    yield _row(*["---"] * len(heads))


def _row(*cells: str | None) -> str:
    return "| " + " | ".join((cell or "").replace("|", r"\|") for cell in cells) + " |"


if __name__ == "__main__":
    main()
