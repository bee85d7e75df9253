//! Text strings of a file, in whichever of their encodings.
//!
//! **Absent:** what is passed on of them.

/// What PDFDocEncoding has at 0x80 to 0x9E instead of control characters (ISO 32000-1 annex D.2).
const HIGH: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž";
/// The same at 0x18 to 0x1F.
const LOW: &str = "˘ˇˆ˙˝˛˚˜";

/// What a text string says (ISO 32000-2 §7.9.2.2).
pub fn text_string(bytes: &[u8]) -> String {
    match bytes {
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xEF, 0xBB, 0xBF, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| of_pdf_doc(*b)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: impl Fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units)
        .map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER))
        .collect()
}

fn of_pdf_doc(byte: u8) -> char {
    let at = |table: &str, from: u8| table.chars().nth(usize::from(byte - from));
    match byte {
        0x18..=0x1F => at(LOW, 0x18).unwrap_or(' '),
        0x80..=0x9E => at(HIGH, 0x80).unwrap_or(' '),
        0xA0 => '€',
        _ => char::from(byte),
    }
}
