"""registers: what the public registers say of the numbers in records, and numbers written into
them."""

import sys
from argparse import Namespace
from pathlib import Path

from ulo.cli.shared import FINE, PROBLEMS, USAGE
from ulo.core import ERROR, files, visible
from ulo.pipeline import check_organisations, today


def registers(root: Path, options: Namespace) -> int:
    """Compares our records with the extracts in a folder; with --write, writes what is named."""
    from ulo.geography import Gazetteer
    from ulo.maintain.registers import assigning, comparing, folder, gathering, report
    try:
        wanted = [assigning.read(text) for text in options.write or ()]
    except assigning.Refused as refusal:
        return _refuse(str(refusal), USAGE)
    place, shown = Path(options.folder), visible(options.folder)
    if not place.is_dir():
        return _refuse(f"There is no folder {shown}. Name the one with the extracts.", USAGE)
    shape, cases, problems = check_organisations(root)
    gazetteer = Gazetteer(shape)
    groups = comparing.groups(cases, gazetteer)
    found, faults = folder.files(place)
    numbers = [number for group in groups for number in group.numbers.items()]
    names = {name for group in groups if not group.closed for name in group.names}
    gathered = gathering.gather(
        found, [*numbers, *(one.number for one in wanted)], names, _progress)
    gathered.faults[:0] = faults
    if not any(source.rows for source in gathered.sources.values()):
        for name, fault in gathered.faults:
            print(f"{visible(name)} {report.FAULTS[fault]}", file=sys.stderr)
        return _refuse(f"There is nothing to compare with in {shown}. "
                       "docs/maintainers.md says where the extracts are found.", USAGE)
    if not wanted:
        result = comparing.compare(groups, gathered, gazetteer, today())
        told = report.Report(result, gathered, groups, today(), options.folder)
        print(report.FORMATS[options.format](told))
        return PROBLEMS if result.findings else FINE
    broken = {problem.path for problem in problems if problem.level == ERROR}
    records = {case.record.path: case.record for case in cases if case.record.path not in broken}
    try:
        changed = assigning.assigned(wanted, records, groups, gathered, shape)
    except assigning.Refused as refusal:
        return _refuse(f"{refusal} Nothing was written.", USAGE if refusal.misread else PROBLEMS)
    _write(root, changed, shape)
    for one in wanted:
        name = visible(gathered.entries[one.number].name)
        print(f"{one.path}: {' '.join(one.number)}, which the register calls {name}")
    print("Look at the change with  git diff  and check it:  python3 build.py check")
    return FINE


def _write(root: Path, changed: dict[str, dict], shape) -> None:
    from ulo.records import formatting
    for path, data in changed.items():
        text = (root / path).read_bytes().decode("utf-8")
        files.write_safely(root / path, formatting.revised(text, data, shape).encode())


def _progress(file) -> None:
    """Names each file as it is read, where a person looks on."""
    if sys.stderr.isatty():
        print(f"  reading {visible(file.name)}", file=sys.stderr, flush=True)


def _refuse(sentence: str, code: int) -> int:
    print(sentence, file=sys.stderr)
    return code
