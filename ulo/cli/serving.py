"""serve: the site while somebody works on it."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path

from ulo.cli.shared import EXIT_OK, EXIT_USAGE, fail
from ulo.site.serving import LiveSite, Server, Watcher, open_server


def serve(root: Path, options: Namespace) -> int:
    """Shows the site in a browser, and follows what is saved until it is stopped."""
    # To be ended is to be stopped.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    site = LiveSite(root)
    try:
        server = open_server(site, options.port)
    except OSError as error:
        return fail(f"No port from {options.port} on is free: {error}.", EXIT_USAGE)
    if server.port != options.port:
        print(f"Port {options.port} is taken, so we are using another.")
    try:
        with server:
            _run(site, server)
    except KeyboardInterrupt:
        print("\nStopped.")
        return EXIT_OK
    print("The program has changed, so we are starting again.", flush=True)
    return _start_again(root, server.port)


def _run(site: LiveSite, server: Server) -> None:
    """Answers until our own code has changed."""
    # First, so that what is saved meanwhile is not missed.
    watcher = Watcher(site.root)
    print("Reading the records ...", flush=True)
    _update(site)
    address = f"http://127.0.0.1:{server.port}/"
    print(f"\nServing on {address}  Stop with Ctrl-C.", flush=True)
    threading.Thread(target=_follow, args=(site, watcher, server), daemon=True).start()
    server.serve_forever()


def _start_again(root: Path, port: int) -> int:
    """Runs this command anew, at the port where the browser looks; gives its exit code."""
    command = [sys.executable, str(root / "build.py"), "serve", "--port", str(port)]
    if os.name != "nt":
        os.execv(sys.executable, command)
    # Windows would take this program for ended.
    return subprocess.run(command, check=False).returncode


def _follow(site: LiveSite, watcher: Watcher, server: Server) -> None:
    """Brings the site up to date with each change, and ends the server when our code changes."""
    for changed in watcher.changes():
        if not changed:
            # Now nobody waits for it: what was drawn before is not freed by itself.
            gc.collect()
            continue
        code = [site.root / path for path in changed if path.endswith(".py")]
        if not code:
            _update(site, changed)
            continue
        try:
            _compile(code)
        except SyntaxError as error:
            site.fail(error, changed)
            print(f"\n{site.state.fault}", flush=True)
        else:
            server.shutdown()
            return


def _update(site: LiveSite, changed: Iterable[str] = ()) -> None:
    start = time.monotonic()
    changed = list(changed)
    if not site.update(changed):
        return
    if site.state.fault:
        print(f"\n{site.state.fault}", flush=True)
    elif changed:
        print(f"Rebuilt in {time.monotonic() - start:.1f} s.", flush=True)


def _compile(paths: Iterable[Path]) -> None:
    """Raises SyntaxError where a file is no Python: to start again would only end us."""
    for path in paths:
        if path.is_file():
            compile(path.read_bytes(), path, "exec")
