"""Which version is the newest: asked of a page like a publisher's, on this computer."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import ClassVar

import pytest

from core.errors import UpdateError
from core.updates import is_newer, newest_version, releases_page


class Site(BaseHTTPRequestHandler):
    leads_to: ClassVar[str] = ""
    asked: ClassVar[list[str]] = []

    def do_HEAD(self) -> None:
        self.asked.append(f"{self.path} {self.headers.get('cookie', '')}")
        self.send_response(302 if self.leads_to else 200)
        if self.leads_to:
            self.send_header("Location", self.leads_to)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Nothing is written to the terminal."""


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setattr(Site, "asked", [])
    server = HTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/familiar/releases"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_page_is_asked_once_and_says_its_newest_version(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Site, "leads_to", "https://example.org/familiar/releases/tag/v1.10.2")
    assert newest_version(page) == "1.10.2"
    assert Site.asked == ["/familiar/releases/latest "]


@pytest.mark.parametrize("leads_to", ["", "https://example.org/login", "https://example.org/releases/tag/nightly"])
def test_a_page_that_does_not_say_is_a_sentence(page: str, monkeypatch: pytest.MonkeyPatch, leads_to: str) -> None:
    monkeypatch.setattr(Site, "leads_to", leads_to)
    with pytest.raises(UpdateError, match=r"^127\.0\.0\.1 did not say which version is the newest\.$"):
        newest_version(page)


def test_without_a_connection_it_says_so() -> None:
    with pytest.raises(UpdateError, match=r"^127\.0\.0\.1 could not be reached\. Is this computer on the internet\?$"):
        newest_version("http://127.0.0.1:9/releases")


@pytest.mark.parametrize(
    ("version", "than", "newer"), [("0.2.0", "0.1.9", True), ("0.10.0", "0.9.0", True), ("0.1.0", "0.1.0", False)]
)
def test_versions_are_compared_as_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than=than) is newer


def test_a_checkout_was_published_nowhere() -> None:
    assert releases_page() == ""
    assert releases_page("no such program") == ""
