//! `imps inspect`: a document, byte by byte.

use super::timeline::show_capture;
use super::{Content, note_charset, other_language, unwrapped};
use crate::arguments::{Stated, read_options, tables};
use crate::exit::{BAD_INPUT, DONE, Usage};
use crate::files::{Input, Problem, start_of};
use crate::locate::Locator;
use crate::pen::{Json, Pen, Sheet};
use crate::progress::Watched;
use crate::report::{self, Failure};
use crate::screen;
use crate::table::{Detail, Table};
use clap::{Args, ValueHint};
use imps_inspect::capture::is_packets;
use imps_inspect::{
    InspectOptions, Row, RowKind, damage, document_at, has_rows, hint, rows, stray_charset, syntax_of_rows,
};
use oma_imps::charset::Charset;
use oma_imps::{Guess, Syntax};
use std::ffi::OsString;
use std::fs::File;
use std::io::{BufWriter, stdout};
use std::ops::Range;
use std::path::PathBuf;

/// The largest input. A row needs many times the memory of its bytes, and nobody reads millions of
/// rows.
const MAX_SIZE: u64 = 16 << 20;

const EXAMPLES: &str = "\
Examples:
  imps inspect message.wbxml               every byte of a message, with its meaning
  imps inspect --at 0x30 message.wbxml     the row of byte 48, and in which element it is
  imps inspect --full message.wbxml        all bytes of long values too
  imps inspect --full message.wbxml | imps convert
                                           the rows, read back
  imps inspect --max-depth 5 message.xml   the outer elements only
  imps inspect --json message.wbxml        one JSON object per row, one per line
  imps inspect --table activesync.tsv sync.wbxml
                                           a document of another language, with the names of a table
  imps inspect --json *.wbxml              the rows of several files, with the name of the file in each
  imps inspect capture.pcapng              the conversation in a capture, as imps timeline shows it
  imps inspect request.http                the body of a raw HTTP message
  xxd message.wbxml | imps inspect         a dump, also of hexdump, od, Wireshark and others

Columns: the offset in hexadecimal; the bytes, or line and column in a document of text; the code in
the tables, in hexadecimal; the content, indented by depth; the innermost elements, if the terminal
is wide enough; the meaning.

Exit codes:
  0  everything could be read
  1  there is a fault, shown where it is, or the input could not be read
  2  the arguments make no sense; nothing was shown";

/// Shows every byte of a message, with its meaning
///
/// Each byte of binary XML has a row with its token, its element and its meaning. XML and the plain-text syntax have rows by line
/// and column. A fault has a row at its place. The rows of other languages have numbers
/// instead of names, unless --table names them; client provisioning is built in. An input may contain
/// several documents: all are shown. The command first removes wrappings, with a note for each: HTTP streams, compression, dumps,
/// network frames, source code, base64, log lines and others.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files to show; standard input if "-" or missing
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    inputs: Vec<OsString>,

    /// Shows only the row at this offset, with its whole path, or the document that begins there: 48, or 0x30
    ///
    /// A document that begins there may be in opaque data, behind another document, or behind other bytes. All its rows are
    /// shown. Documents in binary XML that are so beyond doubt are shown in their place anyway.
    #[arg(long, value_name = "OFFSET", value_parser = offset)]
    at: Option<usize>,

    /// Shows only rows inside at most this number of elements [default: all]
    #[arg(long, value_name = "NUMBER", conflicts_with = "at")]
    max_depth: Option<usize>,

    /// Shows all bytes and texts, on as many lines as they need; "imps convert" reads the result back
    #[arg(long, conflicts_with = "at")]
    full: bool,

    /// Writes one JSON object per line; "imps schema" describes them
    #[arg(long)]
    json: bool,

    #[command(flatten)]
    stated: Stated,

    /// A table with the tokens of another language in binary XML, or of a vendor; may be repeated
    ///
    /// A document gets the table with its public identifier, else the first table without any. One row a line, fields separated by
    /// tabs: tag, page, token, name. Pages are decimal, tokens hexadecimal; 0x says so anywhere. The crate wbxml explains all rows,
    /// and has tables of Exchange, SI, SL, EMN and WML among its examples. Client provisioning is built in.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath, help_heading = "Reading")]
    table: Vec<PathBuf>,
}

impl Arguments {
    /// A capture has no rows; each of its messages has.
    fn check_for_capture(&self) -> Result<(), Usage> {
        if self.at.is_some() || self.max_depth.is_some() {
            return Err(Usage(
                "this is a capture; for the rows of message 12: imps timeline --message 12".into(),
            ));
        }
        Ok(())
    }
}

fn offset(text: &str) -> Result<usize, String> {
    let parsed = match text.strip_prefix("0x").or_else(|| text.strip_prefix("0X")) {
        Some(digits) => usize::from_str_radix(digits, 16),
        None => text.parse(),
    };
    parsed.map_err(|_| "expected a number such as 48 or 0x30".into())
}

/// Shows every input, even if some cannot be read. Returns the exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Usage> {
    let mut inputs = Input::all(&arguments.inputs);
    if inputs.iter().filter(|input| input.path().is_none()).count() > 1 {
        return Err(Usage("standard input can be read only once".into()));
    }
    if inputs.len() > 1 && arguments.at.is_some() {
        return Err(Usage("--at is an offset in one input".into()));
    }
    let codes = arguments.stated.codes()?;
    let tables = tables(&arguments.table)?;
    let mut options = InspectOptions::default().with_codes(codes).with_tables(tables);
    options = options.with_limits(read_options(None).limits);
    (options.from, options.version) = (arguments.stated.from(), arguments.stated.csp_version);
    let are_several = inputs.len() > 1;
    let mut code = DONE;
    for input in &mut inputs {
        let file = are_several.then(|| input.to_string());
        code = code.max(show(input, file.as_deref(), arguments, &options)?);
    }
    Ok(code)
}

/// Shows one input, with the name of its file if there are several. Returns the exit code.
fn show(
    input: &mut Input,
    file: Option<&str>,
    arguments: &Arguments,
    options: &InspectOptions<'_>,
) -> Result<u8, Usage> {
    let from = options.from;
    let is_capture = |start: &[u8]| from.is_none() && is_packets(start);
    if let Some(path) = input.path()
        && is_capture(&start_of(path))
        && let Ok(capture) = File::open(path)
    {
        arguments.check_for_capture()?;
        let length = capture.metadata().ok().map(|metadata| metadata.len());
        return Ok(show_capture(input, file, Watched::new(capture, length), arguments.json));
    }
    let bytes = match input.read_up_to(MAX_SIZE) {
        Ok(bytes) => bytes,
        Err(problem) => {
            report::failure(input, &Failure::from(problem));
            return Ok(BAD_INPUT);
        }
    };
    if is_capture(&bytes) {
        arguments.check_for_capture()?;
        return Ok(show_capture(input, file, bytes.as_slice(), arguments.json));
    }
    let contents = unwrapped(bytes, from, input);
    let outer = contents.first().map_or(Charset::UNKNOWN, |content| content.charset);
    let outer = (*options).with_charset(arguments.stated.charset.unwrap_or(outer));
    if let Some((content, document)) = nested(&contents, arguments.at, &outer) {
        // A document inside has a syntax and a character set of its own.
        let mut inner = (*options).with_charset(arguments.stated.charset.unwrap_or(Charset::UNKNOWN));
        inner.from = None;
        let rows = rows(&content.bytes[document.clone()], &inner);
        return Ok(show_nested(rows, document.start, arguments, input));
    }
    let detail = match (arguments.at, arguments.full) {
        (Some(_), _) => Detail::Block,
        (None, true) => Detail::Full,
        (None, false) => Detail::Line,
    };
    let mut shown = Shown { arguments, sheet: sheet(arguments.json, detail), count: 0 };
    if let Some(file) = file {
        // A closed output ends the rows too.
        let _ = shown.sheet.file(file);
    }
    let mut code = DONE;
    for content in &contents {
        let charset = arguments.stated.charset.unwrap_or(content.charset);
        if !has_rows(&content.bytes, from) {
            refuse(input, &content.bytes, from, charset);
            code = BAD_INPUT;
            continue;
        }
        note_charset(input, &content.bytes, syntax_of_rows(&content.bytes, from), charset);
        let mut options = (*options).with_charset(charset);
        options.media_type = content.media_type.as_deref();
        if shown.content(content, &options, input) > 0 {
            code = BAD_INPUT;
        }
    }
    if let Some(code) = finished(shown.sheet.as_mut(), input) {
        return Ok(code);
    }
    match (arguments.at, shown.count, contents.as_slice()) {
        (Some(at), 0, [first, ..]) if has_rows(&first.bytes, from) => {
            Err(Usage(format!("there is nothing at byte {at} (0x{at:X}) of {}", first.bytes.len())))
        }
        _ => Ok(code),
    }
}

/// The document that begins at the offset, inside or behind something else.
fn nested<'c>(
    contents: &'c [Content],
    at: Option<usize>,
    options: &InspectOptions<'_>,
) -> Option<(&'c Content, Range<usize>)> {
    let (at, first) = (at?, contents.first()?);
    Some((first, document_at(&first.bytes, at, options)?))
}

/// Shows the rows of a document that begins at `start`. Returns the exit code.
fn show_nested<'r>(
    rows: impl Iterator<Item = Row<'r>>,
    start: usize,
    arguments: &Arguments,
    input: &Input,
) -> u8 {
    let mut sheet = sheet(arguments.json, Detail::Line);
    let mut code = DONE;
    for mut row in rows {
        row.offset += start;
        if row.kind == RowKind::Fault {
            code = BAD_INPUT;
        }
        let flow = if row.kind == RowKind::Document {
            row.meaning = format!("document at byte {}: {}", row.offset, row.meaning).into();
            sheet.heading(None, &row)
        } else {
            sheet.row(None, &row)
        };
        if flow.is_break() {
            break;
        }
    }
    finished(sheet.as_mut(), input).unwrap_or(code)
}

/// The exit code, if the rows could not be written.
fn finished(sheet: &mut dyn Sheet, input: &Input) -> Option<u8> {
    let error = sheet.finish().err()?;
    report::failure(input, &Failure::from(Problem::Write("to standard output".into(), error)));
    Some(BAD_INPUT)
}

/// Reports the kind of an input without rows.
fn refuse(input: &Input, document: &[u8], from: Option<Syntax>, charset: Charset) {
    let found = Guess::of(document);
    let own = match found {
        // Other JSON has a hint.
        Guess::Json if hint(document, from, &other_language(document)).is_none() => {
            Some("json has no bytes to explain; try: imps convert FILE | imps inspect")
        }
        _ => None,
    };
    match own {
        Some(own) => report::line(&format!("imps: {input}: {own}")),
        None => {
            let error = other_language(document);
            let failure = Locator::new(document, from, charset).failure(0..document.len(), None, error);
            report::failure(input, &failure);
        }
    }
}

/// Where the rows go; colours only where a terminal shows them.
fn sheet(json: bool, detail: Detail) -> Box<dyn Sheet> {
    let pen = Pen::new(BufWriter::new(anstream::AutoStream::auto(stdout())));
    if json { Box::new(Json::new(pen)) } else { Box::new(Table::new(pen, detail, screen::width())) }
}

/// The rows that were asked for.
struct Shown<'a> {
    arguments: &'a Arguments,
    sheet: Box<dyn Sheet>,
    /// The number of rows.
    count: usize,
}

impl Shown<'_> {
    /// Shows the rows of a content, and hints at its faults. Returns the number of faults.
    fn content(&mut self, content: &Content, options: &InspectOptions<'_>, input: &Input) -> usize {
        let mut number = content.before.unwrap_or(0);
        let several =
            content.before.is_some() || content.named(options.from, options.charset).document_count() > 1;
        let (mut faults, mut has_document) = (0, false);
        for row in rows(&content.bytes, options) {
            if row.kind == RowKind::Document {
                number += 1;
                has_document = true;
                if self.sheet.heading(several.then_some(number), &row).is_break() {
                    break;
                }
                continue;
            }
            if !self.wants(&row) {
                continue;
            }
            faults += usize::from(row.kind == RowKind::Fault);
            self.count += 1;
            let document = content.before.filter(|_| has_document).map(|_| number);
            if self.sheet.row(document, &row).is_break() || self.arguments.at.is_some() {
                break;
            }
        }
        if faults > 0 {
            let hints = [stray_charset(&content.bytes), damage(&content.bytes)];
            for hint in hints.into_iter().flatten() {
                report::note(input, None, &hint);
            }
        }
        faults
    }

    fn wants(&self, row: &Row<'_>) -> bool {
        let end = row.offset + row.length().max(1);
        match (self.arguments.at, self.arguments.max_depth) {
            (Some(at), _) => (row.offset..end).contains(&at),
            // Faults are what people look for.
            (None, Some(deepest)) => row.depth <= deepest || row.kind == RowKind::Fault,
            (None, None) => true,
        }
    }
}
