//! What has been drawn so far, nested in its clips and groups.
//!
//! **Invariant:** a clip or group of which nothing survives leaves no trace, and text that ends up side by side in one
//! colour is one run, so that what was removed in between cannot be told.
//! **Absent:** decisions about areas; what arrives here survives.

use super::drawing::Reason;
use crate::writer::page::{Item, Outline, Paint, PlacedGlyph, TextMode, TextRun};
use crate::writer::parts::Belongs;
use kurbo::{Affine, Rect};

/// A glyph that survived, with what decides whether anybody can see it.
#[derive(Clone, Debug)]
pub struct KeptGlyph {
    pub glyph: u32,
    pub place: Affine,
    pub ink: Rect,
    /// When it was drawn.
    pub order: u32,
    pub kind: Kind,
    /// What the source says of it.
    pub part: Belongs,
}

impl KeptGlyph {
    /// The same as a part of the text layer of a picture.
    pub fn into_layer(self) -> Self {
        let kind = match self.kind {
            Kind::Blank | Kind::Hidden => self.kind,
            Kind::Drawn | Kind::Layer | Kind::Named => Kind::Layer,
        };
        Self { kind, ..self }
    }
}

/// How a glyph is seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// By its own ink.
    Drawn,
    /// The text layer of a picture.
    Layer,
    /// Its ink is drawn as paths or pictures beside it.
    Named,
    /// Not at all: PDFium knows that it changes nothing.
    Hidden,
    Blank,
}

/// A drawing step that is still to be looked at.
#[derive(Clone, Debug)]
pub enum Node {
    Item(Item),
    Text(TextMode, Vec<KeptGlyph>),
    Clip(Outline, Vec<Drawn>),
}

/// A drawing step with where its ink lies.
#[derive(Clone, Debug)]
pub struct Drawn {
    pub bounds: Rect,
    /// When it was drawn.
    pub order: u32,
    pub node: Node,
}

enum Frame {
    /// `whole` is the shape before areas were cut out, where it is an upright rectangle.
    Clip { shape: Outline, whole: Option<Rect> },
    /// A group that changes nothing, or only makes one thing see-through or a marker's.
    Group {
        alpha: u8,
        unsupported: Option<Reason>,
        multiplies: bool,
    },
}

impl Frame {
    fn is_plain(&self) -> bool {
        match self {
            Self::Clip { .. } => true,
            Self::Group {
                alpha,
                unsupported,
                multiplies,
            } => *alpha == 255 && unsupported.is_none() && !multiplies,
        }
    }
}

/// The page under construction.
pub struct Scene {
    frames: Vec<(Frame, Vec<Drawn>)>,
    top: Vec<Drawn>,
    /// What can be seen at all: the page within all open clips.
    visible: Vec<Rect>,
    pub steps: u32,
}

impl Scene {
    pub fn new(page: Rect) -> Self {
        Self {
            frames: Vec::new(),
            top: Vec::new(),
            visible: vec![page],
            steps: 0,
        }
    }

    /// The part of the page that open clips let through, at most.
    pub fn visible(&self) -> Rect {
        self.visible.last().copied().unwrap_or(Rect::ZERO)
    }

    /// The open clips that are no rectangles.
    pub fn shapes(&self) -> Vec<Outline> {
        let shaped = |(frame, _): &(Frame, Vec<Drawn>)| match frame {
            Frame::Clip { shape, whole: None } => Some(shape.clone()),
            Frame::Clip { .. } | Frame::Group { .. } => None,
        };
        self.frames.iter().filter_map(shaped).collect()
    }

    fn level(&mut self) -> &mut Vec<Drawn> {
        match self.frames.last_mut() {
            Some((_, level)) => level,
            None => &mut self.top,
        }
    }

    pub fn draw(&mut self, bounds: Rect, item: Item) {
        self.steps += 1;
        let node = Node::Item(item);
        self.add(bounds, node);
    }

    pub fn text(&mut self, mode: TextMode, glyphs: Vec<KeptGlyph>) {
        if let Some(bounds) = glyphs.iter().map(|g| g.ink).reduce(|a, b| a.union(b)) {
            self.steps += 1;
            let node = Node::Text(mode, glyphs);
            self.add(bounds, node);
        }
    }

    fn add(&mut self, bounds: Rect, node: Node) {
        let order = self.steps;
        self.push(Drawn {
            bounds,
            order,
            node,
        });
    }

    fn push(&mut self, drawn: Drawn) {
        let level = self.level();
        if let Some(last) = level.last_mut() {
            match (&mut last.node, &drawn.node) {
                (Node::Text(mode, glyphs), Node::Text(next, more)) if mode == next => {
                    glyphs.extend(more.iter().cloned());
                    last.bounds = last.bounds.union(drawn.bounds);
                    return;
                }
                (Node::Clip(shape, nodes), Node::Clip(next, more)) if shape == next => {
                    nodes.extend(more.iter().cloned());
                    last.bounds = last.bounds.union(drawn.bounds);
                    return;
                }
                _ => {}
            }
        }
        level.push(drawn);
    }

    /// Takes back the glyphs drawn last, when they are this many and in this mode.
    pub fn take_last(&mut self, mode: TextMode, count: usize) -> Option<Vec<KeptGlyph>> {
        let level = self.level();
        let last = level.last_mut()?;
        let Node::Text(found, glyphs) = &mut last.node else {
            return None;
        };
        if *found != mode || glyphs.len() < count || count == 0 {
            return None;
        }
        let taken = glyphs.split_off(glyphs.len() - count);
        if glyphs.is_empty() {
            level.pop();
        }
        Some(taken)
    }

    pub fn open_clip(&mut self, shape: Outline, bounds: Rect, whole: Option<Rect>) {
        let visible = self.visible().intersect(bounds);
        self.visible.push(visible);
        self.frames.push((Frame::Clip { shape, whole }, Vec::new()));
    }

    pub fn close_clip(&mut self) {
        if !matches!(self.frames.last(), Some((Frame::Clip { .. }, _))) {
            return;
        }
        let Some((Frame::Clip { shape, whole }, nodes)) = self.frames.pop() else {
            return;
        };
        self.visible.pop();
        let Some(bounds) = nodes.iter().map(|n| n.bounds).reduce(|a, b| a.union(b)) else {
            return;
        };
        // Through a clip of which nothing is left nothing shows: all of it lay under an area.
        if shape.path.elements().is_empty() {
            return;
        }
        // A clip that cuts nothing off says nothing.
        if whole.is_some_and(|r| r.inflate(0.005, 0.005).contains_rect(bounds)) {
            nodes.into_iter().for_each(|node| self.push(node));
            return;
        }
        let node = Node::Clip(shape, nodes);
        let bounds = bounds.intersect(whole.unwrap_or(bounds));
        self.add(bounds, node);
    }

    /// `multiplies` says that the group is laid over what is below as a marker is.
    pub fn open_group(&mut self, alpha: u8, unsupported: Option<Reason>, multiplies: bool) {
        let group = Frame::Group {
            alpha,
            unsupported,
            multiplies,
        };
        self.frames.push((group, Vec::new()));
    }

    /// Closes a group; gives its steps back with the reason when they cannot be drawn as a group.
    pub fn close_group(&mut self) -> Option<(Reason, Vec<Drawn>)> {
        if !matches!(self.frames.last(), Some((Frame::Group { .. }, _))) {
            return None;
        }
        let (
            Frame::Group {
                alpha,
                unsupported,
                multiplies,
            },
            mut nodes,
        ) = self.frames.pop()?
        else {
            return None;
        };
        if nodes.is_empty() || alpha == 0 {
            return None;
        }
        if let Some(reason) = unsupported {
            return Some((reason, nodes));
        }
        if multiplies {
            let alone = alpha == 255
                && self.is_plain()
                && nodes.len() == 1
                && nodes.iter_mut().all(|n| mark(&mut n.node));
            if !alone {
                return Some((Reason::BlendMode, nodes));
            }
        } else if alpha < 255 {
            let alone = nodes.len() == 1 && nodes.iter_mut().all(|n| fade(&mut n.node, alpha));
            if !alone {
                return Some((Reason::Group, nodes));
            }
        }
        nodes.into_iter().for_each(|node| self.push(node));
        None
    }

    /// Makes the outermost group that changes how its steps look one that cannot be drawn; false when there is none.
    pub fn give_up_group(&mut self, reason: Reason) -> bool {
        for (frame, _) in &mut self.frames {
            if let Frame::Group {
                alpha,
                unsupported,
                multiplies,
            } = frame
                && (*alpha < 255 || *multiplies || unsupported.is_some())
            {
                unsupported.get_or_insert(reason);
                return true;
            }
        }
        false
    }

    /// Whether what is drawn now covers all of its place: no group fades it, and no clip is less than a rectangle.
    pub fn is_solid(&self) -> bool {
        self.frames.iter().all(|(frame, _)| match frame {
            Frame::Clip { whole, .. } => whole.is_some(),
            Frame::Group { .. } => frame.is_plain(),
        })
    }

    /// Whether no open group changes how its steps look.
    pub fn is_plain(&self) -> bool {
        self.frames.iter().all(|(frame, _)| frame.is_plain())
    }

    /// The whole page, once everything has been drawn.
    pub fn finish(mut self) -> Vec<Drawn> {
        while !self.frames.is_empty() {
            self.close_clip();
            if let Some((_, nodes)) = self.close_group() {
                nodes.into_iter().for_each(|node| self.push(node));
            }
        }
        self.top
    }
}

/// Makes one step see-through; false when its parts would show through one another.
fn fade(node: &mut Node, by: u8) -> bool {
    let faded = |alpha: u8| ((u32::from(alpha) * u32::from(by) + 127) / 255) as u8;
    match node {
        Node::Item(Item::Picture { alpha, .. }) => *alpha = faded(*alpha),
        Node::Item(
            Item::Stencil { paint, .. } | Item::Fill { paint, .. } | Item::Stroke { paint, .. },
        ) => paint.alpha = faded(paint.alpha),
        Node::Text(TextMode::Fill(paint), _) => paint.alpha = faded(paint.alpha),
        Node::Text(TextMode::Invisible | TextMode::Read, _) => {}
        Node::Clip(_, nodes) if nodes.len() == 1 => {
            return nodes.iter_mut().all(|n| fade(&mut n.node, by));
        }
        Node::Item(_) | Node::Text(..) | Node::Clip(..) => return false,
    }
    true
}

/// Makes one opaque shape a marker's; false when it is anything else.
fn mark(node: &mut Node) -> bool {
    match node {
        Node::Item(Item::Fill { shape, paint }) if paint.alpha == 255 => {
            *node = Node::Item(Item::Marker {
                shape: shape.clone(),
                colour: paint.colour,
            });
            true
        }
        Node::Clip(_, nodes) if nodes.len() == 1 => nodes.iter_mut().all(|n| mark(&mut n.node)),
        Node::Item(_) | Node::Text(..) | Node::Clip(..) => false,
    }
}

/// A colour with its opacity.
pub fn paint([r, g, b, alpha]: [u8; 4]) -> Paint {
    Paint {
        colour: [r, g, b],
        alpha,
    }
}

/// The steps as they are written: those that `hidden` names are left out, given with their bounds and order; glyphs are
/// filtered by `keep`, which may also change how they are painted.
pub fn items(
    drawn: Vec<Drawn>,
    hidden: &impl Fn(&Item, Rect, u32) -> bool,
    keep: &mut impl FnMut(TextMode, KeptGlyph) -> Option<TextMode>,
) -> Vec<Item> {
    let mut out: Vec<Item> = Vec::new();
    for Drawn {
        node,
        bounds,
        order,
    } in drawn
    {
        match node {
            Node::Item(item) if hidden(&item, bounds, order) => {}
            Node::Item(item) => out.push(item),
            Node::Clip(shape, nodes) => {
                let items = items(nodes, hidden, keep);
                if !items.is_empty() {
                    out.push(Item::Clip { shape, items });
                }
            }
            Node::Text(mode, glyphs) => {
                for shown in glyphs {
                    let placed = PlacedGlyph {
                        glyph: shown.glyph,
                        place: shown.place,
                        part: shown.part,
                    };
                    if let Some(mode) = keep(mode, shown) {
                        add_glyph(&mut out, mode, placed);
                    }
                }
            }
        }
    }
    out
}

fn add_glyph(out: &mut Vec<Item>, mode: TextMode, placed: PlacedGlyph) {
    match out.last_mut() {
        Some(Item::Text(run)) if run.mode == mode => run.glyphs.push(placed),
        _ => out.push(Item::Text(TextRun {
            glyphs: vec![placed],
            mode,
        })),
    }
}

/// Calls `see` with what each glyph belongs to, to change it.
pub fn each_part(items: &mut [Item], see: &mut dyn FnMut(&mut Belongs)) {
    for item in items {
        match item {
            Item::Text(run) => run.glyphs.iter_mut().for_each(|g| see(&mut g.part)),
            Item::Clip { items, .. } => each_part(items, see),
            Item::Picture { .. } | Item::Stencil { .. } => {}
            Item::Fill { .. } | Item::Stroke { .. } | Item::Marker { .. } => {}
        }
    }
}

/// Calls `see` with each picture number in order, to change it.
pub fn each_picture(items: &mut [Item], see: &mut impl FnMut(&mut u32)) {
    for item in items {
        match item {
            Item::Picture { picture, .. } | Item::Stencil { picture, .. } => see(picture),
            Item::Clip { items, .. } => each_picture(items, see),
            Item::Text(_) | Item::Fill { .. } | Item::Stroke { .. } | Item::Marker { .. } => {}
        }
    }
}
