"""Tables as a workbook that people can fill in: explained, with lists to choose from, all text."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from ulo.contribute.spreadsheet.columns import Column, build_layout
from ulo.contribute.spreadsheet.explanations import GUIDE_COLUMNS, explain_column, guide_rows
from ulo.contribute.spreadsheet.measures import (
    CHOICES_WIDTH,
    LINE_HEIGHT,
    LONG_TEXT_WIDTH,
    column_width,
    count_lines,
)
from ulo.contribute.spreadsheet.tables import Table, build_tables
from ulo.schema import Area, RecordData, Schema

if TYPE_CHECKING:
    # The package comes without types.
    from xlsxwriter import Workbook  # type: ignore[import-untyped]
    from xlsxwriter.worksheet import Worksheet  # type: ignore[import-untyped]

# The same input makes the same file: every date inside is the first that a zip file can hold.
CREATED = datetime(1980, 1, 1, tzinfo=UTC)
# Rows below the last one that still have lists to choose from.
SPARE_ROWS = 1_000
# The colours of the site, each pair with a contrast of 7:1 or more.
PLUM, LILAC, PALE, INK, MUTED = "#3d1f6d", "#e3d8fb", "#f6f3fb", "#1b1626", "#463f57"
# The most lines that a row of records shows; the rest is there when the cell is opened.
MAX_LINES = 8
MAX_PROMPT, MAX_PROMPT_TITLE = 255, 32
GUIDE_WIDTHS = (22, 30, 62, 34, 28, 44)
A4 = 9
TEXT_FORMAT: dict[str, object] = {
    "num_format": "@",
    "text_wrap": True,
    "valign": "top",
    "font_size": 11,
}
# What each kind of cell has besides.
FORMATS: dict[str, dict[str, object]] = {
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
}


def as_workbook(
    records: Mapping[str, RecordData], schema: Schema, today: date, is_template: bool = False
) -> bytes:
    """One sheet for the groups, one for each part, one that explains, one with the lists.

    No text in it can run. A template opens on the sheet that explains, and has no versions.
    """
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
    _WorkbookWriter(book, schema, today).write_sheets(records, is_template)
    book.close()
    return content.getvalue()


@dataclass(frozen=True)
class _ListColumn:
    """A column on the sheet of lists."""

    heading: str
    width: int
    texts: list[str]


class _WorkbookWriter:
    """The workbook as it is made, sheet by sheet."""

    def __init__(self, book: "Workbook", schema: Schema, today: date) -> None:
        self.book, self.schema, self.today = book, schema, today
        self.messages = schema.messages["spreadsheet"]
        self.formats = {
            name: book.add_format({**TEXT_FORMAT, **extra}) for name, extra in FORMATS.items()
        }
        # The cells with the choices of a column, by the key of its list.
        self.ranges: dict[str, str] = {}

    def write_sheets(self, records: Mapping[str, RecordData], is_template: bool) -> None:
        guide = self.book.add_worksheet(self.messages["sheets"]["guide"])
        sheets = [
            (self.book.add_worksheet(table.title), table)
            for table in build_tables(records, self.schema, not is_template)
        ]
        lists = self.book.add_worksheet(self.messages["sheets"]["lists"])
        self._write_lists(lists)
        self._write_guide(guide)
        for sheet, table in sheets:
            self._write_table(sheet, table)
        (guide if is_template else sheets[0][0]).activate()

    # --- Groups and parts -----------------------------------------------------------------------

    def _write_table(self, sheet: "Worksheet", table: Table) -> None:
        is_groups = table.title == self.messages["sheets"]["groups"]
        last_row = len(table.rows) + SPARE_ROWS
        widths = [column_width(column) for column in table.columns]
        titles = zip(table.columns, table.header, strict=True)
        for number, (column, title) in enumerate(titles):
            needed = column is None or column.required == "always"
            text_format = self.formats["text" if column else "id"]
            sheet.write_string(0, number, title, self.formats["needed" if needed else "title"])
            if table.has_versions and number == len(widths) - 1:
                sheet.set_column(number, number, widths[number], None, {"hidden": True})
                continue
            sheet.set_column(number, number, widths[number], text_format)
            rule = self._validation(column, title, is_groups)
            sheet.data_validation(1, number, last_row, number, rule)
        sheet.set_row(0, 2.2 * LINE_HEIGHT)
        for number, row in enumerate(table.rows, 1):
            seen = len(row) - table.has_versions
            lines = count_lines(row[:seen], widths[:seen])
            sheet.set_row(number, min(lines, MAX_LINES) * LINE_HEIGHT)
            is_example = row[0] == self.messages["example"]
            for place, text in enumerate(row):
                kind = "text" if place else "id"
                if text:
                    text_format = self.formats["example" if is_example else kind]
                    sheet.write_string(number, place, text, text_format)
        sheet.freeze_panes(1, 2 if is_groups else 1)
        sheet.autofilter(0, 0, len(table.rows), len(table.header) - 1)
        self._set_print_layout(sheet)
        # Numbers are texts here on purpose: a phone number keeps its zero.
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{last_row}"})

    def _validation(self, column: Column | None, title: str, is_groups: bool) -> dict[str, object]:
        """What a person is told who enters a cell, and the list to choose from.

        Whoever means several things types on.
        """
        if column:
            prompt = explain_column(column, self.schema)
        else:
            prompt = self.messages["id_text" if is_groups else "group_text"]
        if len(prompt) > MAX_PROMPT:
            prompt = f"{prompt[: MAX_PROMPT - 1]}…"
        rule: dict[str, object] = {"validate": "any", "input_message": prompt}
        if len(title) <= MAX_PROMPT_TITLE:
            rule["input_title"] = title
        if column and column.choices:
            rule |= {"validate": "list", "source": self.ranges[_list_key(column)]}
            if column.is_list:
                rule["show_error"] = False
            else:
                rule |= {"error_type": "warning", "error_message": self.messages["choose"]}
        return rule

    # --- Lists ----------------------------------------------------------------------------------

    def _write_lists(self, sheet: "Worksheet") -> None:
        layout = build_layout(self.schema)
        of_parts = [column for part in layout.parts for column in part.columns]
        heights: dict[int, int] = {}
        place = 0
        for column in (*layout.columns, *of_parts):
            if not column.choices or _list_key(column) in self.ranges:
                continue
            list_columns = self._list_columns(column)
            letter, last = _column_letter(place), len(list_columns[0].texts) + 1
            self.ranges[_list_key(column)] = f"='{sheet.name}'!${letter}$2:${letter}${last}"
            for written in list_columns:
                sheet.set_column(place, place, written.width, self.formats["text"])
                sheet.write_string(0, place, written.heading, self.formats["title"])
                sheet.write_column(1, place, written.texts, self.formats["text"])
                for row, text in enumerate(written.texts, 1):
                    lines = count_lines([text], [written.width])
                    heights[row] = max(heights.get(row, 1), lines)
                place += 1
        for row, lines in heights.items():
            sheet.set_row(row, lines * LINE_HEIGHT)
        sheet.freeze_panes(1, 0)
        self._set_print_layout(sheet)

    def _list_columns(self, column: Column) -> list[_ListColumn]:
        """The choices of a column and, if there are any, what they mean."""
        choices = {
            value: title
            for value, title in column.choices.items()
            if self._is_current(column, value)
        }
        heading = column.vocabulary.title if column.vocabulary else column.title
        titles = _ListColumn(heading, CHOICES_WIDTH, list(choices.values()))
        meanings = [_describe_term(column, value) for value in choices]
        if not any(meanings):
            return [titles]
        heading = self.messages["list_columns"]["meaning"]
        return [titles, _ListColumn(heading, LONG_TEXT_WIDTH, meanings)]

    def _is_current(self, column: Column, value: str) -> bool:
        """Whether a word can still be chosen: councils that have ended cannot."""
        term = column.vocabulary.terms[value] if column.vocabulary else None
        if not isinstance(term, Area) or not term.until:
            return True
        return term.until >= self.today.isoformat()

    # --- The guide ------------------------------------------------------------------------------

    def _write_guide(self, sheet: "Worksheet") -> None:
        messages = self.messages
        parts = " · ".join(part.title for part in build_layout(self.schema).parts)
        for place, width in enumerate(GUIDE_WIDTHS):
            sheet.set_column(place, place, width, self.formats["text"])
        sheet.hide_gridlines(2)
        sheet.write_string(0, 0, messages["guide_title"], self.formats["heading"])
        sheet.set_row(0, 2 * LINE_HEIGHT)
        row = 1
        for sentence in messages["guide"].values():
            text = sentence.format(
                parts=parts, example=messages["example"], clear=messages["clear"]
            )
            sheet.merge_range(row, 0, row, len(GUIDE_WIDTHS) - 1, text, self.formats["text"])
            sheet.set_row(row, (count_lines([text], [sum(GUIDE_WIDTHS)]) + 0.3) * LINE_HEIGHT)
            row += 1
        row += 1
        for place, key in enumerate(GUIDE_COLUMNS):
            sheet.write_string(row, place, messages["columns"][key], self.formats["title"])
        for number, cells in enumerate(guide_rows(self.schema), row + 1):
            sheet.set_row(number, count_lines(cells, GUIDE_WIDTHS) * LINE_HEIGHT)
            for place, text in enumerate(cells):
                is_title = GUIDE_COLUMNS[place] == "title"
                text_format = self.formats["bold" if is_title else "cell"]
                sheet.write_string(number, place, text, text_format)
        self._set_print_layout(sheet)

    def _set_print_layout(self, sheet: "Worksheet") -> None:
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.repeat_rows(0)
        sheet.fit_to_pages(0 if sheet.name == self.messages["sheets"]["groups"] else 1, 0)


def _list_key(column: Column) -> str:
    """Columns with the same key have the same list."""
    return column.vocabulary.id if column.vocabulary else column.path


def _describe_term(column: Column, value: str) -> str:
    return column.vocabulary.terms[value].description if column.vocabulary else ""


def _column_letter(place: int) -> str:
    from xlsxwriter.utility import xl_col_to_name  # type: ignore[import-untyped]  # as above

    return str(xl_col_to_name(place))
