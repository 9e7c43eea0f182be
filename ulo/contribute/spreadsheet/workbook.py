"""Tables as a workbook that people can fill in: explained, with lists to choose from, and text in every cell."""

import io
import math
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from ulo.contribute.spreadsheet.columns import Column, Layout, Part, build_layout
from ulo.contribute.spreadsheet.explanations import (
    describe_format,
    describe_requirement,
    example_cell,
    explain_column,
)
from ulo.contribute.spreadsheet.tables import Table, build_tables
from ulo.schema import Schema

# The same input makes the same file: every date inside is the first that a zip file can hold.
CREATED = datetime(1980, 1, 1)
# Rows below the last one that still have lists to choose from.
SPARE_ROWS = 1_000
# The colours of the site, each pair with a contrast of 7:1 or more.
PLUM, LILAC, PALE, INK, MUTED = "#3d1f6d", "#e3d8fb", "#f6f3fb", "#1b1626", "#463f57"
# A line of text in points, and the most lines that a row of records shows; the rest is there when the cell is opened.
LINE_HEIGHT, MAX_LINES = 15.5, 8
MAX_PROMPT, MAX_PROMPT_TITLE = 255, 32
GUIDE_WIDTHS = (22, 30, 62, 34, 28, 44)


def as_workbook(
    records: Mapping[str, dict], schema: Schema, today: date, open_on_guide: bool = False
) -> bytes:
    """One sheet for the groups, one for each part, one that explains, one with the lists. No text in it can run."""
    import xlsxwriter

    content = io.BytesIO()
    book = xlsxwriter.Workbook(
        content,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties(
        {"created": CREATED, "title": schema.messages["spreadsheet"]["guide_title"]}
    )
    _WorkbookWriter(book, schema, today).write_sheets(records, open_on_guide)
    book.close()
    return content.getvalue()


class _WorkbookWriter:
    """The workbook as it is made, sheet by sheet."""

    def __init__(self, book, schema: Schema, today: date) -> None:
        self.book, self.schema, self.today, self.messages = (
            book,
            schema,
            today,
            schema.messages["spreadsheet"],
        )
        text = {"num_format": "@", "text_wrap": True, "valign": "top", "font_size": 11}
        self.formats = {
            name: book.add_format({**text, **extra})
            for name, extra in {
                "text": {},
                "id": {"bg_color": PALE},
                "example": {"font_color": MUTED, "italic": True},
                "title": {
                    "bold": True,
                    "font_color": INK,
                    "bg_color": LILAC,
                    "border": 1,
                    "border_color": PLUM,
                },
                "needed": {
                    "bold": True,
                    "font_color": "#ffffff",
                    "bg_color": PLUM,
                    "border": 1,
                    "border_color": PLUM,
                },
                "cell": {"bottom": 1, "bottom_color": LILAC},
                "bold": {"bold": True, "bottom": 1, "bottom_color": LILAC},
                "heading": {"bold": True, "font_size": 16, "text_wrap": False},
            }.items()
        }
        self.lists: dict[str, str] = {}

    def write_sheets(self, records: Mapping[str, dict], open_on_guide: bool) -> None:
        guide = self.book.add_worksheet(self.messages["sheets"]["guide"])
        sheets = [
            (self.book.add_worksheet(table.title), table)
            for table in build_tables(records, self.schema)
        ]
        lists = self.book.add_worksheet(self.messages["sheets"]["lists"])
        self._write_lists(lists)
        self._write_guide(guide, build_layout(self.schema))
        for sheet, table in sheets:
            self._write_table(sheet, table)
        (guide if open_on_guide else sheets[0][0]).activate()

    def _write_table(self, sheet, table: Table) -> None:
        groups = table.title == self.messages["sheets"]["groups"]
        for number, (column, title) in enumerate(zip(table.columns, table.header)):
            sheet.set_column(
                number, number, _column_width(column), self.formats["text" if column else "id"]
            )
            sheet.write_string(
                0,
                number,
                title,
                self.formats[
                    "needed" if column is None or column.required == "always" else "title"
                ],
            )
            self._add_validation(sheet, number, column, title, groups, len(table.rows) + SPARE_ROWS)
        sheet.set_row(0, 2.2 * LINE_HEIGHT)
        for number, row in enumerate(table.rows, 1):
            sheet.set_row(
                number,
                min(_count_lines(row, map(_column_width, table.columns)), MAX_LINES) * LINE_HEIGHT,
            )
            style = self.formats["example"] if row[0] == self.messages["example"] else None
            for place, text in enumerate(row):
                if text:
                    sheet.write_string(
                        number, place, text, style or self.formats["text" if place else "id"]
                    )
        sheet.freeze_panes(1, 2 if groups else 1)
        sheet.autofilter(0, 0, len(table.rows), len(table.header) - 1)
        self._set_print_layout(sheet)
        # Numbers are texts here on purpose: a phone number keeps its zero.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table.rows) + SPARE_ROWS}"})

    def _add_validation(
        self, sheet, number: int, column: Column | None, title: str, groups: bool, last: int
    ) -> None:
        """What a person is told who enters a cell, and the list to choose from. Whoever means several things types on."""
        told = (
            explain_column(column, self.schema)
            if column
            else self.messages["id_text" if groups else "group_text"]
        )
        rule = {
            "validate": "any",
            "input_message": told if len(told) <= MAX_PROMPT else f"{told[: MAX_PROMPT - 1]}…",
        }
        if len(title) <= MAX_PROMPT_TITLE:
            rule["input_title"] = title
        if column and column.choices:
            rule |= {"validate": "list", "source": self.lists[_list_key(column)]}
            rule |= (
                {"show_error": False}
                if column.is_list
                else {"error_type": "warning", "error_message": self.messages["choose"]}
            )
        sheet.data_validation(1, number, last, number, rule)

    def _write_lists(self, sheet) -> None:
        plan, place = build_layout(self.schema), 0
        heights: dict[int, int] = {}
        for column in (*plan.columns, *(column for part in plan.parts for column in part.columns)):
            if not column.choices or _list_key(column) in self.lists:
                continue
            values = [
                (title, self._describe_term(column, value))
                for value, title in column.choices.items()
                if self._is_current(column, value)
            ]
            heading = column.vocabulary.title if column.vocabulary else column.title
            pair = [(heading, 34, [title for title, _ in values])]
            pair += (
                [(self.messages["list_columns"]["meaning"], 60, [meaning for _, meaning in values])]
                if any(meaning for _, meaning in values)
                else []
            )
            first, last, letter = 2, len(values) + 1, _column_letter(place)
            self.lists[_list_key(column)] = f"='{sheet.name}'!${letter}${first}:${letter}${last}"
            for title, width, texts in pair:
                sheet.set_column(place, place, width, self.formats["text"])
                sheet.write_string(0, place, title, self.formats["title"])
                sheet.write_column(1, place, texts, self.formats["text"])
                for line, text in enumerate(texts, 1):
                    heights[line] = max(heights.get(line, 1), _count_lines([text], [width]))
                place += 1
        for line, lines in heights.items():
            sheet.set_row(line, lines * LINE_HEIGHT)
        sheet.freeze_panes(1, 0)
        self._set_print_layout(sheet)

    def _describe_term(self, column: Column, value: str) -> str:
        return (
            getattr(column.vocabulary.terms[value], "description", "") if column.vocabulary else ""
        )

    def _is_current(self, column: Column, value: str) -> bool:
        """Whether a word can still be chosen: councils that have ended cannot."""
        ended = column.vocabulary and getattr(column.vocabulary.terms[value], "until", "")
        return not ended or ended >= self.today.isoformat()

    def _write_guide(self, sheet, plan: Layout) -> None:
        messages, parts = self.messages, " · ".join(part.title for part in plan.parts)
        for place, width in enumerate(GUIDE_WIDTHS):
            sheet.set_column(place, place, width, self.formats["text"])
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, messages["guide_title"], self.formats["heading"])
        sheet.set_row(0, 2 * LINE_HEIGHT)
        line = 1
        for text in messages["guide"].values():
            told = text.format(parts=parts, example=messages["example"], clear=messages["clear"])
            sheet.merge_range(line, 0, line, len(GUIDE_WIDTHS) - 1, told, self.formats["text"])
            sheet.set_row(line, (_count_lines([told], [sum(GUIDE_WIDTHS)]) + 0.3) * LINE_HEIGHT)
            line += 1
        line += 1
        for place, title in enumerate(
            (
                messages["columns"]["sheet"],
                *(
                    messages["columns"][key]
                    for key in ("title", "what", "form", "needed", "example")
                ),
            )
        ):
            sheet.write_string(line, place, title, self.formats["title"])
        self._explain_columns(sheet, line + 1, messages["sheets"]["groups"], plan.columns, None)
        line += len(plan.columns)
        for part in plan.parts:
            self._explain_columns(sheet, line + 1, part.title, part.columns, part)
            line += len(part.columns)
        self._set_print_layout(sheet)

    def _explain_columns(
        self, sheet, line: int, title: str, columns: tuple[Column, ...], part: Part | None
    ) -> None:
        data = (
            next(iter(self.schema.example.get(part.field, [])), {}) if part else self.schema.example
        )
        for number, column in enumerate(columns, line):
            cells = (
                title,
                column.title,
                column.node.get("description", ""),
                describe_format(column, self.messages),
                describe_requirement(column, self.messages, part),
                example_cell(column, data, self.messages),
            )
            sheet.set_row(number, _count_lines(cells, GUIDE_WIDTHS) * LINE_HEIGHT)
            for place, text in enumerate(cells):
                sheet.write_string(
                    number, place, text, self.formats["bold" if place == 1 else "cell"]
                )

    def _set_print_layout(self, sheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(1 if sheet.name != self.messages["sheets"]["groups"] else 0, 0)


def _list_key(column: Column) -> str:
    return column.vocabulary.id if column.vocabulary else column.path


def _column_letter(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name

    return xl_col_to_name(place)


def _count_lines(texts: Iterable[str], widths: Iterable[int]) -> int:
    """How many lines the fullest of these cells has; not every program works that out when it opens a file."""
    return max(
        sum(math.ceil(max(len(line), 1) / width) for line in text.split("\n"))
        for text, width in zip(texts, widths)
    )


def _column_width(column: Column | None) -> int:
    if column is None:
        return 26
    if column.choices:
        return 34 if column.is_list else 30
    if column.is_list or column.value_schema.get("format") == "uri":
        return 36
    longest = column.value_schema.get("maxLength", 0)
    return 60 if longest >= 240 else 36 if longest >= 100 else 18
