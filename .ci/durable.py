"""Replays the system calls of a command and asks what a power cut at its end would have left.

usage: durable.py LAKWERK

What the program says is made must be on disk by then: the content of every file that bears a name in the dossier, and that
name in its folder. A file or folder whose last change was not synced afterwards is a fault. Exit 1 names them.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

CALL = re.compile(r"^(\d+) +(\w+)\((.*)\) += (-?\d+)")
QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
WATCHED = "openat,open,creat,write,pwrite64,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,fsync,fdatasync,close,linkat,link"


def traced(command, folder):
    log = folder / "calls"
    # The start of each call and its end on one line, whatever other threads do meanwhile.
    done = subprocess.run(["strace", "-f", "-qq", "-y", "-s", "0", "-e", f"trace={WATCHED}", "-o", log, *command], capture_output=True)
    assert done.returncode == 0, done.stderr.decode()
    unfinished = {}
    for line in log.read_text(errors="replace").splitlines():
        pid, rest = line.split(None, 1)
        if rest.endswith("<unfinished ...>"):
            unfinished[pid] = rest[: -len("<unfinished ...>")].rstrip()
            continue
        resumed = re.match(r"<\.\.\. \w+ resumed>,? ?(.*)", rest)
        if resumed:
            rest = unfinished.pop(pid, "") + resumed.group(1)
        yield f"{pid} {rest}"


def lost(lines, root):
    """Paths under root with content, or with names, that a power cut at the end would take."""
    content, names = set(), set()

    def within(path):
        return path is not None and path.startswith(str(root))

    def moved(old, new):
        for dirty in (content, names):
            for path in [p for p in dirty if p == old or p.startswith(old + "/")]:
                dirty.discard(path)
                dirty.add(new + path[len(old) :])

    for line in lines:
        match = CALL.match(line)
        if not match or int(match.group(4)) < 0:
            continue
        _, name, arguments, _ = match.groups()
        files = re.findall(r"<(/[^>]*)>", arguments)
        paths = [os.path.abspath(p.encode().decode("unicode_escape")) for p in QUOTED.findall(arguments)]
        if name in ("write", "pwrite64", "ftruncate") and files and within(files[0]):
            content.add(files[0])
        elif name in ("fsync", "fdatasync") and files:
            content.discard(files[0])
            names.discard(files[0])
        elif name in ("open", "openat", "creat") and "O_CREAT" in arguments:
            opened = re.search(r"= \d+<(/[^>]*)>", line)
            if opened and within(opened.group(1)):
                names.add(os.path.dirname(opened.group(1)))
        elif name == "mkdir" and paths and within(paths[0]):
            names.add(os.path.dirname(paths[0]))
        elif name.startswith(("rename", "link")) and len(paths) == 2 and within(paths[1]):
            names |= {os.path.dirname(p) for p in paths}
            moved(*paths)
        elif name.startswith("unlink") and paths and within(paths[0]):
            content.discard(paths[0])
            if not pathlib.Path(paths[0]).name.endswith(".lock"):
                names.add(os.path.dirname(paths[0]))
    # What no longer bears a name is nobody's.
    return [p for p in sorted(content) if os.path.exists(p)], [p for p in sorted(names) if os.path.isdir(p)]


def main(program):
    program = os.path.abspath(program)
    folder = pathlib.Path(tempfile.mkdtemp()).resolve()
    os.chdir(folder)
    dossier = folder / "d"
    source = pathlib.Path(__file__).resolve().parent.parent / "assets" / "voorbeeld"
    pdf = sorted(source.glob("*.pdf"))[0]
    faults = []
    for command in (
        ["new", dossier, "--title", "Proef"],
        ["add", dossier, pdf, "--judgement", "openbaar"],
        ["change", dossier, "--set", "subject=Proef"],
        ["export", dossier, "--to", folder / "uit", "--reason", "proef"],
    ):
        lines = list(traced([program, *map(str, command)], folder))
        assert any("fsync" in line or "fdatasync" in line for line in lines), "nothing was traced"
        for root in (dossier, folder / "uit"):
            content, names = lost(lines, root)
            faults += [f"{command[0]}: content of {p}" for p in content]
            faults += [f"{command[0]}: names in {p}" for p in names]
    for fault in faults:
        print(fault)
    print(f"durable: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
