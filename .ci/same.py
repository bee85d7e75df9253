"""Redacts the same page however it is saved: re-saved, linearised, encrypted, updated. The bytes must be the same.

usage: same.py LAKWERK PDF...
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile

import pymupdf


def variants(source, folder):
    """The same pages in other files, by programs that know nothing of this one."""
    for name, options in {
        "objectstromen": ["--object-streams=generate"],
        "gelineariseerd": ["--linearize"],
        "onverpakt": ["--stream-data=uncompress", "--object-streams=disable"],
        "versleuteld": ["--encrypt", "", "eigenaar", "256", "--"],
    }.items():
        target = folder / f"{name}.pdf"
        if subprocess.run(["qpdf", *options, source, target], capture_output=True).returncode in (0, 3):
            yield name, target
    target = folder / "bijgewerkt.pdf"
    target.write_bytes(source.read_bytes())
    with pymupdf.open(target) as document:
        document.set_metadata({"title": "Een latere versie"})
        document.save(target, incremental=True, encryption=pymupdf.PDF_ENCRYPT_KEEP)
    yield "bijgewerkt", target


def redacted(program, source, marks, folder):
    out = folder / "uit.pdf"
    command = [program, "redact", source, "--marks", marks, "--to", out, "--force"]
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400"}
    done = subprocess.run(command, capture_output=True, text=True, env=environment)
    return out.read_bytes() if done.returncode == 0 else done.stderr


def main(program, sources):
    wrong = 0
    for source in map(pathlib.Path, sources):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            with pymupdf.open(source) as document:
                words = document[0].get_text("words")
            area = list(words[len(words) // 2][:4]) if words else [100, 100, 200, 120]
            marks = folder / "m.json"
            marks.write_text(json.dumps({"marks": [{"page": 1, "areas": [area], "grounds": ["5.1.2e"]}]}))
            first = redacted(program, source, marks, folder)
            if isinstance(first, str):
                print(f"{source.name}: {first.strip()}")
                wrong += 1
                continue
            for kind, other in variants(source, folder):
                if redacted(program, other, marks, folder) != first:
                    print(f"{source.name}: {kind} geeft andere bytes")
                    wrong += 1
    print(f"{len(sources)} bronnen, {wrong} verschillen")
    return wrong > 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2:]))
