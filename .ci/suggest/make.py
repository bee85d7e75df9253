"""Makes dossiers of Dutch texts with their truth, to measure suggestions on.

usage: python3 .ci/suggest/make.py dev|third|fourth|written|later|held|test MAP [--dossiers 12] [--documents 14] [--noise] [--pdf]

Parts share neither names nor layouts; all but `test` and `held` may be tuned on. MAP/truth.json holds pages as runs with the place of every letter, and the items; with
--pdf each document is a PDF as well. The texts are made by chance from a fixed seed: the same call makes the same texts.
"""

import argparse
import json
import os
import random

import layouts_dev
import layouts_fourth
import layouts_more
import layouts_test
import layouts_third
from page import Document, write_pdf
from people import DEV, TEST, Dossier
import written

# Parts that were written one by one.
WRITTEN = ["written", "later", "held"]


def dossiers(half, count, documents, noise):
    if half in WRITTEN:
        yield from written.dossiers(half, noise)
        return
    names, layouts = {
        "dev": (DEV, layouts_dev.LAYOUTS + layouts_more.LAYOUTS),
        "fourth": (layouts_fourth.HALF, layouts_fourth.LAYOUTS),
        "third": (layouts_third.HALF, layouts_third.LAYOUTS),
        "test": (TEST, layouts_test.LAYOUTS),
    }[half]
    for number in range(count):
        rng = random.Random(f"{half} {number}")
        cast = Dossier(rng, names)
        made = []
        for n in range(documents):
            layout = layouts[(n + number) % len(layouts)]
            document = Document(rng, layout.__name__)
            layout(rng, cast, document)
            if noise:
                document.noised(random.Random(f"noise {number} {n}"))
            made.append(document.truth())
        yield made


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("half", choices=["dev", "third", "fourth", *WRITTEN, "test"])
    parser.add_argument("folder")
    parser.add_argument("--dossiers", type=int, default=12)
    parser.add_argument("--documents", type=int, default=23)
    parser.add_argument("--noise", action="store_true")
    parser.add_argument("--pdf", action="store_true")
    wanted = parser.parse_args()
    os.makedirs(wanted.folder, exist_ok=True)
    all_made = list(dossiers(wanted.half, wanted.dossiers, wanted.documents, wanted.noise))
    with open(f"{wanted.folder}/truth.json", "w", encoding="utf-8") as file:
        json.dump(all_made, file, ensure_ascii=False)
    if wanted.pdf:
        for number, made in enumerate(all_made):
            os.makedirs(f"{wanted.folder}/{number:02d}", exist_ok=True)
            for n, truth in enumerate(made):
                write_pdf(truth, f"{wanted.folder}/{number:02d}/{n:02d}-{truth['layout']}.pdf")


if __name__ == "__main__":
    main()
