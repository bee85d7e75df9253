#!/usr/bin/env python3
"""How many words of scans the program reads, and how many can be searched in the copies that it publishes: made ones at three levels of wear, or those of a folder of PDFs.

    read_scans.py LAKWERK [--pages 16] [--least 98] [--searchable 95] [--part test] [--of FOLDER]

Made pages are Dutch texts of .ci/suggest, drawn and worn as scanners do. A word counts when it is read letter by letter as
search compares letters (without accents and ligatures), as often as the page has it; fails below --least percent at a level,
or below --searchable percent in the copies. With --of, pages of PDFs with text are drawn at 200 dots an inch instead. What was
read is taken from the dossier, where it is kept; what can be searched is what another reader finds in a copy.
"""
import argparse
import io
import pathlib
import random
import struct
import subprocess
import sys
import tempfile
import unicodedata
from collections import Counter

import numpy
import pymupdf
from PIL import Image, ImageFilter

sys.path.insert(0, str(pathlib.Path(__file__).parent / "suggest"))
import make
from page import write_pdf

pymupdf.TOOLS.mupdf_display_errors(False)
LEVELS = ("light", "middle", "heavy")


def worn(page, level, rng):
    """The picture of a page, and its dots an inch."""
    dots = {"light": 300, "middle": 200, "heavy": 300}[level]
    drawn = page.get_pixmap(dpi=dots, colorspace="gray")
    image = Image.frombytes("L", (drawn.width, drawn.height), drawn.samples)
    if level == "light":
        return image, dots
    noise = numpy.random.default_rng(rng.randrange(2**32))
    image = image.rotate(rng.uniform(-0.6, 0.6), fillcolor=255, resample=Image.BICUBIC).filter(ImageFilter.GaussianBlur(0.6))
    grey = numpy.asarray(image).astype(float) * 0.85 + 25 + noise.normal(0, 14 if level == "middle" else 22, (image.height, image.width))
    if level == "heavy":
        specks = noise.random(grey.shape)
        grey[specks < 0.02] = 0
        grey[specks > 0.98] = 255
    return Image.fromarray(numpy.clip(grey, 0, 255).astype("uint8")), dots


def made_pages(part, count, folder):
    """Pages of the generator with their words."""
    found = []
    for dossier in make.dossiers(part, 12, 23, False):
        for number, truth in enumerate(dossier):
            path = f"{folder}/{len(found)}-{number}.pdf"
            write_pdf(truth, path)
            document = pymupdf.open(path)
            found.append((document[0], [w[4] for w in document[0].get_text("words")]))
            if len(found) == count:
                return found
    return found


def pages_of(folder, count):
    files = sorted(pathlib.Path(folder).rglob("*.pdf"))
    random.Random(1).shuffle(files)
    found = []
    for path in files:
        try:
            document = pymupdf.open(path)
            page = document[0]
            words = [w[4] for w in page.get_text("words")]
        except Exception:  # what another reader does not open is no page
            continue
        letters = sum(c.isascii() and c.isalpha() for w in words for c in w)
        if len(words) > 100 and letters > 0.6 * sum(map(len, words)) and not page.get_images() and max(page.rect[2:]) < 900:
            found.append((page, words))
        if len(found) == count:
            break
    return found


def as_scan(pictures, path):
    """A file of pictures, each a whole page."""
    pdf = pymupdf.open()
    for image, dots in pictures:
        stream = io.BytesIO()
        image.save(stream, "PNG")
        page = pdf.new_page(width=image.width * 72 / dots, height=image.height * 72 / dots)
        page.insert_image(page.rect, stream=stream.getvalue())
    pdf.save(path)


def folded(word):
    plain = unicodedata.normalize("NFKD", word.replace("’", "'"))
    return "".join(c for c in plain if not unicodedata.combining(c))


def kept_words(path):
    """The words of a reading: postcard of (number of the form, version, quarters, [word, place, line])."""
    data, at = path.read_bytes(), 0

    def number():
        nonlocal at
        value, shift = 0, 0
        while True:
            byte = data[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def text():
        nonlocal at
        length = number()
        at += length
        return data[at - length:at].decode()

    number(), text(), number()
    words = []
    for _ in range(number()):
        words.append(text())
        struct.unpack_from("<4d", data, at)
        at += 32
        number()
    return words


def measured(program, pictures, truths):
    """Words that were read, words that can be searched in the copy, and words there are; those that were missed."""
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        as_scan(pictures, folder / "scan.pdf")
        run = lambda *arguments: subprocess.run([program, *arguments], cwd=folder, capture_output=True, check=True)
        run("new", "d", "--title", "Proef", "--set", "body=Proef")
        run("add", "d", "scan.pdf")
        run("find", "d", "x", "--json")
        (folder / "m.json").write_text('{"marks": []}')
        run("redact", "scan.pdf", "--marks", "m.json", "--to", "copy.pdf")
        copy = pymupdf.open(folder / "copy.pdf")
        read, searchable, all_words, missed = 0, 0, 0, Counter()
        for number, truth in enumerate(truths):
            kept = sorted(folder.glob(f"d/gelezen/*-{number + 1}.gelezen"))
            found = Counter(map(folded, kept_words(kept[0]))) if kept else Counter()
            wanted = Counter(folded(w) for w in truth if any(c.isalnum() for c in w))
            read += sum((wanted & found).values())
            published = Counter(folded(w[4]) for w in copy[number].get_text("words"))
            searchable += sum((wanted & published).values())
            all_words += sum(wanted.values())
            missed += wanted - found
        return read, searchable, all_words, missed


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--pages", type=int, default=16)
    parser.add_argument("--least", type=float, default=98)
    parser.add_argument("--searchable", type=float, default=95)
    parser.add_argument("--part", default="test")
    parser.add_argument("--of")
    parser.add_argument("--missed", type=int, default=0, help="show so many missed words")
    wanted = parser.parse_args()
    program, failed = str(pathlib.Path(wanted.program).resolve()), False
    with tempfile.TemporaryDirectory() as folder:
        pages = pages_of(wanted.of, wanted.pages) if wanted.of else made_pages(wanted.part, wanted.pages, folder)
        for level in ("middle",) if wanted.of else LEVELS:
            rng = random.Random(level)
            pictures = [worn(page, level, rng) for page, _ in pages]
            read, searchable, all_words, missed = measured(program, pictures, [words for _, words in pages])
            share, found = 100 * read / max(all_words, 1), 100 * searchable / max(all_words, 1)
            failed |= share < wanted.least or found < wanted.searchable
            print(f"{level}: {read}/{all_words} words = {share:.1f} % on {len(pages)} pages, searchable in the copy {found:.1f} %")
            if wanted.missed:
                print("  ", missed.most_common(wanted.missed))
    return failed


if __name__ == "__main__":
    sys.exit(main())
