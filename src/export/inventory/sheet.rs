//! The inventory as a sheet that goes with a decision: A4 landscape, one page wide, ready to print.
//!
//! **Invariant:** every cell is text; the file names no person, program user or moment but the day it was given.
//! **Absent:** formulas, links, macros.
//!
//! Group rows are not merged, so that a copy can still be filtered; the lines above and below the table are, because
//! only a merged line wraps over the width of the page. Heights are set from measured text: no spreadsheet fits the
//! height of merged cells, and not every one fits that of wrapped cells when it opens a file.

use super::listed::{Group, Inventory, InventoryError};
use super::{columns, words};
use crate::model::blackout::label::{UNITS_PER_EM, advance};
use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, IgnoreError, Workbook,
    Worksheet,
};

/// Pixels (1/96 inch) that an A4 page has between its margins.
const PAGE_PIXELS: u32 = 1028;
/// Found in every office, by its own name or as a font of the same widths.
const FONT: &str = "Arial";
/// Points; so is the height of one line of it.
const TEXT_POINTS: f64 = 10.0;
const LINE_POINTS: f64 = 13.0;
const TITLE_POINTS: f64 = 14.0;
/// What a cell keeps free at its sides, in pixels, and at its top and bottom together, in points.
const SIDES_PIXELS: u32 = 8;
const ENDS_POINTS: f64 = 4.0;
const A4: u8 = 9;

pub fn bytes(inventory: &Inventory, day: &str) -> Result<Vec<u8>, InventoryError> {
    let day = ExcelDateTime::parse_from_str(day).map_err(|_reason| InventoryError::Day)?;
    let mut book = Workbook::new();
    let properties = DocProperties::new().set_title(&inventory.title);
    book.set_properties(&properties.set_creation_datetime(&day));
    let sheet = book.add_worksheet();
    sheet.set_name("Inventarislijst")?;
    let mut page = Page {
        sheet,
        style: Style::new(),
        widths: columns::widths(inventory, PAGE_PIXELS),
        row: 0,
    };
    page.above(inventory)?;
    page.table(inventory)?;
    page.below(inventory)?;
    page.paper(inventory)?;
    Ok(book.save_to_buffer()?)
}

struct Style {
    title: Format,
    subtitle: Format,
    warning: Format,
    head: Format,
    group: Format,
    cell: Format,
    middle: Format,
    note_head: Format,
    note: Format,
}

impl Style {
    fn new() -> Self {
        let (dark, rule) = (Color::RGB(0x1F3A5F), Color::RGB(0xB8C4D2));
        let text = Format::new().set_num_format("@");
        let text = text.set_font_name(FONT).set_font_size(TEXT_POINTS);
        let line = text.clone().set_text_wrap().set_align(FormatAlign::Top);
        let boxed = line
            .clone()
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_border_color(rule);
        let ruled = |format: Format| {
            let format = format.set_border_top(FormatBorder::Thin);
            format
                .set_border_bottom(FormatBorder::Thin)
                .set_border_color(rule)
        };
        Self {
            title: line
                .clone()
                .set_bold()
                .set_font_size(TITLE_POINTS)
                .set_font_color(dark),
            subtitle: line.clone(),
            warning: line.clone().set_bold().set_font_color(Color::RGB(0xA61B1B)),
            head: boxed
                .clone()
                .set_bold()
                .set_font_color(Color::White)
                .set_background_color(dark)
                .set_border_color(dark),
            group: ruled(text.clone())
                .set_bold()
                .set_background_color(Color::RGB(0xE8EDF3))
                .set_align(FormatAlign::VerticalCenter),
            middle: boxed.clone().set_align(FormatAlign::Center),
            cell: boxed,
            note_head: line.clone().set_bold(),
            note: line,
        }
    }
}

struct Page<'a> {
    sheet: &'a mut Worksheet,
    style: Style,
    /// Pixels.
    widths: Vec<u32>,
    row: u32,
}

/// The row at which the table begins follows from what stands above it.
fn head_row(inventory: &Inventory) -> u32 {
    let subtitle = u32::from(!inventory.subtitle.is_empty());
    let warning = u32::from(inventory.is_concept());
    1 + subtitle + warning + 1
}

impl Page<'_> {
    /// The last column.
    fn last(&self) -> u16 {
        u16::try_from(self.widths.len()).map_or(0, |count| count - 1)
    }

    /// A line over the whole width, as high as its text needs.
    fn line(&mut self, text: &str, format: &Format, size: f64) -> Result<(), InventoryError> {
        let last = self.last();
        self.sheet
            .merge_range(self.row, 0, self.row, last, text, format)?;
        let height = lines(text, PAGE_PIXELS, size) * LINE_POINTS * size / TEXT_POINTS;
        self.sheet.set_row_height(self.row, height + 1.0)?;
        self.row += 1;
        Ok(())
    }

    fn above(&mut self, inventory: &Inventory) -> Result<(), InventoryError> {
        let (title, subtitle) = (self.style.title.clone(), self.style.subtitle.clone());
        self.line(&inventory.title, &title, TITLE_POINTS)?;
        if !inventory.subtitle.is_empty() {
            self.line(&inventory.subtitle, &subtitle, TEXT_POINTS)?;
        }
        if let Some(missing) = words::missing(&inventory.missing) {
            let warning = self.style.warning.clone();
            self.line(&missing, &warning, TEXT_POINTS)?;
        }
        self.sheet.set_row_height(self.row, 8)?;
        self.row += 1;
        Ok(())
    }

    fn table(&mut self, inventory: &Inventory) -> Result<(), InventoryError> {
        for (column, head) in (0..).zip(inventory.heads()) {
            self.sheet
                .write_string_with_format(self.row, column, head, &self.style.head)?;
        }
        self.sheet.set_row_height(self.row, 20)?;
        self.row += 1;
        for group in &inventory.groups {
            self.group(inventory, group)?;
        }
        Ok(())
    }

    fn group(&mut self, inventory: &Inventory, group: &Group) -> Result<(), InventoryError> {
        if !group.heading.is_empty() {
            for column in 0..=self.last() {
                self.sheet
                    .write_blank(self.row, column, &self.style.group)?;
            }
            self.sheet
                .write_string_with_format(self.row, 0, &group.heading, &self.style.group)?;
            self.sheet.set_row_height(self.row, 18)?;
            self.row += 1;
        }
        for row in &group.rows {
            self.cells(inventory, inventory.row_cells(row))?;
        }
        if group.rows.is_empty() {
            self.cells(inventory, inventory.empty_row(group))?;
        }
        Ok(())
    }

    fn cells(&mut self, inventory: &Inventory, cells: Vec<String>) -> Result<(), InventoryError> {
        let kinds = columns::of(inventory.columns);
        let mut most = 1.0_f64;
        let columns = self.widths.iter().zip(kinds).zip(cells);
        for (column, ((width, kind), text)) in (0_u16..).zip(columns) {
            most = most.max(lines(&text, *width, TEXT_POINTS));
            let format = match kind.is_centred {
                true => &self.style.middle,
                false => &self.style.cell,
            };
            self.sheet
                .write_string_with_format(self.row, column, text, format)?;
        }
        self.sheet
            .set_row_height(self.row, most * LINE_POINTS + ENDS_POINTS)?;
        self.row += 1;
        Ok(())
    }

    fn below(&mut self, inventory: &Inventory) -> Result<(), InventoryError> {
        let (head, note) = (self.style.note_head.clone(), self.style.note.clone());
        self.row += 1;
        self.line(&inventory.count, &head, TEXT_POINTS)?;
        if inventory.used.is_empty() {
            return Ok(());
        }
        self.row += 1;
        self.line("Gebruikte gronden", &head, TEXT_POINTS)?;
        for used in &inventory.used {
            self.line(&used.meaning, &note, TEXT_POINTS)?;
        }
        Ok(())
    }

    fn paper(&mut self, inventory: &Inventory) -> Result<(), InventoryError> {
        for (column, width) in (0_u16..).zip(self.widths.clone()) {
            self.sheet.set_column_width_pixels(column, width)?;
        }
        let (head, last) = (head_row(inventory), self.row.saturating_sub(1));
        self.sheet.set_freeze_panes(head + 1, 0)?;
        self.sheet.set_repeat_rows(head, head)?;
        let end = self.last();
        self.sheet.set_print_area(0, 0, last, end)?;
        // Numbers of pages and dates are text on purpose: without this each would carry a warning triangle.
        self.sheet
            .ignore_error_range(0, 0, last, end, IgnoreError::NumberStoredAsText)?;
        self.sheet
            .set_landscape()
            .set_paper_size(A4)
            .set_print_fit_to_pages(1, 0)
            .set_margins(0.5, 0.5, 0.6, 0.7, 0.3, 0.3)
            .set_footer("&C&9Pagina &P van &N");
        Ok(())
    }
}

/// Lines that a text takes in a cell of this width, wrapped between words; a long word is broken.
///
/// Measured in the face of the labels, of which [`FONT`] is a little narrower: a row may be too high, never too low.
fn lines(text: &str, pixels: u32, size: f64) -> f64 {
    const ARIAL_SHARE: f64 = 0.96;
    let width = |text: &str| -> f64 {
        let units = text.chars().map(|c| f64::from(advance(c).unwrap_or(1300)));
        units.sum::<f64>() / UNITS_PER_EM * size * ARIAL_SHARE
    };
    let room = f64::from(pixels - SIDES_PIXELS) * 0.75;
    let (mut lines, mut at) = (1.0, 0.0);
    for word in text.split(' ') {
        let long = width(word);
        if at > 0.0 && at + long > room {
            lines += 1.0;
            at = 0.0;
        }
        if long > room {
            lines += (long / room).floor();
        }
        at += long % room + width(" ");
    }
    lines
}
