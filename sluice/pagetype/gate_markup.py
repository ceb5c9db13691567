"""How a gate is built: a challenge's script, a form to log in, a vendor's dialog, a parked host."""

import re
from collections import Counter

from sluice.model import InputKind
from sluice.pagetype.reading import Reading
from sluice.reasons import PageKind
from sluice.text.words import ends_sentence

# So much speaks markup for a kind: never enough alone but on a page that has nothing else.
BUILT = 2
# A page of so few blocks, without a menu, is nothing but what its script does.
BARE_BLOCKS = 9
BUTTON_WORDS = 6
MARKUP = 300_000
PASSWORDS = ('type="password"', "type='password'")
HOST = re.compile(r"^(?:[\w-]+\.)+[a-z]{2,12}$", re.I)
# Addresses and names of the services that check for humans.
CHALLENGES = (
    *("challenges.cloudflare.com", "/cdn-cgi/challenge-platform/h/", "cf-turnstile", "cf_chl_"),
    *("captcha-delivery.com", "px-captcha", "_Incapsula_Resource", "hcaptcha.com", "h-captcha"),
    *("recaptcha", "geetest", "smartcaptcha", "smart-captcha", "awswaf", "aws-waf", "arkoselabs"),
    *("funcaptcha", "ddos-guard", "qrator", "sucuri", "friendly-challenge", "frc-captcha"),
    *("mtcaptcha", "yidun", "captcha.png", 'name="captcha', "name='captcha", "altcha", "kasada"),
    *("validate.perfdrive.com", "bm-verify", "anubis_challenge", "within.website/x/cmd/anubis"),
    *("/cdn-cgi/challenge-platform/", "tencentcaptcha", "botdetect", "procaptcha"),
)
# By these names, all of a row among those around a block, its element is a gate of this kind.
GATE_NAMES: tuple[tuple[PageKind, tuple[str, ...]], ...] = (
    (
        PageKind.CONSENT_WALL,
        (
            *(
                "onetrust",
                "cybotcookiebotdialog",
                "didomi",
                "qc cmp2",
                "fc consent",
                "usercentrics",
            ),
            *("cmpbox", "cmpwrapper", "truste", "iubenda", "axeptio", "tarteaucitronroot", "klaro"),
            *("borlabs", "cmplz", "osano", "cky consent", "sp message", "consent wall", "pur abo"),
            *("cookie wall", "cookiewall", "appconsent", "sd cmp", "contentpass", "privacy wall"),
            *("consentmanager", "evidon", "cookiefirst", "trustarc", "termly", "gdpr wall"),
        ),
    ),
    (
        PageKind.LOGIN_WALL,
        (
            *(
                "age gate",
                "agegate",
                "age verification",
                "ageverification",
                "age check",
                "agecheck",
            ),
            *("login wall", "loginwall", "regwall", "registration wall", "register wall"),
            *("signup wall", "join wall", "age modal"),
        ),
    ),
    (
        PageKind.JAVASCRIPT_REQUIRED,
        ("fc ab root", "adblock modal", "adblock wall", "adblock notice", "adblock message"),
    ),
    (
        PageKind.PAYWALL_STUB,
        ("paywall", "subscriber wall", "pay wall", "premium wall", "subscription wall"),
    ),
)
NAMED_GATES = tuple((kind, frozenset(names.split())) for kind, rows in GATE_NAMES for names in rows)


def built_of(reading: Reading, own: list[int]) -> Counter[PageKind]:
    """What the page's markup says: a challenge's script, a form, a vendor's dialog."""
    built: Counter[PageKind] = Counter()
    if _is_parked(reading, own):
        built[PageKind.ERROR_PAGE] += BUILT
    if reading.page.kind is not InputKind.HTML:
        return built
    html = reading.page.html[:MARKUP]
    is_bare = len(reading.blocks) <= BARE_BLOCKS and "<nav" not in html
    if "<textarea" not in html and "<article" not in html:
        if any(mark in html for mark in CHALLENGES):
            built[PageKind.BOT_CHALLENGE] += BUILT + is_bare
        if any(mark in html for mark in PASSWORDS):
            built[PageKind.LOGIN_WALL] += BUILT + is_bare
    for kind in {kind for i in own for kind in named_gates(reading, i)}:
        built[kind] += BUILT
    return built


def named_gates(reading: Reading, i: int) -> set[PageKind]:
    """The kinds of gate by whose names an element around a block is known."""
    around = reading.page.names(reading.blocks[i])
    return {kind for kind, known in NAMED_GATES if known <= around} if around else set()


def _is_parked(reading: Reading, own: list[int]) -> bool:
    """A host's name as the headline over a handful of linked labels."""
    heads = (reading.declared.title, reading.blocks[own[0]].text)
    if not any(HOST.match(head.strip()) for head in heads):
        return False
    blocks = reading.blocks
    return not any(ends_sentence(blocks[i].text) and reading.words[i] > BUTTON_WORDS for i in own)
