"""In the form, a group says when it meets and what a first visit is like."""

from playwright.sync_api import expect

from form_pages import continue_to, open_form
from ulo import records

GROUP = "clydeside-disability-alliance"


def test_meetings_and_first_visit_are_asked_for_checked_and_sent(page, site):
    open_form(page, f"{site[0]}add/?org={GROUP}#visit")
    page.get_by_role("button", name="Add: Meeting").click()
    page.get_by_label("What it is").fill("Drop-in")
    page.get_by_role("radio", name="First in the month").check()
    starts = page.get_by_label("Starts at")
    starts.fill("2.30 pm")
    starts.blur()
    expect(starts).to_have_value("14:30")
    page.get_by_label("Ends at").fill("1pm")
    page.get_by_label("Venue").fill("Clyde Library")
    page.get_by_role("button", name="Continue").click()
    faults = page.locator("#faults")
    expect(faults.get_by_role("link", name="This meeting has no day of the week.")).to_be_visible()
    faults.get_by_role("link", name="The meeting starts at 14:30 and ends at 13:00.").click()
    expect(page.get_by_label("Ends at")).to_be_focused()
    page.get_by_label("Ends at").fill("4pm")
    page.get_by_role("checkbox", name="Wednesday").check()
    page.get_by_role("radio", name="Just come").check()
    page.locator("[name='first_visit.cost'][value='free']").check()
    page.get_by_role("checkbox", name="An assistance dog").check()
    page.get_by_label("What happens the first time").fill("Someone meets you at the door.")
    continue_to(page, "Access")
    page.get_by_role("button", name="Check and send").click()
    page.get_by_role("radio", name="Yes").check()
    text = page.locator("#text").input_value()
    record, problems = records.parse(text.encode(), f"orgs/{GROUP}.yml")
    assert not problems
    assert record.data["meetings"] == [
        {
            "what": "Drop-in",
            "every": "first",
            "day": ["wednesday"],
            "starts": "14:30",
            "ends": "16:00",
            "place": "Clyde Library",
        }
    ]
    assert record.data["first_visit"] == {
        "join": "just-come",
        "cost": "free",
        "bring": ["assistance-dog"],
        "first_time": "Someone meets you at the door.",
    }
