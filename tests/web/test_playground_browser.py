"""The playground as a person uses it: in a real browser, by mouse, by keyboard and by touch."""

import json
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from sluice.reasons import Reason
from tests.web.browser import CHROMIUM, browsing, opened
from tests.web.service_process import serving

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]

TEXT = """Harbour Gazette
Old mill opens again
By Ada Stone
1 May 2024

The mill on the river was opened again on Monday. It had stood still for eleven years.

Read more: Ferry to run at night

“We kept every stone that could be kept,” said Jan Berg, who led the work.

This website uses cookies.
"""
SCREENS = {
    "light": {"viewport": {"width": 1280, "height": 800}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}, "is_mobile": True, "has_touch": True},
}
# Each would call this if it were executed; with the page's text shown it stands there as text.
CALL = "globalThis.owned=1"
HOSTILE = f"""<!doctype html><html><head><title>Old mill <img src=x onerror={CALL}> opens</title>
<meta name="author" content="<script>{CALL}</script>"><script>{CALL}</script></head><body>
<h1>Old mill &lt;img src=x onerror={CALL}&gt; opens</h1><style>body{{display:none}}</style>
<p>The mill on the river was opened &lt;script&gt;{CALL}&lt;/script&gt; again on Monday.</p>
<p onclick="{CALL}">It had <a href="javascript:{CALL}">stood still</a> for eleven years, and the
wheel was the first thing to go. <iframe srcdoc="<script>parent.owned=1</script>"></iframe></p>
<svg onload="{CALL}"><text>The county paid for half of the work on the old mill.</text></svg>
<p>This website uses &lt;b onmouseover={CALL}&gt;cookies&lt;/b&gt;.</p><base href="https://example.org/">
<form action="https://example.org/"><button autofocus onfocus="{CALL}">Subscribe now</button></form>
</body></html>"""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as started:
        yield started


@pytest.fixture(scope="module")
def lasting_page(browser: Browser, origin: str) -> Page:
    """One playground for many pages, one after the other."""
    page = browser.new_page()
    page.goto(origin)
    return page


@pytest.fixture(params=["light"])
def page(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The playground with its first example cleaned; whatever goes wrong on it fails the test."""
    with opened(browser, origin, SCREENS[request.param]) as page:
        page.get_by_role("button", name="News page, as text").click()
        headline = page.locator("#body .headline")
        expect(headline).to_have_text("Old mill opens again after eleven years")
        yield page


@contextmanager
def answered(page: Page) -> Iterator[None]:
    """What is done inside has the page cleaned: goes on when its answer is shown."""
    with page.expect_response("**/v1/clean?output=html*"):
        yield
    expect(page.locator("#status")).not_to_have_text("Cleaning …")


def paste(page: Page, text: str) -> None:
    page.get_by_role("tab", name="As posted").click()
    page.get_by_label("Page text or HTML").fill(text)
    with answered(page):
        page.get_by_role("button", name="Clean").click()


def posted(origin: str, query: str, page: bytes, media_type: str) -> dict:
    """What the service itself answers."""
    address = f"{origin}/v1/clean?{query}"
    request = urllib.request.Request(address, page, {"Content-Type": media_type})
    with urllib.request.urlopen(request, timeout=30) as response:
        return json.load(response)


def shown_blocks(page: Page) -> list[tuple[str, str | None]]:
    return [
        (item.locator(":scope > :first-child").inner_text(), item.get_attribute("data-reason"))
        for item in page.locator("#blocks li").all()
    ]


def test_pasted_page_is_cleaned(page: Page, origin: str) -> None:
    """A pasted page is shown whole, each block that went with its reason, beside the article."""
    paste(page, TEXT)
    expect(page.locator("#body .headline")).to_have_text("Old mill opens again")
    answer = posted(origin, "removed=page", TEXT.encode(), "text/plain")
    assert shown_blocks(page) == [(block["text"], block["reason"]) for block in answer["removed"]]
    paragraphs = page.locator("#body > p:not(.meta)").all_inner_texts()
    assert "\n\n".join(paragraphs) == answer["body"]
    expect(page.get_by_role("status")).to_contain_text("2 of 8 blocks stay")
    assert page.locator("#blocks del").first.evaluate(
        "node => getComputedStyle(node).textDecorationLine === 'line-through'"
    )


def test_metadata_is_shown_with_its_sources(page: Page) -> None:
    """Each field that was found stands there with the source that stated it."""
    paste(page, TEXT)
    expect(page.locator("#body .headline")).to_have_text("Old mill opens again")
    terms = page.locator("#metadata dt").all_inner_texts()
    values = page.locator("#metadata dd").all_inner_texts()
    found = dict(zip(terms, values, strict=True))
    assert found["authors"] == "Ada Stone page"
    assert found["date published"] == "2024-05-01 page"
    assert found["language"] == "en detector"


@pytest.mark.parametrize("how", ["hover", "focus"])
def test_rule_is_told(page: Page, how: str) -> None:
    """The pointer or the keyboard on a block tells why it went, by which rule and step."""
    paste(page, TEXT)
    block = page.locator('#blocks li[data-reason="teaser"]')
    block.hover() if how == "hover" else block.focus()
    tip = page.get_by_role("tooltip")
    expect(tip).to_contain_text(Reason.TEASER.sentence)
    expect(tip).to_contain_text("teaser/read-more:")
    expect(tip).to_contain_text("rules")
    expect(block).to_have_accessible_description(tip.inner_text().replace("\n\n", " "))
    page.keyboard.press("Escape") if how == "focus" else page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_reason_in_the_legend_picks_its_blocks(page: Page) -> None:
    """A reason in the legend says how many blocks it took, and picks them out when pressed."""
    chip = page.locator("#legend button", has_text="newsletter")
    expect(chip).to_have_text("newsletter 2")
    chip.click()
    expect(chip).to_have_attribute("aria-pressed", "true")
    expect(page.locator("#blocks li.chosen")).to_have_count(2)
    chip.click()
    expect(page.locator("#blocks li.chosen")).to_have_count(0)
    assert page.locator("#blocks.filtered").count() == 0


def test_outputs_are_the_services_own(page: Page, origin: str) -> None:
    """Text, Markdown and JSON are what the service answers to this page."""
    paste(page, TEXT)
    expect(page.locator("#body .headline")).to_have_text("Old mill opens again")
    sent = (TEXT.encode(), "application/octet-stream; charset=utf-8")
    for form, query in (("Text", ""), ("Markdown", "output=markdown")):
        page.get_by_role("tab", name=form, exact=True).click()
        panel = page.get_by_role("tabpanel", name=form)
        expect(panel.locator("pre")).to_have_text(posted(origin, query, *sent)["body"])
    page.get_by_role("tab", name="JSON").click()
    pre = page.get_by_role("tabpanel", name="JSON").locator("pre")
    expect(pre).to_be_visible()
    assert json.loads(pre.text_content()) == posted(origin, "", *sent)


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl on this machine")
def test_curl_is_the_same_request(page: Page, origin: str) -> None:
    """The command, run in a shell, gives the very answer that is shown, quotes and all."""
    tricky = TEXT + "PAGE\n$(touch x) `id` 'quoted' \\ \"and\"\n"
    paste(page, tricky)
    expect(page.locator("#body .headline")).to_have_text("Old mill opens again")
    page.get_by_role("tab", name="curl").click()
    command = page.get_by_role("tabpanel", name="curl").locator("pre").text_content()
    run = subprocess.run(["bash", "-c", command], capture_output=True, check=True, timeout=30)
    answer = posted(origin, "", tricky.encode(), "application/octet-stream; charset=utf-8")
    assert json.loads(run.stdout) == answer


def test_output_is_copied(page: Page) -> None:
    """The copy button puts on the clipboard what is shown, and says so."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("tab", name="Text", exact=True).click()
    page.get_by_role("button", name="Copy").click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.locator("#text pre").text_content()


def test_long_page_is_cut_short_and_says_so(page: Page) -> None:
    """Of a page with more blocks than anybody reads the first are shown, and the rest counted."""
    lines = (f"Line {i} of a page that goes on and on, for ever." for i in range(4100))
    drop(page, "long.txt", "\n\n".join(lines).encode())
    expect(page.locator("#blocks li")).to_have_count(4000)
    expect(page.locator("#more")).to_have_text("100 more blocks are in the JSON.")
    drop(page, "short.txt", TEXT.encode())
    expect(page.locator("#more")).to_have_text("")


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file on the page, as the browser reports it."""
    with answered(page):
        page.evaluate(
            """([name, bytes]) => {
                const files = new DataTransfer();
                files.items.add(new File([new Uint8Array(bytes)], name));
                for (const type of ["dragover", "drop"])
                    document.body.dispatchEvent(new DragEvent(type,
                        {dataTransfer: files, bubbles: true, cancelable: true}));
            }""",
            [name, list(content)],
        )


def test_dropped_file_is_posted_as_it_is(page: Page) -> None:
    """A dropped file goes byte for byte, so that its own encoding is found."""
    html = "<meta charset=iso-8859-1><h1>Mühle öffnet</h1><p>Die Mühle am Fluß wurde geöffnet.</p>"
    drop(page, "mühle.html", html.encode("latin-1"))
    expect(page.locator("#body .headline")).to_have_text("Mühle öffnet")
    expect(page.get_by_role("status")).to_contain_text("read as html")
    page.get_by_role("tab", name="curl").click()
    expect(page.locator("#curl pre")).to_contain_text("--data-binary '@mühle.html'")
    expect(page.locator("#drop")).to_be_hidden()


def test_opened_file_is_cleaned_and_can_be_edited(page: Page, tmp_path: Path) -> None:
    """A file that is opened is cleaned at once; what is edited afterwards is what counts."""
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    page.get_by_role("tab", name="As posted").click()
    page.get_by_label("Open a file").set_input_files(path)
    expect(page.locator("#body .headline")).to_have_text("Old mill opens again")
    paste(page, TEXT.replace("Old mill", "New mill"))
    expect(page.locator("#body .headline")).to_have_text("New mill opens again")


@pytest.mark.parametrize("kind", ["what it is", "HTML", "text"])
def test_hostile_page_stays_inert(page: Page, kind: str) -> None:
    """Scripts, handlers, frames and links that a page brings are shown and never executed."""
    page.get_by_role("tab", name="As posted").click()
    page.get_by_label("Read as").select_option(label=kind)
    paste(page, HOSTILE)
    expect(page.locator("#blocks")).to_contain_text("<script>globalThis.owned=1</script>")
    for item in page.locator("#blocks li").all():
        item.hover()
    for form in ("Text", "Markdown", "JSON", "curl"):
        page.get_by_role("tab", name=form, exact=True).click()
        expect(page.get_by_role("tabpanel", name=form).locator("pre")).to_be_visible()
    assert page.evaluate("globalThis.owned") is None
    strange = ":is(img, iframe, svg, script, style, base, form, [onclick], [onerror], [onload])"
    assert page.locator(f":is(#blocks, #metadata, #why, #result) {strange}").count() == 0
    assert page.locator('a[href^="javascript"]').count() == 0
    expect(page.locator("main")).to_be_visible()


def test_hostile_answer_is_rebuilt_from_plain_elements(browser: Browser, origin: str) -> None:
    """Even an answer that brought markup of its own would be shown without it."""
    page = browser.new_page()  # not watched: the browser reports each handler that it refuses
    page.goto(origin)
    body = (
        f"""<p onclick="{CALL}">kept <b>words</b><img src=x onerror={CALL}></p>
        <script>{CALL}</script><a href="javascript:{CALL}">one</a>
        <a href="https://example.org/" onclick="{CALL}">two</a>"""
        + "<div>" * 2000
    )
    made = page.evaluate(
        """async (html) => {
            const { nodesOf } = await import("/assets/elements.js");
            const holder = document.createElement("div");
            holder.append(nodesOf(html));
            document.getElementById("body").replaceChildren(holder);
            await new Promise((done) => setTimeout(done, 200));
            const made = [...holder.querySelectorAll(":not(span)")];
            return made.map((node) => node.cloneNode().outerHTML);
        }""",
        body,
    )
    assert made == [
        '<p dir="auto"></p>',
        '<a href="https://example.org/" rel="noopener noreferrer nofollow" target="_blank"></a>',
    ]
    expect(page.locator("#body p")).to_have_text("kept words")
    assert page.evaluate("globalThis.owned") is None
    page.close()


REFUSED = [
    (" ", "The request has no body.", "empty-body"),
    ("%PDF-1.7\n1 0 obj\n", "The body is neither HTML nor text.", "unsupported-media-type"),
]


@pytest.mark.parametrize(("text", "title", "code"), REFUSED)
def test_refusal_is_told(page: Page, text: str, title: str, code: str) -> None:
    """A page that is refused gives the problem with its remedy, and the last result is gone."""
    paste(page, text)
    alert = page.get_by_role("alert")
    expect(alert).to_contain_text(title)
    expect(alert).to_contain_text(code)
    expect(page.locator("#body")).to_be_empty()
    expect(page.locator("#blocks li")).to_have_count(0)
    paste(page, TEXT)
    expect(alert).to_be_hidden()


def test_everything_is_reached_by_keyboard(page: Page) -> None:
    """Without a mouse: write, clean, walk through the blocks, switch the result's form."""
    page.get_by_role("tab", name="Marked").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("tab", name="As posted")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Page text or HTML")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#blocks li")).to_have_count(8)
    page.locator("#blocks li").first.focus()
    page.keyboard.press("ArrowDown")
    expect(page.locator("#blocks li").nth(1)).to_be_focused()
    page.keyboard.press("End")
    expect(page.locator("#blocks li").last).to_be_focused()
    expect(page.get_by_role("tooltip")).to_contain_text(Reason.COOKIE_CONSENT.sentence)
    page.get_by_role("tab", name="Article").focus()
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("tabpanel", name="Text")).to_be_visible()


@pytest.mark.parametrize("page", SCREENS, indirect=True)
@pytest.mark.parametrize("example", ["News page, as text", "Recipe, as HTML", "مقال بالعربية"])
def test_accessibility(page: Page, example: str) -> None:
    """A checker of accessibility finds nothing at all, in either colour scheme, on a phone too."""
    with answered(page):
        page.get_by_role("button", name=example).click()
    expect(page.get_by_role("button", name=example)).to_have_attribute("aria-pressed", "true")
    expect(page.get_by_role("status")).to_contain_text("blocks stay")
    page.locator("#blocks li[data-reason]").first.focus()
    assert violations(page) == []
    page.get_by_role("tab", name="As posted").click()
    page.get_by_role("tab", name="JSON").click()
    expect(page.locator("#json pre")).to_be_visible()
    assert violations(page) == []


@pytest.mark.parametrize("page", ["phone"], indirect=True)
def test_phone_scrolls_one_way_only(page: Page, origin: str) -> None:
    """On a phone nothing stands outside the screen's width, on either page."""
    for address in (origin, f"{origin}/docs"):
        page.goto(address)
        page.wait_for_load_state("networkidle")
        assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize("page", SCREENS, indirect=True)
def test_reference_is_accessible(page: Page, origin: str) -> None:
    """The API reference passes the same checker, its examples opened."""
    page.goto(f"{origin}/docs")
    for summary in page.locator("summary").all():
        summary.click()
    assert violations(page) == []


def violations(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [
        f"{entry['id']} ({entry['impact']}): {node['html'][:200]}"
        for entry in found
        for node in entry["nodes"][:3]
    ]


@pytest.mark.parametrize(
    "folder", sorted((Path(__file__).parents[1] / "pages").iterdir()), ids=lambda path: path.name
)
def test_body_shown_is_the_body(lasting_page: Page, folder: Path) -> None:
    """Whatever kind of page, the words shown as the article are the words of the answer's body."""
    (source,) = folder.glob("page.*")
    drop(lasting_page, source.name, source.read_bytes())
    expect(lasting_page.get_by_role("status")).to_contain_text("blocks stay")
    shown = lasting_page.evaluate(
        """() => {
            const copy = document.getElementById("body").cloneNode(true);
            for (const ours of copy.querySelectorAll(".headline, .meta, .none")) ours.remove();
            return copy.textContent;
        }"""
    )
    body = (folder / "body.txt").read_text(encoding="utf-8")
    # The numbers of items are a browser's to show, and none of the list's words.
    unnumbered = re.sub(r"^\d{1,3}[.)] ", "", body, flags=re.M)
    assert letters(shown) in {letters(body), letters(unnumbered)}


def letters(text: str) -> str:
    return "".join(filter(str.isalnum, text))
