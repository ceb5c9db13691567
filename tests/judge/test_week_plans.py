"""A plan by the days of a week below an article: it stays whole, and opening hours do not."""

import pytest

from sluice import InputKind, Source, clean

PLANS = {
    "de": """Speiseplan der Schule am Markt
Die Grundschule am Markt hat ihren neuen Speiseplan vorgestellt, und die Eltern haben lange \
darüber beraten.
Der Koch sagt, dass die Kinder mehr Gemüse bekommen sollen als im letzten Jahr, und nur noch \
zweimal Fleisch.
Montag|Suppe mit Brot|Apfel|Dienstag|Nudeln|Salat|Mittwoch|Fisch mit \
Reis|Apfel|Donnerstag|Linsen|Salat
Impressum""",
    "en": """What the children eat this week
The school on the market square has shown its new menu, and the parents have talked about it \
for a long time.
The cook says that the children are to have more vegetables than last year, and meat only \
twice a week.
Monday: potato soup|Apple|Tuesday: pasta|Salad|Wednesday: fish with rice|Apple|Thursday: \
lentils|Apple
Privacy policy""",
    "fr": """Le menu des enfants
L'école de la place du marché a présenté son nouveau menu, et les parents en ont parlé très \
longtemps hier soir.
Le cuisinier dit que les enfants auront plus de légumes que l'an dernier, et de la viande \
deux fois par semaine.
Lundi|Soupe|Pomme|Mardi|Pâtes|Salade|Mercredi|Poisson|Pomme|Jeudi|Lentilles|Salade|Vendredi|Crêpes|Pomme
Mentions légales""",
    "es": """El menú de los niños
La escuela de la plaza del mercado presentó su nuevo menú, y los padres hablaron de él \
durante mucho tiempo.
El cocinero dice que los niños tendrán más verduras que el año pasado, y carne solo dos veces \
por semana.
Lunes – sopa|Manzana|Martes – pasta|Ensalada|Miércoles – pescado|Manzana|Jueves – lentejas|Manzana
Aviso legal""",
    "pl": """Jadłospis dzieci
Szkoła przy rynku pokazała nowy jadłospis, a rodzice rozmawiali o nim bardzo długo w \
poniedziałkowy wieczór.
Kucharz mówi, że dzieci dostaną więcej warzyw niż w zeszłym roku, a mięso tylko dwa razy w \
tygodniu.
Poniedziałek|Zupa|Jabłko|Wtorek|Makaron|Sałatka|Środa|Ryba|Jabłko|Czwartek|Soczewica|Sałatka
Polityka prywatności""",
    "ru": """Что едят дети
Школа на рыночной площади показала новое меню, и родители говорили о нём очень долго в \
понедельник вечером.
Повар говорит, что дети получат больше овощей, чем в прошлом году, а мясо только два раза в \
неделю.
Понедельник|Суп|Яблоко|Вторник|Макароны|Салат|Среда|Рыба|Яблоко|Четверг|Чечевица|Салат
Политика конфиденциальности""",
    "tr": """Çocukların yemeği
Pazar meydanındaki okul yeni yemek listesini gösterdi ve veliler pazartesi akşamı bunu uzun \
uzun konuştu.
Aşçı, çocukların geçen yıldan daha çok sebze yiyeceğini, etin ise haftada iki kez olacağını \
söylüyor.
Pazartesi|Çorba|Elma|Salı|Makarna|Salata|Çarşamba|Balık|Elma|Perşembe|Mercimek|Salata
Gizlilik politikası""",
    "ja": """子どもたちの給食
市場の広場にある小学校が新しい献立を発表し、\
保護者たちは月曜日の夜に長い時間をかけて話し合いました。
料理長によると、子どもたちは昨年より多くの野菜を食べることになり、\
肉は週に二回だけだということです。
月曜日|スープ|りんご|火曜日|パスタ|サラダ|水曜日|魚とごはん|りんご|木曜日|レンズ豆|サラダ
プライバシーポリシー""",
}
# Opening hours, three days, days out of order, and days that no prose is above.
NEAR_MISSES = {
    "hours": "Monday|9:00 – 17:00|Tuesday|9:00 – 17:00|Wednesday|9:00 – 12:00|Thursday|9:00 – \
17:00",
    "few": "Monday|Soup|Tuesday|Pasta|Wednesday|Fish",
    "order": "Monday|Soup|Thursday|Pasta|Tuesday|Fish|Friday|Rice",
}


def body(text: str) -> set[str]:
    article = clean(Source(text.replace("|", "\n"), InputKind.TEXT))
    return {block.text for _, block in article.judgement.kept()}


def test_plan_stays_whole() -> None:
    """Every day and what is on it stays, in each language, and the foot of the page goes."""
    lost = {}
    for language, text in PLANS.items():
        *_, plan, foot = text.split("\n")
        found = body(text)
        if missing := [line for line in plan.split("|") if line not in found]:
            lost[language] = missing
        assert foot not in found
    assert not lost


@pytest.mark.parametrize("name", NEAR_MISSES)
def test_what_is_no_plan_is_judged_as_before(name: str) -> None:
    """No rule of plans keeps it."""
    prose = "\n".join(PLANS["en"].split("\n")[:3])
    article = clean(Source(f"{prose}\n{NEAR_MISSES[name]}".replace("|", "\n"), InputKind.TEXT))
    rules = {verdict.rule for trail in article.judgement.trails for verdict in trail}
    assert "company/days-of-the-week" not in rules


def test_days_without_an_article_above_are_no_plan() -> None:
    """A page of days alone keeps none by this rule; a hundred thousand of them take no time."""
    days = "Monday\nTuesday\nWednesday\nThursday\nFriday\nSaturday\nSunday\n" * 1_000
    article = clean(Source(days, InputKind.TEXT))
    rules = {verdict.rule for trail in article.judgement.trails for verdict in trail}
    assert "company/days-of-the-week" not in rules
