"""`serve`: what a browser is answered, and what follows from a save."""

import errno
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from queue import Queue

import pytest

from serving import answering
from sites import DATA, EPOCH, HEARING, copy
from ulo.cli import ports
from ulo.core import as_text, message, summarise
from ulo.exports import headers_of
from ulo.records import cached_reader, reading
from ulo.site.serving import LiveSite, Watcher, live_site, watching
from ulo.site.serving.faults import MAX_SHOWN, Fault, fault_panel

ADDRESS = "https://example.org/led/"
GOLDEN = DATA / "golden" / "orgs"
SCRIPT = re.compile(rb'<script src="/-/reload\.js" data-version="\d+"></script>\n')
SUMMARY = re.compile(r"^summary: .*$", re.MULTILINE)
GROUP = "orgs/riverside-self-advocates.yml"


@pytest.fixture(autouse=True)
def on_one_day(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A small project that no test changes. It will stand below the top of its host."""
    project = copy(tmp_path_factory.mktemp("served") / "project", GOLDEN)
    settings = project / "mkdocs.yml"
    text, count = re.subn('site_url: ""', f"site_url: {ADDRESS}", settings.read_text("utf-8"))
    assert count == 1
    settings.write_text(text, "utf-8")
    return project


@pytest.fixture(scope="module")
def client(project):
    """A client of a server that shows it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", EPOCH)
        site = LiveSite(project)
        site.update()
    with answering(site) as client:
        client.site = site
        yield client


@pytest.fixture
def live(tmp_path) -> LiveSite:
    """A site of its own, to be changed."""
    site = LiveSite(copy(tmp_path / "project", GOLDEN))
    site.update()
    assert not site.state.fault
    return site


def save(site: LiveSite, path: str, content: str) -> bool:
    """Saves a file as an editor does, and tells the site."""
    target = site.root / path
    temporary = target.with_name(f".{target.name}.new")
    temporary.write_text(content, "utf-8")
    temporary.replace(target)
    return site.update({path})


def with_summary(site: LiveSite, path: str, summary: str) -> str:
    content, count = SUMMARY.subn(f"summary: {summary}", (site.root / path).read_text("utf-8"))
    assert count == 1
    return content


def page(site: LiveSite, url: str) -> str:
    return (site.state.drawing.draw(url) or b"").decode()


# --- What a browser is answered ------------------------------------------------------------------


def test_a_page_is_what_is_published_but_for_one_line(client):
    drawing = client.site.state.drawing
    for url in (
        "",
        "find/",
        "orgs/riverside-self-advocates/",
        "orgs/riverside-self-advocates/easy/",
        "about/",
    ):
        answer = client.ask(f"/{url}")
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        body, count = SCRIPT.subn(b"", answer.body)
        assert (count, body) == (1, drawing.draw(url)), url
        assert b"script-src 'self'; connect-src 'self'" in body


def test_every_file_is_answered_as_it_is(client):
    drawing = client.site.state.drawing
    files = [item.url for item in drawing.plan.items if item.url and not item.url.endswith("/")]
    names = [name for name in drawing.shell if not name.endswith(".html")]
    assert {"news/feed.xml", "robots.txt", "sw.js"} <= {*files, *names}
    for url in (*files, *names):
        answer = client.ask(f"/{url}")
        assert (answer.status, answer.body) == (200, drawing.draw(url)), url


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/assets/site.css", "text/css; charset=utf-8"),
        ("/assets/js/find/ranking.js", "javascript; charset=utf-8"),
        ("/assets/mark.svg", "image/svg+xml"),
        ("/places/answers.json", "application/json"),
        ("/robots.txt", "text/plain; charset=utf-8"),
        ("/data/template.csv", "text/csv; charset=utf-8"),
    ],
)
def test_each_kind_of_file_has_its_type(client, path, kind):
    headers = client.ask(path).headers
    assert headers["Content-Type"].endswith(kind)
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_headers_are_those_of_hosts_but_for_what_is_not_published_yet(client):
    for path in ("", "add/", "embed/place/leeds/", "assets/site.css", "sw.js", "no/such/page/"):
        stated = headers_of(path)
        answer = client.ask(f"/{path}?q=x").headers
        # No page of a stranger reads what is on this computer.
        assert stated.pop("Access-Control-Allow-Origin") == "*"
        assert "Access-Control-Allow-Origin" not in answer
        assert {name: answer[name] for name in stated} == stated, path


def test_nothing_is_kept_by_a_browser(client):
    for path in ("/", "/robots.txt", "/nowhere/", "/orgs"):
        assert client.ask(path).headers["Cache-Control"] == "no-store"


def test_an_address_without_its_slash_leads_to_the_page(client):
    answer = client.ask("/orgs/riverside-self-advocates")
    assert (answer.status, answer.headers["Location"]) == (302, "/orgs/riverside-self-advocates/")
    assert client.ask("/about/index.html").status == 200
    assert client.ask("/find/?q=carers").status == 200


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere/",
        "/build.py",
        "/orgs/riverside-self-advocates.yml",
        "/../build.py",
        "/%2e%2e/build.py",
        "/assets/../../build.py",
        "/assets/..%2f..%2fbuild.py",
        "/assets/..%5c..%5cbuild.py",
        "//etc/passwd",
        "//example.org/about",
        "/%2fexample.org/about",
        "/etc/passwd%00.html",
        "/about%0d%0aX-Evil:%20yes",
        "/%ff%fe",
        "/[",
        "/-/server.py",
        "/-/../server.py",
    ],
)
def test_what_is_no_part_of_the_site_is_answered_with_its_own_404_page(client, path):
    answer = client.ask(path)
    assert answer.status == 404
    assert SCRIPT.sub(b"", answer.body) == client.site.state.drawing.shell["404.html"]
    assert "X-Evil" not in answer.headers


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "LOCALHOST:9", "127.0.0.1:8000", "[::1]:8000"]
)
def test_this_computer_is_answered(client, host):
    assert client.ask("/", host=host).status == 200


@pytest.mark.parametrize(
    "host",
    [None, "", "example.org", "localhost.example.org", "127.0.0.1.example.org:80", "[", "a@b"],
)
def test_a_page_of_a_stranger_is_not_answered(client, host):
    answer = client.ask("/", host=host)
    assert answer.status == 421 and "Led by Us" not in answer.text


def test_only_reading_is_answered(client):
    whole, head = client.ask("/"), client.ask("/", "HEAD")
    assert (head.status, head.body) == (200, b"")
    assert head.headers["Content-Length"] == str(len(whole.body))
    for method in ("POST", "PUT", "DELETE", "OPTIONS"):
        assert client.ask("/", method).status == 501


# --- What follows from a save --------------------------------------------------------------------


def test_a_saved_record_is_on_its_page_and_a_browser_is_told(live):
    with answering(live) as client:
        before = live.state
        answers: Queue[str] = Queue()
        address = f"/-/changes?since={before.version}"
        threading.Thread(target=lambda: answers.put(client.ask(address).text)).start()
        assert save(live, GROUP, with_summary(live, GROUP, "Carers who walk on Mondays."))
        assert answers.get(timeout=60) == live.state.version != before.version
        assert "Carers who walk on Mondays." in client.ask("/orgs/riverside-self-advocates/").text
        # One that asks late, or after the server has been started again, is told at once.
        assert client.ask("/-/changes?since=1").text == live.state.version
    assert live.state.drawing.shell is before.drawing.shell


def test_only_the_saved_record_is_read_and_checked(live, monkeypatch):
    read, checked = [], []
    parse, check_record = reading.parse, live_site.pipeline.checks.check_record

    def count_read(content, path):
        read.append(path)
        return parse(content, path)

    def count_check(context):
        checked.append(context.record.path)
        return check_record(context)

    monkeypatch.setattr(reading, "parse", count_read)
    monkeypatch.setattr(live_site.pipeline.checks, "check_record", count_check)
    save(live, GROUP, with_summary(live, GROUP, "Carers who walk by the river."))
    assert read == checked == [GROUP]


def test_a_save_that_changes_neither_size_nor_time_is_seen(live, monkeypatch):
    save(live, GROUP, with_summary(live, GROUP, "Carers who walk on Mondays."))
    monkeypatch.setattr(cached_reader, "_stamp", lambda path: (1,))
    save(live, GROUP, with_summary(live, GROUP, "Carers who sing on Mondays."))
    assert save(live, GROUP, with_summary(live, GROUP, "Carers who meet on Mondays."))
    assert "Carers who meet on Mondays." in page(live, "orgs/riverside-self-advocates/")


def test_a_save_that_nobody_reported_is_seen_with_the_next(live):
    content = with_summary(live, GROUP, "Carers who walk on Mondays.")
    (live.root / GROUP).write_text(content, "utf-8")
    assert live.update({"orgs/another.yml"})
    assert "Carers who walk on Mondays." in page(live, "orgs/riverside-self-advocates/")


def test_a_file_that_says_what_it_said_changes_nothing(live):
    before = live.state
    assert not save(live, GROUP, (live.root / GROUP).read_text("utf-8"))
    assert not live.update({"orgs/another.yml"})
    assert live.state is before


def test_a_record_can_be_renamed_and_deleted(live):
    old, new = "orgs/odd-signs.yml", "orgs/even-signs.yml"
    (live.root / old).rename(live.root / new)
    live.update({old, new})
    assert page(live, "orgs/even-signs/") and not page(live, "orgs/odd-signs/")
    (live.root / new).unlink()
    live.update({new})
    assert not page(live, "orgs/even-signs/")


def test_a_document_a_word_and_the_schema_are_followed(live):
    document = "docs/about/index.md"
    text = (live.root / document).read_text("utf-8")
    save(live, document, f"{text}\nWe like tea.\n")
    assert "We like tea." in page(live, "about/")
    locale = "schema/locales/en/shell.yml"
    text = (live.root / locale).read_text("utf-8")
    assert "home: Home" in text
    save(live, locale, text.replace("home: Home", "home: Our home"))
    assert "Our home" in page(live, "orgs/riverside-self-advocates/")


# --- What is wrong -------------------------------------------------------------------------------

FAULTY = 'Carers <script>alert("1")</script> who walk.'


def test_a_fault_is_shown_above_the_last_good_page_in_the_words_of_check(live):
    content = (live.root / GROUP).read_text("utf-8")
    good = page(live, "orgs/riverside-self-advocates/")
    save(live, GROUP, with_summary(live, GROUP, FAULTY))
    with answering(live) as client:
        text = client.ask("/orgs/riverside-self-advocates/").text
        assert text.count('class="faults"') == 1 and good.partition("<body>\n")[2][:-20] in text
        errors = live._checked.errors
        assert str(live.state.fault) == f"{as_text(errors)}\n\n{summarise(errors)}"
        shown = re.sub(r"<[^>]+>", "", text.partition("</section>")[0])
        for line in filter(None, str(live.state.fault).splitlines()):
            assert line.strip().replace('"', "&quot;").replace("<", "&lt;") in shown.replace(
                "&gt;", ">"
            )
        save(live, GROUP, content)
        assert 'class="faults"' not in client.ask("/orgs/riverside-self-advocates/").text


def test_a_question_is_no_fault(live):
    similar = "orgs/riverside-self-advocate.yml"
    text = (live.root / GROUP).read_text("utf-8")
    save(live, similar, text.replace("Riverside Self-Advocates", "Riverside Self-Advocate"))
    assert live._checked.problems or live.state.fault
    assert bool(live.state.fault) == bool(live._checked.errors)


def test_a_panel_escapes_what_it_shows_and_names_the_first_faults():
    panel = fault_panel(
        Fault("<b>2</b> problems", tuple(f"<i>{n}</i>\n  & more" for n in range(99)))
    )
    assert "<b>" not in panel and "<i>" not in panel and "&amp; more" in panel
    assert panel.count("<li>") == MAX_SHOWN
    assert f"{99 - MAX_SHOWN} more" in panel


def test_without_any_good_page_the_faults_are_the_page(tmp_path):
    site = LiveSite(copy(tmp_path / "project", GOLDEN))
    content = (site.root / GROUP).read_text("utf-8")
    save(site, GROUP, with_summary(site, GROUP, FAULTY))
    with answering(site) as client:
        answer = client.ask("/orgs/riverside-self-advocates/")
        assert answer.status == 503
        assert answer.text.count(GROUP) >= 1 and "<script>" not in answer.text
        assert SCRIPT.search(answer.body)
        save(site, GROUP, content)
        assert client.ask("/orgs/riverside-self-advocates/").status == 200


def test_a_document_that_changed_while_a_record_was_wrong_is_not_forgotten(live):
    content = (live.root / GROUP).read_text("utf-8")
    save(live, GROUP, with_summary(live, GROUP, FAULTY))
    document = "docs/about/index.md"
    save(live, document, (live.root / document).read_text("utf-8") + "\nWe like tea.\n")
    assert live.state.fault
    save(live, GROUP, content)
    assert not live.state.fault
    assert "We like tea." in page(live, "about/")


@pytest.mark.parametrize(
    ("path", "addition", "words"),
    [
        ("docs/about/index.md", "\n[nowhere](nowhere.md)\n", "nowhere.md"),
        ("schema/locales/en/shell.yml", "\n: [", "schema/locales/en/shell.yml"),
        ("mkdocs.yml", "\nplugins: {\n", "mkdocs.yml"),
    ],
)
def test_a_fault_in_another_file_is_shown_until_it_is_mended(live, path, addition, words):
    content = (live.root / path).read_text("utf-8")
    save(live, path, content + addition)
    assert words in str(live.state.fault)
    # A record that is saved meanwhile mends nothing.
    save(live, GROUP, with_summary(live, GROUP, "Carers who walk by the river."))
    assert live.state.fault
    save(live, path, content)
    assert not live.state.fault
    assert "Carers who walk by the river." in page(live, "orgs/riverside-self-advocates/")


def test_who_comes_early_waits_and_then_sees_the_page(tmp_path):
    site = LiveSite(copy(tmp_path / "project", GOLDEN))
    with answering(site) as client:
        early = client.ask("/orgs/riverside-self-advocates/")
        assert (
            early.status == 503
            and message("serving.waiting") in early.text
            and SCRIPT.search(early.body)
        )
        # A page from before the program was started again stays until there is another.
        assert site.wait_for_change("1", 0) == "1"
        answers: Queue[str] = Queue()
        address = f"/-/changes?since={site.state.version}"
        threading.Thread(target=lambda: answers.put(client.ask(address).text)).start()
        site.update()
        assert answers.get(timeout=60) == site.state.version
        assert client.ask("/orgs/riverside-self-advocates/").status == 200


def test_after_very_many_changes_nothing_is_taken_for_known(live, monkeypatch):
    document = live.root / "docs/about/index.md"
    document.write_text(document.read_text("utf-8") + "\nWe like tea.\n", "utf-8")
    monkeypatch.setattr(live_site, "MANY", 1)
    assert live.update({"orgs/one.yml", "orgs/two.yml"})
    assert "We like tea." in page(live, "about/")


def test_a_page_that_cannot_be_drawn_says_so_each_time(live, monkeypatch):
    def fail(item):
        raise ValueError("<this> went wrong")

    with answering(live) as client:
        monkeypatch.setattr(live.state.drawing.plan, "draw", fail)
        for _ in range(2):
            answer = client.ask("/orgs/riverside-self-advocates/")
            assert answer.status == 500 and "ValueError: &lt;this&gt; went wrong" in answer.text
            assert SCRIPT.search(answer.body)
        monkeypatch.setattr(live.state.drawing.plan, "find", fail)
        assert client.ask("/closed/").status == 500
        monkeypatch.undo()
        # What comes after the page that failed is not taken for missing.
        assert client.ask("/closed/").status == 500


# --- What was saved ------------------------------------------------------------------------------


@pytest.fixture
def watched(tmp_path):
    """A folder with records, and a queue of what a Watcher tells of it."""
    for folder in ("orgs", "docs/deep", "ulo/__pycache__"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "orgs" / "a.yml").write_text("name: A")
    watcher = Watcher(tmp_path)
    told: Queue[set[str]] = Queue()

    def tell():
        for paths in watcher.changes():
            told.put(paths)

    threading.Thread(target=tell, daemon=True).start()
    yield tmp_path, told
    watcher.stop()


def until(told: Queue, path: str) -> set[str]:
    """What is told until this path is."""
    seen = set()
    while path not in seen:
        seen |= told.get(timeout=60)
    return seen


def test_every_way_of_saving_is_told(watched):
    folder, told = watched
    (folder / "orgs" / "a.yml").write_text("name: B")
    until(told, "orgs/a.yml")
    (folder / "elsewhere").write_text("name: C")
    (folder / "elsewhere").replace(folder / "orgs" / "b.yml")
    until(told, "orgs/b.yml")
    (folder / "orgs" / "b.yml").rename(folder / "orgs" / "c.yml")
    assert "orgs/b.yml" in until(told, "orgs/c.yml")
    (folder / "orgs" / "c.yml").unlink()
    until(told, "orgs/c.yml")
    (folder / "docs" / "new").mkdir()
    (folder / "docs" / "new" / "page.md").write_text("# A page")
    until(told, "docs/new/page.md")
    shutil.rmtree(folder / "docs" / "new")
    until(told, "docs/new/page.md")
    (folder / "mkdocs.yml").write_text("site_name: A")
    until(told, "mkdocs.yml")


def test_a_folder_that_comes_or_comes_back_is_watched(watched):
    folder, told = watched
    (folder / "library").mkdir()
    until(told, "library")
    (folder / "library" / "a.yml").write_text("name: A")
    until(told, "library/a.yml")
    (folder / "orgs").rename(folder / "elsewhere")
    until(told, "orgs")
    (folder / "elsewhere").rename(folder / "orgs")
    until(told, "orgs")
    (folder / "orgs" / "a.yml").write_text("name: B")
    until(told, "orgs/a.yml")


def test_what_never_stops_is_told_all_the_same(watched, monkeypatch):
    folder, told = watched
    monkeypatch.setattr(watching, "MAX_BURST_SECONDS", 0)
    for number in range(2):
        (folder / "orgs" / f"{number}a.yml").write_text("name: A")
    assert len(until(told, "orgs/1a.yml")) == 2


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_where_the_system_watches_no_more_files_we_look_ourselves(tmp_path, monkeypatch, number):
    class Observer(watching.PollingObserver):
        def start(self):
            raise OSError(number, os.strerror(number))

    monkeypatch.setattr(watching, "Observer", Observer)
    monkeypatch.setattr(watching, "POLL_SECONDS", 0.05)
    (tmp_path / "orgs").mkdir()
    watcher = Watcher(tmp_path)
    assert watcher.is_polling
    changes = watcher.changes()
    (tmp_path / "orgs" / "a.yml").write_text("name: A")
    assert next(changes) == {"orgs/a.yml"}
    watcher.stop()


def test_quiet_is_told_once(watched, monkeypatch):
    folder, told = watched
    monkeypatch.setattr(watching, "REST_SECONDS", 0.01)
    (folder / "orgs" / "a.yml").write_text("name: B")
    assert until(told, "orgs/a.yml") and told.get(timeout=60) == set()
    (folder / "orgs" / "a.yml").write_text("name: C")
    assert told.get(timeout=60) == {"orgs/a.yml"}


def test_what_is_no_file_of_ours_is_not_told(watched):
    folder, told = watched
    (folder / "orgs" / "a.yml").read_text()
    (folder / "README.md").write_text("# A project")
    (folder / "ulo" / "__pycache__" / "a.pyc").write_text("")
    (folder / ".git").mkdir()
    (folder / ".git" / "index").write_text("")
    for name in (".a.yml.swp", "4913", "a.yml~", "#a.yml#", ".#a.yml"):
        (folder / "orgs" / name).write_text("name: A")
    (folder / "orgs" / "last.yml").write_text("name: A")
    assert until(told, "orgs/last.yml") == {"orgs/last.yml"}


# --- The command ---------------------------------------------------------------------------------


@pytest.fixture
def taken_port():
    with socket.create_server(("127.0.0.1", 0)) as other:
        yield other.getsockname()[1]


def test_both_addresses_of_localhost_belong_to_us(taken_port, monkeypatch):
    sockets = ports.listen(taken_port)
    found = {opened.getsockname()[:2] for opened in sockets}
    port = sockets[0].getsockname()[1]
    hosts = ports.HOSTS if ports._has_address("::1") else ports.HOSTS[:1]
    assert port > taken_port and found == {(host, port) for host in hosts}
    for opened in sockets:
        opened.close()
    monkeypatch.setattr(ports, "PORTS_TRIED", 1)
    with pytest.raises(OSError, match="in use"):
        ports.listen(taken_port)


class Command:
    """`build.py serve` in a copy, and what it says, line by line."""

    def __init__(self, project: Path, port: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HEARING, "build.py", "serve", "--port", str(port)],
            cwd=project,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "PYTHONDONTWRITEBYTECODE": "1"},
        )

    def until(self, words: str) -> str:
        """What it says, up to a line with these words."""
        said = ""
        while words not in said:
            line = self.process.stdout.readline()
            assert line, f"It ended after: {said}"
            said += line
        return said

    def end(self, number: int) -> int:
        self.process.send_signal(number)
        return self.process.wait(timeout=60)


def test_the_command_follows_its_own_code_and_leaves_nothing_behind(tmp_path, taken_port):
    project = copy(tmp_path / "project", GOLDEN)
    before = sorted(path.name for path in project.iterdir())
    command = Command(project, taken_port)
    try:
        said = command.until("The site is at")
        assert f"Port {taken_port} is taken" in said
        port = int(re.search(r"The site is at http://127\.0\.0\.1:(\d+)/", said)[1])
        assert port != taken_port
        content = SUMMARY.sub(
            "summary: Carers who walk by the river.", (project / GROUP).read_text("utf-8")
        )
        (project / GROUP).write_text(content, "utf-8")
        assert GROUP in command.until("Rebuilt in")
        (project / GROUP).write_text(content.replace("name:", "nam:"), "utf-8")
        assert "[unknown-field]" in command.until("to fix")
        (project / GROUP).write_text(content, "utf-8")
        command.until("Rebuilt in")
        module = project / "ulo" / "site" / "pages" / "closed.py"
        code = module.read_text("utf-8")
        module.write_text(f"{code}\ndef (:\n", "utf-8")
        assert "closed.py" in command.until("couldn't draw the site")
        module.write_text(code, "utf-8")
        assert f"127.0.0.1:{port}/" in command.until("The site is at")
        assert command.end(signal.SIGINT) == 0
        assert "Traceback" not in command.process.stdout.read()
    finally:
        command.process.kill()
    assert sorted(path.name for path in project.iterdir() if path.name != ".cache") == before


@pytest.mark.parametrize(
    ("words", "number"),
    [("The site is at", signal.SIGTERM), ("Reading", signal.SIGTERM), ("Reading", signal.SIGINT)],
)
def test_the_command_ends_when_it_is_told_to_end(tmp_path, taken_port, words, number):
    command = Command(copy(tmp_path / "project", GOLDEN), taken_port)
    try:
        command.until(words)
        assert command.end(number) == 0
        assert command.process.stdout.read().split() == ["Stopped."]
    finally:
        command.process.kill()
