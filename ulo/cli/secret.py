"""The secret that signs the codes of groups. It is in no file of the repository."""

import os
from pathlib import Path

from ulo.contribute.signed_codes import MIN_SECRET_LENGTH

VARIABLE, FILE_VARIABLE = "CONFIRMATION_SECRET", "CONFIRMATION_SECRET_FILE"


class SecretError(Exception):
    """There is no secret, or none that is safe. The text says why, and what to do."""


def read_secret(root: Path) -> bytes:
    """The secret of this instance. Raises SecretError where there is none that is safe."""
    secret = find_secret(root)
    if secret is None:
        raise SecretError(
            f"There is no secret to sign codes with. Put it in the variable {VARIABLE}, "
            f"or its file in {FILE_VARIABLE}. docs/maintainers.md says how to make one."
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
        raise SecretError(
            f"The secret is too short to be safe: it needs {MIN_SECRET_LENGTH} characters or more. "
            "docs/maintainers.md says how to make one."
        )
    return text.encode()


def _read_file(path: Path, root: Path) -> str:
    if path.resolve().is_relative_to(root.resolve()):
        raise SecretError(
            "The file with the secret is in the repository, where it could be published. "
            "Keep it somewhere else."
        )
    try:
        return path.read_text("utf-8").strip()
    except (OSError, ValueError):
        raise SecretError(
            f"The file in {FILE_VARIABLE} can't be read. Check its name, and that it's plain text."
        ) from None
