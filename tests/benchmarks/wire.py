"""A poor line and a slow processor: a server that compresses, and a visit that is timed."""

import functools
import gzip
import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

# What a web server usually compresses.
COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".xml"}
# How much slower the processor is made.
SLOWED = 4
# Once nothing was fetched for so long, a visit is over.
QUIET_IN_MS = 1_500
# Notes when something first fits the selector, and each time that the page could not answer.
WATCH = """(selector) => {
    window.seen = { first: 0, tasks: [] };
    const look = () => {
        if (window.seen.first || !document.querySelector(selector)) return;
        // Once it is painted, not when it is only in the tree.
        window.seen.first = -1;
        requestAnimationFrame(() => setTimeout(() => { window.seen.first = performance.now(); }));
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
    new PerformanceObserver((list) => {
        for (const { startTime, duration } of list.getEntries()) {
            window.seen.tasks.push([startTime, duration]);
        }
    }).observe({ type: "longtask", buffered: true });
}"""

# When each file had come, and its bytes.
FILES = """() => [
    ...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource"),
].map(({ responseEnd, transferSize }) => [responseEnd, transferSize])"""


@dataclass(frozen=True)
class Line:
    """What a connection carries: kilobits a second, and milliseconds before each answer."""

    name: str
    kilobits: int
    delay: int


@dataclass(frozen=True)
class Visit:
    """Seconds to the first result, milliseconds in which the page was deaf, and bytes fetched.

    A task of the page that takes longer than 50 ms blocks it for the rest of its time. Bytes are
    compressed, with headers: until the first result, and in all.
    """

    seconds: float
    blocked: float
    bytes_before: int
    bytes_in_all: int


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Sends files compressed, over connections that stay open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        if path.is_dir():
            path /= "index.html"
        if not path.is_file():
            self.send_error(404)
            return
        content = _compressed(path) if path.suffix in COMPRESSED else path.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=600")
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        # A browser that leaves a page in the middle is no fault of ours.
        with suppress(ConnectionError):
            self.wfile.write(content)

    def log_message(self, *_: object) -> None:
        pass


@functools.cache
def _compressed(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 6, mtime=0)


@contextmanager
def compressing(folder: Path) -> Iterator[str]:
    """The address of a server on this computer that sends the files of a folder compressed."""
    handler = functools.partial(_Handler, directory=str(folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()


def slow_down(page, line: Line) -> None:
    """Gives a page a poor line and a slow processor, from now on."""
    session = page.context.new_cdp_session(page)
    carried = line.kilobits * 1000 / 8
    session.send("Network.enable")
    session.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": line.delay,
            "downloadThroughput": carried,
            "uploadThroughput": carried,
        },
    )
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})


def visit(chromium, address: str, selector: str, line: Line) -> Visit:
    """The first visit to a page, until something fits the selector and all is quiet."""
    # What is kept for later visits is fetched in the background, after all else.
    context = chromium.new_context(service_workers="block", viewport={"width": 390, "height": 844})
    page = context.new_page()
    slow_down(page, line)
    page.add_init_script(f"({WATCH})({selector!r})")
    try:
        page.goto(address, wait_until="commit")
        files: list[list[float]] = []
        while not (page.evaluate("window.seen?.first > 0") and len(files) == _count(page)):
            files = page.evaluate(FILES)
            page.wait_for_timeout(QUIET_IN_MS)
        seen = page.evaluate("window.seen")
    finally:
        context.close()
    blocked = sum(max(0, duration - 50) for _, duration in seen["tasks"])
    before = sum(size for end, size in files if end <= seen["first"])
    return Visit(seen["first"] / 1000, blocked, int(before), int(sum(size for _, size in files)))


def _count(page) -> int:
    return len(page.evaluate(FILES))
