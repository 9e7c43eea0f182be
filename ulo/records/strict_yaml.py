"""Strict YAML: only mappings, lists and texts, without aliases, tags or repeated names.

Every value is text: `NO` is the word, `010` keeps its zero, and a date is not converted.
"""

from collections.abc import Callable, Iterable
from typing import Any, NoReturn

import yaml

from ulo.core import Problem, make_problem
from ulo.records import file_rules, yaml_rules
from ulo.schema import Pointer, RecordData

# Without the C library, PyYAML has only the slower loader.
Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ParsingStoppedError(Exception):
    """The rest of the file cannot be read; `TreeBuilder.problems` says why."""


class TreeBuilder:
    """Builds dicts, lists and texts from the events of PyYAML, which keeps their lines.

    `lines` has the line of each field and entry, counted from 1; `texts` are all values. What is
    wrong is collected in `problems`.
    """

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []
        self.lines: dict[Pointer, int] = {}
        self.texts: list[str] = []
        self.value_count = 0
        self.next_event: Callable[[], yaml.Event]

    def build(self, text: str) -> object:
        """The content of a file.

        Raises yaml.YAMLError where it is no YAML, and ParsingStoppedError where it is YAML that a
        record may not use.
        """
        loader = Loader(text)
        try:
            self.next_event = loader.get_event
            while not isinstance(event := self.next_event(), yaml.DocumentStartEvent):
                if isinstance(event, yaml.StreamEndEvent):
                    self._stop(yaml_rules.empty_file(self.path))
            if event.version or event.tags:
                self._stop(yaml_rules.directive(self.path))
            data = self._build_node(self.next_event(), ())
            self.next_event()  # the end of the document
            event = self.next_event()
            if not isinstance(event, yaml.StreamEndEvent):
                self._stop(yaml_rules.several_documents(self.path, _line(event)))
            return data
        finally:
            loader.dispose()

    def _stop(self, problems: Iterable[Problem]) -> NoReturn:
        self.problems += problems
        raise ParsingStoppedError

    def _build_node(self, event: yaml.Event, pointer: Pointer) -> object:
        line = _line(event)
        self.lines.setdefault(pointer, line)
        self.value_count += 1
        if self.value_count > yaml_rules.MAX_VALUES:
            self._stop(yaml_rules.too_many_values(self.path, line))
        if isinstance(event, yaml.AliasEvent):
            self._stop(yaml_rules.alias(self.path, line, f"*{event.anchor}"))
        self._refuse_anchor_and_tag(event)
        if len(pointer) > yaml_rules.MAX_DEPTH:
            self._stop(yaml_rules.too_deep(self.path, line))
        if isinstance(event, yaml.ScalarEvent):
            return self._build_text(event)
        if isinstance(event, yaml.SequenceStartEvent):
            return self._build_list(pointer)
        return self._build_mapping(pointer)

    def _refuse_anchor_and_tag(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.NodeEvent) and event.anchor:
            self._stop(yaml_rules.alias(self.path, _line(event), f"&{event.anchor}"))
        if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent) and event.tag:
            self._stop(yaml_rules.tag(self.path, _line(event), event.tag))

    def _build_text(self, event: yaml.ScalarEvent) -> str:
        # Folded and literal blocks end in a line break that nobody meant.
        text: str = event.value.strip()
        if "\n" in text:
            self.problems.append(
                make_problem("control-character", self.path, _line(event), variant="line-break")
            )
        elif match := file_rules.CONTROL_OR_TAB.search(text):
            # In quotation marks, "\u0007" stands for a character that is not in the file itself.
            character = f"U+{ord(match.group()):04X}"
            self.problems.append(
                make_problem("control-character", self.path, _line(event), sign=character)
            )
        self.texts.append(text)
        return text

    def _build_list(self, pointer: Pointer) -> list[object]:
        items: list[object] = []
        while not isinstance(event := self.next_event(), yaml.SequenceEndEvent):
            items.append(self._build_node(event, (*pointer, len(items))))
        return items

    def _build_mapping(self, pointer: Pointer) -> RecordData:
        fields: RecordData = {}
        while not isinstance(event := self.next_event(), yaml.MappingEndEvent):
            line = _line(event)
            if isinstance(event, yaml.AliasEvent):
                self._stop(yaml_rules.alias(self.path, line, f"*{event.anchor}"))
            if not isinstance(event, yaml.ScalarEvent):
                self._stop(yaml_rules.odd_field_name(self.path, line))
            self._refuse_anchor_and_tag(event)
            name = event.value
            if name in fields:
                first = self.lines[(*pointer, name)]
                self.problems += yaml_rules.duplicate_field(self.path, line, name, first)
                self._build_node(self.next_event(), (*pointer, name, "second"))
                continue
            self.lines[(*pointer, name)] = line
            fields[name] = self._build_node(self.next_event(), (*pointer, name))
        return fields


def _line(event: yaml.Event) -> int:
    """The line in which an event starts, counted from 1."""
    return event.start_mark.line + 1 if event.start_mark else 1
