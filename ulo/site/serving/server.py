"""Answers browsers on this computer, and nobody else.

What is answered comes from a LiveSite by its URL. No path of a request reaches the disk.
"""

import logging
import re
import selectors
import socket
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from mimetypes import MimeTypes
from pathlib import Path
from threading import Thread
from urllib.parse import parse_qs, quote, unquote

from ulo.exports import headers_of
from ulo.site.serving.faults import fault_of_error, fault_page, fault_panel, waiting_page
from ulo.site.serving.live_site import LiveSite, State

# Whoever asks for another host was led here by a page of a stranger (DNS rebinding).
OWN_HOST = re.compile(r"(127\.0\.0\.1|\[::1\]|localhost)(:[0-9]+)?", re.IGNORECASE)
# How long a browser waits for news before it asks again.
POLL_SECONDS = 25.0
# Addresses of the server itself; no page has such a one.
CHANGES = "-/changes"
OWN_FILES = {
    f"-/{name}": (Path(__file__).parent / name).read_bytes() for name in ("reload.js", "faults.css")
}
# Not what this computer says of endings, which differs from one to the next.
TYPES = MimeTypes()
HTML = "text/html; charset=utf-8"
# Of the headers of the published site: what is not published yet is for no page of a stranger, and
# the type is that of the answer, which may be another page.
NOT_HERE = ("Access-Control-Allow-Origin", "Content-Type")


@dataclass(frozen=True)
class Response:
    """What is answered; `location` is where a redirect leads."""

    body: bytes
    content_type: str = HTML
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


class Server:
    """Shows a LiveSite at sockets that listen already, for as long as this is a context.

    It waits for all of them at once, without looking up from time to time, and ends at once: no
    server of the standard library does.
    """

    def __init__(self, site: LiveSite, sockets: Sequence[socket.socket]) -> None:
        self.site = site
        self._sockets = sockets
        self._wake, self._woken = socket.socketpair()
        self._thread = Thread(target=self._accept, daemon=True)

    def __enter__(self) -> None:
        self._thread.start()

    def __exit__(self, *_: object) -> None:
        self._wake.close()
        self._thread.join()

    def _accept(self) -> None:
        with selectors.DefaultSelector() as selector:
            for listening in (*self._sockets, self._woken):
                listening.setblocking(False)
                selector.register(listening, selectors.EVENT_READ)
            while self._woken not in (ready := [key.fileobj for key, _ in selector.select()]):
                for listening in self._sockets:
                    if listening in ready:
                        self._answer(listening)
        for closing in (*self._sockets, self._woken):
            closing.close()

    def _answer(self, listening: socket.socket) -> None:
        try:
            connection, address = listening.accept()
        except OSError:  # whoever asked has left
            return
        connection.setblocking(True)
        Thread(target=self._handle, args=(connection, address), daemon=True).start()

    def _handle(self, connection: socket.socket, address: object) -> None:
        # That a browser leaves before it has got all is no fault.
        with connection, suppress(ConnectionError):
            Handler(connection, address, self)  # type: ignore[arg-type] # it need not be theirs


def respond(site: LiveSite, target: str) -> Response:
    """The answer to a request for a path, which may have a query."""
    url, query = _url(target), target.partition("?")[2]
    if url == CHANGES:
        version = site.wait_for_change(parse_qs(query).get("since", [""])[0], POLL_SECONDS)
        return Response(version.encode(), "text/plain; charset=utf-8")
    if url in OWN_FILES:
        return Response(OWN_FILES[url], _content_type(url))
    state = site.state
    try:
        response = _respond(state, url)
    except Exception as error:
        fault = fault_of_error(error, site.root)
        logging.getLogger(__name__).error("\n%s", fault)
        response = Response(fault_page(fault).encode(), HTML, HTTPStatus.INTERNAL_SERVER_ERROR)
        state = State(version=state.version)
    if response.content_type == HTML:
        return Response(_complete(response.body, state), HTML, response.status, response.location)
    return response


def _url(target: str) -> str:
    """The address of the site that a request is for, without its query."""
    return unquote(target.partition("?")[0]).removeprefix("/")


def _respond(state: State, url: str) -> Response:
    if not state.drawing:
        page = fault_page(state.fault) if state.fault else waiting_page()
        return Response(page.encode(), HTML, HTTPStatus.SERVICE_UNAVAILABLE)
    content = state.drawing.draw(url.removesuffix("index.html"))
    if content is not None:
        return Response(content, _content_type(url))
    if url and not url.endswith("/") and state.drawing.draw(f"{url}/") is not None:
        return Response(b"", HTML, HTTPStatus.FOUND, f"/{quote(url)}/")
    return Response(state.drawing.shell["404.html"], HTML, HTTPStatus.NOT_FOUND)


def _content_type(url: str) -> str:
    if not url or url.endswith(("/", ".html")):
        return HTML
    kind = TYPES.guess_type(url)[0] or "application/octet-stream"
    is_text = kind.startswith("text/") or kind.endswith("javascript")
    return f"{kind}; charset=utf-8" if is_text else kind


def _complete(page: bytes, state: State) -> bytes:
    """A page with the script that follows changes, and with what is wrong on top."""
    script = f'<script src="/-/reload.js" data-version="{state.version}"></script>\n'
    start, end, rest = page.rpartition(b"</body>")
    if not end:  # a part for the pages of others, as it is
        return page
    page = start + script.encode() + end + rest
    if state.drawing and state.fault:
        start, body, rest = page.partition(b"<body>\n")
        page = start + body + fault_panel(state.fault).encode() + rest
    return page


class Handler(BaseHTTPRequestHandler):
    """Answers GET and HEAD."""

    server: Server  # type: ignore[assignment]
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def _answer(self) -> None:
        if not OWN_HOST.fullmatch(self.headers.get("Host", "")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
            return
        response = respond(self.server.site, self.path)
        self.send_response(response.status)
        self.send_header("Content-Type", response.content_type)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("Cache-Control", "no-store")
        for name, value in headers_of(_url(self.path)).items():
            if name not in NOT_HERE:
                self.send_header(name, value)
        if response.location:
            self.send_header("Location", response.location)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(response.body)

    def log_message(self, *_: object) -> None:
        """Says nothing: the terminal is for what the person who works there has to know."""
