//! How the sheets of a template look.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder};

/// How dates are shown.
pub(super) const DATES: &str = "dd/mm/yyyy";

/// A heading; one that the list is incomplete without stands on a dark ground.
pub(super) fn heading(required: bool) -> Format {
    let format = Format::new()
        .set_bold()
        .set_text_wrap()
        .set_align(FormatAlign::Top)
        .set_border(FormatBorder::Thin);
    if required {
        format
            .set_background_color(Color::RGB(0x1F_3A_5F))
            .set_font_color(Color::White)
    } else {
        format.set_background_color(Color::RGB(0xE6_EA_F0))
    }
}

/// A first line.
pub(super) fn title() -> Format {
    Format::new().set_bold().set_font_size(14)
}

/// A label before a text.
pub(super) fn label() -> Format {
    Format::new().set_bold().set_align(FormatAlign::Top)
}

/// A text of several lines.
pub(super) fn prose() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top)
}

/// A cell that waits for a date.
pub(super) fn empty_date() -> Format {
    Format::new()
        .set_num_format(DATES)
        .set_align(FormatAlign::Left)
        .set_border(FormatBorder::Medium)
}
