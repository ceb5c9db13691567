"""The closed list of reasons for which a block leaves the body, each with one sentence for people.

A reason is part of the contract: clients count and filter by it. Adding one is a decision.
"""

from enum import StrEnum


class Reason(StrEnum):
    """Why a block was removed; the value is the code that stands in every answer."""

    sentence: str

    def __new__(cls, code: str, sentence: str) -> "Reason":
        """Make the code the member's value and keep the sentence beside it."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.sentence = sentence
        return member

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


BY_CODE = {reason.value: reason for reason in Reason}
