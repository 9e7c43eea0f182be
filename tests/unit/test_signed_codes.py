"""A code shows that somebody reads the mailbox of a group, and nothing else makes one."""

import shutil
from datetime import timedelta

import pytest
from hypothesis import given, strategies as st

from sites import GOLDEN, TODAY, copy, run
from strategies import HOSTILE
from ulo.contribute.signed_codes import find_code, make_code, named_slug, verify_code

SECRET = b"a secret that no one else has, 32 long"
SLUG = "northside-voices"
DATA = {"name": "Northside Voices", "checked": {"on": "2025-01-31", "by": "public-sources"}}
UNTIL = TODAY + timedelta(60)
CODE = make_code(SLUG, DATA, UNTIL, SECRET)
OTHER = make_code("westside-voices", DATA, UNTIL, SECRET)


def verdict(code=CODE, slug=SLUG, data=DATA, today=TODAY, secret=SECRET):
    return verify_code(code, slug, data, today, secret)


def test_genuine_code_counts_until_its_last_day():
    assert verdict() == "valid"
    assert verdict(today=UNTIL) == "valid"
    assert verdict(today=UNTIL + timedelta(1)) == "expired"
    assert named_slug(CODE) == SLUG


def test_code_fits_only_what_the_record_said():
    confirmed = DATA | {"checked": {"on": TODAY.isoformat(), "by": "organisation"}}
    assert verdict(data=confirmed) == "changed", "a code that was used is of no more use"
    assert verdict(data=DATA | {"name": "Northside Voicés"}) == "changed"
    assert verdict(data=dict(reversed(DATA.items()))) == "valid"


def test_code_of_another_group_or_secret_is_none():
    assert verdict(slug="westside-voices") == "other"
    assert verdict(OTHER) == "other"
    assert verdict(secret=SECRET[:-1] + b"!") == "wrong"
    assert verdict(secret=b"") == verdict(secret=None) == "unchecked"


@pytest.mark.parametrize("place", range(len(CODE)))
def test_every_character_counts(place):
    for character in ("A", "-", "9", "é", "\N{FULLWIDTH DIGIT TWO}", "\0"):
        forged = CODE[:place] + character + CODE[place + 1 :]
        if forged != CODE:
            assert verdict(forged) in ("wrong", "other")
            assert verdict(forged) == "wrong", "nobody has signed it"
    assert verdict(CODE[:place]) == "wrong", "cut off"
    assert verdict(CODE[:place] + CODE[place + 1 :]) == "wrong"
    assert verdict(CODE[:place] + "A" + CODE[place:]) == "wrong"


def test_parts_of_two_genuine_codes_make_none():
    one, other = CODE.split("."), OTHER.split(".")
    for number in range(4):
        mixed = [*one[:number], other[number], *one[number + 1 :]]
        if mixed != one:
            assert verdict(".".join(mixed)) == "wrong"
    later = make_code(SLUG, DATA, UNTIL + timedelta(300), SECRET).split(".")
    assert verdict(".".join([one[0], later[1], *one[2:]])) == "wrong", "no one makes it last longer"


@given(HOSTILE)
def test_any_other_text_is_wrong(text):
    assert verdict(text) == "wrong"
    assert verdict(f"{CODE}{text}") == ("wrong" if text else "valid")


def test_huge_text_is_read_in_no_time():
    """Each would take hours if the pattern tried every start with every end."""
    for text in (
        "a\n" * 100_000,
        "a-" * 100_000,
        "a." * 100_000,
        "\n> " * 60_000,
        CODE[:-1] + "." * 200_000,
    ):
        assert find_code(text) == ""
        assert verdict(text) == "wrong"
    assert find_code("x " * 90_000 + CODE) == CODE


@pytest.mark.parametrize(
    "text",
    [
        CODE,
        f"https://example.org/led/confirm/#{CODE}",
        f"<https://example.org/confirm/#{CODE}>.",
        f"Our code: {CODE}.\nThank you",
        f"# orgs/x.yml\n# {CODE}\nname: X",
        f"> > https://example.org/#{CODE[:40]}\n> > {CODE[40:]}\n> > Your page",
        f"https://example.org/#{CODE[:90]}=\n{CODE[90:]}\nand more",
        f"https://example.org/#{CODE[:90]}=\r\n{CODE[90:]}\r\nand more",
        f"Our code: {CODE[:30]}\n{CODE[30:60]}\n{CODE[60:]}",
        f"It's from our own address.\n{CODE[:30]}\n{CODE[30:]}\nThank you",
    ],
)
def test_code_is_found_as_mail_programs_leave_it(text):
    assert find_code(text) == CODE


@given(st.text(alphabet="abcXYZ019-_.\n> #é\u200b", max_size=300))
def test_nothing_is_found_where_there_is_none(text):
    assert not find_code(text) or verdict(find_code(text)) == "wrong"


# --- The commands ---------------------------------------------------------------------------------

ADDRESS = ("--address", "https://example.org/led/")


@pytest.fixture(scope="module")
def shared_project(tmp_path_factory):
    return copy(tmp_path_factory.mktemp("codes") / "project", GOLDEN)


@pytest.fixture
def project(shared_project, monkeypatch):
    """A copy of the project with its records as they were, and a secret."""
    monkeypatch.setenv("CONFIRMATION_SECRET", SECRET.decode())
    monkeypatch.delenv("CONFIRMATION_SECRET_FILE", raising=False)
    for left in ("orgs", "letters"):
        shutil.rmtree(shared_project / left, ignore_errors=True)
    shutil.copytree(GOLDEN, shared_project / "orgs")
    return shared_project


def invited(project, *arguments):
    """The code in the link that is made for a group."""
    done = run(project, "invite", SLUG, *ADDRESS, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout.partition("https://example.org/led/confirm/#")[2].split()[0]


def test_invited_group_confirms_its_page_once(project):
    record = project / "orgs" / f"{SLUG}.yml"
    before = record.read_text("utf-8")
    code = invited(project)
    done = run(project, "confirm", SLUG, "--code", code)
    assert done.returncode == 0, done.stderr
    after = record.read_text("utf-8")
    changed = [line for line in after.split("\n") if line not in before.split("\n")]
    assert len(changed) == 1 and "on: 2026-11-21, by: organisation" in changed[0]
    again = run(project, "confirm", SLUG, "--code", code)
    assert again.returncode == 1 and "has changed since" in again.stderr
    assert record.read_text("utf-8") == after


def test_mended_comment_leaves_a_code_as_it_is(project):
    code = invited(project)
    record = project / "orgs" / f"{SLUG}.yml"
    record.write_text(f"{record.read_text('utf-8')}# a note\n", "utf-8")
    assert run(project, "confirm", SLUG, "--code", code).returncode == 0


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "isn't one of ours"),
        ("x", "isn't one of ours"),
        (OTHER, "for another group"),
        (make_code(SLUG, DATA, TODAY, SECRET), "has changed since"),
        (make_code(SLUG, DATA, TODAY - timedelta(1), SECRET), "too old"),
        (make_code(SLUG, DATA, UNTIL, SECRET * 2), "isn't one of ours"),
    ],
)
def test_bad_code_confirms_nothing(project, code, words):
    before = (project / "orgs" / f"{SLUG}.yml").read_bytes()
    done = run(project, "confirm", SLUG, "--code", code)
    assert done.returncode == 1 and words in done.stderr, done
    assert (project / "orgs" / f"{SLUG}.yml").read_bytes() == before


def test_code_is_for_one_record(project):
    done = run(project, "confirm", SLUG, "riverside-self-advocates", "--code", invited(project))
    assert done.returncode == 2 and "Name one record" in done.stderr


def test_email_has_the_link(project):
    code = invited(project, "--write", "letters", "--days", "7")
    assert ".20261128." in code
    letter = (project / "letters" / f"{SLUG}.eml").read_bytes()
    assert find_code(letter.decode().replace("=3D", "=")) == code


def test_emails_of_stale_have_links_where_there_is_a_secret(project, monkeypatch):
    record = project / "orgs" / f"{SLUG}.yml"
    text = record.read_text("utf-8").replace("by: organisation", "by: public-sources")
    record.write_text(text, "utf-8")
    done = run(project, "stale", "--write", "with", *ADDRESS)
    assert done.returncode == 0 and "no link" not in done.stdout
    code = find_code((project / "with" / f"{SLUG}.eml").read_text("utf-8"))
    assert run(project, "confirm", SLUG, "--code", code).returncode == 0
    record.write_text(text, "utf-8")
    monkeypatch.delenv("CONFIRMATION_SECRET")
    done = run(project, "stale", "--write", "without", *ADDRESS)
    assert done.returncode == 0 and "They have no link" in done.stdout
    assert not find_code((project / "without" / f"{SLUG}.eml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ((SLUG,), 2, "needs the address of the site"),
        (("nobody", *ADDRESS), 1, "There is no record orgs/nobody.yml"),
        (("../build.py", *ADDRESS), 1, "There is no record"),
        (("old-bridge-survivors", *ADDRESS), 1, "has closed"),
        (("riverside-self-advocates", *ADDRESS), 1, "has no email address"),
        ((SLUG, "broken", *ADDRESS), 1, "orgs/broken.yml has a problem"),
        ((SLUG, "--days", "0", *ADDRESS), 2, "from 1 to 366"),
        ((SLUG, "--days", "9999", *ADDRESS), 2, "from 1 to 366"),
        ((SLUG, "--write", "mkdocs.yml", *ADDRESS), 2, "isn't a folder"),
        ((), 2, ""),
    ],
)
def test_refused_invitation_makes_no_link(project, arguments, code, words):
    (project / "orgs" / "broken.yml").write_text("name: [\n", "utf-8")
    done = run(project, "invite", *arguments)
    assert done.returncode == code and words in done.stderr, done.stderr
    assert "confirm/#" not in done.stdout


@pytest.mark.parametrize(
    ("secret", "words"),
    [
        ("", "There is no secret"),
        ("   ", "There is no secret"),
        ("short", "too short"),
        ("x" * 31, "too short"),
    ],
)
@pytest.mark.parametrize(
    "command", [("invite", SLUG, *ADDRESS), ("confirm", SLUG, "--code", CODE)], ids=lambda c: c[0]
)
def test_missing_secret_is_said_plainly(project, monkeypatch, secret, words, command):
    monkeypatch.setenv("CONFIRMATION_SECRET", secret)
    before = (project / "orgs" / f"{SLUG}.yml").read_bytes()
    done = run(project, *command)
    assert done.returncode == 2 and words in done.stderr and "Traceback" not in done.stderr
    assert "docs/maintainers.md" in done.stderr
    assert (project / "orgs" / f"{SLUG}.yml").read_bytes() == before


def test_secret_may_be_in_a_file_outside_of_the_repository(project, monkeypatch, tmp_path):
    code = invited(project)
    monkeypatch.delenv("CONFIRMATION_SECRET")
    kept = tmp_path / "secret.txt"
    kept.write_bytes(SECRET + b"\n")
    monkeypatch.setenv("CONFIRMATION_SECRET_FILE", str(kept))
    assert invited(project) == code
    inside = project / "docs" / "secret.txt"
    inside.write_bytes(SECRET)
    (tmp_path / "link").symlink_to(inside)
    (tmp_path / "bytes").write_bytes(b"\xff" * 40)
    refused = {
        inside: "in the repository",
        tmp_path / "link": "in the repository",
        tmp_path / "none": "can't be read",
        tmp_path: "can't be read",
        tmp_path / "bytes": "can't be read",
    }
    for path, words in refused.items():
        monkeypatch.setenv("CONFIRMATION_SECRET_FILE", str(path))
        done = run(project, "invite", SLUG, *ADDRESS)
        assert done.returncode == 2 and words in done.stderr
        assert SECRET.decode() not in done.stdout + done.stderr
