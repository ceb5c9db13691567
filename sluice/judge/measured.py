"""Ingredients on a text page: lines with a quantity and a unit, and the heading above them.

The lines between and beside them have no figure ("Salt and pepper"), and belong to the same list.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from sluice.judge.facts import WORTH_A_LOOK
from sluice.judge.state import PageState

NUMBER = r"(?:\d{1,4}(?:[.,/–-]\d{1,3})?\s?[½¼¾⅓⅔⅛]?|[½¼¾⅓⅔⅛])"
FRACTIONS = "½¼¾⅓⅔⅛"
WORDS = frozenset(
    """g gr gm gms kg mg ml cl dl l lt oz lb lbs gram grams gramm gramme grammes gramo gramos grammi
    grama gramas kilo kilos liter liters litre litres litro litros ounce ounces pound pounds cup
    cups tsp tsps tbsp tbsps teaspoon teaspoons tablespoon tablespoons pinch pinches clove cloves
    stick sticks slice slices handful handfuls sprig sprigs el tl tasse tassen prise prisen zehe
    zehen bund pck päckchen msp pincée pincées tasses gousse gousses sachet sachets cda cdas cdta
    cdtas taza tazas pizca pizcas tazza tazze xícara xícaras pitada pitadas eetlepel eetlepels
    theelepel theelepels snufje snufjes msk tsk krm spsk rkl evőkanál teáskanál csésze căni кг г гр
    мл л шт bardak tutam sdm sdt siung butir lembar gelas muỗng thìa غرام جرام غ كوب أكواب ملعقة
    ملاعق कप चम्मच ग्राम""".split()
)
STEMS = tuple(
    """essl teel cuill cuchara cucchiai pizzic spicchi colher łyż szklan szczypt ząb lžíc lžič hrnk
    lingur стакан щепот зубчик склян 克 公克 毫升 大匙 小匙 汤匙 湯匙 茶匙 杯 グラム カップ
    큰술 작은술 컵 그램""".split()
)
# Of two words: the first is short, or none of a unit's alone.
OPENINGS = {
    "c": re.compile(r"\.? ?à ?(?:soupe|café|[sc])"),
    **dict.fromkeys(("ст", "ч"), re.compile(r"\.? ?л")),
    **dict.fromkeys(("yemek", "çay", "tatlı"), re.compile(r" (?:kaşığı|bardağı)")),
    "su": re.compile(" bardağı"),
}
SPOONS = rf"(?:大さじ|小さじ|大匙|小匙)\s?{NUMBER}"
BULLET = r"(?:[-•*·]\s?)?"
BEGINS = re.compile(rf"{BULLET}(?:{NUMBER}\s?(?P<unit>[^\W\d_]{{1,14}})|{SPOONS})")
ENDS = re.compile(
    rf"(?<=[\s:–—…(（])(?:{NUMBER}\s?(?P<unit>[^\W\d_]{{1,14}})(?: [^\W\d_]{{2,8}})?|{SPOONS})"
    r"[\s.,;)）]{0,4}$"
)
LONGEST_END = 24
FIGURE_FIRST = re.compile(rf"{BULLET}{NUMBER}(?!\S*\d)")
HEADINGS = frozenset(
    """ingredients zutaten ingrédients ingredientes ingredienti ingrediënten ingredienser ainekset
    składniki ingredience suroviny hozzávalók ingrediente ингредиенты інгредієнти съставки sastojci
    sestavine ingrediencie υλικά malzemeler bahan bahanbahan nguyênliệu 材料 食材 配料 原料 재료
    المكونات المقادير सामग्री רכיבים מצרכים ส่วนผสม""".split()
)
HEADING_WORDS, LONGEST_ROW = 4, 12
NEAR, APART = 8, 5


def measured(state: PageState) -> list[int]:
    """The lines of a page's ingredients that have a quantity: two and more near one another.

    Or one below their heading.
    """
    if state.measured is None:
        state.measured = _found(state)
    return state.measured


def _found(state: PageState) -> list[int]:
    told = state.all_signed(WORTH_A_LOOK)
    figures = [i for i in told if _is_measured(state, i)]
    figures += [i + 1 for i in told if _is_parted(state, i)]
    if not figures:
        return figures
    # A fraction is no figure.
    around = {n for i in figures for n in range(max(0, i - NEAR), i + NEAR)}
    told = sorted({*figures, *(n for n in around if _begins_with_fraction(state, n))})
    near = {i for pair in pairwise(told) if pair[1] - pair[0] <= NEAR for i in pair}
    near |= {i for i in told if _heading_above(state, i) < i}
    return sorted(near)


def lists_of(found: Sequence[int]) -> Iterator[list[int]]:
    """Those of one list at a time: the lines of several stand further apart."""
    own: list[int] = []
    for i in found:
        if own and i - own[-1] > APART:
            yield own
            own = []
        own.append(i)
    if own:
        yield own


def _is_measured(state: PageState, i: int) -> bool:
    is_row = state.facts[i].words <= LONGEST_ROW
    return is_row and tells_quantity(state.blocks[i].text)


def tells_quantity(text: str) -> bool:
    """Whether the line begins with a quantity and its unit, or ends so."""
    # Most lines begin with a letter, and so does no quantity but a spoon's.
    if (not text[:1].isalpha() or text[:1] in "大小") and _is_quantity(BEGINS.match(text)):
        return True
    return _is_quantity(ENDS.search(text, max(0, len(text) - LONGEST_END)))


def begins_with_figure(text: str) -> bool:
    """Whether the line begins with a number or a fraction, its bullet aside."""
    return FIGURE_FIRST.match(text) is not None


def _is_quantity(found: re.Match[str] | None) -> bool:
    """Whether the word behind the figure is a unit."""
    if found is None or not found["unit"]:
        return found is not None
    unit = found["unit"].casefold()
    if unit in WORDS or unit.startswith(STEMS):
        return True
    return unit in OPENINGS and bool(OPENINGS[unit].match(found.string, found.end("unit")))


def _is_parted(state: PageState, i: int) -> bool:
    """Whether the line ends with a quantity whose unit begins the next ("bread flour 500", "g")."""
    text = state.blocks[i].text
    if not text[-1:].isdigit() or i + 1 >= len(state.blocks):
        return False
    quantity, below = text.rsplit(None, 1)[-1], state.blocks[i + 1].text
    is_row = max(state.facts[i].words, state.facts[i + 1].words) <= LONGEST_ROW
    return is_row and _is_quantity(BEGINS.match(f"{quantity} {below}"))


def has_thing_below(state: PageState, i: int) -> bool:
    """Whether the line is a quantity or a unit alone, or ends so, of what the next one names."""
    below = state.blocks[i + 1].text if i + 1 < len(state.blocks) else ""
    text = state.blocks[i].text
    goes_on = below[:1].islower() and tells_quantity(text)
    found = BEGINS.match(text) if below else None
    is_alone = found is not None and found.end() == len(text) and _is_quantity(found)
    return bool(below) and (goes_on or is_alone or text.casefold() in WORDS)


def _begins_with_fraction(state: PageState, i: int) -> bool:
    text = state.blocks[i].text if i < len(state.blocks) else ""
    return text[:1] in FRACTIONS and bool(text) and _is_measured(state, i)


def list_begins(state: PageState, found: Sequence[int]) -> int:
    """Where the first list begins: at its heading, or below the prose, not far above.

    Else at its first quantity: the lines before it may be the page's menu and its title.
    """
    first = found[0]
    for i in range(first - 1, max(-1, first - 1 - NEAR), -1):
        if is_heading(state, i):
            return i
        if state.facts[i].ends_sentence:
            return i + 1
    return first


def _heading_above(state: PageState, i: int) -> int:
    """The position of the heading not far above; the line's own where none stands there."""
    above = range(i - 1, max(-1, i - 1 - NEAR), -1)
    return next((n for n in above if is_heading(state, n)), i)


def is_heading(state: PageState, i: int) -> bool:
    """Whether the line says that ingredients follow, in so many words or with a few more."""
    own = state.facts[i]
    if own.key in HEADINGS:
        return True
    return own.words <= HEADING_WORDS and any(
        word.strip(":：") in HEADINGS for word in state.blocks[i].text.casefold().split()
    )
