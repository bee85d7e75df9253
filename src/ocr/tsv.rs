//! What Tesseract says of a page, as it says it: tab-separated values.
//!
//! **Invariant:** strict: a line that is not as Tesseract writes it makes the whole answer worthless. Boxes lie within the
//! picture, words are short and without controls, and there are no more of them than a page can hold.
//! **Absent:** points and letters; see `words`.

/// A word in pixels of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    pub text: String,
    pub left: u32,
    pub top: u32,
    pub width: u32,
    pub height: u32,
    /// How sure the reader is, of 100.
    pub sure: u8,
    /// Block, paragraph and line: words of one line have the same.
    pub line: (u32, u32, u32),
}

const HEAD: &str =
    "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext";
/// Words of a page at the most; a full page of small print has two thousand.
const MAX_WORDS: usize = 20_000;
/// Letters of a word at the most.
const MAX_LETTERS: usize = 200;
/// Of the levels of a layout (page, block, paragraph, line, word) that of words.
const WORD_LEVEL: u32 = 5;
/// What is less sure than this, of 100, is a stain that looks like a letter.
const MIN_SURENESS: f64 = 10.0;

/// The words in the order of reading; `None` when the answer is not one.
pub fn words(tsv: &[u8], (width, height): (u32, u32)) -> Option<Vec<Word>> {
    let mut lines = std::str::from_utf8(tsv).ok()?.lines();
    (lines.next()? == HEAD).then_some(())?;
    let mut found = Vec::new();
    for line in lines {
        let fields: Vec<&str> = line.split('\t').collect();
        let [numbers @ .., sure, text] = &fields[..] else {
            return None;
        };
        let numbers: Vec<u32> = numbers
            .iter()
            .map(|n| n.parse().ok())
            .collect::<Option<_>>()?;
        let &[level, _, block, paragraph, line, _, left, top, w, h] = &numbers[..] else {
            return None;
        };
        let sure: f64 = sure
            .parse()
            .ok()
            .filter(|sure: &f64| (-1.0..=100.0).contains(sure))?;
        let fits = left.checked_add(w)? <= width && top.checked_add(h)? <= height;
        if !fits || level > WORD_LEVEL || text.chars().any(char::is_control) {
            return None;
        }
        let text = text.trim();
        let is_word =
            level == WORD_LEVEL && w > 0 && h > 0 && text.chars().any(char::is_alphanumeric);
        if !is_word || sure < MIN_SURENESS {
            continue;
        }
        if found.len() == MAX_WORDS || text.chars().count() > MAX_LETTERS {
            return None;
        }
        found.push(Word {
            text: text.to_owned(),
            left,
            top,
            width: w,
            height: h,
            sure: sure.round() as u8,
            line: (block, paragraph, line),
        });
    }
    Some(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rows: &[&str]) -> Vec<u8> {
        let rows: Vec<String> = rows.iter().map(|row| row.replace(' ', "\t")).collect();
        format!("{HEAD}\n{}\n", rows.join("\n")).into_bytes()
    }

    #[test]
    fn words_come_with_their_boxes() {
        let rows = [
            "1 1 0 0 0 0 0 0 100 50 -1 ",
            "5 1 1 1 1 1 10 5 30 12 96.5 Jan",
            "5 1 1 1 1 2 50 5 30 12 3.0 ruis",
            "5 1 1 1 2 1 10 25 30 12 91.2 —",
        ];
        let found = words(&said(&rows), (100, 50)).unwrap();
        let texts: Vec<&str> = found.iter().map(|w| w.text.as_str()).collect();
        assert_eq!(texts, ["Jan"]);
        assert_eq!(
            (found[0].left, found[0].height, found[0].line),
            (10, 12, (1, 1, 1))
        );
    }

    #[test]
    fn an_answer_that_is_none_is_not_used_in_part() {
        let good = "5 1 1 1 1 1 10 5 30 12 96.5 Jan";
        for bad in [
            "5 1 1 1 1 1 90 5 30 12 96.5 buiten",
            "5 1 1 1 1 1 10 5 4294967295 12 96.5 groot",
            "5 1 1 1 1 1 -1 5 30 12 96.5 min",
            "5 1 1 1 1 1 10 5 30 12 nan nan",
            "5 1 1 1 1 1 10 5 30 12 101 teveel",
            "5 1 1 1 1 1 10 5 30 12",
            "9 1 1 1 1 1 10 5 30 12 96.5 niveau",
            "zomaar",
        ] {
            assert_eq!(words(&said(&[good, bad]), (100, 50)), None, "{bad}");
        }
        assert_eq!(words(b"", (100, 50)), None);
        assert_eq!(words(b"\xff\xfe", (100, 50)), None);
        let control = format!("{HEAD}\n5\t1\t1\t1\t1\t1\t10\t5\t30\t12\t96.5\ta\x1bb\n");
        assert_eq!(words(control.as_bytes(), (100, 50)), None);
        let many = vec![good; MAX_WORDS + 1];
        assert_eq!(words(&said(&many), (100, 50)), None);
        let long = format!(
            "5 1 1 1 1 1 10 5 30 12 96.5 {}",
            "a".repeat(MAX_LETTERS + 1)
        );
        assert_eq!(words(&said(&[&long]), (100, 50)), None);
    }
}
