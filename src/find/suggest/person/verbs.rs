//! What persons do, as words.
//!
//! **Absent:** who does it.

use super::super::words::Words;

/// What persons do, behind a name.
pub static VERBS: Words = Words::new(
    "werd wordt zou kon mocht moest bleef hield kreeg liep reed riep belt heeft is was geeft gaf wil wilde weigerde verklaarde verklaart meldt meldde vraagt vroeg pakt stelt \
     stelde herkent belt belde zegt zei merkte merkt wijst spreekt sprak deed doet kan zal gaat ging komt \
     kwam schrijft schreef had woont woonde werkt vertelt vertelde vindt vond mailt mailde reageert \
     antwoordt antwoordde denkt dacht liet laat neemt nam regelt stuurt stuurde bevestigt licht \
     klaagt klaagde dreigt dreigde ontkent ontkende lacht schreeuwt schreeuwde huilde sust eist eiste belooft \
     beloofde twijfelt lichtte kent kende weet wist brengt bracht legt legde tekent tekende leest las kijkt keek \
     rijdt opende loopt zette zit zat roept slaat sloeg trok trekt duwde probeert probeerde vertrekt vertrok ziet \
     zag hoort hoorde voelt overhandigde noemt noemde houdt deelt zoekt haalt haalde wacht slaapt eet",
);
