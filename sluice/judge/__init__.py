"""Judges every block of a page: certain rules, then the scorer, then the neighbours.

A step sees what the steps before it left and gives decisions; nothing is deleted. Decisions pile up
as each block's trail, and the last one counts. Neighbours may overturn the scorer, never a certain
rule, but for a double whose other copy went.
"""

from sluice.forms import Comments
from sluice.judge import scorer
from sluice.judge.context import boxes, drop, keep, pitches, relabel, restore
from sluice.judge.judging import Move, alone, judging_of, once, until_stable
from sluice.judge.rules import NAMING_RULES, OTHER_RULES
from sluice.judge.rules.place import named_caption
from sluice.judge.rules.posts import posts_kept
from sluice.judge.rules.remarks import rest_of_opened
from sluice.judge.rules.repeats import last_copies
from sluice.judge.site_template import with_template
from sluice.judge.split import split_residue
from sluice.model import InputKind, Judgement, Page
from sluice.resources import Resources, default_resources
from sluice.site_profiles.profile import NO_SITE, Site

# All steps in the order of their force, each with what it is for.
NAMING: tuple[Move, str] = (
    once(*NAMING_RULES),
    "certain rules, which know names for lines and find the metadata in them",
)
# Here, where a profile of the page's site is known, go the lines that the site repeats.
DECIDING: tuple[tuple[Move, str], ...] = (
    (once(*OTHER_RULES), "certain rules on what the page itself repeats, and on its end"),
    (once(scorer.decisions), "what is left is content, or not"),
    (once(keep.companions), "what is no prose stays beside the article that it belongs to"),
    (once(restore.restored), "where next to nothing is left of the prose, the scorer is overruled"),
    (once(named_caption), "captions that names alone tell, and no tag, go"),
    (once(pitches.asking), "what asks readers to subscribe or to give, below the text, goes"),
    (once(boxes.boxed), "a small box goes with the form or the button to subscribe in it"),
    (once(drop.stanzas_together), "a poem is kept whole"),
    (
        until_stable(drop.inserted_teaser, drop.confirmed_hints, drop.marked_stories),
        "hints that a second sign confirms, and stories below a marker",
    ),
    (once(rest_of_opened), "what the scorer has left of a thread that it has put out, goes"),
    (until_stable(last_copies), "of what stood twice one stays, where the other has gone since"),
)
SETTLING: tuple[Move, str] = (
    until_stable(alone(NAMING, *DECIDING)),
    "a text page, cleaned again, stays as it is: what is left is judged as a page of its own",
)
LAST: tuple[tuple[Move, str], ...] = (
    (once(relabel.named), "better names than not_content, by a block's place"),
    (once(posts_kept), "the posts of a thread that is the page"),
    (once(restore.comments_asked_for), "what the caller asked to be kept"),
)


def judge(
    page: Page,
    resources: Resources | None = None,
    site: Site = NO_SITE,
    comments: Comments = Comments.AUTO,
) -> Judgement:
    """The page with a trail of decisions for each block.

    resources: phrases and weights, by default the package's own. site: what is known of the
    page's host. comments: whether readers' comments stay.
    """
    resources = resources or default_resources()
    weights = resources.html if page.kind is InputKind.HTML else resources.text
    cut = split_residue(page, resources.phrases)
    judging = judging_of(cut, resources.phrases, weights, resources.second_opinion)
    judging.state.comments = comments
    judging.run(NAMING)
    if site.lines:
        judging = with_template(judging, site, (*DECIDING, SETTLING))
    else:
        judging.run(*DECIDING, SETTLING)
    judging.run(*LAST)
    return judging.judgement()
