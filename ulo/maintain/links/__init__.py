"""Whether the URLs in the records still lead where they should. No part of a build.

    collection    every URL in the records and in our own pages, with the places that hold it
    ssrf_guard    which URLs may be requested: only those of public web servers
    crawl_policy  how to request them: one page of a site at a time, with pauses, as robots.txt asks
    visit         what came back for one URL
    fetcher       requests one page, over all redirects
    findings      what a visit means for the record
    checker       visits all links
    history       since when a link has its fault, kept from one night to the next
    report        what to do, as text, Markdown or JSON

URLs come from strangers, and so do the answers: both are treated as hostile.
"""

from ulo.maintain.links.checker import check_links
from ulo.maintain.links.collection import collect_links
from ulo.maintain.links.history import REQUIRED_RUNS, parse_history, update_history
from ulo.maintain.links.report import FORMATS, Report

__all__ = [
    "FORMATS",
    "REQUIRED_RUNS",
    "Report",
    "check_links",
    "collect_links",
    "parse_history",
    "update_history",
]
