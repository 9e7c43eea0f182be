"""E-mails as mail programs make them: the record in them is found and restored, or the answer says
what could not be read.

`tests/data/mails/` has some that real programs made; the others are made here.
"""

import base64
import email
import quopri
from dataclasses import replace
from email import policy
from email.message import EmailMessage
from email.mime.application import MIMEApplication
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest

from ulo.checks import CheckContext
from ulo.contribute.intake import (
    attachments,
    html_text,
    mail,
    mail_traces,
    outlook,
    receive,
    reply,
)
from ulo.contribute.intake.mail_words import mail_words
from ulo.records import Record

MAILS = Path(__file__).resolve().parents[1] / "data" / "mails"
RECORD = (MAILS / "record.yml").read_text("utf-8")
LETTER = f"Please put this into the directory.\n\n{RECORD}\nEnd of the answers.\n"
OLDER = RECORD.replace("0113 496 0123", "0113 496 0999")
OTHER = RECORD.replace("riverbend", "hillside").replace("Riverbend", "Hillside")
HEAD = (
    "From: Sam <sam@example.org>\nTo: hello@example.org\nSubject: Add\n"
    "Message-ID: <1@example.org>\nMIME-Version: 1.0\n"
)
OUTLOOK_HEAD = "From: Sam\nSent: 20 November 2026 10:03\nTo: hello@example.org\nSubject: Add\n\n"


def raw_mail(content_type: str, body: str | bytes, encoding: str = "8bit") -> bytes:
    """An e-mail of one part, with exactly these bytes in it."""
    head = f"{HEAD}Content-Type: {content_type}\nContent-Transfer-Encoding: {encoding}\n\n"
    return head.encode() + (body if isinstance(body, bytes) else body.encode())


def text_mail(text: str, **options: str) -> bytes:
    return new_message(text, **options).as_bytes()


def new_message(text: str, **options: str) -> EmailMessage:
    message = EmailMessage()
    message["Subject"], message["Message-ID"] = "Add", "<1@example.org>"
    message.set_content(text, **options)
    return message


def attached(raw: bytes, name: str, kind: str = "octet-stream", text: str = "Here.") -> bytes:
    message = new_message(text)
    message.add_attachment(raw, maintype="application", subtype=kind, filename=name)
    return message.as_bytes()


def both(text: str, page: str) -> EmailMessage:
    """A message in two forms, as most programs send it."""
    message = new_message(text)
    message.add_alternative(page, subtype="html")
    return message


def in_lines(tag: str, text: str = RECORD, indent: str = "&nbsp;") -> str:
    """The text in HTML with an element for each line."""
    lines = [
        indent * (len(line) - len(line.lstrip())) + line.lstrip().replace("<", "&lt;")
        for line in text.split("\n")
    ]
    return "".join(f"<{tag}>{line or '&nbsp;'}</{tag}>" for line in lines)


def flowed(text: str, width: int = 66, delete_space: bool = False) -> bytes:
    """The text as RFC 3676 has it: long lines in several, and lines with a space at the start."""
    lines = []
    for line in text.split("\n"):
        rest = line
        while len(rest) > width:
            cut = width if delete_space else rest.rfind(" ", 8, width) + 1
            if cut < 1:
                break
            lines.append(rest[:cut] + " " * delete_space)
            rest = rest[cut:]
        lines.append(rest)
    stuffed = [f" {line}" if line.startswith((" ", ">", "From ")) else line for line in lines]
    option = "; delsp=yes" if delete_space else ""
    return raw_mail(f"text/plain; charset=utf-8; format=flowed{option}", "\n".join(stuffed))


def forwarded(inner: bytes, text: str = "See below") -> bytes:
    message = new_message(text)
    message.add_attachment(email.message_from_bytes(inner, policy=policy.default))
    return message.as_bytes()


def old_library(subtype: str = "mixed", *parts: MIMEText | MIMEApplication) -> bytes:
    message = MIMEMultipart(subtype)
    message["Subject"] = "Add"
    for part in parts:
        message.attach(part)
    return message.as_bytes()


def with_headers(part: MIMEApplication, **headers: str) -> MIMEApplication:
    for name, value in headers.items():
        part.add_header(name.replace("_", "-"), value)
    return part


DASH = LETTER.replace("drop-in and", "drop-in – “for all” – and")
PAGE = f"<html><head><style>p {{x: y}}</style></head><body>{in_lines('div')}</body></html>"
SIGNED = RECORD + "Sam Example\nRiverbend Minds\n"
SMTP_UTF8 = new_message(DASH)
# Each is understood as RECORD, with nothing to be said about it.
UNDERSTOOD = {
    # Python's library, in the ways that it has of writing a message.
    "library, 8bit": new_message(DASH, cte="8bit").as_bytes(),
    "library, base64": text_mail(DASH, cte="base64"),
    "library, quoted-printable": text_mail(DASH, cte="quoted-printable"),
    "library, policy of SMTP": new_message(DASH).as_bytes(policy=policy.SMTP),
    "library, policy of SMTPUTF8": SMTP_UTF8.as_bytes(policy=policy.SMTPUTF8),
    "library, folded at 40": new_message(DASH).as_bytes(
        policy=policy.SMTP.clone(max_line_length=40)
    ),
    "library, windows-1252": text_mail(DASH, charset="windows-1252"),
    "library, utf-16": raw_mail(
        "text/plain; charset=utf-16", base64.encodebytes(DASH.encode("utf-16")), "base64"
    ),
    "library, koi8-r": text_mail(LETTER, charset="koi8-r"),
    "library, two forms": both(LETTER, PAGE).as_bytes(),
    "library, old, text": MIMEText(DASH, "plain", "utf-8").as_bytes() + b"\n",
    "library, old, two forms": old_library(
        "alternative", MIMEText(LETTER, "plain"), MIMEText(PAGE, "html")
    ),
    "library, old, file": old_library(
        "mixed",
        MIMEText("Here", "plain"),
        with_headers(MIMEApplication(RECORD.encode()), Content_Disposition="attachment"),
    ),
    "library, mailbox with a line before": b"From sam@example.org Sat Nov 28 10:03:00 2026\n"
    + text_mail(LETTER),
    # Letters.
    "says iso-8859-1, is windows-1252": raw_mail(
        "text/plain; charset=iso-8859-1", DASH.encode("cp1252")
    ),
    "says us-ascii, is windows-1252": raw_mail(
        "text/plain; charset=us-ascii", DASH.encode("cp1252")
    ),
    "says iso-8859-1, is utf-8": raw_mail("text/plain; charset=ISO-8859-1", DASH),
    "says utf-8, is windows-1252": raw_mail("text/plain; charset=utf-8", DASH.encode("cp1252")),
    "says utf-16, is utf-8": raw_mail("text/plain; charset=utf-16", DASH),
    "says nothing, is utf-16": raw_mail("text/plain", DASH.encode("utf-16-le")),
    "says what is no charset of ours": raw_mail("text/plain; charset=punycode", DASH),
    "quoted-printable of windows": raw_mail(
        'text/plain; charset="Windows-1252"',
        quopri.encodestring(DASH.encode("cp1252")),
        "quoted-printable",
    ),
    "names of signs left": text_mail(
        DASH.replace("“", "&ldquo;").replace("”", "&#8221;").replace("  ", "&nbsp; ")
    ),
    # Lines.
    "flowed": flowed(DASH),
    "flowed, delsp": flowed(DASH, 50, True),
    "flowed, not prepared": raw_mail("text/plain; charset=utf-8; format=flowed", LETTER),
    "flowed, each line ends with a space": raw_mail(
        "text/plain; charset=utf-8; format=flowed", LETTER.replace("\n", " \n")
    ),
    "flowed, quoted": flowed("\n".join(f"> {line}" for line in DASH.split("\n"))),
    "flowed, signature": flowed(f"{RECORD}-- \nSam Example\nname: Sam\nsummary: no\n"),
    "empty lines between": text_mail(LETTER.replace("\n", "\n\n")),
    "line ends of old computers": text_mail(LETTER).replace(b"\n", b"\r"),
    # Links.
    "link doubled": text_mail(
        LETTER.replace(
            "https://www.riverbend.example.org\n",
            "https://www.riverbend.example.org<https://www.riverbend.example.org/>\n",
        ).replace(
            "info@riverbend.example.org",
            "info@x.example<mailto:x@evil.example>".replace(
                "info@x.example", "info@riverbend.example.org"
            ),
        )
    ),
    "link doubled with a gap": text_mail(
        LETTER.replace(
            "info@riverbend.example.org",
            "info@riverbend.example.org <info@riverbend.example.org>",
        ).replace('"0113 496 0123"', '"0113 496 0123<tel:01134960123>"')
    ),
    "link doubled to a wrapper": text_mail(
        LETTER.replace(
            "https://www.riverbend.example.org/about",
            "https://www.riverbend.example.org/about"
            "<https://eur02.safelinks.protection.outlook.com/?url=https%3A%2F%2Fx&data=05>",
        )
    ),
    "link as in Markdown": text_mail(
        LETTER.replace(
            "info@riverbend.example.org",
            "[info@riverbend.example.org](mailto:info@riverbend.example.org)",
        )
    ),
    "link with its site behind": text_mail(
        LETTER.replace("example.org/about", "example.org/about [riverbend.example.org]")
    ),
    "mailbox in brackets": text_mail(
        LETTER.replace("info@riverbend.example.org", "<mailto:info@riverbend.example.org>")
    ),
    # HTML.
    "page, a div each line": raw_mail("text/html; charset=utf-8", PAGE),
    "page, a p each line": raw_mail("text/html; charset=utf-8", in_lines("p")),
    "page, a row each line": raw_mail(
        "text/html", f"<table>{in_lines('td').replace('<td>', '<tr><td>')}</table>"
    ),
    "page, pre": raw_mail("text/html; charset=utf-8", f"<pre>\n{RECORD}</pre>"),
    "page, quoted": raw_mail(
        "text/html", f"<p>Hello</p><blockquote type=cite>{in_lines('div')}</blockquote>"
    ),
    "page, names its letters": raw_mail(
        "text/html",
        f'<meta charset="windows-1252">{in_lines("div", DASH)}'.encode("cp1252"),
    ),
    "page, of Word": raw_mail(
        "text/html; charset=utf-8",
        "<!--[if mso]><p>name: no</p><p>summary: no</p><![endif]--><o:p></o:p>"
        + in_lines("p").replace("<p>", "<p class=MsoNormal><span style='color:#1F497D'>"),
    ),
    "page, links": raw_mail(
        "text/html",
        in_lines("div").replace(
            "https://www.riverbend.example.org/about",
            '<a href="https://x.example/?a=1&amp;b=2">https://www.riverbend.example.org/about</a>',
        ),
    ),
    "stub and page": both("This message requires HTML to be seen.", PAGE).as_bytes(),
    "empty text and page": both("", PAGE).as_bytes(),
    "text that lost its indents, and page": both(
        "\n".join(line.strip() for line in LETTER.split("\n")), PAGE
    ).as_bytes(),
    # Files.
    "file .yml.txt": attached(RECORD.encode(), "riverbend-minds.yml.txt"),
    "file (1).yml": attached(RECORD.encode(), "riverbend-minds (1).yml"),
    "file .yaml": attached(RECORD.encode(), "riverbend-minds.yaml", "x-yaml"),
    "file .txt": attached(RECORD.encode(), "riverbend.txt", "octet-stream"),
    "file without a name": attached(RECORD.encode(), ""),
    "file in utf-16": attached(RECORD.encode("utf-16"), "a.txt"),
    "file .html": attached(PAGE.encode(), "page.html"),
    "file with a name in other letters": attached(RECORD.encode(), "Grwp Ŵy.yml"),
    "file .eml": attached(text_mail(LETTER), "Add.eml"),
    "file .eml in a file .eml": attached(attached(text_mail(LETTER), "a.eml"), "b.eml"),
    "forwarded as a file": forwarded(text_mail(LETTER)),
    "forwarded twice": forwarded(forwarded(attached(RECORD.encode(), "x.yml"))),
    "forwarded as a file, encoded": raw_mail(
        "message/rfc822", base64.encodebytes(text_mail(LETTER)), "base64"
    ),
    "file of Outlook": attached((MAILS / "outlook-body.msg").read_bytes(), "Add.msg"),
    "business card and signature": old_library(
        "mixed",
        MIMEText(LETTER, "plain"),
        with_headers(
            MIMEApplication(b"BEGIN:VCARD", "octet-stream"),
            Content_Disposition='attachment; filename="sam.vcf"',
        ),
    ),
    # Bullets, spaces and fences.
    "bullets for hyphens": text_mail(LETTER.replace("  - url", "  *   url")),
    "dashes for hyphens": text_mail(LETTER.replace("  - url", "  – url")),
    "page, bullets for hyphens": raw_mail(
        "text/html",
        in_lines("p", RECORD.partition("  - url")[0])
        + "<ul><li>url: https://www.riverbend.example.org/about<br>title: About us<br>"
        "supports: [user_led, contact.phone]</li></ul>",
    ),
    "page, every second space is a special one": raw_mail(
        "text/html", in_lines("div", indent="&nbsp; ").replace("&nbsp; &nbsp; ", "&nbsp; ")
    ),
    "spaces at the ends of lines": text_mail(LETTER.replace("\n", "   \n")),
    "tabs": text_mail(LETTER.replace("  ", "\t")),
    "fence": text_mail(f"Hello\n```yaml\n{RECORD}```\n"),
    "warning before": text_mail(f"EXTERNAL EMAIL: be careful with links.\n{RECORD}"),
    "footer in a part of its own": old_library(
        "mixed", MIMEText(RECORD), MIMEText("-----\nThis list is run by somebody.\n")
    ),
    "the same file twice": old_library(
        "mixed",
        *(
            with_headers(MIMEApplication(RECORD.encode()), Content_Disposition="attachment")
            for _ in range(2)
        ),
    ),
    "answer to a quoted answer": text_mail(
        "Yes please!\n\nOn Friday, Sam wrote:\n"
        + "\n".join(f">> {line}" for line in RECORD.split("\n"))
    ),
    # What follows the record.
    **{
        f"no gap: {line[:30]}": text_mail(f"{RECORD}{line}\n")
        for line in (
            "Sent from my iPad",
            "Sent from Outlook for Android",
            "Get Outlook for iOS<https://aka.ms/o0ukef>",
            "Kind regards",
            "Many thanks,\nSam Example\nChair, Riverbend Minds",
            "CONFIDENTIALITY NOTICE: this email and its files are only for its reader.",
            "This email and any files sent with it are confidential and intended for you.",
            "________________________________\nFrom: somebody",
            "-- \nname: Sam\nsummary: nobody",
        )
    },
    "two words below": text_mail(f"{RECORD}Sam Example\n"),
}


@pytest.fixture(scope="module")
def take(schema, today):
    return lambda raw: receive(raw, schema, [], [], today)


@pytest.fixture(scope="module")
def comment_on(schema):
    return lambda outcome: reply.build_comment(
        outcome, schema, lambda slug: (slug.title(), f"https://example.org/orgs/{slug}/")
    )


@pytest.fixture(scope="module")
def expected(take):
    return take(RECORD.encode())


@pytest.mark.parametrize(
    "name", ["riverbend-minds.yml", "riverbend-minds (2).yml", "riverbend-minds.yml.txt"]
)
def test_the_name_of_an_attached_file_says_which_record_it_is(name, take, expected, schema, today):
    """The file that the form saves has no line about that, and may have a new name in it."""
    there = CheckContext(Record("riverbend-minds", "", expected.data), schema, today)
    changed = expected.text.replace("name: Riverbend Minds", "name: Minds by the River")
    raw = attached(changed.encode(), name)
    outcome = receive(raw, schema, [there], ["riverbend-minds"], today)
    assert (outcome.state, outcome.slug) == ("ready", "riverbend-minds")
    assert outcome.before == expected.data and "#" not in outcome.text.partition("\n")[2]
    outcome = receive(attached(changed.encode(), "record.yml"), schema, [there], [], today)
    assert (outcome.state, outcome.slug) == ("known", "riverbend-minds")


def without_signs(data: dict) -> dict:
    """The data without what only DASH has."""
    return data | {"summary": data["summary"].replace("drop-in – “for all” – and", "drop-in and")}


@pytest.mark.parametrize("kind", UNDERSTOOD)
def test_record_is_understood(kind, take, expected):
    outcome = take(UNDERSTOOD[kind])
    assert (outcome.state, outcome.notes, outcome.left_over) == ("ready", (), ""), outcome
    assert without_signs(outcome.data) == expected.data
    assert outcome.unread == ()


@pytest.mark.parametrize(
    ("name", "state", "told"),
    [
        (path.name, "ready", "")
        for path in sorted(MAILS.iterdir())
        if path.stem not in ("outlook-broken", "indent-lost", "older-version-quoted-below")
    ]
    + [
        ("indent-lost.eml", "ready", "We put them back."),
        ("older-version-quoted-below.eml", "ready", "We used the new one, at the top."),
        ("outlook-broken.msg", "fault", "choose File, then Save as"),
    ],
)
def test_mails_of_programs(name, state, told, take, expected, comment_on):
    outcome = take((MAILS / name).read_bytes())
    assert outcome.state == state
    assert told in comment_on(outcome)
    assert bool(told) == bool(outcome.notes or outcome.reason)
    if state == "ready":
        assert outcome.data["contact"] == expected.data["contact"]


def flat(text: str = LETTER) -> str:
    return "\n".join(line.strip() for line in text.split("\n"))


QUOTED = "\n".join(f"> {line}" for line in OLDER.split("\n"))


@pytest.mark.parametrize(
    ("raw", "note"),
    [
        (text_mail(f"{LETTER}\n-----Original Message-----\n{OUTLOOK_HEAD}{OLDER}"), "older"),
        (text_mail(f"{RECORD}{OUTLOOK_HEAD}{OLDER}"), "older"),
        (
            text_mail(f"{LETTER}\nOn 20 Nov 2026, at 10:03, Sam <s@x.org> wrote:\n\n{OLDER}"),
            "older",
        ),
        (text_mail(f"{LETTER}\nOn 20 Nov 2026, at 10:03,\nSam <s@x.org> wrote:\n{OLDER}"), "older"),
        (text_mail(f"{LETTER}\n---------- Forwarded message ---------\n{OLDER}"), "older"),
        (text_mail(f"{LETTER}\nBegin forwarded message:\n\n{OLDER}"), "older"),
        (text_mail(f"{LETTER}\n*From:* Sam\n*Date:* Friday\n*To:* us\n\n{OLDER}"), "older"),
        (text_mail(f"{LETTER}\nOn Friday, Sam wrote:\n{QUOTED}"), "older"),
        (
            raw_mail(
                "text/html",
                f"{in_lines('p')}<hr><p>From: a<br>Sent: b<br>To: c</p>" + in_lines("p", OLDER),
            ),
            "older",
        ),
        (forwarded(text_mail(OLDER), LETTER), "older"),
        (attached(RECORD.encode(), "a.yml", text=OLDER), "attached"),
        (text_mail(flat()), "indents"),
        (text_mail(flat().replace("\n", "\n\n")), "indents"),
        (text_mail(LETTER.replace("\n    ", "\n ").replace("\n  ", "\n ")), "indents"),
        (raw_mail("text/html", in_lines("div", indent=" ")), "indents"),
        (
            text_mail(flat().replace("[peer-support, helpline]", "\n- peer-support\n- helpline")),
            "indents",
        ),
    ],
    ids=lambda value: "mail" if isinstance(value, bytes) else value,
)
def test_what_had_to_be_done_is_said(raw, note, take, expected, comment_on, schema):
    outcome = take(raw)
    assert (outcome.state, outcome.notes) == ("ready", (note,))
    assert outcome.data == expected.data
    assert schema.messages["intake"]["notes"][note] in comment_on(outcome)
    request = reply.build_pull_request(outcome, schema, lambda slug: (slug, ""))
    assert schema.messages["intake"]["request"][note] in request


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (text_mail(f"{LETTER}\n{OTHER}"), "several"),
        (text_mail(f"{LETTER}\n{OUTLOOK_HEAD}{OTHER}"), "several"),
        (attached(RECORD.encode(), "a.yml", text=OTHER), "several"),
        (forwarded(text_mail(OTHER), LETTER), "several"),
        (text_mail(f"{LETTER}\n{OLDER}"), "versions"),
        (old_library("mixed", MIMEText(RECORD), MIMEText(OLDER)), "versions"),
        # Without its spaces, nobody knows whether this is the year of a source or of the group.
        (text_mail(flat().replace("supports: [user_led, contact.phone]", "what: no")), "indents"),
        (text_mail(flat().replace("0113 496 0123", "12")), "indents"),
        (attached(b"%PDF-1.4 x", "flyer.pdf", text=""), "attachments"),
        (raw_mail("image/png", b"\x89PNG\x00"), "attachments"),
        (raw_mail("multipart/encrypted; boundary=b", "--b\n\nx\n--b--\n"), "attachments"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "outlook"),
        (text_mail("word " * 50_000), "large"),
        (raw_mail("text/html", "<p>word</p>" * 200_000), "large"),
    ],
    ids=lambda value: "mail" if isinstance(value, bytes) else value,
)
def test_what_is_unclear_is_asked_about(raw, reason, take, comment_on, schema):
    outcome = take(raw)
    assert (outcome.state, outcome.reason) == ("fault", reason)
    assert outcome.text == ""
    told = comment_on(outcome)
    assert schema.messages["intake"]["fault"][reason] in told
    # It says to send all of it again.
    assert "You don't have to send everything again" not in told


@pytest.mark.parametrize(
    ("name", "raw", "kind"),
    [
        ("flyer.pdf", b"%PDF-1.4", "pdf"),
        ("flyer", b"%PDF-1.4", "pdf"),
        ("group.docx", b"PK\x03\x04\x00\x00\x00\x00", "document"),
        ("group.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mail"),
        ("group.rtf", b"{\\rtf1 x}", "document"),
        ("groups.xlsx", b"PK\x03\x04\x00\x00\x00\x00", "spreadsheet"),
        ("groups.csv", b"name,summary\n", "spreadsheet"),
        ("photo.HEIC", b"\x00\x00\x00\x18", "picture"),
        ("photo", b"\xff\xd8\xff\xe0", "picture"),
        ("voice.m4a", b"\x00\x00\x00\x18", "recording"),
        ("winmail.dat", b"\x78\x9f\x3e\x22", "winmail"),
        ("all.zip", b"PK\x03\x04\x00\x00\x00\x00", "archive"),
        ("empty.yml", b"", "empty"),
        ("thing.bin", bytes(range(200)), "other"),
    ],
)
@pytest.mark.parametrize("text", ["Please add our group.", LETTER])
def test_unread_file_is_named(name, raw, kind, text, take, comment_on, schema):
    outcome = take(attached(raw, name, text=text))
    assert outcome.state == ("words" if text != LETTER else "ready")
    assert [(file.name, file.kind) for file in outcome.unread] == [(name, kind)]
    told = comment_on(outcome)
    assert f"**{schema.messages['intake']['could_not_read']}**" in told
    assert schema.messages["intake"]["unread"][kind] in told
    assert "If that's hard for you" in told
    # The record says nothing of where its mailbox is from, and is asked about it.
    assert (schema.messages["intake"]["next"]["asked"] in told) == (text == LETTER)


def test_picture_below_a_signature_is_not_mentioned(take):
    message = both(LETTER, PAGE)
    page = message.get_payload()[1]
    page.add_related(b"\x89PNG\x00", "image", "png", cid="<logo>", filename="logo.png")
    assert take(message.as_bytes()).unread == ()


def test_words_after_the_record_are_handed_on(take, expected, comment_on):
    for words in (
        "Charity number: 1234567. Please also add our logo.",
        "\nPlease do not show the phone number.\n\nKind regards\nSam Example",
    ):
        outcome = take(text_mail(f"{RECORD}{words}\n"))
        assert outcome.data == expected.data
        assert outcome.left_over.startswith(("Charity number: 1234567.", "Please do not"))
        assert "Sam Example" not in outcome.left_over
        assert "these words, and a person will read them" in comment_on(outcome)


def test_last_text_that_goes_on_is_kept(take):
    long = "A title of many words that goes on for as long as a title may, and then some"
    text = RECORD.replace("title: About us", "year: 2025").replace(
        "    supports", "    title: " + long.replace(" may,", "\nmay,") + "\n    supports"
    )
    for sent in (text, text.partition("    supports")[0]):
        assert take(text_mail(sent)).data["sources"][0]["title"] == long


# --- Hostile e-mails: refused or read, and never for long -----------------------------------------


def counted(monkeypatch, module: object, name: str) -> list[int]:
    """How long the texts are that a function gets."""
    lengths: list[int] = []
    original = getattr(module, name)

    def count(text, *rest):
        lengths.append(len(text))
        return original(text, *rest)

    monkeypatch.setattr(module, name, count)
    return lengths


def nested(depth: int) -> bytes:
    parts = "".join(
        f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(depth)
    )
    return (HEAD + parts + "\n" + RECORD).encode()


@pytest.mark.parametrize(
    ("raw", "state"),
    [
        (nested(20), "ready"),
        (nested(200), "fault"),
        (raw_mail("multipart/mixed; boundary=b", "--b\n\nx\n" * 3_000), "fault"),
        (raw_mail("multipart/mixed; boundary=b", "\n" * 400_000), "fault"),
        (raw_mail("text/plain; " + "a*0*='b'c; " * 500, "x"), "fault"),
        (f"{HEAD}Subject: {'=?utf-8?q?' * 5_000}\n\n{LETTER}".encode(), "ready"),
        (
            HEAD.encode() + b"Content-Type: text/plain; charset=\x00\xff\n\n" + LETTER.encode(),
            "ready",
        ),
        (
            f'{HEAD}Content-Disposition: attachment; filename="a\r\n b"\n\n{RECORD}'.encode(),
            "ready",
        ),
        (f"{HEAD}Bcc: everyone@example.org\n\n{LETTER}".encode(), "ready"),
        (raw_mail("message/rfc822", raw_mail("message/rfc822", text_mail(LETTER))), "ready"),
    ],
    ids=lambda value: repr(value)[:60],
)
def test_hostile_mail_is_bounded(raw, state, take):
    assert take(raw).state == state


@pytest.mark.parametrize(
    "page",
    [
        "<" * 300_000,
        "<a " * 100_000,
        "<!--" * 100_000,
        "<![CDATA[" * 50_000,
        "<script>" * 50_000,
        "<div>" * 100_000,
        "<li>" * 50_000 + "x",
        "<blockquote>" * 30_000 + "x",
        "&#" + "9" * 200_000 + ";",
        "&" * 300_000,
        "<p " + "a='" * 100_000,
        "</" * 150_000,
        "<pre>" + "\n" * 150_000,
    ],
    ids=lambda page: page[:9],
)
def test_hostile_page_gives_no_more_than_it_has(page):
    """A tag sets a line in by a few signs at most, and each sign is looked at a few times."""
    text = html_text.html_to_text(page)
    assert len(text) <= len(page) + 100


def test_page_is_read_in_one_pass(monkeypatch):
    """Text comes to `add_text` once, whatever the tags around it."""
    lengths: list[int] = []
    original = html_text._Lines.add_text
    monkeypatch.setattr(
        html_text._Lines,
        "add_text",
        lambda self, text: (lengths.append(len(text)), original(self, text))[1],
    )
    page = "<b>x<" * 20_000
    html_text.html_to_text(page)
    assert sum(lengths) <= len(page)


def test_a_file_of_outlook_that_is_in_itself_is_refused():
    raw = bytearray((MAILS / "outlook-forwarded.msg").read_bytes())
    root, inner = (
        raw.index(name.encode("utf-16-le")) for name in ("Root Entry", "__substg1.0_3701000D")
    )
    # Where an entry says what is in it.
    raw[inner + 76 : inner + 80] = raw[root + 76 : root + 80]
    with pytest.raises(outlook.NotAMessageError):
        outlook.read_message(bytes(raw))


@pytest.mark.parametrize("start", range(0, 4608, 97))
def test_broken_file_of_outlook_never_raises(start, take):
    raw = bytearray((MAILS / "outlook-attached.msg").read_bytes())
    raw[start : start + 8] = b"\xff" * 8
    assert take(bytes(raw)).state in ("ready", "fault", "words", "mend", "incomplete", "nothing")
    assert take(bytes(raw[: start + 8])).state in ("ready", "fault", "words", "nothing")


def test_files_that_hold_each_other_again_and_again_are_refused(monkeypatch, take):
    """The bytes that are read are counted, wherever they come from."""
    seen = counted(monkeypatch, mail, "_parse")
    inner = text_mail("x" * 60_000)
    for _ in range(6):
        message = new_message("x")
        for number in range(4):
            message.add_attachment(
                inner, maintype="application", subtype="octet-stream", filename=f"{number}.eml"
            )
        inner = message.as_bytes()
        if len(inner) > 2_000_000:
            break
    take(inner)
    assert sum(seen) < 2 * mail.MAX_FILES


@pytest.mark.parametrize(
    "sign", ["<", "a.", "a@", "https://a.b/<", "[a.bc](", "&a", "from:", "on "]
)
def test_hostile_lines_are_looked_at_once(schema, sign):
    line = sign * (100_000 // len(sign))
    assert len(mail_traces.remove_links(mail_traces.replace_entities(line))) <= len(line)
    assert mail_traces.own_words(line, mail_words(schema)) == [line]


def with_words(schema, words):
    other = replace(schema)
    other.__dict__["mail_words"] = words
    return mail_words(other)


def test_letters_are_read_by_the_words_of_any_language(schema):
    ours = mail_words(schema)
    others = with_words(
        schema,
        {
            **schema.mail_words,
            "xx": {"sign_offs": ["sgrifet"], "wrote_start": ["da"], "wrote_end": ["skrivas"]},
        },
    )
    text = "Ya\n\nDa 3.5.2026, A. B. skrivas:\nOlder"
    assert mail_traces.own_words(text, ours)[-1] == "Older"
    assert mail_traces.own_words(text, others) == ["Ya", ""]
    assert mail_traces.is_sign_off("Kind regards", others)
    assert mail_traces.is_sign_off("Sgrifet gant", others)
    assert not mail_traces.is_sign_off("Sgrifet gant", ours)


def test_a_letter_can_be_read_without_words(schema):
    nothing = with_words(schema, {})
    assert mail_traces.own_words("Dear all\n\nKind regards", nothing)[-1] == "Kind regards"
    assert not nothing.closed.search("") and not nothing.agreement.fullmatch("")


def test_sender_cannot_add_header_fields_to_answers(take, comment_on):
    outcome = take(attached(b"%PDF", "a\nBcc: x@example.org\n\n@everyone.pdf".replace("\n", " ")))
    told = comment_on(outcome)
    assert "`" in told
    assert "\nBcc" not in told


def test_every_reason_to_ask_has_its_words(schema):
    kinds = {kind for _, kind in attachments.NAMES} | {kind for _, kind in attachments.SIGNATURES}
    assert kinds | {"other", "empty", "mail", "large", "encrypted", "unnamed"} == set(
        schema.messages["intake"]["unread"]
    )
