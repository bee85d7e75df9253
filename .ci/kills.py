"""Ends the command line at system calls drawn by lot, and fails one writing call at a time.

usage: kills.py LAKWERK [--kills N] [--faults N] [--seconds S] [--seed S]

After each: what was acknowledged is still there, the dossier opens and its chain is whole, the same command works when it is
given again, and an export is there whole or not at all. Exit 1 names what was not so.
"""

import argparse
import json
import os
import pathlib
import random
import re
import shutil
import subprocess
import sys
import tempfile
import time

# Calls that change something, and what a full or failing disk answers to each.
FAULTS = {
    "write": "ENOSPC", "pwrite64": "ENOSPC", "openat": "EACCES", "rename": "EIO", "mkdir": "ENOSPC",
    "fsync": "EIO", "fdatasync": "EIO", "unlink": "EIO", "ftruncate": "EIO", "fchmod": "EPERM",
}
KILLED_AT = "%file,%desc,%process,%signal,%memory,futex"
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1795478400"}


class Dossier:
    """A dossier, and what was acknowledged of it."""

    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.entries = 0
        self.exports = 0

    def run(self, *arguments, before=()):
        command = [*before, self.program, *arguments]
        return subprocess.run(command, cwd=self.folder, capture_output=True, env=ENVIRONMENT, timeout=120)

    def must(self, *arguments):
        done = self.run(*arguments)
        assert done.returncode in (0, 1), (arguments, done)
        return done

    def log(self):
        return json.loads(self.must("log", "d", "--json").stdout)["entries"]


def commands(dossier, rng):
    """A command by lot, and whether it adds to the log."""
    marks = {"marks": [{"document": "1a", "page": 1, "areas": [[50 + rng.random() * 100, 100, 300, 120]], "grounds": ["5.1.2e"]}]}
    (dossier.folder / "m.json").write_text(json.dumps(marks))
    dossier.exports += 1
    return rng.choice(
        [
            ["new", f"n{dossier.exports}", "--title", "Proef"],
            ["add", "d", "a.pdf", "b.pdf"],
            ["mark", "d", "--marks", "m.json"],
            ["find", "d", "de", "--mark", "--ground", "5.1.2e"],
            ["change", "d", "--set", f"subject=Proef {rng.random()}"],
            ["export", "d", "--to", f"uit{dossier.exports}", "--reason", "proef", "--documents", "1a"],
        ]
    )


def calls_of(dossier, command, kinds):
    """How often a run of a command makes each call, in a copy."""
    copy = pathlib.Path(tempfile.mkdtemp())
    shutil.copytree(dossier.folder, copy / "x")
    log = copy / "calls"
    subprocess.run(
        ["strace", "-qq", "-f", "-c", "-U", "name,calls", "-e", f"trace={kinds}", "-o", log, dossier.program, *command],
        cwd=copy / "x", capture_output=True, env=ENVIRONMENT, timeout=120,
    )
    counts = dict(re.findall(r"^(\w+) +(\d+)$", log.read_text(), re.M))
    shutil.rmtree(copy)
    return {name: int(count) for name, count in counts.items() if name not in ("syscall", "total")}


def check(dossier, command, what, problems):
    """Everything that must hold after a command was ended or failed."""

    def problem(text):
        problems.append(f"{' '.join(command)}, {what}: {text}")

    log = dossier.run("log", "d", "--json")
    if log.returncode != 0:
        return problem(f"the dossier does not open: {log.returncode} {log.stderr.decode()}")
    entries = json.loads(log.stdout)["entries"]
    if len(entries) < dossier.entries:
        problem(f"{dossier.entries} entries were acknowledged, {len(entries)} are there")
    target = next((a for a in command if a.startswith("uit")), None)
    if target and (dossier.folder / target).exists():
        if dossier.run("verify", target).returncode != 0:
            problem("an export is there and not whole")
        shutil.rmtree(dossier.folder / target)
    again = dossier.run(*command)
    made = command[0] == "new" and (dossier.folder / command[1] / "dossier.lakwerk").exists()
    # An export names the documents that are not judged yet.
    fine = {"new": (0, 2) if made else (0,), "export": (0, 1)}.get(command[0], (0,))
    if again.returncode not in fine:
        problem(f"the next try fails: {again.returncode} {again.stderr.decode()}")
    if command[0] == "new" and dossier.run("list", command[1]).returncode != 0:
        problem("what was made anew does not open")
    checked = dossier.run("check", "d", "--json")
    if checked.returncode not in (0, 1) or b"source_changed" in checked.stdout:
        problem(f"the check fails: {checked.returncode} {checked.stderr.decode()}")
    dossier.entries = len(dossier.log())


def struck(dossier, command, inject, problems):
    """Runs a command that is struck at a call; whether it was."""
    log = dossier.folder / "calls"
    before = ["strace", "-qq", "-f", "-o", log, "-e", f"inject={inject}"]
    done = dossier.run(*command, before=before)
    hit = "(INJECTED)" in log.read_text(errors="replace") or done.returncode < 0 or done.returncode == 137
    log.unlink()
    if done.returncode == 0:
        # Acknowledged: it must be there.
        now = dossier.run("log", "d", "--json")
        if now.returncode == 0:
            dossier.entries = max(dossier.entries, len(json.loads(now.stdout)["entries"]))
        else:
            problems.append(f"{' '.join(command)}, {inject}: done, and the dossier does not open")
    if done.returncode not in (0, 1, 2, 3, 4, 5, 74, 70, 137, -9):
        problems.append(f"{' '.join(command)}, {inject}: ended with {done.returncode} {done.stderr.decode()}")
    if b"panicked" in done.stderr:
        problems.append(f"{' '.join(command)}, {inject}: {done.stderr.decode()}")
    check(dossier, command, inject, problems)
    return hit


def fresh(program, pdfs):
    folder = pathlib.Path(tempfile.mkdtemp())
    for name, pdf in zip(("a.pdf", "b.pdf"), pdfs):
        shutil.copy(pdf, folder / name)
    dossier = Dossier(program, folder)
    dossier.must("new", "d", "--title", "Proef")
    dossier.must("add", "d", "a.pdf", "--judgement", "Deels openbaar")
    dossier.entries = len(dossier.log())
    return dossier


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--kills", type=int, default=40)
    parser.add_argument("--faults", type=int, default=40)
    parser.add_argument("--seconds", type=int, default=90)
    parser.add_argument("--seed", type=int, default=17)
    options = parser.parse_args()
    program = os.path.abspath(options.program)
    rng = random.Random(options.seed)
    assets = pathlib.Path(__file__).resolve().parent.parent / "assets" / "voorbeeld"
    pdfs = sorted(assets.glob("*.pdf"), key=lambda p: p.stat().st_size)[:2]
    problems, struck_in_all, begun = [], {"kill": 0, "fault": 0}, time.monotonic()
    plan = ["kill"] * options.kills + ["fault"] * options.faults
    rng.shuffle(plan)
    dossier = fresh(program, pdfs)
    for number, kind in enumerate(plan):
        if time.monotonic() - begun > options.seconds:
            break
        if number % 20 == 19:
            shutil.rmtree(dossier.folder)
            dossier = fresh(program, pdfs)
        command = commands(dossier, rng)
        counts = calls_of(dossier, command, KILLED_AT if kind == "kill" else ",".join(FAULTS))
        if not counts:
            problems.append(f"{command}: nothing was traced")
            continue
        # Rare calls are those that matter, so that each is as likely as any other.
        name = rng.choice(sorted(counts))
        # Each process counts its own calls, and there are many: the first ones are met in most.
        when = rng.randint(1, max(1, round(counts[name] ** rng.random())))
        what = "signal=KILL" if kind == "kill" else f"error={FAULTS[name]}"
        struck_in_all[kind] += struck(dossier, command, f"{name}:{what}:when={when}", problems)
    shutil.rmtree(dossier.folder)
    for problem in problems:
        print(problem)
    print(f"kills: {struck_in_all}, {len(problems)} problems, {time.monotonic() - begun:.0f} s")
    return 1 if problems or not all(struck_in_all.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
