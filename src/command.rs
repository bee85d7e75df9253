//! Everything a reviewer can ask for by menu or key: the one list from which menus, keys and help are made.
//!
//! **Invariant:** every action has a text in both languages; no key stands for two actions; a key without Ctrl never
//! creates, changes or deletes a mark, but for Delete itself.
//! Who may ask for an action and when stands beside it: nothing else decides that.
//! **Absent:** doing it; `app` does.

use crate::i18n::{Lang, Text};
use egui::{Event, Key, KeyboardShortcut, Modifiers};

/// The menus, in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Menu {
    File,
    Edit,
    View,
    Mark,
    Documents,
    Dossier,
    Help,
}

impl Menu {
    pub const ALL: [Menu; 7] = [
        Self::File,
        Self::Edit,
        Self::View,
        Self::Mark,
        Self::Documents,
        Self::Dossier,
        Self::Help,
    ];

    pub fn text(self) -> Text {
        match self {
            Self::File => Text::MenuFile,
            Self::Edit => Text::MenuEdit,
            Self::View => Text::MenuView,
            Self::Mark => Text::MenuMark,
            Self::Documents => Text::MenuDocuments,
            Self::Dossier => Text::MenuDossier,
            Self::Help => Text::MenuHelp,
        }
    }

    /// The letter that opens it together with Alt: one of its name, as other programs have it.
    pub fn letter(self, lang: Lang) -> char {
        match (self, lang) {
            (Self::File, Lang::Dutch) => 'B',
            (Self::File, Lang::English) => 'F',
            (Self::Edit, Lang::Dutch) => 'W',
            (Self::Edit, Lang::English) => 'E',
            (Self::View, Lang::Dutch) => 'L',
            (Self::View, Lang::English) => 'V',
            (Self::Mark, Lang::Dutch) => 'K',
            (Self::Mark, Lang::English) => 'R',
            (Self::Documents, _) => 'O',
            (Self::Dossier, _) => 'D',
            (Self::Help, _) => 'H',
        }
    }

    /// The menu so many after this one; after the last comes the first.
    pub fn beside(self, by: isize) -> Self {
        let count = Self::ALL.len() as isize;
        let here = Self::ALL.iter().position(|menu| *menu == self).unwrap_or(0);
        let there = (here as isize + by).rem_euclid(count) as usize;
        Self::ALL.get(there).copied().unwrap_or(self)
    }
}

/// What an action does to the dossier.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It changes it, so that somebody who only reads cannot ask for it.
    Changes,
    /// It leaves it as it is.
    Keeps,
}

/// What there must be before an action can be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Needs {
    Nothing,
    /// A step of this session that can be taken back.
    StepToUndo,
    /// A step that was taken back.
    StepToRedo,
    /// At least one selected mark.
    Marks,
    /// Exactly one selected mark.
    OneMark,
    /// A mark over half a name or number was just made.
    HalfWord,
    /// A selected document, or one at hand.
    Documents,
    /// The document at hand has pages.
    Pages,
}

impl Needs {
    /// What is said when it is not there.
    pub fn missing(self) -> Option<Text> {
        match self {
            Self::Nothing => None,
            Self::StepToUndo => Some(Text::NothingToUndo),
            Self::StepToRedo => Some(Text::NothingToRedo),
            Self::Marks => Some(Text::NeedsMarks),
            Self::OneMark => Some(Text::NeedsOneMark),
            Self::HalfWord => Some(Text::NeedsHalfWord),
            Self::Documents => Some(Text::NeedsDocuments),
            Self::Pages => Some(Text::NeedsPages),
        }
    }
}

macro_rules! actions {
    ($($name:ident: $menu:ident, $text:ident, $key:expr, $effect:ident, $needs:ident;)*) => {
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

            pub fn effect(self) -> Effect {
                match self { $(Self::$name => Effect::$effect),* }
            }

            pub fn needs(self) -> Needs {
                match self { $(Self::$name => Needs::$needs),* }
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

const fn with_shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(Modifiers::SHIFT, key))
}

const fn with_ctrl_shift(key: Key) -> Option<KeyboardShortcut> {
    Some(KeyboardShortcut::new(
        Modifiers::COMMAND.plus(Modifiers::SHIFT),
        key,
    ))
}

// Name: menu, text, keys, what it does to the dossier, what it needs. A new row does not compile before `app` does it.
actions! {
    NewDossier: File, ActionNewDossier, with_ctrl(Key::N), Keeps, Nothing;
    OpenDossier: File, ActionOpenDossier, with_ctrl(Key::O), Keeps, Nothing;
    AddFiles: File, ActionAddFiles, with_ctrl(Key::I), Changes, Nothing;
    AddByPath: File, ActionAddByPath, None, Changes, Nothing;
    Export: File, ActionExport, with_ctrl(Key::E), Changes, Nothing;
    CloseDossier: File, ActionCloseDossier, with_ctrl(Key::W), Keeps, Nothing;
    Undo: Edit, ActionUndo, with_ctrl(Key::Z), Changes, StepToUndo;
    Redo: Edit, ActionRedo, with_ctrl(Key::Y), Changes, StepToRedo;
    Delete: Edit, ActionDelete, alone(Key::Delete), Changes, Marks;
    EditNote: Edit, ActionEditNote, alone(Key::F2), Changes, OneMark;
    Deselect: Edit, ActionDeselect, alone(Key::Escape), Keeps, Nothing;
    Find: Edit, ActionFind, with_ctrl(Key::F), Keeps, Nothing;
    GoToPage: Edit, ActionGoToPage, with_ctrl(Key::G), Keeps, Pages;
    NextMark: Edit, ActionNextMark, alone(Key::Period), Keeps, Nothing;
    PreviousMark: Edit, ActionPreviousMark, alone(Key::Comma), Keeps, Nothing;
    SetName: Edit, ActionSetName, None, Changes, Nothing;
    FitWidth: View, ActionFitWidth, with_ctrl(Key::Num0), Keeps, Nothing;
    FitPage: View, ActionFitPage, with_ctrl(Key::Num9), Keeps, Nothing;
    TwoPages: View, ActionTwoPages, with_ctrl(Key::Num8), Keeps, Pages;
    ZoomIn: View, ActionZoomIn, with_ctrl(Key::Plus), Keeps, Nothing;
    ZoomOut: View, ActionZoomOut, with_ctrl(Key::Minus), Keeps, Nothing;
    PageDown: View, ActionPageDown, alone(Key::PageDown), Keeps, Nothing;
    PageUp: View, ActionPageUp, alone(Key::PageUp), Keeps, Nothing;
    FirstPage: View, ActionFirstPage, alone(Key::Home), Keeps, Nothing;
    LastPage: View, ActionLastPage, alone(Key::End), Keeps, Nothing;
    Preview: View, ActionPreview, alone(Key::V), Keeps, Pages;
    SideBySide: View, ActionSideBySide, alone(Key::S), Keeps, Pages;
    TextView: View, ActionTextView, alone(Key::T), Keeps, Pages;
    HideMarks: View, ActionHideMarks, alone(Key::H), Keeps, Pages;
    TurnPage: View, ActionTurnPage, alone(Key::R), Keeps, Pages;
    LeftPanel: View, ActionLeftPanel, alone(Key::F8), Keeps, Nothing;
    RightPanel: View, ActionRightPanel, alone(Key::F9), Keeps, Nothing;
    NextRegion: View, ActionNextRegion, alone(Key::F6), Keeps, Nothing;
    PreviousRegion: View, ActionPreviousRegion, with_shift(Key::F6), Keeps, Nothing;
    Display: View, ActionDisplay, alone(Key::F12), Keeps, Nothing;
    ChooseGround: Mark, ActionChooseGround, alone(Key::G), Changes, Nothing;
    Favourites: Mark, ActionFavourites, None, Changes, Nothing;
    Caret: Mark, ActionCaret, alone(Key::C), Keeps, Pages;
    FreeFrame: Mark, ActionFreeFrame, alone(Key::B), Changes, Nothing;
    CoverPage: Mark, ActionCoverPage, with_ctrl(Key::L), Changes, Pages;
    TakeWhole: Mark, ActionTakeWhole, alone(Key::F4), Changes, HalfWord;
    RepeatMark: Mark, ActionRepeat, with_ctrl(Key::R), Changes, OneMark;
    LookEverywhere: Mark, ActionLookEverywhere, with_ctrl_shift(Key::M), Keeps, OneMark;
    Widen: Mark, ActionWiden, None, Changes, Marks;
    NextDocument: Documents, ActionNextDocument, with_ctrl(Key::PageDown), Keeps, Nothing;
    PreviousDocument: Documents, ActionPreviousDocument, with_ctrl(Key::PageUp), Keeps, Nothing;
    NextToJudge: Documents, ActionNextToJudge, alone(Key::J), Keeps, Nothing;
    FinishPage: Documents, ActionFinishPage, alone(Key::A), Changes, Pages;
    NextUnfinished: Documents, ActionNextUnfinished, alone(Key::N), Keeps, Nothing;
    JudgeOpen: Documents, ActionJudgeOpen, alone(Key::O), Changes, Nothing;
    ReportReady: Documents, ActionReady, with_ctrl(Key::Enter), Changes, Documents;
    Approve: Documents, ActionApprove, with_ctrl_shift(Key::Enter), Changes, Documents;
    GiveBack: Documents, ActionGiveBack, None, Changes, Documents;
    TakeUp: Documents, ActionTakeUp, None, Changes, Documents;
    LookLater: Documents, ActionLookLater, alone(Key::L), Changes, Pages;
    NextRemark: Documents, ActionNextRemark, with_shift(Key::L), Keeps, Nothing;
    Remark: Documents, ActionRemark, alone(Key::M), Changes, Pages;
    AssignToMe: Documents, ActionAssignToMe, None, Changes, Documents;
    SplitHere: Documents, ActionSplitHere, None, Changes, Nothing;
    Join: Documents, ActionJoin, None, Changes, Nothing;
    RemoveDocuments: Documents, RemoveDocument, None, Changes, Documents;
    Suggestions: Dossier, ActionSuggestions, alone(Key::F3), Keeps, Nothing;
    Register: Dossier, ActionRegister, None, Changes, Nothing;
    Check: Dossier, ActionCheck, alone(Key::F7), Keeps, Nothing;
    Overview: Dossier, ActionOverview, alone(Key::F5), Keeps, Nothing;
    History: Dossier, ActionHistory, with_ctrl(Key::H), Keeps, Nothing;
    EditFacts: Dossier, ActionEditFacts, None, Changes, Nothing;
    EditConsiderations: Dossier, ActionEditConsiderations, None, Changes, Nothing;
    ProposeFacts: Dossier, ActionProposeFacts, with_ctrl(Key::D), Changes, Nothing;
    ConfirmTitles: Dossier, ActionConfirmTitles, with_ctrl(Key::T), Changes, Nothing;
    CopyTable: Dossier, ActionCopyTable, None, Keeps, Nothing;
    AddRow: Dossier, AddRow, None, Changes, Nothing;
    GroupByYear: Dossier, ActionGroupByYear, None, Changes, Nothing;
    Renumber: Dossier, ActionRenumber, None, Changes, Nothing;
    Destroy: Dossier, ActionDestroy, None, Changes, Nothing;
    Commands: Help, ActionCommands, with_ctrl(Key::K), Keeps, Nothing;
    Handbook: Help, ActionHandbook, alone(Key::F1), Keeps, Nothing;
    ShowKeys: Help, ActionShowKeys, with_shift(Key::F1), Keeps, Nothing;
    About: Help, ActionAbout, None, Keeps, Nothing;
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

/// The favourite (from 0) that a key stands for by its place on the keyboard, and whether with Shift.
pub fn digit(event: &Event) -> Option<(usize, bool)> {
    let Event::Key {
        key,
        physical_key,
        pressed: true,
        repeat: false,
        modifiers,
    } = event
    else {
        return None;
    };
    if modifiers.command || modifiers.alt {
        return None;
    }
    let place = |key: &Key| DIGITS.iter().position(|digit| digit == key);
    let found = physical_key.as_ref().and_then(place).or_else(|| place(key));
    Some((found?, modifiers.shift))
}

impl Action {
    /// Whether a line stands above it in its menu: with it begins something else.
    pub fn begins_group(self) -> bool {
        matches!(
            self,
            Self::AddFiles
                | Self::Export
                | Self::CloseDossier
                | Self::Delete
                | Self::Find
                | Self::SetName
                | Self::PageDown
                | Self::Preview
                | Self::LeftPanel
                | Self::Display
                | Self::Caret
                | Self::TakeWhole
                | Self::FinishPage
                | Self::JudgeOpen
                | Self::LookLater
                | Self::SplitHere
                | Self::EditFacts
                | Self::AddRow
                | Self::Destroy
                | Self::Handbook
                | Self::About
        )
    }

    /// The keys as they stand on a keyboard.
    pub fn keys(self, ctx: &egui::Context) -> Option<String> {
        Some(keys_text(ctx, &self.shortcut()?))
    }
}

/// Keys as they stand on a keyboard; a name is used only where the key has one.
pub fn keys_text(ctx: &egui::Context, keys: &KeyboardShortcut) -> String {
    const SIGNS: [(&str, &str); 6] = [
        ("Period", "."),
        ("Comma", ","),
        ("Plus", "+"),
        ("Minus", "-"),
        ("Escape", "Esc"),
        ("Delete", "Del"),
    ];
    let keys = ctx.format_shortcut(keys);
    let named = SIGNS.iter().find(|(name, _)| keys.ends_with(name));
    match named {
        Some((name, sign)) => format!("{}{sign}", keys.trim_end_matches(name)),
        None => keys,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
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

    #[test]
    fn every_menu_opens_with_a_letter_of_its_own_name() {
        for lang in [Lang::Dutch, Lang::English] {
            let letters: HashSet<char> = Menu::ALL.iter().map(|m| m.letter(lang)).collect();
            assert_eq!(letters.len(), Menu::ALL.len());
            for menu in Menu::ALL {
                let name = lang.text(menu.text()).to_uppercase();
                assert!(name.contains(menu.letter(lang)), "{name}");
            }
        }
        assert_eq!(Menu::Help.beside(1), Menu::File);
        assert_eq!(Menu::File.beside(-1), Menu::Help);
    }
}
