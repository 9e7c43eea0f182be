"""What browsers keep, are asked and are told by anybody, in the scripts by themselves.

Node runs the tests in js/ on the cases of tests/data/hostile/browser/.
"""

from pathlib import Path

from form_examples import BASE
from hostile_data import read_hostile
from node import run_node_tests
from ulo.contribute import browser_rules
from ulo.model import as_data

FOLDER = Path(__file__).parent / "js"


def test_a_draft_that_was_changed_by_hand_does_no_harm(tmp_path, fictional, schema, today):
    data = {
        "rules": browser_rules.build_rules(schema),
        "today": today.isoformat(),
        "drafts": read_hostile("browser/drafts.yml"),
        "usual": BASE,
        "records": [as_data(o) for o in fictional.organisations],
    }
    run_node_tests([FOLDER / "hostile_drafts.test.js"], {"hostile_drafts": data}, tmp_path)


def test_an_address_that_anybody_wrote_is_read_within_bounds(tmp_path):
    data = {"queries": read_hostile("browser/queries.yml")}
    run_node_tests([FOLDER / "hostile_addresses.test.js"], {"hostile_addresses": data}, tmp_path)


def test_the_service_worker_serves_its_own_site_alone(tmp_path):
    data = {"messages": read_hostile("browser/messages.yml")}
    run_node_tests([FOLDER / "service_worker.test.js"], {"service_worker": data}, tmp_path)


def test_the_service_worker_forgets_what_is_gone_and_nothing_else(tmp_path):
    run_node_tests([FOLDER / "kept_pages.test.js"], {}, tmp_path)
