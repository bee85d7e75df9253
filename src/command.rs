//! Everything a reviewer can ask for by menu or key: the one list from which menus, keys and help are made.
//!
//! **Invariant:** every action has a text in both languages; no key stands for two actions; a key without Ctrl never
//! creates, changes or deletes a mark, but for Delete itself.
//! **Absent:** doing it; `app` does.

use crate::i18n::Text;
use egui::{Key, KeyboardShortcut, Modifiers};

/// The menus, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    View,
    Mark,
    Dossier,
    Help,
}

impl Menu {
    pub const ALL: [Menu; 6] = [
        Self::File,
        Self::Edit,
        Self::View,
        Self::Mark,
        Self::Dossier,
        Self::Help,
    ];

    pub fn text(self) -> Text {
        match self {
            Self::File => Text::MenuFile,
            Self::Edit => Text::MenuEdit,
            Self::View => Text::MenuView,
            Self::Mark => Text::MenuMark,
            Self::Dossier => Text::MenuDossier,
            Self::Help => Text::MenuHelp,
        }
    }
}

macro_rules! actions {
    ($($name:ident: $menu:ident, $text:ident, $key:expr;)*) => {
        /// Something a reviewer can ask for.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action { $($name),* }

        impl Action {
            pub const ALL: &[Action] = &[$(Action::$name),*];

            pub fn menu(self) -> Menu {
                match self { $(Self::$name => Menu::$menu),* }
            }

            pub fn text(self) -> Text {
                match self { $(Self::$name => Text::$text),* }
            }

            pub fn shortcut(self) -> Option<KeyboardShortcut> {
                match self { $(Self::$name => $key),* }
            }
        }
    };
}

const fn with_ctrl(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::COMMAND, key))
}

const fn alone(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::NONE, key))
}

actions! {
    AddFiles: File, ActionAddFiles, with_ctrl(Key::I);
    AddByPath: File, ActionAddByPath, None;
    Export: File, ActionExport, with_ctrl(Key::E);
    CloseDossier: File, ActionCloseDossier, with_ctrl(Key::W);
    Undo: Edit, ActionUndo, with_ctrl(Key::Z);
    Redo: Edit, ActionRedo, with_ctrl(Key::Y);
    Delete: Edit, ActionDelete, alone(Key::Delete);
    EditNote: Edit, ActionEditNote, alone(Key::F2);
    Deselect: Edit, ActionDeselect, alone(Key::Escape);
    GoToPage: Edit, ActionGoToPage, with_ctrl(Key::G);
    NextMark: Edit, ActionNextMark, alone(Key::Period);
    PreviousMark: Edit, ActionPreviousMark, alone(Key::Comma);
    SetName: Edit, ActionSetName, None;
    Find: Edit, ActionFind, with_ctrl(Key::F);
    FitWidth: View, ActionFitWidth, with_ctrl(Key::Num0);
    FitPage: View, ActionFitPage, with_ctrl(Key::Num9);
    ZoomIn: View, ActionZoomIn, with_ctrl(Key::Plus);
    ZoomOut: View, ActionZoomOut, with_ctrl(Key::Minus);
    PageDown: View, ActionPageDown, alone(Key::PageDown);
    PageUp: View, ActionPageUp, alone(Key::PageUp);
    FirstPage: View, ActionFirstPage, alone(Key::Home);
    LastPage: View, ActionLastPage, alone(Key::End);
    Preview: View, ActionPreview, alone(Key::V);
    HideMarks: View, ActionHideMarks, alone(Key::H);
    SideBySide: View, ActionSideBySide, alone(Key::S);
    TextView: View, ActionTextView, alone(Key::T);
    LeftPanel: View, ActionLeftPanel, alone(Key::F8);
    RightPanel: View, ActionRightPanel, alone(Key::F9);
    Display: View, ActionDisplay, alone(Key::F12);
    ChooseGround: Mark, ActionChooseGround, alone(Key::G);
    Favourites: Mark, ActionFavourites, None;
    FreeFrame: Mark, ActionFreeFrame, alone(Key::B);
    CoverPage: Mark, ActionCoverPage, with_ctrl(Key::L);
    TakeWhole: Mark, ActionTakeWhole, alone(Key::F4);
    RepeatMark: Mark, ActionRepeat, with_ctrl(Key::R);
    LookEverywhere: Mark, ActionLookEverywhere, Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::M));
    Widen: Mark, ActionWiden, None;
    FinishPage: Dossier, ActionFinishPage, alone(Key::A);
    NextUnfinished: Dossier, ActionNextUnfinished, alone(Key::N);
    NextToJudge: Dossier, ActionNextToJudge, alone(Key::J);
    Overview: Dossier, ActionOverview, alone(Key::F5);
    History: Dossier, ActionHistory, with_ctrl(Key::H);
    ReportReady: Dossier, ActionReady, with_ctrl(Key::Enter);
    Approve: Dossier, ActionApprove, Some(KeyboardShortcut::new(Modifiers::COMMAND.plus(Modifiers::SHIFT), Key::Enter));
    GiveBack: Dossier, ActionGiveBack, None;
    TakeUp: Dossier, ActionTakeUp, None;
    NextDocument: Dossier, ActionNextDocument, with_ctrl(Key::PageDown);
    PreviousDocument: Dossier, ActionPreviousDocument, with_ctrl(Key::PageUp);
    Check: Dossier, ActionCheck, alone(Key::F7);
    JudgeOpen: Dossier, ActionJudgeOpen, alone(Key::O);
    EditFacts: Dossier, ActionEditFacts, None;
    EditConsiderations: Dossier, ActionEditConsiderations, None;
    AddRow: Dossier, AddRow, None;
    CopyTable: Dossier, ActionCopyTable, None;
    ConfirmTitles: Dossier, ActionConfirmTitles, None;
    GroupByYear: Dossier, ActionGroupByYear, None;
    Renumber: Dossier, ActionRenumber, None;
    SplitHere: Dossier, ActionSplitHere, None;
    Join: Dossier, ActionJoin, None;
    Destroy: Dossier, ActionDestroy, None;
    ShowKeys: Help, ActionShowKeys, alone(Key::F1);
}

/// The keys of the grounds at hand.
pub const DIGITS: [Key; 9] = [
    Key::Num1,
    Key::Num2,
    Key::Num3,
    Key::Num4,
    Key::Num5,
    Key::Num6,
    Key::Num7,
    Key::Num8,
    Key::Num9,
];

impl Action {
    /// The keys as they stand on a keyboard; a name is used only where the key has one.
    pub fn keys(self, ctx: &egui::Context) -> Option<String> {
        const SIGNS: [(&str, &str); 6] = [
            ("Period", "."),
            ("Comma", ","),
            ("Plus", "+"),
            ("Minus", "-"),
            ("Escape", "Esc"),
            ("Delete", "Del"),
        ];
        let keys = ctx.format_shortcut(&self.shortcut()?);
        let named = SIGNS.iter().find(|(name, _)| keys.ends_with(name));
        Some(match named {
            Some((name, sign)) => format!("{}{sign}", keys.trim_end_matches(name)),
            None => keys,
        })
    }

    /// Whether it changes the dossier, so that somebody who only reads cannot ask for it.
    pub fn changes(self) -> bool {
        matches!(
            self,
            Self::AddFiles
                | Self::Export
                | Self::AddByPath
                | Self::Undo
                | Self::Redo
                | Self::Delete
                | Self::EditNote
                | Self::ChooseGround
                | Self::Favourites
                | Self::FreeFrame
                | Self::CoverPage
                | Self::Widen
                | Self::TakeWhole
                | Self::RepeatMark
                | Self::SetName
                | Self::ReportReady
                | Self::Approve
                | Self::GiveBack
                | Self::TakeUp
                | Self::FinishPage
                | Self::JudgeOpen
                | Self::EditFacts
                | Self::EditConsiderations
                | Self::AddRow
                | Self::ConfirmTitles
                | Self::GroupByYear
                | Self::Renumber
                | Self::SplitHere
                | Self::Join
                | Self::Destroy
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use std::collections::HashSet;

    #[test]
    fn every_action_has_texts_and_no_key_stands_for_two() {
        let mut keys = HashSet::new();
        for action in Action::ALL {
            for lang in [Lang::Dutch, Lang::English] {
                assert!(!lang.text(action.text()).is_empty());
            }
            if let Some(shortcut) = action.shortcut() {
                assert!(keys.insert(shortcut), "{action:?}");
            }
        }
    }
}
