//! `lakwerk register`: the register of persons of a dossier, in and out as CSV.
//!
//! **Invariant:** the register is a file beside the log and never in it; what it holds is printed only by this command.
//! **Absent:** the lists of the office, which nobody writes here.

use super::arguments::Register;
use super::dossier::read;
use super::exit::Exit;
use super::terminal;
use crate::error::{Kind, Notice};
use crate::find::suggest::OfficeList;
use crate::i18n::{Lang, Text};
use crate::jobs::lists;
use crate::store::lists::{REGISTER, delete_register, keep_register};

pub fn run(command: &Register, lang: Lang) -> Result<Exit, Notice> {
    read(&command.dossier, lang)?;
    let failed = |error| Notice::write(&error, REGISTER, lang);
    if command.delete {
        delete_register(&command.dossier).map_err(failed)?;
        return Ok(Exit::Done);
    }
    let Some(from) = &command.from else {
        let list = lists::register(&command.dossier);
        terminal::show(&list.map_or(String::new(), |list| list.csv()));
        return Ok(Exit::Done);
    };
    let bytes = terminal::read(from, lang)?;
    let name = terminal::name(from);
    let Ok(text) = String::from_utf8(bytes) else {
        return Err(Notice::new(
            Kind::Usage,
            lang.fill(Text::ListUnread, &[&name]),
        ));
    };
    let (list, bad) = OfficeList::parse(&text);
    for line in &bad {
        let fault = lists::ListFault {
            list: name.clone(),
            line: Some(*line),
        };
        terminal::tell(&Notice::list(&fault, lang));
    }
    keep_register(&command.dossier, &list.csv()).map_err(failed)?;
    terminal::tell(&lang.fill(Text::RegisterKept, &[&list.lines.len()]));
    Ok(match bad.is_empty() {
        true => Exit::Done,
        false => Exit::Partly(Kind::Usage),
    })
}
