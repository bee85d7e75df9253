//! How a postcode is written, and the words beside which an address stands or does not.
//!
//! **Absent:** reading addresses.

use crate::find::suggest::beside::expression;
use regex::Regex;
use std::sync::LazyLock;

/// A postcode of four digits and two letters, a few letters read as digits.
pub static POSTCODE: LazyLock<Regex> = LazyLock::new(|| {
    expression(r"(?:^|[^\p{L}\p{N}\-])([1-9][0-9OlISBb]{3}[ \n]?[A-Z]{2})(?:$|[^\p{L}\p{N}])")
});
/// Words that ask for an address, or say that one follows.
pub static LABEL: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"(?i)adres|woon|postcode|straat|wonende|gevestigd|verblijf|afzender|\bafz|huisbezoek|aan huis|locatie|perceel|object|pand\b|woning",
    )
});
/// What no street is called, though a number stands behind it.
pub static NO_STREET: LazyLock<Regex> = LazyLock::new(|| {
    expression(
        r"^(?:postbus|artikel|art|lid|week|bijlage|pagina|blz|p|hoofdstuk|paragraaf|schaal|foto|kamer|zaal|ral|groep|klas|team|wijk|deel|fase|stap|punt|versie|nr|no|nummer|tel|telefoon|kavel|blok|rijksweg|route|lijn|bus|perron|sectie|besluit|wet|verordening|ronde|editie|jaar|maand|dag|zaak|dossier|agendapunt|kamerstuk|bouwlaag|toestel|balie|loket|spoor|hal|januari|februari|maart|april|mei|juni|juli|augustus|january|february|march|may|june|july|august|october|monday|tuesday|wednesday|thursday|friday|saturday|sunday|september|oktober|november|december|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag)$",
    )
});
