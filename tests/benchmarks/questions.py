"""Does our search find what people ask the true records?

    .venv/bin/python tests/benchmarks/questions.py                    the questions in questions.yml
    .venv/bin/python tests/benchmarks/questions.py other.yml          others of the same form
    .venv/bin/python tests/benchmarks/questions.py --site site        in a site that is built
    .venv/bin/python tests/benchmarks/questions.py --ask "carers LS1" what one text finds

Without a site it makes only the lists that the search reads, of the records as they are. Node asks
the engine; no page is drawn. For each kind it prints the share that was found first and among the
first three, then each question that was not, with what was found instead.

An answer is right where one of the accepted pages is first, or among the first three: of the
results, or, if it is no group, of the pages that are named beside them. Where the reader should be
asked which place is meant, each of the places has to be among the choices; where numbers to ring
should come first, some have to; and where there is nothing, no group may be shown.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

# This runs by itself, without pytest, which would find these folders.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "support"))

from node import node
from sites import ROOT
from ulo import pipeline, schema, site
from ulo.site.page import File

QUESTIONS = Path(__file__).with_suffix(".yml")
SCRIPT = Path(__file__).with_suffix(".js")
# The folders of a site whose lists the search reads.
LISTS = ("find/", "places/")
SHOWN = 3
Json = dict[str, Any]


def write_lists(folder: Path) -> None:
    """Writes what the search reads of a site of the true records."""
    config = site.site_config(ROOT)
    catalogue = pipeline.load_catalogue(ROOT, site.make_instance(config))
    with tempfile.TemporaryDirectory() as shell:
        plan = site.draw_shell(config, catalogue, Path(shell))
        for item in plan.items:
            if isinstance(item, File) and item.url.startswith(LISTS):
                path = folder / item.url
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(plan.draw(item))


def ask(questions: list[Json], folder: Path) -> list[Json]:
    """What the search of a site answers to each question."""
    crisis = schema.load(ROOT).crisis
    with tempfile.TemporaryDirectory() as data:
        for name, content in {"site": {"site": str(folder)}, "crisis": crisis}.items():
            (Path(data) / f"{name}.json").write_text(json.dumps(content), "utf-8")
        done = subprocess.run(
            [node(), str(SCRIPT)],
            input=json.dumps(questions),
            stdout=subprocess.PIPE,
            text=True,
            encoding="utf-8",
            env=os.environ | {"JS_TEST_DATA": data},
            check=True,
        )
    return [json.loads(line) for line in done.stdout.splitlines()]


def is_right(question: Json, answer: Json, shown: int) -> bool:
    """Whether the first of what is shown is what was asked for."""
    match question.get("answer"):
        case "help-now":
            return bool(answer["helpNow"])
        case "which-place":
            return set(question["places"]) <= set(answer["choices"])
        case "none":
            return not answer["groups"]
    accepted = set(question["accept"])
    others = {page for page in accepted if not page.startswith("orgs/")}
    return bool(accepted & set(answer["results"][:shown]) or others & set(answer["pages"][:shown]))


def report(questions: list[Json], answers: list[Json]) -> Iterator[str]:
    kinds = defaultdict(list)
    missed = []
    for question, answer in zip(questions, answers, strict=True):
        right = [is_right(question, answer, shown) for shown in (1, SHOWN)]
        kinds[question["kind"]].append(right)
        if not all(right):
            place = "at 1" if right[1] else "at 3"
            asked = " | ".join(filter(None, (question["q"], question.get("where"))))
            missed.append(f"{place}  {question['kind']}: {asked}\n      {_described(answer)}")
    kinds["all"] = [right for rights in list(kinds.values()) for right in rights]
    yield f"{'kind':<18}{'asked':>6}{'at 1':>6}{'at 3':>6}"
    for kind, rights in kinds.items():
        first, among = map(sum, zip(*rights, strict=True))
        yield f"{kind:<18}{len(rights):>6}{first:>6}{among:>6}"
    yield from ("", "Not found:", *missed)
    asked = zip(questions, answers, strict=True)
    alarms = [q["q"] for q, a in asked if a["helpNow"] and q.get("answer") != "help-now"]
    yield from ("", "Numbers to ring without need:", *(alarms or ["none"]))


def _described(answer: Json) -> str:
    parts = [f"{answer['groups']} groups", ", ".join(answer["results"][:SHOWN])]
    if answer["helpNow"]:
        parts.append("help now")
    if answer["choices"]:
        parts.append("which place")
    return "; ".join(filter(None, parts))


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Does our search find what people ask?")
    parser.add_argument("questions", nargs="?", type=Path, default=QUESTIONS)
    parser.add_argument("--site", type=Path, help="a site that is built")
    parser.add_argument("--ask", action="append", help="a text; what it finds is printed")
    return parser.parse_args()


def main(options: argparse.Namespace) -> Iterable[str]:
    texts = options.ask or []
    questions = [{"q": text} for text in texts] or yaml.safe_load(
        options.questions.read_text("utf-8")
    )
    with tempfile.TemporaryDirectory() as folder:
        lists = options.site or Path(folder)
        if not options.site:
            write_lists(lists)
        answers = ask(questions, lists.resolve())
    if not texts:
        return report(questions, answers)
    return [f"{text}\n      {_described(a)}" for text, a in zip(texts, answers, strict=True)]


if __name__ == "__main__":
    print(*main(arguments()), sep="\n")
