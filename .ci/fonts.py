#!/usr/bin/env python3
"""Cuts the fonts of the window to the signs that are used, and writes them with the names of the icons.

    python3 .ci/fonts.py INTER PHOSPHOR

INTER: a folder with Inter 4 as static TrueType files (…Regular, …Medium, …SemiBold), SIL Open Font License.
PHOSPHOR: a folder with `regular/Phosphor.ttf` and its `style.css`, MIT. Needs fonttools.
Writes `assets/fonts/*.ttf` and `src/ui/widgets/icons.rs`; nothing else of the project needs these folders.
"""

import re
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
# Latin with its accents, punctuation, currency, arrows, mathematics and the shapes that texts of the window use.
LETTERS = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x1E00, 0x1F00), *range(0x2010, 0x2040), 0x20AC,
    *range(0x2190, 0x219A), 0x2116, 0x2122, 0x2212, 0x2248, 0x2260, 0x2264, 0x2265, 0x00D7,
]
# Constant in the code, name of the icon, what it stands for.
ICONS = [
    ("TO_JUDGE", "circle-dashed", "A document that was not judged."),
    ("PARTLY", "circle-half", "A document that is partly public."),
    ("PUBLIC", "check-circle", "A document that is public."),
    ("NOT_PUBLIC", "x-circle", "A document that is not public."),
    ("PUBLIC_ALREADY", "globe-simple", "A document that is public already."),
    ("CHECKED", "seal-check", "A document that was checked by a second reader."),
    ("READY", "paper-plane-tilt", "A document that was reported ready."),
    ("RETURNED", "arrow-u-up-left", "A document that was given back; undo."),
    ("FREE_FRAME", "rectangle-dashed", "Free frames are drawn."),
    ("FIND", "magnifying-glass", "Search."),
    ("CHECK", "list-checks", "The check before the export."),
    ("OVERVIEW", "chart-bar", "The overview."),
    ("HISTORY", "clock-counter-clockwise", "The history."),
    ("DOCUMENT", "file-text", "What the inventory says of a document."),
    ("MARKS", "highlighter", "The list of marks."),
    ("SHOWN", "eye", "As it will be published."),
    ("HIDDEN", "eye-slash", "Without marks."),
    ("COLUMNS", "columns", "Side by side."),
    ("AS_TEXT", "text-aa", "As text."),
    ("OPEN_FOLDER", "folder-open", "A dossier or a folder."),
    ("CLOSE", "x", "Close."),
    ("ADD", "plus", "One more."),
    ("FIT_WIDTH", "arrows-out-line-horizontal", "As wide as the window."),
    ("FIT_PAGE", "frame-corners", "A whole page."),
    ("TWO_PAGES", "book-open", "Two pages beside each other."),
    ("HELP", "question", "Help."),
    ("SETTINGS", "gear-six", "Settings."),
    ("DROP", "tray-arrow-down", "Files can be dropped here."),
    ("FOLDED", "caret-right", "A heading whose rows are folded."),
    ("UNFOLDED", "caret-down", "A heading whose rows show."),
    ("SUGGESTIONS", "lightbulb", "What may have to go."),
    ("REMARKS", "chat-text", "Remarks of colleagues."),
    ("FLAG", "flag", "A page that is to be looked at again."),
]


def even_digits(font):
    """Gives digits the width they have in tables, so that counts stand in columns without a feature of the toolkit."""
    tables = font["GSUB"].table
    features = [f.Feature for f in tables.FeatureList.FeatureRecord if f.FeatureTag == "tnum"]
    swaps = {}
    for index in features[0].LookupListIndex:
        for part in tables.LookupList.Lookup[index].SubTable:
            part = getattr(part, "ExtSubTable", part)
            swaps.update(getattr(part, "mapping", {}))
    for cmap in font["cmap"].tables:
        for code in range(0x30, 0x3A):
            if code in cmap.cmap:
                cmap.cmap[code] = swaps.get(cmap.cmap[code], cmap.cmap[code])


def cut(font, codes, to):
    options = subset.Options()
    options.layout_features = ["kern", "mark", "mkmk", "ccmp", "locl"]
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.hinting = False
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=codes)
    cutter.subset(font)
    font.save(to)
    print(f"{to.relative_to(ROOT)}: {to.stat().st_size} bytes")


def main(inter, phosphor):
    folder = ROOT / "assets/fonts"
    folder.mkdir(exist_ok=True)
    for weight in ["Regular", "Medium", "SemiBold"]:
        found = next(path for path in sorted(inter.rglob("*.ttf")) if path.stem.endswith(weight))
        font = TTFont(found, recalcTimestamp=False)
        even_digits(font)
        cut(font, LETTERS, folder / f"Inter-{weight}.ttf")
    style = (phosphor / "regular/style.css").read_text()
    codes = dict(re.findall(r'\.ph\.ph-([a-z-]+):before \{\s*content: "\\([0-9a-f]+)"', style))
    icons = [(name, int(codes[icon], 16), says) for name, icon, says in ICONS]
    cut(TTFont(phosphor / "regular/Phosphor.ttf", recalcTimestamp=False), [code for _, code, _ in icons], folder / "icons.ttf")
    lines = [f"/// {says}\npub const {name}: &str = \"\\u{{{code:x}}}\";\n" for name, code, says in icons]
    head = (
        "//! The icons of the window: one sign each of the font `assets/fonts/icons.ttf`.\n//!\n"
        "//! **Invariant:** written by `.ci/fonts.py` together with the font, so that no name lacks its sign.\n\n"
    )
    (ROOT / "src/ui/widgets/icons.rs").write_text(head + "".join(lines))


main(Path(sys.argv[1]), Path(sys.argv[2]))
