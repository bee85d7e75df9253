//! Rules of pictures, stencils and masks.

use super::Rule;
use crate::verifier::Parts;
use lakwerk::engine::Check::*;

pub fn rules(ours: &dyn Fn() -> Parts) -> Vec<Rule> {
    let keys = |holding: &str, from: &str, to: &str| ours().change_keys(holding, from, to);
    let sound = || vec![Streams];
    let few = "[/Indexed/DeviceRGB";
    let mut behind = ours();
    let body = behind.holding("/ImageMask true");
    let inner = [crate::verifier::stream(body).unwrap(), b"Jansen".to_vec()].concat();
    *body = crate::verifier::restreamed(body, &inner);
    vec![
        (
            "samples too few",
            keys(few, "/Width 40", "/Width 44"),
            sound(),
        ),
        (
            "two spaces of colour",
            keys(few, "/ColorSpace", "/ImageMask false/ColorSpace"),
            sound(),
        ),
        (
            "parameters that are not needed",
            keys(
                few,
                "/ColorSpace",
                "/DecodeParms<</K -1/Columns 40/Rows 40>>/ColorSpace",
            ),
            sound(),
        ),
        (
            "a stencil that is packed in another way",
            keys("/ImageMask true", "/CCITTFaxDecode", "/FlateDecode"),
            sound(),
        ),
        (
            "a stencil of another size",
            keys("/ImageMask true", "/Rows 8", "/Rows 9"),
            sound(),
        ),
        (
            "a stencil of more bits",
            keys(
                "/ImageMask true",
                "/BitsPerComponent 1",
                "/BitsPerComponent 8",
            ),
            sound(),
        ),
        (
            "a JPEG of another size",
            keys("/DCTDecode", "/Width 40", "/Width 41"),
            sound(),
        ),
        (
            "a JPEG of other bits",
            keys("/DCTDecode", "/BitsPerComponent 8", "/BitsPerComponent 4"),
            sound(),
        ),
        (
            "a JPEG with parameters",
            keys(
                "/DCTDecode",
                "/ColorSpace",
                "/DecodeParms<</K -1/Columns 40/Rows 40>>/ColorSpace",
            ),
            sound(),
        ),
        (
            "a stencil with a mask",
            keys(
                "/ImageMask true",
                "/ImageMask true",
                "/ImageMask true/SMask 12 0 R",
            ),
            sound(),
        ),
        (
            "a photo as a stencil",
            keys("/DCTDecode", "/ColorSpace/DeviceGray", "/ImageMask true"),
            sound(),
        ),
        (
            "samples as a stencil",
            keys(
                few,
                "/ColorSpace[/Indexed/DeviceRGB 3<0000FF00FF00FF0000FFFF00>]",
                "/ImageMask true",
            ),
            sound(),
        ),
        (
            "a fax in colour",
            keys(
                "/ImageMask true",
                "/ImageMask true",
                "/ColorSpace/DeviceRGB",
            ),
            sound(),
        ),
        ("bytes behind a fax", behind, sound()),
        (
            "a picture that is never drawn",
            ours().change("/MCID", "/P0 Do", ""),
            vec![FlatInside],
        ),
        (
            "a picture that is drawn flat",
            ours().change("/MCID", "40 0 0 40 40 100 cm", "40 0 0 0 40 100 cm"),
            vec![FlatInside],
        ),
        (
            "a picture beside the paper",
            ours().change("/MCID", "40 0 0 40 40 100 cm", "40 0 0 40 940 100 cm"),
            vec![FlatInside],
        ),
    ]
}
