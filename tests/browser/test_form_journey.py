"""The form in a real browser, as people use it.

With the keyboard alone, to change one thing, without scripts, and in each way to send it.
"""

from urllib.parse import parse_qs, unquote, urlsplit

from playwright.sync_api import expect

from form_pages import fill_in, open_form
from largest import largest
from sites import CATALOGUE, served
from ulo import checks, records
from ulo.checks import CheckContext
from ulo.contribute.intake import receive
from ulo.core import ERROR
from ulo.records.formatting import dump

GROUP = "clydeside-disability-alliance"


def record_in(page, schema, today):
    """The file that can be saved at the end, as a record that the build has looked at."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the file").click()
    slug = download.value.suggested_filename.removesuffix(".yml")
    record, problems = records.parse(download.value.path().read_bytes(), f"orgs/{slug}.yml")
    assert not problems
    assert not [
        p
        for p in checks.check_record(CheckContext(record, schema, today))
        if p.level == ERROR and p.rule != "date-in-future"
    ]
    return slug, record.data


def test_a_group_is_added_and_can_be_sent_in_each_way(page, site, schema, today):
    open_form(page, f"{site[0]}add/")
    fill_in(page)
    expect(page.locator("#ways")).to_be_hidden()
    expect(page.get_by_text("Answer this question, then you can send it.")).to_be_visible()
    page.get_by_role("radio", name="Yes").check()
    expect(page.locator("#ways")).to_be_visible()
    slug, data = record_in(page, schema, today)
    assert (
        slug == "brand-new-voices"
        and data["checked"]["by"] == "organisation"
        and data["added"] == data["checked"]["on"]
    )
    assert data["user_led"]["source"] == "https://www.example.org/about"
    assert data["sources"] == [
        {"url": "https://www.example.org/about", "title": "example.org", "supports": ["user_led"]}
    ]
    text = page.locator("#text").input_value()
    kept = dump(data, schema)
    assert text == f"# orgs/brand-new-voices.yml\n{kept}"
    mail = urlsplit(page.locator("#mail").get_attribute("href"))
    assert mail.scheme == "mailto" and mail.path == "hello@example.org"
    asked = {
        key: unquote(value)
        for key, _, value in (part.partition("=") for part in mail.query.split("&"))
    }
    assert (
        asked["subject"] == "Add: Brand New Voices" and text.replace("\n", "\r\n") in asked["body"]
    )
    github = page.locator("#github").get_attribute("href")
    assert github.startswith("https://github.com/example/led/new/main/orgs?") and parse_qs(
        urlsplit(github).query
    ) == {"filename": ["brand-new-voices.yml"], "value": [kept]}
    with page.expect_download() as download:
        page.get_by_role("link", name="Save the file").click()
    assert (
        download.value.suggested_filename == "brand-new-voices.yml"
        and download.value.path().read_text("utf-8") == kept
    )
    # What everyone will see is on the page, in words.
    preview = page.locator("#preview").inner_text()
    for words in (
        "Brand New Voices",
        "Most of its board",
        "Self-advocacy",
        "https://www.example.org/about",
    ):
        assert words in preview


def test_a_group_is_added_with_the_keyboard_alone(page, site, schema, today):
    open_form(page, f"{site[0]}add/")
    press = page.keyboard.press

    def to(selector):
        """Tab until the focus is there. From a stop that leads nowhere, or a trap, it never is."""
        for _ in range(120):
            if page.evaluate("selector => document.activeElement.matches(selector)", selector):
                return
            press("Tab")
        raise AssertionError(f"the keyboard does not reach {selector}")

    def next_step(title):
        to("#next")
        press("Enter")
        expect(page.get_by_role("heading", name=title, exact=True)).to_be_focused()

    to("#name")
    page.keyboard.type("Keyboard Voices")
    to("#summary")
    page.keyboard.type("Deaf people in Leeds who meet, sign and speak up together.")
    next_step("Who leads it")
    to("[name='user_led.led_by'][value='deaf-people']")
    press("Space")
    to("[name='user_led.basis']")
    press("ArrowDown")
    to("[id='user_led.evidence']")
    page.keyboard.type("Most of its trustees are Deaf.")
    to("[id='user_led.source']")
    page.keyboard.type("https://www.example.org/about")
    next_step("Who it is for and what it does")
    to("[name='for'][value='deaf-people']")
    press("Space")
    to("[name='activities'][value='social-groups']")
    press("Space")
    next_step("Where it is")
    to("[data-filter]")
    page.keyboard.type("leeds")
    press("Enter")  # looks for a place; it does not go on
    to("[value='leeds']")
    press("Space")
    expect(page.locator("[data-chosen]")).to_have_text("Chosen: Leeds")
    next_step("How to get in touch")
    next_step("Your first visit")
    next_step("Access")
    next_step("Work with public bodies")
    to("[data-more]")
    press("Enter")
    page.keyboard.type("They train all new staff of the council.")
    to("[name^='work.'][name$='.stage']")
    press("Space")
    to("[id^='work.'][id$='.source']")
    page.keyboard.type("https://www.example.org/training")
    next_step("Ways to take part now")
    next_step("More about the group")
    next_step("How you know")
    next_step("Check and send")
    to("[name='checked.by']")
    press("Space")
    to("#mail")
    slug, data = record_in(page, schema, today)
    assert (
        slug == "keyboard-voices"
        and data["area"] == {"serves": ["leeds"]}
        and data["work"][0]["stage"] == "development"
        and data["user_led"]["basis"] == "board-majority"
    )


def test_one_thing_is_changed_and_the_rest_stays_as_it_was(page, site, schema, today):
    before, _ = records.parse((CATALOGUE / "orgs" / f"{GROUP}.yml").read_bytes(), "")
    page.goto(f"{site[0]}orgs/{GROUP}/")
    page.get_by_role("link", name="Correct this page with our form").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(
        "Change: Clydeside Disability Alliance"
    )
    page.get_by_role("button", name="Change: How to get in touch").click()
    page.get_by_label("Text message").fill("07700 900123")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("radio", name="No").check()
    slug, data = record_in(page, schema, today)
    assert slug == GROUP
    assert data.pop("contact") == {**before.data["contact"], "sms": "07700 900123"}
    assert data["checked"].pop("on") >= "2026-11-21"
    expected = {key: value for key, value in before.data.items() if key != "contact"}
    assert data == {
        **expected,
        "checked": {key: value for key, value in expected["checked"].items() if key != "on"}
        | {"by": "public-sources"},
    }
    # What is sent in a link is only what changed, and arrives as that.
    sent = parse_qs(urlsplit(page.locator("#mail").get_attribute("href")).query)
    assert 'sms: "07700 900123"' in sent["body"][0] and "summary:" not in sent["body"][0]
    expect(page.get_by_text("Your email app opens with just what you changed.")).to_be_visible()
    context = CheckContext(records.Record(GROUP, "", before.data), schema, today)
    outcome = receive(sent["body"][0].encode(), schema, [context], [GROUP], today)
    assert outcome.data["contact"] == {**before.data["contact"], "sms": "07700 900123"}
    assert outcome.conflicts == ()
    # GitHub fills in no change of a file, so that a change goes through the form for records.
    github = urlsplit(page.locator("#github").get_attribute("href"))
    assert github.path == "/example/led/issues/new" and parse_qs(github.query)["template"] == [
        "record.yml"
    ]


def test_other_groups_are_named_to_people_and_sent_by_their_file_names(page, site, schema, today):
    before, _ = records.parse((CATALOGUE / "orgs" / f"{GROUP}.yml").read_bytes(), "")
    union, alliance = before.data["networks"]
    open_form(page, f"{site[0]}add/?org={GROUP}#more")
    expect(page.get_by_role("heading", name="More about the group")).to_be_focused()
    networks = page.locator("#networks")
    expect(networks).to_have_value(f"Independent Living Union\n{alliance}")
    networks.fill(f"{union}\nUK Survivors' Assembly")
    networks.blur()
    expect(networks).to_have_value("Independent Living Union\nUK Survivors' Assembly")
    page.get_by_role("button", name="Check and send").click()
    expect(page.locator("#preview")).to_contain_text("Independent Living Union")
    expect(page.locator("#preview")).not_to_contain_text(union)
    page.get_by_role("radio", name="No").check()
    assert record_in(page, schema, today)[1]["networks"] == [union, "UK Survivors' Assembly"]


def test_the_largest_record_can_be_sent_in_each_way_uncut(chromium, site, schema, today):
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page, largest_of_all = context.new_page(), largest(schema, today)
    page.route("**/record.json", lambda route: route.fulfill(json=largest_of_all))
    open_form(page, f"{site[0]}add/?org={GROUP}")
    page.get_by_role("radio", name="Yes").check()
    _, data = record_in(page, schema, today)
    assert len(dump(data, schema)) > 40_000
    assert data == {
        **largest_of_all,
        "checked": {**largest_of_all["checked"], "by": "organisation", "on": data["checked"]["on"]},
    }
    # However much there is of it, what is new fits.
    assert len(page.locator("#text").input_value()) < 400
    assert len(page.locator("#mail").get_attribute("href")) < 1000
    page.get_by_role("button", name="Change: How you know").click()
    page.get_by_label("Title").first.fill("Another title")
    page.get_by_role("button", name="Check and send").click()
    text = page.locator("#text").input_value()
    expect(page.get_by_text("Your answers are too long for a link.")).to_be_visible()
    expect(
        page.get_by_text("Your answers are too long for this page to put into an email.")
    ).to_be_visible()
    assert len(page.locator("#github").get_attribute("href")) < 400 and "Paste" in unquote(
        page.locator("#mail").get_attribute("href")
    )
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copied.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").replace("\r\n", "\n") == text
    context.close()


def test_without_permission_to_copy_the_text_is_shown(page, site):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    open_form(page, f"{site[0]}add/?org={GROUP}")
    page.get_by_role("radio", name="Yes").check()
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Your browser won't let us copy the text.")).to_be_visible()
    expect(page.locator("#text")).to_be_visible()


def test_without_javascript_there_are_other_ways_and_the_questions_on_paper(chromium, site, schema):
    from ulo.contribute import form

    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site[0]}add/")
    expect(page.locator("#form")).to_be_hidden()
    assert page.get_by_text("This form needs JavaScript.").count()
    expect(page.get_by_role("link", name="Fill in the form on GitHub")).to_have_attribute(
        "href", "https://github.com/example/led/issues/new?template=group.yml"
    )
    page.get_by_role("link", name="Print an empty form").click()
    paper = page.locator("main").inner_text()
    for question in form.all_questions(schema):
        if not question.id.startswith("closed.") and question.id != "checked.by":
            assert question.title in paper, question.id
    context.close()


def test_where_nothing_can_be_sent_the_page_says_so(chromium, unconfigured):
    with served(unconfigured / "site") as address:
        page = open_form(chromium.new_page(), f"{address}add/")
        expect(
            page.get_by_text("You can't send anything from here. You can change the files")
        ).to_be_visible()
        fill_in(page)
        page.get_by_role("radio", name="Yes").check()
        expect(
            page.get_by_text("so you can't send anything from here. You can save the file")
        ).to_be_visible()
        expect(page.get_by_role("link", name="Save the file")).to_be_visible()
        assert not page.locator("#mail, #github").count()
        page.close()
