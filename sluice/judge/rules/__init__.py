"""The certain rules, in the order in which they look. Each sees what the ones before it left."""

from sluice.judge.rules.counted import counted
from sluice.judge.rules.headline import breadcrumb, byline, date_stamp, masthead, menu
from sluice.judge.rules.hiding import fallback, hidden
from sluice.judge.rules.marks import (
    copyright_line,
    front_matter,
    hidden_in_line,
    player_clock,
    separator,
    symbol,
)
from sluice.judge.rules.parts import named_part
from sluice.judge.rules.people import author_portrait, comment_thread, post_head
from sluice.judge.rules.phrases import same_line, sure_phrase
from sluice.judge.rules.place import button_of_code, caption, navigation
from sluice.judge.rules.remarks import opened, remarked
from sluice.judge.rules.repeats import repeated
from sluice.judge.rules.replies import replied
from sluice.judge.rules.series import parts_of_a_series
from sluice.judge.rules.shortcodes import captioned, raw_shortcode
from sluice.judge.rules.stories import (
    cards,
    cut_off_teaser,
    headline_list,
    linked_list,
    scrolled_to,
)
from sluice.judge.rules.threads import thread
from sluice.judge.rules.title import title
from sluice.judge.state import Rule

# They know names for lines, and find the metadata in them.
NAMING_RULES: tuple[Rule, ...] = (
    front_matter,
    hidden,
    fallback,
    hidden_in_line,
    separator,
    symbol,
    player_clock,
    captioned,
    raw_shortcode,
    copyright_line,
    cut_off_teaser,
    sure_phrase,
    same_line,
    comment_thread,
    thread,
    replied,
    remarked,
    opened,
    counted,
    named_part,
    navigation,
    button_of_code,
    caption,
    title,
    scrolled_to,
    breadcrumb,
    masthead,
    byline,
    date_stamp,
    post_head,
    menu,
)
# A site's template goes before them: what it repeats of a page's own is no reason to take that.
OTHER_RULES: tuple[Rule, ...] = (
    repeated,
    author_portrait,
    cards,
    headline_list,
    linked_list,
    parts_of_a_series,
)
RULES = (*NAMING_RULES, *OTHER_RULES)
