"""Sites and their pages: a template of the site's own around bodies that are no two the same."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from tools.site_crawl import wording

# What recurs in bodies and must stay: a series' opening on a quarter of the pages, a saying that is
# quoted on a tenth, a subheading that is a word of the menu on a sixth.
SERIES, QUOTED, SUBHEADED = 0.25, 0.1, 0.16
COPIES, COPIED = 5, 2
SET_APART = 0.5


@dataclass(frozen=True)
class Story:
    """A headline and paragraphs."""

    title: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True)
class Made:
    """One page as a scraper has it, and the headline and body that are in it."""

    url: str
    title: str
    text: str
    body: tuple[str, ...]


class Site:
    """One site: what it prints everywhere is settled when it is made."""

    def __init__(self, number: int, stories: Sequence[Story]) -> None:
        """number: also the seed. stories: one for each page."""
        self._dice = random.Random(number)
        self.host = f"site-{number}.example"
        self._stories = stories
        dice = self._dice
        self._facts = {"place": dice.choice(wording.PLACES), "kind": dice.choice(wording.KINDS)}
        self._sections = dice.sample(wording.SECTIONS, dice.randrange(8, 17))
        self._head = self._some(wording.HEAD, 4, 9)
        self._below = dice.sample(wording.BELOW, dice.randrange(3, 7))
        self._foot = self._some(wording.FOOT, 5, 11)
        prompts = self._some(wording.PROMPTS, 5, 9)
        self._above, self._between, self._after = prompts[:1], prompts[1:3], prompts[3:]
        self._authors = [self._author() for _ in range(5)]
        self._promoted = dice.sample(stories, min(4, len(stories)))
        self._quote, self._series = self._filled(wording.QUOTE), self._filled(wording.STANDFIRST)
        self._sets_apart = dice.random() < SET_APART
        self._summarises = dice.random() < SET_APART

    def pages(self) -> list[Made]:
        """One page a story."""
        return [self._page(n, f"/{n}") for n in range(len(self._stories))]

    def copies(self) -> list[Made]:
        """Further addresses of the first stories of the half that is measured."""
        odd = range(1, min(2 * COPIED, len(self._stories)), 2)
        return [self._page(n, f"/{n}?from={m}") for n in odd for m in range(COPIES)]

    def _page(self, number: int, path: str) -> Made:
        dice = self._dice
        story = self._stories[number]
        body = self._body(number, story)
        name, bio = dice.choice(self._authors)
        stamp = f"{dice.randrange(1, 29)} March {dice.randrange(2019, 2026)}"
        lines = [
            *self._head,
            *self._sections,
            *self._above,
            dice.choice(self._sections),
            story.title,
            f"By {name}",
            stamp,
            *self._with_prompts(body),
            bio,
            *(self._filled(line) for line in self._below),
            *self._after[:2],
            *self._stories_box("Also in the {kind}", dice.sample(self._stories, 3)),
            *self._stories_box("Read in {place} today", self._promoted),
            *self._after[2:],
            *self._foot,
            f"© {dice.choice((2024, 2025))} {self._facts['place']} Media",
        ]
        text = ("\n\n" if self._sets_apart else "\n").join(lines)
        return Made(f"https://www.{self.host}{path}", story.title, text, tuple(body))

    def _body(self, number: int, story: Story) -> list[str]:
        """The paragraphs, with what recurs in bodies; by the page's number, so copies are equal."""
        dice = random.Random(f"{self.host} {number}")
        body = list(story.paragraphs)
        if dice.random() < SERIES:
            body.insert(0, self._series)
        if dice.random() < QUOTED:
            body.insert(dice.randrange(1, len(body) + 1), self._quote)
        if dice.random() < SUBHEADED and len(body) > 2:
            body.insert(len(body) // 2, dice.choice(self._sections))
        return body

    def _with_prompts(self, body: list[str]) -> list[str]:
        """The body with the site's prompts between its paragraphs, each time somewhere else."""
        found = list(body)
        for prompt in self._between:
            if len(found) > 2:
                found.insert(self._dice.randrange(2, len(found)), prompt)
        return found

    def _stories_box(self, heading: str, stories: Sequence[Story]) -> list[str]:
        summaries = [[s.paragraphs[0]] if self._summarises else [] for s in stories]
        pairs = zip(stories, summaries, strict=True)
        return [
            heading.format(**self._facts),
            *(line for story, summary in pairs for line in (story.title, *summary)),
        ]

    def _author(self) -> tuple[str, str]:
        name = f"{self._dice.choice(wording.FIRST)} {self._dice.choice(wording.LAST)}"
        return name, self._filled(self._dice.choice(wording.BIOS), name=name)

    def _some(self, lines: Sequence[str], least: int, most: int) -> list[str]:
        chosen = self._dice.sample(lines, self._dice.randrange(least, most + 1))
        return [self._filled(line) for line in chosen]

    def _filled(self, line: str, **more: str) -> str:
        dice = self._dice
        return line.format(
            **self._facts,
            **more,
            degrees=dice.randrange(10, 30),
            count=dice.randrange(2, 4000),
            year=dice.randrange(1870, 1990),
            section=dice.choice(self._sections),
            series=dice.choice(wording.SERIES),
        )
