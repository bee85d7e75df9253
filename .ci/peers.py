#!/usr/bin/env python3
"""Redacts the same real PDFs with the same random boxes here and with PyMuPDF, and reads all results with PyMuPDF.

    peers.py LAKWERK FOLDER [--sample N] [--seed S] [--json F]

Per tool: files written; words still extracted within boxes; covered words that stand anywhere in the written file; pages
that look like their source beside the boxes; pages whose words beside the boxes are all kept; size; pages a second.
The numbers are a report and no test: exit 0 whatever they are.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import tempfile
import time
from collections import Counter

import corpus
import pymupdf

SECONDS = 60
# At this scale, in pixels per point, pages are compared; so many points around boxes are not.
SCALE, AROUND = 1.0, 10.0
TOOLS = ("lakwerk", "pymupdf", "pymupdf + scrub + clean save")


def lakwerk(program, path, marks, out):
    wanted = out.with_suffix(".json")
    wanted.write_text(json.dumps({"marks": marks}))
    command = [program, "redact", path, "--marks", wanted, "--to", out]
    subprocess.run(command, capture_output=True, timeout=SECONDS, check=True)


def peer(path, marks, out, scrub):
    with pymupdf.open(path) as document:
        for mark in marks:
            page = document[mark["page"] - 1]
            box = pymupdf.Rect(mark["areas"][0]) * page.derotation_matrix
            page.add_redact_annot(box, fill=(0, 0, 0))
        for number in {mark["page"] - 1 for mark in marks}:
            document[number].apply_redactions()
        if scrub:
            document.scrub()
            document.save(out, garbage=4, clean=True, deflate=True)
        else:
            document.save(out)


def boxes_on(marks, page):
    grown = (-AROUND, -AROUND, AROUND, AROUND)
    return [pymupdf.Rect(m["areas"][0]) + grown for m in marks if m["page"] == page]


def shows(picture, place):
    """Whether anything differs from its surroundings there."""
    place = pymupdf.IRect(place * pymupdf.Matrix(SCALE, SCALE)) & picture.irect
    rows = range(place.y0, place.y1)
    inner = b"".join(picture.samples_mv[y * picture.stride + place.x0 : y * picture.stride + place.x1] for y in rows)
    return bool(inner) and max(inner) - min(inner) > 40


def words_beside(page, boxes):
    """Words that can be seen and that no box comes near, counted."""
    picture = page.get_pixmap(matrix=pymupdf.Matrix(SCALE, SCALE), colorspace=pymupdf.csGRAY, alpha=False)
    found = Counter()
    for word in page.get_text("words"):
        place = (pymupdf.Rect(word[:4]) * page.rotation_matrix).normalize()
        beside = not any(place.intersects(box) for box in boxes)
        if word[4].strip() and beside and shows(picture, place):
            found[word[4]] += 1
    return found


def differs(source, written, boxes):
    """The share of the pixels beside the boxes that differ by more than a third."""
    matrix = pymupdf.Matrix(SCALE, SCALE)
    a, b = (p.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY, alpha=False) for p in (source, written))
    if (a.width, a.height) != (b.width, b.height):
        return 1.0
    for box in boxes:
        place = pymupdf.IRect(box * matrix)
        a.set_rect(place, (0,))
        b.set_rect(place, (0,))
    a, b = a.samples, b.samples
    return sum(abs(x - y) > 85 for x, y in zip(a, b)) / max(1, len(a))


def covered_words(document, marks):
    """Words wholly under a box that stand nowhere else in the document."""
    everywhere, covered = Counter(), Counter()
    for page in document:
        for word in page.get_text("words"):
            everywhere[word[4]] += 1
            center = pymupdf.Rect(word[:4]) * page.rotation_matrix
            for box in (pymupdf.Rect(m["areas"][0]) for m in marks if m["page"] == page.number + 1):
                if box.contains(center.normalize()):
                    covered[word[4]] += 1
                    break
    return [w for w, n in covered.items() if everywhere[w] == n and re.fullmatch(r"\w{5,}", w)]


def standing(out, words):
    """Those of the words that stand anywhere in a file, its streams unpacked."""
    plain = out.with_suffix(".qdf")
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", out, plain], capture_output=True, timeout=SECONDS)
    data = plain.read_bytes() if plain.exists() else b""
    ways = ("latin-1", "utf-8", "utf-16-be")
    spelled = lambda word: (word.encode(way, "ignore") for way in ways)  # noqa: E731
    # A name of the format may hold a word: `Preferences` does.
    stands = lambda bytes: bytes and re.search(rb"(?<!\w)" + re.escape(bytes) + rb"(?!\w)", data)  # noqa: E731
    return [word for word in words if any(stands(bytes) for bytes in spelled(word))]


def measure(tool, make, path, marks, numbers):
    out = pathlib.Path(tempfile.mkdtemp()) / "out.pdf"
    started = time.monotonic()
    try:
        make(out)
        numbers["seconds"] += time.monotonic() - started
        with pymupdf.open(path) as source, pymupdf.open(out) as written:
            numbers["files"] += 1
            numbers["pages"] += len(source)
            numbers["bytes"] += out.stat().st_size
            numbers["words in boxes"] += len(corpus.chars_inside(out, marks))
            numbers["covered words in the file"] += len(standing(out, covered_words(source, marks)))
            for number in sorted({mark["page"] for mark in marks}):
                boxes = boxes_on(marks, number)
                a, b = source[number - 1], written[number - 1]
                numbers["pages looked at"] += 1
                numbers["look the same"] += differs(a, b, boxes) < 0.005
                wanted, kept = words_beside(a, boxes), words_beside(b, boxes)
                if wanted:
                    numbers["pages with words"] += 1
                    kept = sum((wanted & kept).values()) / sum(wanted.values())
                    numbers["keep 99 of 100 words"] += kept >= 0.99
    except Exception:
        numbers["not written or not read"] += 1
    finally:
        for file in out.parent.iterdir():
            file.unlink()
        out.parent.rmdir()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", default="lakwerk")
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.pdf"))
    if options.sample:
        files = sorted(random.Random(options.seed).sample(files, min(options.sample, len(files))))
    results = {tool: Counter() for tool in TOOLS}
    sources = 0
    for path in files:
        marks = corpus.marks_for(path, random.Random(f"{options.seed}:{path.name}"))
        if not marks:
            continue
        sources += path.stat().st_size
        makers = (
            lambda out: lakwerk(options.program, path, marks, out),
            lambda out: peer(path, marks, out, False),
            lambda out: peer(path, marks, out, True),
        )
        for tool, make in zip(TOOLS, makers):
            measure(tool, make, path, marks, results[tool])
    print(f"sources: {sources} bytes")
    for tool, n in results.items():
        print(tool)
        for name in sorted(n):
            print(f"  {name}: {n[name]:.0f}")
        print(f"  pages a second: {n['pages'] / max(n['seconds'], 0.001):.1f}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))


if __name__ == "__main__":
    main()
