//! Why a spelling is no ground, as a sentence that says what was meant.

use super::notice::{Kind, Notice};
use crate::i18n::{Lang, Text};
use crate::model::ground::{GroundError, LimitKind};

impl Notice {
    /// A ground that somebody typed.
    pub fn ground(error: &GroundError, lang: Lang) -> Self {
        Self::new(Kind::Usage, ground_text(error, lang))
    }
}

/// What is wrong with a spelling, and what was meant.
pub fn ground_text(error: &GroundError, lang: Lang) -> String {
    match error {
        GroundError::Empty => lang.text(Text::GroundEmpty).to_owned(),
        GroundError::Truncated(article, first, last) => {
            let [first, last] = [first, last].map(|part| format!("{article}{part}"));
            lang.fill(Text::GroundTruncated, &[article, &first, &first, &last])
        }
        GroundError::Group(article, example) => lang.fill(Text::GroundWhole, &[article, example]),
        GroundError::Limit(article, limit) => {
            let limit = lang.text(match limit {
                LimitKind::AsksForReasons => Text::LimitReasons,
                LimitKind::Emissions => Text::LimitEmissions,
                LimitKind::Opinions => Text::LimitOpinions,
                LimitKind::FiveYears => Text::LimitFiveYears,
            });
            lang.fill(Text::GroundLimit, &[article, &limit])
        }
        GroundError::NoSuchPart(part, first, last) => {
            lang.fill(Text::GroundNoPart, &[part, first, last])
        }
        GroundError::NoSuchArticle(article) => lang.fill(Text::GroundNoArticle, &[article]),
        GroundError::OtherLawWithoutName => lang.text(Text::GroundOtherLaw).to_owned(),
        GroundError::Unknown => lang.text(Text::GroundUnknown).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ground::Ground;

    #[test]
    fn a_refused_spelling_is_told_in_the_language_of_the_reader_with_what_was_meant() {
        let told = |text: &str, lang| {
            let error = Ground::parse(text).unwrap_err();
            Notice::ground(&error, lang).text
        };
        assert_eq!(
            told("5.1(2)", Lang::Dutch),
            "5.1.2 is geen volledige weigeringsgrond: het onderdeel ontbreekt (bijvoorbeeld 5.1.2a). Kies een van 5.1.2a tot en met 5.1.2i."
        );
        assert_eq!(
            told("5.1.3", Lang::English),
            "5.1.3 is no ground: this paragraph asks for explicit reasons."
        );
        assert!(!told("Jansen 5.1.2e", Lang::Dutch).contains("ansen"));
    }
}
