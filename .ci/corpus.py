"""Redacts real PDFs with random boxes and reads the results with readers that the program does not use.

usage: corpus.py LAKWERK FOLDER [--sample N] [--seed S] [--seconds T] [--jobs J] [--keep OUT]

Exit 1 when anything leaked, crashed, hung or was written wrongly. A refusal is no failure: nothing was published.
"""

import argparse
import concurrent.futures
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time
import warnings

warnings.filterwarnings("ignore")
import pymupdf  # noqa: E402

pymupdf.TOOLS.mupdf_display_errors(False)
pymupdf.TOOLS.mupdf_display_warnings(False)
GROUNDS = ["5.1.2e", "5.1.1c", "5.2.1", "scope", "5.1.2i"]
LABELS = {"5.1.2e", "5.1.1c", "5.2.1", "buiten", "verzoek", "buitenverzoek", "5.1.2i"}


def unit_of(page):
    """The length of a unit in points: this reader applies it, page space does not."""
    kind, value = page.parent.xref_get_key(page.xref, "UserUnit")
    return float(value) if kind in ("int", "float") and float(value) > 0 else 1.0


def boxes_of(page, rng):
    """Boxes in displayed page space: some hug words, some lie anywhere."""
    words = [pymupdf.Rect(w[:4]) * page.rotation_matrix for w in page.get_text("words")]
    unit = unit_of(page)
    words = [w.normalize() for w in words if w.is_valid or True]
    width, height = page.rect.width, page.rect.height
    found = []
    for _ in range(rng.randint(1, 4)):
        if words and rng.random() < 0.7:
            w = rng.choice(words)
            box = [w.x0 - rng.uniform(0, 2), w.y0, w.x1 + rng.uniform(0, 40), w.y1]
        else:
            x, y = rng.uniform(0, width * 0.8), rng.uniform(0, height * 0.9)
            box = [x, y, x + rng.uniform(5, width / 3), y + rng.uniform(5, height / 8)]
        box = [max(0, box[0]), max(0, box[1]), min(width, box[2]), min(height, box[3])]
        if box[2] - box[0] > 1 and box[3] - box[1] > 1:
            found.append([round(v / unit, 2) for v in box])
    return found


def marks_for(path, rng):
    marks = []
    try:
        with pymupdf.open(path) as document:
            if document.needs_pass:
                return marks
            pages = list(range(len(document)))
            rng.shuffle(pages)
            for number in pages[:3]:
                page = document[number]
                if page.rect.width > 0 and page.rect.height > 0:
                    for box in boxes_of(page, rng):
                        marks.append({"page": number + 1, "areas": [box], "grounds": [rng.choice(GROUNDS)]})
    except Exception:  # the other reader cannot open it: unmarked, it still must not crash us
        pass
    return marks


def chars_inside(output, marks):
    """Characters that another reader still extracts well within a box and that are no label."""
    left = []
    with pymupdf.open(output) as document:
        for mark in marks:
            page = document[mark["page"] - 1]
            # A number in a small box stands for a label where the legend of the page explains it: "1: 5.1.2e".
            numbers = set(re.findall(r"(?<![\w.])(\d+): (?=5\.|buiten)", page.get_text()))
            l, t, r, b = (v * unit_of(page) for v in mark["areas"][0])
            inner = pymupdf.Rect(l + 0.7, t + 0.7, r - 0.7, b - 0.7)
            for word in page.get_text("words"):
                box = pymupdf.Rect(word[:4])
                center = pymupdf.Point((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
                if inner.is_valid and center in inner and word[4].strip(" +") and word[4] not in LABELS | numbers:
                    left.append(word[4])
    return left


def one(program, path, seed, seconds, keep):
    rng = random.Random(f"{seed}:{path.name}")
    marks = marks_for(path, rng)
    folder = pathlib.Path(tempfile.mkdtemp())
    wanted, output, report = folder / "m.json", folder / "out.pdf", folder / "r.json"
    wanted.write_text(json.dumps({"marks": marks}))
    started = time.monotonic()
    command = [program, "redact", path, "--marks", wanted, "--to", output, "--report", report]
    result = {"file": path.name, "marks": len(marks), "problems": []}
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds)
        result["exit"] = done.returncode
        if done.returncode not in (0, 3, 4) and not (done.returncode == 2 and b"pagina" in done.stderr):
            result["problems"].append(f"exit {done.returncode}: {done.stderr[-200:].decode(errors='replace')}")
    except subprocess.TimeoutExpired:
        result["exit"] = "time"
    result["seconds"] = round(time.monotonic() - started, 2)
    if report.exists():
        pages = json.loads(report.read_text())["pages"]
        result["verdicts"] = [p["verdict"] for p in pages]
        result["reasons"] = sorted({r for p in pages for r in p["reasons"]})
        result["pictured"] = ["+".join(sorted(set(p["reasons"]))) for p in pages if p["verdict"] == "raster"]
    if output.exists() != (result["exit"] == 0):
        result["problems"].append("output and exit code disagree")
    if output.exists():
        result["sizes"] = [path.stat().st_size, output.stat().st_size]
        check = subprocess.run(["qpdf", "--check", output], capture_output=True, timeout=60)
        if check.returncode != 0:
            result["problems"].append("qpdf: " + check.stdout.decode(errors="replace")[-200:])
        text = subprocess.run(["pdftotext", output, "-"], capture_output=True, timeout=60)
        if text.returncode != 0 or text.stderr:
            result["problems"].append("pdftotext: " + text.stderr.decode(errors="replace")[-200:])
        left = chars_inside(output, marks)
        if left:
            result["problems"].append(f"LEAK: {len(left)} words inside boxes")
        if keep:
            (keep / path.name).write_bytes(output.read_bytes())
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    return result


def say_causes(results):
    """Files that lost lines or text, were refused or grew, against the causes of those that were looked at one by one."""
    known = json.loads(pathlib.Path(__file__).with_name("causes.json").read_text())
    poor = [r["file"] for r in results if r.get("pictured") or r["exit"] == 4 or grew(r)]
    new = [name for name in poor if not any(part in name for part in known)]
    print(f"{len(poor)} files became pictures, were refused or grew; of {len(poor) - len(new)} the cause is known")
    for name in new:
        print(f"  not looked at yet: {name}")


def grew(result):
    """Whether a file of some size became more than half as large again."""
    source, written = result.get("sizes", (0, 0))
    return source > 50_000 and written > 1.5 * source


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--seed", default="lakwerk")
    parser.add_argument("--seconds", type=float, default=10)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=pathlib.Path)
    parser.add_argument("--json", type=pathlib.Path)
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.pdf"))
    if options.sample and options.sample < len(files):
        files = sorted(random.Random(options.seed).sample(files, options.sample))
    if options.keep:
        options.keep.mkdir(parents=True, exist_ok=True)
    with concurrent.futures.ProcessPoolExecutor(options.jobs) as pool:
        jobs = [
            pool.submit(one, options.program, f, options.seed, options.seconds, options.keep) for f in files
        ]
        results = [job.result() for job in jobs]
    for r in results:
        if r["problems"] or r["exit"] in (4, "time"):
            print(r["file"], r["exit"], r.get("reasons", ""), *r["problems"], sep="  ")
    say_causes(results)
    exits = {}
    for r in results:
        exits[str(r["exit"])] = exits.get(str(r["exit"]), 0) + 1
    verdicts = {}
    for r in results:
        for v in r.get("verdicts", []):
            verdicts[v] = verdicts.get(v, 0) + 1
    sizes = [r["sizes"] for r in results if "sizes" in r]
    reasons = {}
    for r in results:
        for reason in r.get("pictured", []):
            reasons[reason] = reasons.get(reason, 0) + 1
    drawn = verdicts.get("verified", 0) + verdicts.get("raster", 0)
    print(f"{len(results)} files, exits {exits}, pages {verdicts}, seconds {sum(r['seconds'] for r in results):.0f}")
    if drawn:
        share = verdicts.get("verified", 0) / drawn
        print(f"pages that kept text and lines: {share:.1%}; the others became pictures because of")
        for reason, count in sorted(reasons.items(), key=lambda item: -item[1])[:15]:
            print(f"  {count:5} {reason}")
    if sizes:
        ratios = sorted(b / a for a, b in sizes)
        print(f"size: {sum(a for a, _ in sizes)} -> {sum(b for _, b in sizes)}, median {ratios[len(ratios) // 2]:.2f}")
    if options.json:
        options.json.write_text(json.dumps(results, indent=1))
    problems = sum(bool(r["problems"]) for r in results)
    print(f"{problems} files with problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
