"""Every URL of the site is made here: relative to its root, with a slash at the end of a page."""

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
ABOUT = "about/"
ABOUT_EASY_READ = "about/easy-read/"
ABOUT_SEARCH = "about/search/"
ADD = "add/"
ADD_ON_PAPER = "add/paper/"
HELP = "help/"
HELP_NOW = "help-now/"
GUIDES = "guides/"
JUDGING = "guides/judging-what-changed/"
JUDGING_SHEET = "guides/judging-what-changed/sheet/"
SETTINGS = "settings/"
GAZETTEER = "places/places.json"
OUTCODES = "places/districts.json"
RESOURCES = "resources/"
RESOURCES_BY_YEAR = "resources/by/year/"
WORDS = "words/"
OPPORTUNITIES = "opportunities/"
OPPORTUNITIES_FEED = "opportunities/feed.xml"
OPPORTUNITIES_CALENDAR = "opportunities/closing-days.ics"
TEMPLATE_WORKBOOK = "data/template.xlsx"
TEMPLATE_CSV = "data/template.csv"


def list_page(address: str, number: int) -> str:
    """The address of one page of a long list; the first page has no number."""
    return address if number == 1 else f"{address}{number}/"


def easy_read(page: str) -> str:
    """The Easy Read view of a page."""
    return f"{page}easy/"


def organisation(slug: str) -> str:
    return f"{ORGANISATIONS}{slug}/"


def record_data(slug: str) -> str:
    """The data of a record, as the form reads them."""
    return f"{organisation(slug)}record.json"


def name_lookup(name: str) -> str:
    """The groups that have a name, for the form alone; `name` as a file name is made of it."""
    return f"{ADD}names/{name}.json"


def change_form(slug: str) -> str:
    """The form, filled in from a record."""
    return f"{ADD}?org={slug}"


def organisations_by_letter(letter: str) -> str:
    """The A to Z page of one letter. A slug has two letters or more, so the two never collide."""
    return f"{ORGANISATIONS}{letter.lower()}/"


def community(term: str) -> str:
    return f"{PEOPLE}{term}/"


def activity(term: str) -> str:
    return f"{ACTIVITIES}{term}/"


def work(way: str, id: str | int) -> str:
    """The pieces of work of one kind, stage, place, year, of one community (people), or with one body."""
    return f"{WORK}{way}/{id}/"


def work_cell(kind: str, way: str, id: str) -> str:
    """The pieces of work of one kind for one place or one community."""
    return f"{WORK}kind/{kind}/{way}/{id}/"


def coordination(area: str) -> str:
    """Who could join up with whom, in one region."""
    return f"{COORDINATION}{area}/"


def resource(slug: str) -> str:
    """The page of a resource. Lists stand two steps below by/, so no slug can take their place."""
    return f"{RESOURCES}{slug}/"


def resources_by(facet: str, term: str) -> str:
    """The list of the resources with this topic, reader, stage, kind or format."""
    return f"{RESOURCES}by/{facet}/{term}/"


def word(slug: str) -> str:
    """The place on the page of words where one is explained; the page has ids of its own, such as main."""
    return f"{WORDS}#word-{slug}"


def place(locality: str) -> str:
    """The page of an area or of a town. An id has two letters or more, and no place is called map or postcodes."""
    return f"{PLACES}{locality}/"


def places_by_letter(letter: str) -> str:
    """The page with the places of one letter."""
    return f"{PLACES}{letter.lower()}/"


def postcode_area(letters: str) -> str:
    """The page of the postcode districts that start with these letters, such as LS."""
    return f"{POSTCODES}{letters.lower()}/"


def record_edit(repository: str, slug: str) -> str:
    """The page of a GitHub repository on which the file of a record can be changed."""
    return f"{repository.rstrip('/')}/edit/main/orgs/{slug}.yml"


def library_edit(repository: str, path: str) -> str:
    """The page of a GitHub repository on which a file of the library can be changed."""
    return f"{repository.rstrip('/')}/edit/main/{path}"


def record_file(repository: str, slug: str) -> str:
    """The page of a GitHub repository that shows the file of a record."""
    return f"{repository.rstrip('/')}/blob/main/orgs/{slug}.yml"


def page_edit(repository: str, path: str) -> str:
    """The page of a GitHub repository on which a hand-written page can be changed; `path` is that below docs/."""
    return f"{repository.rstrip('/')}/edit/main/docs/{path}"


def new_issue(repository: str) -> str:
    return f"{repository.rstrip('/')}/issues/new"


def issue_form(repository: str, name: str) -> str:
    """One of the forms in .github/ISSUE_TEMPLATE/, on GitHub."""
    return f"{new_issue(repository)}?template={name}.yml"


def relative_root(address: str) -> str:
    """What leads from a page back to the root of the site: `../` once for each level."""
    return "../" * address.count("/")


# The entries of the menus: the word that names them in schema/locales/, and where they lead.
MENU = {
    "find": FIND,
    "places": PLACES,
    "guides": GUIDES,
    "people": PEOPLE,
    "activities": ACTIVITIES,
    "work": WORK,
    "add": ADD,
}
FOOTER = {
    "orgs": ORGANISATIONS,
    "opportunities": OPPORTUNITIES,
    "resources": RESOURCES,
    "words": WORDS,
    "news": NEWS,
    "about": ABOUT,
    "closed": CLOSED,
    "data": DATA,
    "accessibility": "about/accessibility/",
    "privacy": "about/privacy/",
    "maintainers": "maintainers/",
}
TOOLS = {"help_now": HELP_NOW, "help": HELP, "settings": SETTINGS}
MENUS = {"menu": MENU, "tools": TOOLS, "foot": FOOTER}
