"""What the page's site prints on many of its pages, as its profile has it (sluice.site_profiles).

A line's key in the profile is not enough everywhere. A word of a menu may be an article's
subheading too, so between the page's own sentences most lines go only as part of a block.
"""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from sluice.judge.judging import Judging, Move
from sluice.judge.state import Finding, PageState, Rule
from sluice.model import Decision, Judgement, Step
from sluice.reasons import Reason
from sluice.site_profiles.profile import Place, Printed, Site

# So many lines of the template in a row are a part of it, also between the page's own sentences.
BLOCK_LINES = 3
# With so much prose, a page that would be left with nothing was an article's.
ARTICLE_WORDS = 120
SET_ASIDE = f"{Reason.SITE_TEMPLATE}/set-aside"
# A prompt that stands between an article's sentences is no sign of a block.
WEIGHT = {None: None, Place.AROUND: 1, Place.ANYWHERE: 0}
NAMES = {Place.AROUND: "around-the-body", Place.ANYWHERE: "anywhere"}


def with_template(judging: Judging, site: Site, moves: Sequence[tuple[Move, str]]) -> Judging:
    """The page without the lines that its site's profile takes; judged without them and with them.

    moves: what is still to be made.
    """
    profiled = judging.fork()
    profiled.apply(template_of(site))
    if profiled.state.left != judging.state.left:
        judging.run(*moves)
        profiled.run(*moves)
        profiled.apply(partial(kept_without, judging.judgement()))
    else:
        profiled.run(*moves)
    return profiled


def template_of(site: Site) -> Rule:
    """The rule that takes the lines of this site's template."""
    return partial(_template, site)


def _template(site: Site, state: PageState) -> Iterator[Finding]:
    found = [site.printed(facts.key) for facts in state.facts] if site.lines else []
    taken = [i for i in state.left if found and found[i]]
    if not taken:
        return
    if _has_nothing_else(state, found):
        yield from ((i, Decision(Step.RULES, SET_ASIDE)) for i in taken)
        return
    # What rules took is the page's furniture, and no sentence of its own.
    left = frozenset(state.left)
    own = [i in left and facts.is_prose and not found[i] for i, facts in enumerate(state.facts)]
    apart = set_off([WEIGHT[printed and printed.place] for printed in found], own)
    promoted = _promoted(state, found, own)
    for i in taken:
        printed = found[i]
        if printed and i not in promoted and (apart[i] or printed.place is Place.ANYWHERE):
            yield i, _decision(printed, site)


def _promoted(state: PageState, found: Sequence[Printed | None], own: Sequence[bool]) -> set[int]:
    """Where a story opens that the site announces, headline and summary, on its other pages."""
    first = own.index(True) if True in own else 0
    titles = [i for i in range(first) if state.reasons[i] is Reason.TITLE and found[i]]
    return set(range(titles[-1], first)) if titles else set()


def _has_nothing_else(state: PageState, found: Sequence[Printed | None]) -> bool:
    """Whether the profile would leave nothing of a page that has something to say."""
    if not all(found[i] or not state.facts[i].key for i in state.left):
        return False
    if all(printed or not facts.key for printed, facts in zip(found, state.facts, strict=True)):
        return True
    prose = (state.facts[i].words for i in state.left if state.facts[i].is_prose)
    return sum(prose) >= ARTICLE_WORDS


def set_off(template: Sequence[int | None], own: Sequence[bool]) -> list[bool]:
    """For each line whether the template's lines may be taken there.

    template: how much a line says for a block of the template, None where it is none of its lines.
    own: which are sentences of the page alone.
    """
    sentences = [i for i, is_own in enumerate(own) if is_own]
    first, last = (sentences[0], sentences[-1]) if sentences else (len(own), -1)
    apart = [i < first or i > last for i in range(len(own))]
    for is_template, group in groupby(range(len(own)), lambda i: template[i] is not None):
        run = list(group)
        if is_template and sum(template[i] or 0 for i in run) >= BLOCK_LINES:
            apart[run[0] : run[-1] + 1] = [True] * len(run)
    return apart


def kept_without(whole: Judgement, state: PageState) -> Iterator[Finding]:
    """What would be kept had nobody known the site: a profile costs the lines that it names alone.

    whole: the page judged without its profile. Once lines have gone, the scorer may change its mind
    about those beside them; what it then likes better stays, what it likes less stays too.
    """
    for i, _ in whole.kept():
        if state.reasons[i] not in (None, Reason.SITE_TEMPLATE):
            yield i, whole.trails[i][-1]


def _decision(printed: Printed, site: Site) -> Decision:
    name = f"{Reason.SITE_TEMPLATE}/{NAMES[printed.place]}"
    return Decision(Step.RULES, name, Reason.SITE_TEMPLATE, None, (printed.pages, site.pages))
