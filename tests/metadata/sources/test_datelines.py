"""The place and the agency at a text's beginning, and the agency at its end."""

import pytest

from sluice.metadata.sources.datelines import read
from tests.rows import every_row

# (the first block, its place, its agency)
OPENINGS = [
    ("KYIV, Ukraine (AP) — The mill opened.", "KYIV, Ukraine", "AP"),
    ("Kiel (dpa/lno) - Die Mühle öffnet.", None, "dpa"),
    ("Toledo, 7 may (EFE).- El molino abre.", None, "EFE"),
    ("Nancy, 7 mai 2024 (AFP) - Le moulin ouvre.", None, "AFP"),
    ("Porto, 7 mai 2024 (Lusa) – O moinho abre.", None, "Lusa"),
    ("Toruń (PAP) - Młyn znów otwarty.", None, "PAP"),
    ("ТВЕРЬ, 7 мая. /ТАСС/. Мельница открыта.", "ТВЕРЬ", "ТАСС"),
    ("(부산=연합뉴스) 김하늘 기자 = 방앗간이 열렸다.", "부산", "연합뉴스"),
    ("中新网苏州5月7日电 (记者 林晓岚)老磨坊开门。", "苏州", "中新网"),
    ("The mill (an old one) — it opened.", None, None),
    ("The miller, 54 years (CDU) - opened it.", None, None),
    ("The team, which won (AP) - and lost.", None, None),
    ("The European Space Agency (ESA) - a mill.", None, None),
    ("He said /maybe/. And then it opened.", None, None),
    ("(부산=시장) 방앗간이 열렸다.", None, None),
    ("新华社的记者5月7日到了苏州。", None, None),
]


@every_row(("text", "place", "agency"), OPENINGS)
def test_opening(text: str, place: str | None, agency: str | None) -> None:
    """A place, and an agency in the marks of its language, open a text."""
    told = read(text, "The mill opened.")
    assert (told.get("dateline"), told.get("agency")) == (place, agency)


ENDS = [
    ("Młyn znów jest otwarty. (PAP)", "PAP"),
    ("O moinho abriu outra vez. (Lusa)", "Lusa"),
    ("“Es öffnet.” (APA)", "APA"),
    ("She voted for the party. (SPD)", None),
    ("See also (PAP)", None),
    ("It opened. (PAP) Nobody came.", None),
]


@every_row(("text", "agency"), ENDS)
def test_end(text: str, agency: str | None) -> None:
    """An agency in brackets behind the last sentence signs the text."""
    assert read("The mill opened.", text).get("agency") == agency


@pytest.mark.parametrize(
    "text", ["A" * 99_999, "(" * 99_999, "A, " * 50_000 + "(AP) - ", "/" * 999]
)
def test_odd_text_is_read_in_time(text: str, within) -> None:
    """A text of marks without end costs no time."""
    with within(2):
        read(text, text)
