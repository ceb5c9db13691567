"""Prose that other stories' teasers part, on text pages with all their furniture."""

import pytest

from sluice.judge.context.keep import IN_DOUBT
from sluice.model import Article, InputKind, Source
from sluice.pagetype.kinds import Signal
from sluice.pipeline import clean
from sluice.render import Output, body_of

# Of each language a title, four paragraphs, and a marker with the headline that belongs to it.
STORIES = {
    "tr": (
        "Eski fener yeniden yanıyor",
        (
            "Limandaki eski fener on iki yıl sonra pazar gecesi yeniden yandı, köylüler anlattı.",
            "Ustalar camı değiştirdi ve kulenin içinde bir kuş yuvası buldu.",
            "Bekçi “yuvaya dokunmayacağız” dedi ve merdiveni kapattı.",
            "Fener her akşam sekizde yanacak, sabah altıda sönecek.",
        ),
        ("İlginizi çekebilir:", "Fenerin camını kim kırdı"),
    ),
    "pl": (
        "Stara latarnia znów świeci",
        (
            "Stara latarnia w porcie zaświeciła w niedzielę po dwunastu latach, mówią mieszkańcy.",
            "Robotnicy wymienili szkło i znaleźli w wieży gniazdo.",
            "Strażnik powiedział, że gniazda nikt nie ruszy, i zamknął schody.",
            "Latarnia ma świecić co wieczór od ósmej do szóstej rano.",
        ),
        ("Czytaj także:", "Kto stłukł szybę latarni"),
    ),
    "id": (
        "Mercusuar tua menyala lagi",
        (
            "Mercusuar tua di pelabuhan menyala lagi pada hari Minggu setelah dua belas tahun.",
            "Para tukang mengganti kaca dan menemukan sarang burung di menara.",
            "Penjaga berkata sarang itu tidak akan dipindahkan, lalu menutup tangga.",
            "Mercusuar akan menyala setiap malam dari pukul delapan sampai enam.",
        ),
        ("Baca juga:", "Siapa memecahkan kaca mercusuar"),
    ),
    "sv": (
        "Den gamla fyren lyser igen",
        (
            "Den gamla fyren i hamnen tändes i söndags efter tolv år, säger grannarna.",
            "Glasmästarna bytte rutan och hittade ett fågelbo i tornet.",
            "Vakten sade att boet får vara kvar och stängde trappan.",
            "Fyren ska lysa varje kväll från åtta till sex.",
        ),
        ("Läs också:", "Vem slog sönder fyrens ruta"),
    ),
    "nl": (
        "De oude vuurtoren brandt weer",
        (
            "De oude vuurtoren in de haven brandt sinds zondag weer, na twaalf jaar.",
            "De glazenmakers vervingen het raam en vonden een nest.",
            "De wachter zei dat het nest blijft en sloot de trap.",
            "De toren brandt elke avond van acht tot zes.",
        ),
        ("Lees ook:", "Wie brak de ruit van de vuurtoren"),
    ),
    "ru": (
        "Старый маяк снова горит",
        (
            "Старый маяк в порту зажгли в воскресенье после двенадцати лет, говорят жители.",
            "Мастера сменили стекло и нашли в башне гнездо.",
            "Сторож сказал, что гнездо не тронут, и закрыл лестницу.",
            "Маяк будет гореть каждый вечер с восьми до шести.",
        ),
        ("Читайте также:", "Кто разбил стекло маяка"),
    ),
    "fi": (
        "Vanha majakka palaa taas",
        (
            "Sataman vanha majakka syttyi sunnuntaina kahdentoista vuoden jälkeen.",
            "Lasittajat vaihtoivat ruudun ja löysivät tornista pesän.",
            "Vartija sanoi, että pesä jää, ja sulki portaat.",
            "Majakka palaa joka ilta kahdeksasta kuuteen.",
        ),
        ("Lue myös:", "Kuka rikkoi majakan ruudun"),
    ),
    "vi": (
        "Ngọn hải đăng cũ lại sáng",
        (
            "Ngọn hải đăng cũ ở cảng đã sáng lại hôm chủ nhật sau mười hai năm.",
            "Thợ thay kính và tìm thấy một tổ chim trong tháp.",
            "Người gác nói tổ chim sẽ ở lại và đóng cầu thang.",
            "Hải đăng sẽ sáng mỗi tối từ tám giờ đến sáu giờ.",
        ),
        ("Xem thêm:", "Ai làm vỡ kính hải đăng"),
    ),
}
ABOVE = """Skip to main content
We use cookies to improve your experience.
Accept all
Harbour Ledger
Home
News
Culture
Sport
Sign in
Subscribe"""
BELOW = """Most read
Man finds lost ring in pond after forty years
School bus route changes from Monday
Related stories
Council delays vote on riverside parking
Terms of use
Privacy policy
© 2024 Harbour Ledger. All rights reserved."""
every_language = pytest.mark.parametrize("language", sorted(STORIES))


def cleaned(language: str) -> Article:
    """The page of which each two paragraphs have the same teaser between them."""
    title, paragraphs, teaser = STORIES[language]
    told = [line for paragraph in paragraphs for line in (paragraph, *teaser)]
    lines = [f"{title} | Harbour Ledger", ABOVE, title, *told[: -len(teaser)], BELOW]
    return clean(Source("\n".join(lines), InputKind.TEXT))


@every_language
def test_paragraphs_between_teasers_stay(language: str) -> None:
    """Each paragraph stays, the last too, and no teaser does."""
    _, paragraphs, teaser = STORIES[language]
    body = body_of(cleaned(language).judgement, Output.TEXT)
    assert [paragraph for paragraph in paragraphs if paragraph not in body] == []
    assert [line for line in (*teaser, *BELOW.splitlines()) if line in body] == []


@every_language
def test_verdict_says_what_stays_in_doubt(language: str) -> None:
    """The signal stands where the last word on a sentence is its neighbours', and only there."""
    article = cleaned(language)
    words = [trail[-1] for trail in article.judgement.trails if trail]
    doubted = any(word.rule in IN_DOUBT and word.reason is None for word in words)
    assert (Signal.KEPT_IN_DOUBT in article.verdict.signals) is doubted


def test_plain_article_is_in_no_doubt() -> None:
    """Near miss: of an article whose paragraphs are all sure nothing is said."""
    prose = "The ferry to the outer islands left at six on Monday, an hour late, the crew said."
    article = clean(
        Source("\n\n".join(f"{prose} It was day {n}." for n in range(9)), InputKind.TEXT)
    )
    assert Signal.KEPT_IN_DOUBT not in article.verdict.signals
