"""Readers' threads below short articles, in the markup of several systems, and what is none."""

from typing import NamedTuple

import pytest

from sluice.model import InputKind, Source
from sluice.pipeline import clean
from sluice.reasons import Reason


class Thread(NamedTuple):
    """A page of one language: its article, its readers' words, and how its system writes those."""

    article: tuple[str, ...]
    comments: tuple[str, ...]
    around: str
    item: str


ENGLISH = Thread(
    (
        "The ferry will stop at the north pier again from Monday, the harbour office says.",
        "The boards had been loose since the storm in March, and nobody had been allowed on it.",
        "Two carpenters from the next island mended it in nine days, between the tides.",
    ),
    (
        "My father built that pier with four others, and it took them two summers and a winter.",
        "I still think the south pier is the better one, because you can see the lights from it.",
        "You cannot see any lights from there since they put up the shed, as everybody knows.",
        "We came over last week and had to wait three hours for the tide, so this is good news.",
        "Could somebody please tell me whether they will take bicycles on the early boat again?",
    ),
    '<div id="comments"><h3>5 responses</h3><ol class="commentlist">{}</ol></div>',
    '<li class="comment even depth-1" id="comment-{n}"><div class="comment-author vcard">'
    '<cite>Reader {n}</cite> says:</div><div class="comment-meta">May {n}, 2022 at 7:12 am</div>'
    "<p>{text}</p><a href='#respond'>Reply</a></li>",
)
GERMAN = Thread(
    (
        "Die Brücke am Mühlbach wird ab Montag für sechs Wochen gesperrt, teilte der Kreis mit.",
        "Die Bohlen sind morsch, und im Geländer fehlen seit dem Winter mehrere Streben.",
        "Fußgänger können so lange über das Wehr gehen, das einen Handlauf aus Stahl bekommt.",
    ),
    (
        "Das Wehr ist bei Hochwasser doch gar nicht begehbar, das weiß hier jedes Kind im Dorf.",
        "Wir haben vor drei Jahren schon darauf hingewiesen, und niemand hat damals geantwortet.",
        "Mein Großvater hat die Brücke noch mit gebaut, und sie hat sechzig Jahre lang gehalten.",
        "Warum nimmt man nicht einfach Eiche statt Fichte, dann hätten wir wieder lange Ruhe.",
        "Ich fahre jetzt jeden Tag zwölf Kilometer Umweg, und das Benzin bezahlt mir keiner.",
    ),
    '<section class="leserkommentare"><h2>5 Kommentare</h2>{}</section>',
    '<article class="kommentar"><span class="name">Leser {n}</span> <time>0{n}.05.2022</time>'
    "<p>{text}</p><button>Antworten</button><button>Melden</button></article>",
)
RUSSIAN = Thread(
    (
        "Паром на северном берегу снова пойдёт с понедельника, сообщили вчера в порту.",
        "Доски причала расшатало штормом ещё в марте, и с тех пор на него никого не пускали.",
        "Два плотника с соседнего острова починили настил за девять дней, между приливами.",
    ),
    (
        "Этот причал строил мой отец с четырьмя товарищами, и ушло у них на это два лета.",
        "Южный причал всё равно лучше, потому что с него по вечерам видно огни города.",
        "Никаких огней оттуда давно не видно, с тех пор как там поставили новый сарай.",
        "Мы приезжали на прошлой неделе и ждали прилива три часа, так что новость хорошая.",
        "Скажите, пожалуйста, будут ли на ранний паром снова пускать с велосипедами?",
    ),
    '<div class="comments-block"><h3>Комментарии</h3>{}</div>',
    '<div class="comment-item"><b>Читатель {n}</b><span>{n} мая 2022</span><p>{text}</p>'
    "<a href='#r'>Ответить</a></div>",
)
PORTUGUESE = Thread(
    (
        "A balsa volta a parar no cais do norte na segunda-feira, informou ontem a capitania.",
        "As tábuas estavam soltas desde a tempestade de março, e ninguém podia pisar ali.",
        "Dois carpinteiros da ilha vizinha consertaram tudo em nove dias, entre as marés.",
    ),
    (
        "Meu pai construiu esse cais com mais quatro homens, e levaram dois verões inteiros.",
        "Continuo achando o cais do sul melhor, porque de lá se veem as luzes da cidade.",
        "De lá não se vê luz nenhuma desde que levantaram o galpão, como todos sabem.",
        "Fomos na semana passada e esperamos três horas pela maré, então a notícia é boa.",
        "Alguém sabe me dizer se vão levar bicicletas outra vez na primeira balsa do dia?",
    ),
    '<div id="disqus_thread"><div class="comentarios"><p>5 comentários</p>{}</div></div>',
    '<div class="comentario"><span>Leitor {n}</span><p>{text}</p><a href="#r">Responder</a></div>',
)
JAPANESE = Thread(
    (
        "北の桟橋に船が月曜日から再び寄ることになったと、港の事務所が昨日発表した。",
        "三月の嵐で板がゆるみ、それから誰も桟橋に上がることができなかったという。",
        "隣の島から来た二人の大工が、潮の合間をぬって九日間で板を直したそうだ。",
    ),
    (
        "あの桟橋は父が四人の仲間と一緒に作ったもので、二つの夏がかかったと聞いています。",
        "それでも南の桟橋のほうがいいと思います。夜になると町の明かりがよく見えますから。",
        "小屋が建ってからは明かりなど見えません。島の人ならみんな知っていることです。",
        "先週行きましたが潮を三時間も待ちました。だから本当にうれしい知らせです。",
        "朝の船にまた自転車を載せてもらえるのでしょうか。どなたか教えてください。",
    ),
    '<div id="comments"><h3>コメント</h3>{}</div>',
    '<div class="comment"><p>読者{n}</p><p>2022年5月{n}日</p><p>{text}</p><p>返信</p></div>',
)
THREADS = {
    "en": ENGLISH,
    "de": GERMAN,
    "ru": RUSSIAN,
    "pt": PORTUGUESE,
    "ja": JAPANESE,
}
every_thread = pytest.mark.parametrize("thread", THREADS.values(), ids=THREADS)

PAGE = (
    "<html><head><title>{title}</title></head><body><main><article class='post'><h1>{head}</h1>"
    "<div class='entry-content'>{article}</div></article>{below}</main></body></html>"
)


def page_of(thread: Thread, title: str = "Pier", page: str = PAGE) -> str:
    article = "".join(f"<p>{text}</p>" for text in thread.article)
    items = [
        thread.item.format(n=n, text=text)
        for n, text in enumerate(thread.comments * 2, start=1)
        if n < 9
    ]
    below = thread.around.format("".join(items))
    return page.format(title=title, head=title, article=article, below=below)


def kept_of(html: str) -> str:
    judgement = clean(Source(html, InputKind.HTML)).judgement
    return "\n".join(block.text for _, block in judgement.kept())


@every_thread
def test_thread_goes_as_one_and_the_short_article_stays(thread):
    """A thread much longer than its article goes whole, for its reason."""
    judgement = clean(Source(page_of(thread), InputKind.HTML)).judgement
    kept = "\n".join(block.text for _, block in judgement.kept())
    reasons = {block.text: verdict.reason for _, block, verdict in judgement.removed()}
    assert all(text in kept for text in thread.article)
    assert {reasons.get(text) for text in thread.comments} == {Reason.COMMENTS}


@every_thread
def test_answers_of_a_question_page_stay(thread):
    """Where the way to the posts is named after questions, the answers are the page."""
    page = PAGE.replace("class='post'", "class='question'")
    assert _answers_left(thread, page_of(thread, page=page)) > 0


@every_thread
def test_posts_of_a_forum_stay(thread):
    """A page that calls itself a forum has no article for its posts to go from."""
    assert _answers_left(thread, page_of(thread, "Pier | Island Forum")) > 0


@every_thread
def test_thread_without_an_article_stays(thread):
    """A page of nothing but comments is made of them."""
    assert _answers_left(thread, page_of(thread._replace(article=()))) > 0


def _answers_left(thread: Thread, html: str) -> int:
    return len(set(thread.comments) - _taken(html))


def _taken(html: str) -> set[str]:
    """The texts that the rule has taken, whatever came after it."""
    judgement = clean(Source(html, InputKind.HTML)).judgement
    return {
        block.text
        for block, trail in zip(judgement.page.blocks, judgement.trails, strict=True)
        if any(verdict.rule.endswith("thread-below") for verdict in trail)
    }


@pytest.mark.parametrize(
    ("names", "remark"),
    [
        ("kommentar", GERMAN.comments[1]),
        ("comment", ENGLISH.comments[0]),
        ("commentaire-de-la-redaction", PORTUGUESE.comments[0]),
        ("expert-comment", RUSSIAN.comments[0]),
    ],
)
def test_remark_inside_an_article_stays(names, remark):
    """One element named after a comment, without a sign of a reader, is a part of the article."""
    article = "".join(f"<p>{text}</p>" for text in ENGLISH.article)
    html = PAGE.format(
        title="Pier",
        head="Pier",
        article=f"{article}<div class='{names}'><p>{remark}</p></div>{article.upper()}",
        below="",
    )
    assert remark in kept_of(html)


@pytest.mark.parametrize(
    "names", ["kommentar", "section-comment", "opinion-comments", "comments-open"]
)
def test_article_in_a_container_with_such_a_name_stays(names):
    """An opinion piece stands in an element of that name, and so does any post open to comments."""
    html = page_of(ENGLISH, page=PAGE.replace("class='post'", f"class='{names} post'"))
    assert all(text in kept_of(html) for text in ENGLISH.article)


def test_article_below_its_lead_in_such_a_container_stays():
    """A lead of some length above the container makes no thread of what has the page's title."""
    lead = "".join(f"<p>{text}</p>" for text in GERMAN.comments)
    body = "".join(f"<p>{text}</p>" for text in GERMAN.article)
    html = (
        f"<title>Brücke</title><div>{lead}</div><div class='comments'><h1>Brücke gesperrt</h1>"
        f"{body}<p>2 Kommentare</p><p>3 Kommentare</p><p>03.05.2022</p></div>"
    )
    assert not _taken(html)


@pytest.mark.parametrize("depth", [5_000])
def test_nested_names_cost_no_more_than_the_page(depth):
    """Thousands of elements named so inside one another are looked at once each."""
    html = page_of(ENGLISH, page=PAGE.replace("{below}", "<div class=comment>" * depth + "{below}"))
    assert all(text in kept_of(html) for text in ENGLISH.article)
