"""The only place that makes the URLs of the site.

All are relative to the root of the site, and that of a page ends in a slash. The constants are the
pages and files of which there is one each; the functions make the URLs of those that are many.
"""

from urllib.parse import quote

# Parts of this module: nobody else imports them.
from ulo.core.api_urls import (
    API as API,
    API_DESCRIPTION as API_DESCRIPTION,
    API_INDEX as API_INDEX,
    api_area as api_area,
    api_list as api_list,
    api_organisation as api_organisation,
    api_part as api_part,
    api_partner as api_partner,
    api_term as api_term,
)
from ulo.core.repository_urls import (
    confirm_issue as confirm_issue,
    issue_form as issue_form,
    library_edit as library_edit,
    new_issue as new_issue,
    page_edit as page_edit,
    record_edit as record_edit,
    record_file as record_file,
    releases as releases,
    repository_page as repository_page,
)

HOME = ""
ORGANISATIONS = "orgs/"
PEOPLE = "people/"
ACTIVITIES = "activities/"
FIND = "find/"
OPENSEARCH = "find/opensearch.xml"
PLACES = "places/"
MAP = "places/map/"
POSTCODES = "places/postcodes/"
OUTLINE = "places/outline.svg"
CLOSED = "closed/"
NEWS = "news/"
PLAIN_INDEX = "llms.txt"
FEED = "news/feed.xml"
WORK = "work/"
PARTNERS = "work/with/"
WORK_PLACES = "work/place/"
CHANGED = "work/changed/"
TABLES = "work/tables/"
COORDINATION = "work/join/"
NETWORKS = "networks/"
GAPS = "gaps/"
GAPS_OLD = "gaps/old/"
DATA = "data/"
COVERAGE = "data/coverage/"
FIELDS = "data/fields/"
RULES = "data/rules/"
COLUMNS = "data/columns/"
FORMATS = "data/formats/"
FOLLOWING = "data/following/"
RELEASES = "data/releases/"
# The same groups in the form of Open Referral (HSDS 3.0, or the profile of the country).
HSDS = "api/hsds/"
HSDS_INDEX = "api/hsds/index.json"
API_HELP = "data/api/"
HSDS_HELP = "data/open-referral/"
EMBED = "embed/"
EMBED_HELP = "data/embed/"
ABOUT = "about/"
ABOUT_EASY_READ = "about/easy-read/"
PRIVACY = "about/privacy/"
ABOUT_SEARCH = "about/search/"
ADD = "add/"
ADD_ON_PAPER = "add/paper/"
CONFIRM = "confirm/"
HELP = "help/"
TELL_US = "help/#tell-us"
HELP_NOW = "help-now/"
GUIDES = "guides/"
INVOLVING_PEOPLE = "guides/involving-people/"
TAKING_PART = "guides/taking-part/"
JUDGING = "guides/judging-what-changed/"
JUDGING_SHEET = "guides/judging-what-changed/sheet/"
SETTINGS = "settings/"
SHORTLIST = "shortlist/"
# A few letters that are others as soon as a record is: sw.js looks through what it keeps then.
RECORDS_STATE = "records-state.txt"
# What the geocoder of the browser reads: its sentences, the areas, and by first letter the outcodes
# and the names of places.
PLACE_ANSWERS = "places/answers.json"
PLACE_AREAS = "places/areas.json"
PLACE_OUTCODES = "places/outcodes/"
PLACE_NAMES = "places/names/"
PLACE_COUNCILS = "places/councils/"
RESOURCES = "resources/"
RESOURCES_BY_YEAR = "resources/by/year/"
WORDS = "words/"
OPPORTUNITIES = "opportunities/"
OPPORTUNITIES_FEED = "opportunities/feed.xml"
OPPORTUNITIES_CALENDAR = "opportunities/closing-days.ics"
TEMPLATE_WORKBOOK = "data/template.xlsx"
TEMPLATE_CSV = "data/template.csv"
# What the hosts Netlify and Cloudflare Pages read.
HOST_HEADERS = "_headers"
HOST_REDIRECTS = "_redirects"
ICONS = "assets/icons.svg"
DAY_STYLE = "assets/day.css"


def list_page(url: str, number: int) -> str:
    """One page of a paginated list, counted from 1; the first page has no number."""
    return url if number == 1 else f"{url}{number}/"


def download(page: str) -> str:
    """The list of a page as a file of CSV; one for all pages of a long list."""
    return f"{page.removesuffix('/')}.csv"


def data_file(name: str) -> str:
    """A file of open data about the whole directory, such as organisations.json."""
    return f"{DATA}{name}"


def feed(page: str) -> str:
    """The Atom feed of what changed in the list of a page."""
    return f"{page}feed.xml"


def hsds_list(kind: str, number: int = 1) -> str:
    """One page of a list of HSDS, counted from 1."""
    return f"{HSDS}{kind}.json" if number == 1 else f"{HSDS}{kind}/page/{number}.json"


def hsds_entry(kind: str, id: str) -> str:
    """One thing of HSDS by its permanent id."""
    return f"{HSDS}{kind}/{id}.json"


def contact_card(slug: str) -> str:
    """The vCard of a group."""
    return f"{organisation(slug)}contact.vcf"


def closing_days(area: str) -> str:
    """The calendar of the days on which ways to take part close, for the groups of an area."""
    return f"{place(area)}closing-days.ics"


def embed(kind: str, id: str) -> str:
    """The list that other sites show in a frame of theirs; `kind` is place, people or network."""
    return f"{EMBED}{kind}/{id}/"


def embed_fragment(kind: str, id: str) -> str:
    """The same groups as a part of a page, without a style or a script."""
    return f"{embed(kind, id)}fragment.html"


def embed_builder(kind: str, id: str) -> str:
    """The page that tells how to embed a list, with this one chosen."""
    return f"{EMBED_HELP}?{kind}={id}"


def easy_read(page: str) -> str:
    """The Easy Read version of a page."""
    return f"{page}easy/"


def organisation(slug: str) -> str:
    return f"{ORGANISATIONS}{slug}/"


def record_data(slug: str) -> str:
    """The JSON file of a record that the form reads."""
    return f"{organisation(slug)}record.json"


def shortlist_groups(prefix: str) -> str:
    """The JSON file of what the reader's own list shows of groups whose slugs begin like this."""
    return f"{SHORTLIST}groups/{prefix}.json"


def name_lookup(name: str) -> str:
    """The JSON file of the groups with a name, for the form alone; `name` is a slug."""
    return f"{ADD}names/{name}.json"


def change_form(slug: str, step: str = "") -> str:
    """The form, filled in from a record; open at one of its steps, else at the last."""
    return f"{ADD}?org={slug}#{step}" if step else f"{ADD}?org={slug}"


def organisations_by_letter(letter: str) -> str:
    """The A to Z page of one letter.

    A slug has two letters or more, so the page of a record is never in the same place.
    """
    return f"{ORGANISATIONS}{letter.lower()}/"


def community(term: str) -> str:
    return f"{PEOPLE}{term}/"


def activity(term: str) -> str:
    return f"{ACTIVITIES}{term}/"


def narrowed(page: str, area: str) -> str:
    """The list of a community or an activity with the groups for one area alone."""
    return f"{page}in/{area}/"


def work(facet: str, term: str | int) -> str:
    """The participation work of one kind, stage, place, year or community, with one body, or with
    one kind of partners."""
    return f"{WORK}{facet}/{term}/"


def work_cell(kind: str, facet: str, term: str) -> str:
    """The participation work of one kind in one place, of one community or with such partners."""
    return f"{WORK}kind/{kind}/{facet}/{term}/"


def coordination(area: str) -> str:
    """The page of one region on which groups find others to join up with."""
    return f"{COORDINATION}{area}/"


def resource(slug: str) -> str:
    """The page of a resource.

    The lists of resources are two levels below `by/`, so no slug can take their place.
    """
    return f"{RESOURCES}{slug}/"


def resources_by(facet: str, term: str) -> str:
    """The resources with one topic, reader, stage, kind or format."""
    return f"{RESOURCES}by/{facet}/{term}/"


def word(slug: str) -> str:
    """The part of the glossary that explains a word.

    The prefix keeps it apart from other ids of that page, such as `main`.
    """
    return f"{WORDS}#word-{slug}"


def place(locality: str) -> str:
    """The page of an area or of a town.

    An id has two letters or more, and no place is called map or postcodes.
    """
    return f"{PLACES}{locality}/"


def meetings_calendar(area: str) -> str:
    """The calendar of the meetings of the groups for an area."""
    return f"{place(area)}meetings.ics"


def places_by_letter(letter: str) -> str:
    """The page of the places that start with one letter."""
    return f"{PLACES}{letter.lower()}/"


def postcode_area(letters: str) -> str:
    """The page of the outcodes that start with these letters, such as LS."""
    return f"{POSTCODES}{letters.lower()}/"


def find_near(place: str) -> str:
    """The search for all groups for a place, and near it."""
    return f"{FIND}?where={quote(place)}"


def relative_root(url: str) -> str:
    """The relative URL of the root of the site, seen from a page: `../` once for each level."""
    return "../" * url.count("/")


# The entries of the menus: the key of the message that names each, and its page.
# Three ways through the same groups, which the menu shows as one entry.
BROWSE = {"people": PEOPLE, "activities": ACTIVITIES, "orgs": ORGANISATIONS}
MENU = {"find": FIND, "places": PLACES, **BROWSE, "work": WORK, "guides": GUIDES, "add": ADD}
TOOLS = {"help_now": HELP_NOW, "help": HELP, "settings": SETTINGS}
# The foot of each page, in parts that have a heading; the tools are one more.
FOOT = {
    "groups": {"opportunities": OPPORTUNITIES, "closed": CLOSED, "news": NEWS},
    "reading": {"resources": RESOURCES, "words": WORDS, "data": DATA},
    "site": {
        "about": ABOUT,
        "accessibility": "about/accessibility/",
        "privacy": PRIVACY,
        "maintainers": "maintainers/",
    },
}
MENUS = {"menu": MENU, "tools": TOOLS, "foot": FOOT["groups"] | FOOT["reading"] | FOOT["site"]}
