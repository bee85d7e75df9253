//! Remarks to colleagues, pages to be looked at again, and who works on which documents.

use super::feedback::Feedback;
use super::open_dossier::OpenDossier;
use super::workspace::Workspace;
use crate::i18n::Text;
use crate::model::dossier::account::Account;
use crate::model::dossier::document::DocumentId;
use crate::model::dossier::remark::{Remark, Said};
use crate::model::edit::{Change, Edit};
use crate::ui::Place;
use crate::ui::forms::ask::Ask;
use crate::ui::forms::dialogs::Dialog;
use crate::ui::panels::remarks_panel::RemarkIntent;

impl Workspace {
    /// Asks for a remark on the chosen mark, else on the page at hand.
    pub(super) fn ask_remark(&mut self) {
        let Some(document) = self.viewing.document else {
            return;
        };
        let mark = self.chosen.mark();
        let owned = mark.and_then(|mark| self.open.now().mark(mark));
        let place = match owned {
            Some((document, owned)) => Place {
                document: document.id,
                page: Some(owned.mark.page),
                mark,
            },
            None => Place {
                document,
                page: Some(self.viewing.page),
                mark: None,
            },
        };
        let number = self.open.now().document(place.document);
        let number = number.map_or_else(String::new, |d| d.number.to_string());
        let typed = String::new();
        self.ask(Dialog::Ask(Ask::Remark {
            place,
            number,
            typed,
        }));
    }

    pub(super) fn act_on_remark(&mut self, intent: RemarkIntent) {
        let by = self.open.account().to_owned();
        self.feedback.say(match intent {
            RemarkIntent::Add(..) => Text::EditRemark,
            RemarkIntent::Answer(..) => Text::EditRemarkAnswered,
        });
        let edit = match intent {
            RemarkIntent::Add(place, text) => Edit::AddRemark {
                document: place.document,
                remark: Remark {
                    page: place.page.unwrap_or_default(),
                    mark: place.mark,
                    said: vec![Said { by, text }],
                    solved: false,
                },
            },
            RemarkIntent::Answer(document, remark, text) => Edit::AnswerRemark {
                document,
                remark,
                said: Said { by, text },
            },
        };
        self.edit(edit);
    }

    /// The page at hand is to be looked at again; a second time, no longer.
    pub(super) fn look_later(&mut self) {
        let page = self.viewing.page;
        let Some(document) = self.viewing.current(self.open.now()) else {
            return;
        };
        let (id, bare) = (document.id, document.bare_remark(page));
        match bare {
            Some(remark) => {
                let solved = true;
                self.edit(Edit::SolveRemark {
                    document: id,
                    remark,
                    solved,
                });
                self.feedback.say(Text::LaterTakenBack);
            }
            None => {
                let place = Place {
                    document: id,
                    page: Some(page),
                    mark: None,
                };
                self.act_on_remark(RemarkIntent::Add(place, String::new()));
                self.feedback.say(Text::LaterKept);
            }
        }
    }
}

/// These documents are worked on by whoever works here; where they all are already, by nobody.
pub fn assign_to_me(documents: Vec<DocumentId>, open: &mut OpenDossier, feedback: &mut Feedback) {
    let me = open.account().to_owned();
    let is_mine = |id: &DocumentId| open.now().document(*id).is_some_and(|d| d.assignee == me);
    let (account, text) = match documents.iter().all(is_mine) {
        true => (Account::default(), Text::AssignedToNobody),
        false => (me, Text::AssignedToMe),
    };
    let count = documents.len();
    let change = Change::Assignee(account);
    if open.edit(Edit::ChangeDocuments { documents, change }, feedback) {
        feedback.say_with(text, &[&count]);
    }
}
