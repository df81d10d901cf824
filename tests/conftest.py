"""A browser for the tests that read pages as a reader does, and how examples are made up."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome")  # on PATH
# The same examples each time, whatever the machine; no time-out, which a busy machine would trip.
hypothesis.settings.register_profile(
    "crossframe",
    max_examples=50,
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[
        hypothesis.HealthCheck.too_slow,
        hypothesis.HealthCheck.data_too_large,
        hypothesis.HealthCheck.function_scoped_fixture,
    ],
)
hypothesis.settings.load_profile("crossframe")
LONGEST = 600_000  # milliseconds, after which what a test waits for does not come


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium without a window; without Chromium, tests are skipped, or fail if one is named."""
    named = os.environ.get("CROSSFRAME_CHROMIUM")
    found = shutil.which(named) if named else next(filter(None, map(shutil.which, NAMES)), None)
    if found is None and named:
        pytest.fail(f"CROSSFRAME_CHROMIUM names {named!r}, and there is no such program")
    if found is None:
        pytest.skip("no Chromium on PATH, and none named in CROSSFRAME_CHROMIUM")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found)
        yield chromium
        chromium.close()


class Visit:
    """A page opened from its file, offline; it keeps what it asked for and complained of."""

    def __init__(self, browser: Browser, path: Path, **options: object) -> None:
        given = {"viewport": {"width": 1280, "height": 900}, "offline": True, **options}
        self.context = browser.new_context(**given)  # type: ignore[arg-type]
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page: Page = self.context.new_page()
        self.page.set_default_timeout(LONGEST)
        self.page.on("request", self._asked)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.goto(path.as_uri())

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)


@pytest.fixture
def visit(browser: Browser) -> Iterator[object]:
    """Open a file as a page; options are those of a browser context."""
    opened: list[Visit] = []

    def make(path: Path, **options: object) -> Visit:
        opened.append(Visit(browser, path, **options))
        return opened[-1]

    yield make
    for each in opened:
        each.context.close()
