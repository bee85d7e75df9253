//! What lies wholly under an area.

use super::kind::Kind;
use super::{Area, Side};
use std::fmt::Write;

impl Side {
    /// What lies wholly under an area.
    pub fn within(&mut self, kind: Kind, place: Area) {
        let text = self.text(place);
        let drawn = match kind {
            Kind::PiecedText => self.pieced_text(place),
            Kind::InvisibleText => {
                let mode = self.secret.one(&["1", "2", "3", "5", "7"]);
                format!("q {mode} Tr 0.3 w {text} Q")
            }
            Kind::Shapes => self.shape(place),
            Kind::Picture => self.picture(place),
            Kind::InlinePicture => self.inline_picture(place),
            Kind::Masked => self.masked(place),
            Kind::Pattern => self.pattern(place),
            Kind::Shading => self.shading(place),
            Kind::Form => self.form(text),
            Kind::Annotation => {
                let kind = self.secret.one(&["Square", "Stamp", "FreeText", "Ink"]);
                let words = self.secret.word(12);
                let keys = format!("/Subtype/{kind}/Contents({words})/T({words})/F 4");
                self.annotation(place, &keys);
                String::new()
            }
            Kind::Field => {
                let words = self.secret.word(9);
                let keys =
                    format!("/Subtype/Widget/FT/Tx/T({words})/V({words})/DA(/Helv 8 Tf 0 g)/F 4");
                self.annotation(place, &keys);
                String::new()
            }
            Kind::Layer => {
                let (name, title) = (self.name(), self.secret.word(8));
                let layer = self.maker.object(format!("<</Type/OCG/Name({title})>>"));
                write!(self.properties, "/{name} {layer} 0 R").unwrap();
                format!("/OC /{name} BDC {text} EMC")
            }
            Kind::Marked => {
                let words = self.secret.word(10);
                let key = self.secret.one(&["ActualText", "Alt", "E"]);
                format!("/Span<</{key}({words})>>BDC {text} EMC")
            }
            Kind::Blend => {
                let mode = self
                    .secret
                    .one(&["Multiply", "Difference", "Luminosity", "Screen"]);
                let name = self.state(&format!("/BM/{mode}/ca 0.5"));
                let shape = self.shape(place);
                format!("q /{name} gs {shape} Q")
            }
            Kind::FontOfItsOwn => self.font_of_its_own(place),
            Kind::DrawnFont => self.drawn_font(place),
            _ => text,
        };
        self.draw(drawn);
    }

    /// Shown in pieces, as a line is that is set out.
    fn pieced_text(&mut self, [left, bottom, ..]: Area) -> String {
        let y = bottom + 2.0;
        let words = [0; 3].map(|_| self.secret.word(2));
        let kern = self.secret.below(200);
        format!(
            "BT /C 6 Tf {left:.2} {y:.2} Td [({})-{kern}({})] TJ ({}) Tj ET",
            words[0], words[1], words[2]
        )
    }

    fn picture(&mut self, [left, bottom, right, top]: Area) -> String {
        let (width, height) = (right - left, top - bottom);
        let side = 2 + self.secret.below(20);
        let bytes: Vec<u8> = (0..side * side).map(|_| self.secret.next() as u8).collect();
        let keys = format!(
            "/Type/XObject/Subtype/Image/Width {side}/Height {side}/BitsPerComponent 8/ColorSpace/DeviceGray"
        );
        let picture = self.maker.stream(&keys, bytes);
        let name = self.object(picture);
        format!("q {width:.2} 0 0 {height:.2} {left:.2} {bottom:.2} cm /{name} Do Q")
    }

    fn inline_picture(&mut self, [left, bottom, right, top]: Area) -> String {
        let (width, height) = (right - left, top - bottom);
        let hex: String = (0..4)
            .map(|_| format!("{:02x}", self.secret.next() as u8))
            .collect();
        format!(
            "q {width:.2} 0 0 {height:.2} {left:.2} {bottom:.2} cm BI /W 2 /H 2 /BPC 8 /CS /G /F /AHx ID {hex}> EI Q"
        )
    }

    fn masked(&mut self, place: Area) -> String {
        let [left, bottom, right, top] = place;
        let (width, height) = (right - left, top - bottom);
        let inner = self.shape(place);
        let group = self.maker.stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Group<</S/Transparency/CS/DeviceGray>>",
            inner,
        );
        let name = self.state(&format!("/SMask<</S/Luminosity/G {group} 0 R>>"));
        format!("q /{name} gs {left:.2} {bottom:.2} {width:.2} {height:.2} re f Q")
    }

    fn pattern(&mut self, [left, bottom, right, top]: Area) -> String {
        let (width, height) = (right - left, top - bottom);
        let (step, colour) = (self.secret.between(3.0, 9.0), self.secret.colour());
        let tile = self.maker.stream(
                &format!("/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep {step}/YStep {step}/Resources<<>>"),
                format!("{colour} 1 1 2 2 re f"),
            );
        let name = self.name();
        write!(self.patterns, "/{name} {tile} 0 R").unwrap();
        format!("q /Pattern cs /{name} scn {left:.2} {bottom:.2} {width:.2} {height:.2} re f Q")
    }

    fn shading(&mut self, [left, bottom, right, top]: Area) -> String {
        let (width, height) = (right - left, top - bottom);
        let [a, b, c] = [0; 3].map(|_| self.secret.between(0.0, 1.0));
        let name = self.name();
        write!(
                self.shadings,
                "/{name}<</ShadingType 2/ColorSpace/DeviceRGB/Coords[{left:.2} {bottom:.2} {right:.2} {top:.2}]/Extend[true true]\
                 /Function<</FunctionType 2/N 1/Domain[0 1]/C0[{a} {b} {c}]/C1[{c} {a} {b}]>>>>"
            )
            .unwrap();
        format!("q {left:.2} {bottom:.2} {width:.2} {height:.2} re W n /{name} sh Q")
    }

    /// A form within a form.
    fn form(&mut self, text: String) -> String {
        let fonts = self.fonts.clone();
        let keys =
            format!("/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</Font<<{fonts}>>>>");
        let inner = self.maker.stream(&keys, text);
        let outer = self.maker.stream(
                &format!("/Type/XObject/Subtype/Form/BBox[0 0 400 300]/Resources<</XObject<</X {inner} 0 R>>>>"),
                "/X Do",
            );
        let name = self.object(outer);
        format!("/{name} Do")
    }

    fn font_of_its_own(&mut self, [left, bottom, ..]: Area) -> String {
        let widths: Vec<String> = (0..4).map(|_| self.secret.below(900).to_string()).collect();
        let map = format!(
            "/CIDInit begincmap 1 beginbfchar <41> <{:04x}> endbfchar endcmap",
            0x61 + self.secret.below(26)
        );
        let map = self.maker.stream("", map);
        let base = self
            .secret
            .one(&["Helvetica", "Times-Italic", "Courier-Bold"]);
        let font = self.maker.object(format!(
                "<</Type/Font/Subtype/Type1/BaseFont/{base}/FirstChar 65/LastChar 68/Widths[{}]/ToUnicode {map} 0 R>>",
                widths.join(" ")
            ));
        let name = self.name();
        write!(self.fonts, "/{name} {font} 0 R").unwrap();
        format!(
            "BT /{name} 7 Tf {left:.2} {:.2} Td (ABCD) Tj ET",
            bottom + 2.0
        )
    }

    fn drawn_font(&mut self, [left, bottom, ..]: Area) -> String {
        let box_size = self.secret.below(700) + 100;
        let glyph = self
            .maker
            .stream("", format!("800 0 d0 0 0 {box_size} {box_size} re f"));
        let font = self.maker.object(format!(
                "<</Type/Font/Subtype/Type3/FontBBox[0 0 800 800]/FontMatrix[0.001 0 0 0.001 0 0]/FirstChar 65/LastChar 65\
                 /Widths[800]/CharProcs<</a {glyph} 0 R>>/Encoding<</Type/Encoding/Differences[65/a]>>/Resources<<>>>>"
            ));
        let name = self.name();
        write!(self.fonts, "/{name} {font} 0 R").unwrap();
        format!(
            "BT /{name} 8 Tf {left:.2} {:.2} Td (AAA) Tj ET",
            bottom + 2.0
        )
    }
}
