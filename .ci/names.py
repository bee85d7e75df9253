"""Makes assets/namen/namen.txt, the list against which the width of a box is measured.

usage: pip download --no-deps faker -d MAP; python3 .ci/names.py MAP/faker-*.whl > assets/namen/namen.txt

The list is data of Faker (MIT): the Dutch first names and surnames. The licence goes along at the head of the file, so that
it is in every copy of the program as well.
"""

import ast
import sys
import zipfile


def tuple_of(tree, name):
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and getattr(node.targets[0], "id", None) == name:
            return [element.value for element in node.value.elts]
    raise SystemExit(f"{name} is not in this version")


def cleaned(name):
    """Without invisible characters, and with the prefix before the name: "Werl-Arnsberg, van" is Van Werl-Arnsberg."""
    name = "".join(c for c in name if c.isprintable()).strip()
    base, comma, prefix = name.partition(", ")
    return f"{prefix} {base}" if comma else name


def main(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        read = lambda end: archive.read(next(n for n in names if n.endswith(end))).decode()
        tree = ast.parse(read("person/nl_NL/__init__.py"))
        licence = read("LICENSE.txt")
        version = next(l[9:] for l in read("METADATA").splitlines() if l.startswith("Version: "))
    first = set(tuple_of(tree, "first_names_male")) | set(tuple_of(tree, "first_names_female"))
    last = set(tuple_of(tree, "last_names"))
    print(f"# Dutch first names and surnames of Faker {version} (faker/providers/person/nl_NL), sorted, each once.")
    for line in licence.strip().splitlines():
        print(f"# {line}".rstrip())
    for heading, group in (("voornamen", first), ("achternamen", last)):
        print(f"[{heading}]")
        print("\n".join(sorted({cleaned(name) for name in group})))


if __name__ == "__main__":
    main(sys.argv[1])
