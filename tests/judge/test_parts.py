"""Small parts that their names tell from the article around them, and articles with such names."""

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason
from tests.rows import every_row

ARTICLES = {
    "en": (
        "The ferry will stop at the north pier again from Monday, the harbour office says.",
        "The boards had been loose since the storm in March, and nobody had been allowed on it.",
        "Two carpenters mended it in nine days, between the tides, with oak from the mainland.",
    ),
    "fr": (
        "Le bac accostera de nouveau au ponton nord dès lundi, a annoncé hier la capitainerie.",
        "Les planches étaient branlantes depuis la tempête de mars, et personne n'y avait accès.",
        "Deux charpentiers l'ont réparé en neuf jours, entre les marées, avec du bois local.",
    ),
    "tr": (
        "Vapur pazartesi gününden başlayarak yine kuzey iskelesine uğrayacak, dedi liman müdürü.",
        "Tahtalar mart fırtınasından beri gevşekti ve o günden bu yana iskeleye kimse alınmıyordu.",
        "Komşu adadan gelen iki marangoz, gelgit arasında çalışarak onu dokuz günde onardı.",
    ),
    "uk": (
        "Пором знову зупинятиметься біля північного причалу від понеділка, повідомили в порту.",
        "Дошки розхитало ще березневою бурею, і відтоді на причал нікого з людей не пускали.",
        "Двоє теслів із сусіднього острова полагодили його за дев'ять днів, між припливами.",
    ),
    "zh": (
        "港务办公室昨天说，渡船从下星期一起将重新停靠北面的码头，票价和班次都不变。",
        "码头的木板在三月的风暴里松动了，从那时起就不允许任何人走上去，货物也改到别处装卸。",
        "邻近岛上来的两位木匠趁着潮水的间隙，用了九天时间把整座码头重新修好。",
    ),
}
PARTS = (
    ("inline-newsletter", Reason.NEWSLETTER, "Every Friday the island's best letters, and a map."),
    ("author-bio", Reason.AUTHOR_BIO, "Orla Finch grew up on two islands and writes on boats."),
    ("article-audio", Reason.MEDIA_PLAYER, "A voice made by a machine reads this to you."),
    ("related-posts", Reason.RELATED, "How the lighthouse lost its lamp to a museum in town."),
    ("next-post", Reason.TEASER, "Our critic sails alone around the bay and likes it mostly."),
    ("signature", Reason.AUTHOR_BIO, "A boat is a hole in the water that one throws money into."),
)


def page_of(article: tuple[str, ...], part: str) -> str:
    first, second, third = (f"<p>{text}</p>" for text in article)
    return f"<title>Pier</title><article><h1>Pier</h1>{first}{second}{part}{third}</article>"


def removed_of(html: str) -> dict[str, Reason | None]:
    judgement = clean(Source(html, InputKind.HTML)).judgement
    return {block.text: decision.reason for _, block, decision in judgement.removed()}


@every_row("article", ARTICLES.values(), ids=ARTICLES)
@every_row(("names", "reason", "text"), PARTS, ids=[row[0] for row in PARTS])
def test_named_part_goes_and_the_article_stays(article, names, reason, text):
    """A part named as one goes for its reason, in an article of any language."""
    removed = removed_of(page_of(article, f"<div class='{names}'><p>{text}</p></div>"))
    assert removed[text] is reason
    assert removed.keys().isdisjoint(article)


@pytest.mark.parametrize("names", [row[0] for row in PARTS])
def test_page_that_is_called_so_stays(names):
    """An issue of a newsletter, or the page of an author, holds all that there is."""
    article = ARTICLES["en"]
    html = f"<body class='{names}'>{page_of(article, '')}</body>"
    assert removed_of(html).keys().isdisjoint(article)


@pytest.mark.parametrize("names", ["bio", "next", "post", "content-list", "read", "related"])
def test_word_that_is_no_name_of_a_part_stays(names):
    """Words that articles are called by as well take nothing by themselves."""
    text = "The first boat comes at seven, and on Sundays there is one that takes bicycles."
    html = page_of(ARTICLES["en"], f"<div class='{names}'><p>{text}</p></div>")
    assert text not in removed_of(html)


def test_long_part_is_left_to_the_scorer():
    """A part longer than any pitch is no certain one."""
    text = " ".join(ARTICLES["en"] * 5)
    html = page_of(ARTICLES["en"], f"<div class='newsletter'><p>{text}</p></div>")
    judgement = clean(Source(html, InputKind.HTML)).judgement
    assert not any(v.rule.endswith("named-part") for trail in judgement.trails for v in trail)


# Classes of how a function is called, its markup, and its text.
SIGNATURES = (
    ("member-signature", "<span>public</span> <i>Wheel</i> turn(int speed)", "turn(int speed)"),
    ("method-signature", "<code>turn(speed: number): Wheel</code>", "turn(speed: number)"),
    ("type-signature", "<span>public final class </span><b>Race&lt;W,S&gt;</b>", "Race<W,S>"),
    ("signature", "<code>mill.open(gate, *, slowly=False)</code>", "mill.open(gate"),
    ("signature", "<pre>gate open now</pre>", "gate open now"),
    ("sig signature", "fn turn(&amp;self) -&gt; Speed", "fn turn(&self)"),
)
MOTTOES = (
    "Orla Finch (two boats, one dog)",
    "Sent from my boat -> at sea",
    "김민수(기자) 배와 항구에 대해 씁니다.",
    "A member of the class of 1998, and a function of the tides.",
)


@every_row(("names", "markup", "text"), SIGNATURES)
def test_signature_of_a_function_is_no_portrait(names, markup, text):
    """In a manual it says how something is called, by its class, its element or its letters."""
    html = page_of(ARTICLES["en"], f"<div class='{names}'>{markup}</div>")
    assert not [gone for gone, reason in removed_of(html).items() if text in gone and reason], html


@every_row("text", MOTTOES)
def test_signature_of_a_person_goes(text):
    """Near miss: parentheses and arrows behind a blank, and words of code in a sentence."""
    html = page_of(ARTICLES["en"], f"<div class='member-signature'><p>{text}</p></div>")
    assert Reason.AUTHOR_BIO in removed_of(html).values()


FALLBACKS = (
    "<video src=a.mp4>Su navegador no puede mostrar el vídeo del molino.</video>",
    "<audio controls><p>Ta przeglądarka nie odtworzy dźwięku koła.</p></audio>",
    "<canvas>此处的水车图无法显示。</canvas>",
)


@every_row("fallback", FALLBACKS)
def test_what_is_for_other_browsers_goes(fallback):
    """What a video, a sound or a drawing holds is shown by no browser that knows it."""
    removed = removed_of(page_of(ARTICLES["en"], fallback))
    assert removed.keys().isdisjoint(ARTICLES["en"])
    assert Reason.HIDDEN in removed.values()


def test_words_in_an_object_stay():
    """Near miss: browsers show them where they lost the plugin, as all have."""
    words = "The ferry crosses the bay twice a day, and on Sundays only once."
    html = page_of(ARTICLES["en"], f"<object data=tour.swf><p>{words}</p></object>")
    assert words not in removed_of(html)


def test_page_in_a_video_that_is_never_closed_stays():
    """Near miss: what is behind it stands in it, as the parser has it."""
    article = ARTICLES["en"]
    rest = "".join(f"<p>{text}</p>" for text in (*article[1:], *ARTICLES["fr"]))
    html = f"<title>Pier</title><article><h1>Pier</h1><p>{article[0]}</p><video src=a>{rest}"
    assert removed_of(html).keys().isdisjoint(article[1:2])
