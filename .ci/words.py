"""Makes assets/woorden: the words and names that tell a name from other words, and the licences they come under.

usage: apt-get download wdutch hunspell-nl; dpkg-deb -x each into MAP; pip download --no-deps faker -d MAP;
       npm pack @faker-js/faker in MAP, unpacked to MAP/package; python3 .ci/words.py MAP assets/woorden

Words: OpenTaal (BSD), in lower case, without what is two listed words in one or a listed word with -s: the program takes
those apart itself. Names: OpenTaal's person names, and the first names and surnames of Faker and faker-js (MIT).
All folded as model/word folds. Each section is sorted and front coded: a letter says how many letters (A = 0) a line
shares with the one before it.
"""

import ast
import glob
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
import zlib

FAKER = """nl_NL nl_BE tr_TR pl_PL en_IN id_ID fr_FR de_DE es_ES pt_PT vi_VN hr_HR hu_HU it_IT sv_SE ro_RO cs_CZ az_AZ
    da_DK de_AT de_CH en_GB en_IE en_NG en_PK en_US es_MX et_EE fi_FI fr_BE fr_CH fr_DZ ha_NG ig_NG is_IS lt_LT lv_LV no_NO pt_BR sk_SK sl_SI sw
    tw_GH uz_UZ yo_NG zu_ZA ru_RU uk_UA""".split()
FAKER_JS = "nl nl_BE tr pl de fr id_ID es it pt_PT ro hr hu sv cs_CZ".split()
PARTS = ("van", "de", "den", "der", "ter", "ten", "te", "het", "op", "in", "la", "le", "von", "zu", "du", "des", "di", "da", "el", "al")
ALIKE = str.maketrans({"ı": "i", "ł": "l", "Ł": "l", "ß": "ss", "ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
# Cyrillic as passports write it.
CYRILLIC = str.maketrans(dict(zip("абвгґдезиіїйклмнопрстуфыэё", "abvhgdezyiiiklmnoprstufyee")) | dict(zip("єжхцчшщьъюя", "ie zh kh ts ch sh shch   iu ia".split(" "))))
# Flags of names that are no person's alone: towns, countries, regions, inhabitants.
ELSEWHERE = ("CA", "PI", "PK")
COMPOUNDS = ("Gl", "Gw")


def folded(text):
    plain = unicodedata.normalize("NFKD", text.lower().translate(CYRILLIC).translate(ALIKE))
    return re.sub(r"[^a-z]", "", "".join(c for c in plain if not unicodedata.combining(c)).lower())


def dictionary(path):
    lower, capital = set(), set()
    for line in open(path, encoding="utf-8"):
        word = line.strip()
        if re.fullmatch(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", word):
            (lower if word[0].islower() else capital).add(folded(word))
    return lower, capital


def is_made(word, words):
    """Whether the program finds it from other words: two of them, or one with -s."""
    if word.endswith("s") and word[:-1] in words:
        return True
    if len(word) < 12:
        return False
    heads = (i for i in range(4, len(word) - 2) if word[:i] in words)
    return any(word[i:] in words or word[i] == "s" and len(word) - i > 4 and word[i + 1:] in words for i in heads)


def person_names(path):
    names = set()
    for line in open(path, encoding="utf-8"):
        name, _, flags = line.strip().partition("/")
        flags = re.findall("..", flags)
        if "PN" in flags and name[:1].isupper() and not any(f in flags for f in ELSEWHERE):
            names.add(folded(name))
    return {n for n in names if len(n) > 2}


def places(path):
    """Towns, regions and countries, though a person may be called so as well."""
    found = set()
    for line in open(path, encoding="utf-8"):
        name, _, flags = line.strip().partition("/")
        if name[:1].isupper() and any(f in ELSEWHERE + COMPOUNDS for f in re.findall("..", flags)):
            found.add(folded(name))
    return found


def texts(node):
    if isinstance(node, ast.Call) and node.args:
        return texts(node.args[0])
    if isinstance(node, ast.Dict):
        return [k.value for k in node.keys if isinstance(k, ast.Constant)]
    if isinstance(node, (ast.Tuple, ast.List, ast.Set)):
        return [t for e in node.elts for t in ([e.value] if isinstance(e, ast.Constant) else texts(e))]
    return []


def faker(wheel):
    first, last = set(), set()
    with zipfile.ZipFile(wheel) as archive:
        for locale in FAKER:
            tree = ast.parse(archive.read(f"faker/providers/person/{locale}/__init__.py").decode())
            for node in ast.walk(tree):
                target = node.targets[0] if isinstance(node, ast.Assign) else getattr(node, "target", None)
                name = getattr(target, "id", "") if isinstance(node, (ast.Assign, ast.AnnAssign)) else ""
                if name.startswith("first_names"):
                    first.update(t for t in texts(node.value) if isinstance(t, str))
                elif name.startswith("last_names"):
                    last.update(t for t in texts(node.value) if isinstance(t, str))
        licence = archive.read(next(n for n in archive.namelist() if n.endswith("LICENSE.txt"))).decode()
    return first, last, licence


def faker_js(folder):
    script = """
    import {pathToFileURL} from 'node:url';
    const [folder, ...locales] = process.argv.slice(1);
    const found = {first: [], last: []};
    const all = v => typeof v === 'string' ? [v] : Array.isArray(v) ? v.flatMap(all) : v && typeof v === 'object' ? Object.values(v).flatMap(all) : [];
    for (const l of locales) {
        const {faker} = await import(pathToFileURL(`${folder}/dist/locale/${l}.js`));
        const p = faker.rawDefinitions.person;
        found.first.push(...all(p.first_name));
        found.last.push(...all(p.last_name));
    }
    console.log(JSON.stringify(found));
    """
    out = subprocess.run(["node", "--input-type=module", "-e", script, folder, *FAKER_JS], check=True, capture_output=True)
    found = json.loads(out.stdout)
    return set(found["first"]), set(found["last"]), open(f"{folder}/LICENSE", encoding="utf-8").read()


def bare(name):
    """A surname without its prefixes, wherever they stand."""
    words = name.partition(",")[0].replace("{{", "").split(" ")
    while len(words) > 1 and words[0].lower() in PARTS:
        words = words[1:]
    return "".join(words)


def clean(names):
    return {n for n in (folded(name) for name in names if "{" not in name) if 2 < len(n) < 25}


def coded(words):
    lines, before = [], ""
    for word in sorted(words):
        same = 0
        while same < min(len(before), len(word), 25) and before[same] == word[same]:
            same += 1
        lines.append(chr(65 + same) + word[same:])
        before = word
    return lines


def main(folder, target):
    lower, capital = dictionary(f"{folder}/usr/share/dict/dutch")
    person = person_names(f"{folder}/usr/share/hunspell/nl.dic")
    first, last, licence = faker(glob.glob(f"{folder}/faker-*.whl")[0])
    first_js, last_js, licence_js = faker_js(f"{folder}/package")
    first, last = clean(first | first_js), clean(bare(n) for n in last | last_js)
    words = {w for w in lower if len(w) > 1 and not is_made(w, lower)}
    proper = capital - person - first - last | places(f"{folder}/usr/share/hunspell/nl.dic")
    proper = {w for w in proper if len(w) > 2}
    opentaal = open(f"{folder}/usr/share/doc/wdutch/copyright", encoding="utf-8").read()
    opentaal = opentaal[opentaal.index("Copyright:"):opentaal.index("CC BY", opentaal.index("BSD-license")) if "CC BY" in opentaal else None]
    opentaal = opentaal[:opentaal.index("POSSIBILITY OF SUCH DAMAGE.") + len("POSSIBILITY OF SUCH DAMAGE.")]
    said = "\n\n".join([
        "Words and person names: the word list of OpenTaal, used under its BSD licence.\n" + opentaal,
        "First names and surnames: Faker.\n" + licence,
        "First names and surnames: faker-js.\n" + licence_js,
    ])
    with open(f"{target}/LICENTIES.txt", "w", encoding="utf-8") as file:
        file.write("\n".join(line.rstrip() for line in said.splitlines()) + "\n")
    lines = [f"# {line.rstrip()}".rstrip() for line in said.splitlines()]
    sections = [("woorden", words), ("voornamen", first), ("achternamen", last), ("persoonsnamen", person), ("eigennamen", proper)]
    for heading, group in sections:
        lines += [f"[{heading}]", *coded(group)]
        print(heading, len(group))
    packed = zlib.compress("\n".join(lines).encode(), 9)
    with open(f"{target}/woorden.zz", "wb") as file:
        file.write(packed)
    print("bytes", len(packed))


if __name__ == "__main__":
    main(*sys.argv[1:])
