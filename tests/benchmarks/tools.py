"""The other programs, fetched into a folder of their own."""

import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Sequence
from functools import cached_property
from importlib.metadata import version
from pathlib import Path

from sites import ROOT

LOCK = ROOT / "requirements" / "benchmark.txt"
NODE_PROJECT = Path(__file__).parent / "eleventy"
Command = Sequence[str | Path]


class UnavailableError(Exception):
    """A program cannot be had on this computer."""


class Tools:
    """What starts each program, and which version of it. Each is fetched when it is asked for.

    The commands raise UnavailableError.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def hugo(self) -> tuple[Command, str]:
        # The programs themselves, without the script in Python that starts each.
        found = self._python_packages.glob("lib/python*/site-packages/hugo/binaries/hugo*")
        return [next(found)], _locked("hugo")

    def pagefind(self) -> tuple[Command, str]:
        found = self._python_packages.glob("lib/python*/site-packages/pagefind_bin/pagefind*")
        return [next(found)], _locked("pagefind")

    def check_jsonschema(self) -> tuple[Command, str]:
        name = "check-jsonschema"
        return [self._python_packages / "bin" / name], _locked(name)

    def mkdocs(self) -> tuple[Command, str]:
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
        return [*command], f"{version('mkdocs')}, Material {version('mkdocs-material')}"

    def eleventy(self) -> tuple[Command, str]:
        package = self._node_packages / "node_modules" / "@11ty" / "eleventy"
        text = (package / "package.json").read_text("utf-8")
        found = re.search(r'"version": "(.*?)"', text)
        return ["node", package / "cmd.cjs"], found[1] if found else ""

    @cached_property
    def _python_packages(self) -> Path:
        folder = self.folder / "python"
        if not folder.exists():
            venv.create(folder, with_pip=True)
        pip = [folder / "bin" / "python", "-m", "pip", "install", "--quiet", "--require-hashes"]
        _fetch([*pip, "-r", LOCK])
        return folder

    @cached_property
    def _node_packages(self) -> Path:
        folder = self.folder / "node"
        shutil.copytree(NODE_PROJECT, folder, dirs_exist_ok=True)
        _fetch(["npm", "ci", "--ignore-scripts", "--silent", "--prefix", folder])
        return folder


def _fetch(command: Command) -> None:
    try:
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    except (OSError, subprocess.CalledProcessError) as error:
        raise UnavailableError(str(error)) from error


def _locked(package: str) -> str:
    found = re.search(rf"^{package}==(\S+)", LOCK.read_text("utf-8"), re.MULTILINE)
    return found[1] if found else ""
