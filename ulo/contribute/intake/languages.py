"""In which language somebody wrote, as far as it is certain."""

from ulo.contribute.intake.mail_traces import own_words
from ulo.contribute.intake.mail_words import mail_words
from ulo.contribute.intake.submission import Submission
from ulo.core import fold
from ulo.schema import Schema

# So many different words, and this share of all of them, leave no doubt.
MIN_WORDS, MIN_SHARE = 3, 0.15
MAX_WORDS = 2_000


def find_language(submission: Submission, schema: Schema) -> str:
    """The code of the language, such as `cy`; empty where nobody can tell.

    The words come first: programs write the language of their own menus into an e-mail.
    """
    text = "\n".join(own_words(submission.text, mail_words(schema)))
    return (
        _form_language(text, schema)
        or _guess(fold(text).split()[:MAX_WORDS], schema)
        or submission.head.language
        or submission.page_language
    )


def _form_language(text: str, schema: Schema) -> str:
    """The language of the form, which ends what it makes with a line of its own."""
    for language, messages in {**schema.locales, schema.locale.language: schema.messages}.items():
        last_line = messages.get("form", {}).get("mail_bottom")
        if last_line and last_line in text:
            return language
    return ""


def _guess(words: list[str], schema: Schema) -> str:
    frequent, searched = mail_words(schema).frequent, schema.wording.languages
    nothing: frozenset[str] = frozenset()
    known = {
        language: frequent.get(language, nothing) | searched.get(language, nothing)
        for language in (schema.locale.language, *searched, *frequent)
    }
    counts = {
        language: sum(word in listed for word in words) if _is_enough(words, listed) else 0
        for language, listed in known.items()
    }
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else ""


def _is_enough(words: list[str], listed: frozenset[str]) -> bool:
    hits = [word for word in words if word in listed]
    return len(set(hits)) >= MIN_WORDS and len(hits) >= MIN_SHARE * len(words)
