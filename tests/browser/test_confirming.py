"""A group confirms its page by itself: by keyboard, with and without JavaScript, and with the code
in our link, which goes to no server before the reader sends it."""

import functools
import http.server
import threading
from contextlib import contextmanager
from datetime import timedelta
from email.message import EmailMessage
from urllib.parse import parse_qs, urlsplit

import pytest

from sites import GOLDEN, TODAY
from ulo import records
from ulo.checks import CheckContext
from ulo.contribute.intake import receive
from ulo.contribute.signed_codes import make_code

SLUG = "northside-voices"
RECORD = GOLDEN / f"{SLUG}.yml"
SECRET = b"a secret that no one else has, 32 long"
BY_MAIL = "It's all correct: tell us by email"


@pytest.fixture(scope="module")
def record():
    return records.parse(RECORD.read_bytes(), f"orgs/{SLUG}.yml")[0]


@pytest.fixture(scope="module")
def code(record):
    return make_code(SLUG, record.data, TODAY + timedelta(60), SECRET)


@pytest.fixture(scope="module")
def take(schema):
    """What becomes of the e-mail that a link prepares, when the reader sends it as it is."""
    found, _ = records.read(GOLDEN, GOLDEN.parent)
    contexts = [CheckContext(record, schema, TODAY) for record in found]

    def send(href: str):
        to, query = urlsplit(href).path, parse_qs(urlsplit(href).query, strict_parsing=True)
        message = EmailMessage()
        message["Message-ID"], message["To"] = "<1@example.org>", to
        message["From"], message["Subject"] = "hello@northside.example.org", query["subject"][0]
        message.set_content(query["body"][0].replace("\r\n", "\n"))
        return receive(
            message.as_bytes(),
            schema,
            contexts,
            [context.record.slug for context in contexts],
            TODAY,
            file_text=lambda slug: RECORD.read_text("utf-8"),
            secret=SECRET,
        )

    return send


@contextmanager
def listening(folder):
    """The address of a server, and all that browsers told it: lines and heads of requests."""
    told: list[str] = []

    class Handler(http.server.SimpleHTTPRequestHandler):
        def parse_request(self):
            parsed = super().parse_request()
            told.append(f"{self.requestline}\n{getattr(self, 'headers', '')}")
            return parsed

        def log_message(self, *_):
            pass

    handler = functools.partial(Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/", told
    finally:
        server.shutdown()
        server.server_close()


def tab_to(page, text: str) -> None:
    """Presses the tab key until a link with this text has the focus."""
    for _ in range(200):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent").strip() == text:
            return
    raise AssertionError(f"no key leads to {text!r}")


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_group_page_leads_to_a_prepared_confirmation_by_keyboard(chromium, made_up, take, scripts):
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{made_up[0]}orgs/{SLUG}/")
    if scripts:
        tab_to(page, BY_MAIL)
        assert page.evaluate("document.activeElement.closest('section').querySelector('h2').id")
        outcome = take(page.evaluate("document.activeElement.href"))
        tab_to(page, "How this works, and how to ask us to remove the page")
        page.keyboard.press("Enter")
    else:
        outcome = take(page.get_by_role("link", name=BY_MAIL).get_attribute("href"))
        page.get_by_role("link", name="How this works").press("Enter")
    assert (outcome.slug, outcome.confirms, outcome.has_more) == (SLUG, True, False)
    assert (outcome.state, outcome.sender) == ("unproven", "same")
    page.get_by_role("heading", name="How we know that it's you").wait_for()
    assert page.url == f"{made_up[0]}confirm/"
    assert page.get_by_text("The link needs JavaScript").is_visible() != scripts
    context.close()


def test_code_in_our_link_goes_to_no_server(page, made_up, code, take):
    with listening(made_up[1]) as (address, told):
        page.goto(f"{address}confirm/#{code}")
        page.get_by_role("heading", name="The page of Northside Voices").wait_for()
        tab_to(page, "It's all correct, tell us by email")
        outcome = take(page.evaluate("document.activeElement.href"))
        assert (outcome.state, outcome.verdict) == ("ready", "valid")
        on_github = page.get_by_role("link", name="tell us on GitHub").first.get_attribute("href")
        asked = parse_qs(urlsplit(on_github).query)
        assert (asked["template"], asked["code"]) == (["confirm.yml"], [code])
        tab_to(page, "Change something")
        page.keyboard.press("Enter")
        page.locator("[data-at]").wait_for()
        page.get_by_role("radio", name="Yes").check()
        sent = page.locator("#text").input_value()
        assert sent.split("\n")[:2] == [f"# orgs/{SLUG}.yml", f"# {code}"]
        # Another step of the form, and the page anew: the code is still there, in this tab alone.
        page.goto(f"{address}add/?org={SLUG}#contact")
        page.reload()
        page.locator("[data-at]").wait_for()
        page.get_by_role("button", name="Check and send").click()
        page.get_by_role("radio", name="Yes").check()
        assert f"# {code}" in page.locator("#text").input_value()
        page.goto(f"{address}add/?org=riverside-self-advocates")
        page.locator("[data-at]").wait_for()
        assert code not in page.locator("#text").input_value(), "it is for another group"
        page.goto(f"{address}orgs/{SLUG}/")
        assert len(told) > 20 and any(f"orgs/{SLUG}/record.json" in line for line in told)
        for part in code.split(".")[1:]:
            assert not [line for line in told if part in line]


def test_link_that_was_cut_off_says_so(page, made_up, code):
    for broken, said in (
        (code[:-3], "We can't read this link"),
        ("%3Cimg%20src=x%20onerror=alert(1)%3E", "We can't read this link"),
        ("x" * 5000, "We can't read this link"),
        (code.replace(SLUG, "nobody-at-all"), "We can't find this group"),
        (code.replace(SLUG, "../.."), "We can't read this link"),
    ):
        page.goto("about:blank")
        page.goto(f"{made_up[0]}confirm/#{broken}")
        page.get_by_role("heading", name=said).wait_for()
        assert not page.get_by_role("link", name="Change something").is_visible()
    page.goto(f"{made_up[0]}confirm/#proof")
    assert not page.locator("#link").is_visible()
