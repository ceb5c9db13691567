"""Two closed lists: why a block leaves the body, and what a page may be; each with its sentence.

They are part of the contract: clients count and filter by them. Adding to one is a decision.
"""

from enum import StrEnum


class Code(StrEnum):
    """A code of the contract with one sentence for people beside it."""

    sentence: str

    def __new__(cls, code: str, sentence: str) -> "Code":
        """Make the code the member's value and keep the sentence beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence = sentence
        return member


class Reason(Code):
    """Why a block was removed; the value is the code that stands in every answer."""

    # moved to the metadata
    MASTHEAD = "masthead", "The site's name or motto above the article."
    DATE_STAMP = "date_stamp", "A date, an update time or a reading time on a line of its own."
    TITLE = "title", "The article's title, given in the metadata and not repeated."
    BYLINE = "byline", "The line that names the authors, given in the metadata."
    # page furniture
    NAVIGATION = "navigation", "A menu, a breadcrumb, a skip link or another way to other pages."
    FOOTER = "footer", "Copyright, imprint, legal links and other lines at a page's foot."
    SEPARATOR = "separator", "A line of marks that separates and says nothing."
    TAGS = "tags", "A list of topics or keywords."
    AUTHOR_BIO = "author_bio", "A portrait of the author or of the publication beside the article."
    SHARE_BAR = "share_bar", "Buttons to share, print, save or follow."
    DUPLICATE = "duplicate", "A text that already stands elsewhere on the page."
    HIDDEN = "hidden", "A text that the page hides from its readers."
    # asks
    NEWSLETTER = "newsletter", "An invitation to a newsletter or to alerts."
    SUBSCRIPTION = "subscription", "An offer to subscribe, or a paywall's notice."
    LOGIN = "login", "A prompt to log in or to register."
    DONATION = "donation", "An appeal for donations or memberships."
    APP_PROMPT = "app_prompt", "A prompt to install an app or to follow a channel."
    ADVERTISEMENT = "advertisement", "An advertisement, its label or an affiliate note."
    COMMENT_FORM = "comment_form", "A form for comments, or the way to one."
    # notices
    COOKIE_CONSENT = "cookie_consent", "A notice about cookies, consent or privacy choices."
    BROWSER_NOTICE = "browser_notice", "A notice about the browser, scripts or blockers."
    CMS_ERROR = "cms_error", "An error message or a raw shortcode of the publishing system."
    # other stories
    TEASER = "teaser", "A pointer to another story, or the beginning of one."
    RELATED = "related", "A list of other stories, or its heading."
    # media
    MEDIA_PLAYER = "media_player", "What is left of a media player or a gallery."
    IMAGE_CAPTION = "image_caption", "A caption or credit of a picture."
    EMBED = "embed", "What is left of an embedded post, video or map."
    # people's
    COMMENTS = "comments", "Readers' comments, or their counters."
    # learned
    NOT_CONTENT = "not_content", "Judged not to be content by its place and shape."
    SITE_TEMPLATE = "site_template", "A line that this site prints on many of its pages."


class PageKind(Code):
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
    LOGIN_WALL = (
        "login_wall",
        "A form to log in, to register or to tell one's age, in place of the page.",
    )
    JAVASCRIPT_REQUIRED = (
        "javascript_required",
        "A shell for scripts, or a request to let them or ads in.",
    )
    ERROR_PAGE = "error_page", "A server's or a site's message that the page cannot be had."
    EMPTY = "empty", "Nothing that could be content, and no sign of why."
    NOT_TEXT = "not_text", "Data, code or damage, and no page for readers."


BY_CODE = {reason.value: reason for reason in Reason}
