"""What the playground shows of an answer, and what a person may do with it, in a real browser."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.web.browser import CHROMIUM, browsing, opened
from tests.web.service_process import serving
from tests.web.test_playground_browser import CALL, SCREENS, TEXT, answered, drop, paste, violations

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="there is no chromium on this machine"),
]

HTML = """<html><body><nav><a href="/">Home</a></nav><article><h1>Old mill opens again</h1>
<p>The mill on the river was <b>opened</b> again on Monday. It had stood still for eleven years.</p>
<p>This website uses cookies.</p>
<ul><li>One stone of the old wheel was kept in the town hall.</li><li>The other was sold.</li></ul>
<p>“We kept every stone that could be kept,” said Jan Berg, who led the work.</p>
<p><a href="/x">Read more: Ferry to run at night</a></p></article></body></html>"""


@pytest.fixture(scope="module")
def origin() -> Iterator[str]:
    with serving() as address:
        yield address


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with browsing() as started:
        yield started


@pytest.fixture(params=["light"])
def page(browser: Browser, origin: str, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The playground as it opens; whatever goes wrong on it fails the test."""
    with opened(browser, origin, SCREENS[request.param]) as page:
        yield page


def source(page: Page) -> str:
    return page.locator("#source").input_value()


def slowly(route: Route) -> None:
    """An answer that takes its time."""
    route.request.frame.page.wait_for_timeout(600)
    route.continue_()


def test_page_opens_for_pasting(page: Page) -> None:
    """The field is empty and has the cursor; nothing was posted, and the result says what to do."""
    expect(page.get_by_label("Page text or HTML")).to_be_focused()
    assert source(page) == ""
    expect(page.get_by_role("status")).to_contain_text("Paste a page")
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#body .headline")).to_have_text("Old mill opens again")


@pytest.mark.parametrize("address", ["**/assets/example-gazette.txt", "**/v1/clean?output=html*"])
def test_typing_before_the_answer_is_not_lost(page: Page, address: str) -> None:
    """What is typed while an example or an answer is on its way stays, and so does the cursor."""
    page.route(address, slowly)
    page.get_by_role("button", name="News page, as text").click()
    if "clean" in address:
        expect(page.get_by_role("status")).to_have_text("Cleaning …")
    field = page.get_by_label("Page text or HTML")
    field.focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("My own page")
    page.wait_for_timeout(1500)
    assert source(page) == "My own page"
    expect(field).to_be_focused()


def test_removed_line_is_put_back_and_found(page: Page) -> None:
    """A click puts a line back where it stood and shows its place; another takes it out again."""
    paste(page, HTML)
    line = page.locator("#blocks li", has_text="This website uses cookies.")
    line.click()
    shown = page.locator("#body > *").all_inner_texts()
    at = shown.index("This website uses cookies.")
    assert shown[at - 1].startswith("The mill on the river")
    assert shown[at + 1].startswith("One stone")
    expect(page.locator("#place mark")).to_have_text("This website uses cookies.")
    page.get_by_role("button", name="Select it in the page").click()
    selected = page.evaluate("""() => {
        const field = document.activeElement;
        return field.value.slice(field.selectionStart, field.selectionEnd);
    }""")
    assert selected == "This website uses cookies."
    page.get_by_role("tab", name="Marked").click()
    line.click()
    expect(page.locator("#body .back")).to_have_count(0)


def test_lines_put_back_stand_in_the_pages_order(page: Page) -> None:
    """By keyboard too, whichever was put back first."""
    paste(page, HTML)
    lines = page.locator("#blocks li[data-reason]")
    for n in reversed(range(lines.count())):
        lines.nth(n).focus()
        page.keyboard.press("Enter")
    expected = [text.split("\n")[0] for text in lines.all_inner_texts()]
    assert page.locator("#body .back").all_inner_texts() == expected
    assert page.locator("#body > *").all_inner_texts()[-1] == expected[-1]


def test_place_is_counted_as_the_page_was_decoded(page: Page) -> None:
    """With an encoding of its own, ends of lines of two characters, and letters beyond the BMP."""
    latin = HTML.replace("Jan Berg", "Jörg Müller").replace("“We", "We").replace(",”", ",")
    content = f"<meta charset=iso-8859-1>{latin}".replace("\n", "\r\n").encode("latin-1")
    drop(page, "mill.html", content)
    for line in ("This website uses cookies.", "Read more: Ferry to run at night"):
        page.locator("#blocks li", has_text=line).click()
        expect(page.locator("#place mark")).to_have_text(line)
    page.get_by_role("button", name="Select it in the page").click()
    expect(page.locator("#source")).to_be_focused()
    paste(page, "😀 " * 40 + "\n\n" + TEXT)
    page.locator("#blocks li", has_text="This website uses cookies.").click()
    expect(page.locator("#place mark")).to_have_text("This website uses cookies.")


def test_hostile_line_is_put_back_as_text(page: Page) -> None:
    """Markup in a line's words stays words, in the article and in its place on the page."""
    paste(page, HTML.replace("cookies.", f"cookies &lt;img src=x onerror={CALL}&gt;."))
    for line in page.locator("#blocks li[data-reason]").all():
        line.click()
    expect(page.locator("#body .back").first).to_be_visible()
    assert page.locator("#result img, #place img").count() == 0
    assert page.evaluate("globalThis.owned") is None


def test_score_is_a_bar_with_a_warning_in_doubt(page: Page) -> None:
    """A sure answer has its bar alone; a doubtful one is told in plain words."""
    page.get_by_role("button", name="Recipe, as HTML").click()
    meter = page.get_by_role("meter", name="How likely the answer is right")
    expect(meter).to_be_visible()
    assert meter.evaluate("node => node.value") > 0.7
    expect(page.locator("#warning")).to_be_hidden()
    for score, words in ((0.6, "not sure"), (0.2, "more likely wrong than right")):
        page.route("**/v1/clean?output=html*", scored(score))
        paste(page, TEXT)
        expect(page.locator("#warning")).to_contain_text(words)
        page.unroute("**/v1/clean?output=html*")
    paste(page, "%PDF-1.7\n")
    expect(page.locator("#warning")).to_be_hidden()


def test_line_of_the_site_says_on_how_many_pages_it_stands(page: Page) -> None:
    """Where a site profile took a line, its pages are told beside the rule."""
    page.route("**/v1/clean?output=html*", of_a_site)
    paste(page, TEXT)
    page.locator("#blocks li", has_text="This website uses cookies.").hover()
    expect(page.get_by_role("tooltip")).to_contain_text("on 38 of the 40 pages")


def of_a_site(route: Route) -> None:
    """The service's answer, as if a profile had taken what the page says of cookies."""
    answer = route.fetch().json()
    for entry in answer["removed"]:
        if entry["reason"] == "cookie_consent":
            own = {"reason": "site_template", "rule": "site_template/around-the-body"}
            entry.update(own, pages=38, of_pages=40)
    route.fulfill(json=answer)


def scored(score: float) -> Callable[[Route], None]:
    """The service's answers with another score."""

    def fulfil(route: Route) -> None:
        answer = route.fetch().json()
        answer["verdict"]["score"] = score
        route.fulfill(json=answer)

    return fulfil


def test_address_and_language_are_told(page: Page, origin: str) -> None:
    """Both go with every request, into the curl command too; a wrong one is a problem."""
    page.get_by_label("Address").fill("https://gazette.example/a/b?c=d&e=f")
    page.get_by_label("Language").fill("de")
    with page.expect_request("**/v1/clean?output=html*") as sent:
        paste(page, HTML.replace("/x", "x"))
    assert "url=https%3A%2F%2Fgazette.example%2Fa%2Fb%3Fc%3Dd%26e%3Df" in sent.value.url
    expect(page.locator("#metadata")).to_contain_text("de")
    page.get_by_role("tab", name="curl").click()
    expect(page.locator("#curl pre")).to_contain_text("&language=de'")
    page.get_by_role("tab", name="As posted").click()
    page.get_by_label("Language").fill("no language at all")
    page.get_by_role("button", name="Clean").click()
    expect(page.get_by_role("alert")).to_contain_text("invalid-option")


def test_markdown_is_rendered_and_raw(page: Page) -> None:
    """A renderer of its own reads the Markdown; what it makes is plain elements, without images."""
    image = (
        f'<p><img src=/w.jpg alt="The wheel"> <code>a &lt;img src=x onerror={CALL}&gt;</code></p>'
    )
    paste(page, HTML.replace("<p>This website uses cookies.</p>", image))
    page.get_by_role("tab", name="Markdown").click()
    panel = page.get_by_role("tabpanel", name="Markdown")
    expect(panel.locator("pre")).to_contain_text("**opened**")
    panel.get_by_role("button", name="Render").click()
    expect(panel.locator(".prose strong")).to_have_text("opened")
    expect(panel.locator(".prose li")).to_have_count(2)
    expect(panel.locator(".prose .image")).to_have_text("The wheel")
    assert panel.locator("img").count() == 0
    assert page.evaluate("globalThis.owned") is None
    panel.get_by_role("button", name="Render").click()
    expect(panel.locator("pre").first).to_be_visible()
    expect(panel.locator(".prose")).to_be_hidden()


def test_trafilaturas_answer_stands_beside(page: Page) -> None:
    """Both as Markdown, each with its name; asked for only when looked at."""
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    paste(page, HTML)
    assert not [url for url in asked if "trafilatura" in url]
    page.get_by_role("tab", name="trafilatura").click()
    panel = page.get_by_role("tabpanel", name="trafilatura")
    expect(panel.locator("h3")).to_have_text(["Sluice", re.compile(r"trafilatura \d")])
    for shown in panel.locator("pre").all():
        expect(shown).to_contain_text("The mill on the river")


def test_link_carries_the_page_and_sends_nothing(page: Page, origin: str) -> None:
    """Whoever opens the link has the page in the field; it is posted when they press the button."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("Page text or HTML").fill(f"{TEXT}水車 😀")
    page.get_by_label("Language").fill("en")
    page.get_by_role("button", name="Link").click()
    expect(page.locator("#said")).to_contain_text("The link is copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert link == page.url
    other = page.context.new_page()
    sent: list[tuple[str, str]] = []
    other.on("request", lambda request: sent.append((request.method, request.url)))
    other.goto(link)
    expect(other.locator("#said")).to_contain_text("has not been sent anywhere")
    assert source(other) == f"{TEXT}水車 😀"
    assert other.get_by_label("Language").input_value() == "en"
    assert {method for method, _ in sent} == {"GET"}
    assert not [url for _, url in sent if "page=" in url]
    with answered(other):
        other.get_by_role("button", name="Clean").click()
    expect(other.locator("#body .headline")).to_have_text("Old mill opens again")


def test_large_page_has_no_link(page: Page) -> None:
    """Of a page that is too long for an address that is said."""
    words = " ".join(f"{n * n * n * 7919 % 1_000_003:x}" for n in range(9_000))
    page.get_by_label("Page text or HTML").fill(words)
    page.get_by_role("button", name="Link").click()
    expect(page.locator("#said")).to_have_text("The page is too large for a link.")


def packed(page: Page, text: str) -> str:
    """The fragment that holds these bytes."""
    return page.evaluate(
        """async (text) => {
            const packing = new CompressionStream("deflate-raw");
            const pieces = new Blob([text]).stream().pipeThrough(packing);
            const bytes = new Uint8Array(await new Response(pieces).arrayBuffer());
            const all = Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
            return btoa(all).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
        }""",
        text,
    )


BROKEN = {
    "no base64": "!!!",
    "no deflate": "AAAA",
    "no JSON": "[",
    "no text": json.dumps({"text": {"a": 1}}),
    "null": "null",
    "a page that unfolds": json.dumps({"text": "a" * 5_000_000}),
}


@pytest.mark.parametrize("name", BROKEN)
def test_broken_link_is_told(page: Page, origin: str, name: str) -> None:
    """Whatever stands behind the #, the page stays usable and says that it cannot be read."""
    fragment = BROKEN[name] if "64" in name or "deflate" in name else packed(page, BROKEN[name])
    other = page.context.new_page()
    other.goto(f"{origin}/#page={fragment}")
    expect(other.locator("#said")).to_have_text("The page in this link cannot be read.")
    assert source(other) == ""
    paste(other, TEXT)
    expect(other.locator("#body .headline")).to_have_text("Old mill opens again")


@pytest.mark.parametrize("page", SCREENS, indirect=True)
def test_forms_are_accessible(page: Page) -> None:
    """As it opens, with a line put back, with both answers, rendered, and with a link."""
    assert violations(page) == []
    paste(page, HTML)
    page.locator("#blocks li[data-reason]").first.click()
    page.mouse.move(2, 2)
    expect(page.locator("#place")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("tab", name="trafilatura").click()
    expect(page.locator("#beside h3")).to_have_count(2)
    assert violations(page) == []
    page.get_by_role("tab", name="Markdown").click()
    page.get_by_role("button", name="Render").click()
    expect(page.locator("#markdown .prose strong")).to_be_visible()
    page.get_by_role("tab", name="As posted").click()
    page.get_by_role("button", name="Link").click()
    expect(page.locator("#said")).not_to_be_empty()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
