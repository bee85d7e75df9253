//! The arguments of every command, with their help in Dutch; [`super::english`] has it in English.

use super::english::in_english;
use crate::find::suggest::Kind;
use crate::i18n::Lang;
use crate::model::dossier::setting::{document_settings, dossier_settings};
use clap::error::ErrorKind;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::ffi::OsString;
use std::path::PathBuf;

/// Lakwerk: documenten lakken onder de Wet open overheid.
#[derive(Parser)]
#[command(
    name = "lakwerk",
    version,
    disable_help_subcommand = true,
    override_usage = "lakwerk [OPTIONS] [DOSSIER]\n       lakwerk [OPTIONS] <COMMAND>",
    after_help = "Zonder opdracht opent het venster.\n\nAfsluitcodes: 0 klaar · 1 bevindingen · 2 onjuist gebruik · 3 bron \
                  onleesbaar · 4 niet geverifieerd · 5 dossier vergrendeld, beschadigd of nieuwer · 6 geen beeldscherm · \
                  70 programmafout · 74 lezen of schrijven mislukt · 130 afgebroken"
)]
pub struct Arguments {
    /// Dossiermap om in het venster te openen
    pub dossier: Option<PathBuf>,
    /// Taal van de meldingen en van deze hulp: nl of en
    #[arg(long, global = true, value_parser = ["nl", "en"], default_value = "nl", value_name = "TAAL")]
    lang: String,
    #[command(subcommand)]
    pub command: Option<Command>,
}

impl Arguments {
    /// Reads the arguments of this process; what is said of them, help too, is in this language.
    ///
    /// # Errors
    /// What is wrong with them, or that help or version was asked for.
    pub fn read(lang: Lang) -> Result<Self, clap::Error> {
        Self::read_from(std::env::args_os(), lang)
    }

    fn read_from(all: impl IntoIterator<Item = OsString>, lang: Lang) -> Result<Self, clap::Error> {
        let mut command = match lang {
            Lang::Dutch => Self::command(),
            Lang::English => in_english(Self::command()),
        };
        let arguments = Self::from_arg_matches(&command.try_get_matches_from_mut(all)?)?;
        match (&arguments.dossier, &arguments.command) {
            // A window opens, or a command runs.
            (Some(_), Some(_)) => Err(command.error(ErrorKind::ArgumentConflict, "")),
            _ => Ok(arguments),
        }
    }

    pub fn lang(&self) -> Lang {
        if self.lang == "en" {
            Lang::English
        } else {
            Lang::Dutch
        }
    }
}

/// A help text of the library, of which the frame is English, in Dutch.
pub fn in_dutch(help: &str) -> String {
    const FRAME: [(&str, &str); 11] = [
        ("Usage:", "Gebruik:"),
        ("\n       lakwerk", "\n         lakwerk"),
        ("Options:", "Opties:"),
        ("Arguments:", "Argumenten:"),
        ("Commands:", "Opdrachten:"),
        ("[OPTIONS]", "[OPTIES]"),
        ("<COMMAND>", "<OPDRACHT>"),
        ("Print help", "Toont deze hulp"),
        ("Print version", "Toont de versie en de afscherming"),
        ("[default: ", "[standaard: "),
        ("[possible values: ", "[mogelijk: "),
    ];
    let begin = help.to_owned();
    FRAME
        .iter()
        .fold(begin, |help, (from, to)| help.replace(from, to))
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
    Demo(Demo),
    New(New),
    Add(Add),
    Change(Change),
    Split(Split),
    Join(Join),
    Mark(Mark),
    Find(Find),
    Suggest(Suggest),
    Twins(Twins),
    Register(Register),
    List(List),
    Check(Check),
    Log(Log),
    Takeover(Takeover),
    Rescue(Rescue),
    Export(Export),
    Collect(Collect),
    Redact(Redact),
    Verify(Verify),
    Inspect(Inspect),
    Width(Width),
    Handbook(Handbook),
    /// Toont de licenties van alles wat in het programma zit
    Licences,
}

/// Schrijft het handboek als PDF
#[derive(Args)]
pub struct Handbook {
    /// Bestand dat wordt geschreven
    #[arg(long, value_name = "BESTAND")]
    pub to: PathBuf,
    /// Vervang een bestaand bestand
    #[arg(long)]
    pub force: bool,
}

/// Meet hoeveel namen er passen waar een naam is gelakt, en verbreedt lakkingen over wit
#[derive(Args)]
pub struct Width {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Nummers van documenten, bijvoorbeeld 1a,1b; zonder nummers alle
    #[arg(value_name = "NUMMERS", value_delimiter = ',')]
    pub documents: Vec<String>,
    /// Verbreed alle lakkingen over wit, als één handeling; lakkingen met dezelfde gronden waar alleen wit tussen ligt, worden er één
    #[arg(long)]
    pub widen: bool,
    /// Schrijf de metingen als JSON
    #[arg(long)]
    pub json: bool,
    /// Lees het wachtwoord van beveiligde bronnen van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
}

/// Neemt een dossier over van wie het vasthoudt en vijf minuten lang niets van zich laat horen
#[derive(Args)]
pub struct Takeover {
    /// Map van het dossier
    pub dossier: PathBuf,
}

/// Haalt uit een beschadigd dossier alles terug tot aan de schade, in een nieuw dossier
#[derive(Args)]
pub struct Rescue {
    /// Map van het beschadigde dossier; zij blijft zoals zij is
    pub dossier: PathBuf,
    /// Nieuwe of lege map
    #[arg(long, value_name = "MAP")]
    pub to: PathBuf,
}

/// Maakt het voorbeelddossier, met lakkingen
#[derive(Args)]
pub struct Demo {
    /// Nieuwe of lege map
    pub folder: PathBuf,
}

/// Maakt een leeg dossier
#[derive(Args)]
pub struct New {
    /// Nieuwe of lege map
    pub dossier: PathBuf,
    /// Naam van het dossier
    #[arg(long, value_name = "TITEL")]
    pub title: String,
    #[arg(long, value_name = "GEGEVEN=WAARDE", help = set_help())]
    pub set: Vec<String>,
}

/// Voegt PDF's of een regel zonder bestand toe aan een dossier
#[derive(Args)]
pub struct Add {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// PDF's, of mappen met PDF's
    #[arg(value_name = "PDF")]
    pub files: Vec<PathBuf>,
    /// Voeg een regel van de inventarislijst zonder document toe
    #[arg(long)]
    pub no_file: bool,
    /// stuk, besluit, inventaris of correspondentie
    #[arg(long, value_name = "ROL", default_value = "stuk")]
    pub role: String,
    /// Groep in de inventarislijst, bijvoorbeeld een jaar
    #[arg(long, value_name = "GROEP", default_value = "")]
    pub group: String,
    /// Nummer, bijvoorbeeld 1a
    #[arg(long, value_name = "NUMMER")]
    pub number: Option<String>,
    /// Publicatietitel
    #[arg(long, value_name = "TITEL")]
    pub title: Option<String>,
    /// Soort document, bijvoorbeeld brief of offerte
    #[arg(long, value_name = "SOORT", default_value = "")]
    pub kind: String,
    /// Datum van het document, bijvoorbeeld 2016-07-13
    #[arg(long, value_name = "DATUM")]
    pub date: Option<String>,
    /// Openbaar, Deels openbaar, Niet openbaar of Reeds openbaar
    #[arg(long, value_name = "BEOORDELING")]
    pub judgement: Option<String>,
    /// Weigeringsgrond van het document als geheel
    #[arg(long, value_name = "GROND")]
    pub ground: Vec<String>,
    /// Opmerking in de inventarislijst
    #[arg(long, value_name = "TEKST", default_value = "")]
    pub remark: String,
    /// Lees het wachtwoord van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
}

/// Wijzigt documenten, of zonder nummers het dossier zelf
#[derive(Args)]
#[command(after_help = change_help())]
pub struct Change {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Nummers van documenten, bijvoorbeeld 1a,1b
    #[arg(value_name = "NUMMERS", value_delimiter = ',')]
    pub documents: Vec<String>,
    /// Gegeven van de documenten, of van het dossier (zie lakwerk new)
    #[arg(long, value_name = "GEGEVEN=WAARDE")]
    pub set: Vec<String>,
    /// Bevestig de voorgestelde publicatietitels
    #[arg(long)]
    pub confirm_titles: bool,
    /// Zet de documenten voor dit document, of achteraan met `end`
    #[arg(long, value_name = "NUMMER")]
    pub before: Option<String>,
    /// Groepeer op het jaar van de datum
    #[arg(long)]
    pub group_by_year: bool,
    /// Nummer opnieuw in de volgorde van de lijst; nummers die naar buiten zijn gegaan, blijven
    #[arg(long)]
    pub renumber: bool,
    /// Overwegingen bij een grond
    #[arg(long, value_name = "GROND=TEKST")]
    pub considerations: Vec<String>,
    /// Beantwoord een vraag van de controle: in-decision of five-years, met de reden
    #[arg(long, value_name = "VRAAG=REDEN")]
    pub answer: Vec<String>,
}

/// Splitst een document in twee of meer
#[derive(Args)]
pub struct Split {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Nummer van het document
    pub document: String,
    /// Eerste pagina van elk volgend document
    #[arg(long, value_name = "PAGINA", value_delimiter = ',', required = true)]
    pub at: Vec<usize>,
}

/// Voegt documenten samen in het eerste
#[derive(Args)]
pub struct Join {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Nummers van de documenten, in volgorde
    #[arg(value_delimiter = ',', required = true)]
    pub documents: Vec<String>,
}

/// Controleert een dossier vóór de export
#[derive(Args)]
pub struct Check {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Schrijf de bevindingen als JSON
    #[arg(long)]
    pub json: bool,
    /// Lak wat elders is gelakt overal, bij deze passage (het nummer tussen haken)
    #[arg(long, value_name = "PASSAGE")]
    pub cover: Vec<usize>,
    /// Laat een passage bewust zichtbaar, met de reden
    #[arg(long, value_name = "PASSAGE=REDEN")]
    pub visible: Vec<String>,
    /// Lees het wachtwoord van beveiligde bronnen van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
}

/// Toont het logboek en of het heel is
#[derive(Args)]
pub struct Log {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Schrijf het logboek als JSON
    #[arg(long)]
    pub json: bool,
}

/// Voegt lakkingen uit een bestand toe aan een dossier
#[derive(Args)]
pub struct Mark {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Bestand met lakkingen (JSON), in de vorm van lakwerk list --json
    #[arg(long, value_name = "M.json")]
    pub marks: PathBuf,
    /// De lakkingen staan er al: geef die met hetzelfde document, dezelfde pagina en dezelfde vlakken de gronden, de opmerking en de partijen van het bestand
    #[arg(long)]
    pub update: bool,
}

/// Zoekt tekst in alle documenten, en lakt op verzoek wat is gevonden
#[derive(Args)]
pub struct Find {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Wat er wordt gezocht
    #[arg(value_name = "TEKST", required = true)]
    pub texts: Vec<String>,
    /// De tekst is een reguliere uitdrukking
    #[arg(long)]
    pub regex: bool,
    /// Alleen hele woorden
    #[arg(long)]
    pub whole_words: bool,
    /// Hoofdletters en kleine letters zijn niet gelijk
    #[arg(long)]
    pub same_case: bool,
    /// Lak alles wat is gevonden, als één handeling
    #[arg(long, requires = "ground")]
    pub mark: bool,
    /// Weigeringsgrond van de lakkingen
    #[arg(long, value_name = "GROND", requires = "mark")]
    pub ground: Vec<String>,
    /// Schrijf de vindplaatsen als JSON
    #[arg(long)]
    pub json: bool,
    /// Lees het wachtwoord van beveiligde bronnen van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
}

/// Stelt voor wat mogelijk weg moet: namen, adressen, nummers; lakt alleen de soorten die u aanneemt
#[derive(Args)]
pub struct Suggest {
    /// Map van het dossier
    pub dossier: PathBuf,
    #[arg(long, value_name = "SOORT=GROND", help = accept_help())]
    pub accept: Vec<String>,
    /// Toon bij elk voorstel ook de tekst
    #[arg(long)]
    pub text: bool,
    /// Schrijf de voorstellen als JSON
    #[arg(long)]
    pub json: bool,
    /// Lees het wachtwoord van beveiligde bronnen van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
}

fn set_help() -> String {
    format!("Gegeven van het dossier: {}", dossier_settings())
}

fn change_help() -> String {
    let settings = document_settings();
    format!("Gegevens van een document: {settings}. Leeg wist een gegeven.")
}

fn accept_help() -> String {
    let kinds = Kind::ALL.map(Kind::id).join(", ");
    format!(
        "Lak alle voorstellen van een soort met deze grond, als één handeling; soorten: {kinds}"
    )
}

/// Toont pagina's en documenten die vrijwel hetzelfde zeggen, en neemt op verzoek lakkingen over
#[derive(Args)]
pub struct Twins {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Neem de lakkingen van het ene document over in het andere, waar dezelfde woorden staan, als één handeling
    #[arg(long, value_name = "VAN=NAAR")]
    pub carry: Vec<String>,
    /// Schrijf de uitkomst als JSON
    #[arg(long)]
    pub json: bool,
    /// Lees het wachtwoord van beveiligde bronnen van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
}

/// Toont, vervangt of verwijdert het register van personen van een dossier (CSV: behandeling;tekst;grond;rol;varianten)
#[derive(Args)]
pub struct Register {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Vervang het register door dit bestand; behandeling is verbergen, openbaar, altijd, nooit of patroon
    #[arg(long, value_name = "CSV", conflicts_with = "delete")]
    pub from: Option<PathBuf>,
    /// Verwijder het register
    #[arg(long)]
    pub delete: bool,
}

/// Toont documenten, beoordelingen en lakkingen
#[derive(Args)]
pub struct List {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Schrijf de lijst als JSON
    #[arg(long)]
    pub json: bool,
}

/// Exporteert de gelakte documenten en de inventarislijst
#[derive(Args)]
pub struct Export {
    /// Map van het dossier
    pub dossier: PathBuf,
    /// Nieuwe of lege map; anders een map met de datum, naast het dossier
    #[arg(long, value_name = "MAP")]
    pub to: Option<PathBuf>,
    /// Alleen de inventarislijst
    #[arg(long, value_name = "inventory", value_parser = ["inventory"])]
    pub only: Option<String>,
    /// publication, reading (voor de tweede lezer) of zienswijze=PARTIJ (voor een derde)
    #[arg(long, value_name = "UITGAVE", default_value = "publication")]
    pub edition: String,
    /// Alleen deze documenten; van een publicatieversie is het een deel, dat `lakwerk collect` met andere samenvoegt
    #[arg(long, value_name = "1a,1b", value_delimiter = ',')]
    pub documents: Option<Vec<String>>,
    /// Waarom er ondanks waarschuwingen wordt geëxporteerd; komt in het logboek en het verslag
    #[arg(long, value_name = "REDEN")]
    pub reason: Option<String>,
    /// Ook documenten die pas later openbaar worden
    #[arg(long)]
    pub with_deferred: bool,
    /// Lees pagina's niet die een afbeelding zonder tekst zijn: er kan dan niet in worden gezocht
    #[arg(long)]
    pub without_reading: bool,
    /// Lees het wachtwoord van beveiligde bronnen van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
}

/// Voegt delen van een export samen, controleert elk bestand opnieuw en maakt één inventarislijst en één verslag
#[derive(Args)]
#[command(
    after_help = "Een deel is de map die `lakwerk export DOSSIER --documents 1a,1b --to DEEL` maakt. Delen mogen na elkaar \
of op verschillende computers zijn gemaakt, elk van een kopie van hetzelfde dossier in dezelfde stand."
)]
pub struct Collect {
    /// Mappen van de delen
    #[arg(required = true, value_name = "DEEL")]
    pub parts: Vec<PathBuf>,
    /// Nieuwe of lege map voor het geheel
    #[arg(long, value_name = "MAP")]
    pub to: PathBuf,
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
    /// Lees pagina's niet die een afbeelding zonder tekst zijn: er kan dan niet in worden gezocht
    #[arg(long)]
    pub without_reading: bool,
    /// Lees het wachtwoord van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
    /// Vervang bestaande uitvoer
    #[arg(long)]
    pub force: bool,
}

/// Controleert een geschreven bestand of een hele export opnieuw, als een vreemde
#[derive(Args)]
pub struct Verify {
    /// Het te controleren bestand, of de map van een export
    pub target: PathBuf,
    /// Het dossier waarvan de export is gemaakt: controleert ook tegen bronnen en lakkingen
    #[arg(long, value_name = "DOSSIER", conflicts_with = "marks")]
    pub dossier: Option<PathBuf>,
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

/// Toont wat een bestand verbergt: tekst onder vlakken, bijlagen, opmerkingen, eerdere versies, metagegevens
#[derive(Args)]
pub struct Inspect {
    /// De te bekijken PDF's
    #[arg(required = true, value_name = "PDF")]
    pub files: Vec<PathBuf>,
    /// Lees het wachtwoord van beveiligde bestanden van standaardinvoer
    #[arg(long)]
    pub password_stdin: bool,
    /// Schrijf de uitkomst als JSON naar standaarduitvoer
    #[arg(long)]
    pub json: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str, lang: Lang) -> Result<Arguments, clap::Error> {
        Arguments::read_from(typed.split(' ').map(OsString::from), lang)
    }

    #[test]
    fn the_language_stands_before_or_behind_the_command() {
        for typed in ["lakwerk --lang en check D", "lakwerk check D --lang en"] {
            let read = read(typed, Lang::English).unwrap();
            assert_eq!(read.lang(), Lang::English, "{typed}");
            assert!(matches!(read.command, Some(Command::Check(_))), "{typed}");
        }
        let window = read("lakwerk --lang en D", Lang::English).unwrap();
        assert!(window.dossier.is_some() && window.command.is_none());
        assert!(read("lakwerk D check D", Lang::Dutch).is_err());
    }

    #[test]
    fn the_help_has_no_word_of_the_other_language() {
        let commands = Arguments::command();
        let names = commands.get_subcommands().map(clap::Command::get_name);
        for name in names.chain([""]) {
            let typed = format!("lakwerk {name} --help").replace("  ", " ");
            let help = read(&typed, Lang::Dutch).err().unwrap().render();
            let help = in_dutch(&help.to_string());
            let english = [
                "Usage",
                "Options",
                "Arguments",
                "Commands",
                "OPTIONS",
                "COMMAND",
            ];
            for word in english.into_iter().chain(["Print", "default", "possible"]) {
                assert!(!help.contains(word), "{typed}: {word}\n{help}");
            }
        }
    }
}
