//! The font of a text message as a small markup, and back (guideline 13). OMA-TS-IMPS-CSP 1.3.

use crate::messaging::Font;
use crate::{Color, FontSize, FontStyle};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt::Write as _;

impl<'a> Font<'a> {
    /// Reads the markup in front of a text: `[b]`, `[i]`, `[u]`, `[size=Big]` and `[color=Red]`. A
    /// font is about the whole text, so tags behind the first other character are text. Returns the
    /// font and the rest of the text. The font is `None` if there is no tag.
    ///
    /// ```
    /// use imps_csp::messaging::Font;
    /// use imps_csp::{Color, FontStyle};
    ///
    /// let (font, text) = Font::from_markup("[b][color=Red]Hello [i]");
    /// let font = font.unwrap_or_default();
    /// assert_eq!((font.styles, font.color), (vec![FontStyle::Bold], Some(Color::Red)));
    /// assert_eq!(text, "Hello [i]");
    /// ```
    pub fn from_markup(text: &'a str) -> (Option<Self>, &'a str) {
        let (mut font, mut rest) = (Self::default(), text);
        while let Some((tag, behind)) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')) {
            let is_known = match tag.split_once('=') {
                None => font.add_style(tag),
                Some((name, word)) if name.eq_ignore_ascii_case("size") => {
                    font.size = Some(FontSize::from_any_case(word));
                    true
                }
                Some((name, word)) if name.eq_ignore_ascii_case("color") => {
                    font.color = Some(Color::from_any_case(word));
                    true
                }
                Some(_) => false,
            };
            if !is_known {
                break;
            }
            rest = behind;
        }
        (Some(font).filter(|font| *font != Self::default()), rest)
    }

    /// Writes the font as markup in front of a text. [`from_markup`](Self::from_markup) reads it.
    /// Styles of vendors have no markup.
    ///
    /// ```
    /// use imps_csp::FontStyle;
    /// use imps_csp::messaging::Font;
    ///
    /// let font = Font { styles: vec![FontStyle::Italic], ..Font::default() };
    /// assert_eq!(font.to_markup("Hello"), "[i]Hello");
    /// ```
    pub fn to_markup(&self, text: &str) -> String {
        let mut marked = String::new();
        for style in &self.styles {
            marked.push_str(match style {
                FontStyle::Bold => "[b]",
                FontStyle::Italic => "[i]",
                FontStyle::Underline => "[u]",
                FontStyle::Other(_) => "",
            });
        }
        // Writing to a string cannot fail.
        if let Some(size) = &self.size {
            let _ = write!(marked, "[size={size}]");
        }
        if let Some(color) = &self.color {
            let _ = write!(marked, "[color={color}]");
        }
        marked.push_str(text);
        marked
    }

    /// Adds the style of a tag, once. Returns whether there is such a tag.
    fn add_style(&mut self, tag: &str) -> bool {
        let style = match tag {
            "b" | "B" => FontStyle::Bold,
            "i" | "I" => FontStyle::Italic,
            "u" | "U" => FontStyle::Underline,
            _ => return false,
        };
        let styles: &mut Vec<FontStyle<'a>> = &mut self.styles;
        if !styles.contains(&style) {
            styles.push(style);
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn markup_is_read_as_it_is_written() {
        let font = Font {
            size: Some(FontSize::Huge),
            styles: vec![FontStyle::Bold, FontStyle::Underline],
            color: Some(Color::Navy),
            ..Font::default()
        };
        let marked = font.to_markup("[x] y");
        assert_eq!(marked, "[b][u][size=Huge][color=Navy][x] y");
        assert_eq!(Font::from_markup(&marked), (Some(font), "[x] y"));
    }

    #[test]
    fn other_brackets_are_text() {
        for text in ["", "hello", "[hello]", "[b", "[face=Mono]x", "x[b]", "[]"] {
            assert_eq!(Font::from_markup(text), (None, text));
        }
        let (font, rest) = Font::from_markup("[B][b][SIZE=big][nice]x");
        let font = font.unwrap();
        assert_eq!((font.styles, font.size, rest), (vec![FontStyle::Bold], Some(FontSize::Big), "[nice]x"));
    }
}
