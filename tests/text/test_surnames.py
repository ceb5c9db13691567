"""Names without a blank, told by their surnames."""

from sluice.text.surnames import is_eastern_name
from tests.rows import every_row

NAMES = [
    *(("佐藤花子", True), ("長谷川誠", True), ("林晓", True), ("王小明", True), ("陳美玲", True)),
    *(("김하늘", True), ("이서연", True)),
    *(("社会", False), ("国際", False), ("北海道", False), ("経済政策部", False), ("佐藤", False)),
    *(("연합뉴스", False), ("사회", False), ("Ada Stone", False), ("", False)),
]


@every_row(("text", "is_one"), NAMES)
def test_eastern_names(text: str, is_one: bool) -> None:
    """A common surname and a given name are one; a section, a land and a surname alone are none."""
    assert is_eastern_name(text) is is_one
