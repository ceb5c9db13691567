"""The one definition of the features."""

from dataclasses import replace

from sluice.features import schema
from sluice.features.schema import FIRST, SECOND, TEXT, Needs, Script
from sluice.reasons import Reason


def test_text_pages_begin_what_html_pages_have() -> None:
    """Rows mean the same for both kinds of page and in both readings; each name is one row's."""
    assert FIRST[: len(TEXT)] == TEXT
    assert SECOND[: len(FIRST)] == FIRST
    names = schema.names(SECOND)
    assert len(set(names)) == len(names)
    assert [schema.row(name) for name in names] == list(range(len(names)))


def test_neighbours_share_what_a_script_must_have() -> None:
    """What says nothing in a script without capitals says nothing about neighbours there."""
    silent = {f.name for f in TEXT if f.script is Script.CASE}
    assert {"capitalised", "capitalised@-4", "capitalised~12", "uppers"} <= silent
    assert "words~12" not in silent


def test_only_the_second_reading_needs_the_first() -> None:
    """The first forest cannot ask what it has said itself."""
    assert all(f.needs is not Needs.FIRST_PASS for f in FIRST)
    assert {f.needs for f in SECOND[len(FIRST) :]} == {Needs.FIRST_PASS}


def test_digest_changes_with_what_a_row_means() -> None:
    """Another name, order or script is another schema; another note is none."""
    first = TEXT[0]
    same = (replace(first, note="said otherwise"), *TEXT[1:])
    assert schema.digest(same) == schema.digest(TEXT)
    others = [
        TEXT[1:],
        (TEXT[1], first, *TEXT[2:]),
        (replace(first, name="other"), *TEXT[1:]),
        (replace(first, script=Script.CASE), *TEXT[1:]),
    ]
    assert schema.digest(TEXT) not in map(schema.digest, others)


def test_every_reason_has_a_group_or_is_never_a_phrase() -> None:
    """Phrases of every family are seen."""
    grouped = {reason for group in schema.PHRASE_GROUPS for reason in group}
    assert set(Reason) - grouped == {Reason.NOT_CONTENT, Reason.SITE_TEMPLATE}
