"""Whether an address is somebody's home, or a door that somebody must not find."""

import re
from collections.abc import Iterator

from ulo.checks.record_words import record_words
from ulo.checks.safety.question import SafetyQuestion
from ulo.checks.safety.record_change import RecordChange
from ulo.checks.web_addresses import url_host

ADDRESS = ("based_in", "address")
# Coordinates with three decimals name a point of about a hundred metres.
EXACT_COORDINATES = re.compile(r"\.\d{3}")


def ask_home_address(change: RecordChange) -> Iterator[SafetyQuestion]:
    """A home must never be published, and a small group's registered address often is one."""
    address = change.after.text(*ADDRESS)
    if not address or not change.touches("based_in"):
        return
    sources = change.sources_supporting("based_in")
    # Browsers ask by these two patterns as well.
    words = record_words(change.after.schema)
    home_word = words.home.search(address)
    if home_word:
        values = {"word": home_word.group(), "address": address}
        yield SafetyQuestion("home", ADDRESS, values)
    elif words.office and not words.office.search(address):
        hosts = change.after.schema.registers.hosts
        is_registered = any(url_host(url).endswith(hosts) for url in sources)
        key = "registered-address" if is_registered else "no-office"
        yield SafetyQuestion(key, ADDRESS, {"address": address})
    if not any(sources):
        yield SafetyQuestion("address-source", ADDRESS, only_asks_source=True)


def ask_exact_place_at_risk(change: RecordChange) -> Iterator[SafetyQuestion]:
    """Survivors and others may be in danger if people who harmed them can find the door."""
    after = change.after
    terms = after.schema.vocabularies["community"].terms
    named = {*after.texts("user_led", "led_by"), *after.texts("for")}
    at_risk = sorted(term for term in named if term in terms and terms[term].at_risk)
    exact = [name for name in ("address", "postcode") if after.text("based_in", name)]
    if EXACT_COORDINATES.search(after.text("based_in", "coordinates")):
        exact.append("coordinates")
    if at_risk and exact and change.touches("based_in", "user_led.led_by", "for"):
        yield SafetyQuestion(
            "door",
            ("based_in", exact[0]),
            terms={
                "people": ", ".join(terms[term].phrase for term in at_risk),
                "fields": ", ".join(change.field_title("based_in", name) for name in exact),
            },
        )
