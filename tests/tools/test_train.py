"""The training: labels, renderings, figures, and a forest grown from pages made up here."""

import gzip
import json
import random
import zlib
from pathlib import Path

import numpy as np
import pytest

from sluice.blocks.gaps import weights as breaks
from sluice.features import schema, weights
from sluice.features.lexicon import Lexicon
from sluice.features.measures import vocabulary_of
from sluice.features.weights import load, save
from tools.train import corpus, figures, labels, renderings, rows, shorts, told, trials
from tools.train.html_rows import html_sample
from tools.train.names import Names
from tools.train.silver import with_body
from tools.train.words import Counter

pytestmark = pytest.mark.processes

PROSE = [
    "The old mill on the river was opened again on Monday, after eleven years of silence.",
    "Every stone that could be kept was kept, said Jan Berg, who led the work for four winters.",
    "Several hundred people came to see the wheel turn, and many of them stayed until evening.",
    "It is not clear who will pay for the bridge; the county has promised half of the money.",
]
MENU = ["Home", "News", "Sport", "Culture", "Weather", "Travel"]


def html(seed: int) -> bytes:
    dice = random.Random(seed)
    prose = [f"<p>{text} {seed} times {dice.randrange(99)} it was told.</p>" for text in PROSE]
    menu = "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in MENU)
    return f"<html><body><ul>{menu}</ul>{''.join(prose)}<ul>{menu}</ul></body></html>".encode()


def gold(seed: int) -> dict:
    page = html(seed).decode()
    body = [part.split("</p>")[0] for part in page.split("<p>")[1:]]
    return {
        **{"id": f"p{seed}", "url": f"http://site{seed}.example/a", "type": "article"},
        **{"body": "\n".join(body), "with": [], "without": []},
    }


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """A folder with one small corpus in the form of the development corpora."""
    folder = tmp_path / "wcxb-dev"
    (folder / "pages").mkdir(parents=True)
    records = [gold(seed) for seed in range(12)]
    with gzip.open(folder / "gold.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(record) + "\n" for record in records)
    for seed, record in enumerate(records):
        (folder / "pages" / f"{record['id']}.html.gz").write_bytes(gzip.compress(html(seed)))
    return tmp_path


def test_labels_follow_the_body() -> None:
    """Long blocks are content by their words, short ones by the company they keep."""
    texts = ["Home", PROSE[0], "Two.", PROSE[1], "Wheel", "A line of six words elsewhere"]
    body = "\n".join([PROSE[0], "Two.", PROSE[1]])
    assert labels.by_body(texts, body).round().tolist() == [0, 1, 1, 1, 0, 0]


def test_half_covered_block_is_half_content() -> None:
    """A block of which the body holds a part is labelled with that part."""
    found = labels.by_body(
        [f"{PROSE[0]} Subscribe to read what nobody else has written yet"], PROSE[0]
    )
    assert 0.5 < found[0] < 0.8


def test_snippets_label_few_blocks() -> None:
    """Blocks that no snippet names have no label."""
    found = labels.by_snippets([PROSE[0], PROSE[1], "Home"], [PROSE[0][:40]], ["Home"])
    assert found.tolist() == [1, labels.UNKNOWN, 0]


@pytest.mark.parametrize("name", [*renderings.WAYS])
def test_each_way_keeps_the_words(name: str) -> None:
    """However a page is sent, its words are there, and the same seed sends the same."""
    if name in renderings.missing():
        pytest.skip(f"{renderings.missing()[name]} is not installed")
    text = renderings.renderings(html(1), "seed", [name])[name]
    assert text == renderings.renderings(html(1), "seed", [name])[name]
    plain = text.replace("**", "").replace("](http://example.org/a)", "").replace("[", "")
    assert "the old mill on the river" in " ".join(plain.split()).lower()


def test_ways_without_their_program_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a program is not installed, its ways are left out and said to be."""
    monkeypatch.setattr(renderings.shutil, "which", {"lynx": "/usr/bin/lynx"}.get)
    for found in (renderings.missing, renderings.available):
        found.cache_clear()
    try:
        assert renderings.missing().items() >= {"pandoc": "pandoc", "w3m": "w3m"}.items()
        assert "lynx" in renderings.available()
        assert not {"pandoc", "w3m"} & {*renderings.available()}
    finally:
        renderings.missing.cache_clear()
        renderings.available.cache_clear()


def test_short_text_is_cut_from_a_long_one() -> None:
    """It has the first paragraphs, lines of the page among and around them, and no others."""
    body = [f"Paragraph {n} of the report on the mill, told at some length." for n in range(9)]
    page = [*MENU, body[0], "Read also: the bridge", *body[1:], "Imprint", "Contact"]
    article = shorts.article_of("\n".join(page), "\n\n".join(body))
    assert article == (body, MENU, ["Read also: the bridge"], ["Imprint", "Contact"])
    for seed in range(20):
        made = shorts.short(article, 4, 1, random.Random(seed))
        assert made.body == body[:4]
        first, last = (made.lines.index(line) for line in (body[0], body[3]))
        assert len(made.lines[first : last + 1]) == 5
        assert set(made.lines) - {*body[:4]} <= {*MENU, *page[-2:], "Read also: the bridge"}
        for write in shorts.FORMS.values():
            assert "Read also" in write(made, random.Random(seed))


def test_lost_paragraphs_are_counted() -> None:
    """A paragraph is lost where less than half of it is left; in scripts without spaces too."""
    chinese = ["水车在关闭十一年后于星期一重新开放。", "附近的居民来了几百人。"]
    assert shorts.lost(PROSE, "\n".join(PROSE)) == []
    assert shorts.lost(PROSE, "\n".join(PROSE[:2])) == PROSE[2:]
    assert shorts.lost(["It stands."], "There it stands. And more.") == []
    assert shorts.lost(chinese, chinese[0]) == chinese[1:]


def test_figures_become_tables() -> None:
    """The page has a row for each way that was measured, and nothing else between its marks."""
    report = {
        "f1": {"news-dev": {"bs4": 0.91, "lynx": 0.9}, "wcxb-dev": {"bs4": 0.93}},
        "paragraphs_lost": {"lines": {"first 2": 0.004, "all": 0.01}},
        "clean_bodies": {"news-dev": {"words_lost": 0.004, "pages_that_lose_much": 0.008}},
    }
    page = f"Before\n{told.BEGIN}\nearlier row\n{told.END}\nafter\n"
    text = told.written(page, report)
    assert told.written(text, report) == text
    assert "earlier row" not in text
    for row in (
        "| BeautifulSoup's lines, a text node each | 0.930 | 0.910 |",
        "| Lynx, links numbered | - | 0.900 |",
        "| lines | 0.4 % | 1.0 % |",
        "| news-dev | 0.40 % | 0.8 % |",
    ):
        assert row in text


def test_page_of_figures_is_written() -> None:
    """The page of docs has the figures of the weights that are shipped."""
    report = json.loads(weights.TEXT.with_suffix(".json").read_text(encoding="utf-8"))
    page = told.PAGE.read_text(encoding="utf-8")
    assert told.written(page, report) == page, "python -m tools.train.told writes it"


def test_pages_of_a_site_share_a_fold() -> None:
    """A site's subdomains and pages are in one fold."""
    urls = ["http://a.example.co.uk/1", "http://example.co.uk/2", "https://b.example.co.uk"]
    pages = [
        corpus.GoldPage("c", str(n), url, "article", b"", "", (), ()) for n, url in enumerate(urls)
    ]
    assert len({page.fold for page in pages}) == 1


def test_page_becomes_rows(corpora: Path) -> None:
    """A page gives samples whose labels and signals fit its blocks."""
    folder = corpora / "wcxb-dev"
    page = corpus.read(folder, corpus.records(folder)[0])
    samples = rows.samples(page, breaks())
    assert {sample.form for sample in samples} >= {"bs4", "inscriptis", rows.CLEAN}
    for sample in samples:
        assert len(sample.labels) == sample.columns.shape[1] == len(sample.left)
    lexicon = Lexicon(np.array([1], dtype=np.uint32), np.array([0], dtype=np.float32))
    columns, content, worth = rows.table(samples, dict.fromkeys(range(corpus.FOLDS), lexicon))
    assert columns.shape[1] == len(schema.TEXT)
    assert len(columns) == len(content) == len(worth)
    assert worth.mean() == pytest.approx(1)
    assert 0 < content.mean() < 1


def test_words_are_counted_by_site(corpora: Path) -> None:
    """Words of menus speak for residue, and a fold's own sites have no say in its lexicon."""
    folder = corpora / "wcxb-dev"
    pages = [corpus.read(folder, record) for record in corpus.records(folder)]
    samples = [sample for page in pages for sample in rows.samples(page, breaks())]
    counter = Counter(s.tally() for s in samples if s.form in rows.COUNTED)
    lexicon = counter.without(set())
    words = vocabulary_of(["weather", "bridge"])
    odds = dict(zip(("weather", "bridge"), lexicon.said(words.ids, words.starts).mean, strict=True))
    assert odds["weather"] < 0 < odds["bridge"]
    assert len(counter.without(set(range(1, corpus.FOLDS))).keys) < len(lexicon.keys)


def test_silver_body_needs_agreement() -> None:
    """A page without a body gets one where answers agree and snippets do not contradict."""
    page = corpus.GoldPage("c", "1", "", "article", html(1), "", (PROSE[0][:40],), ())
    silver = with_body(page).body
    assert PROSE[0][:40] in silver
    assert "Weather" not in silver
    contradicted = corpus.GoldPage("c", "1", "", "article", html(1), "", (), (PROSE[0][:40],))
    assert with_body(contradicted).body == ""


@pytest.mark.parametrize(
    ("gold_text", "found", "scores"),
    [
        ("a b c d", "a b c d", (1, 1, 1)),
        ("a b c d", "a b", (1, 0.5, 2 / 3)),
        ("a b c d", "", (0, 0, 0)),
        ("A b", "a B", (1, 1, 1)),
    ],
)
def test_word_figures(gold_text: str, found: str, scores: tuple[float, float, float]) -> None:
    """Precision, recall and F1 over words in lower case."""
    assert figures.by_words(gold_text, found) == pytest.approx(scores)


def test_run_figures_see_order() -> None:
    """Over runs of four words, words in another order are other words."""
    assert figures.by_runs("a b c d e", "a b c d e") == (1, 1, 1)
    assert figures.by_runs("a b c d e", "e d c b a") == (0, 0, 0)


def test_table_is_grouped() -> None:
    """Figures are put together by corpus and rendering."""
    found = figures.table(
        [("x", "bs4", (1, 1, 1)), ("x", "bs4", (0, 0, 0)), ("y", "bs4", (1, 1, 1))]
    )
    assert found == {"x": {"bs4": 0.5}, "y": {"bs4": 1.0}}


def test_same_pages_grow_the_same_forest(corpora: Path, tmp_path: Path) -> None:
    """Growing twice gives the same bytes, and the forest tells prose from a menu."""
    pytest.importorskip("catboost", reason="growing needs requirements-train.txt")
    from tools.train import grow  # noqa: PLC0415

    folder = corpora / "wcxb-dev"
    pages = [corpus.read(folder, record) for record in corpus.records(folder)]
    samples = [sample for page in pages for sample in rows.samples(page, breaks())]
    counter = Counter(s.tally() for s in samples if s.form in rows.COUNTED)
    for name in ("one.npz", "two.npz"):
        save(grow.grow(samples, counter), tmp_path / name, schema.TEXT)
    one, two = (load(tmp_path / name, schema.TEXT) for name in ("one.npz", "two.npz"))
    assert np.array_equal(one.forests["first"].leaves, two.forests["first"].leaves)
    assert np.array_equal(one.nets["sequence"].mixing, two.nets["sequence"].mixing)
    text = "\n".join([*MENU, *PROSE, *MENU])
    assert figures.text_body(one, text) == "\n\n".join(PROSE)


def test_pages_are_tried_in_every_way(corpora: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page gives a figure for each way, its body loses nothing, and the report has them all."""
    monkeypatch.setattr(trials, "ONE_IN", 1)
    folder = corpora / "wcxb-dev"
    job = (weights.text(), breaks(), folder, corpus.records(folder)[0])
    report = trials.report([trials.tried(job)])
    ways = report["f1"]["wcxb-dev"]
    assert set(ways) == {*renderings.WAYS, trials.CLEAN} - {*renderings.missing()}
    assert ways["clean"] == 1
    assert report["clean_bodies"] == {"wcxb-dev": {"words_lost": 0, "pages_that_lose_much": 0}}


def test_html_page_becomes_rows(corpora: Path) -> None:
    """A page gives one sample whose labels, signals and elements fit its blocks."""
    folder = corpora / "wcxb-dev"
    sample = html_sample(corpus.read(folder, corpus.records(folder)[0]))
    assert sample is not None
    size = len(sample.labels)
    assert sample.columns.shape[1] == len(sample.tree.at) == len(sample.words.starts) == size
    assert sample.labels[sample.left].sum() == len(PROSE)
    assert html_sample(corpus.GoldPage("c", "1", "", "article", b"", "", (), ())) is None


def test_names_are_counted_by_site(corpora: Path) -> None:
    """A name around content speaks for content, one around menus for residue."""
    folder = corpora / "wcxb-dev"
    pages = [corpus.read(folder, record) for record in corpus.records(folder)]
    samples = [html_sample(page) for page in pages]
    lexicon = Names([sample for sample in samples if sample]).without(set())
    ids = np.array([0, zlib.crc32(b"<p")], dtype=np.uint32)
    assert lexicon.said(ids, np.array([0])).mean[0] > 0


def test_html_weights_are_grown_in_two_readings(corpora: Path, tmp_path: Path) -> None:
    """The second forest and the net read the first; all together tell prose from a menu."""
    pytest.importorskip("catboost", reason="growing needs requirements-train.txt")
    from tools.train.html import Html  # noqa: PLC0415

    folder = corpora / "wcxb-dev"
    learning = Html([(folder, record) for record in corpus.records(folder)])
    save(learning.grown(), tmp_path / "html.npz", schema.SECOND)
    grown = load(tmp_path / "html.npz", schema.SECOND)
    assert sorted(grown.forests) == ["first", "second"]
    assert sorted(grown.nets) == ["sequence"]
    assert figures.html_body(grown, html(99)).startswith(PROSE[0][:40])
    assert learning.cross_validated()["wcxb-dev"]["article"] > 0.9
