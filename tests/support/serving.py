"""A server of `serve` in this process, and how to ask it anything."""

import http.client
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ulo.cli import ports
from ulo.site.serving import LiveSite, Server, Watcher

# Not the port that a person uses.
FIRST_PORT = 18000


@dataclass
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


@dataclass
class Client:
    """Sends requests as they are, without mending their paths."""

    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/"

    def ask(self, path: str, method: str = "GET", host: str | None = "localhost") -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        connection.putrequest(method, path, skip_host=True)
        if host is not None:
            connection.putheader("Host", host)
        connection.endheaders()
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return Answer(response.status, response.headers, body)


@contextmanager
def following(site: LiveSite) -> Iterator[None]:
    """Brings a site up to date whenever one of its files is saved."""
    watcher = Watcher(site.root)

    def follow() -> None:
        for changed in watcher.changes():
            site.update(changed)

    threading.Thread(target=follow, daemon=True).start()
    yield
    watcher.stop()


@contextmanager
def answering(site: LiveSite, port: int = FIRST_PORT) -> Iterator[Client]:
    """A client of a server that shows this site."""
    sockets = ports.listen(port)
    with Server(site, sockets):
        yield Client(sockets[0].getsockname()[1])
