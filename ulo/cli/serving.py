"""serve: the site while somebody works on it."""

import gc
import os
import signal
import subprocess
import sys
import threading
import time
from argparse import Namespace
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from ulo.cli import ports
from ulo.cli.shared import EXIT_OK, EXIT_USAGE, fail
from ulo.core import (
    InvalidFileError,
    Locale,
    NoLanguageError,
    count,
    escape_invisible,
    message,
    read_locales,
    set_locale,
)

if TYPE_CHECKING:
    from socket import socket

    from ulo.site.serving import LiveSite, Watcher

# How long what is being done has time to clear up after it was stopped.
LAST_SECONDS = 0.5
# What is said of faults, besides all that stands in JSON: how numbers are written, and the pages
# that tell of them.
NEEDED_SECTIONS = ("locale", "serving")
LOCALE_PATHS = ("schema/locales/", "mkdocs.yml")
# What lets Linux tell us about more files.
MORE_WATCHES = """\
  sudo sysctl fs.inotify.max_user_watches=524288
  sudo sysctl fs.inotify.max_user_instances=512"""


def serve(root: Path, options: Namespace) -> int:
    """Shows the site in a browser, and follows what is saved until it is stopped."""
    # Read now: whoever is interrupted may be reading that very file.
    farewell = f"\n{message('setup.stopped')}\n".encode()
    # To be ended is to be stopped.
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: _stop(farewell))
    try:
        try:
            sockets = ports.listen(options.port)
        except OSError as error:
            return fail(
                message("commands.serve.no_port", port=options.port, error=error), EXIT_USAGE
            )
        port = sockets[0].getsockname()[1]
        if port != options.port:
            print(message("commands.serve.other_port", wanted=options.port, port=port))
        _run(root, sockets, options.open)
    except KeyboardInterrupt:
        # What is kept is large, and to free it takes time.
        os._exit(EXIT_OK)
    print(message("commands.serve.starting_again"), flush=True)
    return _start_again(root, port)


def _stop(farewell: bytes) -> None:
    """Interrupts what is being done. If nobody hears of that, it is the end all the same.

    Some libraries take an interruption for one of their own errors while they are imported.
    """
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    os.write(sys.stdout.fileno(), farewell)
    timer = threading.Timer(LAST_SECONDS, os._exit, [EXIT_OK])
    timer.daemon = True
    timer.start()
    raise KeyboardInterrupt


def _run(root: Path, sockets: "list[socket]", is_opened: bool) -> None:
    """Answers until our own code has changed."""
    print(message("commands.serve.reading"), flush=True)
    from ulo.site.serving import LiveSite, Server, Watcher

    set_locale(read_sentences(root))
    # First, so that what is saved meanwhile is not missed.
    watcher = Watcher(root)
    site = LiveSite(root)
    with Server(site, sockets):
        _update(site)
        address = f"http://127.0.0.1:{sockets[0].getsockname()[1]}/"
        print(f"\n{message('commands.serve.address', address=address)}", flush=True)
        if watcher.is_polling:
            told = count("commands.serve.polling", watcher.poll_seconds)
            print(f"{told}\n{MORE_WATCHES}", flush=True)
        if is_opened:
            import webbrowser

            webbrowser.open(address)
        _follow(site, watcher)


def read_sentences(root: Path) -> Locale:
    """The main locale as its files are now, with all read that is said of faults.

    So a file that is damaged later does not silence that. Raises InvalidFileError where one of them
    is damaged already, and NoLanguageError.
    """
    locale = read_locales(root)[0]
    spoken = sorted(path.stem for path in locale.folder.glob("*.json"))
    for section in (*spoken, *NEEDED_SECTIONS):
        locale.section(section)
    return locale


def _start_again(root: Path, port: int) -> int:
    """Runs this command anew, at the port where the browser looks; gives its exit code."""
    command = [sys.executable, str(root / "build.py"), "serve", "--port", str(port)]
    if os.name != "nt":
        os.execv(sys.executable, command)
    # Windows would take this program for ended. Ctrl-C is for the new one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.run(command, check=False).returncode


def _follow(site: "LiveSite", watcher: "Watcher") -> None:
    """Brings the site up to date with each change, until our code changes."""
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
            return


def _update(site: "LiveSite", changed: Iterable[str] = ()) -> None:
    start = time.monotonic()
    changed = sorted(changed)
    if any(path.startswith(LOCALE_PATHS) for path in changed):
        # Where one is damaged, the site says so, in the words of before.
        with suppress(InvalidFileError, NoLanguageError):
            set_locale(read_sentences(site.root))
    if not site.update(changed):
        return
    if site.state.fault:
        print(f"\n{site.state.fault}", flush=True)
    elif changed:
        print(_describe_update(changed, time.monotonic() - start), flush=True)


def _describe_update(changed: Sequence[str], seconds: float) -> str:
    facts = {"seconds": f"{seconds:.1f}", "name": escape_invisible(changed[0])}
    if len(changed) == 1:
        return message("commands.serve.rebuilt", **facts)
    return count("commands.serve.rebuilt_more", len(changed) - 1, **facts)


def _compile(paths: Iterable[Path]) -> None:
    """Raises SyntaxError where a file is no Python: to start again would only end us."""
    for path in paths:
        if path.is_file():
            compile(path.read_bytes(), path, "exec")
