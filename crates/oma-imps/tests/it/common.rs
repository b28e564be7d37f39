//! Conversion with all its settings in one value, for tests that vary them.

use oma_imps::pts::Codes;
use oma_imps::{Converted, Error, Input, ReadOptions, Syntax, WriteOptions};

/// The settings of a conversion. Default: detected syntax, the other syntax, default options.
#[derive(Clone, Copy, Default)]
pub(crate) struct Settings {
    pub from: Option<Syntax>,
    pub to: Option<Syntax>,
    pub codes: Option<&'static Codes>,
    pub read: ReadOptions,
    pub write: WriteOptions,
}

#[allow(dead_code, reason = "tests that need a feature call some of these")]
impl Settings {
    pub(crate) fn with_from(self, from: Syntax) -> Self {
        Self { from: Some(from), ..self }
    }

    pub(crate) fn with_to(self, to: Syntax) -> Self {
        Self { to: Some(to), ..self }
    }

    pub(crate) fn with_codes(self, codes: &'static Codes) -> Self {
        Self { codes: Some(codes), ..self }
    }

    pub(crate) fn with_read(self, read: ReadOptions) -> Self {
        Self { read, ..self }
    }

    pub(crate) fn with_write(self, write: WriteOptions) -> Self {
        Self { write, ..self }
    }
}

pub(crate) fn convert_noted(document: &[u8], settings: &Settings) -> Result<Converted, Error> {
    let input = match settings.from {
        Some(from) => Input::in_syntax(document, from)?,
        None => Input::new(document)?,
    };
    let input = input.with_pts_codes(settings.codes.unwrap_or(Codes::standard())).with_options(settings.read);
    input.convert(settings.to.unwrap_or_else(|| input.other_syntax()), &settings.write)
}

pub(crate) fn convert(document: &[u8], settings: &Settings) -> Result<Vec<u8>, Error> {
    convert_noted(document, settings).map(|converted| converted.bytes)
}
