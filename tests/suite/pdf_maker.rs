//! Small PDFs for tests, made from object texts: nothing here knows the program's own writer.

use std::fmt::Write;

/// A PDF under construction. Objects are numbered from 1 in the order in which they are added.
pub struct PdfMaker {
    objects: Vec<Vec<u8>>,
    pages: Vec<usize>,
    catalog_keys: String,
    trailer_keys: String,
}

/// The object numbers of the catalog, the page tree and the font Helvetica.
const CATALOG: usize = 1;
const TREE: usize = 2;
pub const HELVETICA: usize = 3;

impl PdfMaker {
    pub fn new() -> Self {
        let font =
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_vec();
        Self {
            objects: vec![Vec::new(), Vec::new(), font],
            pages: Vec::new(),
            catalog_keys: String::new(),
            trailer_keys: String::new(),
        }
    }

    /// Adds an object and returns its number.
    pub fn object(&mut self, text: impl AsRef<[u8]>) -> usize {
        self.objects.push(text.as_ref().to_vec());
        self.objects.len()
    }

    /// Adds a stream with these dictionary keys.
    pub fn stream(&mut self, keys: &str, data: impl AsRef<[u8]>) -> usize {
        let data = data.as_ref();
        let mut object = format!("<</Length {}{keys}>>\nstream\n", data.len()).into_bytes();
        object.extend_from_slice(data);
        object.extend_from_slice(b"\nendstream");
        self.object(object)
    }

    /// Adds a page of 400 × 300 points with Helvetica as `/F`, these operators and these keys.
    pub fn page(&mut self, operators: impl AsRef<[u8]>, keys: &str) -> &mut Self {
        let resources = format!("/Font<</F {HELVETICA} 0 R>>");
        self.page_with(operators, keys, &resources)
    }

    /// Adds a page with resources of its own.
    pub fn page_with(
        &mut self,
        operators: impl AsRef<[u8]>,
        keys: &str,
        resources: &str,
    ) -> &mut Self {
        let content = self.stream("", operators);
        let media = if keys.contains("/MediaBox") {
            ""
        } else {
            "/MediaBox[0 0 400 300]"
        };
        let page = self.object(format!(
            "<</Type/Page/Parent {TREE} 0 R{media}/Contents {content} 0 R/Resources<<{resources}>>{keys}>>"
        ));
        self.pages.push(page);
        self
    }

    /// Adds a page whose operators are deflated; its keys name its size.
    pub fn page_deflated(&mut self, operators: &[u8], keys: &str, resources: &str) -> &mut Self {
        let content = self.stream("/Filter/FlateDecode", operators);
        let page = self.object(format!(
            "<</Type/Page/Parent {TREE} 0 R{keys}/Contents {content} 0 R/Resources<<{resources}>>>>"
        ));
        self.pages.push(page);
        self
    }

    /// Adds a page of which only these keys are given.
    pub fn page_of(&mut self, keys: &str) -> &mut Self {
        let page = self.object(format!("<</Type/Page/Parent {TREE} 0 R{keys}>>"));
        self.pages.push(page);
        self
    }

    /// The number of the page added last.
    pub fn last_page(&self) -> usize {
        self.pages.last().copied().unwrap_or_default()
    }

    pub fn catalog(&mut self, keys: &str) -> &mut Self {
        self.catalog_keys.push_str(keys);
        self
    }

    pub fn trailer(&mut self, keys: &str) -> &mut Self {
        self.trailer_keys.push_str(keys);
        self
    }

    /// The objects with catalog and page tree filled in.
    fn finished(&self) -> Vec<Vec<u8>> {
        let mut objects = self.objects.clone();
        objects[CATALOG - 1] =
            format!("<</Type/Catalog/Pages {TREE} 0 R{}>>", self.catalog_keys).into_bytes();
        let kids: Vec<String> = self
            .pages
            .iter()
            .map(|page| format!("{page} 0 R"))
            .collect();
        objects[TREE - 1] = format!(
            "<</Type/Pages/Count {}/Kids[{}]>>",
            kids.len(),
            kids.join(" ")
        )
        .into_bytes();
        objects
    }

    /// The bytes of the file.
    pub fn build(&self) -> Vec<u8> {
        let objects = self.finished();
        let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        let mut table = String::new();
        for (number, object) in objects.iter().enumerate() {
            writeln!(table, "{:010} 00000 n ", bytes.len()).unwrap();
            bytes.extend(format!("{} 0 obj\n", number + 1).bytes());
            bytes.extend_from_slice(object);
            bytes.extend_from_slice(b"\nendobj\n");
        }
        let at = bytes.len();
        let size = objects.len() + 1;
        let end = format!(
            "xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<</Size {size}/Root {CATALOG} 0 R{}>>\nstartxref\n{at}\n%%EOF\n",
            self.trailer_keys
        );
        bytes.extend_from_slice(end.as_bytes());
        bytes
    }

    /// The bytes of the file with every object that is no stream in an object stream (ISO 32000-1 §7.5.7).
    pub fn build_packed(&self) -> Vec<u8> {
        self.packed(false)
    }

    /// The same with a stream that names itself as one of the objects it holds, which not every reader forgives.
    pub fn build_mispacked(&self) -> Vec<u8> {
        self.packed(true)
    }

    fn packed(&self, holds_itself: bool) -> Vec<u8> {
        let objects = self.finished();
        let is_stream = |object: &[u8]| object.ends_with(b"endstream");
        let (mut places, mut inner, mut table) = (String::new(), Vec::new(), Vec::new());
        let holder = objects.len() + 1;
        let mut bytes = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
        table.extend([0_u8; 7]);
        let mut packed = 0_u16;
        if holds_itself {
            write!(places, "{holder} 0 ").unwrap();
            packed += 1;
        }
        for (number, object) in objects.iter().enumerate() {
            if is_stream(object) {
                table.push(1);
                table.extend((bytes.len() as u32).to_be_bytes());
                table.extend([0; 2]);
                bytes.extend(format!("{} 0 obj\n", number + 1).bytes());
                bytes.extend_from_slice(object);
                bytes.extend_from_slice(b"\nendobj\n");
            } else {
                table.push(2);
                table.extend((holder as u32).to_be_bytes());
                table.extend(packed.to_be_bytes());
                write!(places, "{} {} ", number + 1, inner.len()).unwrap();
                inner.extend_from_slice(object);
                inner.push(b'\n');
                packed += 1;
            }
        }
        let first = places.len();
        let whole = [places.into_bytes(), inner].concat();
        let deflated = miniz_oxide::deflate::compress_to_vec_zlib(&whole, 6);
        for entry in [bytes.len(), 0] {
            table.push(1);
            table.extend((entry as u32).to_be_bytes());
            table.extend([0; 2]);
        }
        let mut add = |number: usize, keys: String, data: &[u8]| {
            let at = bytes.len();
            bytes.extend(
                format!("{number} 0 obj\n<<{keys}/Length {}>>\nstream\n", data.len()).bytes(),
            );
            bytes.extend_from_slice(data);
            bytes.extend_from_slice(b"\nendstream\nendobj\n");
            at
        };
        let keys = format!("/Type/ObjStm/N {packed}/First {first}/Filter/FlateDecode");
        add(holder, keys, &deflated);
        let keys = format!(
            "/Type/XRef/Size {}/W[1 4 2]/Root {CATALOG} 0 R{}",
            holder + 1,
            self.trailer_keys
        );
        let at = add(holder + 1, keys, &table[..table.len() - 7]);
        bytes.extend(format!("startxref\n{at}\n%%EOF\n").bytes());
        bytes
    }
}

/// Operators that show lines of text in 12 points, 16 points apart, from 50 points below the top of a 300-point page.
pub fn lines(texts: &[&str]) -> String {
    let mut out = String::new();
    for (number, text) in texts.iter().enumerate() {
        writeln!(
            out,
            "BT /F 12 Tf 40 {} Td ({text}) Tj ET",
            250 - 16 * number
        )
        .unwrap();
    }
    out
}

/// A TrueType program of which a symbolic font finds its letters by `moved` codes further on: none of its codes is the
/// letter that it draws, unless that is nothing.
pub fn with_codes_moved(program: &[u8], moved: u16) -> Vec<u8> {
    let mut program = program.to_vec();
    let at =
        |program: &[u8], place: usize| u16::from_be_bytes([program[place], program[place + 1]]);
    let table = program.windows(4).position(|w| w == b"cmap").unwrap();
    let offset = program[table + 8..table + 12].try_into().unwrap();
    let offset = u32::from_be_bytes(offset) as usize;
    for entry in (0..usize::from(at(&program, offset + 2))).map(|n| offset + 4 + n * 8) {
        // The table of Unicode for Windows becomes one for symbols, and the others nobody's.
        if program[entry..entry + 4] != [0, 3, 0, 1] {
            program[entry + 1] = 9;
            continue;
        }
        program[entry + 3] = 0;
        let within = program[entry + 4..entry + 8].try_into().unwrap();
        let segments = offset + u32::from_be_bytes(within) as usize;
        assert_eq!(at(&program, segments), 4, "the format with segments");
        let count = usize::from(at(&program, segments + 6)) / 2;
        let deltas = segments + 16 + count * 4;
        for delta in (0..count).map(|n| deltas + n * 2) {
            let further = at(&program, delta).wrapping_add(moved);
            program[delta..delta + 2].copy_from_slice(&further.to_be_bytes());
        }
    }
    program
}

/// A simple TrueType font of this program that says nothing of its letters.
pub fn nameless(maker: &mut PdfMaker, program: Vec<u8>) -> usize {
    let program = maker.stream("", program);
    maker.object(format!(
        "<</Type/Font/Subtype/TrueType/BaseFont/AAAAAA+D/FirstChar 32/LastChar 126/Widths[{}]\
         /FontDescriptor<</Type/FontDescriptor/FontName/AAAAAA+D/Flags 4/FontBBox[0 0 0 0]/ItalicAngle 0\
         /Ascent 0/Descent 0/CapHeight 0/StemV 0/FontFile2 {program} 0 R>>>>",
        "600 ".repeat(95)
    ))
}
