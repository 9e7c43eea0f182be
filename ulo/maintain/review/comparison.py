"""The reviews of all records that a branch touches: which are new, changed, renamed or gone."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from ulo import records
from ulo.checks import CheckContext, RecordIndex, identity_keys, withdrawn
from ulo.checks.safety import RecordChange
from ulo.core import Problem, message
from ulo.maintain.review.changes import list_comment_changes, list_differences
from ulo.maintain.review.duplicates import find_duplicates
from ulo.maintain.review.record_review import (
    CHANGED,
    DELETED,
    NEW,
    RENAMED,
    UNREADABLE,
    WITHDRAWN,
    Message,
    RecordReview,
    make_message,
)
from ulo.maintain.review.reviewer_prompts import find_prompts
from ulo.records import slug_from_path
from ulo.schema import Schema


def review_records(
    before: Mapping[str, bytes],
    after: Iterable[CheckContext],
    touched: Iterable[str],
    problems: Iterable[Problem],
    schema: Schema,
    today: date,
) -> list[RecordReview]:
    """The review of each record at the `touched` paths, in the order of the paths.

    `before` has the old content of those that existed, by path; `after` are all records as they
    are now; `problems` is what the checks say about them.
    """
    comparison = _Comparison(before, after, problems, schema, today)
    paths = sorted(touched)
    gone = [path for path in paths if comparison.is_gone(path)]
    created = [path for path in paths if path in comparison.new and path not in before]
    renamed = comparison.find_renames(gone, created)
    reviews = []
    for path in paths:
        if path in renamed.values():
            continue  # It is reviewed under its old path.
        new_path = renamed.get(path, path)
        if path in gone and path not in renamed:
            reviews.append(comparison.review_deletion(path))
        elif new_path in comparison.new:
            reviews.append(comparison.review_record(path, new_path))
        else:
            reviews.append(
                RecordReview(UNREADABLE, path, "", problems=comparison.problems_by_path[path])
            )
    return reviews


class _Comparison:
    """All records before and after, by path. `old` lacks those that could not be read."""

    def __init__(
        self,
        before: Mapping[str, bytes],
        after: Iterable[CheckContext],
        problems: Iterable[Problem],
        schema: Schema,
        today: date,
    ) -> None:
        self.before = before
        self.old: dict[str, CheckContext] = {}
        for path, content in before.items():
            record, _ = records.parse(content, path)
            if record:
                self.old[path] = CheckContext(record, schema, today)
        self.new = {context.record.path: context for context in after}
        self.index = RecordIndex(self.new.values())
        self.problems_by_path: dict[str, list[Problem]] = defaultdict(list)
        for problem in problems:
            for path in {problem.path, *problem.others}:
                self.problems_by_path[path].append(problem)
        self.withdrawn_paths = {
            path
            for path, context in self.old.items()
            if path not in self.new and any(withdrawn.withdrawn(context))
        }
        self.names = {
            context.record.slug: context.text("name")
            for context in (*self.old.values(), *self.new.values())
        }
        # A public page must not show who asked to be left out.
        for path in self.withdrawn_paths:
            self.names[self.old[path].record.slug] = message("review.words.withdrawn_group")

    def is_gone(self, path: str) -> bool:
        """Whether there was a file, and is none any more: one that cannot be read is not gone."""
        is_unreadable = any(problem.path == path for problem in self.problems_by_path[path])
        return path in self.before and path not in self.new and not is_unreadable

    def find_renames(self, gone: list[str], created: list[str]) -> dict[str, str]:
        """The new path of each record that now has another, judged by what identifies its group."""
        owners: dict[str, str] = {}
        for path in created:
            owners |= dict.fromkeys(identity_keys(self.new[path]), path)
        renames: dict[str, str] = {}
        for path in gone:
            keys = identity_keys(self.old[path]) if path in self.old else ()
            candidates = [
                owners[key] for key in keys if key in owners and owners[key] not in renames.values()
            ]
            if candidates:
                renames[path] = max(candidates, key=lambda o: (candidates.count(o), o))
        return renames

    def review_deletion(self, path: str) -> RecordReview:
        if path in self.withdrawn_paths:
            return RecordReview(WITHDRAWN, "", "", prompts=[make_message("review.withdrawn")])
        # Its content is not shown: a group may want that nobody reads it again.
        return RecordReview(
            DELETED,
            path,
            self.old[path].text("name") if path in self.old else "",
            prompts=_deletion_prompts(),
            problems=self.problems_by_path[path],
        )

    def review_record(self, path: str, new_path: str) -> RecordReview:
        old, context = self.old.get(path), self.new[new_path]
        if path != new_path:
            kind = RENAMED
        elif path in self.before:
            kind = CHANGED
        else:
            kind = NEW
        prompts = []
        if path in self.before and old is None:
            prompts.append(make_message("review.unreadable_before"))
        if kind == RENAMED:
            prompts.append(_rename_prompt(path, new_path, context))
        prompts += find_prompts(RecordChange(old, context))
        old_data = old.record.data if old else {}
        comments = (_comment_texts(old) if old else [], _comment_texts(context))
        return RecordReview(
            kind,
            new_path,
            context.text("name"),
            [
                *list_differences(old_data, context.record.data, context.schema, self.names),
                *list_comment_changes(*comments),
            ],
            find_duplicates(self.index, context, old),
            prompts,
            self.problems_by_path[new_path],
        )


def _comment_texts(context: CheckContext) -> list[str]:
    return [text for _, text in context.record.comments]


def _deletion_prompts() -> list[Message]:
    return [
        make_message("review.deleted.closed", closed="closed:"),
        make_message("review.deleted.renamed", command="python3 build.py rename OLD NEW"),
        make_message("review.deleted.withdrawn", command="python3 build.py withdraw NAME"),
        make_message("review.deleted.merged", file="schema/registers/moved.json"),
    ]


def _rename_prompt(path: str, new_path: str, context: CheckContext) -> Message:
    if context.schema.redirects.get(slug_from_path(path)) == context.record.slug:
        return make_message("review.renamed.leads", old=path)
    return make_message(
        "review.renamed.astray", old=path, new=new_path, command="python3 build.py rename"
    )
