"""Markdown as converters write whole pages: links over lines, pictures, wrapped lines, elements."""

import time

import pytest

from sluice.blocks import page_from_text
from sluice.blocks.markdown_links import without_links
from sluice.model import BlockKind, Shape
from tests.rows import every_row

# (what it is, Markdown, the text without links)
LINKS = [
    ("plain", "see [the mill](/mill) now", "see the mill now"),
    ("title", 'see [the mill](/mill "The \\"old\\" mill") now', "see the mill now"),
    ("bare marks in a title", '[Mühle](/m "»Die "alte" Mühle«") steht', "Mühle steht"),
    ("single marks", "[moulin](/m 'le moulin') rouge", "moulin rouge"),
    ("brackets in an address", "[a](/b_(c)_(d)) e", "a e"),
    ("angle brackets", "[a b](<c d>) e", "a b e"),
    ("no words", "one [](/two) three", "one  three"),
    ("picture", "one ![a picture](p.jpg) two", "one  two"),
    ("picture of data", "![](data:image/svg+xml;base64,PHN2ZyB3aWR0aD0i) two", " two"),
    ("picture in a link", "[![логотип](l.png) Новости](/n) дня", " Новости дня"),
    ("words over lines", "[Skip to\ncontent](/c) here", "Skip to content here"),
    ("paragraphs in a link", "[\n\n### 水车\n\n重新开放\n\n](/w)", "\n\n### 水车\n\n重新开放\n\n"),
    ("address cut at a hyphen", "[방앗간](https://a.example/old-\nmill) 이", "방앗간 이"),
    ("title over lines", '[a](/b "one\ntwo") c', "a c"),
    ("two in a row", "[Europa](/e)[EE UU](/u)", "Europa EE UU"),
    ("suffix of a word", "[stone](/s)s and [mill](/m)-wheel", "stones and mill-wheel"),
    ("brackets inside", "[a [b] c](/d)", "a [b] c"),
    (
        "reference",
        "see [the mill][1] here\n\n[1]: https://a.example/m\n",
        "see the mill here\n\n\n",
    ),
    ("named reference", "[طاحونة][mill] هنا\n\n[mill]: /m 'x'\n", "طاحونة هنا\n\n\n"),
    ("short reference", "the [Mill] and [mill][]\n\n[mill]: /m\n", "the Mill and mill\n\n\n"),
    # What looks like one and is none.
    ("note", "so it was.[1] And [2] more", "so it was.[1] And [2] more"),
    ("footnote", "so it was.[^1]\n\n[^1]: The note.", "so it was.[^1]\n\n[^1]: The note."),
    ("insertion", "he said [sic] (twice) that", "he said [sic] (twice) that"),
    ("number of a list of addresses", "[1] is it\n\n[1]: /m\n", "[1] is it\n\n\n"),
    ("blank in brackets", "[a](b c) d", "[a](b c) d"),
    ("nothing in brackets", "[]() and f[0]()", "[]() and f[0]()"),
    ("code", "`[a](b)` and [c](d)", "`[a](b)` and c"),
    ("escaped", r"\[a\](b) and [c](d)", r"\[a\](b) and c"),
    ("never closed", "[a [b [c (d) and [e](f)", "[a [b [c (d) and e"),
]


def test_links_are_read() -> None:
    """A link's words stay and nothing else of it; what only looks like a link stays whole."""
    found = {name: without_links(text) for name, text, _ in LINKS}
    assert found == {name: expected for name, _, expected in LINKS}


@pytest.mark.parametrize(
    "piece", ["[", "![", "](", "](a", '](a "', "[a](b ", "[[a](b)", "\\", "`", "[a]: /b\n"]
)
def test_links_are_read_in_linear_time(piece: str) -> None:
    """However the marks stand, ten times the text takes about ten times as long."""
    times = []
    for size in (20_000, 200_000):
        text = piece * (size // len(piece))
        start = time.process_time()
        without_links(text)
        times.append(time.process_time() - start)
    assert times[1] < 40 * times[0] + 0.2


P, H, LI, ROW = (
    BlockKind.PARAGRAPH,
    BlockKind.HEADING,
    BlockKind.LIST_ITEM,
    BlockKind.TABLE_ROW,
)
BEFORE, AFTER = "# One\n\n**Two** words\n\n", "\n\n## Three"
# (what it is, Markdown, the blocks)
PIECES = [
    (
        "underlined headings",
        "The mill\n========\n\nIts wheel\n---\n\nIt turns.",
        [("The mill", H), ("Its wheel", H), ("It turns.", P)],
    ),
    (
        "rule after a paragraph",
        "It turns.\n\n---\n\nIt stands.",
        [("It turns.", P), ("---", P), ("It stands.", P)],
    ),
    (
        "items that were pictures",
        "* ![](a.png)\n* [Sport](/s)\n* [](/t)",
        [("Sport", LI)],
    ),
    (
        "table with bars around",
        "| Year | People |\n|---|---:|\n| 2023 | 1,200 |",
        [("Year | People", ROW), ("2023 | 1,200", ROW)],
    ),
    (
        "table without",
        "Jahr | Leute\n---|---\n2023 | 1.200",
        [("Jahr | Leute", ROW), ("2023 | 1.200", ROW)],
    ),
    (
        "elements",
        '<div class="x">\n\nIt turns.\n\n</div>\n<!-- end --><br>',
        [("It turns.", P)],
    ),
    (
        "loose bold type",
        "He came **from Berlin. **Then **he ****went **home.",
        [("He came from Berlin. Then he went home.", P)],
    ),
    ("heading with attributes", "## Il mulino {#mulino .vecchio}", [("Il mulino", H)]),
    ("closed heading", "## Mühle ## {-}\n\nEine {#rad}\n---", [("Mühle", H), ("Eine", H)]),
    (
        "attributes of links, spans and code",
        'By [水车](/w){rel="author" .name}, [旧]{.small} and `a`{.python}[]{#end}.',
        [("By 水车, 旧 and a.", P)],
    ),
    (
        "attributes over lines",
        '![](a.png){width="80"\nheight="60"}\n\nОна [снова](/r){.a\n.b} идёт.',
        [("Она снова идёт.", P)],
    ),
    (
        "divisions",
        "::: {#main .text}\nتدور الطاحونة.\n\n:::: note\nVerdade.\n{: .last}\n::::\n:::",
        [("تدور الطاحونة.", P), ("Verdade.", P)],
    ),
    (
        "braces that are no attributes",
        "## The set {1, 2}\n\nSee [it](/s) {later}, f(x){y} and [[p. 3]{smith}.",
        [("The set {1, 2}", H), ("See it {later}, f(x){y} and [[p. 3]{smith}.", P)],
    ),
    (
        "colons",
        "He said ::: and\n\n::: went on with it",
        [("He said ::: and", P), ("::: went on with it", P)],
    ),
    ("powers", "2**8 is **more** than 2**7.", [("2**8 is more than 2**7.", P)]),
]


def test_pieces_are_read() -> None:
    """Each piece of a page that is plainly Markdown has its kind and its words."""
    found = {
        name: [(block.text, block.kind) for block in page_from_text(BEFORE + piece + AFTER).blocks]
        for name, piece, _ in PIECES
    }
    around = [("One", H), ("Two words", P)], [("Three", H)]
    assert found == {name: [*around[0], *blocks, *around[1]] for name, _, blocks in PIECES}


# Paragraphs in the languages of pages that converters wrap at a column, links and all.
PARAGRAPHS = {
    "English": "The old mill on the river was [opened again](https://example.org/old-mill-opened"
    "-again-after-eleven-years) on Monday, after eleven years of silence in the valley.",
    "German": 'Die alte Mühle am Fluss ist am Montag [wieder geöffnet](/muehle "Die »alte« Mühle")'
    " worden, nach elf Jahren der Stille im Tal und vielen Wintern Arbeit.",
    "Russian": "Старая мельница на реке [снова открылась](https://example.org/a-b-c) в понедельник,"
    " после одиннадцати лет тишины в долине и долгих зимних работ.",
    "Turkish": "Nehirdeki eski değirmen pazartesi günü [yeniden açıldı](/d), vadideki on bir yıllık"
    " sessizlikten ve uzun kışlar boyunca süren çalışmalardan sonra.",
    "Arabic": "أعيد افتتاح [الطاحونة القديمة](/t) على النهر يوم الاثنين بعد أحد عشر عاما من الصمت"
    " في الوادي وبعد شتاءات طويلة من العمل المتواصل فيها.",
    "Hindi": "नदी पर बनी [पुरानी चक्की](/c) सोमवार को ग्यारह साल की चुप्पी के बाद फिर से खोली गई"
    " और बहुत से लोग उसे देखने के लिए दूर से वहाँ आए।",
}


def wrapped(text: str, width: int) -> str:
    """As html2text breaks lines: between words, and in an address behind a hyphen."""
    lines, line = [], ""
    for word in text.replace("-", "-\0").replace(" ", " \0").split("\0"):
        if len(line) + len(word.rstrip()) > width and line:
            lines.append(line.rstrip())
            line = ""
        line += word
    return "\n".join([*lines, line])


@every_row("width", [60, 72, 78, 100])
@every_row("language", PARAGRAPHS)
def test_wrapped_lines_are_put_together(language: str, width: int) -> None:
    """Paragraphs are one line again, whatever their addresses did to the lines."""
    text = PARAGRAPHS[language]
    page = "# One\n\n" + "\n\n".join([wrapped(text, width)] * 4) + "\n\n* [Two](/two)\n* Three"
    page_of = page_from_text(page)
    assert page_of.shape == (Shape.MARKDOWN, Shape.WRAPPED)
    words = without_links(text)
    assert [b.text for b in page_of.blocks] == ["One", *[words] * 4, "Two", "Three"]


LINE = "Paragraph {} ends here, and it is a line. "
UNWRAPPED = [
    "# One\n\nA short line.\nAnother short line.\nA third one.\n\n**Four** lines.\n\nFive.",
    "# One\n\nThe wheel is slow,\nthe river knows,\nand all that goes\ngoes.\n\n**Two**",
    "# One\n\n" + "\n".join(LINE.format(n) * 4 for n in range(6)) + "\n\n**Two**",
]


def test_lines_of_their_own_stay() -> None:
    """Lines that no wrapper has cut stay lines."""
    for page in UNWRAPPED:
        page_of = page_from_text(page)
        assert Shape.WRAPPED not in page_of.shape
        assert len(page_of.blocks) == sum(bool(line) for line in page.split("\n"))
