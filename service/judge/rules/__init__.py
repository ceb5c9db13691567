"""The certain rules, in the order in which they look. Each sees what the ones before it left."""

from service.judge.facts import Rule
from service.judge.rules.headline import breadcrumb, byline, date_stamp, masthead, menu
from service.judge.rules.marks import (
    copyright_line,
    hidden,
    hidden_in_line,
    player_clock,
    raw_shortcode,
    separator,
    symbol,
)
from service.judge.rules.people import author_portrait, comment_thread
from service.judge.rules.phrases import same_line, sure_phrase
from service.judge.rules.place import caption, navigation
from service.judge.rules.repeats import repeated
from service.judge.rules.stories import cut_off_teaser, headline_list
from service.judge.rules.title import title

RULES: tuple[Rule, ...] = (
    hidden,
    hidden_in_line,
    separator,
    symbol,
    player_clock,
    raw_shortcode,
    copyright_line,
    cut_off_teaser,
    sure_phrase,
    same_line,
    comment_thread,
    navigation,
    caption,
    title,
    breadcrumb,
    masthead,
    byline,
    date_stamp,
    menu,
    repeated,
    author_portrait,
    headline_list,
)
