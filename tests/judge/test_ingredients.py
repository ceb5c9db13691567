"""Recipes posted as text: the ingredients stay whole, and none of them is the page's title."""

import pytest

from sluice.model import Article, InputKind, Source
from sluice.pipeline import clean
from sluice.render import Output, body_of

# Of each language a title, an introduction, the ingredients below their heading, and the steps.
RECIPES = {
    "en": (
        "Oat bread with buttermilk",
        "This bread keeps for a week, and my aunt in Sarn has baked it every Friday since the war.",
        "Ingredients",
        (
            "Salt and black pepper",
            "A pinch of nutmeg",
            "½ cup buttermilk",
            "Two handfuls of rolled oats",
            "500 g strong flour",
            "Butter for the tin",
        ),
        "Method",
        (
            "Mix the flour with the oats and the salt, and rub in the butter.",
            "Pour the buttermilk into the middle and stir until the dough comes together.",
            "Bake it for fifty minutes and let it cool on a rack.",
        ),
    ),
    "de": (
        "Haferbrot mit Buttermilch",
        "Dieses Brot hält eine Woche, und meine Tante in Sarn backt es jeden Freitag.",
        "Zutaten",
        (
            "Salz und schwarzer Pfeffer",
            "Eine Prise Muskat",
            "½ Tasse Buttermilch",
            "Zwei Handvoll Haferflocken",
            "500 g Mehl Type 550",
            "Butter für die Form",
        ),
        "Zubereitung",
        (
            "Das Mehl mit den Flocken und dem Salz mischen und die Butter unterreiben.",
            "Die Buttermilch in die Mitte gießen und rühren, bis der Teig zusammenhält.",
            "Fünfzig Minuten backen und auf einem Gitter abkühlen lassen.",
        ),
    ),
    "fr": (
        "Pain d'avoine au babeurre",
        "Ce pain se garde une semaine, et ma tante de Sarn le cuit chaque vendredi.",
        "Ingrédients",
        (
            "Sel et poivre noir",
            "Une pincée de muscade",
            "½ tasse de babeurre",
            "Deux poignées de flocons d'avoine",
            "500 g de farine",
            "Beurre pour le moule",
        ),
        "Préparation",
        (
            "Mélangez la farine avec les flocons et le sel, puis incorporez le beurre.",
            "Versez le babeurre au milieu et remuez jusqu'à ce que la pâte se tienne.",
            "Faites cuire cinquante minutes et laissez refroidir sur une grille.",
        ),
    ),
    "it": (
        "Pane d'avena al latticello",
        "Questo pane dura una settimana, e mia zia di Sarn lo cuoce ogni venerdì.",
        "Ingredienti",
        (
            "Sale e pepe nero",
            "Un pizzico di noce moscata",
            "½ tazza di latticello",
            "Due manciate di fiocchi d'avena",
            "500 g di farina",
            "Burro per la teglia",
        ),
        "Preparazione",
        (
            "Mescolate la farina con i fiocchi e il sale, poi unite il burro.",
            "Versate il latticello al centro e girate finché l'impasto sta insieme.",
            "Cuocete cinquanta minuti e lasciate raffreddare su una griglia.",
        ),
    ),
    "ru": (
        "Овсяный хлеб на пахте",
        "Этот хлеб хранится неделю, и моя тётя в Сарне печёт его каждую пятницу с самой войны.",
        "Ингредиенты",
        (
            "Соль и чёрный перец",
            "Щепотка мускатного ореха",
            "½ стакана пахты",
            "Две горсти овсяных хлопьев",
            "500 г муки",
            "Масло для формы",
        ),
        "Приготовление",
        (
            "Смешайте муку с хлопьями и солью и вотрите масло.",
            "Влейте пахту в середину и мешайте, пока тесто не соберётся.",
            "Выпекайте пятьдесят минут и остудите на решётке.",
        ),
    ),
    "tr": (
        "Ayranlı yulaf ekmeği",
        "Bu ekmek bir hafta dayanır, Sarn'daki teyzem savaştan beri her cuma pişirir.",
        "Malzemeler",
        (
            "Tuz ve karabiber",
            "Bir tutam muskat",
            "½ bardak ayran",
            "İki avuç yulaf ezmesi",
            "500 gr un",
            "Kalıp için tereyağı",
        ),
        "Yapılışı",
        (
            "Unu yulaf ve tuzla karıştırın, tereyağını yedirin.",
            "Ayranı ortasına dökün ve hamur toplanana kadar karıştırın.",
            "Elli dakika pişirin ve telin üzerinde soğutun.",
        ),
    ),
    "ja": (
        "バターミルクの麦パン",
        "このパンは一週間もち、サルンの叔母は戦争のころから毎週金曜日に焼いてきたという。",
        "材料",
        (
            "塩とこしょう",
            "ナツメグ 少々",
            "バターミルク 120ml",
            "オートミール",
            "強力粉 500g",
            "型に塗るバター",
        ),
        "作り方",
        (
            "粉にオートミールと塩を混ぜ、バターをすり込む。",
            "真ん中にバターミルクを注ぎ、生地がまとまるまで混ぜる。",
        ),
    ),
}
every_recipe = pytest.mark.parametrize("language", sorted(RECIPES))
MENU = ("Home", "Recipes", "About")


def posted(*lines: str) -> Article:
    return clean(Source("\n".join(lines), InputKind.TEXT))


def lost(article: Article, *lines: str) -> list[str]:
    body = " ".join(body_of(article.judgement, Output.TEXT).split())
    return [line for line in lines if line not in body]


@every_recipe
def test_ingredients_stay_wherever_they_stand(language: str) -> None:
    """With an introduction or without, with headings or without, below a menu or below nothing."""
    title, intro, things, ingredients, method, steps = RECIPES[language]
    whole = (intro, things, *ingredients, method, *steps)
    pages = {
        "whole": (title, *whole),
        "below a menu": (*MENU, title, *whole, "© 2025 Sarn Bakes"),
        "no headings": (*MENU, title, intro, *ingredients, *steps),
        "no introduction": (*MENU, title, things, *ingredients, method, *steps),
        "no title": (intro, *ingredients, *steps),
    }
    found = {name: posted(*lines) for name, lines in pages.items()}
    assert {
        name: gone
        for name, article in found.items()
        if (gone := lost(article, *ingredients, *steps))
    } == {}
    titles = {article.metadata.title for article in found.values()}
    assert titles <= {title, None}


PARTED = {
    "en": (
        "Ingredients",
        "1/4",
        "cup",
        "rice vinegar",
        "500",
        "g",
        "bread flour",
        "2",
        "tbsp",
        "oil",
    ),
    "de": ("Zutaten", "100 ml", "Milch", "1 TL", "Zucker", "250 g", "Mehl", "3 EL", "Öl"),
    "nl": ("Ingrediënten", "500", "gr", "bloem 500", "ml", "plantaardige melk 7", "gr", "gist"),
    "fr": ("Ingrédients", "200 g", "de farine", "3 c. à soupe", "de miel", "25 cl", "de lait"),
    "ru": ("Ингредиенты", "140 г", "муки", "2 ст. л.", "рома", "80 мл", "масла"),
}


@pytest.mark.parametrize("language", sorted(PARTED))
def test_quantity_on_a_line_of_its_own(language: str) -> None:
    """Quantity, unit and thing stay where each has a line, as extractors leave them."""
    lines = PARTED[language]
    prose = [
        f"My aunt in Sarn has baked this bread every Friday since {year}, and nobody else may."
        for year in ("1951", "1964", "1980")
    ]
    article = posted(*MENU, "The bread of Sarn", *prose, "Print", "Pin", *lines, "Privacy policy")
    assert lost(article, *lines[1:]) == []


WITHOUT = [
    (
        "5G network reaches the upper valley",
        "A 5G mast stands on the weir of Sarn since Monday, the council said.",
    ),
    (
        "500 g of gold found in a jar of buttons",
        "The jar stood in the mill of Sarn for ninety years, and nobody looked.",
    ),
    (
        "2 cups and a saucer, or how a mill was sold",
        "The buyer drank from both before he signed the letter on Monday.",
    ),
]


@pytest.mark.parametrize(("title", "first"), WITHOUT)
def test_title_with_a_quantity_stays_one(title: str, first: str) -> None:
    """Near miss: one quantity makes no list of ingredients."""
    second = "Nobody had seen the key since 1931, when the last miller hung it on a nail and left."
    article = posted("Home", "News", "Sport", title, "By Maren Holt", first, second)
    assert article.metadata.title == title
    assert lost(article, first, second) == []


def test_name_below_a_title_is_still_a_byline() -> None:
    """Near miss: a person's name below the title of an article that lists nothing."""
    prose = [f"The mill at Sarn was opened again on day {n} of the month, they say." for n in "123"]
    assert posted("The mill at Sarn turns again", "Maren Holt", *prose).metadata.authors == (
        "Maren Holt",
    )


def test_shop_with_weights_keeps_out_its_menu() -> None:
    """Near miss: weights in a menu far from one another are no list."""
    menu = [f"Flour type {n}" for n in range(20)]
    menu[3], menu[14] = "500 g bags", "25 kg sacks"
    prose = [f"The mill at Sarn sells its flour on day {n} of the week, they say." for n in "123"]
    article = posted(*menu, "The mill at Sarn opens its shop", *prose)
    assert lost(article, *menu) == menu


def test_hostile_quantities_cost_no_time() -> None:
    """A page of nothing but quantities is looked at line by line, and each line once."""
    assert posted(*["1 g"] * 20_000)
    assert posted("1 " * 30_000, *["9" * 200 + " g " + "½" * 200] * 300)


# Items as sites print them, of each language with its heading.
LISTED = {
    "sv": ("Ingredienser", "500 g vetemjöl", "25 g jäst", "3 dl mjölk", "1 tsk salt", "2 ägg"),
    "pl": (
        "Składniki",
        "250 g mąki",
        "2 jajka",
        "1 szklanka mleka",
        "szczypta soli",
        "3 łyżki oleju",
    ),
    "ja": ("材料", "強力粉 500g", "バター 40g", "牛乳 120ml", "卵 1個", "塩 小さじ1"),
    "ru": ("Ингредиенты", "500 г муки", "2 яйца", "200 мл молока", "1 ч. л. соли", "50 г масла"),
    "de": ("Zutaten", "500 g Mehl", "2 Eier", "250 ml Milch", "1 TL Salz", "Pfeffer"),
    "it": (
        "Ingredienti",
        "500 g di farina",
        "2 uova",
        "25 cl di latte",
        "1 pizzico di sale",
        "olio",
    ),
    "tr": ("Malzemeler", "500 gr un", "2 yumurta", "1 su bardağı süt", "1 tutam tuz", "100 ml su"),
}
STORY = "My aunt in Sarn has baked this bread every Friday since 1951, and nobody else may."


def page_with(lists: str) -> Article:
    """A page of a site whose classes say nothing, with the lists between its paragraphs."""
    page = (
        "<html><head><title>The bread of Sarn</title></head><body><div class=x1>"
        "<ul><li><a href=/>Home</a></li><li><a href=/r>Recipes</a></li></ul></div>"
        f"<div class=x2><h1>The bread of Sarn</h1><p>{STORY}</p><div class=x3>{lists}</div>"
        "<p>Mix everything in a large bowl, and let the dough rest below a cloth for an hour.</p>"
        "<p>Bake it until it sounds hollow, and do not cut it before it is cold.</p></div>"
        "<div class=x4><p>© 2025 Sarn Bakes</p></div></body></html>"
    )
    return clean(Source(page, InputKind.HTML))


@pytest.mark.parametrize("language", sorted(LISTED))
@pytest.mark.parametrize("form", ["<li><p>{}</p></li>", "<li><div>{}</div></li>", "<li>{}</li>"])
def test_a_list_of_quantities_is_the_articles_own(form: str, language: str) -> None:
    """Without a class that says so, items that tell quantities stay with their heading."""
    heading, *items = LISTED[language]
    rows = "".join(form.format(item) for item in items)
    article = page_with(f"<h3>{heading}</h3><div class=x5><ul class=x6>{rows}</ul></div>")
    assert lost(article, heading, *items, STORY) == []


@pytest.mark.parametrize("language", sorted(RECIPES))
def test_steps_stand_with_the_ingredients(language: str) -> None:
    """A page of hardly any prose keeps the steps that stand beside its list of quantities."""
    title, _, things, _, method, steps = RECIPES[language]
    items = LISTED.get(language, LISTED["de"])[1:]
    rows, done = ("".join(f"<li>{line}</li>" for line in lines) for lines in (items, steps))
    page = (
        f"<html><head><title>{title}</title></head><body><div><a href=/>Sarn</a></div>"
        f"<h1>{title}</h1><div class=x1><h3>{things}</h3><ul>{rows}</ul><h3>{method}</h3>"
        f"<ol>{done}</ol></div><ul><li><a href=/a>A</a></li><li><a href=/b>B</a></li></ul></body>"
    )
    assert lost(clean(Source(page, InputKind.HTML)), *items, *steps) == []


SOLD = [
    "<li><a href=/{n}>500 g flour type {n}</a></li>",
    "<li>500 g flour type {n} – 4,99 €</li>",
    "<li>Flour type {n}</li>",
]


@pytest.mark.parametrize("form", SOLD)
def test_a_shops_list_is_not_kept_for_its_quantities(form: str) -> None:
    """Near miss: links to goods and prices are no ingredients."""
    items = "".join(form.format(n=n) for n in range(6))
    article = page_with(f"<ul>{items}</ul>")
    rules = [d.rule for trail in article.judgement.trails for d in trail]
    assert "company/quantities" not in rules
