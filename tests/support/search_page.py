"""The page of the search, as a reader uses it."""

BOX = "What are you looking for?"


def ask(page, text):
    """Types into the first box and presses Find."""
    page.get_by_label(BOX).fill(text)
    page.get_by_role("button", name="Find", exact=True).click()


def ready(page, address):
    """Opens a search, and waits until it has answered."""
    page.goto(address)
    page.locator("[data-list] .row, [data-notes] p").first.wait_for()
