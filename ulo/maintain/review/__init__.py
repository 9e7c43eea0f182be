"""What a pull request does to the records, in words, for the maintainer who decides about it.

Pure: the records before and after go in, a review of each comes out. Nothing here blocks a pull
request: the checks do that.

    changes             what differs between two versions of a record, field by field
    record_review       the values: the review of one record, and messages about it
    duplicates          other records that may be about the same group, and why
    safety_prompts      the words for questions about homes, persons and takeovers
    evidence_prompts    questions about names, evidence and age
    reviewer_prompts    all questions, the gravest first
    comparison          the reviews of all records that a branch touches
    report              reviews as text, or as Markdown that is safe from what strangers wrote
"""

from ulo.maintain.review.comparison import review_records
from ulo.maintain.review.record_review import Message, RecordReview, make_message
from ulo.maintain.review.report import FORMATS, list_questions

__all__ = ["FORMATS", "Message", "RecordReview", "list_questions", "make_message", "review_records"]
