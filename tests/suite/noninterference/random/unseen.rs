//! What a file holds and no page shows.

use super::Side;
use std::fmt::Write;

impl Side {
    pub fn metadata(&mut self) {
        let words = self.secret.word(14);
        let info = self.maker.object(format!(
            "<</Title({words})/Author({words})/Keywords({words})>>"
        ));
        let xmp = self
            .maker
            .stream("/Type/Metadata/Subtype/XML", format!("<x>{words}</x>"));
        let id = self.secret.next();
        self.maker
            .trailer(&format!("/Info {info} 0 R/ID[<{id:032x}><{id:032x}>]"));
        self.maker.catalog(&format!("/Metadata {xmp} 0 R"));
        write!(
            self.keys,
            "/PieceInfo<</X<</LastModified(D:2020)/Private({words})>>>>"
        )
        .unwrap();
    }

    pub fn structure(&mut self) {
        let words = self.secret.word(14);
        let role = self.secret.one(&["P", "H1", "Sect", "Figure"]);
        let element = self.maker.object(format!(
            "<</Type/StructElem/S/{role}/T({words})/Alt({words})/ActualText({words})>>"
        ));
        let tree = self.maker.object(format!(
            "<</Type/StructTreeRoot/K {element} 0 R/RoleMap<</{role}/P>>>>"
        ));
        self.maker.catalog(&format!(
            "/StructTreeRoot {tree} 0 R/MarkInfo<</Marked true>>"
        ));
    }

    pub fn scripts(&mut self) {
        let words = self.secret.word(10);
        let data = self.maker.stream("/Type/EmbeddedFile", &words);
        self.maker.catalog(&format!(
            "/OpenAction<</S/JavaScript/JS({words})>>/Names<</EmbeddedFiles<</Names[({words})<</Type/Filespec/F({words})/EF<</F {data} 0 R>>>>]>>>>"
        ));
        write!(self.keys, "/AA<</O<</S/JavaScript/JS({words})>>>>").unwrap();
    }

    pub fn orphans(&mut self) {
        for _ in 0..self.secret.below(4) {
            let words = self.secret.word(20);
            self.maker.stream("", &words);
            self.maker.object(format!("({words})"));
        }
    }
}
