"""E-mails and issues that are made to keep a program busy, and how large each may be."""

import json
import os

import pytest
from test_mail import HEAD, LETTER, RECORD, new_message, raw_mail, text_mail

from effort import count_calls
from hostile_data import HOSTILE, hostile_files, outcomes
from sites import DATA, TODAY
from ulo.contribute.intake import html_text, mail, mail_bounds, outlook, receive, submission
from ulo.contribute.intake.mail_words import mail_words


def hostile_inputs() -> list:
    found = []
    for folder in ("mail", "issues"):
        for name, expected in outcomes(folder).items():
            found.append(pytest.param(HOSTILE / folder / name, expected, id=f"{folder}/{name}"))
    return found


def read_input(path, expected) -> bytes:
    text = path.read_text("utf-8").replace("[many]", expected["unit"] * expected["times"])
    if path.suffix == ".md":
        return json.dumps({"issue": {"title": "Add", "body": text}}).encode()
    return text.encode()


@pytest.mark.parametrize(("path", "expected"), hostile_inputs())
def test_hostile_input_has_its_outcome(path, expected, schema):
    outcome = receive(read_input(path, expected), schema, [], [], TODAY)
    reason = expected.get("reason", "")
    assert (outcome.state, outcome.reason if outcome.state == "fault" else "") == (
        expected["state"],
        reason,
    )
    # Whoever has to send it again is told what is too large, and what to do.
    if reason:
        assert schema.messages["intake"]["fault"][reason].count(". ") == 1


def test_every_hostile_file_has_an_outcome():
    for folder in ("mail", "issues"):
        named = {param.values[0].name for param in hostile_inputs()}
        files = {path.name for path in hostile_files(folder)}
        assert files <= named


def mail_with(head: str = "", body: str = "x\n") -> bytes:
    return f"{HEAD}{head}\n{body}".encode()


# Each makes an e-mail with so many of what is bounded.
BOUNDS = {
    "MAX_MAIL": (2_000, "large", lambda n: mail_with(body="x" * (n - len(HEAD) - 1))),
    "MAX_LINES": (300, "lines", lambda n: mail_with(body="\n" * (n - HEAD.count("\n") - 1))),
    "MAX_LINE": (900, "lines", lambda n: mail_with(body="x" * n)),
    "MAX_EDGES": (40, "parts", lambda n: mail_with(body="--b\n" * n)),
    "MAX_NESTED": (5, "parts", lambda n: mail_with("X: boundary=b\n" * n)),
    "MAX_FIELDS": (20, "head", lambda n: mail_with("X: y\n" * (n - HEAD.count("\n")))),
    "MAX_FIELD": (300, "head", lambda n: mail_with(f"X: {'y' * (n - 3)}\n")),
    "MAX_CONTENT_FIELD": (200, "head", lambda n: mail_with(f"Content-X: {'y' * (n - 11)}\n")),
    "MAX_PARAMETERS": (9, "head", lambda n: mail_with(f"Content-X: y{';' * n}\n")),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_mail_is_bounded_before_it_is_parsed(name, monkeypatch, schema):
    limit, fault, make = BOUNDS[name]
    monkeypatch.setattr(mail_bounds, name, limit)
    assert mail_bounds.find_excess(make(limit)) == ""
    assert mail_bounds.find_excess(make(limit + 1)) == fault
    parsed = []
    monkeypatch.setattr(mail, "message_from_bytes", lambda raw, policy: parsed.append(raw))
    with pytest.raises(mail.UnreadableMailError, match=fault):
        mail.read_mail(make(limit + 1), mail_words(schema))
    assert parsed == []


def test_head_without_an_end_is_refused(monkeypatch):
    monkeypatch.setattr(mail_bounds, "MAX_HEAD", 2_000)
    assert mail_bounds.find_excess(mail_with("X: y\n" * 100)) == ""
    assert mail_bounds.find_excess(mail_with("X: y\n" * 400)) == "head"


def test_lines_are_compared_with_few_edges(monkeypatch):
    """The library compares each line with each edge that may come."""
    monkeypatch.setattr(mail_bounds, "MAX_COMPARED", 1_000)
    nested = "".join(f"X: boundary=b{n}\n" for n in range(10))
    assert mail_bounds.find_excess(mail_with(nested, "x\n" * 50)) == ""
    assert mail_bounds.find_excess(mail_with(nested, "x\n" * 100)) == "parts"


def test_looking_at_bounds_takes_few_calls():
    """Whatever is in it, an e-mail is counted by the functions of `bytes` and `re`."""
    raw = mail_with(body="--b\nContent-Type: text/plain\n\nx\n" * 400)
    assert count_calls(lambda: mail_bounds.find_excess(raw)) < 4_000


def test_texts_are_bounded_before_they_are_read(monkeypatch, schema):
    monkeypatch.setattr(submission, "decode", lambda raw: pytest.fail("was decoded"))
    monkeypatch.setattr(submission.json, "loads", lambda raw: pytest.fail("was read"))
    for start in (b"{", b"x"):
        raw = start + b" " * submission.MAX_EVENT
        assert receive(raw, schema, [], [], TODAY).reason == "large"


def test_a_letter_has_no_line_without_an_end(schema):
    for length, reason in ((submission.MAX_LINE, ""), (submission.MAX_LINE + 1, "lines")):
        for raw in (b"x" * length, mail_with(body="x" * length)):
            assert receive(raw, schema, [], [], TODAY).reason == reason


def test_pages_are_bounded_before_their_tags_are_read(monkeypatch, schema):
    read = []
    monkeypatch.setattr(mail, "html_to_text", lambda page: read.append(len(page)) or "")
    for page in (
        "<b>" * (mail.MAX_TAGS + 1),
        "x" * 99 * 9 + ("x" * 99 + "\n") * (mail.MAX_PAGE // 100),
    ):
        with pytest.raises(mail.UnreadableMailError, match="large"):
            mail.read_mail(raw_mail("text/html", page), mail_words(schema))
    assert read == []
    part = "--b\nContent-Type: text/html\n\n" + ("x" * 99 + "\n") * 10_000
    with pytest.raises(mail.UnreadableMailError, match="large"):
        mail.read_mail(raw_mail("multipart/mixed; boundary=b", part * 9), mail_words(schema))
    assert 0 < sum(read) <= mail.MAX_PAGES


def test_streams_of_outlook_that_share_their_bytes_are_refused(monkeypatch):
    raw = (DATA / "mails" / "outlook-attached.msg").read_bytes()
    assert outlook.read_message(raw).files
    monkeypatch.setattr(outlook.olefile.OleFileIO, "get_size", lambda file, path: len(raw))
    opened = []
    monkeypatch.setattr(
        outlook.olefile.OleFileIO, "openstream", lambda file, path: opened.append(1)
    )
    with pytest.raises(outlook.NotAMessageError):
        outlook.read_message(raw)
    assert opened == []


def test_large_but_ordinary_mail_is_read(schema):
    photo = new_message(LETTER)
    photo.add_attachment(
        os.urandom(10_000_000), maintype="image", subtype="jpeg", filename="photo.jpg"
    )
    thread = "".join(f"{'> ' * (n % 9)}A line of an older letter, {n}\n" for n in range(3_000))
    recipients = ", ".join(f"sam.{n}@example.org" for n in range(1_000))
    for raw in (
        photo.as_bytes(),
        text_mail(f"{LETTER}\n{thread}"),
        f"Cc: {recipients}\n".encode() + text_mail(LETTER),
        raw_mail("text/html", f"<pre>{RECORD}</pre>" + "<p><span>a line</span></p>\n" * 20_000),
    ):
        assert receive(raw, schema, [], [], TODAY).state == "ready"


def test_deep_pages_are_set_in_by_a_few_signs():
    page = "<ul><li>" * 1_000 + "x"
    assert len(html_text.html_to_text(page)) < 100
