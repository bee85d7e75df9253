//! The arguments of every command, with their help.

use crate::i18n::Lang;
use clap::{Args, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Lakwerk: documenten lakken onder de Wet open overheid.
#[derive(Parser)]
#[command(
    name = "lakwerk",
    version,
    disable_help_subcommand = true,
    args_conflicts_with_subcommands = true,
    after_help = "Zonder opdracht opent het venster.\n\nAfsluitcodes: 0 klaar · 1 bevindingen · 2 onjuist gebruik · 3 bron \
                  onleesbaar · 4 niet geverifieerd · 5 dossier vergrendeld, beschadigd of nieuwer · 6 geen beeldscherm · \
                  70 programmafout · 74 lezen of schrijven mislukt · 130 afgebroken"
)]
pub struct Arguments {
    /// Dossiermap om in het venster te openen
    pub dossier: Option<PathBuf>,
    /// Taal van de meldingen: nl of en
    #[arg(long, global = true, value_parser = ["nl", "en"], default_value = "nl", value_name = "TAAL")]
    lang: String,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Arguments {
    pub fn lang(&self) -> Lang {
        if self.lang == "en" {
            Lang::English
        } else {
            Lang::Dutch
        }
    }
}

/// The language asked for by arguments that could not be read as a whole.
pub fn lang_of(arguments: impl Iterator<Item = OsString>) -> Lang {
    let all: Vec<OsString> = arguments.collect();
    let english = all
        .windows(2)
        .any(|pair| matches!(pair, [a, b] if a == "--lang" && b == "en"))
        || all.iter().any(|a| a == "--lang=en");
    if english { Lang::English } else { Lang::Dutch }
}

#[derive(Subcommand)]
pub enum Command {
    Redact(Redact),
    Verify(Verify),
}

/// Lakt één bestand zonder dossier en controleert het resultaat
#[derive(Args)]
pub struct Redact {
    /// Het te lakken bestand
    pub input: PathBuf,
    /// Bestand met lakkingen (JSON)
    #[arg(long, value_name = "M.json")]
    pub marks: PathBuf,
    /// Het gelakte bestand
    #[arg(long, value_name = "UIT.pdf")]
    pub to: PathBuf,
    /// Schrijf het verslag van de controle
    #[arg(long, value_name = "R.json")]
    pub report: Option<PathBuf>,
    /// Titel in het gelakte bestand
    #[arg(long, value_name = "TITEL", default_value = "Document")]
    pub title: String,
    /// Lees het wachtwoord van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
    /// Vervang bestaande uitvoer
    #[arg(long)]
    pub force: bool,
}

/// Controleert een geschreven bestand opnieuw, als een vreemde
#[derive(Args)]
pub struct Verify {
    /// Het te controleren bestand
    pub target: PathBuf,
    /// De lakkingen die erin moeten staan (JSON)
    #[arg(long, value_name = "M.json", requires = "source")]
    pub marks: Option<PathBuf>,
    /// Het oorspronkelijke bestand
    #[arg(long, value_name = "IN.pdf", requires = "marks")]
    pub source: Option<PathBuf>,
    /// Lees het wachtwoord van het oorspronkelijke bestand van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
    /// Schrijf de uitkomst als JSON naar standaarduitvoer
    #[arg(long)]
    pub json: bool,
}
