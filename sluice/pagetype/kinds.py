"""The closed lists of a verdict: what a page may be, and the signals that say so."""

from enum import StrEnum

from sluice.reasons import Reason


class Told(StrEnum):
    """A code of the contract with one sentence for people beside it."""

    sentence: str

    def __new__(cls, code: str, sentence: str) -> "Told":
        """Make the code the member's value and keep the sentence beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence = sentence
        return member


class PageKind(Told):
    """What a page is; the value is the code that stands in every answer."""

    ARTICLE = "article", "A news story, an essay, a post, a report: one text in prose."
    BRIEF = "brief", "An article of at most 60 words."
    LISTING = "listing", "An index, a category or a collection: many short entries that lead on."
    FORUM = "forum", "A thread: posts and answers of several people."
    PRODUCT = "product", "One thing that is offered, with its description."
    DOCUMENTATION = "documentation", "A manual, a reference or an instruction."
    SERVICE = "service", "The page of a business or an institution about what it offers."
    PAYWALL_STUB = "paywall_stub", "The free beginning of an article that must be paid for."
    CONSENT_WALL = "consent_wall", "A question about cookies or consent in place of the page."
    BOT_CHALLENGE = "bot_challenge", "A check whether a human is asking, in place of the page."
    LOGIN_WALL = "login_wall", "A form to log in or register, in place of the page."
    JAVASCRIPT_REQUIRED = "javascript_required", "The shell of a page that scripts would fill."
    ERROR_PAGE = "error_page", "A server's or a site's message that the page cannot be had."
    EMPTY = "empty", "Nothing that could be content, and no sign of why."
    NOT_TEXT = "not_text", "Data, code or damage, and no page for readers."


KINDS_BY_CODE = {kind.value: kind for kind in PageKind}


class Signal(Told):
    """What a verdict rests on, or what to know before the body is used."""

    CHARACTERS_REPLACED = "characters_replaced", "Some characters could not be read."
    GUARD_STEPPED_IN = "guard_stepped_in", "Prose was put back because too little was left."
    SITE_PROFILE_SET_ASIDE = (
        "site_profile_set_aside",
        "All of it stands in the site's profile, which was not followed.",
    )
    MOST_WORDS_REMOVED = "most_words_removed", "More than four fifths of the words went."
    NO_PROSE = "no_prose", "The body is empty."
    SCORER_UNSURE = "scorer_unsure", "The body is more likely wrong than right."
    WALL_WORDS = "wall_words", "The page says what such walls, errors and shells say."
    WALL_TITLE = "wall_title", "The page's title or headline says so too."
    FEW_OTHER_WORDS = "few_other_words", "There is little on the page besides those words."
    SCRIPT_SHELL = "script_shell", "The page has an empty element that a script would fill."
    PAYWALL_WORDS = "paywall_words", "A paywall's sentence stands where the text ends."
    DECLARED_PAID = "declared_paid", "The page declares that it is not free to read."
    ENDS_OPEN = "ends_open", "The text ends in an ellipsis or inside a sentence."
    CONTINUES_ELSEWHERE = "continues_elsewhere", "A “continue reading” stands where the text ends."
    MARKS_NOT_WORDS = "marks_not_words", "Marks, or characters without blanks, outweigh words."
    PAGE_TYPE_LEARNED = "page_type_learned", "The learned page model tells it from an article."


# Of what has no body, the reason for which its words go.
WALLS = {
    PageKind.CONSENT_WALL: Reason.COOKIE_CONSENT,
    PageKind.BOT_CHALLENGE: Reason.BROWSER_NOTICE,
    PageKind.LOGIN_WALL: Reason.LOGIN,
    PageKind.JAVASCRIPT_REQUIRED: Reason.BROWSER_NOTICE,
    PageKind.ERROR_PAGE: Reason.CMS_ERROR,
    PageKind.NOT_TEXT: Reason.NOT_CONTENT,
}
