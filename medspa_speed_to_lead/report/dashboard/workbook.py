"""The dashboard as a workbook: a sheet a block, numbers as numbers."""

from io import BytesIO

import xlsxwriter

from .sheets import sheets

_FORMATS = {
    "count": "#,##0",
    "minutes": "#,##0.0",
    "share": "0.0%",
    "money": "#,##0.00",
    "ratio": "0.00",
    "text": "@",
}
_WIDTHS = {"text": 26}
_WIDTH = 14


def workbook(figures, words):
    """Return the bytes of an xlsx file.

    :param figures: the answer of the dashboard.
    :param words: :class:`.words.Words` of whoever asks.
    """
    stream = BytesIO()
    # a name that came in through an address is text, never a formula or a link
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(stream, options) as book:
        formats = {
            kind: book.add_format({"num_format": text, "valign": "top"})
            for kind, text in _FORMATS.items()
        }
        bold = book.add_format({"bold": True, "bottom": 1, "text_wrap": True})
        for sheet in sheets(figures, words):
            _write(book.add_worksheet(sheet.title[:31]), sheet, formats, bold)
    return stream.getvalue()


def _write(page, sheet, formats, bold):
    page.freeze_panes(1, 0)
    for column, (heading, kind) in enumerate(sheet.columns):
        page.write_string(0, column, heading, bold)
        page.set_column(column, column, _WIDTHS.get(kind, _WIDTH))
    for number, row in enumerate(sheet.rows, start=1):
        for column, value in enumerate(row):
            kind = sheet.columns[column][1]
            if kind == "any":  # a cell that brings its kind along
                kind, value = value
            if value is None or value is False:
                continue  # nothing is not zero
            if kind == "text":
                page.write_string(number, column, value, formats[kind])
            else:
                page.write_number(number, column, value, formats[kind])
