"""A repository with a branch, as a maintainer reviews it."""

from pathlib import Path

from git_repository import git
from sites import DATA, copy, run

GOLDEN = DATA / "golden" / "orgs"
# A record that nobody has a question about.
NEW = """\
name: Eastside Voices
summary: People with learning disabilities in Leeds who speak up together.
user_led:
  led_by: [people-with-learning-disabilities]
  basis: self-described
  evidence: It says that its members run it.
  source: https://eastside.example.org/about
for: [people-with-learning-disabilities]
activities: [self-advocacy]
area: {reach: local, serves: [leeds]}
contact: {website: https://eastside.example.org}
added: 2026-11-20
checked: {on: 2026-11-20, by: public-sources}
sources:
  - {url: https://eastside.example.org/about, title: About us, year: 2025, supports: [user_led]}
"""


def make_branch(folder: Path) -> Path:
    """A copy of the project with the branch `change`, on which nothing has changed yet."""
    copy(folder, GOLDEN)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "orgs", "schema", "docs", "mkdocs.yml")
    git(folder, "commit", "-qm", "before")
    git(folder, "switch", "-qc", "change")
    return folder


def commit(folder: Path) -> None:
    git(folder, "add", "-A", "orgs", "schema", "docs")
    git(folder, "commit", "-qm", "a change")


def read(folder: Path, *arguments: str) -> str:
    """What the review says of the branch."""
    done = run(folder, "review", "--since", "main", *arguments)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout
