//! Closed lists of words as entries have them.
//!
//! **Invariant:** each word stands here in full, so that a new name in the model changes no file. A word that is not in
//! its list is of a newer program.

use crate::model::dossier;
use crate::model::dossier::document;
use crate::model::dossier::intake;
use crate::model::dossier::review;
use crate::model::ground;

/// A closed list of words, and both ways between it and the model.
macro_rules! words {
    ($(#[$about:meta])* $name:ident is $model:ty { $($(#[$of:meta])* $word:literal $variant:ident,)* }) => {
        $(#[$about])*
        #[derive(Clone, Copy, serde::Serialize, serde::Deserialize)]
        pub enum $name { $($(#[$of])* #[serde(rename = $word)] $variant,)* }

        impl From<$name> for $model {
            fn from(word: $name) -> Self {
                match word { $($name::$variant => <$model>::$variant,)* }
            }
        }

        impl From<$model> for $name {
            fn from(word: $model) -> Self {
                match word { $(<$model>::$variant => Self::$variant,)* }
            }
        }
    };
}

words! {
    /// What a document is in the dossier. Where it is left out: numbered, in the inventory.
    #[derive(Default)]
    Role is document::Role {
        #[default]
        "stuk" Stuk,
        "besluit" Besluit,
        "inventaris" Inventaris,
        "correspondentie" Correspondentie,
    }
}

words! {
    /// What happens to a whole document, in the words that inventories use.
    Judgement is document::Judgement {
        "Openbaar" Openbaar,
        "Deels openbaar" DeelsOpenbaar,
        "Niet openbaar" NietOpenbaar,
        "Reeds openbaar" ReedsOpenbaar,
    }
}

words! {
    /// What a source was before it became a PDF, in the words of the ministries' publication platform.
    SourceType is document::SourceType {
        "pdf" Pdf,
        "doc" Doc,
        "email" Email,
        "spreadsheet" Spreadsheet,
        "presentation" Presentation,
        "image" Image,
        "html" Html,
        "note" Note,
        "database" Database,
        "xml" Xml,
        "video" Video,
        "chat" Chat,
        "unknown" Unknown,
    }
}

words! {
    /// How far a document is in being reviewed.
    #[derive(Default)]
    ReviewStage is review::ReviewStage {
        #[default]
        "in_progress" InProgress,
        "ready" Ready,
        "checked" Checked,
        "returned" Returned,
    }
}

words! {
    /// A part of what a source holds beside its pages, about which a person decides.
    Part is intake::Part {
        "attachments" Attachments,
        "comments" Comments,
        "hidden_text" HiddenText,
        "proposals" Proposals,
    }
}

words! {
    /// How grounds are written in the dossier, each by an example of itself but the last: in words.
    #[derive(Default)]
    GroundStyle is ground::GroundStyle {
        #[default]
        "5.1.2e" Dotted,
        "5.1(2)e" Bracketed,
        "long" Long,
    }
}

words! {
    /// What is written on a passage outside the request.
    #[derive(Default)]
    ScopeLabel is ground::ScopeLabel {
        #[default]
        "buiten verzoek" Verzoek,
        "buiten scope" Scope,
        "buiten reikwijdte" Reikwijdte,
    }
}

words! {
    /// How documents are numbered: per group, through the whole dossier, or by the ids of another system.
    #[derive(Default)]
    Numbering is dossier::Numbering {
        #[default]
        "group" Group,
        "running" Running,
        "external" External,
    }
}

words! {
    /// How published files are named: `1a.pdf`, `1a Titel.pdf`, or in letters and digits alone.
    #[derive(Default)]
    FileNames is dossier::FileNames {
        #[default]
        "number" Number,
        "title" Title,
        "platform" Platform,
    }
}

words! {
    /// Which columns the inventory for people has: all, or document, grounds and remarks.
    #[derive(Default)]
    InventoryColumns is dossier::InventoryColumns {
        #[default]
        "full" Full,
        "three" Three,
    }
}
