"""Bytes to text: each kind of evidence, their order, and what is said of lost characters."""

import codecs
import json

import pytest

from sluice.errors import Problem, Refused
from sluice.intake import document_of
from sluice.intake.charsets import DECODERS, decoder_for
from sluice.intake.decode import decode
from sluice.model import Source
from tests.rows import every_row

GERMAN = "Die alte Mühle öffnete am Montag wieder für alle Gäste – „schön“, sagte der Müller.\n"
RUSSIAN = "Старая мельница на реке снова открылась в понедельник после долгого ремонта.\n"
CHINESE = "河上的老磨坊在关闭十一年之后于星期一重新开放,村民们都来参观。\n"
JAPANESE = "川のそばの古い水車小屋が、十一年ぶりに月曜日に再び開かれました。\n"
PLAIN = "The old mill on the river was opened again on Monday.\n"
UTF8 = "utf-8 validity"


def meta(charset: str) -> bytes:
    return f'<html><head><meta charset="{charset}"></head><body><p>'.encode()


# The bytes, the charset of the Content-Type, and what decides: text, encoding, evidence.
EVIDENCE = [
    # Byte order mark before everything else.
    (codecs.BOM_UTF8 + GERMAN.encode(), None, GERMAN, "utf-8", "byte order mark"),
    (codecs.BOM_UTF8 + GERMAN.encode(), "latin1", GERMAN, "utf-8", "byte order mark"),
    (GERMAN.encode("utf-16"), None, GERMAN, "utf-16-le", "byte order mark"),
    (GERMAN.encode("utf-16"), "utf-8", GERMAN, "utf-16-le", "byte order mark"),
    (
        codecs.BOM_UTF16_BE + RUSSIAN.encode("utf-16-be"),
        None,
        RUSSIAN,
        "utf-16-be",
        "byte order mark",
    ),
    # The HTTP charset, under any label that the Encoding Standard knows.
    (GERMAN.encode("cp1252"), "windows-1252", GERMAN, "windows-1252", "http charset"),
    (GERMAN.encode("cp1252"), "ISO-8859-1", GERMAN, "windows-1252", "http charset"),
    (GERMAN.encode("cp1252"), " 'latin1' ", GERMAN, "windows-1252", "http charset"),
    (CHINESE.encode("gb18030"), "gb2312", CHINESE, "gb18030", "http charset"),
    (JAPANESE.encode("cp932"), "Shift_JIS", JAPANESE, "cp932", "http charset"),
    (JAPANESE.encode("euc_jp"), "EUC-JP", JAPANESE, "euc_jp", "http charset"),
    (RUSSIAN.encode("koi8-r"), "KOI8-R", RUSSIAN, "koi8-r", "http charset"),
    (RUSSIAN.encode("cp1251"), "windows-1251", RUSSIAN, "windows-1251", "http charset"),
    (GERMAN.encode("utf-16-le"), "utf-16", GERMAN, "utf-16-le", "http charset"),
    (PLAIN.encode(), "us-ascii", PLAIN, "windows-1252", "http charset"),
    # UTF-8 where nothing is declared.
    (GERMAN.encode(), None, GERMAN, "utf-8", UTF8),
    (PLAIN.encode(), "", PLAIN, "utf-8", UTF8),
    # A declaration that does not fit the bytes loses to one that does.
    (RUSSIAN.encode("cp1251"), "utf-8", RUSSIAN, "windows-1251", "detector"),
    (GERMAN.encode(), "euc-kr", GERMAN, "utf-8", UTF8),
    # The detector, over the whole body.
    (RUSSIAN.encode("koi8-r") * 5, None, RUSSIAN * 5, "koi8-r", "detector"),
    (CHINESE.encode("gb18030") * 5, None, CHINESE * 5, "gb18030", "detector"),
    (JAPANESE.encode("cp932") * 5, None, JAPANESE * 5, "cp932", "detector"),
]


@every_row(
    ("content", "charset", "text", "encoding", "evidence"),
    [pytest.param(*case, id=f"{i} {case[3]} by {case[4]}") for i, case in enumerate(EVIDENCE)],
)
def test_evidence(
    content: bytes, charset: str | None, text: str, encoding: str, evidence: str
) -> None:
    """The first evidence that reads every byte decides, and the answer names it."""
    assert decode(Source(content, charset=charset))[:4] == (text, encoding, evidence, 0)


@pytest.mark.parametrize(
    ("content", "charset", "encoding", "evidence"),
    [
        (meta("windows-1251") + RUSSIAN.encode("cp1251"), None, "windows-1251", "page declaration"),
        (meta("x-sjis") + JAPANESE.encode("cp932"), None, "cp932", "page declaration"),
        (
            b'<?xml version="1.0" encoding="koi8-r"?><html><p>' + RUSSIAN.encode("koi8-r"),
            None,
            "koi8-r",
            "page declaration",
        ),
        (
            b'<meta http-equiv="Content-Type" content="text/html; charset=gbk">'
            + CHINESE.encode("gbk"),
            None,
            "gb18030",
            "page declaration",
        ),
        (
            b"<!-- " + b" " * 5000 + b"-->" + meta("cp1251") + RUSSIAN.encode("cp1251"),
            None,
            "windows-1251",
            "page declaration",
        ),
        (meta("windows-1251") + RUSSIAN.encode("koi8-r"), "koi8-r", "koi8-r", "http charset"),
        (meta("utf-8") + GERMAN.encode("cp1252"), "cp1252", "windows-1252", "http charset"),
        (meta("utf-16") + GERMAN.encode(), None, "utf-8", "page declaration"),
        (meta("utf-8") + RUSSIAN.encode("cp1251") * 5, None, "windows-1251", "detector"),
        (meta("nonsense") + GERMAN.encode(), None, "utf-8", UTF8),
        (b"<p>charset=koi8-r " + GERMAN.encode(), None, "utf-8", UTF8),
    ],
)
def test_declaration_in_the_page(
    content: bytes, charset: str | None, encoding: str, evidence: str
) -> None:
    """A page's own declaration counts after HTTP's, and only where it is one."""
    text, found, why, replaced, _ = decode(Source(content, charset=charset))
    assert (found, why, replaced) == (encoding, evidence, 0)
    assert any(line.strip() in text for line in (GERMAN, RUSSIAN, CHINESE, JAPANESE))


NOT_CHARSETS = (
    "hex base64 zip bz2 rot13 uu quopri idna punycode utf-7 unicode_escape raw_unicode_escape "
    "undefined mbcs oem unicode-internal string_escape utf-32 utf_8_sig charmap palmos ../../etc "
    "' \x00"
).split()


@every_row("label", [*NOT_CHARSETS, "", None, "x" * 10_000, "utf-8;x", "日本語"])
def test_label_that_no_page_may_name(label: str | None) -> None:
    """Python's own codecs and nonsense count as no declaration at all."""
    assert decoder_for(label) in (None, "utf-8")
    content = b"2b41 +AGE- \\u0041 xn--mhle-0ra =4D"
    assert decode(Source(content, charset=label))[0] == content.decode()


def test_every_label_leads_to_a_text_decoder() -> None:
    """Each decoder of the table is one of Python's that turns bytes into text."""
    for decoder in DECODERS:
        assert isinstance(b"abc".decode(decoder, "replace"), str)
        assert codecs.lookup(decoder)._is_text_encoding


@pytest.mark.parametrize(
    ("content", "charset", "text", "encoding", "replaced"),
    [
        (GERMAN.encode() * 9 + b"\x81\x8d", "utf-8", GERMAN * 9 + "\ufffd\ufffd", "utf-8", 2),
        ("ü \ufffd ü ".encode() * 30 + b"\x81", None, "ü \ufffd ü " * 30 + "\ufffd", "utf-8", 1),
        (GERMAN.encode("cp1252") * 9 + b"\x81", "cp1252", None, "windows-1252", 1),
        (GERMAN.encode() * 9 + b"\xe6\xb2", "utf-8", None, "utf-8", 1),
        (
            "“Mühle” ".encode() * 9 + "“Mühle”".encode("cp1252"),
            "utf-8",
            "“Mühle” " * 9 + "“Mühle”",
            "utf-8",
            0,
        ),
    ],
)
def test_replaced_characters_are_counted(
    content: bytes, charset: str, text: str | None, encoding: str, replaced: int
) -> None:
    """Damage becomes U+FFFD and is counted; the page's own U+FFFD are not."""
    found, name, _, count, _ = decode(Source(content, charset=charset))
    assert (name, count) == (encoding, replaced)
    assert text in (None, found)


@pytest.mark.parametrize(
    ("text", "expected", "replaced"),
    [
        (GERMAN, GERMAN, 0),
        ("\ufeff" + GERMAN, GERMAN, 0),
        ("a \ud800 b \udfff", None, 2),
        (json.loads('"\\ud83d\\ude00"'), "😀", 0),
        ("a ? b", "a ? b", 0),
    ],
)
def test_text_from_json(text: str, expected: str | None, replaced: int) -> None:
    """A string needs no evidence; lone surrogates are replaced and counted."""
    found, encoding, evidence, count, _ = decode(Source(text))
    assert (encoding, evidence, count) == ("utf-8", "json", replaced)
    assert expected in (None, found)
    found.encode()


@pytest.mark.parametrize(
    "page",
    [
        "By Zoë Stone\n" + PLAIN,
        PLAIN * 20 + "He ordered a café au lait.\n",
        PLAIN * 20 + "It costs 5 € a day.\n",
        "“Yes,” he said. “It’s done.”\n" + PLAIN,
        GERMAN,
        PLAIN * 9000 + GERMAN,
    ],
)
def test_one_letter_is_enough(page: str) -> None:
    """A Western page in windows-1252 without any declaration is read without a loss."""
    text, _, _, replaced, _ = decode(Source(page.encode("cp1252")))
    assert (text, replaced) == (page, 0)


# Encodings whose bytes look like no other's.
UNMISTAKABLE = ("euc_jp", "cp949", "big5")


@pytest.mark.parametrize(
    ("encoding", "line"),
    [
        ("cp1250", "Stary młyn nad rzeką został ponownie otwarty w poniedziałek, a żył długo."),
        ("iso8859-2", "Stary młyn nad rzeką został ponownie otwarty w poniedziałek, a żył długo."),
        ("cp1254", "Irmağın üzerindeki eski değirmen pazartesi günü yeniden açıldı."),
        ("cp1253", "Ο παλιός μύλος στο ποτάμι άνοιξε ξανά τη Δευτέρα μετά από χρόνια."),
        ("cp1256", "أعيد فتح المطحنة القديمة على النهر يوم الاثنين بعد سنوات."),
        ("cp1255", "הטחנה הישנה על הנהר נפתחה שוב ביום שני אחרי שנים רבות."),
        ("cp949", "강가의 오래된 방앗간이 십일 년 만에 월요일에 다시 문을 열었습니다."),
        ("euc_jp", JAPANESE.strip()),
        ("big5", "河上的老磨坊在關閉十一年之後於星期一重新開放,村民們都來參觀。"),
    ],
)
def test_undeclared_page_is_not_misread_in_silence(encoding: str, line: str) -> None:
    """An undeclared page in an old encoding is read rightly, or the answer shows doubt."""
    page = f"{line}\n" * 8
    text, _, evidence, replaced, _ = decode(Source(page.encode(encoding)))
    assert text == page or (evidence == "fallback" and encoding not in UNMISTAKABLE) or replaced


@pytest.mark.parametrize("content", [b"", b" \r\n\t ", "", " \u3000\n"])
def test_nothing_is_refused(content: bytes | str) -> None:
    """White space is no page."""
    with pytest.raises(Refused) as refusal:
        document_of(Source(content))
    assert refusal.value.problem is Problem.EMPTY_BODY


@pytest.mark.parametrize(
    ("content", "size"), [(GERMAN.encode("cp1252"), len(GERMAN)), (GERMAN, len(GERMAN.encode()))]
)
def test_size_is_what_was_posted(content: bytes | str, size: int) -> None:
    """The length is that of the bytes, or of a string's UTF-8."""
    assert document_of(Source(content)).bytes == size


WRONG_HEADERS = [
    ("Où est l’été ?", "iso-8859-1"),
    ("Größe", "windows-1252"),
    ("Вода в реке", "windows-1251"),
    ("žluťoučký", "iso-8859-2"),
    ("水磨在星期一重新开放。", "gbk"),
    ("水車は月曜日に再開した", "shift_jis"),
    ("물레방아가 다시 열렸다", "euc-kr"),
]


@pytest.mark.parametrize(("text", "charset"), WRONG_HEADERS)
def test_bytes_that_are_utf8_are_utf8_whatever_a_server_says(text: str, charset: str) -> None:
    """A header of another charset is a server's default where the bytes are wholly UTF-8."""
    found = decode(Source(text.encode(), charset=charset))
    assert (found[0], found[1], found[2]) == (text, "utf-8", "utf-8 validity")


@pytest.mark.parametrize(("text", "charset"), WRONG_HEADERS)
def test_bytes_that_are_utf8_are_utf8_whatever_the_page_declares(text: str, charset: str) -> None:
    """A declaration of another charset was a template's where the bytes are wholly UTF-8."""
    content = meta(charset) + text.encode()
    found = decode(Source(content))
    assert (found[0], found[1], found[2]) == (content.decode(), "utf-8", "utf-8 validity")


@pytest.mark.parametrize(("text", "charset"), [(t, c) for t, c in WRONG_HEADERS if c != "gbk"])
def test_declaration_that_is_right_is_followed(text: str, charset: str) -> None:
    """Bytes of the charset that the page declares are read so."""
    content = meta(charset) + text.replace("’", "'").encode(charset)
    assert decode(Source(content))[0] == content.decode(charset)


@pytest.mark.parametrize(("text", "charset"), [(t, c) for t, c in WRONG_HEADERS if c != "gbk"])
def test_header_that_is_right_is_followed(text: str, charset: str) -> None:
    """Bytes of the charset that the server names are read so."""
    text = text.replace("’", "'")
    assert decode(Source(text.encode(charset), charset=charset))[0] == text


def test_two_letters_that_are_utf8_by_chance_follow_the_header() -> None:
    """A word or two in a double-byte charset may be UTF-8 as well."""
    assert decode(Source("联通".encode("gbk"), charset="gbk"))[0] == "联通"


@pytest.mark.parametrize(
    ("content", "as_sent"),
    [
        (GERMAN.encode(), True),
        (b"<p>The mill</p>", True),
        (b"\xef\xbb\xbf" + GERMAN.encode(), False),
        # Composed, a letter and its mark are one character: other bytes than those that were sent.
        ("cafe\u0301".encode(), False),
        # Sorting marks leaves as many bytes as there were.
        ("a\u0301\u0323b".encode(), False),
        (GERMAN.encode("cp1252"), False),
        (GERMAN.encode("utf-16"), False),
        (GERMAN.encode() + b"\xff", False),
        (GERMAN, False),
    ],
)
def test_whether_the_text_is_what_was_sent(content: bytes | str, as_sent: bool) -> None:
    """Only where it is may the parser read the bytes that came."""
    found = decode(Source(content))
    assert found.as_sent is as_sent
    if as_sent:
        assert found.text.encode() == content
