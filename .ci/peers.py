#!/usr/bin/env python3
"""How fast whole ordinary documents are redacted here and with the peers, file by file in turn, and what is left in them.

    peers.py LAKWERK FOLDER [--seed S] [--dossier] [--keep FOLDER] [--json F] [--recorded F]

Ordinary is a document of at least 4 pages and 700 characters a page; of documents that read the same only the first is
taken. On each page about 5 boxes lie on words of 4 letters and more. Each tool runs in a process of its own, so that the
seconds are those of the processor (its children too) and of the clock; ours verifies what it writes, the peers do not.

--dossier exports all of them from one dossier as well. --keep leaves the documents with their boxes, for
`cargo bench --bench speed -- pages FOLDER`. --recorded compares how fast this is beside the peers with what was recorded
for this kind of build, and exits 1 when it is less than half.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter

import pymupdf

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)

SECONDS = 600
FEWEST_PAGES, FEWEST_CHARACTERS, BOXES = 4, 700, 5
RASTER = 150
TOOLS = ("lakwerk", "pymupdf", "pymupdf + scrub + clean save", "pymupdf raster")


def ordinary(folder):
    """The documents to measure on, each with its pages."""
    seen = set()
    for path in sorted(folder.rglob("*.pdf")):
        try:
            with pymupdf.open(path) as document:
                if document.needs_pass or len(document) < FEWEST_PAGES:
                    continue
                texts = [page.get_text() for page in document]
        except Exception:  # no other reader opens it either
            continue
        known = tuple(texts[:2]), len(texts)
        if len(texts) < FEWEST_PAGES:
            continue
        if sum(map(len, texts)) >= FEWEST_CHARACTERS * len(texts) and known not in seen:
            seen.add(known)
            yield path, len(texts)


def boxes_on_words(path, rng):
    marks = []
    with pymupdf.open(path) as document:
        for page in document:
            words = [w for w in page.get_text("words") if len(w[4]) > 3]
            for word in rng.sample(words, min(BOXES, len(words))):
                box = (pymupdf.Rect(word[:4]) * page.rotation_matrix).normalize()
                area = [round(v, 2) for v in box]
                marks.append({"page": page.number + 1, "areas": [area], "grounds": ["5.1.2e"]})
    return marks


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


def raster(path, marks, out):
    with pymupdf.open(path) as document, pymupdf.open() as written:
        for page in document:
            picture = page.get_pixmap(dpi=RASTER)
            for mark in (m for m in marks if m["page"] == page.number + 1):
                box = pymupdf.Rect(mark["areas"][0]) * (RASTER / 72)
                picture.set_rect(pymupdf.IRect(box), (0, 0, 0))
            sheet = written.new_page(width=page.rect.width, height=page.rect.height)
            sheet.insert_image(sheet.rect, pixmap=picture)
        written.save(out, deflate=True)


def makers(program, path, marks):
    return dict(
        zip(
            TOOLS,
            (
                lambda out: lakwerk(program, path, marks, out),
                lambda out: peer(path, marks, out, False),
                lambda out: peer(path, marks, out, True),
                lambda out: raster(path, marks, out),
            ),
        )
    )


def seconds_of(work):
    """Of the processor and of the clock, in a process of its own; none when it fails."""
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        try:
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status, used = os.wait4(child, 0)
    wall = time.monotonic() - started
    return (used.ru_utime + used.ru_stime, wall) if status == 0 else None


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


def measure(make, path, pages, marks, numbers):
    """Adds what one tool took for one document, and what it left in it."""
    folder = pathlib.Path(tempfile.mkdtemp())
    out = folder / "out.pdf"
    spent = seconds_of(lambda: make(out))
    if spent and out.exists():
        with pymupdf.open(path) as source:
            left = standing(out, covered_words(source, marks))
        numbers["files"] += 1
        numbers["pages"] += pages
        numbers["processor"] += spent[0]
        numbers["clock"] += spent[1]
        numbers["bytes"] += out.stat().st_size
        numbers["covered words left"] += len(left)
    else:
        numbers["not written"] += 1
    shutil.rmtree(folder)
    return spent


def dossier(program, documents, numbers):
    """All documents from one dossier."""
    folder = pathlib.Path(tempfile.mkdtemp())
    run = lambda *words: subprocess.run([program, *words], capture_output=True, timeout=10 * SECONDS)  # noqa: E731
    run("new", folder / "d", "--title", "Meting")
    marks = []
    for number, (path, _, boxes) in enumerate(documents, 1):
        run("add", folder / "d", path, "--number", str(number), "--judgement", "Deels openbaar", "--date", "2026-01-01")
        marks += [{**mark, "document": str(number)} for mark in boxes]
    (folder / "m.json").write_text(json.dumps({"marks": marks}))
    run("mark", folder / "d", "--marks", folder / "m.json")
    export = ("export", folder / "d", "--to", folder / "uit", "--reason", "meting")
    spent = seconds_of(lambda: run(*export))
    numbers["files"] = len(list((folder / "uit").rglob("*.pdf")))
    numbers["pages"] = sum(pages for _, pages, _ in documents) if numbers["files"] else 0
    numbers["processor"], numbers["clock"] = spent
    shutil.rmtree(folder)


def a_second(numbers, clock):
    return numbers["pages"] / max(numbers[clock], 0.001)


def table(results):
    print(f"{'':32} {'files':>5} {'pages':>5} {'pages/s of processor':>21} {'pages/s':>8} {'words left':>10} {'MB':>6}")
    for tool, n in results.items():
        speeds = f"{a_second(n, 'processor'):21.1f} {a_second(n, 'clock'):8.1f}"
        rest = f"{n['covered words left']:10.0f} {n['bytes'] / 1e6:6.1f}"
        print(f"{tool:32} {n['files']:5.0f} {n['pages']:5.0f} {speeds} {rest}")


def beside(all_spent):
    """How fast this is as a part of each peer, over the documents that both wrote, by seconds of the processor."""
    parts = {}
    for tool in TOOLS[1:]:
        both = [(spent[TOOLS[0]], spent[tool]) for spent in all_spent if spent[TOOLS[0]] and spent[tool]]
        ours, theirs = (sum(seconds[0] for seconds in side) for side in zip(*both))
        parts[tool] = round(theirs / ours, 3)
    return parts


def is_as_recorded(parts, program, recorded):
    build = pathlib.Path(program).resolve().parent.name
    known = json.loads(recorded.read_text()).get(build, {})
    slow = [tool for tool, part in known.items() if parts[tool] < part / 2]
    for tool in slow:
        print(f"beside {tool}: {parts[tool]}, recorded for a {build} build {known[tool]}")
    return bool(known) and not slow


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--seed", default="lakwerk")
    parser.add_argument("--dossier", action="store_true")
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    parser.add_argument("--recorded", type=pathlib.Path)
    options = parser.parse_args()
    results = {tool: Counter() for tool in TOOLS}
    documents, all_spent = [], []
    for path, pages in ordinary(options.folder):
        marks = boxes_on_words(path, random.Random(f"{options.seed}:{path.name}"))
        if options.keep:
            options.keep.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, options.keep / path.name)
            (options.keep / path.name).with_suffix(".json").write_text(json.dumps({"marks": marks}))
        each = makers(options.program, path, marks)
        spent = {tool: measure(make, path, pages, marks, results[tool]) for tool, make in each.items()}
        all_spent.append(spent)
        told = ", ".join("-" if s is None else f"{1000 * s[0] / pages:.0f}" for s in spent.values())
        print(f"{pages:4} pages, ms of processor a page {told}: {path.name}", flush=True)
        if spent[TOOLS[0]]:
            documents.append((path, pages, marks))
    if options.dossier:
        results["lakwerk, one dossier"] = Counter()
        dossier(options.program, documents, results["lakwerk, one dossier"])
    table(results)
    parts = beside(all_spent)
    print("beside the peers:", ", ".join(f"{part} × {tool}" for tool, part in parts.items()))
    if options.json:
        options.json.write_text(json.dumps({"results": results, "beside": parts}, indent=1))
    if options.recorded and not is_as_recorded(parts, options.program, options.recorded):
        sys.exit(1)


if __name__ == "__main__":
    main()
