"""Shortcodes that a publishing system did not replace: they go, and the article's words stay."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from sluice.render import Output, body_of

PROSE = {
    "en": (
        "The tide mill at Sarn was sold on Monday, and the buyer asked for the key to the sluice.",
        "Nobody had seen it since 1931, when the last miller hung it on a nail and went.",
        "It turned up in a jar of buttons, and the buyer paid for it with a sack of rye flour.",
    ),
    "de": (
        "Die Mühle von Sarn wurde am Montag verkauft, und der Käufer verlangte den Schlüssel.",
        "Niemand hatte ihn seit 1931 gesehen, als der letzte Müller ihn an einen Nagel hängte.",
        "Er fand sich in einem Glas voller Knöpfe, und der Käufer zahlte mit einem Sack Mehl.",
    ),
    "ru": (
        "Мельницу в Сарне продали в понедельник, и покупатель попросил ключ от нижнего шлюза.",
        "Никто не видел его с 1931 года, когда последний мельник повесил его на гвоздь и уехал.",
        "Ключ нашёлся в банке с пуговицами, и покупатель отдал за него мешок ржаной муки.",
    ),
    "ja": (
        "サルンの水車小屋は月曜日に売られ、買い手は下の水門の鍵を求めたという。",
        "最後の粉屋が釘に掛けて谷を去った1931年から、誰もその鍵を見ていなかった。",
        "鍵はボタンの瓶の中から見つかり、買い手はライ麦粉一袋をその代金として払った。",
    ),
}
CAPTIONS = {
    "en": "The wheel of the mill in a summer without water",
    "de": "Das Rad der Mühle in einem Sommer ohne Wasser",
    "ru": "Колесо мельницы летом, когда нет воды",
    "ja": "水のない夏の水車",
}
OPENS = '[caption id="attachment_812" align="aligncenter" width="640"]'
every_language = pytest.mark.parametrize("language", sorted(PROSE))
every_kind = pytest.mark.parametrize("kind", list(InputKind))


def page(kind: InputKind, *lines: str) -> Source:
    if kind is InputKind.TEXT:
        return Source("\n".join(lines), kind)
    inner = "".join(f"<p>{line}</p>" for line in lines)
    return Source(f"<html><body><main><article>{inner}</article></main></body></html>", kind)


def body(source: Source) -> str:
    return body_of(clean(source).judgement, Output.TEXT)


@every_kind
@every_language
def test_caption_in_a_shortcode_goes(kind: InputKind, language: str) -> None:
    """A caption goes with its shortcode: on a line, over three, unclosed, and before a sentence."""
    first, second, last = PROSE[language]
    words = CAPTIONS[language]
    whole = f"{OPENS}{words}[/caption]"
    wanted = "\n\n".join((first, second, last))
    pages = {
        "a line": page(kind, first, whole, second, last),
        "three lines": page(kind, first, OPENS, words, "[/caption]", second, last),
        "two lines": page(kind, first, f"{OPENS}{words}", "[/caption]", second, last),
        "never closed": page(kind, first, f"{OPENS}{words}", second, last),
        "before a sentence": page(kind, first, f"{whole} {second}", last),
        "glued to one": page(kind, first, f"{whole}{second}", last),
    }
    assert {name: body(own) for name, own in pages.items() if body(own) != wanted} == {}


@every_language
def test_caption_in_a_shortcode_is_called_one(language: str) -> None:
    """Its words go as a caption; none is lost without a reason."""
    first, second, last = PROSE[language]
    found = clean(
        page(InputKind.TEXT, first, f"{OPENS}{CAPTIONS[language]}[/caption]", second, last)
    )
    gone = [
        trail[-1].reason
        for block, trail in zip(found.judgement.page.blocks, found.judgement.trails, strict=True)
        if CAPTIONS[language] in block.text
    ]
    assert gone == [Reason.IMAGE_CAPTION]


WRAPPERS = [
    ('[vc_row][vc_column width="1/1"][vc_column_text]', "[/vc_column_text][/vc_column][/vc_row]"),
    ('[su_note note_color="#ffffff"]', "[/su_note]"),
    ("[et_pb_text admin_label=”Text”]", "[/et_pb_text]"),
    ('[vc_column_text css=".vc_custom_1{margin: 0}"] ', " [/vc_column_text]"),
]


@every_kind
@every_language
@pytest.mark.parametrize(("opens", "closes"), WRAPPERS)
def test_words_between_shortcodes_stay(
    opens: str, closes: str, language: str, kind: InputKind
) -> None:
    """A builder's shortcodes go from the ends of a paragraph, and the paragraph stays."""
    first, second, last = PROSE[language]
    wrapped = [f"{opens}{second}{closes}", f"{opens}{second}", f"{second}{closes}"]
    wanted = "\n\n".join((first, second, last))
    found = [body(page(kind, first, line, last)) for line in wrapped]
    assert found == [wanted] * 3


MEDIA = [
    "[embed]https://video.example/watch?v=8Yt[/embed]",
    '[audio mp3="https://radio.example/mill.mp3"][/audio]',
    '[video width="640" mp4="https://video.example/mill.mp4"][/video]',
    "[youtube https://video.example/watch?v=8Yt]",
    "[youtube]8YtQ2[/youtube]",
    '[gallery ids="12,13,14"]',
    "[soundcloud url=”https://sound.example/tracks/1″ width=”100%” iframe=”true” /]",
]


@every_kind
@pytest.mark.parametrize("line", MEDIA)
def test_shortcode_of_a_player_goes(line: str, kind: InputKind) -> None:
    """A shortcode with an address and no words goes whole."""
    first, second, last = PROSE["en"]
    assert body(page(kind, first, line, second, last)) == "\n\n".join(PROSE["en"])


NEAR_MISSES = [
    "[The caption is lost] The picture shows the miller with his two dogs on the weir in 1931.",
    "The letter of 1931 speaks of “the wheel [sic] of the mylle” and of nothing else [so-called].",
    "The mill was sold, the notary wrote, “for the sum agreed [see note_4]” and never paid for.",
    "[…] and so the miller hung the key on a nail, as his father had done before the war.",
    "He typed [caption] above each picture, by hand, and the printer set it as it stood there.",
    "[Update, 5 May] The buyer has paid the last of the flour and taken the key to the bank.",
    "[1] Teague, R.: Tide Mills of the West, second edition, Sarn 1931, pages 12 to 19.",
    "In the old editor [gallery] stood for all pictures, and [/caption] ended a line below one.",
]


@every_kind
@pytest.mark.parametrize("line", NEAR_MISSES)
def test_sentence_with_brackets_stays(line: str, kind: InputKind) -> None:
    """Brackets of an author's own are cut from nothing."""
    first, second, last = PROSE["en"]
    assert line in body(page(kind, first, line, second, last))


@every_language
def test_links_stay_with_their_words(language: str) -> None:
    """What is cut off takes no link along, and no other line loses one."""
    first, second, last = PROSE[language]
    linked = f'<a href="/sluice">{second[:6]}</a>{second[6:]}'
    # A paragraph that is one link stays between two that stay.
    lines = (first, f'<a href="/key">{last}</a>', f'[su_note color="#fff"]{linked}[/su_note]')
    found = body_of(clean(page(InputKind.HTML, *lines)).judgement, Output.MARKDOWN)
    assert f"[{second[:6].strip()}](/sluice)" in found
    assert "(/key)" in found


def test_many_brackets_cost_no_time() -> None:
    """A hostile twin: brackets without end are looked at once each."""
    line = '[caption id="' + "[" * 50_000 + "]" * 50_000
    assert clean(Source(f"{PROSE['en'][0]}\n{line}\n{PROSE['en'][1]}", InputKind.TEXT))
    nested = '[a_b c="d"]' * 20_000
    assert clean(Source(f"{PROSE['en'][0]}\n{nested}{PROSE['en'][1]}", InputKind.TEXT))
