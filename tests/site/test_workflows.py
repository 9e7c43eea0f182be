"""The workflows are valid and safe, and do what they promise on a fake GitHub."""

import json
import re
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
import yaml

from fake_github import FakeGitHub
from sites import GOLDEN, copy
from ulo import schema as shape
from ulo.contribute.intake.answers import form_questions, question_label
from ulo.contribute.signed_codes import make_code
from ulo.records import parse

ROOT = Path(__file__).resolve().parents[2]
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
# Each was read and is pinned by its commit. No others: for the rest there is `gh`.
ACTIONS = {
    "actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1",
    "actions/setup-python@5fda3b95a4ea91299a34e894583c3862153e4b97",
    "actions/configure-pages@983d7736d9b0ae728b81ab479565c72886d7745b",
    "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9",
    "actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f",
    "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128",
    "actions/attest@1e69f48acb82d1966a394da916b4c1698aa569d6",
    "actions/dependency-review-action@a1d282b36b6f3519aa1f3fc636f609c47dddb294",
    "github/codeql-action/init@2892aa5e19bbd11bc0cff5427e3b750a04d9e3c2",
    "github/codeql-action/analyze@2892aa5e19bbd11bc0cff5427e3b750a04d9e3c2",
    "github/codeql-action/upload-sarif@2892aa5e19bbd11bc0cff5427e3b750a04d9e3c2",
    "ossf/scorecard-action@2d1146689b8cda280b9bc96326124645441f03bc",
}
# What a job may write, by workflow and job. All else is read only.
WRITERS = {
    ("codeql.yml", "analysis"): {"security-events"},
    ("deploy.yml", "attest"): {"attestations", "id-token"},
    ("deploy.yml", "publish"): {"id-token", "pages"},
    ("intake.yml", "write"): {"contents", "issues", "pull-requests"},
    ("release.yml", "attest"): {"attestations", "id-token"},
    ("release.yml", "publish"): {"contents"},
    ("scorecard.yml", "analysis"): {"id-token", "security-events"},
    ("upkeep.yml", "post"): {"issues"},
}


def jobs(path: Path) -> dict:
    return yaml.safe_load(path.read_text("utf-8"))["jobs"]


def steps(path: Path) -> list[dict]:
    return [step for job in jobs(path).values() for step in job["steps"]]


def tool(name: str, *arguments: object) -> subprocess.CompletedProcess:
    return subprocess.run(
        [Path(sys.prefix) / "bin" / name, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


# --- All of them ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("schema_name", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        (
            "vendor.github-issue-forms",
            [
                GITHUB / "ISSUE_TEMPLATE" / name
                for name in ("group.yml", "record.yml", "confirm.yml", "bug.yml")
            ],
        ),
        ("vendor.github-issue-config", [GITHUB / "ISSUE_TEMPLATE" / "config.yml"]),
        ("vendor.dependabot", [GITHUB / "dependabot.yml"]),
    ],
)
def test_github_understands_them(schema_name, files):
    done = tool("check-jsonschema", "--builtin-schema", schema_name, *files)
    assert done.returncode == 0, done.stdout


def test_zizmor_finds_nothing(tmp_path):
    done = tool("zizmor", "--offline", "--no-progress", GITHUB)
    assert done.returncode == 0 and "No findings" in done.stdout, done.stdout
    unsafe = tmp_path / "unsafe.yml"
    unsafe.write_text(
        (GITHUB / "workflows" / "intake.yml")
        .read_text("utf-8")
        .replace('gh api "repos/$GITHUB_REPOSITORY', 'echo "${{ github.event.issue.title }}" #'),
        "utf-8",
    )
    assert "template-injection" in tool("zizmor", "--offline", "--no-progress", unsafe).stdout


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_only_reviewed_actions_run(path):
    assert {step["uses"] for step in steps(path) if "uses" in step} <= ACTIONS


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_expression_in_a_command(path):
    for step in steps(path):
        assert "${{" not in step.get("run", ""), "put it into `env` and use the variable"


def test_each_pin_says_its_version():
    """One commit for each action, and the version that it is, for whoever reads it."""
    pins = {}
    for path in WORKFLOWS:
        text = path.read_text("utf-8")
        found = re.findall(
            r"uses: ([\w./-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)$", text, re.MULTILINE
        )
        assert len(found) == text.count("uses:"), f"{path.name} has an action without both"
        for action, *pin in found:
            repository = "/".join(action.split("/")[:2])
            assert pins.setdefault(repository, pin) == pin, f"{repository} has two pins"


def test_each_computer_and_python_is_named():
    for path in WORKFLOWS:
        for job in jobs(path).values():
            assert job["runs-on"] == "ubuntu-24.04", f"{path.name}: name the image, not the latest"
        versions = [
            step["with"]["python-version"]
            for step in steps(path)
            if step.get("uses", "").startswith("actions/setup-python@")
        ]
        assert set(versions) <= {"3.11", "${{ matrix.python }}"}


def test_nobody_elses_code_runs_with_our_rights():
    """`pull_request_target` and `workflow_run` have our secrets, also for a stranger's change."""
    for path in WORKFLOWS:
        events = set(yaml.safe_load(path.read_text("utf-8"))[True])
        assert not events & {"pull_request_target", "workflow_run"}, path.name


def test_who_may_write_what():
    found = {}
    for path in WORKFLOWS:
        for name, job in jobs(path).items():
            rights = job.get("permissions", {}).items()
            if writes := {right for right, access in rights if access != "read"}:
                found[path.name, name] = writes
    assert found == WRITERS


def test_who_may_sign_runs_none_of_our_programs():
    """A package that was taken over must not be able to sign, nor to publish, in our name."""
    for (workflow, name), rights in WRITERS.items():
        if "id-token" in rights:
            for step in jobs(GITHUB / "workflows" / workflow)[name]["steps"]:
                assert not re.search(r"python|build\.py|pip|npm|node", step.get("run", ""))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_least_permissions(path):
    source = yaml.safe_load(path.read_text("utf-8"))
    assert source["permissions"] in ({}, {"contents": "read"})
    for job in source["jobs"].values():
        assert "timeout-minutes" in job
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] is False


def test_untrusted_input_is_read_without_write_permission():
    for job in jobs(GITHUB / "workflows" / "intake.yml").values():
        if any("build.py" in step.get("run", "") for step in job["steps"]):
            assert set(job["permissions"].values()) == {"read"}
        else:
            assert not any(
                "event.json" in step.get("run", "") or "GITHUB_EVENT_PATH" in step.get("run", "")
                for step in job["steps"]
            )


# --- Whether the tests run ------------------------------------------------------------------------

# What somebody changes, and whether it asks for the tests.
CHANGES = [
    (["orgs/new-voices.yml"], False),
    (["orgs/there-already.yml", "library/words/advocacy.yml"], False),
    (
        [
            "orgs/new-voices.yml",
            "schema/registers/moved.json",
            "schema/registers/left-out.json",
            "schema/registers/withdrawn.json",
        ],
        False,
    ),
    (["ulo/render.py"], True),
    (["orgs/new-voices.yml", "ulo/render.py"], True),
    (["schema/registers/partners.json"], True),
    (["docs/orgs/index.md"], True),
]
PYTHON = """#!/bin/sh
echo "$*" >> "$HOME/python.log"
mkdir -p site/a && echo page > site/a/index.html && echo home > site/index.html
"""


def pushed(tmp_path, workflow, files) -> tuple[FakeGitHub, str]:
    """A repository in which somebody has changed these files, and the commit before.

    Its `python3` only records what it was asked.
    """
    made = FakeGitHub(tmp_path / "github", workflow)
    python = made.folder / "bin" / "python3"
    python.write_text(PYTHON, "utf-8")
    python.chmod(0o755)
    clone = made.clone("somebody")
    before = made.git("rev-parse", "HEAD", cwd=clone).strip()
    for name in files:
        (clone / name).parent.mkdir(parents=True, exist_ok=True)
        (clone / name).write_text("new\n", "utf-8")
    made.commit(clone, "Change something", "main")
    return made, before


def asked_of_python(made) -> list[str]:
    return [
        line.split(" --")[0]
        for line in (made.folder / "python.log").read_text("utf-8").splitlines()
    ]


@pytest.mark.parametrize(
    ("files", "tested"),
    CHANGES,
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_change_of_records_is_published_without_tests(tmp_path, files, tested):
    made, before = pushed(tmp_path, "deploy.yml", files)
    made.change(published=[before])
    assert all(done.returncode == 0 for done in made.run("build", {}))
    assert asked_of_python(made) == [*["build.py test"] * tested, "build.py check", "build.py"]


@pytest.mark.parametrize(("count", "parts"), [(20_000, ""), (20_001, "[1, 2, 3, 4, 5, 6, 7, 8]")])
def test_only_a_very_large_site_is_drawn_in_parts(tmp_path, count, parts):
    made = FakeGitHub(tmp_path / "github", "deploy.yml")
    many = tmp_path / "many" / "orgs"
    many.mkdir(parents=True)
    for number in range(count):
        (many / f"{number}.yml").touch()
    (done,) = made.run("size", {}, cwd=many.parent)
    assert done.returncode == 0
    told = [path.read_text("utf-8") for path in made.folder.glob("temp-1/output-*")]
    assert told == ([f"parts={parts}\n"] if parts else [])


def test_a_part_is_drawn_with_the_settings_of_the_whole(tmp_path):
    made, before = pushed(tmp_path, "deploy.yml", ["orgs/new-voices.yml"])
    made.change(published=[before])
    made.run("parts", {"part": "3"})
    made.run("build", {})
    log = (made.folder / "python.log").read_text("utf-8").splitlines()
    part, whole = log[0].split(), log[-1].split()
    assert part[:3] == ["build.py", "--shard", "3/8"] and whole[:2] == ["build.py", "--join"]
    assert part[3:] == whole[2:]


@pytest.mark.parametrize("published", [[], ["0" * 40]], ids=["nothing", "a commit that is gone"])
def test_unpublished_commits_are_tested(tmp_path, published):
    made, _ = pushed(tmp_path, "deploy.yml", ["orgs/new-voices.yml"])
    made.change(published=published)
    assert all(done.returncode == 0 for done in made.run("build", {}))
    assert asked_of_python(made) == ["build.py test", "build.py check", "build.py"]


def test_failed_code_is_tested_again_with_the_next_record(tmp_path):
    made, before = pushed(tmp_path, "deploy.yml", ["ulo/render.py"])
    made.change(published=[before])
    clone = made.clone("somebody-else")
    (clone / "orgs" / "new-voices.yml").write_text("new\n", "utf-8")
    made.commit(clone, "Add a record", "main")
    made.run("build", {})
    assert asked_of_python(made)[0] == "build.py test"


@pytest.mark.parametrize(
    ("files", "tested"),
    CHANGES,
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_change_of_records_is_checked_without_tests(tmp_path, files, tested):
    made, before = pushed(tmp_path, "check.yml", files)
    for commit, wanted in ((before, tested), ("0" * 40, True)):
        [done] = made.run("changed", {"before": commit})
        told = (made.folder / f"temp-{made.runs}" / "output-1").read_text("utf-8")
        assert done.returncode == 0 and told == f"code={'yes' if wanted else 'no'}\n"
    assert (
        made.jobs["tests"]["needs"] == "changed"
        and made.jobs["tests"]["if"] == "needs.changed.outputs.code == 'yes'"
    )
    assert made.jobs["changed"]["outputs"]["code"] == "${{ steps.look.outputs.code }}"


def test_workflows_agree_on_the_paths_of_records():
    records = [
        set(re.findall(r"':!([^']+)'", step["run"]))
        for path in WORKFLOWS
        for step in steps(path)
        if "git diff --quiet" in step.get("run", "") and ":!" in step["run"]
    ]
    assert len(records) == 2 and records[0] == records[1]


@pytest.mark.parametrize("state", ["active", "disabled_manually", "disabled_inactivity"])
def test_a_change_says_what_github_has_switched_off(tmp_path, state):
    """What a maintainer has switched off is theirs to know."""
    made = FakeGitHub(tmp_path / "github", "check.yml")
    names = ("Publish", "Upkeep")
    made.change(workflows=[{"name": name, "state": state} for name in names])
    [done] = made.run("awake", {})
    is_off = state == "disabled_inactivity"
    assert (done.returncode, "::Publish, Upkeep." in done.stdout) == (int(is_off), is_off)
    assert (
        "schedule"
        not in yaml.safe_load((GITHUB / "workflows" / "check.yml").read_text("utf-8"))[True]
    ), "or it would be switched off with the others"


@pytest.mark.parametrize("fault", ["", "changed", "more", "less"])
def test_what_is_signed_are_the_files_that_are_published(tmp_path, fault):
    made, before = pushed(tmp_path, "deploy.yml", ["orgs/new-voices.yml"])
    made.change(published=[before])
    assert all(done.returncode == 0 for done in made.run("build", {}))
    site = made.folder / f"checkout-{made.runs}" / "site"
    lines = (site / "SHA256SUMS").read_text("utf-8").splitlines()
    assert [line.split("  ")[1] for line in lines] == ["a/index.html", "index.html"]
    if fault in ("changed", "more"):
        name = "index.html" if fault == "changed" else "more.html"
        (site / name).write_text("something else\n", "utf-8")
    elif fault == "less":
        (site / "index.html").unlink()
    artifact = tmp_path / "artifact"
    artifact.mkdir()
    subprocess.run(["tar", "-cf", artifact / "artifact.tar", "-C", site, "."], check=True)
    made.change(parcels={"github-pages": str(artifact)})
    [done] = made.run("attest", {})
    assert (done.returncode == 0) == (not fault), done.stderr


def test_a_withdrawal_is_published_even_if_nothing_can_be_signed():
    made = jobs(GITHUB / "workflows" / "deploy.yml")
    assert made["attest"]["needs"] == made["publish"]["needs"] == "build"
    # Else no run would be a success, and the tests would run before each record: they may fail.
    assert made["attest"]["continue-on-error"] is True
    assert [name for name, job in made.items() if "continue-on-error" in job] == ["attest"]


# --- Releases of the data -------------------------------------------------------------------------


def make_releases(folder: Path):
    """A GitHub, and a project whose data it releases; the clock of its shell stands in a month."""
    made = FakeGitHub(folder / "github", "release.yml")
    project = copy(folder / "project", GOLDEN)

    def run(month: str, tag: str | None = None) -> tuple[list, list]:
        clock = made.folder / "bin" / "date"
        clock.write_text(f'#!/bin/sh\ntest "$*" = "-u +%Y.%m" && echo {month}\n', "utf-8")
        clock.chmod(0o755)
        built = made.run("build", {}, cwd=project)
        assert all(done.returncode == 0 for done in built), built[-1].stderr
        package = made.folder / f"temp-{made.runs}" / "package"
        if tag is None and not package.exists():
            return built, []
        made.change(parcel=str(package))
        bundle = made.folder / "attestation.json"
        bundle.write_text("{}\n", "utf-8")
        facts = {"tag": tag or f"data-{month}", "bundle": str(bundle)}
        signed = made.run("attest", facts, cwd=folder)
        assert all(done.returncode == 0 for done in signed), signed[-1].stderr
        provenance = made.folder / f"temp-{made.runs}" / "provenance"
        made.change(parcels={"provenance": str(provenance)})
        return built, made.run("publish", facts, cwd=folder)

    return made, project, run


@pytest.fixture
def releases(tmp_path):
    return make_releases(tmp_path)


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    """A GitHub that has released the data of one month, and the files of that release."""
    folder = tmp_path_factory.mktemp("released")
    made, _, run = make_releases(folder)
    run("2026.09")
    files = Path(made.world["releases"]["data-2026.09"]["files"])
    # What stays in its place would stop another release of that month, whatever is in it.
    return made, files.rename(folder / "files")


def found_year(project: Path, year: int) -> None:
    path = project / "orgs" / "northside-voices.yml"
    text = re.sub(r"(?m)^founded: .*$", f"founded: {year}", path.read_text("utf-8"))
    path.write_text(text, "utf-8")


def test_data_are_released_each_month_in_which_a_record_changed(releases):
    made, project, run = releases
    run("2026.09")
    assert list(made.world["releases"]) == ["data-2026.09"]
    first = made.world["releases"]["data-2026.09"]
    assert first["title"] == "Data 2026.09" and "the first release" in first["notes"]
    names = {path.name for path in Path(first["files"]).iterdir()}
    assert {"organisations.jsonl", "changes.json", "RELEASE.md", "SHA256SUMS"} <= names
    assert {"sbom.cdx.json", "provenance.intoto.jsonl"} <= names

    built, published = run("2026.10")
    assert "Nothing was released" in built[-1].stdout and not published
    found_year(project, 1990)
    made.change(releases=made.world["releases"] | {"v1.0.0": {}, "data-9": {}})
    run("2026.10")
    second = made.world["releases"]["data-2026.10"]
    changes = json.loads((Path(second["files"]) / "changes.json").read_text("utf-8"))
    assert (changes["previous"], changes["version"]) == ("2026.09", "2026.10")
    assert [one["id"] for one in changes["changed"]] == ["northside-voices"]
    assert "https://example.org/led/orgs/northside-voices/" in second["notes"]


def test_a_month_is_released_once(releases):
    made, project, run = releases
    run("2026.09")
    before = made.world["releases"]
    found_year(project, 1990)
    built, published = run("2026.09")
    assert "released already" in built[0].stdout and len(built) == 1 and not published
    # Somebody else was quicker, between one job and the next.
    made.change(releases={"data-2026.08": before["data-2026.09"]})
    run("2026.09")
    made.change(releases=before)
    [done] = made.run("publish", {"tag": "data-2026.09"})
    assert done.returncode == 0 and "left as it is" in done.stdout
    assert made.world["releases"] == before


@pytest.mark.parametrize("fault", ["tag", "changed", "more", "link", "sums"])
def test_a_package_that_is_not_whole_is_not_released(released, fault, tmp_path):
    made, files = released
    package = tmp_path / "package"
    package.mkdir()
    for path in files.iterdir():
        if path.name != "provenance.intoto.jsonl":
            (package / path.name).write_bytes(path.read_bytes())
    if fault == "changed":
        (package / "changes.json").write_text("{}", "utf-8")
    elif fault == "more":
        (package / "more.txt").write_text("x", "utf-8")
    elif fault == "link":
        (package / "RELEASE.md").rename(tmp_path / "elsewhere")
        (package / "RELEASE.md").symlink_to(tmp_path / "elsewhere")
    elif fault == "sums":
        (package / "SHA256SUMS").unlink()
    made.change(parcel=str(package), releases={})
    tag = "data-2026.09; touch pwned" if fault == "tag" else "data-2026.09"
    [done] = made.run("publish", {"tag": tag})
    assert done.returncode != 0 and made.world["releases"] == {}


def test_what_writes_releases_reads_no_records():
    made = jobs(GITHUB / "workflows" / "release.yml")
    assert set(made["build"]["permissions"].values()) == {"read"}
    assert made["publish"]["permissions"] == {"actions": "read", "contents": "write"}
    assert made["publish"]["needs"] == ["build", "attest"], (
        "nothing is released without a signature"
    )
    assert not any("uses" in step for step in made["publish"]["steps"])
    assert all("build.py" not in step["run"] for step in made["publish"]["steps"])


# --- Intake, from the issue to the pull request ---------------------------------------------------

ANSWERS = {
    "name": "Northside Voices",
    "summary": "People with learning disabilities in Leeds who speak up together.",
    "user_led.led_by": "People with learning disabilities",
    "user_led.basis": "Most of its board",
    "user_led.evidence": "Most of its trustees have a learning disability.",
    "user_led.source": "https://www.example.org/about",
    "for": "People with learning disabilities",
    "activities": "Self-advocacy",
    "area.reach": "Local",
    "area.serves": "Leeds",
    "checked.by": "Yes, I'm writing for the group",
}
HOSTILE = {
    "name": "Northside Voices $(touch pwned) `touch pwned` ; touch pwned",
    "summary": "Closes #1 and @everyone, ![x](https://evil.example/x.png) says this here.\n"
    "::error::no\n/close",
    "user_led.evidence": "Fixes #2. ${{ github.token }} $GH_TOKEN <script>alert(1)</script>",
}


@pytest.fixture
def github(tmp_path):
    return FakeGitHub(tmp_path / "github", "intake.yml")


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("intake")
    (folder / "none").mkdir()
    return copy(folder / "project", folder / "none", least_town=0)


# What the first job made of an issue, and the folder that it hands over. It may change nothing, so
# it makes the same of the same issue: it runs once for each.
READ = {}


def send(github, project, by_hand="false", **changes):
    """A person sends the form for a new group, or edits it; both jobs run."""
    words = shape.load(ROOT)
    given = ANSWERS | {name.replace("__", "."): answer for name, answer in changes.items()}
    body = "\n\n".join(
        f"### {question_label(question, words)}\n\n{given.get(question.id, '_No response_')}"
        for question in form_questions(words)
    )
    event = {"action": "opened", "issue": {"number": 7, "title": HOSTILE["name"], "body": body}}
    (github.folder / "event.json").write_text(json.dumps(event), "utf-8")
    github.change(issue=event["issue"])
    facts = {"number": "7", "by_hand": by_hand}
    if (body, by_hand) not in READ:
        for left in (project / "orgs").iterdir():
            left.unlink()
        read = github.run("read", facts, cwd=project)
        assert all(done.returncode == 0 for done in read), read[-1].stderr
        parcel = project.parent / f"parcel-{len(READ)}"
        shutil.copytree(github.folder / f"temp-{github.runs}" / "intake", parcel)
        READ[body, by_hand] = read, parcel
    read, parcel = READ[body, by_hand]
    github.change(parcel=str(parcel))
    return read, github.run("write", facts)


def branch(github, name="intake/7"):
    """The files of a branch that main has not, with their texts, and the words of its commits."""
    if name not in github.git("branch", "--format=%(refname:short)").split():
        return {}, ""
    files = github.git("diff", "--name-only", "main", name).split()
    return {file: github.git("show", f"{name}:{file}") for file in files}, github.git(
        "log", "--format=%an %ae%n%B", f"main..{name}"
    )


def test_new_group_becomes_a_pull_request_with_an_answer(github, project):
    _, done = send(github, project)
    assert [step.returncode for step in done] == [0, 0, 0], done[-1].stderr
    files, log = branch(github)
    assert (
        list(files) == ["orgs/northside-voices.yml"]
        and "name: Northside Voices\n" in files["orgs/northside-voices.yml"]
    )
    assert log.split("\n")[:2] == [
        "github-actions[bot] 41898282+github-actions[bot]@users.noreply.github.com",
        "Add orgs/northside-voices.yml",
    ]
    world = github.world
    assert [(pull["title"], pull["draft"], pull["base"]) for pull in world["pulls"]] == [
        ("Add orgs/northside-voices.yml", False, "main")
    ]
    assert (
        world["pulls"][0]["body"].endswith("\nCloses #7\n")
        and "They say they are writing for the group" in world["pulls"][0]["body"]
    )
    assert len(world["comments"]) == 1 and world["comments"][0]["body"].startswith(
        "<!-- intake -->\nThank you for telling us about Northside Voices."
    )
    assert world["labels"] == ["ready to review", "record"]


SECRET = "a secret that no one else has, 32 long"


def test_confirmed_page_becomes_a_pull_request_that_says_what_its_code_is_worth(tmp_path, github):
    """A code that is right makes it ready; a forged one, or none, leaves it a draft."""
    project = copy(tmp_path / "project", GOLDEN)
    record = project / "orgs" / "northside-voices.yml"
    before = record.read_text("utf-8")
    data = parse(before.encode(), "")[0].data
    code = make_code("northside-voices", data, date(2026, 12, 31), SECRET.encode())
    for sent, label in ((code, "ready to review"), (code[:-4] + "AAAA", "needs a maintainer")):
        body = f"### Your group\n\nnorthside-voices\n\n### Code\n\n{sent}"
        issue = {"number": 7, "title": "Confirm: northside-voices", "body": body}
        (github.folder / "event.json").write_text(json.dumps({"issue": issue}), "utf-8")
        record.write_text(before, "utf-8")
        facts = {"number": "7", "secret": SECRET}
        read = github.run("read", facts, cwd=project)
        github.change(parcel=str(github.folder / f"temp-{github.runs}" / "intake"))
        done = github.run("write", facts)
        assert all(step.returncode == 0 for step in (*read, *done)), done[-1].stderr
        assert github.world["labels"] == [label, "record"]
        assert [pull["draft"] for pull in github.world["pulls"]] == [sent != code]
    changed = branch(github)[0]["orgs/northside-voices.yml"]
    assert "on: 2026-11-21, by: organisation" in changed
    kept = [path for path in github.folder.rglob("*") if path.is_file() and path.suffix != ".json"]
    for text in (*(path.read_bytes() for path in kept), changed.encode()):
        assert SECRET.encode() not in text
    for step in (*read, *done):
        assert SECRET not in step.stdout + step.stderr


def test_only_the_reading_of_issues_has_the_secret():
    """No workflow that runs the code of a pull request has it, nor any job that can write."""
    for path in WORKFLOWS:
        for name, job in jobs(path).items():
            has_it = "CONFIRMATION_SECRET" in json.dumps(job)
            assert has_it == ((path.name, name) == ("intake.yml", "read"))
            for step in job["steps"]:
                assert "secrets." not in step.get("run", "")
    assert set(yaml.safe_load((GITHUB / "workflows" / "intake.yml").read_text("utf-8"))[True]) == {
        "issues",
        "workflow_dispatch",
    }


def test_a_report_of_a_fault_starts_no_job():
    condition = jobs(GITHUB / "workflows" / "intake.yml")["read"]["if"]
    labels = yaml.safe_load((GITHUB / "ISSUE_TEMPLATE" / "bug.yml").read_text("utf-8"))["labels"]
    assert [
        f"!contains(github.event.issue.labels.*.name, '{label}')" in condition for label in labels
    ] == [True]


def test_edited_issue_updates_pull_request_and_answer(github, project):
    send(github, project)
    send(github, project, name="Northside Voices Leeds")
    files, _ = branch(github)
    assert list(files) == ["orgs/northside-voices-leeds.yml"]
    assert [pull["title"] for pull in github.world["pulls"]] == [
        "Add orgs/northside-voices-leeds.yml"
    ]
    assert (
        len(github.world["comments"]) == 1
        and "Northside Voices Leeds" in github.world["comments"][0]["body"]
    )


def test_faulty_record_waits_for_an_answer(github, project):
    send(github, project, contact__phone="12")
    assert branch(github) == ({}, "") and github.world["pulls"] == []
    assert 'Phone: "12" isn\'t a phone number' in github.world["comments"][0][
        "body"
    ] and github.world["labels"] == ["needs an answer", "record"]
    send(github, project, by_hand="true", contact__phone="12")
    assert [pull["draft"] for pull in github.world["pulls"]] == [True] and "12" in branch(github)[
        0
    ]["orgs/northside-voices.yml"]
    send(github, project)
    assert [pull["draft"] for pull in github.world["pulls"]] == [False] and github.world[
        "labels"
    ] == ["ready to review", "record"]


def test_what_may_be_a_home_is_a_draft_for_a_maintainer(github, project):
    send(github, project, based_in__address="Flat 3, 12 Example Street", **{"for": "Carers"})
    [pull] = github.world["pulls"]
    assert pull["draft"] and github.world["labels"] == ["needs a maintainer", "record"]
    assert "Is it somebody's home?" in pull["body"]
    assert "What the checks found: No problems" in pull["body"]
    assert "Is this someone's home?" in github.world["comments"][0]["body"]


def test_incomplete_record_becomes_a_draft(github, project):
    send(github, project, user_led__evidence="I don't know")
    assert [pull["draft"] for pull in github.world["pulls"]] == [True] and github.world[
        "labels"
    ] == ["needs a maintainer", "record"]


def test_hostile_text_has_no_effect(github, project):
    read, done = send(
        github,
        project,
        by_hand="true",
        **{name.replace(".", "__"): answer for name, answer in HOSTILE.items()},
    )
    assert [step.returncode for step in done] == [0, 0, 0], done[-1].stderr
    assert not list(github.folder.rglob("pwned")) and not (project / "pwned").exists()
    assert all("::" not in step.stdout for step in (*read, *done))
    files, log = branch(github)
    assert list(files) == ["orgs/northside-voices-touch-pwned-touch-pwned-touch-pwned.yml"]
    assert (
        "#1" not in log
        and "touch pwned" not in log.replace("-", "_")
        and "secret" not in files.popitem()[1]
    )
    pull, comment = github.world["pulls"][0], github.world["comments"][0]
    for text in (pull["body"], comment["body"].removeprefix("<!-- intake -->")):
        spoken = re.sub(r"`[^`\n]*`", "", text).removesuffix("Closes #7\n")
        assert not re.search(r"[@#<>{}\[\]]|\]\(|^/|::", spoken, re.MULTILINE), spoken
    assert all(
        "touch" not in " ".join(call)
        for call in github.world["calls"]
        if "--title" not in call and "-f" not in call
    )


def test_comments_and_branches_of_others_are_left_alone(github, project):
    github.change(
        comments=[{"id": 50, "user": {"login": "someone"}, "body": "<!-- intake -->\nmine"}],
        pulls=[
            {
                "number": 3,
                "head": "intake/7",
                "state": "open",
                "isCrossRepository": True,
                "title": "mine",
                "body": "mine",
                "draft": False,
            }
        ],
    )
    send(github, project)
    assert (
        github.world["comments"][0]["body"].endswith("mine") and len(github.world["comments"]) == 2
    )
    assert github.world["pulls"][0]["title"] == "mine" and len(github.world["pulls"]) == 2


def test_commits_of_a_maintainer_are_not_overwritten(github, project):
    send(github, project)
    clone = github.clone("maintainer", "intake/7")
    (clone / "orgs" / "northside-voices.yml").write_text("name: Mended\n", "utf-8")
    github.commit(clone, "Mend it", "intake/7")
    send(github, project, summary="Another summary that is long enough to be one.")
    assert (
        branch(github)[0]["orgs/northside-voices.yml"] == "name: Mended\n"
        and len(github.world["comments"]) == 1
    )


# Days within the last week, and before it, whenever this runs.
RECENT, LONG_AGO = "2999-01-01T12:00:00Z", "2001-01-01T12:00:00Z"


def issues(count: int, state: str, created: str) -> list[dict[str, object]]:
    return [{"number": number, "state": state, "created": created} for number in range(count)]


@pytest.mark.parametrize("state", ["open", "closed"])
def test_account_with_many_issues_in_a_week_waits(state, github, project):
    """Whoever closes each issue at once is as busy as anybody."""
    github.change(issues=issues(11, state, RECENT))
    send(github, project)
    assert branch(github) == ({}, "") and github.world["comments"] == []
    send(github, project, by_hand="true")
    assert len(github.world["pulls"]) == 1


def test_issues_of_another_month_do_not_count(github, project):
    github.change(issues=issues(11, "open", LONG_AGO))
    send(github, project)
    assert len(github.world["pulls"]) == 1


@pytest.mark.parametrize(
    ("slug", "link"),
    [
        ("../../.github/workflows/x", False),
        ("a b", False),
        ("-x", False),
        ("x\ny", False),
        ("x", True),
    ],
)
def test_artifact_is_not_trusted(github, tmp_path, slug, link):
    parcel = tmp_path / "parcel"
    parcel.mkdir()
    for name, text in {
        "state": "ready",
        "label": "ready to review",
        "slug": slug,
        "comment.md": "x",
        "request.md": "x",
    }.items():
        (parcel / name).write_text(text, "utf-8")
    if link:
        (parcel / "record.yml").symlink_to("/etc/hostname")
    else:
        (parcel / "record.yml").write_text("name: X\n", "utf-8")
    github.change(parcel=str(parcel))
    done = github.run("write", {"number": "7"})
    assert done[1].returncode == 1 and branch(github) == ({}, "") and github.world["pulls"] == []
