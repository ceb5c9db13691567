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
UNITS = "|".join(
    (
        r"g|gr|gms?|grams?|gramm|grammes?|gramos?|grammi|gramas?|kg|kilos?|mg|ml|cl|dl|l|lt",
        r"lit(?:er|re|ro)s?|oz|ounces?|lbs?|pounds?|cups?|tsps?|tbsps?|teaspoons?|tablespoons?",
        r"pinch(?:es)?|cloves?|sticks?|slices?|handfuls?|sprigs?|EL|TL|essl\w*|teel\w*|tassen?",
        r"prisen?|zehen?|bund|pck|päckchen|msp|c\.? ?à ?(?:soupe|café|[sc])|cuill\w*|pincées?",
        r"tasses?|gousses?|sachets?|cdas?|cdtas?|cuchara\w*|tazas?|pizcas?|cucchiai\w*|tazz[ae]",
        r"pizzic\w*|spicchi\w*|colher\w*|xícaras?|pitadas?|eetlepels?|theelepels?|snufjes?|msk",
        r"tsk|krm|spsk|rkl|łyż\w*|szklan\w*|szczypt\w*|ząb\w*|lžíc\w*|lžič\w*|hrnk\w*|evőkanál",
        r"teáskanál|csésze|linguri\w*|lingur\w*|căni|кг|гр?|мл|л|ст\.? ?л|ч\.? ?л|стакан\w*",
        r"щепот\w*|зубчик\w*|шт|склян\w*|yemek kaşığı|çay kaşığı|tatlı kaşığı|su bardağı",
        r"çay bardağı|bardak|tutam|sdm|sdt|siung|butir|lembar|gelas|muỗng|thìa|غرام|جرام|غ|كوب",
        r"أكواب|ملعقة|ملاعق|कप|चम्मच|ग्राम",
    )
)
# Of scripts without blanks, where a word does not end at its last letter.
UNSPACED_UNITS = "克|公克|毫升|大匙|小匙|汤匙|湯匙|茶匙|杯|グラム|カップ|큰술|작은술|컵|그램"
SPOONS = "大さじ|小さじ|大匙|小匙"
MEASURE = rf"{NUMBER}\s?(?:(?:{UNITS})(?!\w)|{UNSPACED_UNITS})|(?:{SPOONS})\s?{NUMBER}"
MEASURED = re.compile(rf"(?:[-•*·]\s?)?(?:{MEASURE})|.{{1,60}}[\s:–—…(（](?:{MEASURE})\W*$", re.I)
WITH_UNIT = re.compile(MEASURE, re.I)
ALONE = re.compile(rf"{MEASURE}|{UNITS}", re.I)
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
    return is_row and MEASURED.match(state.blocks[i].text) is not None


def _is_parted(state: PageState, i: int) -> bool:
    """Whether the line ends with a quantity whose unit begins the next ("bread flour 500", "g")."""
    text = state.blocks[i].text
    if not text[-1:].isdigit() or i + 1 >= len(state.blocks):
        return False
    quantity, below = text.rsplit(None, 1)[-1], state.blocks[i + 1].text
    is_row = max(state.facts[i].words, state.facts[i + 1].words) <= LONGEST_ROW
    return is_row and WITH_UNIT.match(f"{quantity} {below}") is not None


def has_thing_below(state: PageState, i: int) -> bool:
    """Whether the line is a quantity or a unit alone, or ends so, of what the next one names."""
    below = state.blocks[i + 1].text if i + 1 < len(state.blocks) else ""
    text = state.blocks[i].text
    goes_on = below[:1].islower() and MEASURED.match(text) is not None
    return bool(below) and (goes_on or ALONE.fullmatch(text) is not None)


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
