"""Hides a word in a file of ours in every way by lot, and asks the strict reader: what it accepts unseen is a fault.

usage: unseen.py LAKWERK [--tries N] [--seconds S] [--seed S]

The file stays as right as it can be: offsets, lengths of streams and its identifier are made to fit again. Exit 1 names
what was accepted.
"""

import argparse
import hashlib
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile
import time

WORD = b"Zwijgzaam"


def hidden(rng):
    """The word, in a form that some place in a PDF may hold."""
    return rng.choice(
        [
            WORD,
            b" %" + WORD + b"\n",
            b"/" + WORD + b" 1",
            b"/" + WORD + b"(" + WORD + b")",
            b"(" + WORD + b")",
            b"<" + WORD.hex().encode() + b">",
            b"/A<</" + WORD + b" true>>",
            b"[/" + WORD + b"]",
            b"\n999 0 obj\n(" + WORD + b")\nendobj\n",
            b"#" + WORD,
        ]
    )


def inserted(data, place, text):
    """The file with a text in it, and everything that counts bytes made to fit."""
    out = data[:place] + text + data[place:]
    for found in re.finditer(rb"/Length (\d+)[^>]*>>\s*stream\r?\n", data):
        length = int(found.group(1))
        if found.end() < place <= found.end() + length:
            shift = 0 if place > found.start(1) else len(text)
            out = out[: found.start(1) + shift] + str(length + len(text)).encode() + out[found.end(1) + shift :]
            break
    table = out.rfind(b"\nxref\n") + 1
    if table == 0:
        return None
    places = {int(m.group(1)): m.start(1) for m in re.finditer(rb"(?:^|\n)(\d+) 0 obj\b", out[:table])}
    end = out.find(b"trailer", table)
    lines = out[table:end].split(b"\n")
    number = 0
    for at, line in enumerate(lines[2:], 2):
        if re.fullmatch(rb"\d{10} \d{5} [nf] ?\r?", line):
            if b"n" in line and number in places:
                lines[at] = b"%010d" % places[number] + line[10:]
            number += 1
    out = out[:table] + b"\n".join(lines) + out[end:]
    out = re.sub(rb"startxref\n\d+", b"startxref\n%d" % table, out)
    # The identifier is a hash of the file in which it is zeroed.
    identifier = re.search(rb"/ID\[<([0-9A-F]{32})><([0-9A-F]{32})>\]", out)
    if identifier:
        zeroed = out[: identifier.start(1)] + b"0" * 32 + out[identifier.end(1) : identifier.start(2)] + b"0" * 32 + out[identifier.end(2) :]
        fresh = hashlib.sha256(zeroed).hexdigest()[:32].upper().encode()
        out = zeroed[: identifier.start(1)] + fresh + zeroed[identifier.end(1) : identifier.start(2)] + fresh + zeroed[identifier.end(2) :]
    return out


def is_free(data, place):
    """Whether a text stands there that may say anything: a title, and what is said aloud for a black area. That neither
    holds a covered word is asked with the words at hand, see tests/suite/attacks/channels.rs."""
    title = data.rfind(b"<dc:title>", 0, place), data.rfind(b"</dc:title>", 0, place)
    spoken = data.rfind(b"/Alt(", 0, place)
    closed = rb"(?<!\\)[)]"
    is_spoken = spoken >= 0 and not re.search(closed, data[spoken:place])
    return title[0] > title[1] or is_spoken


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--tries", type=int, default=100_000)
    parser.add_argument("--seconds", type=int, default=30)
    parser.add_argument("--seed", type=int, default=17)
    options = parser.parse_args()
    rng = random.Random(options.seed)
    folder = pathlib.Path(tempfile.mkdtemp())
    assets = pathlib.Path(__file__).resolve().parent.parent / "assets" / "voorbeeld"
    marks = {"marks": [{"page": 1, "areas": [[72, 72, 200, 140]], "grounds": ["5.1.2e"]}]}
    (folder / "m.json").write_text(json.dumps(marks))
    files = []
    for number, pdf in enumerate(sorted(assets.glob("*.pdf"), key=lambda p: p.stat().st_size)[:4]):
        to = folder / f"{number}.pdf"
        subprocess.run([options.program, "redact", pdf, "--marks", folder / "m.json", "--to", to], check=True, capture_output=True)
        files.append(to.read_bytes())
    begun, tried, accepted = time.monotonic(), 0, []
    mutant = folder / "mutant.pdf"
    while tried < options.tries and time.monotonic() - begun < options.seconds:
        data = rng.choice(files)
        place, text = rng.randrange(len(data)), hidden(rng)
        # Half of them between objects and keys, where something could stand.
        if rng.random() < 0.5:
            gaps = [m.end() for m in re.finditer(rb"endobj\n|<<|>>|\bobj\n|stream\n|\]|%%EOF", data)]
            place = rng.choice(gaps)
        changed = inserted(data, place, text)
        if changed is None:
            continue
        tried += 1
        mutant.write_bytes(changed)
        done = subprocess.run([options.program, "verify", mutant], capture_output=True, timeout=60)
        around = data[max(0, place - 40) : place]
        if done.returncode == 0 and not is_free(data, place):
            accepted.append(f"{text} at {place}, after {around[-30:]}")
        elif done.returncode not in (0, 3, 4):
            accepted.append(f"{text} at {place}: ended with {done.returncode} {done.stderr[-200:]}")
    for what in accepted:
        print(what)
    print(f"unseen: {tried} tried, {len(accepted)} accepted")
    return 1 if accepted or tried == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
