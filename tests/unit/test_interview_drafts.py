"""The questions of `build.py new` let people go back, stop, go on, and change an answer."""

import json
import stat
from argparse import Namespace

import pytest
from test_interview import LEEDS, OWN, REQUIRED, SKIPPED

from sites import ROOT
from ulo import checks, records
from ulo.cli import making
from ulo.cli.making import DraftFile
from ulo.contribute import form
from ulo.contribute.interview import Draft, read_draft, run_interview, write_draft
from ulo.contribute.interview.fields import GROUPS, MEETING, OPTIONAL, REQUIRED as NEEDED
from ulo.core import ERROR
from ulo.records.formatting import dump

WHOLE = [*REQUIRED, *SKIPPED, *OWN]


class Memory:
    """A store that keeps all that was ever saved in it."""

    def __init__(self, draft=None):
        self.draft, self.saved, self.deleted = draft, [], 0

    def load(self):
        return self.draft

    def save(self, draft):
        self.saved.append(write_draft(draft).decode())

    def delete(self):
        self.deleted += 1


def talk(schema, today, answers, store=None, existing=None):
    """The outcome and all that was shown; running out of answers is like closing the window."""
    rest, shown = iter(answers), []

    def read(prompt):
        answer = next(rest, EOFError)
        if isinstance(answer, type):
            raise answer
        return answer

    contexts = [
        checks.CheckContext(records.Record(slug, f"orgs/{slug}.yml", data), schema, today)
        for slug, data in (existing or {}).items()
    ]
    outcome = run_interview(schema, today, contexts, existing or {}, read, shown.append, store)
    assert not list(rest)
    return outcome, "\n".join(shown)


def last_draft(store, schema):
    return read_draft(store.saved[-1].encode(), schema)


def test_every_question_of_the_form_is_asked(schema):
    asked = {
        *(".".join(map(str, pointer)) for pointer in (("name",), *NEEDED, *OPTIONAL, *MEETING)),
        *(
            ".".join(map(str, pointer))
            for group in GROUPS
            for field in group.fields
            for pointer in form.asked_fields(schema, field)
        ),
        *(f"{group.entries}.0.{part}" for group in GROUPS for part in group.parts),
        *("access.0.is", "access.0.detail", "sources.0.year"),
        # Asked of those who write from public pages.
        *(
            f"{place}.{part}"
            for place in ("meetings.0", "first_visit")
            for part in ("on", "source")
        ),
    }
    wanted = set()
    for question in form.all_questions(schema):
        wanted |= {part.id for part in question.parts} or {question.id}
    # A new group has not closed; who writes is asked in other words; a postcode without an address
    # is taken as its district.
    left_out = {one for one in wanted if one.startswith("closed.")}
    assert wanted - left_out - asked == {"checked.by", "based_in.district"}


def test_back_opens_the_question_before_with_its_answer(schema, today):
    answers = [
        *("back", *REQUIRED[:3], "back", "<", ""),
        *("women", "board", "back", "", *REQUIRED[4:], *SKIPPED, *OWN),
    ]
    (_, data), shown = talk(schema, today, answers)
    assert "This is the first question." in shown
    assert "Your answer so far: People in Leeds who speak up together." in shown
    assert "Your answer so far: Example People First" not in shown
    assert data["user_led"]["led_by"] == ["women"]
    assert data["user_led"]["basis"] == "board-majority"
    assert data["summary"] == REQUIRED[1]


@pytest.mark.parametrize("end", ["quit", "QUIT", EOFError, KeyboardInterrupt])
def test_whoever_stops_goes_on_where_they_were(schema, today, end):
    for count in (1, 4, 9, 15, 24, 25):
        store = Memory()
        outcome, _ = talk(schema, today, [*WHOLE[:count], end], store)
        assert outcome is None
        assert store.deleted == 0
        again = Memory(last_draft(store, schema))
        outcome, shown = talk(schema, today, ["yes", *WHOLE[count:]], again)
        assert outcome == talk(schema, today, WHOLE)[0]
        assert "You have started a record: Example People First." in shown


def test_a_draft_can_be_thrown_away(schema, today):
    store = Memory(Draft(data={"name": "Old Voices"}, answered=["name"]))
    (slug, data), _ = talk(schema, today, ["no", *WHOLE], store)
    assert (slug, data["name"], store.deleted) == ("example-people-first", REQUIRED[0], 1)


def test_a_wrong_answer_leaves_the_old_one(schema, today):
    answers = [*REQUIRED[:2], "back", "short", "", *REQUIRED[2:], *SKIPPED, *OWN]
    (_, data), _ = talk(schema, today, answers)
    assert data["summary"] == REQUIRED[1]


def test_any_answer_can_be_changed_before_the_record_is_written(schema, today):
    answers = [*WHOLE[:-1], "what?", "0", "99999999999", "²", "1", "Northside Voices"]
    (slug, data), shown = talk(
        schema, today, [*answers, "3", "carers", "13", "northside.example.org", "yes"]
    )
    assert slug == "northside-voices"
    assert data["user_led"]["led_by"] == ["carers"]
    assert data["contact"] == {"website": "https://northside.example.org"}
    assert "  3. Led by: People with learning disabilities, Autistic people" in shown


def test_an_answer_can_be_left_blank_again(schema, today):
    answers = [*REQUIRED, *SKIPPED[:2], "example.org", "back", "-", *SKIPPED[3:], *OWN]
    (_, data), _ = talk(schema, today, answers)
    assert "contact" not in data


def test_what_is_needed_and_not_known_is_said(schema, today):
    answers = [*REQUIRED[:5], "don't know", "I don't know", *REQUIRED[7:], *SKIPPED, *OWN]
    (_, data), shown = talk(schema, today, answers)
    assert "source" not in data["user_led"]
    assert data["sources"] == [{"supports": ["user_led"]}]
    assert "Source of the evidence: still needed" in shown


@pytest.mark.parametrize(
    ("answer", "ids"),
    [
        ("13", ["carers"]),
        ("1, 3", ["disabled-people", "autistic-people"]),
        ("1 3", ["disabled-people", "autistic-people"]),
        ("Deaf people and Carers", ["deaf-people", "carers"]),
        ("carers; women, 1", ["carers", "women", "disabled-people"]),
        ("Gypsies, Roma and Travellers", ["gypsy-roma-traveller-people"]),
        ("Migrants and refugees", ["migrants-and-refugees"]),
        ("28", None),
        ("0", None),
        ("survivor", None),
    ],
)
def test_terms_are_named_in_words_or_numbers(schema, today, answer, ids):
    store = Memory()
    talk(schema, today, [*REQUIRED[:2], answer, "quit"], store)
    assert last_draft(store, schema).data.get("user_led", {}).get("led_by") == ids or (
        ids is None and "user_led" not in last_draft(store, schema).data
    )


def test_a_suggestion_is_taken_with_yes(schema, today):
    answers = [*REQUIRED[:2], "disabled-peopl, carers and womens", "yes", "quit"]
    store = Memory()
    _, shown = talk(schema, today, answers, store)
    assert set(last_draft(store, schema).data["user_led"]["led_by"]) == {
        *("disabled-people", "carers", "women")
    }
    assert 'Did you mean "Disabled people"?' in shown


def test_what_was_understood_of_a_list_is_kept(schema, today):
    store = Memory()
    _, shown = talk(schema, today, [*REQUIRED[:2], "carers, wizards", "13, women", "quit"], store)
    assert "We've kept: Carers." in shown
    assert last_draft(store, schema).data["user_led"]["led_by"] == ["carers", "women"]


def test_a_part_of_a_list_is_shown(schema, today):
    _, shown = talk(schema, today, [*REQUIRED[:2], "?", "? sign", "? wizards", "quit"])
    assert "  8. Deaf people: Deaf people who use sign language" in shown
    assert "Nothing on the list matches: wizards" in shown
    assert "Type back (or <)" in shown


def test_more_is_asked_only_of_who_wants_it(schema, today):
    more = [
        *("step-free, bsl", "Ramp at the back", ""),
        *("", "", "perhaps", "yes", "https://example.org/bsl", "facebook.com/example1"),
        *("People speak up together.", "", "", ""),
        *("charity", "1098893", "", "", "", "", "75 %"),
        "Example Network",
        *("Rewrote the guide of the council.", "Leeds City Council", "", "delivery", "2024", ""),
        *("https://example.org/work", ""),
        *("Join our panel. We meet online.", "31/1/2027", "", "yes", "", "", ""),
        *("https://example.org/join", ""),
        *("https://example.org/report", "Annual report", "2024", ""),
    ]
    answers = [*REQUIRED, *SKIPPED, "many", "1, 2, 4, 5, 6, 7, 8, 9", *more, "yes", "yes"]
    (slug, data), shown = talk(schema, today, answers)
    assert data["access"] == [{"is": "step-free", "detail": "Ramp at the back"}, {"is": "bsl"}]
    assert data["contact"] == {
        "relay_uk": "true",
        "bsl": "https://example.org/bsl",
        "social": ["https://facebook.com/example1"],
    }
    assert data["identifiers"] == {"GB-CHC": "1098893"}
    assert data["user_led"]["board_share"] == "75"
    assert [work["stage"] for work in data["work"]] == ["delivery"]
    assert data["opportunities"][0]["closes"] == "2027-01-31"
    assert [source.get("title") for source in data["sources"]] == ["About us", "Annual report"]
    record, problems = records.parse(dump(data, schema).encode(), f"orgs/{slug}.yml")
    assert not problems
    assert [p for p in checks.run([record], schema, today)[1] if p.level == ERROR] == []
    assert "Please write numbers from 1 to 9." in shown
    assert "Please write yes or no." in shown


def test_a_second_meeting_is_asked_for(schema, today):
    meeting = ["Drop-in", "tuesday", "weekly", "", "", ""]
    more = ["no", "August", "Quiz", "", "monthly", "", "", "", "", "", ""]
    answers = [*REQUIRED, *SKIPPED[:-1], *meeting, "4", *more, "yes", "yes"]
    (_, data), _ = talk(schema, today, answers)
    assert data["meetings"] == [
        {"what": "Drop-in", "day": ["tuesday"], "every": "week", "breaks": "August"},
        {"what": "Quiz", "every": "month"},
    ]


def test_an_entry_that_is_left_blank_is_gone(schema, today):
    work = ["Rewrote the guide of the council.", "back", "-"]
    (_, data), _ = talk(schema, today, [*REQUIRED, *SKIPPED, "7", *work, "yes", "yes"])
    assert "work" not in data


def test_more_can_be_added_after_the_summary(schema, today):
    answers = [*WHOLE[:-1], "more", "6", "Example Network", "more", "no", "yes"]
    (_, data), _ = talk(schema, today, answers)
    assert data["networks"] == ["Example Network"]


def test_what_is_not_safe_is_in_no_draft_any_more(schema, today):
    answers = [*REQUIRED, *SKIPPED[:3], "sam.sample@gmail.com", *SKIPPED[4:], "", "no", "2023"]
    store = Memory()
    talk(schema, today, [*answers, "no", "quit"], store)
    assert any("sam.sample" in saved for saved in store.saved)
    assert "sam.sample" not in store.saved[-1]
    assert "contact" not in last_draft(store, schema).data


def test_back_from_the_summary_leads_to_the_last_question(schema, today):
    email = [*SKIPPED[:3], "sam.sample@gmail.com", *SKIPPED[4:]]
    answers = [*REQUIRED, *email, "", "no", "2023", "yes", "back", "2024", "yes"]
    (_, data), shown = talk(schema, today, answers)
    assert data["sources"][0]["year"] == "2024"
    assert shown.count(schema.messages["safety"]["keep"]) == 1


def test_a_changed_answer_is_asked_about_again(schema, today):
    email = [*SKIPPED[:3], "sam.sample@gmail.com", *SKIPPED[4:]]
    answers = [*REQUIRED, *email, *OWN[:2], "yes", "14", "kim.sample@gmail.com", "no", "yes"]
    (_, data), shown = talk(schema, today, answers)
    assert "contact" not in data
    assert shown.count(schema.messages["safety"]["keep"]) == 2


def test_whoever_writes_about_a_group_of_the_directory_can_say_so(schema, today):
    answers = ["Fresh Start", *REQUIRED[1:], *SKIPPED[:2], "https://www.example.org/", *SKIPPED[3:]]
    store = Memory()
    outcome, _ = talk(schema, today, [*answers, "yes"], store, LEEDS)
    assert (outcome, store.deleted) == (None, 1)
    other = [*answers, "no", "13", "https://fresh.example.org", *OWN]
    (slug, data), _ = talk(schema, today, other, existing=LEEDS)
    assert (slug, data["contact"]["website"]) == ("fresh-start", "https://fresh.example.org")


def test_a_namesake_can_be_gone_on_with(schema, today):
    store = Memory()
    talk(schema, today, ["example people first", "quit"], store, LEEDS)
    again = Memory(last_draft(store, schema))
    rest = ["York", *REQUIRED[1:], *SKIPPED[:5], *SKIPPED[6:], *OWN]
    (slug, _), _ = talk(schema, today, ["yes", *rest], again, LEEDS)
    assert slug == "example-people-first-york"


def test_the_draft_is_private_and_whole(schema, tmp_path):
    store = DraftFile(tmp_path / ".cache" / "draft.json", schema)
    assert store.load() is None
    draft = Draft({"name": "Élan \u202e"}, ["name"], ["work"], "organisation", True)
    store.save(draft)
    assert store.load() == draft
    assert stat.S_IMODE(store.path.stat().st_mode) == 0o600
    assert [path.name for path in store.path.parent.iterdir()] == ["draft.json"]
    store.save(Draft())
    assert not store.path.exists()
    store.delete()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"\xff\xfe",
        b"[" * 10_000,
        b"x" * 600_000,
        *(
            json.dumps(source).encode()
            for source in (
                {"other": 1},
                {"data": []},
                {"data": {"name": ["x"]}},
                {"data": {"unknown": "x"}},
                {"data": {"user_led": "x"}},
                {"data": {"meetings": [{"what": {}}]}},
                {"data": {"access": {"is": "bsl"}}},
                {"answered": "name"},
                {"answered": [1]},
                {"groups": [["work"]]},
                {"author": 1},
                {"is_namesake": "yes"},
            )
        ),
    ],
)
def test_a_broken_draft_is_none(schema, tmp_path, content):
    path = tmp_path / "draft.json"
    path.write_bytes(content)
    assert DraftFile(path, schema).load() is None


def test_questions_go_on_where_no_draft_can_be_kept(schema, today, tmp_path):
    (tmp_path / "file").write_text("")
    store = DraftFile(tmp_path / "file" / "draft.json", schema)
    assert talk(schema, today, WHOLE, store)[0] == talk(schema, today, WHOLE)[0]


def test_no_answer_reaches_the_terminal_as_it_is(schema, today):
    _, shown = talk(schema, today, ["\x1b[31mRed\u202e", "? \x1b[2J", "wrong \x07", "quit"])
    assert "\x1b" not in shown
    assert "\x07" not in shown


def run_new(root, monkeypatch, answers):
    """The exit code of the command with these answers; then the window is closed."""
    rest = iter(answers)

    def read(prompt):
        try:
            return next(rest)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("builtins.input", read)
    return making.new(root, Namespace())


def test_the_command_keeps_a_draft_until_the_record_is_written(tmp_path, monkeypatch, capsys):
    for name in ("schema", "library"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "orgs").mkdir()
    draft, record = tmp_path / making.DRAFT, tmp_path / "orgs" / "example-people-first.yml"
    assert run_new(tmp_path, monkeypatch, []) == 0
    assert "kept your answers" not in capsys.readouterr().out
    assert run_new(tmp_path, monkeypatch, WHOLE[:12]) == 0
    assert "We've kept your answers on this computer." in capsys.readouterr().out
    assert draft.is_file() and not record.exists()
    assert run_new(tmp_path, monkeypatch, ["yes", *WHOLE[12:-1]]) == 0
    assert draft.is_file() and not record.exists()
    assert run_new(tmp_path, monkeypatch, ["yes", "yes"]) == 0
    assert not draft.exists()
    assert record.read_text("utf-8").count("name: Example People First") == 1
    assert "Written: orgs/example-people-first.yml" in capsys.readouterr().out


def test_a_record_that_is_there_by_then_is_not_overwritten(tmp_path, monkeypatch, capsys):
    for name in ("schema", "library"):
        (tmp_path / name).symlink_to(ROOT / name)
    (tmp_path / "orgs").mkdir()
    record = tmp_path / "orgs" / "example-people-first.yml"
    answers = iter(WHOLE)

    def read(prompt):
        answer = next(answers)
        record.write_text("somebody else's")
        return answer

    monkeypatch.setattr("builtins.input", read)
    assert making.new(tmp_path, Namespace()) == 1
    assert record.read_text() == "somebody else's"
    assert (tmp_path / making.DRAFT).is_file()
    assert "already exists" in capsys.readouterr().err


def test_long_lines_break_between_words_on_a_terminal(monkeypatch, capsys):
    """Below their beginning; into a file they go as they are."""
    line = "  2. Most of its board: More than half of the people on the board have this experience."
    making._show(line)
    assert capsys.readouterr().out == f"{line}\n"
    monkeypatch.setenv("COLUMNS", "41")
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    making._show(f"Name\n{line}\n")
    assert capsys.readouterr().out.split("\n") == [
        "Name",
        "  2. Most of its board: More than half",
        "     of the people on the board have",
        "     this experience.",
        "",
        "",
    ]
