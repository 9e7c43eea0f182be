"""What a maintainer has to know of an e-mail besides the answer: who it is, and what shows that."""

from ulo.contribute.intake.outcome import Outcome
from ulo.contribute.intake.references import find_conflict
from ulo.contribute.intake.reply import list_proof
from ulo.contribute.intake.styles import PLAIN
from ulo.contribute.intake.summary import GroupLink
from ulo.schema import Schema


def build_report(outcome: Outcome, schema: Schema, link: GroupLink, language: str) -> list[str]:
    """Sentences in plain text; `language` is that of the answer."""
    messages = schema.messages["intake"]["report"]
    sentences = list(_list_references(outcome, schema, link))
    checked = outcome.data.get("checked") if outcome.data and not outcome.found else None
    is_own = not isinstance(checked, dict) or checked.get("by") == "organisation"
    if outcome.before is not None:
        proof = list_proof(outcome, is_own, schema.messages)
        sentences += [sentence.replace("`", "") for sentence in proof]
    if outcome.head.is_automatic:
        sentences.append(messages["automatic"])
    if outcome.language not in ("", schema.locale.language):
        names = schema.locale.formats.languages
        key = "answered" if outcome.language == language else "not_answered"
        sentences.append(
            messages[key].format(
                language=names.get(outcome.language, outcome.language), code=outcome.language
            )
        )
    return sentences


def _list_references(outcome: Outcome, schema: Schema, link: GroupLink) -> list[str]:
    """Which letter of ours it answers, how one can tell, and what that shows."""
    messages = schema.messages["intake"]["report"]

    def name(slug: str) -> str:
        return f"{PLAIN.words(link(slug)[0])} (orgs/{slug}.yml)"

    def ways(slug: str) -> str:
        kinds = [kind for ref in outcome.references if ref.slug == slug for kind in ref.kinds]
        return ", ".join(messages["ways"][kind] for kind in kinds)

    if conflict := find_conflict(outcome.references):
        groups = "; ".join(f"{name(slug)}: {ways(slug)}" for slug in conflict)
        return [messages["several"].format(groups=groups)]
    # The letter names its group itself, and may be sent as a reply to any other.
    ours = [reference.slug for reference in outcome.references if reference.is_ours]
    if ours and outcome.slug and outcome.slug not in ours:
        asked, sent = name(ours[0]), name(outcome.slug)
        return [messages["other"].format(asked=asked, ways=ways(ours[0]), sent=sent)]
    if not ways(outcome.slug):
        return []
    matched = messages["matched"].format(group=name(outcome.slug), ways=ways(outcome.slug))
    return [matched] if outcome.verdict == "valid" else [matched, messages["proves"]]
