#!/usr/bin/env python3
"""The libraries that are in the program, with their licences: writes assets/licenties.txt, or checks it (--check)."""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE = ROOT / "assets" / "licenties.txt"
TARGETS = ["x86_64-unknown-linux-gnu", "x86_64-pc-windows-msvc", "aarch64-apple-darwin"]
NAMES = ("LICENSE", "LICENCE", "COPYING", "COPYRIGHT", "NOTICE", "UNLICENSE")
LINE = "=" * 40


def packages(target):
    """What ends up in the program on a target: neither its tests nor its build need count."""
    said = subprocess.run(
        ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target],
        cwd=ROOT, check=True, capture_output=True,
    )
    data = json.loads(said.stdout)
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    wanted, due = set(), [data["resolve"]["root"]]
    while due:
        one = due.pop()
        if one in wanted:
            continue
        wanted.add(one)
        for dep in nodes[one]["deps"]:
            if any(kind["kind"] is None for kind in dep["dep_kinds"]):
                due.append(dep["pkg"])
    wanted.discard(data["resolve"]["root"])
    return [package for package in data["packages"] if package["id"] in wanted]


def texts(package):
    folder = pathlib.Path(package["manifest_path"]).parent
    files = sorted(f for f in folder.iterdir() if f.is_file() and f.name.upper().startswith(NAMES))
    return [f.read_text(errors="replace").replace("\r\n", "\n").strip() for f in files]


def main():
    found = {}
    for target in TARGETS:
        found.update({package["id"]: package for package in packages(target)})
    found = sorted(found.values(), key=lambda package: (package["name"], package["version"]))
    lines = [f'{p["name"]} {p["version"]}: {p["license"]}' for p in found]
    if "--check" in sys.argv:
        kept = FILE.read_text().split(LINE)[0].split("\n")
        missing = [line for line in lines if line not in kept]
        too_many = [line for line in kept if line and line not in lines]
        if missing or too_many:
            sys.exit(f"licences.py must be run again: missing {missing}, gone {too_many}")
        return
    owners = {}
    for package in found:
        for text in texts(package):
            owners.setdefault(text, []).append(package["name"])
    parts = ["\n".join(lines) + "\n"]
    for text, names in owners.items():
        parts.append(f'{LINE}\n{", ".join(dict.fromkeys(names))}\n\n{text}\n')
    FILE.write_text("\n".join(parts))


main()
