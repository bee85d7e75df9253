"""A page on which text is set with its truth: lines, paragraphs and tables whose marked stretches are items.

A stretch `{{kind|text}}` is an item of that kind; it is found when every word of it is covered.
"""

import random
import re

import pymupdf

FONTS = {
    "sans": "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf",
    "serif": "/usr/share/fonts/truetype/dejavu/DejaVuSerif.ttf",
    "mono": "/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf",
}
LOADED = {name: pymupdf.Font(fontfile=path) for name, path in FONTS.items()}
MARK = re.compile(r"\{\{(\w+)\|(.*?)\}\}", re.S)
SIZE = (595.0, 842.0)
# What a scanner reads for what stands there.
CONFUSED = {"l": "1I", "1": "lI", "0": "O", "O": "0", "5": "S", "S": "5", "8": "B", "B": "8", "e": "c", "c": "e", "m": "rn", "n": "ri",
            "u": "ii", "i": "l", "I": "l", "a": "o", "h": "b", "g": "q", ".": ",", "2": "Z", "6": "b"}


class Item:
    def __init__(self, kind, text):
        self.kind, self.text, self.words = kind, text, []


class Document:
    """Runs of text on pages: (page, x, y, size, font, text, item of each letter)."""

    def __init__(self, rng, layout):
        self.rng, self.layout = rng, layout
        self.font = rng.choice(["sans", "serif", "mono"])
        self.size = rng.choice([9.0, 10.0, 11.0]) if self.font != "mono" else rng.choice([8.5, 9.5])
        self.left, self.right = 62.0, 533.0
        self.page, self.y, self.runs, self.items = 0, 64.0, [], []

    def width(self, text):
        return LOADED[self.font].text_length(text, self.size)

    def feed(self, lines=1.0):
        self.y += lines * self.size * 1.32
        if self.y > SIZE[1] - 60:
            self.page, self.y = self.page + 1, 64.0

    def marked(self, text):
        """The letters of a text, each with its item."""
        letters, at = [], 0
        for hit in MARK.finditer(text):
            letters += [(c, None) for c in text[at:hit.start()]]
            item = Item(hit.group(1), hit.group(2))
            self.items.append(item)
            letters += [(c, item) for c in hit.group(2)]
            at = hit.end()
        return letters + [(c, None) for c in text[at:]]

    def put(self, x, letters):
        if letters:
            self.runs.append((self.page, x, self.y, self.size, self.font, letters))

    def line(self, text="", x=None):
        self.put(self.left if x is None else x, self.marked(text))
        self.feed()

    def lines(self, *texts):
        for text in texts:
            self.line(text)

    def gap(self, lines=1.0):
        self.feed(lines)

    def para(self, text, indent=0.0, prefix=""):
        """Text broken at the right margin."""
        words, word = [], []
        for letter in self.marked(text):
            if letter[0] == " ":
                words.append((word, letter))
                word = []
            else:
                word.append(letter)
        words.append((word, None))
        line = [(c, None) for c in prefix]
        first = True
        for word, blank in words:
            tried = "".join(c for c, _ in line + word)
            if self.width(tried) > self.right - self.left - indent and not first:
                self.put(self.left + indent, line[:-1] if line and line[-1][0] == " " else line)
                self.feed()
                line = [(c, None) for c in prefix]
            line += word + ([blank] if blank else [])
            first = False
        self.put(self.left + indent, line)
        self.feed()
        self.gap(0.5)

    def row(self, cells, columns):
        end = 0.0
        for text, x in zip(cells, columns):
            letters = self.marked(text)
            x = max(self.left + x, end)
            self.put(x, letters)
            end = x + self.width("".join(c for c, _ in letters)) + 1.6 * self.size
        self.feed(1.15)

    def noised(self, rng, share=0.012):
        """As a scanner reads it: letters confused, blanks lost."""
        runs = []
        for page, x, y, size, font, letters in self.runs:
            made = []
            for c, item in letters:
                if c == " " and rng.random() < share:
                    continue
                if c in CONFUSED and rng.random() < share:
                    made += [(other, item) for other in (rng.choice(CONFUSED[c]) if len(CONFUSED[c]) > 1 and c not in "mnu" else CONFUSED[c])]
                else:
                    made.append((c, item))
            runs.append((page, x, y, size, font, made))
        self.runs = runs

    def truth(self):
        """Pages as runs with the place of every letter, and items as the letters of their words."""
        pages = [{"size": SIZE, "runs": []} for _ in range(self.page + 1)]
        where = {}
        for page, x, y, size, font, letters in self.runs:
            text = "".join(c for c, _ in letters)
            xs, at = [x], x
            for c in text:
                at += LOADED[font].text_length(c, size)
                xs.append(round(at, 3))
            run = len(pages[page]["runs"])
            pages[page]["runs"].append({"y": round(y, 2), "size": size, "font": font, "text": text, "xs": xs})
            for place, (c, item) in enumerate(letters):
                if item is not None and (c.isalnum()):
                    where.setdefault(id(item), []).append((page, run, place))
        items = []
        for item in self.items:
            letters = where.get(id(item), [])
            if letters:
                items.append({"kind": item.kind, "text": item.text, "letters": letters})
        return {"layout": self.layout, "pages": pages, "items": items}


def write_pdf(truth, path):
    pdf = pymupdf.open()
    for page in truth["pages"]:
        made = pdf.new_page(width=SIZE[0], height=SIZE[1])
        for run in page["runs"]:
            made.insert_text((run["xs"][0], run["y"]), run["text"], fontsize=run["size"], fontname=run["font"], fontfile=FONTS[run["font"]])
    pdf.subset_fonts()
    pdf.save(path, garbage=3, deflate=True)
