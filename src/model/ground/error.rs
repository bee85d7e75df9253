//! Why a spelling is no ground.
//!
//! **Absent:** the sentences that people read, which the table of texts has.

/// Why a spelling is no ground, with what was meant, so that a typing error costs one reading.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum GroundError {
    #[error("there is no ground")]
    Empty,
    /// The article or paragraph, and its first and last part.
    #[error("{0} lacks its part, {1} to {2}")]
    Truncated(String, char, char),
    /// An article as a whole, and one of its grounds.
    #[error("{0} as a whole is no ground, {1} is")]
    Group(String, &'static str),
    #[error("{0} is no ground")]
    Limit(String, LimitKind),
    /// A part that is not there, and the first and last of those that are.
    #[error("{0} is not there, parts are {1} to {2}")]
    NoSuchPart(String, char, char),
    #[error("{0} is not in the Woo or the Wob")]
    NoSuchArticle(String),
    #[error("article 8.8 names an act")]
    OtherLawWithoutName,
    #[error("this is no ground")]
    Unknown,
}

/// What a provision does that is no ground.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LimitKind {
    /// It asks for reasons.
    AsksForReasons,
    /// It limits the grounds for information on emissions.
    Emissions,
    /// It limits article 5.2.
    Opinions,
    /// It is about information older than five years.
    FiveYears,
}
