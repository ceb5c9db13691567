"""A better name than "not content" for what the scorer put out, where its place states one."""

from collections.abc import Iterator

from sluice.judge.facts import Finding, Scene
from sluice.model import Block, Page, Step, Verdict
from sluice.reasons import Reason

# Class, id and role tokens, the more telling first; what publishers call these parts of a page.
TOKENS = (
    (Reason.COOKIE_CONSENT, "cookie cookies consent gdpr onetrust"),
    (Reason.COMMENT_FORM, "respond"),
    (Reason.COMMENTS, "comment comments disqus commentlist"),
    (Reason.NEWSLETTER, "newsletter newsletters mailchimp"),
    (Reason.SHARE_BAR, "share sharing social socials"),
    (
        Reason.RELATED,
        "related recirc recommended recommendations trending popular mostread outbrain taboola",
    ),
    (Reason.ADVERTISEMENT, "ad ads advert advertisement sponsored promo"),
    (Reason.TAGS, "tags taglist keywords"),
    (Reason.AUTHOR_BIO, "authorbio bio"),
    (Reason.NAVIGATION, "menu navbar nav navigation breadcrumb breadcrumbs pagination pager"),
    (Reason.IMAGE_CAPTION, "caption credit"),
    (Reason.LOGIN, "login signin register"),
    (Reason.FOOTER, "footer colophon copyright"),
)
REASON_OF_TOKEN = {token: reason for reason, tokens in TOKENS for token in tokens.split()}
LINKED = 0.8
ANYWHERE = (Reason.FOOTER, Reason.NAVIGATION, Reason.LOGIN, Reason.TEASER)
TAGS = {"footer": Reason.FOOTER, "header": Reason.NAVIGATION, "figure": Reason.IMAGE_CAPTION}


def named(scene: Scene) -> Iterator[Finding]:
    """A name for each block whose last verdict is the scorer's "not content"."""
    for i, reason in enumerate(scene.reasons):
        if reason is Reason.NOT_CONTENT and (name := _name(scene, i)):
            yield i, Verdict(Step.NEIGHBOURS, f"{name}/by-place", name)


def _name(scene: Scene, i: int) -> Reason | None:
    block, facts = scene.page.blocks[i], scene.facts[i]
    if block.hidden:
        return Reason.HIDDEN
    place = _place(scene.page, block)
    wording = facts.hits[0].family if facts.hits else None
    # "Contact" or "Sign up" stand everywhere; the place says which they are.
    if place is None and block.link_share >= LINKED and i < scene.first_prose:
        place = Reason.NAVIGATION
    return place or wording if wording in ANYWHERE else wording or place


def _place(page: Page, block: Block) -> Reason | None:
    reasons = {REASON_OF_TOKEN[token] for token in page.names(block) if token in REASON_OF_TOKEN}
    by_token = (reason for reason, _ in TOKENS if reason in reasons)
    by_tag = (TAGS[tag] for tag in reversed(page.path(block)) if tag in TAGS)
    return next(by_token, None) or next(by_tag, None)
