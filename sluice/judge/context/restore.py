"""Guard against silent loss: when far less is left than the prose that stood there, step back."""

from collections.abc import Iterator

from sluice.judge.facts import Finding, Scene
from sluice.judge.sections import densest_run
from sluice.model import InputKind, Step, Verdict
from sluice.reasons import Reason

# Below this share of the prose that no rule has taken, the scorer has lost the article. An HTML
# page may have its content in lists, and prose beside it that is none.
LOST_SHARE = {InputKind.TEXT: 0.15, InputKind.HTML: 0.01}
# Of a text page that is so short nothing needs to be content; an HTML page says more of itself, and
# its only sentence is what it was made for.
FEWEST_WORDS = {InputKind.TEXT: 120, InputKind.HTML: 1}


def restored(scene: Scene) -> Iterator[Finding]:
    """The densest run of prose, where the scorer has left next to nothing of it."""
    unruled = tuple(
        i for i, reason in enumerate(scene.reasons) if reason in (None, Reason.NOT_CONTENT)
    )
    before = _prose_words(scene, unruled)
    kind = scene.page.kind
    least = LOST_SHARE[kind] * before
    if before < FEWEST_WORDS[kind] or _prose_words(scene, scene.left) >= least:
        return
    whole = Scene(scene.page, scene.facts, unruled, scene.reasons)
    for i in densest_run(whole):
        if scene.reasons[i] is Reason.NOT_CONTENT:
            yield i, Verdict(Step.GUARD, "guard/restored-prose")


def _prose_words(scene: Scene, positions: tuple[int, ...]) -> int:
    return sum(scene.facts[i].words for i in positions if scene.facts[i].is_prose)
