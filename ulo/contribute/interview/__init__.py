"""The questions of `build.py new`: one at a time, in the words of the JSON Schema.

fields       which fields are asked for, in what order, and what is said of each
dialogue     reads a line and shows lines; `back`, `quit` and yes or no
answers      what a person wrote as the field has it
draft        the answers so far, as they are kept for another day
summary      the record as it stands, with numbers to choose from
questions    asks, checks each answer at once, and knows what to ask next
"""

from ulo.contribute.interview.draft import Draft, DraftStore, read_draft, write_draft
from ulo.contribute.interview.fields import OPTIONAL, REQUIRED
from ulo.contribute.interview.questions import run_interview

__all__ = [
    "OPTIONAL",
    "REQUIRED",
    "Draft",
    "DraftStore",
    "read_draft",
    "run_interview",
    "write_draft",
]
