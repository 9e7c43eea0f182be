"""Answers browsers on this computer, and nobody else.

What is answered comes from a LiveSite by its URL. No path of a request reaches the disk.
"""

import logging
import os
import re
import sys
from dataclasses import dataclass
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from mimetypes import MimeTypes
from pathlib import Path
from socketserver import ThreadingTCPServer
from typing import Any
from urllib.parse import parse_qs, quote, unquote

from ulo.site.serving.faults import fault_of_error, fault_page, fault_panel
from ulo.site.serving.live_site import LiveSite, State

HOST = "127.0.0.1"
# Whoever asks for another host was led here by a page of a stranger (DNS rebinding).
OWN_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:[0-9]+)?", re.IGNORECASE)
MAX_PORT = 65535
# How many ports are tried, and how long a browser waits for news before it asks again.
PORTS_TRIED = 20
POLL_SECONDS = 25.0
# Addresses of the server itself; no page has such a one.
CHANGES = "-/changes"
OWN_FILES = {
    f"-/{name}": (Path(__file__).parent / name).read_bytes() for name in ("reload.js", "faults.css")
}
# Not what this computer says of endings, which differs from one to the next.
TYPES = MimeTypes()
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Response:
    """What is answered; `location` is where a redirect leads."""

    body: bytes
    content_type: str = HTML
    status: HTTPStatus = HTTPStatus.OK
    location: str = ""


class Server(ThreadingTCPServer):
    """Serves one LiveSite.

    It is no HTTPServer, since that asks the network for the name of this computer.
    """

    # On Windows, the option would let two servers have one port.
    allow_reuse_address = os.name == "posix"
    daemon_threads = True

    def __init__(self, site: LiveSite, port: int) -> None:
        self.site = site
        super().__init__((HOST, port), Handler)
        self.port: int = self.server_address[1]

    def handle_error(self, request: Any, client_address: Any) -> None:
        # That a browser leaves before it has got all is no fault.
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def open_server(site: LiveSite, port: int) -> Server:
    """A server at this port, else at the next that is free. Raises OSError where none is."""
    for number in range(port, min(port + PORTS_TRIED, MAX_PORT + 1)):
        try:
            return Server(site, number)
        except OSError as error:
            taken = error
    raise taken


def respond(site: LiveSite, target: str) -> Response:
    """The answer to a request for a path, which may have a query."""
    path, _, query = target.partition("?")
    url = unquote(path).removeprefix("/")
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


def _respond(state: State, url: str) -> Response:
    if not state.drawing:
        body = fault_page(state.fault).encode() if state.fault else b""
        return Response(body, HTML, HTTPStatus.SERVICE_UNAVAILABLE)
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

    server: Server
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
        self.send_header("X-Content-Type-Options", "nosniff")
        if response.location:
            self.send_header("Location", response.location)
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(response.body)

    def log_message(self, *_: object) -> None:
        """Says nothing: the terminal is for what the person who works there has to know."""
