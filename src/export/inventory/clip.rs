//! The table of an inventory for the clipboard: what a word processor pastes as a table, and the same as plain text.
//!
//! **Invariant:** every text is escaped; nothing in it is run or fetched.

use super::listed::Inventory;

/// HTML of the table alone.
pub fn html(inventory: &Inventory) -> String {
    let table = inventory.table();
    let columns = table.heads.len();
    let cell = |tag: &str, text: &str| format!("<{tag}>{}</{tag}>", escaped(text));
    let heads: String = table.heads.iter().map(|head| cell("th", head)).collect();
    let lines = table.lines.into_iter().map(|line| match line.cells() {
        (cells, true) => {
            let text = escaped(&cells.concat());
            format!("<tr><td colspan=\"{columns}\"><b>{text}</b></td></tr>")
        }
        (cells, false) => {
            let cells: String = cells.iter().map(|text| cell("td", text)).collect();
            format!("<tr>{cells}</tr>")
        }
    });
    let lines: String = lines.collect();
    format!("<table border=\"1\"><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>")
}

/// The same as lines with tabs.
pub fn plain(inventory: &Inventory) -> String {
    let table = inventory.table();
    let mut lines = vec![table.heads.join("\t")];
    lines.extend(
        table
            .lines
            .into_iter()
            .map(|line| line.cells().0.join("\t")),
    );
    lines.join("\n")
}

fn escaped(text: &str) -> String {
    let text = text.replace('&', "&amp;").replace('<', "&lt;");
    text.replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_is_text_and_no_markup() {
        assert_eq!(escaped("a<b> & \"c\""), "a&lt;b&gt; &amp; &quot;c&quot;");
    }
}
