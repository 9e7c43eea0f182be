"""The secret that signs the codes of groups. It is in no file of the repository."""

import os
from pathlib import Path

from ulo.contribute.signed_codes import MIN_SECRET_LENGTH
from ulo.core import count, message

VARIABLE, FILE_VARIABLE = "CONFIRMATION_SECRET", "CONFIRMATION_SECRET_FILE"


class SecretError(Exception):
    """There is no secret, or none that is safe. The text says why, and what to do."""


def read_secret(root: Path) -> bytes:
    """The secret of this instance. Raises SecretError where there is none that is safe."""
    secret = find_secret(root)
    if secret is None:
        raise SecretError(
            message("commands.invite.no_secret", variable=VARIABLE, file_variable=FILE_VARIABLE)
        )
    return secret


def find_secret(root: Path) -> bytes | None:
    """The secret, or None where none is set. Raises SecretError for one that is not safe."""
    text = os.environ.get(VARIABLE, "").strip()
    path = os.environ.get(FILE_VARIABLE, "").strip()
    if not text and path:
        text = _read_file(Path(path), root)
    elif not text:
        return None
    if len(text.encode()) < MIN_SECRET_LENGTH:
        raise SecretError(count("commands.invite.short_secret", MIN_SECRET_LENGTH))
    return text.encode()


def _read_file(path: Path, root: Path) -> str:
    if path.resolve().is_relative_to(root.resolve()):
        raise SecretError(message("commands.invite.public_secret"))
    try:
        return path.read_text("utf-8").strip()
    except (OSError, ValueError):
        raise SecretError(
            message("commands.invite.unreadable_secret", file_variable=FILE_VARIABLE)
        ) from None
