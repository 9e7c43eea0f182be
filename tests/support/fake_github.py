"""A GitHub small enough to test a workflow on.

`gh` is a program that records what it was asked; git has a real remote.
"""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[2]
GIT = (
    "git",
    "-c",
    "user.name=A maintainer",
    "-c",
    "user.email=maintainer@example.org",
    "-c",
    "commit.gpgsign=false",
)

# Only what the workflow asks for. Its filters run in jq, as those of the real `gh` do.
GH = r"""
import jq, json, os, re, shutil, sys
world_file = os.environ["FAKE_WORLD"]
world = json.load(open(world_file))
arguments = sys.argv[1:]
world["calls"].append(arguments)

def option(name, default=None):
    return arguments[arguments.index(name) + 1] if name in arguments else default

def answer(value):
    query = option("--jq")
    for found in jq.compile(query).input_value(value).all() if query else [value]:
        print(found if isinstance(found, str) else json.dumps(found))

def fields():
    found = {}
    for number, argument in enumerate(arguments):
        if argument in ("-f", "-F"):
            name, _, value = arguments[number + 1].partition("=")
            if argument == "-F" and value.startswith("@"):
                value = open(value[1:]).read()
            found[name] = value
    return found

def pull(number):
    return next(pull for pull in world["pulls"] if pull["number"] == int(number))

match arguments[:2]:
    case ["auth", "setup-git"]:
        pass
    case ["issue", "list"]:
        states = ("open", "closed") if option("--state") == "all" else ("open",)
        since = (option("--search") or "").removeprefix("created:>=")
        found = [issue for issue in world["issues"] if issue["state"] in states]
        answer([issue for issue in found if issue["created"] >= since][: int(option("--limit"))])
    case ["issue", "edit"]:
        labels = {*world["labels"], *option("--add-label").split(",")}
        world["labels"] = sorted(labels - {*option("--remove-label").split(",")})
    case ["label", "create"]:
        pass
    case ["run", "list"]:
        answer([{"headSha": sha} for sha in world["published"]])
    case ["run", "download"]:
        parcel = world["parcels"].get(option("--name"), world["parcel"])
        shutil.copytree(parcel, option("--dir"), symlinks=True)
    case ["release", "list"]:
        answer([{"tagName": tag} for tag in world["releases"]])
    case ["release", "view"]:
        if arguments[2] not in world["releases"]:
            sys.exit("release not found")
    case ["release", "download"]:
        os.makedirs(option("--dir"))
        for number, argument in enumerate(arguments):
            if argument == "--pattern":
                shutil.copy(
                    os.path.join(world["releases"][arguments[2]]["files"], arguments[number + 1]),
                    option("--dir"),
                )
    case ["release", "create"]:
        tag = arguments[2]
        if tag in world["releases"]:
            sys.exit("a release with the same tag name already exists")
        kept = os.path.join(os.path.dirname(world_file), tag)
        os.makedirs(kept)
        for asset in arguments[arguments.index("--notes-file") + 2 :]:
            shutil.copy(asset, kept)
        notes = open(option("--notes-file")).read()
        world["releases"][tag] = {"files": kept, "title": option("--title"), "notes": notes}
    case ["pr", "list"]:
        wanted = option("--head"), option("--state")
        answer([pull for pull in world["pulls"] if (pull["head"], pull["state"]) == wanted])
    case ["pr", "create"]:
        world["pulls"].append({
            "number": 100 + len(world["pulls"]),
            "head": option("--head"),
            "base": option("--base"),
            "state": "open",
            "isCrossRepository": False,
            "draft": "--draft" in arguments,
            "title": option("--title"),
            "body": open(option("--body-file")).read(),
        })
    case ["pr", "ready"]:
        pull(arguments[2])["draft"] = "--undo" in arguments
    case ["api", *_]:
        path = next(part for part in arguments if part.startswith("repos/"))
        if found := re.fullmatch(r"repos/example/led/issues/[0-9]+/comments\?per_page=100", path):
            answer(world["comments"])
        elif found := re.fullmatch(r"repos/example/led/issues/comments/([0-9]+)", path):
            comments = {comment["id"]: comment for comment in world["comments"]}
            comments[int(found[1])].update(fields())
        elif found := re.fullmatch(r"repos/example/led/pulls/([0-9]+)", path):
            pull(found[1]).update(fields())
        elif found := re.fullmatch(r"repos/example/led/issues/[0-9]+/comments", path):
            author = {"login": "github-actions[bot]"}
            number = len(world["comments"]) + 1
            world["comments"].append({"id": number, "user": author, **fields()})
        elif re.fullmatch(r"repos/example/led/issues/[0-9]+", path):
            answer(world["issue"])
        elif path == "repos/example/led/actions/workflows?per_page=100":
            answer({"workflows": world["workflows"]})
        else:
            sys.exit(f"gh api {path} is not faked")
    case _:
        sys.exit(f"gh {arguments} is not faked")
json.dump(world, open(world_file, "w"))
"""


class FakeGitHub:
    """A repository `example/led` with an issue 7, whose workflow steps can be run one by one."""

    def __init__(self, folder: Path, workflow: str) -> None:
        source = (ROOT / ".github" / "workflows" / workflow).read_text("utf-8")
        self.folder, self.jobs = folder, yaml.safe_load(source)["jobs"]
        self.runs = 0
        (folder / "bin").mkdir(parents=True)
        gh = folder / "bin" / "gh"
        gh.write_text(f"#!{sys.executable}\n{GH}", "utf-8")
        gh.chmod(0o755)
        self._world = folder / "world.json"
        self.change(
            calls=[],
            comments=[],
            labels=[],
            issues=[],
            pulls=[],
            published=[],
            releases={},
            workflows=[],
            parcel=str(folder / "parcel"),
            parcels={},
        )
        self.remote = folder / "remote.git"
        self.git("init", "--quiet", "--bare", "--initial-branch=main", str(self.remote), cwd=folder)
        seed = self.clone("seed")
        (seed / "orgs").mkdir()
        (seed / "orgs" / "there-already.yml").write_text("name: There Already\n", "utf-8")
        self.commit(seed, "Begin", "main")

    @property
    def world(self) -> dict:
        return json.loads(self._world.read_text("utf-8"))

    def change(self, **facts: object) -> None:
        self._world.write_text(
            json.dumps((self.world if self._world.exists() else {}) | facts), "utf-8"
        )

    def git(self, *arguments: str, cwd: Path | None = None) -> str:
        return subprocess.run(
            [*GIT, *arguments], cwd=cwd or self.remote, check=True, capture_output=True, text=True
        ).stdout

    def clone(self, name: str, branch: str = "") -> Path:
        self.git(
            "clone",
            "--quiet",
            *(["--branch", branch] if branch else []),
            str(self.remote),
            str(self.folder / name),
            cwd=self.folder,
        )
        return self.folder / name

    def commit(self, clone: Path, message: str, branch: str) -> None:
        self.git("add", ".", cwd=clone)
        self.git("commit", "--quiet", "-m", message, cwd=clone)
        self.git("push", "--quiet", "origin", f"HEAD:{branch}", cwd=clone)

    def run(
        self, job: str, facts: dict[str, str], cwd: Path | None = None
    ) -> list[subprocess.CompletedProcess]:
        """Runs the shell steps of a job as GitHub does: one bash each, up to the first failure."""
        self.runs += 1
        cwd = cwd or self.clone(f"checkout-{self.runs}")
        temporary = self.folder / f"temp-{self.runs}"
        temporary.mkdir()
        outputs: dict[str, str] = {}
        done: list[subprocess.CompletedProcess] = []
        for number, step in enumerate(self.jobs[job]["steps"]):
            condition = step.get("if", "'yes'")
            is_met = _is_met(condition, outputs, facts)
            is_after_failure = bool(done and done[-1].returncode)
            if "run" not in step or not is_met:
                continue
            if is_after_failure and "cancelled" not in condition:
                continue
            output = temporary / f"output-{number}"
            environment = {
                "PATH": f"{self.folder / 'bin'}:{os.environ['PATH']}",
                "HOME": str(self.folder),
                "FAKE_WORLD": str(self._world),
                "GITHUB_OUTPUT": str(output),
                "GITHUB_STEP_SUMMARY": str(temporary / "summary.md"),
                "GITHUB_REPOSITORY": "example/led",
                "GITHUB_RUN_ID": "1",
                "RUNNER_TEMP": str(temporary),
                "GITHUB_EVENT_PATH": str(self.folder / "event.json"),
                "SOURCE_DATE_EPOCH": "1795257600",
                "TZ": "UTC",
            }
            for name, text in step.get("env", {}).items():
                environment[name] = self._expression(str(text), facts, outputs)
            done.append(
                subprocess.run(
                    ["bash", "-e", "-c", step["run"]],
                    cwd=cwd,
                    env=environment,
                    capture_output=True,
                    text=True,
                    timeout=120,
                    check=False,
                )
            )
            for line in output.read_text("utf-8").splitlines() if output.exists() else []:
                name, _, value = line.partition("=")
                outputs[name] = value
        return done

    @staticmethod
    def _expression(text: str, facts: dict[str, str], outputs: dict[str, str]) -> str:
        known = {
            **{f"steps.last.outputs.{name}": value for name, value in outputs.items()},
            "steps.attest.outputs.bundle-path": facts.get("bundle", ""),
            "needs.build.outputs.tag": facts.get("tag", ""),
            "github.sha": facts.get("commit", ""),
            "github.token": "secret",
            "secrets.CONFIRMATION_SECRET": facts.get("secret", ""),
            "inputs.issue": facts.get("number"),
            "github.event.issue.number || inputs.issue": facts.get("number"),
            "github.event.issue.user.login": facts.get("author", "someone"),
            "github.event_name == 'workflow_dispatch'": facts.get("by_hand", "false"),
            "github.server_url": "https://github.com",
            "github.repository": "example/led",
            "matrix.part": facts.get("part"),
            "vars.CONTACT": "hello@example.org",
            "steps.pages.outputs.base_url": "https://example.org/led",
            "github.event.pull_request.base.sha || github.event.before": facts.get("before", ""),
        }
        return re.sub(r"\$\{\{ (.*?) \}\}", lambda match: known[match[1]], text)


def _is_met(condition: str, outputs: dict[str, str], facts: dict[str, str]) -> bool:
    """Whether a step runs, going by its `if`."""
    by_hand = "yes" if facts.get("by_hand") == "true" else ""
    condition = re.sub(
        r"(?:steps|needs)\.\w+\.outputs\.(\w+)",
        lambda found: f"'{outputs.get(found[1], '')}'",
        condition,
    )
    condition = condition.replace("github.event_name == 'workflow_dispatch'", f"'{by_hand}'")
    condition = condition.replace("!cancelled()", "'yes'")
    assert re.fullmatch(r"'[^']*'( && '[^']*')*", condition), (
        f"this condition is not faked: {condition}"
    )
    return "''" not in condition
