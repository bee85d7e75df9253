#!/usr/bin/env python3
"""Opens inventories in a reader that shares no code with the writer and checks what must hold of every one of them.

    inventory.py FILE.xlsx...
"""
import re
import sys
import zipfile

import openpyxl

HEADS = ["Nr.", "Document", "Datum", "Soort", "Pag.", "Beoordeling", "Weigeringsgrond(en)", "Opmerkingen"]


def faults(path):
    book = openpyxl.load_workbook(path)
    sheet = book.active
    if len(book.worksheets) != 1:
        yield "more than one sheet"
    heads = [row for row in range(1, 10) if [cell.value for cell in sheet[row]] == HEADS]
    if len(heads) != 1:
        yield f"{len(heads)} rows with the heads of the columns"
        return
    head = heads[0]
    for cell in (cell for row in sheet.iter_rows() for cell in row):
        if cell.value is None:
            continue
        if not isinstance(cell.value, str) or cell.data_type != "s":
            yield f"{cell.coordinate} is no text"
        if cell.number_format != "@":
            yield f"{cell.coordinate} is not formatted as text"
        if cell.hyperlink:
            yield f"{cell.coordinate} is a link"
    for row in sheet.iter_rows(min_row=head + 1):
        date = row[2].value
        if date and re.fullmatch(r"\d{4}-\d\d-\d\d", date):
            yield f"{row[2].coordinate} is no date as people write it"
    setup, properties = sheet.page_setup, book.properties
    wanted = {
        "freeze panes": (sheet.freeze_panes, f"A{head + 1}"),
        "print titles": (str(sheet.print_title_rows).replace("$", ""), f"{head}:{head}"),
        "orientation": (setup.orientation, "landscape"),
        "paper": (int(setup.paperSize), 9),
        "fit to page": (sheet.sheet_properties.pageSetUpPr.fitToPage, True),
        "pages wide": (setup.fitToWidth or 1, 1),
        "pages high": (setup.fitToHeight, 0),
        "footer": (sheet.oddFooter.center.text, "Pagina &P van &N"),
        "creator": (properties.creator or "", ""),
        "last modified by": (properties.lastModifiedBy or "", ""),
        "time of day": (properties.created.strftime("%H:%M:%S"), "00:00:00"),
    }
    for name, (found, expected) in wanted.items():
        if found != expected:
            yield f"{name}: {found!r}, not {expected!r}"
    with zipfile.ZipFile(path) as parts:
        if b"<Company></Company>" not in parts.read("docProps/app.xml"):
            yield "a company is named"
        if any("vba" in name.lower() or "external" in name.lower() for name in parts.namelist()):
            yield "macros or links to other files"


def main(paths):
    bad = 0
    for path in paths:
        for fault in faults(path):
            print(f"{path}: {fault}")
            bad += 1
    print(f"{len(paths)} inventories, {bad} faults")
    return 1 if bad or not paths else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
