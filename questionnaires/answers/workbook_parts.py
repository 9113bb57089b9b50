"""What the sheets of the workbook have in common: setup, headings, drop-downs and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from questionnaires.answers.workbook_look import WorkbookFormats, row_height
from questionnaires.model import Rating

HEAD = 3
FIRST = HEAD + 1
PROMPT = 250
NARROW = 12
A4 = 9
RATINGS = [rating.value for rating in Rating]
RATING_LEGEND = (
    "N  not, 0 to 15%     P  partially, over 15 to 50%     L  largely, over 50 to 85%     F  fully, over 85%     "
    "NA  doesn't apply (give a reason)     DK  don't know"
)


@dataclass(frozen=True)
class Page:
    """A sheet with a title, guidance and a table; the last column has the ids.

    Attributes:
        widths: column widths by heading, in the units of spreadsheets.
    """

    sheet: Worksheet
    look: WorkbookFormats
    widths: Mapping[str, float]

    @classmethod
    def add(cls, book: Workbook, look: WorkbookFormats, name: str, title: str, widths: Mapping[str, float]) -> Page:
        """Return a new sheet with its title, columns and print setup."""
        sheet = book.add_worksheet(name)
        sheet.hide_gridlines(2)
        for number, width in enumerate(widths.values()):
            sheet.set_column(number, number, width)
        sheet.set_row(0, 30)
        sheet.write_string(0, 0, title, look["title"])
        sheet.set_landscape()
        sheet.set_paper(A4)
        sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.7)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P of &N")
        return cls(sheet, look, widths)

    @property
    def last(self) -> int:
        """The last column before the ids."""
        return len(self.widths) - 2

    def head(self) -> None:
        """Write the heading row, frozen and repeated on each printed page."""
        self.sheet.set_row(HEAD, row_height((heading, width) for heading, width in self.widths.items()) + 4)
        for number, (heading, width) in enumerate(self.widths.items()):
            self.sheet.write_string(HEAD, number, heading, self.look["head_center" if width <= NARROW else "head"])
        self.sheet.freeze_panes(FIRST, 0)
        self.sheet.repeat_rows(HEAD)

    def note(self, row: int, text: str) -> None:
        """Write a line of guidance across all columns."""
        width = sum(list(self.widths.values())[:-1])
        self.sheet.set_row(row, row_height([(text, width)]))
        self.sheet.merge_range(row, 0, row, self.last, "", self.look["muted"])
        self.sheet.write_string(row, 0, text, self.look["muted"])

    def total(self, counting: str, of: int, answered: int) -> None:
        """Write "n of m answered" to the right of the title, as a formula.

        The share is 100% only if everything is answered, and 0% only if nothing is.
        """
        share = f"IF({counting}=0,0,IF({counting}={of},1,MAX(0.01,ROUNDDOWN({counting}/{of},2))))"
        shown = f"{answered} of {of} answered ({percentage(answered, of)}%)"
        formula = f'={counting}&" of {of} answered ("&TEXT({share}*100,"0")&"%)"'
        self.sheet.write_formula(0, self.last, formula, self.look["count"], shown)

    def finish(self, last_row: int) -> None:
        """Set the print area, and protect the sheet; people can unprotect it without a password."""
        self.sheet.print_area(0, 0, last_row, self.last)
        protect(self.sheet)


def protect(sheet: Worksheet) -> None:
    """Protect a sheet without a password; resizing, filtering and sorting stay possible."""
    allowed = ("format_columns", "format_rows", "autofilter", "sort", "select_locked_cells", "select_unlocked_cells")
    sheet.protect("", dict.fromkeys(allowed, True))


def drop_down(
    sheet: Worksheet, area: tuple[int, int, int, int], source: list[str] | str, prompt: tuple[str, str] | None = None
) -> None:
    """Give cells a drop-down list; other values are rejected with a message that lists the valid ones."""
    listed = "a value from the list" if isinstance(source, str) else f"one of {', '.join(source)}"
    options: dict[str, Any] = {
        "validate": "list",
        "source": source,
        "error_title": "Not in the list",
        "error_message": f"Choose {listed}, or clear the cell.",
    }
    if prompt:
        options |= {"input_title": prompt[0], "input_message": shortened(prompt[1])}
    sheet.data_validation(*area, options)


def hint(sheet: Worksheet, row: int, column: int, title: str, text: str) -> None:
    """Show a text beside a cell while the cell is selected."""
    sheet.data_validation(
        row, column, row, column, {"validate": "any", "input_title": title, "input_message": shortened(text)}
    )


def shortened(text: str) -> str:
    """Return a text cut at a word boundary to fit into a prompt."""
    return text if len(text) <= PROMPT else text[:PROMPT].rsplit(" ", 1)[0] + " …"


def percentage(part: int, whole: int) -> int:
    """Return a percentage that is 0 only if nothing is done, and 100 only if everything is."""
    return min(99, max(1, part * 100 // whole)) if 0 < part < whole else 100 * (part == whole and whole > 0)


def area(first_row: int, last_row: int, column: int) -> str:
    """Return the absolute reference to part of a column."""
    name = xl_col_to_name(column)
    return f"${name}${first_row + 1}:${name}${last_row + 1}"
