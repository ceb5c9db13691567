"""What the page's site prints on many of its pages, as its profile has it (sluice.site_profiles).

A line's key in the profile is not enough everywhere. A word of a menu may be an article's
subheading too, so between the page's own sentences most lines go only as part of a block.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import groupby

from sluice.judge.facts import Finding, Rule, Scene
from sluice.model import Judgement, Step, Verdict
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


def template_of(site: Site) -> Rule:
    """The rule that takes the lines of this site's template."""
    return partial(_template, site)


def _template(site: Site, scene: Scene) -> Iterator[Finding]:
    found = [site.printed(facts.key) for facts in scene.facts] if site.lines else []
    taken = [i for i in scene.left if found and found[i]]
    if not taken:
        return
    if _has_nothing_else(scene, found):
        yield from ((i, Verdict(Step.RULES, SET_ASIDE)) for i in taken)
        return
    # What rules took is the page's furniture, and no sentence of its own.
    left = frozenset(scene.left)
    own = [i in left and facts.is_prose and not found[i] for i, facts in enumerate(scene.facts)]
    apart = set_off([WEIGHT[printed and printed.place] for printed in found], own)
    promoted = _promoted(scene, found, own)
    for i in taken:
        printed = found[i]
        if printed and i not in promoted and (apart[i] or printed.place is Place.ANYWHERE):
            yield i, _verdict(printed, site)


def _promoted(scene: Scene, found: Sequence[Printed | None], own: Sequence[bool]) -> set[int]:
    """Where a story opens that the site announces, headline and summary, on its other pages."""
    first = own.index(True) if True in own else 0
    titles = [i for i in range(first) if scene.reasons[i] is Reason.TITLE and found[i]]
    return set(range(titles[-1], first)) if titles else set()


def _has_nothing_else(scene: Scene, found: Sequence[Printed | None]) -> bool:
    """Whether the profile would leave nothing of a page that has something to say."""
    if not all(found[i] or not scene.facts[i].key for i in scene.left):
        return False
    if all(printed or not facts.key for printed, facts in zip(found, scene.facts, strict=True)):
        return True
    prose = (scene.facts[i].words for i in scene.left if scene.facts[i].is_prose)
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


def without_template(scorer: Rule, scene: Scene) -> Iterator[Finding]:
    """The scorer's word on a page on which the template's lines had never stood."""
    rest = [i for i, reason in enumerate(scene.reasons) if reason is not Reason.SITE_TEMPLATE]
    places = {i: n for n, i in enumerate(rest)}
    page = replace(scene.page, blocks=tuple(scene.page.blocks[i] for i in rest))
    left = tuple(places[i] for i in scene.left)
    facts = tuple(scene.facts[i] for i in rest)
    reasons = tuple(scene.reasons[i] for i in rest)
    worths = tuple(scene.worths[i] for i in rest)
    for n, verdict in scorer(Scene(page, facts, left, reasons, worths)):
        yield rest[n], verdict


def kept_without(whole: Judgement, scene: Scene) -> Iterator[Finding]:
    """What would be kept had nobody known the site: a profile costs the lines that it names alone.

    whole: the page judged without its profile. Once lines have gone, the scorer may change its mind
    about those beside them; what it then likes better stays, what it likes less stays too.
    """
    for i, _ in whole.kept():
        if scene.reasons[i] not in (None, Reason.SITE_TEMPLATE):
            yield i, whole.trails[i][-1]


def _verdict(printed: Printed, site: Site) -> Verdict:
    name = f"{Reason.SITE_TEMPLATE}/{NAMES[printed.place]}"
    return Verdict(Step.RULES, name, Reason.SITE_TEMPLATE, None, (printed.pages, site.pages))
