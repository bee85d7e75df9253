#!/usr/bin/env python3
"""Which words of a scan's text layer stay, and which planted ones: recall on words that the picture shows, and survivors.

    scans.py LAKWERK FOLDER [--files N] [--seed S] [--rate R]

Pages of the PDFs in FOLDER are drawn, worn as a scanner does (turned, blurred, noisy, of one bit), and read by Tesseract
(eng+nld). Recall counts the words that the layer reads as the page has them and that are still in the copy, which has no
boxes. Planted are words of which one letter is another that looks like it, one in R words: the picture stays, and what
stays of them in the copy has survived. The same files and plants for the same seed.
"""
import argparse
import io
import os
import pathlib
import random
import subprocess
import tempfile
from collections import Counter

import numpy
import pikepdf
import pymupdf
from PIL import Image, ImageFilter

pymupdf.TOOLS.mupdf_display_errors(False)
ALIKE = dict(a="o", o="a", l="I1", I="l", c="e", e="c", B="8", O="0", u="n", n="ur", h="b", b="h", m="n", t="f", s="a", i="e", v="y", d="b")
WEAR = ("clean", "noise", "blur", "one bit", "turned")
SECONDS = 600


def pages(folder, rng):
    """Pages of text without pictures, each of another file, in the order of the seed."""
    files = sorted(folder.rglob("*.pdf"))
    rng.shuffle(files)
    for path in files:
        try:
            with pymupdf.open(path) as document:
                for page in list(document)[:4]:
                    text = page.get_text()
                    letters = sum(c.isascii() and c.isalpha() for c in text)
                    if 700 < len(text) < 5000 and letters > 0.6 * len(text) and not page.get_images() and max(page.rect[2:]) < 900:
                        dpi = rng.choice((150, 200, 300))
                        picture = page.get_pixmap(dpi=dpi, colorspace="gray")
                        image = Image.frombytes("L", (picture.width, picture.height), picture.samples)
                        yield path.name, dpi, image, [w[:5] for w in page.get_text("words")]
                        break
        except Exception:  # what another reader does not open is no page
            continue


def worn(image, wear, dpi, rng):
    if wear == "turned":
        image = image.rotate(rng.uniform(-1.2, 1.2), fillcolor=255, resample=Image.BICUBIC)
    if wear == "blur":
        image = image.filter(ImageFilter.GaussianBlur(dpi / 200))
    if wear in ("noise", "blur", "one bit"):
        noise = numpy.random.default_rng(rng.randrange(2**32)).normal(0, 18, (image.height, image.width))
        grey = numpy.asarray(image).astype(float) * 0.85 + 20 + noise
        image = Image.fromarray(numpy.clip(grey, 0, 255).astype("uint8"))
    return image.point(lambda v: 255 if v > 140 else 0).convert("1") if wear == "one bit" else image


def read(image, dpi, folder):
    """The scan with its text layer."""
    image.save(folder / "scan.png", dpi=(dpi, dpi))
    command = ["tesseract", folder / "scan.png", folder / "scan", "-l", "eng+nld", "--dpi", str(dpi), "pdf"]
    subprocess.run(command, env={**os.environ, "OMP_THREAD_LIMIT": "1"}, capture_output=True, timeout=SECONDS, check=True)
    return (folder / "scan.pdf").read_bytes()


def swapped(word, rng):
    spots = [(i, c) for i, c in enumerate(word) if c in ALIKE]
    if not spots:
        return None
    at, letter = rng.choice(spots)
    return word[:at] + rng.choice(ALIKE[letter]) + word[at + 1 :]


def planted(pdf, rate, rng):
    """The file with other words in its layer, and which they are; only words that stand nowhere else."""
    names = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        page = document.pages[0]
        operations = []
        for operands, operator in pikepdf.parse_content_stream(page):
            if str(operator) == "TJ":
                text = bytes(operands[0][0]).decode("utf-16-be")
                other = swapped(text.strip(), rng) if rng.randrange(rate) == 0 else None
                if other:
                    names.append(other)
                    operands = [pikepdf.Array([pikepdf.String(text.replace(text.strip(), other).encode("utf-16-be"))])]
            operations.append((operands, operator))
        page.Contents = document.make_stream(pikepdf.unparse_content_stream(operations))
        out = io.BytesIO()
        document.save(out)
    before = Counter(words_of(pdf))
    return out.getvalue(), [name for name in names if not before[name]]


def words_of(pdf):
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return [word[4] for word in document[0].get_text("words")]


def copy_of(program, pdf, folder):
    """The words of the copy without boxes, and the seconds of the processor that it took."""
    (folder / "in.pdf").write_bytes(pdf)
    (folder / "m.json").write_text('{"marks": []}')
    (folder / "out.pdf").unlink(missing_ok=True)
    before = os.times()
    command = [program, "redact", folder / "in.pdf", "--marks", folder / "m.json", "--to", folder / "out.pdf", "--force"]
    subprocess.run(command, capture_output=True, timeout=SECONDS)
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    out = folder / "out.pdf"
    return Counter(words_of(out.read_bytes()) if out.exists() else []), spent


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--seed", default="lakwerk")
    parser.add_argument("--rate", type=int, default=20)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    sums = Counter()
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for number, (file, dpi, image, truth) in zip(range(options.files), pages(options.folder, rng)):
            wear = WEAR[number % len(WEAR)]
            pdf = read(worn(image, wear, dpi, rng), dpi, folder)
            # A word counts that the layer has as the page has it.
            shown = Counter(words_of(pdf)) & Counter(word[4] for word in truth)
            kept, spent = copy_of(options.program, pdf, folder)
            other, names = planted(pdf, options.rate, rng)
            left = copy_of(options.program, other, folder)[0] if names else Counter()
            survived = [name for name in names if left[name]]
            now = {"words": shown.total(), "kept": (shown & kept).total(), "planted": len(names), "survived": len(survived), "seconds": spent}
            sums.update(now)
            told = ", ".join(f"{key} {value:.1f}" if key == "seconds" else f"{key} {value}" for key, value in now.items())
            print(f"{wear} {dpi}: {told}: {file}", flush=True)
    print(f"recall {sums['kept'] / max(sums['words'], 1):.4f} of {sums['words']} words, {sums['survived']} of {sums['planted']} planted survive, {sums['seconds'] / max(options.files, 1):.1f} s a page")


if __name__ == "__main__":
    main()
