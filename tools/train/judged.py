"""Pages as the judge leaves them with a scorer that has not seen their site."""

from collections.abc import Iterator
from dataclasses import replace

from trafilatura import extract

from sluice.blocks import page_from
from sluice.errors import Refused
from sluice.features.weights import Weights
from sluice.intake import document_of
from sluice.judge import judge
from sluice.model import InputKind, Source
from sluice.pagetype.figures import figures_of
from sluice.pagetype.reading import reading_of
from sluice.pagetype.words import clues_of
from sluice.render import Output, body_of
from sluice.resources import default_resources
from tools.train import corpus, figures
from tools.train.console import each
from tools.train.html import TYPED, Html
from tools.train.reliability import JudgedPage
from tools.train.text import Text

# Of the ways to render a page as text, those that the page model learns from.
RENDERINGS = ("inscriptis", "bs4")
WITH_BODIES = ("news-dev", "wcxb-dev")
Job = tuple[InputKind, Weights, corpus.GoldPage, str | bytes]


def judged_pages(html: Html, text: Text) -> list[JudgedPage]:
    """Every page of a known type as HTML, and every one with a body as text too."""
    jobs = [*_html_jobs(html), *_text_jobs(text)]
    return [page for page in each(_judged, jobs, "Judging") if page is not None]


def _html_jobs(learning: Html) -> Iterator[Job]:
    for fold in range(corpus.FOLDS):
        weights = learning.unseen(fold)
        for page in learning.pages(fold):
            if page.corpus in TYPED:
                yield InputKind.HTML, weights, page, page.html


def _text_jobs(learning: Text) -> Iterator[Job]:
    for fold in range(corpus.FOLDS):
        weights = learning.unseen(fold)
        for sample in learning.samples(fold):
            if sample.form in RENDERINGS and sample.page.corpus in WITH_BODIES:
                yield InputKind.TEXT, weights, sample.page, sample.text


def _judged(job: Job) -> JudgedPage | None:
    kind, weights, page, content = job
    own = default_resources()
    is_html = kind is InputKind.HTML
    resources = replace(own, html=weights) if is_html else replace(own, text=weights)
    try:
        judgement = judge(page_from(document_of(Source(content, kind))), resources)
    except Refused:
        return None
    reading = reading_of(judgement)
    peer = (extract(content) or "") if is_html and page.body else ""
    body = body_of(judgement, Output.TEXT)
    return JudgedPage(
        page.corpus,
        kind.value,
        page.fold,
        page.site,
        page.type,
        figures_of(reading),
        clues_of(reading),
        figures.by_words(page.body, body)[2] if page.body else None,
        figures.by_words(page.body, peer)[2] if is_html and page.body else None,
        len(peer),
    )
