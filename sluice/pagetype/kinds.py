"""What a verdict rests on, and which kinds of page have no body."""

from sluice.reasons import Code, PageKind, Reason

KINDS_BY_CODE = {kind.value: kind for kind in PageKind}


class Signal(Code):
    """What a verdict rests on, or what to know before the body is used."""

    CHARACTERS_REPLACED = "characters_replaced", "Some characters could not be read."
    GUARD_STEPPED_IN = "guard_stepped_in", "Prose was put back because too little was left."
    SITE_PROFILE_SET_ASIDE = (
        "site_profile_set_aside",
        "All of it stands in the site's profile, which was not followed.",
    )
    JSON_LD_BODY = "json_ld_body", "The text is the JSON-LD's, for the page shows none of it."
    KEPT_IN_DOUBT = (
        "kept_in_doubt",
        "A sentence that the scorer would have put out stays for those around it.",
    )
    MOST_WORDS_REMOVED = "most_words_removed", "More than four fifths of the words went."
    NO_PROSE = "no_prose", "The body is empty."
    SCORER_UNSURE = "scorer_unsure", "The body is more likely wrong than right."
    WALL_WORDS = "wall_words", "The page says what such walls, errors and shells say."
    WALL_TITLE = "wall_title", "The page's title or headline says so too."
    WALL_MARKUP = (
        "wall_markup",
        "A challenge's script, a form to log in or a vendor's dialog is there.",
    )
    FEW_OTHER_WORDS = "few_other_words", "There is little on the page besides those words."
    SCRIPT_SHELL = "script_shell", "The page has an empty element that a script would fill."
    PAYWALL_WORDS = "paywall_words", "A paywall's sentence stands where the text ends."
    DECLARED_PAID = "declared_paid", "The page declares that it is not free to read."
    ENDS_OPEN = "ends_open", "The text ends in an ellipsis or inside a sentence."
    CONTINUES_ELSEWHERE = "continues_elsewhere", "A “continue reading” stands where the text ends."
    MARKS_NOT_WORDS = "marks_not_words", "Marks, or characters without blanks, outweigh words."
    FORUM_POSTS = "forum_posts", "Most of the text stands in a forum software's posts."
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
# The same, with the paywall that has nothing before it.
GATES = WALLS | {PageKind.PAYWALL_STUB: Reason.SUBSCRIPTION}
