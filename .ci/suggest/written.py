"""Texts that were written one by one, each in a layout of its own, with their truth: `written/*.txt`, those that
came later, `later/*.txt`, and those on which nothing may be tuned, `held/*.txt`.

A line is set as it stands and broken at the margin; `#font serif 10` and `#cols 60 220` (cells parted by bars, in points from
the left edge; without numbers, no more cells) hold for what follows. `{{kind|text}}` is an item, as in `page`.
"""

import glob
import os
import random

from page import Document

HERE = os.path.dirname(os.path.abspath(__file__))
# Documents of one dossier.
TOGETHER = 5


def wrapped(document, letters, width):
    """Lines of letters that fit a width, broken at blanks."""
    made, line = [], []
    for letter in letters + [(" ", None)]:
        line.append(letter)
        text = "".join(c for c, _ in line)
        if letter[0] == " " and document.width(text.rstrip()) > width and " " in text.rstrip():
            cut = text.rstrip().rindex(" ") + 1
            made.append(line[:cut - 1])
            line = line[cut:]
    return made + [line[:-1]]


def set_line(document, cells, columns):
    """Cells beside each other, each broken where the next begins."""
    ends = [x - 8.0 for x in columns[1:len(cells)]] + [document.right + 12.0]
    set_cells = [wrapped(document, document.marked(text), end - x) for text, x, end in zip(cells, columns, ends)]
    for number in range(max(map(len, set_cells))):
        for lines, x in zip(set_cells, columns):
            if number < len(lines) and lines[number]:
                document.put(x, lines[number])
        document.feed(1.02)


def read(path):
    document = Document(random.Random(path), os.path.basename(path)[:-4])
    document.font, document.size, columns = "sans", 10.0, None
    for line in open(path, encoding="utf-8").read().rstrip("\n").split("\n"):
        words = line.split()
        if line.startswith("#font"):
            document.font, document.size = words[1], float(words[2])
        elif line.startswith("#cols"):
            columns = [float(word) for word in words[1:]] or None
        elif columns:
            # A bar within an item parts no cells.
            parts, depth = [""], 0
            for at, c in enumerate(line):
                depth += (line[at:at + 2] == "{{") - (line[at:at + 2] == "}}")
                parts = parts + [""] if c == "|" and not depth else parts[:-1] + [parts[-1] + c]
            set_line(document, parts, columns)
        else:
            set_line(document, [line], [document.left])
    return document


def dossiers(folder, noise):
    paths = sorted(glob.glob(f"{HERE}/{folder}/*.txt"))
    for first in range(0, len(paths), TOGETHER):
        made = [read(path) for path in paths[first:first + TOGETHER]]
        for number, document in enumerate(made if noise else []):
            document.noised(random.Random(f"{folder} {first} {number}"))
        yield [document.truth() for document in made]
