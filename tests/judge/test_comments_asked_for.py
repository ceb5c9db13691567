"""Comments as the caller wants them: kept below articles, gone from forums too."""

from dataclasses import replace

import pytest

from sluice.errors import Refused
from sluice.forms import Comments
from sluice.model import InputKind, Source
from sluice.options import options_from
from sluice.pipeline import clean
from sluice.reasons import Reason
from tests.judge.test_replies import REMARKS, article_of, page, remarks_of
from tests.judge.test_threads import THREADS, page_of
from tests.rows import every_row

FORUM = "Which pier is the better one? | Island Forum"
OPENING = [
    "We come over with the ferry every summer, and we never know where it will land this year.",
    "The north pier is nearer to the shop, and from the south pier one can see the lights.",
    "So which of them should we ask for, if we have two bicycles and a very small child with us?",
]


def lines_of(source: Source, comments: Comments) -> list[str]:
    """The blocks of the body, with comments as asked for."""
    judgement = clean(replace(source, comments=comments)).judgement
    return [block.text for _, block in judgement.kept()]


@every_row("thread", THREADS.values(), ids=THREADS)
def test_threads_named_so_are_kept_when_asked_for(thread):
    """Every comment stands in the body, and the article as without them."""
    source = Source(page_of(thread), InputKind.HTML)
    kept, without = lines_of(source, Comments.KEEP), lines_of(source, Comments.AUTO)
    assert [text for text in (*thread.article, *thread.comments) if text not in kept] == []
    assert set(without).isdisjoint(thread.comments)
    assert [line for line in kept if line in without] == without


@every_row("kind", list(InputKind))
@every_row("language", sorted(REMARKS))
def test_threads_told_by_their_buttons_are_kept_when_asked_for(language, kind):
    """In HTML and in text, each remark's words come back."""
    remarks = remarks_of(language, is_timed=True)
    source = page(kind, "Mill", article_of(language), remarks)
    kept = "\n".join(lines_of(source, Comments.KEEP))
    assert [own[-3] for own in remarks if own[-3] not in kept] == []


def test_what_is_no_comment_goes_all_the_same():
    """Forms, buttons and the page's foot are not what was asked for."""
    thread = THREADS["en"]
    form = "<form id='commentform'><h3>Leave a reply</h3><label>Your email</label></form>"
    html = page_of(thread).replace("</main>", f"{form}<p>Share this</p></main>")
    kept = lines_of(Source(html, InputKind.HTML), Comments.KEEP)
    assert {"Leave a reply", "Reply", "Share this"}.isdisjoint(kept)


def test_kept_comments_are_reported_as_asked_for():
    """Their trails say which rule took them, and that they were wanted."""
    source = Source(page_of(THREADS["en"]), InputKind.HTML, comments=Comments.KEEP)
    judgement = clean(source).judgement
    trails = [
        [word.rule for word in trail]
        for block, trail in zip(judgement.page.blocks, judgement.trails, strict=True)
        if block.text in THREADS["en"].comments
    ]
    assert {tuple(rules) for rules in trails} == {
        ("comments/thread-below", "comments/asked-for"),
    }


@every_row("kind", list(InputKind))
@every_row("language", sorted(REMARKS))
def test_replies_of_a_forum_go_when_asked_for(language, kind):
    """The opening post stays; by default its replies do too, where the page is a forum."""
    remarks = remarks_of(language, is_timed=True)
    source = page(kind, FORUM, OPENING, remarks)
    told = [own[-3] for own in remarks]
    dropped = "\n".join(lines_of(source, Comments.DROP))
    assert [text for text in OPENING if text not in dropped] == []
    assert [text for text in told if text in dropped] == []
    judged = clean(source).judgement
    taken = {block.text for _, block, word in judged.removed() if word.reason is Reason.COMMENTS}
    assert taken.isdisjoint(told)


@every_row("thread", THREADS.values(), ids=THREADS)
def test_pages_of_nothing_but_posts_keep_them(thread):
    """Near miss: without an opening above them the posts are the page, whatever is asked for."""
    source = Source(page_of(thread._replace(article=())), InputKind.HTML)
    assert lines_of(source, Comments.DROP) == lines_of(source, Comments.AUTO)


@every_row("comments", list(Comments))
def test_pages_without_comments_are_the_same(comments):
    """Nothing else depends on it."""
    source = page(InputKind.HTML, "Mill", article_of("en"), [])
    assert lines_of(source, comments) == lines_of(source, Comments.AUTO)


@every_row("value", ["all", "", "KEEP", True, None, ["keep"]])
def test_other_values_are_refused(value):
    """Bad input: the sentence names the values that there are, and not what was sent."""
    with pytest.raises(Refused, match=r"must be one of auto, keep, drop|Expected `str`"):
        options_from({"comments": value})
