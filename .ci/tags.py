#!/usr/bin/env python3
"""Walks the structure trees of written files in readers that share no code with the writer.

    tags.py FILE.pdf...

Every marked-content sequence must stand in one element and every element in the parent tree; pictures and black areas
need words; the text in the order of the tree must be the text that two other readers extract, and on pages of one
column in the same order.
"""
import difflib
import re
import subprocess
import sys

import pikepdf
import pymupdf

ROLES = {f"/{r}" for r in "Document P H1 H2 H3 H4 H5 H6 Table TR TH TD L LI Lbl LBody Figure Link".split()}
# The share of words that the tree and another reader must give in the same order, over all pages of a file.
LEAST_ORDER = 0.5


def meanings(page):
    for name, font in (page.Resources.get("/Font") or {}).items():
        pairs = re.findall(rb"<(....)> <([0-9a-fA-F]+)>", font.ToUnicode.read_bytes())
        yield name, {int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in pairs}


def sequences(page):
    """Text of each sequence; what paints outside every mark is a fault."""
    fonts, texts, mark, font, outside = dict(meanings(page)), {}, None, None, 0
    labels = set()
    for operands, operator in pikepdf.parse_content_stream(page):
        operator = str(operator)
        if operator == "BDC":
            mark = int(operands[1]["/MCID"])
            texts[mark] = ""
            # Not every reader gives the label of an area, which has words of its own.
            if operands[0] == pikepdf.Name.Label:
                labels.add(mark)
        elif operator == "BMC":
            mark = -1
        elif operator == "EMC":
            mark = None
        elif operator in ("f", "f*", "S", "Do", "Tj", "TJ") and mark is None:
            outside += 1
        if operator == "Tf":
            font = str(operands[0])
        elif operator == "Tm" and mark in texts:
            texts[mark] += " "
        elif operator in ("Tj", "TJ") and mark in texts:
            for item in operands[0] if operator == "TJ" else [operands[0]]:
                if isinstance(item, pikepdf.String):
                    codes = bytes(item)
                    texts[mark] += "".join(
                        fonts[font][codes[i] * 256 + codes[i + 1]] for i in range(0, len(codes), 2)
                    )
                elif float(item) < -180:
                    texts[mark] += " "
    return {mark: "" if mark in labels else text for mark, text in texts.items()}, outside


def walk(element, pages, owners, out):
    if str(element.S) not in ROLES:
        yield f"role {element.S}"
    if element.S == pikepdf.Name.Figure and not str(element.get("/Alt", "")).strip():
        yield "a figure without words"
    kids = element.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, int):
            key = (element.Pg.objgen, kid)
            if key in owners:
                yield "a sequence with two elements"
            owners[key] = element.objgen
            out.append((element.Pg.objgen, pages[element.Pg.objgen][kid]))
        elif kid.get("/Type") == pikepdf.Name.OBJR:
            if element.S != pikepdf.Name.Link or kid.Obj.Subtype != pikepdf.Name.Link:
                yield "a reference to something else than a link"
            if not str(kid.Obj.get("/Contents", "")).strip():
                yield "a link without words"
        else:
            yield from walk(kid, pages, owners, out)


def words(text):
    return re.findall(r"\w+", text)


def faults(path):
    pdf = pikepdf.open(path)
    root = pdf.Root
    if not (bool(root.MarkInfo.Marked) and bool(root.ViewerPreferences.DisplayDocTitle) and str(root.Lang)):
        yield "not marked, no language or no title shown"
    pages, owners, read = {}, {}, []
    for page in pdf.pages:
        pages[page.objgen], outside = sequences(page)
        if outside:
            yield f"{outside} operators outside every mark"
    yield from walk(root.StructTreeRoot.K, pages, owners, read)
    parents = list(root.StructTreeRoot.ParentTree.Nums)
    parents = {int(k): v for k, v in zip(parents[::2], parents[1::2])}
    for page in pdf.pages:
        named = parents.get(int(page.get("/StructParents", -1)), [])
        if [e.objgen for e in named] != [owners.get((page.objgen, n)) for n in range(len(pages[page.objgen]))]:
            yield "the parent tree names other elements"
    tree = words(" ".join(text for _, text in read))
    plain = subprocess.run(["pdftotext", path, "-"], capture_output=True, text=True, check=True).stdout
    mupdf = "\n".join(page.get_text(sort=False) for page in pymupdf.open(path))
    for name, other in (("pdftotext", words(plain)), ("PyMuPDF", words(mupdf))):
        if len(tree) < 30:
            continue
        matcher = difflib.SequenceMatcher(None, tree, other, autojunk=False)
        share = sum(block.size for block in matcher.get_matching_blocks()) / max(len(tree), len(other))
        if share < LEAST_ORDER:
            yield f"{share:.2f} of the words in the order of {name}"


def main(paths):
    wrong = [(path, fault) for path in paths for fault in faults(path)]
    for path, fault in wrong:
        print(f"{path}: {fault}")
    print(f"{len(paths)} files, {len(wrong)} faults in their structure")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
