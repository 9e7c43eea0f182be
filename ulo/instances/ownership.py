"""Which files all instances share, and which belong to one instance alone.

What an instance says of itself, of its country and of its groups is its own: no other instance gets
it. Of most such files a new instance gets a start, from the folder `starter`, and writes the rest.
"""

from fnmatch import fnmatchcase

# What one instance says: its records and settings, who runs it, its guides and the law they tell.
OWN = (
    ".git-blame-ignore-revs",
    ".github/CODEOWNERS",
    # Written from schema/, so they differ with its fields.
    ".github/ISSUE_TEMPLATE/confirm.yml",
    ".github/ISSUE_TEMPLATE/group.yml",
    ".github/ISSUE_TEMPLATE/record.yml",
    "CHANGELOG.md",
    "CITATION.cff",
    "LICENCE-DATA",
    "README.md",
    "docs/about/accessibility.md",
    "docs/about/index.md",
    "docs/about/where-to-look.md",
    "docs/data/corrections.md",
    "docs/data/first-import.md",
    "docs/data/second-import.md",
    "docs/guides/*",
    "docs/help-now/*",
    "docs/instances/*",
    "instance.json",
    "library/*",
    "mkdocs.yml",
    "orgs/*",
    "schema/registers/*",
)
# What differs from country to country. Another network of the same country may keep it.
COUNTRY = (
    "schema/areas.json",
    "schema/country/*",
    "schema/example.yml",
    "schema/geography/*",
    "requirements/geography.*",
    "schema/locales/*/country.yml",
    "schema/locales/*/locale.json",
    "schema/vocabulary/legal-form.json",
    "schema/vocabulary/reach.json",
)
# The tests of the program, and what measures it, stay where it is made. An instance has tests of
# its own records and pages, which need these.
PROGRAM_TESTS = (
    ".github/workflows/benchmark.yml",
    ".github/workflows/fuzz.yml",
    "requirements/benchmark.*",
    "tests/*",
)
INSTANCE_TESTS = (
    "tests/instance/*",
    "tests/support/browser.py",
    "tests/support/once.py",
    "tests/support/sharding.py",
    "tests/support/sorts.js",
)
# What no instance needs: kept copies, results, and what belongs to git.
LEFT_OUT = (".git", ".venv*", ".cache", ".unfinished", "site", "parts", "node_modules")
LEFT_OUT_ANYWHERE = ("__pycache__", ".*_cache", ".hypothesis")


def is_own(path: str, keeps_country: bool = False) -> bool:
    """Whether a file, by its path in the repository, belongs to one instance alone.

    `keeps_country` is for another network of the same country.
    """
    if _matches(path, INSTANCE_TESTS):
        return False
    own = (*OWN, *PROGRAM_TESTS) if keeps_country else (*OWN, *PROGRAM_TESTS, *COUNTRY)
    return _matches(path, own)


def is_left_out(path: str) -> bool:
    """Whether a file or a folder is no part of the program, such as the built site."""
    first, *_, last = path.split("/") if "/" in path else (path, path)
    return _matches(first, LEFT_OUT) or _matches(last, LEFT_OUT_ANYWHERE)


def _matches(path: str, patterns: tuple[str, ...]) -> bool:
    # A star stands for slashes, too.
    return any(fnmatchcase(path, pattern) for pattern in patterns)
