"""What the page's site prints on many of its pages, as its profile has it (service.sites).

A line's key in the profile is not enough everywhere. A word of a menu may be an article's
subheading too, so between the page's own sentences most lines go only as part of a block.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from service.judge.facts import Finding, Rule, Scene
from service.model import Step, Verdict
from service.reasons import Reason
from service.sites.profile import Place, Printed, Site

# So many lines of the template in a row are a part of it, also between the page's own sentences.
BLOCK_LINES = 3
# With so much prose, a page that would be left with nothing was an article's.
ARTICLE_WORDS = 120
SET_ASIDE = f"{Reason.SITE_TEMPLATE}/set-aside"
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
    apart = set_off([printed is not None for printed in found], own)
    promoted = _promoted(scene, found, own)
    for i in taken:
        printed = found[i]
        if printed and i not in promoted and (apart[i] or printed.place is Place.ANYWHERE):
            yield i, _verdict(printed, site)


def _promoted(scene: Scene, found: Sequence[Printed | None], own: Sequence[bool]) -> set[int]:
    """The opening of a story that the site announces on its other pages, headline and all."""
    titles = [i for i, reason in enumerate(scene.reasons) if reason is Reason.TITLE and found[i]]
    if not titles or True not in own:
        return set()
    return {i for i in range(titles[-1], own.index(True)) if scene.facts[i].is_prose}


def _has_nothing_else(scene: Scene, found: Sequence[Printed | None]) -> bool:
    """Whether the profile would leave nothing of a page that has something to say."""
    if not all(found[i] or not scene.facts[i].key for i in scene.left):
        return False
    if all(printed or not facts.key for printed, facts in zip(found, scene.facts, strict=True)):
        return True
    prose = (scene.facts[i].words for i in scene.left if scene.facts[i].is_prose)
    return sum(prose) >= ARTICLE_WORDS


def set_off(template: Sequence[bool], own: Sequence[bool]) -> list[bool]:
    """For each line whether the template's lines may be taken there.

    template: which lines may be the template's. own: which are sentences of the page alone.
    """
    sentences = [i for i, is_own in enumerate(own) if is_own]
    first, last = (sentences[0], sentences[-1]) if sentences else (len(own), -1)
    apart = [i < first or i > last for i in range(len(own))]
    start = 0
    for i in range(len(template) + 1):
        if i < len(template) and template[i]:
            continue
        if i - start >= BLOCK_LINES:
            apart[start:i] = [True] * (i - start)
        start = i + 1
    return apart


def _verdict(printed: Printed, site: Site) -> Verdict:
    name = f"{Reason.SITE_TEMPLATE}/{NAMES[printed.place]}"
    return Verdict(Step.RULES, name, Reason.SITE_TEMPLATE, None, (printed.pages, site.pages))
