"""Measures suggestions on made dossiers: which items are wholly covered, and how many proposals a page are wrong.

usage: python3 .ci/suggest/measure.py PROGRAM [dev|third|fourth|written|later|held|test] [--noise] [--dossiers 12] [--deduce] [--presidio]

Each dossier is made as PDFs, added with PROGRAM and asked with `suggest --json`; proposals are compared with the truth by
place: an item counts when the middle of every letter lies in an area, a proposal is wrong when most of the letters in its
areas belong to no item. All but `test` and `held` may be used for tuning. With --deduce and --presidio the same
texts are given to deduce, and to the patterns of Presidio, which has none for Dutch names or addresses (both installed if need be;
they never become part of the program).
"""

import argparse
import collections
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import make
from page import write_pdf


def letters(truth):
    """Per page the middle of every letter and the item it belongs to."""
    owner = {}
    for number, item in enumerate(truth["items"]):
        for page, run, place in item["letters"]:
            owner[page, run, place] = number
    pages = []
    for number, page in enumerate(truth["pages"]):
        found = []
        for r, run in enumerate(page["runs"]):
            for place, c in enumerate(run["text"]):
                if c.isalnum():
                    middle = (run["xs"][place] + run["xs"][place + 1]) / 2, run["y"] - 0.3 * run["size"]
                    found.append((middle, owner.get((number, r, place)), (number, r, place)))
        pages.append(found)
    return pages


def suggestions(program, folder, made):
    """The proposals for each document of a dossier: page and areas and kind."""
    run = lambda *args: subprocess.run([program, *args], capture_output=True, check=True).stdout
    dossier = f"{folder}/dossier"
    names = []
    for number, truth in enumerate(made):
        names.append(f"{folder}/{number:02d}.pdf")
        write_pdf(truth, names[-1])
    run("new", dossier, "--title", "Proef", "--set", "body=Proef")
    run("add", dossier, *names)
    listed = json.loads(run("list", dossier, "--json"))["documents"]
    order = {document["number"]: number for number, document in enumerate(listed)}
    found = [[] for _ in made]
    for row in json.loads(run("suggest", dossier, "--json"))["suggestions"]:
        found[order[row["document"]]].append((row["page"] - 1, row["areas"], row["kind"], row["certainty"]))
    return found


class Tally:
    def __init__(self):
        self.whole, self.all, self.wrong = collections.Counter(), collections.Counter(), collections.Counter()
        self.layouts = collections.defaultdict(lambda: [0, 0, 0, 0])
        self.pages = 0

    def add(self, truth, covered, wrong):
        self.pages += len(truth["pages"])
        layout = self.layouts[truth["layout"]]
        layout[3] += len(truth["pages"])
        layout[2] += len(wrong)
        self.wrong.update(wrong)
        for item in truth["items"]:
            whole = all(tuple(letter) in covered for letter in item["letters"])
            self.all[item["kind"]] += 1
            self.whole[item["kind"]] += whole
            layout[0] += whole
            layout[1] += 1

    def show(self, name):
        whole, total = sum(self.whole.values()), sum(self.all.values())
        print(f"{name}: {whole}/{total} items whole = {100 * whole / total:.1f} %, {sum(self.wrong.values()) / self.pages:.2f} wrong a page, {self.pages} pages")
        for kind in sorted(self.all):
            print(f"  {kind:10} {100 * self.whole[kind] / self.all[kind]:5.1f} % of {self.all[kind]:4}, {self.wrong[kind] / self.pages:.2f} wrong a page")
        for layout, (whole, total, wrong, pages) in sorted(self.layouts.items()):
            share = f"{100 * whole / total:5.1f} %" if total else "  –   "
            print(f"    {layout:14} {share}, {wrong / pages:.2f} wrong a page")


def compare(truth, proposals):
    pages = letters(truth)
    covered, wrong = set(), []
    for page, areas, kind, _ in proposals:
        inside = [(owner, letter) for (x, y), owner, letter in pages[page] if any(l <= x <= r and t <= y <= b for l, t, r, b in areas)]
        covered.update(letter for _, letter in inside)
        if 2 * sum(owner is not None for owner, _ in inside) < max(1, len(inside)):
            wrong.append(kind)
    return covered, wrong


def installed(package, module):
    """A module of another program, installed if need be."""
    try:
        return __import__(module)
    except ImportError:
        subprocess.run([sys.executable, "-m", "pip", "install", "-q", package], check=True)
        return __import__(module)


def deduce_finds():
    """What deduce finds in a text: first letter, the first after it, kind."""
    model = installed("deduce", "deduce").Deduce()
    kinds = {"persoon", "patient", "locatie", "telefoonnummer", "emailadres", "bsn", "id", "url"}
    return lambda text: [(a.start_char, a.end_char, a.tag) for a in model.deidentify(text).annotations if a.tag in kinds]


def presidio_finds():
    """What the patterns of Presidio find in a text; its model of a language is not asked, as it has none of Dutch."""
    installed("presidio-analyzer", "presidio_analyzer")
    from presidio_analyzer import predefined_recognizers as known

    makers = known.CreditCardRecognizer, known.EmailRecognizer, known.IbanRecognizer
    recognizers = [maker() for maker in makers] + [known.PhoneRecognizer(supported_regions=["NL"])]

    def find(text):
        found = [one.analyze(text, one.supported_entities, None) for one in recognizers]
        return [(r.start, r.end, r.entity_type) for results in found for r in results or []]

    return find


def others(made, finds):
    """What another program proposes, on the lines of each page as one text."""
    for truth in made:
        covered, wrong = set(), []
        owner = {tuple(letter): n for n, item in enumerate(truth["items"]) for letter in item["letters"]}
        for number, page in enumerate(truth["pages"]):
            text, where = "", []
            order = sorted(range(len(page["runs"])), key=lambda r: (page["runs"][r]["y"], page["runs"][r]["xs"][0]))
            before = None
            for r in order:
                run = page["runs"][r]
                gap = "" if before is None else "  " if before == run["y"] else "\n"
                text += gap + run["text"]
                where += [None] * len(gap) + [(number, r, place) for place in range(len(run["text"]))]
                before = run["y"]
            for start, end, kind in finds(text):
                inside = [where[i] for i in range(start, end) if where[i] and text[i].isalnum()]
                covered.update(inside)
                if 2 * sum(letter in owner for letter in inside) < max(1, len(inside)):
                    wrong.append(kind)
        yield truth, covered, wrong


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("half", nargs="?", default="test", choices=["dev", "third", "fourth", *make.WRITTEN, "test"])
    parser.add_argument("--noise", action="store_true")
    parser.add_argument("--dossiers", type=int, default=12)
    parser.add_argument("--documents", type=int, default=23)
    parser.add_argument("--deduce", action="store_true")
    parser.add_argument("--presidio", action="store_true")
    wanted = parser.parse_args()
    program = os.path.abspath(wanted.program)
    makers = {"deduce": deduce_finds, "presidio": presidio_finds}
    beside = {name: (make_it(), Tally()) for name, make_it in makers.items() if getattr(wanted, name)}
    ours = Tally()
    for made in make.dossiers(wanted.half, wanted.dossiers, wanted.documents, wanted.noise):
        with tempfile.TemporaryDirectory() as folder:
            for truth, proposals in zip(made, suggestions(program, folder, made)):
                ours.add(truth, *compare(truth, proposals))
        for finds, tally in beside.values():
            for truth, covered, wrong in others(made, finds):
                tally.add(truth, covered, wrong)
    ours.show("lakwerk")
    for name, (_, tally) in beside.items():
        tally.show(name)


if __name__ == "__main__":
    main()
