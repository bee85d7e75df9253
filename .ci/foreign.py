#!/usr/bin/env python3
"""Redacts real PDFs with other tools, well and badly, and asks `lakwerk verify` what it says of their files.

    foreign.py LAKWERK FOLDER [--sample N] [--seed S] [--keep OUT]

The ways: PyMuPDF as it comes, and with labels in its boxes; with pictures, line art, text or the whole earlier revision left;
with a covered word in the metadata, in a comment, in an attached text or an attached document, or as a name of the format;
and pages that were made pictures of by poppler, exact, as JPEG, pale, or see-through. What is left is said by readers that the
program does not use: words in boxes by pdftotext, samples of pictures under boxes and covered words in unpacked bytes by MuPDF
and qpdf; of pale pictures and of a zipped document it is known that something is left.
Exit 1 when the program says of a file that it is clean although something is left in it. Alarms, and files of which it cannot
say anything, in which these readers find nothing are counted by name; a reader that sees less than the program is no proof
that nothing is there.
"""
import argparse
import functools
import html
import io
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter

import corpus
import peers
import pymupdf

SECONDS = 120
# Samples under a box that differ by more than this show something; a JPEG is never quite even.
EVEN = 48
# Of which a tenth is still a word, and no single step of tone.
CLEAR = 120
# So many points at the edge of a box are not looked at: letters and samples beside it reach that far.
EDGE = 1.0
# What is no leak, by the names of the report.
NO_LEAK = {"page_size"}


def with_pymupdf(
    path, marks, out, images=pymupdf.PDF_REDACT_IMAGE_PIXELS, graphics=1, text=0, label=None, afterwards=None
):
    with pymupdf.open(path) as document:
        for mark in marks:
            page = document[mark["page"] - 1]
            place = pymupdf.Rect(mark["areas"][0]) * page.derotation_matrix
            page.add_redact_annot(place, text=label, fontsize=5, text_color=(1, 1, 1), fill=(0, 0, 0))
        for number in {mark["page"] - 1 for mark in marks}:
            document[number].apply_redactions(images=images, graphics=graphics, text=text)
        if afterwards:
            afterwards(document)
        document.save(out, garbage=3, deflate=True)


def zipped(word):
    """A document as word processors write it, with the word in two runs."""
    runs = "".join(f"<w:r><w:t>{html.escape(part)}</w:t></w:r>" for part in ("Aan " + word[:2], word[2:]))
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document><w:body><w:p>{runs}</w:p></w:body></w:document>")
    return packed.getvalue()


def pdf_name(word):
    return "".join(c if c.isascii() and c.isalnum() else "".join(f"#{b:02x}" for b in c.encode()) for c in "Naam" + word.capitalize())


# Where a covered word is left on purpose.
LEFT = {
    "metadata": lambda word, document: document.set_metadata({"author": word}),
    "a comment": lambda word, document: document[0].add_text_annot((20, 20), f"{word}: bellen"),
    "an attached document": lambda word, document: document.embfile_add("brief.docx", zipped(word)),
    "a name": lambda word, document: document.xref_set_key(document[0].xref, pdf_name(word), "true"),
    "an attachment": lambda word, document: document.embfile_add("lijst.txt", f"naam: {word}".encode()),
}


def behind_source(path, marks, out):
    """The source as it was, and behind it all objects of its successor, as a second revision has them."""
    with_pymupdf(path, marks, out)
    out.write_bytes(path.read_bytes() + b"\n" + out.read_bytes())


def as_poppler_draws(path, page, dpi, folder):
    drawn, number = folder / "page", str(page + 1)
    command = ["pdftoppm", "-r", str(dpi), "-cropbox", "-png", "-singlefile", "-f", number, "-l", number, path, drawn]
    subprocess.run(command, check=True, capture_output=True, timeout=SECONDS)
    return pymupdf.Pixmap(drawn.with_suffix(".png"))


def as_pictures(path, marks, out, covered=True, dpi=100, stored=None, ink=1.0, opacity=1.0, drawn_over=True):
    """Pages as poppler draws them, blackened or not before they become pictures, with boxes over them or not.

    They are stored exactly or with the quality of a JPEG, with a share of their ink, or drawn see-through."""
    with pymupdf.open(path) as source, pymupdf.open() as written:
        for page in source:
            picture = as_poppler_draws(path, page.number, dpi, out.parent)
            boxes = [pymupdf.Rect(m["areas"][0]) for m in marks if m["page"] == page.number + 1]
            scale = pymupdf.Matrix(picture.width / page.rect.width, picture.height / page.rect.height)
            for box in boxes if covered else []:
                picture.set_rect(pymupdf.IRect(box * scale), (0, 0, 0)[: picture.n])
            new = written.new_page(width=page.rect.width, height=page.rect.height)
            if ink < 1:
                pale = bytes(round(255 - (255 - tone) * ink) for tone in range(256))
                picture = pymupdf.Pixmap(picture.colorspace, picture.width, picture.height, picture.samples.translate(pale), False)
            if stored:
                new.insert_image(new.rect, stream=picture.tobytes("jpeg", jpg_quality=stored))
            else:
                new.insert_image(new.rect, pixmap=picture)
            if opacity < 1:
                see_through(written, new, opacity)
            for box in boxes if drawn_over else []:
                new.draw_rect(box, color=None, fill=(0, 0, 0))
        written.save(out, deflate=True)


def see_through(document, page, opacity):
    """Draws all that a page has so far with an opacity."""
    resources = int(document.xref_get_key(page.xref, "Resources")[1].split()[0])
    document.xref_set_key(resources, "ExtGState", f"<</Pale<</ca {opacity}>>>>")
    for number in page.get_contents():
        document.update_stream(number, b"q /Pale gs\n" + document.xref_stream(number) + b"\nQ")


def words_in_boxes(out, marks):
    """Words of which the middle lies in a box, as poppler reads them."""
    text = subprocess.run(["pdftotext", "-bbox", "-cropbox", out, "-"], capture_output=True, timeout=SECONDS).stdout
    left = 0
    for number, page in enumerate(re.split(rb"<page ", text)[1:], 1):
        boxes = [m["areas"][0] for m in marks if m["page"] == number]
        for line in re.findall(rb'<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">(.*?)</word>', page):
            x0, y0, x1, y1 = map(float, line[:4])
            x, y = (x0 + x1) / 2, (y0 + y1) / 2
            said = html.unescape(line[4].decode(errors="replace")).strip()
            inside = (l + EDGE < x < r - EDGE and t + EDGE < y < b - EDGE for l, t, r, b in boxes)
            left += bool(said) and any(inside)
    return left


def samples_in_boxes(document, marks, even=EVEN):
    """Pictures that are uneven under a box."""
    left = 0
    for mark in marks:
        page = document[mark["page"] - 1]
        box = pymupdf.Rect(mark["areas"][0]) + (EDGE, EDGE, -EDGE, -EDGE)
        if box.is_empty:
            continue
        for shown in page.get_image_info(xrefs=True):
            place = pymupdf.Matrix(shown["transform"]) * page.rotation_matrix
            if not shown["xref"] or abs(place.a * place.d - place.b * place.c) < 1e-9:
                continue
            picture = pymupdf.Pixmap(document, shown["xref"])
            back, (width, height) = ~place, (picture.width, picture.height)
            tones = []
            for step in range(2500):
                at = pymupdf.Point(box.x0 + box.width * (step % 50 + 0.5) / 50, box.y0 + box.height * (step // 50 + 0.5) / 50)
                at = at * back
                if 0 <= at.x < 1 and 0 <= at.y < 1:
                    x, y = int(at.x * width), int(at.y * height)
                    # A sample that reaches out of the box is seen beside it.
                    middle = pymupdf.Point((x + 0.5) / width, (y + 0.5) / height) * place
                    if box.contains(middle):
                        tones.append(picture.pixel(x, y)[:3])
            channels = list(zip(*tones))
            left += any(max(c) - min(c) > even for c in channels)
    return left


def left_in(path, out, marks, way):
    with pymupdf.open(path) as source, pymupdf.open(out) as written:
        covered = peers.covered_words(source, marks)
        words = covered if way == "earlier revision" else peers.standing(out, covered)
        return {
            "words in boxes": words_in_boxes(out, marks) if way != "labels" else 0,
            "samples in boxes": samples_in_boxes(written, marks) if not way.startswith("flattened") else 0,
            "covered words": len(words),
            "known": way in KNOWN and (way == "name in an attached document" or samples_in_boxes(source_as_picture(path, out.parent), marks, CLEAR)),
        }


# Ways that leave something which the other readers do not see.
KNOWN = {"name in an attached document", "pale pictures", "see-through pictures"}


def source_as_picture(path, folder):
    """The pages of a source as pictures, as poppler draws them: what was there to be left."""
    written = pymupdf.open()
    with pymupdf.open(path) as source:
        for page in source:
            new = written.new_page(width=page.rect.width, height=page.rect.height)
            new.insert_image(new.rect, pixmap=as_poppler_draws(path, page.number, 100, folder))
    return pymupdf.open(stream=written.tobytes())


def said_of(program, path, out, marks):
    """The leaks that the program names, and why it cannot decide; `None` when it could not read the file."""
    wanted = out.with_name("m.json")
    wanted.write_text(json.dumps({"marks": marks}))
    command = [program, "verify", out, "--marks", wanted, "--source", path, "--json"]
    done = subprocess.run(command, capture_output=True, timeout=SECONDS)
    if not done.stdout:
        return None
    said = json.loads(done.stdout)
    faults = sorted({fault["check"] for fault in said["faults"]} - NO_LEAK)
    return faults, sorted({undecided["reason"] for undecided in said["undecided"]})


def ways(path, marks):
    with pymupdf.open(path) as source:
        words = [w for w in peers.covered_words(source, marks) if len(w) > 4]
        odd = any(corpus.unit_of(page) != 1 for page in source) or len(source) > 20
    if odd:
        return
    none = pymupdf.PDF_REDACT_IMAGE_NONE
    yield "bare", lambda out: with_pymupdf(path, marks, out)
    yield "pictures left", lambda out: with_pymupdf(path, marks, out, images=none)
    yield "line art left", lambda out: with_pymupdf(path, marks, out, graphics=0)
    yield "text left", lambda out: with_pymupdf(path, marks, out, text=1)
    yield "labels", lambda out: with_pymupdf(path, marks, out, label="5.1.2e")
    yield "earlier revision", lambda out: behind_source(path, marks, out)
    for place, leave in LEFT.items() if words else []:
        afterwards = functools.partial(leave, words[0])
        yield f"name in {place}", lambda out: with_pymupdf(path, marks, out, afterwards=afterwards)
    yield "blackened pictures", lambda out: as_pictures(path, marks, out)
    yield "pictures with boxes", lambda out: as_pictures(path, marks, out, covered=False)
    yield "pale pictures", lambda out: as_pictures(path, marks, out, covered=False, ink=0.1)
    yield "see-through pictures", lambda out: as_pictures(path, marks, out, covered=False, opacity=0.1)
    for dpi, quality in (100, 75), (150, 60):
        way = functools.partial(as_pictures, path, marks, dpi=dpi, stored=quality, drawn_over=False)
        yield f"flattened to JPEG at {dpi} dpi", lambda out: way(out)


def judge(program, path, marks, counts, keep):
    """Makes a file in each way; returns how often the program called clean what is not."""
    wrong = 0
    for way, make in ways(path, marks):
        with tempfile.TemporaryDirectory() as folder:
            out = pathlib.Path(folder) / "out.pdf"
            try:
                make(out)
                left = {name: count for name, count in left_in(path, out, marks, way).items() if count}
            except Exception as error:
                counts[way, f"not made: {type(error).__name__}"] += 1
                continue
            said = said_of(program, path, out, marks)
            faults, doubts = said or ([], [])
            if said is None:
                outcome = "not read"
            elif left:
                outcome = "leak found" if faults else "undecided over a leak" if doubts else "LEAK CALLED CLEAN"
            elif faults:
                outcome = "alarm: " + ", ".join(faults)
            else:
                outcome = "undecided: " + ", ".join(doubts) if doubts else "clean"
            counts[way, outcome] += 1
            wrong += outcome == "LEAK CALLED CLEAN"
            if outcome == "LEAK CALLED CLEAN" or outcome.startswith(("alarm", "undecided:")):
                print(f"{path.name} | {way} | {outcome} | {left} | {json.dumps(marks)}")
                if keep:
                    (keep / f"{path.stem}.{way.replace(' ', '-')}.pdf").write_bytes(out.read_bytes())
    return wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--sample", type=int, default=40)
    parser.add_argument("--seed", default="lakwerk")
    parser.add_argument("--keep", type=pathlib.Path)
    options = parser.parse_args()
    files = sorted(options.folder.rglob("*.pdf"))
    random.Random(options.seed).shuffle(files)
    counts, wrong, judged = Counter(), 0, 0
    for path in files:
        if judged == options.sample:
            break
        marks = corpus.marks_for(path, random.Random(f"{options.seed}:{path.name}"))
        if marks:
            before = sum(counts.values())
            wrong += judge(options.program, path, marks, counts, options.keep)
            judged += sum(counts.values()) > before
    for (way, outcome), count in sorted(counts.items()):
        print(f"{way}: {outcome}: {count}")
    print(f"{judged} files, {sum(counts.values())} outputs, {wrong} leaks called clean")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
