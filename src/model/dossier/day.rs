//! A day as people write it, and as the dossier keeps it.
//!
//! **Invariant:** what is kept is ISO 8601 (`2016-07-13`), and what is shown of it can be read again.

use jiff::civil::Date;

/// The months by their first three letters, in Dutch.
const MONTHS: [&str; 12] = [
    "jan", "feb", "maa", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec",
];

/// Reads a day that was typed: `13-7-2016`, `13/07/2016`, `13 juli 2016` or `2016-07-13`. Gives it in ISO 8601; `None`
/// where it is no day, and where the year is not written in full.
pub fn read(typed: &str) -> Option<String> {
    let parts = typed.split(|c: char| c.is_whitespace() || "-/.".contains(c));
    let parts: Vec<&str> = parts.filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [day, month, year] if year.len() == 4 => (year, month, day),
        _ => return None,
    };
    let date = Date::new(year.parse().ok()?, month_of(month)?, day.parse().ok()?);
    date.ok().map(|date| date.to_string())
}

/// The month by its number or its name.
fn month_of(text: &str) -> Option<i8> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let name = match text.to_lowercase() {
        short if short == "mrt" => "maart".to_owned(),
        name => name,
    };
    let place = MONTHS.iter().position(|month| name.starts_with(month))?;
    i8::try_from(place + 1).ok()
}

/// A day that is kept, as it is written here: `13-7-2016`. What is no day stays as it is.
pub fn shown(kept: &str) -> String {
    match kept.parse::<Date>() {
        Ok(date) => format!("{}-{}-{}", date.day(), date.month(), date.year()),
        Err(_) => kept.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_day_is_read_as_people_write_it() {
        for typed in [
            "13-7-2016",
            " 13-07-2016 ",
            "13/7/2016",
            "13.07.2016",
            "13 juli 2016",
            "2016-07-13",
        ] {
            assert_eq!(read(typed).as_deref(), Some("2016-07-13"), "{typed}");
        }
        assert_eq!(read("3 maart 2020"), read("3 mrt 2020"));
        for typed in [
            "",
            "morgen",
            "31-2-2016",
            "13-7-16",
            "7-2016",
            "13 jul",
            "32-1-2016",
        ] {
            assert_eq!(read(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_shown_is_read_as_what_is_kept(year in 1000..9999_i16, month in 1..=12_i8, day in 1..=28_i8) {
            let kept = Date::new(year, month, day).unwrap().to_string();
            prop_assert_eq!(read(&shown(&kept)), Some(kept));
        }
    }
}
