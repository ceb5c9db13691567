"""A real browser, and the playground in it."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, Page, expect, sync_playwright

# Half a minute, as for all else that a page is asked for: five seconds are few on a busy machine.
expect.set_options(timeout=30_000)
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@contextmanager
def browsing() -> Iterator[Browser]:
    """A headless browser; root has no sandbox to run it in."""
    arguments = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@contextmanager
def opened(browser: Browser, origin: str, screen: dict[str, Any]) -> Iterator[Page]:
    """The playground as it opens on a screen; whatever goes wrong on it fails the test."""
    context = browser.new_context(**screen)
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda message: faults.append(message.text))
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("request", lambda sent: sent.url.startswith(origin) or faults.append(sent.url))
    page.goto(origin)
    yield page
    context.close()
    assert [fault for fault in faults if "status of 4" not in fault] == []
