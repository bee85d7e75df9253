//! The export check at the desk: run on a thread of its own, kept up with what is settled, answered as edits.
//!
//! **Invariant:** facts are asked anew after every change, beside the frame: what held before is shown until that is
//! known, and is never acted on. What texts say holds until they are read again, and the panel says that it is old.

use super::desk::{Desk, sizes_of};
use super::tools::Tools;
use crate::clock;
use crate::i18n::{Lang, Text};
use crate::jobs::check::{self, CheckJob, Finding};
use crate::jobs::task::{Look, Task};
use crate::jobs::{Want, Wish};
use crate::model::document::DocumentId;
use crate::model::dossier::Dossier;
use crate::model::geometry::PageRect;
use crate::model::snap;
use crate::ui::check_panel::{CheckPanel, CheckWish, Checked, Side, compare_ui, place_name};
use crate::ui::clipping::Clipping;
use crate::ui::overview::Found;
use crate::ui::theme;
use crate::ui::{Place, Wanted};
use egui::Ui;
use std::sync::Arc;

/// Words that are shown beside a passage.
const REACH: usize = 9;

/// How the export check of a dossier stands.
#[derive(Default)]
pub struct Checking {
    panel: CheckPanel,
    task: Option<Task<Option<Read>>>,
    /// The dossier that is being checked.
    begun: Arc<Dossier>,
    /// The dossier whose texts were read, and what was found in it.
    read: Option<(Arc<Dossier>, Arc<Vec<Finding>>)>,
    /// What holds now, and of which dossier.
    now: Option<(Arc<Dossier>, Vec<Finding>)>,
    /// The dossier of which it was last asked what holds.
    asked: Option<Arc<Dossier>>,
    asking: Option<Task<Vec<Finding>>>,
}

/// What was found in the texts, and what of it holds.
struct Read {
    found: Arc<Vec<Finding>>,
    open: Vec<Finding>,
}

impl Checking {
    /// The finding that is looked at.
    pub fn chosen(&self) -> Option<&Finding> {
        self.panel.chosen()
    }

    /// What held when it was last known.
    fn latest(&self) -> &[Finding] {
        self.now.as_ref().map_or(&[], |(_, found)| found)
    }

    /// Has it found out beside the frame what holds now: in a large dossier that takes longer than a frame.
    fn keep_up(&mut self, dossier: &Arc<Dossier>, wake: &Arc<dyn Fn() + Send + Sync>) {
        match self.asking.as_ref().map(Task::look) {
            Some(Look::Running) => return,
            Some(Look::Done(found)) => self.now = self.asked.clone().map(|of| (of, found)),
            Some(Look::Broken) | None => {}
        }
        self.asking = None;
        let is_same = |of: &Arc<Dossier>| Arc::ptr_eq(of, dossier);
        let known = self.now.as_ref().map(|(of, _)| of);
        if known.is_some_and(is_same) || self.asked.as_ref().is_some_and(is_same) {
            return;
        }
        self.asked = Some(dossier.clone());
        let before = self.read.as_ref().map(|(_, found)| found.clone());
        let (dossier, today) = (dossier.clone(), clock::today());
        self.asking = Some(Task::start(wake.clone(), move |_| {
            check::open_now(&dossier, &today, before.as_deref().map_or(&[], |f| f))
        }));
    }

    /// What is being asked is of texts that are no longer those that were read.
    fn forget_asked(&mut self) {
        (self.asked, self.asking) = (None, None);
    }

    /// What holds of a dossier now, whatever it takes: to act on.
    pub fn findings(&mut self, dossier: &Arc<Dossier>) -> &[Finding] {
        let is_same = |(of, _): &(Arc<Dossier>, Vec<Finding>)| Arc::ptr_eq(of, dossier);
        if !self.now.as_ref().is_some_and(is_same) {
            let before = self.read.as_ref().map_or(&[][..], |(_, found)| &found[..]);
            let open = check::open_now(dossier, &clock::today(), before);
            self.now = Some((dossier.clone(), open));
        }
        self.latest()
    }

    /// Whether the texts were read as the dossier is now.
    pub fn is_fresh(&self, dossier: &Arc<Dossier>) -> bool {
        let read = self.read.as_ref();
        read.is_some_and(|(of, _)| Arc::ptr_eq(of, dossier))
    }

    fn take(&mut self) {
        let outcome = match self.task.as_ref().map(Task::look) {
            Some(Look::Done(found)) => found,
            Some(Look::Broken) => None,
            Some(Look::Running) | None => return,
        };
        self.task = None;
        if let Some(Read { found, open }) = outcome {
            self.read = Some((self.begun.clone(), found));
            self.now = Some((self.begun.clone(), open));
            self.forget_asked();
        }
    }
}

impl Desk {
    /// Starts reading the texts, unless that is being done or they are known.
    pub(super) fn check(&mut self, tools: &Tools) {
        let dossier = self.dossier().clone();
        if self.checking.task.is_some() || self.checking.is_fresh(&dossier) {
            return;
        }
        let job = CheckJob {
            dossier: dossier.clone(),
            folder: self.folder.clone(),
            today: clock::today(),
            passwords: self.passwords.clone(),
        };
        let engine = tools.engine.clone();
        self.checking.begun = dossier;
        self.checking.task = Some(Task::start(tools.wake.clone(), move |reporter| {
            let found = Arc::new(check::run(&engine, &job, reporter)?.findings);
            let open = check::open_now(&job.dossier, &job.today, &found);
            Some(Read { found, open })
        }));
    }

    /// The finding that is looked at, while the panel shows.
    fn looked_at(&self) -> Option<&Finding> {
        self.checking.chosen().filter(|_| self.checks())
    }

    /// How many findings there are, as far as is known.
    pub(super) fn found(&self) -> Found {
        let findings = self.checking.latest();
        let blocking = findings.iter().filter(|f| f.blocks()).count();
        Found {
            blocking,
            warnings: findings.len() - blocking,
            is_known: self.checking.now.is_some(),
            is_fresh: self.checking.is_fresh(self.dossier()),
            is_running: self.checking.task.is_some(),
        }
    }

    pub(super) fn take_checked(&mut self, tools: &Tools) {
        let dossier = self.dossier().clone();
        self.checking.take();
        self.checking.keep_up(&dossier, &tools.wake);
    }

    pub(super) fn check_ui(&mut self, ui: &mut Ui, lang: Lang, wanted: &mut Vec<Wanted>) {
        let dossier = self.dossier().clone();
        let mut panel = std::mem::take(&mut self.checking.panel);
        let checking = &self.checking;
        let shown = Checked {
            dossier: &dossier,
            findings: checking.latest(),
            is_known: checking.now.is_some(),
            running: checking.task.as_ref().map(Task::status),
            is_old: !checking.is_fresh(&dossier),
            can_edit: self.can_edit(),
            lang,
        };
        panel.show(ui, &shown, wanted);
        self.checking.panel = panel;
    }

    /// The two places of a passage side by side; returns the texts and pictures of pages that are missing.
    pub(super) fn compare(
        &self,
        ui: &mut Ui,
        tools: &mut Tools,
        wanted: &mut Vec<Wanted>,
    ) -> Vec<Wish> {
        let mut missing = Vec::new();
        let looked_at = self.looked_at().cloned();
        let Some((finding, hidden)) = looked_at.and_then(|f| Some((f.clone(), f.hidden?))) else {
            return missing;
        };
        let dossier = self.dossier();
        let owned = dossier.document(hidden.document);
        let owned = owned.and_then(|document| document.mark(hidden.mark));
        let covered = owned.and_then(|owned| {
            let areas = &owned.mark.areas;
            self.side(hidden.document, hidden.page, areas, tools, &mut missing)
        });
        let readable = match (finding.document, finding.page) {
            (Some(document), Some(page)) => {
                self.side(document, page, &finding.areas, tools, &mut missing)
            }
            _ => finding.field.map(|field| {
                let name = tools.lang.text(crate::error::field_name(field));
                let said = check::saying(dossier, &finding).unwrap_or_default();
                Side {
                    words: Some([format!("{name}:"), said, String::new()]),
                    clipping: None,
                }
            }),
        };
        let sides = [covered, readable].map(Option::unwrap_or_default);
        let panel = egui::Panel::bottom("compare");
        let pictures = panel.show(ui, |ui| {
            let (pictures, lang) = (&mut tools.pictures, tools.lang);
            theme::name_panel(ui, lang.text(Text::PanelCompare));
            compare_ui(ui, &finding, sides, pictures, lang, wanted)
        });
        missing.extend(pictures.inner);
        missing
    }

    /// A place in words and as it looks; what is not at hand is wished for.
    fn side(
        &self,
        document: DocumentId,
        page: usize,
        areas: &[PageRect],
        tools: &Tools,
        missing: &mut Vec<Wish>,
    ) -> Option<Side> {
        let document = self.dossier().document(document)?;
        let source = self.source_of(document)?;
        let text = tools.facts.known_text(&source, page);
        if text.is_none() {
            let (source, want) = (source.clone(), Want::Text(page));
            missing.push(Wish { source, want });
        }
        let place = place_name(&document.number, Some(page), tools.lang);
        let size = sizes_of(document).get(page).copied();
        let clipping = size.map(|size| Clipping {
            source,
            page,
            size,
            areas: areas.to_vec(),
            name: tools.lang.fill(Text::PictureOf, &[&place]),
        });
        let words = text.map(|text| snap::context(&text, areas, REACH));
        Some(Side { words, clipping })
    }

    /// What is readable by the chosen finding on a page of the document at hand.
    pub(super) fn found_on(&self, page: usize) -> &[PageRect] {
        let here = self
            .looked_at()
            .filter(|f| f.document == self.current && f.page == Some(page));
        here.map_or(&[], |f| &f.areas)
    }

    pub(super) fn check_wish(&mut self, wish: CheckWish, tools: &Tools) {
        let lang = tools.lang;
        let dossier = self.dossier().clone();
        match wish {
            CheckWish::Run => {
                self.checking.read = None;
                self.checking.forget_asked();
                self.check(tools);
            }
            CheckWish::Stop => {
                if let Some(task) = &self.checking.task {
                    task.stop();
                }
            }
            CheckWish::GoTo(finding) => self.go_to_finding(&finding),
            CheckWish::GoToHidden(finding) => {
                if let Some(hidden) = finding.hidden {
                    self.go_to(Place {
                        document: hidden.document,
                        page: Some(hidden.page),
                        mark: Some(hidden.mark),
                    });
                }
            }
            CheckWish::Cover(passage) => {
                let findings = self.checking.findings(&dossier);
                let covering = check::cover(&dossier, findings, passage, &self.account);
                if let Some(edit) = covering {
                    self.edit(edit, lang);
                    lang.text(Text::CheckCovered).clone_into(&mut self.message);
                }
            }
            CheckWish::Visible(passage, reason) => {
                let findings = self.checking.findings(&dossier);
                if let Some(edit) = check::visible(findings, passage, &reason) {
                    self.edit(edit, lang);
                }
            }
            CheckWish::Answer(question, reason) => {
                self.edit(check::answer(question, &reason), lang);
            }
        }
    }

    /// To the page or mark of a finding; where it has none, to the form in which it is mended.
    fn go_to_finding(&mut self, finding: &Finding) {
        let Some(document) = finding.document else {
            self.open_facts_of(finding);
            return;
        };
        self.go_to(Place {
            document,
            page: finding.page,
            mark: finding.mark,
        });
        // What is covered elsewhere is shown beside the field that says it.
        let has_two_sides = finding.hidden.is_some();
        if finding.page.is_none() && finding.kind.is_of_document() && !has_two_sides {
            self.open_document();
        }
        let top = finding.areas.first().map(PageRect::top);
        if let (Some(top), Some(page), Some((view, layout))) =
            (top, finding.page, self.view(document))
        {
            view.show_place(page, top, layout);
        }
    }
}
