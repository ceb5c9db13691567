"""The lines of one piece of news in eight languages: what stands above it, and how it goes on."""

from typing import NamedTuple

from sluice import Article, Source, clean
from sluice.model import InputKind


class News(NamedTuple):
    """A page's menu, its headline and what may stand below that, and its prose."""

    menu: tuple[str, ...]
    title: str
    subtitle: str
    standfirst: str
    byline: str
    author: str
    day: str
    labelled: str
    prose: tuple[str, ...]


DAY = "2024-05-23"
NEWS = {
    "en": News(
        ("Home", "Region", "Culture", "Weather"),
        "Village bakes its largest pretzel since the war",
        "Forty people rolled the dough through the night in an old barn",
        "The giant weighs as much as a small cow and will be eaten on Sunday.",
        "By Nora Whitlock",
        "Nora Whitlock",
        "23 May 2024",
        "Published: 23 May 2024",
        (
            "The village of Otterby has baked a pretzel that is four metres wide, the largest since"
            " the war, and carried it through the streets on a hay cart on Thursday morning.",
            "Forty people rolled the dough in an old barn. The oven was built for the day by two"
            " brothers, who had to take out a wall for it.",
            "The giant will be cut on Sunday after church, and every house gets a piece of it.",
        ),
    ),
    "de": News(
        ("Startseite", "Region", "Kultur", "Wetter"),
        "Dorf backt die größte Brezel seit dem Krieg",
        "Vierzig Leute rollten den Teig die Nacht hindurch in einer alten Scheune",
        "Die Riesin wiegt so viel wie eine kleine Kuh und wird am Sonntag gegessen.",
        "Von Nora Weidlich",
        "Nora Weidlich",
        "23. Mai 2024",
        "Veröffentlicht am 23. Mai 2024",
        (
            "Das Dorf Otterbach hat eine vier Meter breite Brezel gebacken, die größte seit dem"
            " Krieg, und sie am Donnerstagmorgen auf einem Heuwagen durch die Straßen gefahren.",
            "Vierzig Leute rollten den Teig in einer alten Scheune. Den Ofen hatten zwei Brüder"
            " gebaut, die dafür eine Wand herausnehmen mussten.",
            "Die Riesin wird am Sonntag nach der Kirche angeschnitten, jedes Haus bekommt ein"
            " Stück davon.",
        ),
    ),
    "fr": News(
        ("Accueil", "Région", "Culture", "Météo"),
        "Le village cuit son plus grand bretzel depuis la guerre",
        "Quarante habitants ont roulé la pâte toute la nuit dans une vieille grange",
        "Le géant pèse autant qu'une petite vache et sera mangé dimanche.",
        "Par Nora Vasseur",
        "Nora Vasseur",
        "23 mai 2024",
        "Publié le 23 mai 2024",
        (
            "Le village d'Outreval a cuit un bretzel de quatre mètres de large, le plus grand"
            " depuis la guerre, et l'a promené jeudi dans les rues sur une charrette de foin.",
            "Quarante habitants ont roulé la pâte dans une vieille grange. Le four avait été bâti"
            " par deux frères, qui ont dû abattre un mur pour cela.",
            "Le géant sera coupé dimanche après la messe et chaque maison en recevra un morceau.",
        ),
    ),
    "es": News(
        ("Portada", "Región", "Cultura", "El tiempo"),
        "El pueblo hornea su mayor rosca desde la guerra",
        "Cuarenta vecinos amasaron toda la noche en un viejo granero",
        "La gigante pesa tanto como una vaca pequeña y se comerá el domingo.",
        "Por Nora Vidal",
        "Nora Vidal",
        "23 de mayo de 2024",
        "Publicado el 23 de mayo de 2024",
        (
            "El pueblo de Nutriales ha horneado una rosca de cuatro metros de ancho, la mayor desde"
            " la guerra, y la paseó el jueves por las calles en un carro de heno.",
            "Cuarenta vecinos amasaron en un viejo granero. El horno lo habían levantado dos"
            " hermanos, que tuvieron que tirar una pared para ello.",
            "La gigante se cortará el domingo después de misa y cada casa recibirá un trozo.",
        ),
    ),
    "sv": News(
        ("Hem", "Region", "Kultur", "Väder"),
        "Byn bakar sin största kringla sedan kriget",
        "Fyrtio bybor rullade degen hela natten i en gammal lada",
        "Jätten väger lika mycket som en liten ko och ska ätas på söndag.",
        "Av Nora Wallin",
        "Nora Wallin",
        "23 maj 2024",
        "Publicerad 23 maj 2024",
        (
            "Byn Utterby har bakat en kringla som är fyra meter bred, den största sedan kriget, och"
            " körde den på torsdagen genom gatorna på en hövagn.",
            "Fyrtio bybor rullade degen i en gammal lada. Ugnen hade byggts av två bröder, som fick"
            " ta ner en vägg för dess skull.",
            "Jätten ska skäras upp på söndag efter kyrkan och varje hus får en bit.",
        ),
    ),
    "cs": News(
        ("Úvod", "Region", "Kultura", "Počasí"),
        "Vesnice upekla největší preclík od války",
        "Čtyřicet lidí válelo těsto celou noc ve staré stodole",
        "Obr váží tolik co malá kráva a sní se v neděli.",
        "Autor: Nora Vrbová",
        "Nora Vrbová",
        "23. května 2024",
        "Publikováno 23. května 2024",
        (
            "Vesnice Vydrov upekla preclík široký čtyři metry, největší od války, a ve čtvrtek ráno"
            " ho vezla ulicemi na žebřiňáku se senem.",
            "Čtyřicet lidí válelo těsto ve staré stodole. Pec postavili dva bratři, kteří kvůli ní"
            " museli zbourat jednu zeď.",
            "Obr se nakrájí v neděli po mši a každý dům z něj dostane kus.",
        ),
    ),
    "ru": News(
        ("Главная", "Регион", "Культура", "Погода"),
        "В деревне испекли самый большой крендель после войны",
        "Сорок жителей всю ночь раскатывали тесто в старом сарае",
        "Великан весит как небольшая корова, и съедят его в воскресенье.",
        "Автор: Нора Ветрова",
        "Нора Ветрова",
        "23 мая 2024",
        "Опубликовано 23 мая 2024",
        (
            "В деревне Выдрино испекли крендель шириной четыре метра, самый большой после войны, и"
            " в четверг утром провезли его по улицам на телеге с сеном.",
            "Сорок жителей раскатывали тесто в старом сарае. Печь сложили два брата, которым"
            " пришлось ради неё разобрать стену.",
            "Великана разрежут в воскресенье после службы, и каждый дом получит кусок.",
        ),
    ),
    "tr": News(
        ("Ana Sayfa", "Bölge", "Kültür", "Hava"),
        "Köy savaştan bu yana en büyük simidini pişirdi",
        "Kırk köylü hamuru bütün gece eski bir ahırda açtı",
        "Dev simit küçük bir inek kadar ağır ve pazar günü yenecek.",
        "Yazan: Nora Vural",
        "Nora Vural",
        "23 Mayıs 2024",
        "Yayınlanma: 23 Mayıs 2024",
        (
            "Susamlı köyü dört metre genişliğinde bir simit pişirdi; savaştan bu yana en büyük"
            " simit perşembe sabahı bir saman arabasıyla sokaklardan geçirildi.",
            "Kırk köylü hamuru eski bir ahırda açtı. Fırını iki kardeş yaptı ve bunun için bir"
            " duvarı yıkmak zorunda kaldı.",
            "Dev simit pazar günü kesilecek ve her eve bir parça verilecek.",
        ),
    ),
}


def cleaned(*lines: str) -> Article:
    """The article of a text page of these lines."""
    return clean(Source("\n".join(lines).encode(), InputKind.TEXT, "utf-8"))


def body_of(article: Article) -> list[str]:
    """The lines that stay."""
    return [block.text for _, block in article.judgement.kept()]
