//! `lakwerk inspect`: what a file hides.
//!
//! **Invariant:** the hidden words go to standard output, which was asked for them, and nowhere else.

use super::arguments::Inspect;
use super::exit::Exit;
use super::inspected::Inspected;
use super::terminal::{self, Counter};
use crate::engine::{Engine, workers};
use crate::error::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::jobs::intake::{Inspection, inspect};
use crate::model::dossier::intake::{HiddenReason, PageContents, SourceContents};
use serde::Serialize;
use std::path::Path;
use std::sync::Arc;

/// What `--json` prints.
#[derive(Serialize)]
struct Printed<'a> {
    version: u32,
    files: Vec<Inspected<'a>>,
    found: bool,
}

pub fn run(command: &Inspect, engine: &Engine, lang: Lang) -> Result<Exit, Notice> {
    let password = terminal::password(command.password_stdin, lang)?;
    let progress = Counter::start(lang);
    let (mut looked_into, mut any, mut unreadable) = (Vec::new(), false, false);
    for path in &command.files {
        let name = terminal::name(path);
        let looked = look(path, password.as_deref(), engine, &progress, lang);
        match looked {
            Ok(Some(inspection)) => {
                any |= inspection.needs_a_look();
                if command.json {
                    looked_into.push((name, inspection));
                } else {
                    terminal::show(&in_words(&name, &inspection, lang));
                }
            }
            Ok(None) => {
                let text = lang.text(Text::Cancelled).to_owned();
                return Err(Notice::new(Kind::Cancelled, text));
            }
            Err(notice) => {
                unreadable = true;
                terminal::report(&notice);
            }
        }
    }
    if command.json {
        let files = looked_into.iter();
        terminal::show_json(&Printed {
            version: 1,
            files: files.map(|(name, i)| Inspected::of(name, i)).collect(),
            found: any,
        });
    }
    Ok(match (unreadable, any) {
        (true, _) => Exit::Partly(Kind::Source),
        (false, true) => Exit::Partly(Kind::Findings),
        (false, false) => Exit::Done,
    })
}

fn look(
    path: &Path,
    password: Option<&str>,
    engine: &Engine,
    progress: &Counter,
    lang: Lang,
) -> Result<Option<Inspection>, Notice> {
    let bytes: Arc<[u8]> = terminal::read(path, lang)?.into();
    let opened = engine.open(bytes, password.map(str::to_owned));
    let looked = opened.and_then(|mut reader| inspect(&mut reader, workers(usize::MAX), progress));
    looked.map_err(|error| terminal::source_notice(&error, &terminal::name(path), password, lang))
}

/// The reason as a person reads it.
pub fn reason_text(reason: HiddenReason) -> Text {
    match reason {
        HiddenReason::UnderBar => Text::HiddenUnderBar,
        HiddenReason::Covered => Text::HiddenCovered,
        HiddenReason::SameColour => Text::HiddenSameColour,
        HiddenReason::OffPage => Text::HiddenOffPage,
        HiddenReason::Clipped => Text::HiddenClipped,
        HiddenReason::HiddenLayer => Text::HiddenOnLayer,
        HiddenReason::Invisible => Text::HiddenInvisible,
        HiddenReason::NoShape => Text::HiddenNoShape,
        HiddenReason::Tiny => Text::HiddenTiny,
        HiddenReason::Shapes => Text::HiddenShapes,
        HiddenReason::Picture => Text::HiddenPicture,
    }
}

/// What an inspection says, line by line.
struct Lines {
    lang: Lang,
    lines: Vec<String>,
}

impl Lines {
    fn say(&mut self, text: Text, values: &[&dyn std::fmt::Display]) {
        self.lines
            .push(format!("  {}", self.lang.fill(text, values)));
    }
}

fn in_words(name: &str, inspection: &Inspection, lang: Lang) -> String {
    let mut lines = Lines {
        lang,
        lines: vec![name.to_owned()],
    };
    say_hidden(&inspection.pages, &mut lines);
    say_beside(&inspection.contents, &mut lines);
    say_of_file(&inspection.contents, &mut lines);
    for page in &inspection.unread {
        lines.say(Text::InspectUnreadPage, &[&(page + 1)]);
    }
    if !inspection.needs_a_look() {
        lines.say(Text::InspectNothing, &[]);
    }
    lines.lines.join("\n")
}

/// What pages hold that nobody sees, or that everybody sees through a bar.
fn say_hidden(pages: &[PageContents], lines: &mut Lines) {
    for (number, page) in (1..).zip(pages) {
        for hidden in &page.hidden {
            let reason = lines.lang.text(reason_text(hidden.reason));
            let text = one_line(&hidden.text);
            lines.say(Text::InspectHidden, &[&number, &reason, &text]);
        }
        for bar in &page.see_through {
            let place = format!("{:.0}, {:.0}", bar.left(), bar.top());
            lines.say(Text::InspectSeeThrough, &[&number, &place]);
        }
    }
}

/// What stands beside the pages, or over them.
fn say_beside(contents: &SourceContents, lines: &mut Lines) {
    for proposal in &contents.proposals {
        let (page, areas) = (proposal.page + 1, proposal.areas.len());
        let (overlay, author) = (one_line(&proposal.overlay), one_line(&proposal.author));
        lines.say(Text::InspectProposal, &[&page, &areas, &overlay, &author]);
    }
    for attachment in &contents.attachments {
        let size = attachment
            .size
            .map_or("?".to_owned(), |size| size.to_string());
        let (name, kind) = (one_line(&attachment.name), one_line(&attachment.kind));
        lines.say(Text::InspectAttachment, &[&name, &size, &kind]);
    }
    for comment in &contents.comments {
        let page = comment.page + 1;
        let [kind, author, text] =
            [&comment.kind, &comment.author, &comment.text].map(|said| one_line(said));
        lines.say(Text::InspectComment, &[&page, &kind, &author, &text]);
    }
    for layer in &contents.layers {
        let state = lines.lang.text(if layer.is_shown {
            Text::LayerShown
        } else {
            Text::LayerHidden
        });
        lines.say(Text::InspectLayer, &[&one_line(&layer.name), &state]);
    }
    for field in &contents.fields {
        let text = if field.is_hidden {
            Text::InspectHiddenField
        } else {
            Text::InspectField
        };
        lines.say(text, &[&one_line(&field.name), &one_line(&field.value)]);
    }
}

/// What the file does, and says of itself.
fn say_of_file(contents: &SourceContents, lines: &mut Lines) {
    for (kind, count) in &contents.actions {
        lines.say(Text::InspectAction, &[&one_line(kind), count]);
    }
    for link in &contents.links {
        let (page, target) = (link.page + 1, one_line(&link.target));
        lines.say(Text::InspectLink, &[&page, &target]);
    }
    for entry in &contents.metadata {
        let (key, value) = (one_line(&entry.key), one_line(&entry.value));
        lines.say(Text::InspectMetadata, &[&key, &value]);
    }
    for signature in &contents.signatures {
        lines.say(Text::InspectSignature, &[&one_line(signature)]);
    }
    let counts: [(Text, u64); 5] = [
        (Text::InspectRevisions, contents.earlier_revisions as u64),
        (Text::InspectThumbnails, contents.thumbnails as u64),
        (Text::InspectPrivate, contents.private_data as u64),
        (Text::InspectBefore, contents.bytes_before),
        (Text::InspectAfter, contents.bytes_after),
    ];
    for (text, count) in counts.iter().filter(|(_, count)| *count > 0) {
        lines.say(*text, &[count]);
    }
    if contents.unreadable {
        lines.say(Text::InspectUnreadable, &[]);
    }
}

fn one_line(text: &str) -> String {
    terminal::cell(&text.split_whitespace().collect::<Vec<_>>().join(" "))
}
