"""Takes a port of this computer. It needs nothing else, so it is done before anything slow."""

import os
import socket

# `localhost` can mean either.
HOSTS = ("127.0.0.1", "::1")
MAX_PORT = 65535
PORTS_TRIED = 20


def listen(first: int) -> list[socket.socket]:
    """Sockets that listen at one port, the first that is free from this one on.

    Whoever asks there waits until somebody answers. Raises OSError where no port is free.
    """
    for port in range(first, min(first + PORTS_TRIED, MAX_PORT + 1)):
        try:
            return _listen_at(port)
        except OSError as error:
            taken = error
    raise taken


def _listen_at(port: int) -> list[socket.socket]:
    sockets: list[socket.socket] = []
    try:
        for host in HOSTS:
            if host == HOSTS[0] or _has_address(host):
                sockets.append(_open(host, port))
    except OSError:
        for opened in sockets:
            opened.close()
        raise
    return sockets


def _has_address(host: str) -> bool:
    """Whether this computer has an address: many have no IPv6."""
    try:
        _open(host, 0).close()
    except OSError:
        return False
    return True


def _open(host: str, port: int) -> socket.socket:
    opened = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    try:
        # On Windows, the option would let two programs have one port.
        if os.name == "posix":
            opened.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        opened.bind((host, port))
        opened.listen()
    except OSError:
        opened.close()
        raise
    return opened
