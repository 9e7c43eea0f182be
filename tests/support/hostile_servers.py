"""Web servers on this computer that hang, drip, loop and lie.

One server answers for all hosts: the start of the host name, up to a digit, is what it does.
`resolve` gives its address for all of them.
"""

import asyncio
import gzip
import re
import socket
import ssl
import threading
from collections import Counter
from datetime import UTC, datetime, timedelta

import trustme

from hostile_data import HOSTILE

# Whole answers, which the server "file" gives by the name in the path.
FILES = HOSTILE / "web"
LOCAL, TRAP = "127.0.0.1", "127.0.0.2"
PAGE = "<!doctype html><title>{title}</title><p>{text}"


def reply(status: int, body: bytes | str = b"", **headers: str) -> bytes:
    body = body.encode() if isinstance(body, str) else body
    fields = {
        "Content-Type": "text/html",
        "Content-Length": str(len(body)),
        "Connection": "close",
    } | {k.replace("_", "-"): v for k, v in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
    return f"HTTP/1.1 {status} So\r\n{head}\r\n".encode() + body


def redirect(url: str, status: int = 302) -> bytes:
    return reply(status, Location=url)


def page(title: str, text: str = "Welcome.") -> bytes:
    return reply(200, PAGE.format(title=title, text=text))


# Fifty million characters in fifty thousand.
BOMB = gzip.compress(b"a" * 50_000_000)


class HostileServers:
    """The servers, while they are up.

    `requests` are host, path and headers of each request; `hits` counts requests for pages by host;
    `most_open` is how many requests each site had open at once, with or without www; `trapped`
    counts connections to an address that nobody may ever connect to.
    """

    def __init__(self) -> None:
        self.hits: Counter[str] = Counter()
        self.requests: list[tuple[str, str, dict[str, str]]] = []
        self.most_open: Counter[str] = Counter()
        self.trapped = 0
        self.lookups: Counter[str] = Counter()
        self.authority = trustme.CA()
        self._started = threading.Event()
        self._open: Counter[str] = Counter()

    def __enter__(self) -> "HostileServers":
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()), daemon=True)
        self._thread.start()
        assert self._started.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)

    def trust(self) -> ssl.SSLContext:
        context = ssl.create_default_context()
        self.authority.configure_trust(context)
        return context

    async def resolve(self, host: str, port: int) -> list[tuple[str, int]]:
        """What DNS says in this made-up world."""
        self.lookups[host] += 1
        behaviour = re.match(r"[a-z]*", host)[0]
        here = (LOCAL, self.ports.get(behaviour, self.ports["http"]))
        trap = (TRAP, self.trap)
        match behaviour:
            case "nobody":
                raise socket.gaierror(socket.EAI_NONAME, "no such name")
            case "unsure":
                raise socket.gaierror(socket.EAI_AGAIN, "ask later")
            case "closed":
                return [(LOCAL, self.closed_port)]
            case "inside":
                return [trap]
            case "mixed":
                return [here, trap]
            case "rebinding":
                # robots.txt is at an allowed address; a moment later, the host has another one.
                return [here] if self.lookups[host] == 1 else [trap]
            case "nowhere":
                return []
        return [here]

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        servers = [
            await asyncio.start_server(self._answer, LOCAL, 0),
            await asyncio.start_server(self._trap, TRAP, 0),
        ]
        self.ports = {"http": servers[0].sockets[0].getsockname()[1]}
        self.trap = servers[1].sockets[0].getsockname()[1]
        for name, (issuer, host, facts) in {
            "secure": (self.authority, "*.example.org", {}),
            "expired": (self.authority, "*.example.org", {"not_after": _long_ago()}),
            "othername": (self.authority, "other.example.net", {}),
            "selfsigned": (trustme.CA(), "*.example.org", {}),
        }.items():
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            issuer.issue_cert(host, **facts).configure_cert(context)
            servers.append(await asyncio.start_server(self._answer, LOCAL, 0, ssl=context))
            self.ports[name] = servers[-1].sockets[0].getsockname()[1]
        with socket.socket() as free:
            free.bind((LOCAL, 0))
            self.closed_port = free.getsockname()[1]
        self._started.set()
        await self._stop.wait()
        for server in servers:
            server.close()
        await asyncio.sleep(0.1)  # for the servers that drip

    async def _trap(self, _: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.trapped += 1
        writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        site = ""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            _, path, _ = head.split(" ", 2)
            fields = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
            host = fields["Host"]
            self.requests.append((host, path, fields))
            site = host.removeprefix("www.")
            self._open[site] += 1
            self.most_open[site] = max(self.most_open[site], self._open[site])
            if host.startswith("hang"):
                await self._stop.wait()
            elif host.startswith("file") and path != "/robots.txt":
                writer.write((FILES / path.strip("/")).read_bytes())
            elif path == "/robots.txt" and host.startswith("robots"):
                await self._pour(b"text/plain", b"Disallow: /x\n", writer)
            elif path == "/robots.txt":
                writer.write(
                    reply(200, self.robots(host), Content_Type="text/plain")
                    if host.startswith(("shy", "odd"))
                    else reply(404)
                )
            else:
                self.hits[host] += 1
                await self._behave(re.match(r"[a-z]*", host)[0], host, path, fields, writer)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._open[site] -= 1
            writer.close()

    async def _pour(self, kind: bytes, text: bytes, writer: asyncio.StreamWriter) -> None:
        """A page without an end."""
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: " + kind + b"\r\n\r\n")
        for _ in range(100_000):
            writer.write(text * 2000)
            await writer.drain()

    def robots(self, host: str) -> str:
        return (
            "User-agent: *\nDisallow: /\n"
            if host.startswith("shy")
            else "User-agent: *\nCrawl-delay: ²\nDisallow: \x00\ufeff%\n" + "Disallow: /x\n" * 9000
        )

    async def _behave(
        self,
        behaviour: str,
        host: str,
        path: str,
        fields: dict[str, str],
        writer: asyncio.StreamWriter,
    ) -> None:
        once = self.hits[host] == 1

        def other(name: str) -> str:
            return f"http://{host.replace(behaviour, name, 1)}/a/page"

        slow = {
            "drip": page("Drip", "x" * 9999),
            "headers": b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 9999,
        }
        if behaviour in slow:
            for byte in slow[behaviour]:
                if writer.is_closing() or self._stop.is_set():
                    return
                writer.write(bytes([byte]))
                await asyncio.sleep(0.05)
            await self._stop.wait()
        elif behaviour == "endless":
            await self._pour(b"text/html", b"<<<<title", writer)
        writer.write(
            {
                "gone": reply(404),
                "finished": reply(410),
                "faulty": reply(500),
                "busy": reply(503, Retry_After="1") if once else page("Back again"),
                "later": reply(429, Retry_After="86400"),
                "oddwait": reply(503, Retry_After="9" * 500) if once else page("Back again"),
                "wall": reply(403),
                "moved": redirect(other("fine"), 301),
                "short": redirect(other("fine")),
                "partly": redirect(other("short"), 301),
                "renamed": redirect(other("fine"), 308),
                "selfloop": redirect(f"http://{host}/"),
                "pingloop": redirect(other("pongloop")),
                "pongloop": redirect(other("pingloop")),
                "chain": redirect(f"http://{host}{path}x"),
                "cookie": page("Yes")
                if fields.get("Cookie") == "chip=1"
                else reply(302, Location=f"http://{host}{path}", Set_Cookie="chip=1"),
                "liar": reply(200, "short", Content_Length="9999"),
                "chunks": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\nxx",
                "bomb": reply(200, BOMB, Content_Encoding="gzip"),
                "noise": b"\x00\xff" * 500 + b"\r\n\r\n",
                "silent": b"",
                "fat": b"HTTP/1.1 200 OK\r\nX-Fat: " + b"a" * 200_000 + b"\r\n\r\n",
                "fields": b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 20_000 + b"\r\n",
                "few": b"HTTP/1.1 200 OK\r\n" + (b"A: " + b"b" * 8000 + b"\r\n") * 120 + b"\r\n",
                "badplace": reply(302, Location="http://[::::/"),
                "noplace": reply(302),
                "picture": reply(200, b"\x89PNG", Content_Type="image/png"),
                "parked": page(
                    "example.org", "This domain name is for sale! <b>Buy this domain</b> today."
                ),
                "casino": page("Situs judi slot gacor"),
                "market": redirect("http://www.hugedomains.com/profile"),
                "front": redirect(f"http://{host}/") if path != "/" else page("A page"),
                "private": redirect(PRIVATE[int("0" + re.sub(r"[^0-9]", "", host)) % len(PRIVATE)]),
                "lured": redirect("http://inside.example.org/"),
            }.get(behaviour, page("Example Voices"))
        )


PRIVATE = [
    "http://127.0.0.1/",
    "http://127.0.0.2/",
    "http://10.0.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.2]/",
    "http://2130706434/",
    "http://0x7f000002/",
    "http://127.2/",
    "http://localhost/",
    "http://printer.local/",
    "//127.0.0.2/",
    "file:///etc/passwd",
    "ftp://fine.example.org/",
    "gopher://fine.example.org/",
    "http://user@fine.example.org/",
    "http://fine.example.org:22/",
    "http://127.0.0.2%2f.example.org/",
    "http://①②⑦.0.0.2/",
    "javascript:alert(1)",
]


def _long_ago() -> datetime:
    return datetime.now(UTC) - timedelta(days=2)
