"""What comes from elsewhere is pinned, has its fingerprint, and a licence that we accept."""

import json
import re
from importlib import metadata
from pathlib import Path

import pytest

from ulo.maintain.release import read_lock

ROOT = Path(__file__).resolve().parents[2]
STARTER = ROOT / "ulo" / "instances" / "starter" / "requirements"
LOCKS = [*sorted((ROOT / "requirements").glob("*.txt")), *sorted(STARTER.glob("*.txt"))]
NODE_LOCKS = [
    ROOT / "package-lock.json",
    *sorted((ROOT / "tests" / "benchmarks").glob("*/package-lock.json")),
]
LICENCES = json.loads((ROOT / "requirements" / "licences.json").read_text("utf-8"))
PERMISSIVE = set(LICENCES["permissive"])
ACCEPTED = PERMISSIVE | set(LICENCES["weak_copyleft"])
# What packages say of themselves in words of their own.
SAID = {
    "0BSD": "BSD",
    "Apache-2.0": "Apache",
    "BSD-2-Clause": "BSD",
    "BSD-3-Clause": "BSD",
    "GPL-2.0-or-later": "GNU General Public License v2 or later",
    "LGPL-2.1-or-later": "GNU Lesser General Public License v2 or later",
    "MIT": "MIT",
    "MPL-1.1": "Mozilla Public License 1.1",
    "MPL-2.0": "MPL.2.0",
    "PSF-2.0": "Python Software Foundation",
}
# What installs packages, or fetches a program. Each has to name a lock file, or is none of ours.
INSTALLS = re.compile(
    r"\b(pip3? install|pipx? (?:run|install)|uvx|npx|npm (?:i|install|exec)|yarn|pnpm)\b"
)
PIPED = re.compile(r"\b(?:curl|wget)\b[^\n|]*\|\s*(?:sudo\s+)?(?:ba|z|da)?sh\b|\b(?:ba)?sh <\(")


def locked() -> dict[str, set[str]]:
    """The versions of each package in any lock file of Python."""
    found: dict[str, set[str]] = {}
    for lock in LOCKS:
        for package in read_lock(lock.read_text("utf-8")):
            found.setdefault(package.name, set()).add(package.version)
    return found


def is_accepted(expression: str, accepted: set[str]) -> bool:
    """Whether we may use a package under an SPDX expression: any side of OR, and all of AND."""
    return any(
        set(choice.strip("()").split(" AND ")) <= accepted for choice in expression.split(" OR ")
    )


def is_unsafe(line: str) -> bool:
    """Whether a line of a script fetches what is not pinned."""
    return bool(PIPED.search(line) or (INSTALLS.search(line) and "--require-hashes" not in line))


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_each_package_has_its_fingerprints(lock):
    packages = read_lock(lock.read_text("utf-8"))
    assert len(packages) == len(re.findall(r"(?m)^[^ #\n].*==", lock.read_text("utf-8"))) > 0
    assert all(package.hashes and package.wanted_by for package in packages)


@pytest.mark.parametrize("lock", NODE_LOCKS, ids=lambda path: path.parent.name)
def test_each_package_of_node_has_its_fingerprint_and_licence(lock):
    packages = {
        name: facts for name, facts in json.loads(lock.read_text())["packages"].items() if name
    }
    assert packages
    for name, facts in packages.items():
        assert facts["integrity"].startswith("sha512-") and "resolved" not in facts, name
        assert is_accepted(facts["license"], PERMISSIVE), f"{name}: {facts['license']}"


def test_each_licence_is_listed_once_and_accepted():
    assert list(LICENCES["packages"]) == sorted(locked()), "requirements/licences.json"
    reasons = dict(LICENCES["reasons"])
    for name, expression in LICENCES["packages"].items():
        if not is_accepted(expression, PERMISSIVE):
            assert is_accepted(expression, ACCEPTED), f"{name} is under {expression}"
            assert reasons.pop(name), f"{name}: say why {expression} does no harm"
    assert not reasons, "these need no reason"


@pytest.mark.parametrize(
    ("expression", "is_fine"),
    [
        ("MIT", True),
        ("MIT AND PSF-2.0", True),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("GPL-3.0-only OR MIT", True),
        ("(MIT AND GPL-3.0-only) OR BSD-2-Clause", True),
    ],
)
def test_what_a_licence_allows(expression, is_fine):
    assert is_accepted(expression, PERMISSIVE) is is_fine


def test_the_licences_are_those_of_the_packages():
    """Of each package that is installed here, in the words that it has for them."""
    looked_at = 0
    for name, versions in locked().items():
        try:
            package = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # It is for another task: that of its own lock file looks at it.
        if package.version not in versions:
            continue
        listed, looked_at = LICENCES["packages"][name], looked_at + 1
        if said := package.metadata["License-Expression"]:
            assert listed == said, name
            continue
        classifiers = package.metadata.get_all("Classifier", [])
        words = [text for text in classifiers if text.startswith("License ::")]
        words += [text for text in [package.metadata["License"]] if text]
        if not words:
            files = [path for path in package.files or [] if path.name.startswith("LICEN")]
            words = [path.read_text("utf-8") for path in files]
        for licence in re.split(r" AND | OR ", listed):
            pattern = rf"\b({re.escape(licence)}|{SAID.get(licence, licence)})\b"
            assert any(re.search(pattern, text) for text in words), f"{name}: {listed}"
    assert looked_at > 60


def test_nothing_is_fetched_without_a_fingerprint():
    """In workflows, in our programs, and in the tests that fetch what they measure."""
    paths = [
        *(ROOT / ".github" / "workflows").glob("*.yml"),
        *(ROOT / "ulo").rglob("*.py"),
        *(ROOT / ".ci").iterdir(),
        *(ROOT / "tests").rglob("*.py"),
        ROOT / "build.py",
        ROOT / ".pre-commit-config.yaml",
    ]
    for path in paths:
        if path != Path(__file__):
            for line in path.read_text("utf-8").splitlines():
                assert not is_unsafe(line), f"{path.relative_to(ROOT)}: {line.strip()}"
            if re.search(r"""["']pip["'], ["']install["']""", text := path.read_text("utf-8")):
                assert '"--require-hashes"' in text, f"{path.name} installs without a lock"


@pytest.mark.parametrize(
    ("line", "unsafe"),
    [
        ("pip install -r requirements/build.txt", True),
        ("python -m pip install --require-hashes -r requirements/build.txt", False),
        ("npm install", True),
        ("npx html-validate", True),
        ("npm ci --ignore-scripts", False),
        ("curl -fsSL https://example.org/install | sh", True),
        ("wget -qO- https://example.org/x | sudo bash", True),
        ("bash <(curl https://example.org/x)", True),
        ("curl https://example.org/list | sed -n 1p", False),
        ("uvx zizmor", True),
    ],
)
def test_what_counts_as_unsafe(line, unsafe):
    assert is_unsafe(line) is unsafe


def test_npm_runs_no_script_of_a_package():
    for path in (ROOT / ".github" / "workflows").glob("*.yml"):
        for call in re.findall(r"npm ci.*", path.read_text("utf-8")):
            assert "--ignore-scripts" in call, path.name


def test_the_audit_asks_about_all_that_is_locked():
    text = (ROOT / ".github" / "workflows" / "check.yml").read_text("utf-8")
    found = re.search(r"for lock in (.*\.txt); do", text)
    assert found
    assert {path for glob in found[1].split() for path in ROOT.glob(glob)} == set(LOCKS)
    nodes = re.search(r"for lock in (package-lock.*); do", text)
    assert nodes
    assert {path for glob in nodes[1].split() for path in ROOT.glob(glob)} == set(NODE_LOCKS)
    # Without it, packages that could not be asked about count as sound.
    assert 'pip-audit" --strict' in text
