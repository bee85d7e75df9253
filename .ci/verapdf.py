#!/usr/bin/env python3
"""Asks the clause table of `lakwerk verify` about the files of the veraPDF corpus, of which the names say what is wrong.

    verapdf.py LAKWERK FOLDER

Prints per clause how often the table agrees. A file that breaks a clause must be said not to keep to the row of that clause,
or hold something that is on no list of the strict reader, which makes it impossible in a file of ours; `WHY` says what. Rows are
strict where this program writes less than the standards allow, so that files that keep a clause may still be refused.
Exit 1 when a broken clause counts as kept.
"""
import json
import pathlib
import re
import subprocess
import sys
from collections import Counter, defaultdict

NAME = re.compile(r"PDF_(A-2b|A-2u|UA-1)__(?:veraPDF test suite )?(.*?)-t(\d+)-(pass|fail)")
# Clause of PDF/A-2 → the row that asks it, where it is not the same number.
ROWS_A = {"6.2.8.1": "6.2.8", "6.2.8.3": "6.2.8", "6.2.9.1": "6.2.9"}
# Clause of PDF/UA-1 → the rows that ask it.
ROWS_UA = {
    "5": ["Matterhorn 06-002"],
    "7.1": ["ISO 14289-1 6.2", "Matterhorn 01-005", "Matterhorn 06-003", "Matterhorn 07-001"],
    "7.2": ["ISO 14289-1 7.2", "Matterhorn 09-004", "Matterhorn 11-006"],
    "7.3": ["Matterhorn 13-004, 14-002, 14-003"],
    "7.4.2": ["Matterhorn 13-004, 14-002, 14-003"],
    "7.4.4": ["Matterhorn 13-004, 14-002, 14-003"],
    "7.5": ["Matterhorn 09-004"],
    "7.18.1": ["Matterhorn 28-011, 28-012"],
    "7.18.3": ["Matterhorn 28-008, 28-009"],
    "7.18.5": ["Matterhorn 28-011, 28-012"],
    "7.20": ["ISO 19005-2 6.2.9"],
    "7.21.3.2": ["ISO 19005-2 6.2.11.3.2"],
    "7.21.4.2": ["ISO 19005-2 6.2.11.4.1"],
    "7.21.5": ["ISO 19005-2 6.2.11.5"],
    "7.21.7": ["ISO 19005-2 6.2.11.7.2"],
}
# Clause → what makes it impossible to break in a file of ours, and the checks of which one must say so.
SYNTAX, LISTED, READ = {"syntax"}, {"closed_list"}, {"closed_list", "streams", "fonts"}
WHY = {
    "6.1.2": ("one header, byte for byte", SYNTAX),
    "6.1.4": ("one cross-reference table, byte for byte", SYNTAX),
    "6.1.6": ("strings in one spelling", SYNTAX),
    "6.1.10": ("no inline pictures: no such operator", READ),
    "6.1.12": ("no signature permissions: no such key", LISTED),
    "6.2.4.2": ("no ICC-based colour spaces", LISTED),
    "6.2.4.4": ("no Separation or DeviceN", LISTED),
    "6.2.4.5": ("Indexed over sRGB only", LISTED),
    "6.2.8.1": ("no inline pictures: no such operator", READ),
    "6.2.8.3": ("no JPEG 2000", LISTED),
    "6.2.6": ("rendering intents of no object", READ),
    "6.2.11.3.1": ("one character collection: Adobe, Identity", LISTED),
    "6.2.11.3.3": ("one encoding: Identity-H", LISTED),
    "6.2.11.4.2": ("no CharSet and no CIDSet", LISTED),
    "6.2.11.6": ("no TrueType fonts", LISTED),
    "6.2.11.8": ("glyph 0 is never shown", READ),
    "6.3.1": ("links are the only annotations", LISTED),
    "6.6.2.3.1": ("one extension schema, word for word", READ),
    "6.6.2.3.2": ("one extension schema, word for word", READ),
    "6.6.2.3.3": ("one extension schema, word for word", READ),
    "6.6.6": ("no history in the metadata", READ),
    "7.7": ("no formulas", LISTED),
    "7.9": ("no notes", LISTED),
    "7.10": ("no layers", LISTED),
    "7.18.4": ("no form fields", LISTED),
    "7.18.7": ("no sound and no video", LISTED),
    "7.18.8": ("no marks of printers", LISTED),
    "7.21.3.1": ("one character collection: Adobe, Identity", LISTED),
    "7.21.3.3": ("one encoding: Identity-H", LISTED),
    "7.21.6": ("no TrueType fonts", LISTED),
    "7.21.8": ("glyph 0 is never shown", READ),
}


def asked(program, path):
    """The clauses that a file does not keep to, and what of it is on no list; `None` when it cannot be opened at all."""
    done = subprocess.run([program, "verify", path, "--json"], capture_output=True, timeout=60)
    if not done.stdout:
        return None
    said = json.loads(done.stdout)
    return set(said["unkept"]), {fault["check"] for fault in said["faults"]}


def rows_of(standard, clause):
    if standard.startswith("UA"):
        return ROWS_UA.get(clause, [])
    return ["ISO 19005-2 " + ROWS_A.get(clause, clause)]


def outcome(kind, rows, clause, said):
    if said is None:
        return "cannot be opened"
    unkept, faults = said
    broken = any(row in unkept for row in rows)
    if kind == "pass":
        return "kept" if not broken else "refused more strictly"
    if broken:
        return "found"
    _, checks = WHY.get(clause, ("", set()))
    return "impossible" if checks & faults else "FALSE PASS"


def main():
    program, folder = sys.argv[1], pathlib.Path(sys.argv[2])
    table = defaultdict(Counter)
    for path in sorted(folder.glob("*.pdf")):
        standard, clause, _, kind = NAME.match(path.name).groups()
        clause = clause.replace("-", ".")
        said = asked(program, path)
        result = outcome(kind, rows_of(standard, clause), clause, said)
        table[standard[:2].rstrip("-"), clause][result] += 1
        if result == "FALSE PASS":
            print(f"FALSE PASS: {path.name}: {sorted(said[0])}")
    key = lambda row: (row[0], [int(part) for part in row[1].split(".")])  # noqa: E731
    total = Counter()
    for standard, clause in sorted(table, key=key):
        counts = table[standard, clause]
        total += counts
        said = ", ".join(f"{name} {count}" for name, count in sorted(counts.items()))
        why = f" ({WHY[clause][0]})" if clause in WHY else ""
        print(f"PDF/{standard} {clause}: {said}{why}")
    print(", ".join(f"{name} {count}" for name, count in sorted(total.items())))
    sys.exit(1 if total["FALSE PASS"] else 0)


if __name__ == "__main__":
    main()
