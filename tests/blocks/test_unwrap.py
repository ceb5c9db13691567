"""Lines that a hard wrap or a link has cut, compiled against the plain source."""

import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sluice.blocks import scan, seams, unwrap
from sluice.blocks.lines import read_lines

PARTS = [
    *(
        "The mayor said ",
        "on Monday",
        "a quick",
        "Read more",
        "word",
        "said.",
        "he said.”",
        "(",
        ",",
    ),
    *(
        "“Yes",
        "“ so",
        "”Så",
        "»",
        "...",
        "…",
        "– No",
        "- item",
        "の水車",
        "河上的老磨坊",
        "：",
        "a,",
    ),
    *(" | ", "1. ", "x" * 30, "long words to fill the line up to its end ", "\u0301", "\U00020000"),
]
TEXTS = st.lists(st.sampled_from([*PARTS, "\n", "\n", "\n", " ", "\n\n"]), max_size=60).map("".join)


def plain(module: ModuleType) -> ModuleType:
    path = Path(module.__file__ or "").parent / f"{module.__name__.rpartition('.')[2]}.py"
    spec = spec_from_file_location(f"plain_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    twin = module_from_spec(spec)
    spec.loader.exec_module(twin)
    return twin


TWIN, SCAN, SEAMS = plain(unwrap), plain(scan), plain(seams)


@given(TEXTS)
def test_lines_are_joined_alike(text: str) -> None:
    """The compiled loop joins the same lines in the same way as its source."""
    lines = read_lines(text, 1_000)
    assert unwrap.wrap_width(lines) == TWIN.wrap_width(lines)
    assert unwrap.unwrap(lines) == TWIN.unwrap(lines)


@given(TEXTS)
def test_loops_over_lines_are_alike(text: str) -> None:
    """So do the loops that measure lines and find seams."""
    rows = text.splitlines()
    assert scan.stripped(rows, 20) == SCAN.stripped(rows, 20)
    assert scan.with_marks(rows, "-", (" |", "..")) == SCAN.with_marks(rows, "-", (" |", ".."))
    assert seams.seams_of(text) == SEAMS.seams_of(text)
    assert seams.wide_blanks(text) == SEAMS.wide_blanks(text)


JOINED = [
    ("The mayor of the town said on\nMonday\nthat it is open.", 1),
    ("The mayor of the town said on Monday.\nthat it is open.", 2),
    ("Home\nNews\nSport", 3),
    ("She came from Oslo (\nNorway\n) and stayed.", 1),
    ("It is said by many people here\n- item", 2),
    ("They said it many times, and then:\nnothing came of it", 2),
    ("a\n\nb c d e f", 2),
]


@pytest.mark.parametrize(("text", "count"), JOINED)
def test_cut_sentence_is_joined(text: str, count: int) -> None:
    """A sentence that a link cut becomes one line; what begins anew stays apart."""
    joined = unwrap.unwrap(read_lines(text, 1_000))
    assert len(joined.texts) == len(joined.gaps) == len(joined.indents) == count


KOREAN = (
    "강가의 오래된 물레방아가 월요일에 다시 돌기 시작했다. 열한 해 동안 멈춰 있던 바퀴를 "
    "마을 사람들이 네 번의 겨울에 걸쳐 고쳤고, 부서진 돌은 가까운 산에서 새로 캐어 왔다고 한다.",
    "이백 명이 넘는 사람들이 바퀴를 보러 왔고 많은 이들이 저녁까지 물가에 남아 있었다. "
    "방앗간 주인은 앞으로 토요일마다 밀을 빻을 것이며 빵은 학교를 위해 팔겠다고 말했다.",
    "다리를 누가 고칠지는 아직 정해지지 않았다. 군은 비용의 절반을 대기로 약속했지만 "
    "나머지를 모으는 일은 주민들의 몫으로 남아 있어 여름 내내 장터가 열릴 예정이다.",
)


# Marks above and below letters take no column.
MARKS = re.compile("[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]")


def columns(text: str) -> int:
    return sum(2 if ord(ch) >= 0x1100 else 1 for ch in MARKS.sub("", text))


def wrapped(text: str, width: int, pieces: list[str]) -> str:
    """The pieces, words or characters, on lines of so many columns."""
    lines = [""]
    for piece in pieces:
        if columns(lines[-1] + piece.rstrip()) > width:
            lines[-1] = lines[-1].rstrip()
            lines.append("")
        lines[-1] += piece
    return "\n".join(line.strip() for line in lines)


@pytest.mark.parametrize("width", [60, 80])
@pytest.mark.parametrize("by", ["words", "characters"])
def test_lines_of_wide_letters_with_blanks_are_joined(width: int, by: str) -> None:
    """Korean has blanks and letters of two columns; text browsers cut it at either."""
    paragraphs = [
        wrapped(text, width, [f"{word} " for word in text.split()] if by == "words" else list(text))
        for text in KOREAN
    ]
    joined = unwrap.unwrap(read_lines("\n\n".join(paragraphs), 1_000))
    assert ["".join(text.split()) for text in joined.texts] == [
        "".join(text.split()) for text in KOREAN
    ]
    if by == "words":
        assert joined.texts == list(KOREAN)


JAPANESE = (
    "川のほとりの古い水車小屋が月曜日に再び開かれ、村の人たちが朝早くから集まった。車輪は十一年のあいだ"
    "止まっていたという。",
    "修理には四度の冬がかかり、割れた石は近くの山から切り出した新しいものと取り替えられたと大工は話す。",
    "橋の費用をだれが払うのかはまだ決まっていない。県は半分を約束したが、残りは住民が夏祭りの売り上げで"
    "まかなう。",
)
CHINESE = (
    "河上的老磨坊在星期一重新开放，村民们一大早就赶来参观，停了十一年的水轮终于又转了起来，孩子们高声欢呼。",
    "修复工作花了四个冬天，碎裂的石头从附近的山里重新开采，木匠说能留下的每一块石头都留了下来，一块也没扔。",
    "谁来支付修桥的费用还没有决定。县里答应出一半，剩下的要靠村民们在夏天的集市上卖面包和面粉一点点凑出来。",
)
THAI = (
    "โรงสีเก่าริมแม่น้ำเปิดอีกครั้งเมื่อวันจันทร์หลังจากหยุดนิ่งมานานสิบเอ็ดปีชาวบ้านมาดูกังหันหมุนกันตั้งแต่เช้าตรู่"
    "และหลายคนอยู่จนถึงเย็นแม้ว่าลมจากทิศเหนือจะพัดแรงมากตลอดทั้งวัน",
    "ช่างไม้เล่าว่าการซ่อมแซมใช้เวลาสี่ฤดูหนาวและหินทุกก้อนที่เก็บไว้ได้ก็ถูกเก็บไว้ทั้งหมดส่วนหินที่แตกนั้นต้องขุดใหม่"
    "จากภูเขาใกล้หมู่บ้านแล้วขนลงมาด้วยเกวียน",
    "ยังไม่มีใครรู้ว่าใครจะเป็นผู้จ่ายค่าสะพานทางจังหวัดสัญญาว่าจะออกให้ครึ่งหนึ่งส่วนที่เหลือชาวบ้านต้องหามาเอง"
    "จากตลาดนัดที่จะจัดขึ้นตลอดฤดูร้อนนี้",
)
MENU = "  • 首页\n  • 新闻\n  • 体育"


@pytest.mark.parametrize("width", [72, 76, 80])
@pytest.mark.parametrize("paragraphs", [JAPANESE, CHINESE, THAI * 2], ids=["ja", "zh", "th"])
def test_lines_of_a_script_without_blanks_are_joined(
    width: int, paragraphs: tuple[str, ...]
) -> None:
    """A text that was cut at a column is whole again; Thai, without marks, needs more lines."""
    pieces = [
        wrapped(text, width, re.findall(r".[\u0e31-\u0e3a\u0e47-\u0e4e]*", text))
        for text in paragraphs
    ]
    page = "\n\n".join([MENU, *pieces])
    assert unwrap.unwrap(read_lines(page, 1_000)).texts[3:] == list(paragraphs)


def test_words_of_latin_letters_stay_apart() -> None:
    """Between two Latin words, one at a line's end and one at the next one's start, is a blank."""
    text = JAPANESE[0][:35] + "Old Mill" + JAPANESE[0][35:]
    page = "\n\n".join(
        ["\n".join((text[:38], text[39:])), *(wrapped(t, 76, list(t)) for t in JAPANESE[1:])]
    )
    assert text in unwrap.unwrap(read_lines(page, 1_000)).texts


LISTED = [
    # Headlines of nearly one length.
    "川のほとりの古い水車小屋が月曜日に再び開かれて村人が朝から集まる\n修理に四度の冬がかかった橋の費用を県が半分だけ払うと約束したが\n"
    "祭りの売り上げでまかなう残りの費用について住民の話し合いが続いた",
    # Sentences of nearly one length, a line each.
    "川のほとりの古い水車小屋が月曜日に再び開かれて村人が朝から集まる。\n修理に四度の冬がかかった橋の費用を県が半分だけ払うと約束した。\n"
    "祭りの売り上げでまかなう残りの費用について住民の話し合いが続く。",
    # Verses.
    "川は流れて\n水車は回り\n石は静かに\n夜を待つ。",
]


@pytest.mark.parametrize("page", LISTED)
def test_lines_of_one_length_stay(page: str) -> None:
    """Headlines, sentences and verses of one length are lines, not a cut paragraph."""
    assert unwrap.unwrap(read_lines(page, 1_000)).texts == page.split("\n")


# Of each language a line that is no sentence's end, and a name with which the next begins.
OPEN_LINES = {
    "de": ("Das Tagebuch des Turms mit Einträgen aus hundert Jahren geht zur", "Universität Bern."),
    "el": ("Το βιβλίο του φάρου με όσα έγραψαν οι φύλακες πηγαίνει από το", "Πανεπιστήμιο Κρήτης."),
    "en": ("The diary of the tower with the entries of a hundred years goes to the", "University."),
    "es": (
        "El diario de la torre con las notas de cien años se guarda ahora en la",
        "Universidad.",
    ),
    "it": ("Il diario della torre con le note di cento anni viene conservato dalla", "Università."),
    "ru": ("Дневник башни с записями за сто лет передан на хранение в музей и в", "Университет."),
}


@pytest.mark.parametrize("language", OPEN_LINES)
def test_open_line_goes_on_with_a_capital(language: str) -> None:
    """No width is known of a few lines, and a word that ends no sentence tells enough."""
    text = "\n".join(OPEN_LINES[language])
    assert unwrap.unwrap(read_lines(text, 1_000)).texts == [" ".join(OPEN_LINES[language])]


@pytest.mark.parametrize(
    "line",
    [
        "News and the",
        "What the people of the old harbour town have always been waiting for",
        "Worüber die Leute der alten Stadt am Hafen seit Jahren nachdenken, fängt an",
        "Det er et hus i den gamle havneby, og alle i byen vil gerne se dem",
    ],
)
def test_whole_or_short_line_ends(line: str) -> None:
    """Short ones are of menus; others end with what only seems open."""
    assert len(unwrap.unwrap(read_lines(f"{line}\nHarbour", 1_000)).texts) == 2
