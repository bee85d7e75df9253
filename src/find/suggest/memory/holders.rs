//! Who has held office for the whole country: ministers, state secretaries and leaders of parties since 2010, also where no
//! function stands beside the name.
//!
//! **Invariant:** a family name alone is theirs only where hardly anybody else bears it, and never behind a title.
//! **Absent:** officers of one town or province; the text or a list of the office says who they are.

use super::full::Full;
use std::sync::LazyLock;

/// First name and family name; a star where the family name alone says who it is.
const NAMES: &str = "\
Mark Rutte*;Maxime Verhagen;Jan Kees de Jager;Ivo Opstelten*;Piet Hein Donner;Uri Rosenthal;Edith Schippers;\
Melanie Schultz van Haegen*;Marja van Bijsterveldt*;Gerd Leers;Liesbeth Spies;Ben Knapen;Fred Teeven*;Frans Weekers;Joop Atsma;\
Halbe Zijlstra;Marlies Veldhuijzen van Zanten;Lodewijk Asscher*;Frans Timmermans;Bert Koenders;Jeroen Dijsselbloem*;\
Ronald Plasterk*;Jet Bussemaker*;Lilianne Ploumen*;Jeanine Hennis;Ard van der Steur;Klaas Dijkhoff;\
Co Verdaas;Sharon Dijksma;Wilma Mansveld;Jetta Klijnsma*;Eric Wiebes*;Wopke Hoekstra;Kajsa Ollongren*;\
Hugo de Jonge;Sigrid Kaag*;Ferd Grapperhaus*;Ank Bijleveld;Ingrid van Engelshoven;Cora van Nieuwenhuizen;\
Wouter Koolmees*;Tamara van Ark;Stientje van Veldhoven;Mona Keijzer;\
Menno Snel;Alexandra van Huffelen*;Hans Vijlbrief*;Paul Blokhuis;Mark Harbers;Ankie Broekers-Knol*;Dilan Yeşilgöz*;\
Rob Jetten;Ernst Kuipers;Conny Helder;Robbert Dijkgraaf;Mariëlle Paul;Micky Adriaansens*;Karien van Gennip*;\
Hanke Bruins Slot;Henk Staghouwer;Christianne van der Wal;Liesje Schreinemacher*;Franc Weerwind*;Gunay Uslu*;\
Fleur Gräper*;Eric van der Burg;Maarten van Ooijen;Vivianne Heijnen;Marnix van Rij;Christophe van der Maat;\
Dick Schoof;Fleur Agema*;Eddy van Hijum;Eelco Heinen;Caspar Veldkamp;David van Weel;Judith Uitermark;Eppo Bruins;\
Ruben Brekelmans*;Barry Madlener*;Dirk Beljaarts*;Reinette Klever;Zsolt Szabó;Teun Struycken;\
Ingrid Coenradie*;Vicky Maeijer;Vincent Karremans;Jurgen Nobel;Jean Rummenie;Geert Wilders*;Pieter Omtzigt*;\
Alexander Pechtold*;Jesse Klaver;Emile Roemer;Lilian Marijnissen*;Gert-Jan Segers;Sybrand van Haersma Buma*;\
Marianne Thieme;Esther Ouwehand;Kees van der Staaij;Thierry Baudet*;Tunahan Kuzu;Farid Azarkan;Renske Leijten*;Caroline van der Plas;\
Laurens Dassen;Stephan van Baarle;Joost Eerdmans*;Mirjam Bikker;Henri Bontenbal;Jan Peter Balkenende*;Diederik Samsom*;\
Femke Halsema*;Ahmed Aboutaleb*;Johan Remkes*";

struct Holder {
    full: Full,
    is_rare: bool,
}

static HOLDERS: LazyLock<Vec<Holder>> = LazyLock::new(|| {
    let holder = |name: &str| Holder {
        full: Full::of_text(name.trim_end_matches('*')),
        is_rare: name.ends_with('*'),
    };
    NAMES.split(';').map(holder).collect()
});

/// Whether a name is that of one of them. `is_titled` says that a title stands before it, as before anybody's.
pub fn holds(other: &Full, is_titled: bool) -> bool {
    // One word alone is read as a first name where a list has it as no family name.
    let (given, family) = match other.family.is_empty() {
        true => ("", &other.given),
        false => (other.given.as_str(), &other.family),
    };
    HOLDERS.iter().any(|holder| {
        let known = &holder.full;
        let is_family = known.family == *family
            && (other.prefixes.is_empty() || known.prefixes == other.prefixes);
        let is_alone = given.is_empty() && (other.initials.is_empty() || other.family.is_empty());
        let is_called = !given.is_empty() && known.given == given;
        is_family && (is_called || is_alone && holder.is_rare && !is_titled)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn office_is_told_by_the_whole_name_or_one_that_is_rare() {
        let holds = |name: &str, is_titled| super::holds(&Full::of_text(name), is_titled);
        for name in [
            "Hugo de Jonge",
            "Rutte",
            "Piet Hein Donner",
            "Dilan Yesilgöz",
            "Jan Peter Balkenende",
        ] {
            assert!(holds(name, false), "{name}");
        }
        for name in [
            "de Jonge",
            "H. de Jonge",
            "Hugo Jansen",
            "M. Rutte",
            "Kuipers",
        ] {
            assert!(!holds(name, false), "{name}");
        }
        assert!(!holds("Rutte", true));
    }
}
