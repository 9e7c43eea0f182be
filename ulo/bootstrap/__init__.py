"""Makes the project's own environment on first use, with the standard library only.

`.venv` holds the pinned packages of the files in requirements/. For each group of packages that is
installed, a marker file in it has the digest of the lock file that it was made from: a change of
the lock file is followed at the next run. An environment that works is used, whichever Python made
it, so no other Python replaces it.

    entering            starts a command in .venv
    setting_up          makes .venv, or adds packages to it
    locked_packages     what a lock file wants, and whether this Python has it
    sentences           what is said before more of our code can be read
    streams             input and output that are missing, and output that nobody reads

Even Python 3.8 must be able to read these files, to say which Python is needed.
"""

from ulo.bootstrap.entering import (
    BootstrapError,
    check_python,
    ensure_environment,
    enter_environment,
)
from ulo.bootstrap.sentences import say
from ulo.bootstrap.streams import run_to_end

__all__ = [
    "BootstrapError",
    "check_python",
    "ensure_environment",
    "enter_environment",
    "run_to_end",
    "say",
]
