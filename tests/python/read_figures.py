"""Reads exported figures as a spreadsheet would, and says as JSON what is in them: sheets, each a list of rows."""

import csv
import io
import json
import sys

import openpyxl


def of_csv(path):
    raw = open(path, "rb").read()
    text = raw.decode("utf-8-sig")
    # RFC 4180: every line ends in CRLF, and nothing else breaks a line here.
    assert text.count("\n") == text.count("\r\n") and text.endswith("\r\n"), "lines end otherwise"
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1, "rows of different length"
    return {"bom": raw.startswith(b"\xef\xbb\xbf"), "sheets": {"csv": rows}}


def of_workbook(path):
    book = openpyxl.load_workbook(path)
    sheets = {}
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row), "a formula"
        sheets[sheet.title] = [list(row) for row in sheet.iter_rows(values_only=True)]
    return {"sheets": sheets}


path = sys.argv[1]
print(json.dumps(of_workbook(path) if path.endswith(".xlsx") else of_csv(path)))
