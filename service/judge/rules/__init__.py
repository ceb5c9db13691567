"""The certain rules, in the order in which they look. Each sees what the ones before it left."""

from service.judge.facts import Rule
from service.judge.rules.headline import byline, date_stamp, masthead, title
from service.judge.rules.marks import hidden, player_clock, raw_shortcode, separator, symbol
from service.judge.rules.phrases import sure_phrase
from service.judge.rules.place import caption, navigation
from service.judge.rules.stories import cut_off_teaser, headline_list, linked_list

RULES: tuple[Rule, ...] = (
    hidden,
    separator,
    symbol,
    player_clock,
    raw_shortcode,
    cut_off_teaser,
    sure_phrase,
    navigation,
    caption,
    title,
    masthead,
    byline,
    date_stamp,
    headline_list,
    linked_list,
)
