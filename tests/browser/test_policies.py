"""What pages may do, and who may show them: the policies in them, and the headers of hosts that
send some. A host without headers is what the other tests of this folder have."""

import pytest
from playwright.sync_api import expect

from browser import tell_of_violations
from hosting import hosted
from looks import KINDS
from page_kinds import one_of_each, templates_by_url
from sites import served

EMBED = "embed.html"
# What is there without a template: a file to look at, and a part for pages of others.
FILES = ("assets/mark.svg", "data/organisations.json", "news/feed.xml")
FRAMES = """<!DOCTYPE html><html lang="en"><meta charset="utf-8"><title>Another site</title>
<h1>Another site</h1>{}</html>"""
USE = """() => {
    for (const part of document.querySelectorAll("details")) part.open = true;
    scrollTo(0, document.body.scrollHeight);
    for (const field of document.querySelectorAll("main input[type=search], main input[type=text]"))
        field.dispatchEvent(new Event("input", { bubbles: true }));
}"""


@pytest.fixture(scope="module")
def host(site):
    """The address of the whole site on a host that sends its headers."""
    with hosted(site[1], "/led/") as address:
        yield address


@pytest.fixture(scope="module")
def by_template(fictional) -> dict[str, str]:
    return one_of_each(KINDS, templates_by_url(fictional))


def test_every_kind_of_page_keeps_to_its_policies(chromium, host, by_template):
    context, told = chromium.new_context(), []
    tell_of_violations(context, told)
    page = context.new_page()
    page.on("console", lambda message: message.type != "log" and told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    for url in by_template.values():
        page.goto(host + url)
        policies = page.locator("head meta[http-equiv=Content-Security-Policy]")
        expect(policies).to_have_count(1)
        assert policies.get_attribute("content").startswith("default-src 'none'; "), url
        expect(page.locator("head meta[name=referrer]")).to_have_attribute("content", "no-referrer")
        page.evaluate(USE)
    # A page that is not there is told of, and a feature that no browser on this system has.
    others = ("404", "Unrecognized feature: 'web-share'")
    assert [text for text in told if not any(other in text for other in others)] == []
    context.close()


def test_the_policy_stops_what_it_is_there_to_stop(chromium, host):
    """Were markup of a stranger in a page all the same, it could do nothing."""
    context, told = chromium.new_context(), []
    tell_of_violations(context, told)
    page = context.new_page()
    page.goto(f"{host}settings/")
    refused = page.evaluate(
        """() => {
        const add = (name, attributes) => {
            const made = Object.assign(document.createElement(name), attributes);
            document.body.append(made);
            return made;
        };
        const refused = [];
        const attempt = (act) => { try { act(); } catch { refused.push(1); } };
        attempt(() => { document.body.innerHTML = "<img src=x>"; });
        attempt(() => document.write("x"));
        attempt(() => new DOMParser().parseFromString("<b>", "text/html"));
        attempt(() => { document.createElement("script").src = "/x.js"; });
        navigator.serviceWorker.register("/led/other.js").catch(() => refused.push(1));
        attempt(() => trustedTypes.createPolicy("default", { createHTML: (text) => text }));
        add("img", { src: "https://example.net/x.png" });
        add("iframe", { src: "https://example.net/" });
        add("link", { rel: "stylesheet", href: "https://example.net/x.css" });
        add("base", { href: "https://example.net/" });
        add("a", { href: "javascript:document.title='run'" }).click();
        attempt(() => add("button", {}).setAttribute("onclick", "document.title = 'run'"));
        const form = add("form", { action: "https://example.net/" });
        form.submit();
        fetch("https://example.net/").catch(() => {});
        return new Promise((done) => setTimeout(() => done(refused.length), 300));
    }"""
    )
    assert refused == 7
    directives = {text.split(" ")[1] for text in told}
    assert directives >= {
        *("require-trusted-types-for", "trusted-types", "img-src", "frame-src", "base-uri"),
        *("style-src-elem", "form-action", "connect-src"),
    }
    assert page.title() != "run" and page.url == f"{host}settings/"
    context.close()


def test_only_the_lists_for_other_sites_can_be_framed(chromium, host, by_template, tmp_path):
    fragment = f"{by_template[EMBED]}fragment.html"
    urls = [*by_template.values(), *FILES, fragment]
    shown = {by_template[EMBED], fragment}
    frames = "".join(f'<iframe src="{host}{url}"></iframe>' for url in urls)
    (tmp_path / "index.html").write_text(FRAMES.format(frames), "utf-8")
    (tmp_path / "404.html").write_text("", "utf-8")
    context = chromium.new_context()
    page = context.new_page()
    with served(tmp_path) as other:
        page.goto(other)
        found = dict(zip(urls, (frame.url for frame in page.frames[1:]), strict=True))
        assert {url for url in urls if found[url] == host + url} == shown
        refused = {found[url] for url in urls if url not in shown}
        assert refused == {"chrome-error://chromewebdata/"}
    # Who has been sent the code tries it out from their own disk.
    page.goto((tmp_path / "index.html").as_uri())
    assert page.frames[1 + urls.index(by_template[EMBED])].url == host + by_template[EMBED]
    context.close()


def test_the_page_that_makes_the_code_shows_its_preview_under_headers(chromium, host):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{host}data/embed/?place=leeds")
    page.locator("details:has(summary)", has_text="Preview").locator("summary").click()
    preview = page.frame_locator("iframe")
    expect(preview.get_by_role("heading", name="Groups in Leeds", exact=True)).to_be_visible()
    context.close()


def test_a_page_that_opened_ours_has_no_hold_on_it(chromium, host, tmp_path):
    (tmp_path / "index.html").write_text(FRAMES.format(""), "utf-8")
    (tmp_path / "404.html").write_text("", "utf-8")
    context = chromium.new_context()
    page = context.new_page()
    with served(tmp_path) as other:
        # Chromium takes this host for a safe one, as a published site is.
        page.goto(other)
        with context.expect_page() as opened:
            page.evaluate("address => { globalThis.ours = open(address); }", host)
        ours = opened.value
        ours.wait_for_load_state()
        assert ours.evaluate("window.opener") is None
        page.wait_for_function("globalThis.ours.closed")
    context.close()
