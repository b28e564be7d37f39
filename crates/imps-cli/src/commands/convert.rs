//! `imps convert`: between binary XML, XML, the plain-text syntax and JSON.

mod converted;
mod provisioning;

use self::converted::{Converted, end_line};
use super::versions::{Lost, Versions};
use super::{Content, join_inputs, messages, unwrapped, without_wrappings};
use crate::arguments::{Reading, syntaxes};
use crate::exit::{BAD_INPUT, DONE, Usage};
use crate::files::{Input, Output, Target};
use crate::locate::Locator;
use crate::parts::Message;
use crate::progress::Progress;
use crate::report::{self, Failure};
use clap::{Args, ValueHint};
use imps_inspect::NamedPart;
use oma_imps::charset::Charset;
use oma_imps::pts::Codes;
use oma_imps::pts::sms::ROOM;
use oma_imps::{Error, ErrorKind, Note, PartKind, ReadOptions, Rule, Syntax, WriteOptions, wbxml};
use std::collections::{HashMap, HashSet};
use std::ffi::OsString;
use std::fs;
use std::io::{IsTerminal as _, stdout};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  imps convert message.wbxml                    show a binary message as XML
  imps convert message.wbxml -o message.xml     the same, into a file
  imps convert message.xml -o message.wbxml     make a binary message from XML
  imps convert -o xml/ captured/*.wbxml         each into a file of its own
  imps convert -o xml/ capture.pcapng           each document of a capture into a file of its own
  imps convert --to xml message.xml             indent XML
  imps convert --to xml --compact message.xml   take the white space out of XML
  imps convert --to json message.wbxml          show a message as JSON
  imps convert --to pts message.wbxml           write a message as it goes over SMS
  imps convert received.pts                     show messages of SMS as XML, one per line
  imps convert part1.pts part2.pts              join the parts of a message that came in several SMS
  imps convert --split message.wbxml            write a message as parts that each fit into an SMS
  imps convert --to json between-servers.xml    show a message between servers (SSP) as JSON
  imps convert --to-version 1.1 message.wbxml   convert to another version, and name the losses
  imps convert request.http                     convert the body of a raw HTTP message
  imps convert --charset gb2312 message.xml     read the text in this character set
  curl -s URL | imps convert                    convert what a pipe brings

Exit codes:
  0  everything was converted
  1  an input could not be read or converted, an output could not be written, or content
     was omitted, which a note names, or lost with --fail-on-loss; the other inputs were converted
  2  the arguments make no sense; nothing was written";

/// Converts messages between binary XML, XML, plain text and JSON
///
/// Detects the syntax of each input. Binary XML and plain text become XML, and XML becomes binary XML. Nothing is lost between
/// binary XML and XML: names without a code become literals, and codes without a meaning become names such as unknown-01-3F,
/// which become the same codes again. The built-in table of the plain-text syntax (PTS) has only a part of its codes: an element
/// without a code is an error, unless --leave-out names it.
///
/// An input may contain several documents, one after the other. All are converted, in the same order. Bytes that are not a
/// document, extension tokens and processing instructions are omitted, with a note.
///
/// Client provisioning, the settings of phones, converts between binary XML and XML in UTF-8. It loses its comments and processing
/// instructions, and the options for reading and writing do not change it. A document of any other language is refused;
/// "imps inspect" shows it. --from and --csp-version together read it nevertheless.
///
/// Without --from, the command first removes wrappings, with a note for each: HTTP streams, compression, dumps, network frames,
/// source code, base64, log lines and others. Offsets then count in the unwrapped document.
///
/// --strict refuses faults of values, names and syntax, and attributes of leaves. It does not check the places of elements: it
/// accepts an element that the version does not have, and elements in any order and number. "imps validate" reports these.
///
/// The parts of a message that was too long for one SMS are joined, one per line or one per input, in any order. A missing part
/// and a part of another message are errors that name the part. A note names a part that came twice.
///
/// --to-version converts the message itself: what other phones and servers call otherwise moves, and what they lack is lost. Each
/// loss is a note with its place in the source. The result has the version's own names.
///
/// The root WV-SSP-Message marks messages between servers (SSP). Their protocol has only XML. It converts to JSON and back, or
/// is written again with --to xml. It has no binary and no plain-text form.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files to convert; standard input if "-" or missing
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    inputs: Vec<OsString>,

    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    versions: Versions,

    /// The syntax of the output [default: the other one]
    ///
    /// The syntax of the input is allowed: that writes the document again, in canonical form.
    #[arg(long, value_name = "SYNTAX", value_parser = syntaxes(), help_heading = "Writing")]
    to: Option<Syntax>,

    /// Writes XML and JSON without added white space [default: indented by two blanks per level]
    #[arg(long, help_heading = "Writing")]
    compact: bool,

    /// Writes repeated strings of binary XML once, where that makes the document shorter
    ///
    /// Few phones ever wrote such documents, and some servers cannot read them.
    #[arg(long, help_heading = "Writing")]
    string_table: bool,

    /// Elements, or words such as SHTTP, to omit if they have no code in the plain-text syntax [default: none]
    #[arg(long, value_name = "NAME,...", value_delimiter = ',', help_heading = "Writing")]
    leave_out: Vec<String>,

    /// The transaction id to write in the plain-text syntax, up to 999 [default: the id of the document]
    #[arg(long, value_name = "ID", value_parser = clap::value_parser!(u16).range(0..=999), help_heading = "Writing")]
    transaction_id: Option<u16>,

    /// Writes the plain-text syntax in parts for SMS, one per line, of at most BYTES bytes [default: 133]
    ///
    /// A message that is shorter stays whole. 133 bytes of 8-bit data fit behind the header that names the port, 140 without.
    #[arg(
        long,
        value_name = "BYTES",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = SPLIT,
        help_heading = "Writing"
    )]
    split: Option<usize>,

    /// Writes to this file, or into this folder if it exists or ends in a slash [default: standard output]
    ///
    /// In a folder, each output has the name of its input and ends in its syntax, such as .xml. An input with several documents,
    /// such as a stream or a capture, gives a file for each, with its number: stream-2.xml. Files are replaced as a whole or not at
    /// all, and never an input.
    #[arg(short, long, value_name = "OUT", value_hint = ValueHint::AnyPath, help_heading = "Writing")]
    output: Option<OsString>,
}

/// The default of `--split` as a text, for the arguments.
const SPLIT: &str = "133";
const _: () = assert!(ROOM == 133);

impl Arguments {
    /// The syntax of all outputs, if one is stated: parts are of the plain-text syntax.
    fn stated(&self) -> Option<Syntax> {
        self.to.or_else(|| self.split.map(|_| Syntax::Pts))
    }

    /// The target syntax for a document of a syntax.
    fn to(&self, from: Syntax, document: &[u8], charset: Charset) -> Syntax {
        self.stated().unwrap_or_else(|| match from {
            Syntax::Wbxml | Syntax::Pts => Syntax::Xml,
            // The protocol counts: between servers there is no binary form.
            _ => oma_imps::Input::in_charset(document, from, charset)
                .map_or(Syntax::Wbxml, |document| document.other_syntax()),
        })
    }

    fn settings(&self) -> Result<Settings, Usage> {
        let codes = self.reading.codes()?;
        let mut write = WriteOptions::default();
        write.xml.indent = (!self.compact).then_some(2);
        write.json.indent = write.xml.indent;
        write.wbxml.string_table = self.string_table;
        write.pts.codes = codes;
        write.pts.transaction_id = self.transaction_id;
        // They are needed until the command ends.
        let names: Vec<&str> = self.leave_out.iter().map(|name| &*name.clone().leak()).collect();
        write.pts.leave_out = names.leak();
        let (from, read) = (self.reading.from(), self.reading.options());
        let versions = self.versions;
        let vendor = self.reading.vendor()?;
        Ok(Settings {
            from,
            charset: Charset::UNKNOWN,
            codes,
            vendor,
            read,
            to: Syntax::Xml,
            write,
            versions,
        })
    }
}

/// The settings of one conversion.
struct Settings {
    /// The syntax of the input, if it is not detected.
    from: Option<Syntax>,
    charset: Charset,
    codes: &'static Codes,
    vendor: Option<&'static wbxml::Codes<'static>>,
    read: ReadOptions,
    to: Syntax,
    write: WriteOptions,
    versions: Versions,
}

impl Settings {
    /// Converts a document, and appends the result.
    fn convert(&self, document: &[u8], out: &mut Vec<u8>, lost: &mut Lost) -> Result<Vec<Note>, Error> {
        let input = match self.from.or_else(|| Syntax::detect(document)) {
            Some(from) => oma_imps::Input::in_charset(document, from, self.charset)?,
            None => oma_imps::Input::new(document)?,
        };
        let mut input = input.with_pts_codes(self.codes).with_options(self.read);
        if let Some(vendor) = self.vendor {
            input = input.with_wbxml_codes(vendor);
        }
        if self.versions.is_asked_for() {
            return self.versions.write(&input, self.read.version, self.to, out, &self.write, lost);
        }
        input.write(self.to, out, &self.write)
    }

    /// Converts a document of another language, if it is client provisioning.
    fn provisioning(
        &self,
        document: &[u8],
        error: &Error,
        out: &mut Vec<u8>,
    ) -> Option<Result<(), imps_provisioning::Error>> {
        if !matches!(error.kind(), ErrorKind::OtherLanguage(_)) || self.versions.is_asked_for() {
            return None;
        }
        let converted = provisioning::converted(document, self.to)?;
        Some(converted.map(|bytes| out.extend(bytes)))
    }
}

/// Converts every input, even if some cannot be converted. Returns the exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Usage> {
    if arguments.split.is_some() && arguments.stated() != Some(Syntax::Pts) {
        return Err(Usage("--split makes parts of the plain-text syntax, not of another: --to pts".into()));
    }
    let inputs = Input::all(&arguments.inputs);
    if inputs.iter().filter(|input| input.path().is_none()).count() > 1 {
        return Err(Usage("standard input can be read only once".into()));
    }
    let mut inputs = join_inputs(inputs, arguments.reading.from());
    let output = Output::named(arguments.output.as_deref());
    check_numbers(&inputs, &output)?;
    let mut taken = check_targets(&mut inputs, &output, arguments)?;
    if let Err(problem) = output.prepare() {
        report::failure(&output, &problem.into());
        return Ok(BAD_INPUT);
    }

    let settings = arguments.settings()?;
    let mut progress = Progress::of_files(inputs.len());
    let mut converted = Converted::default();
    let mut code = DONE;
    for input in &mut inputs {
        converted.clear();
        match convert(input, &output, arguments, &settings, &mut converted, &mut taken) {
            Ok(is_whole) => code = if is_whole { code } else { BAD_INPUT },
            Err(failure) => {
                progress.pause(|| report::failure(input, &failure));
                code = BAD_INPUT;
            }
        }
        progress.step();
    }
    Ok(code)
}

/// Converts all documents of one input through a buffer. Returns whether nothing was omitted.
fn convert(
    input: &mut Input,
    output: &Output,
    arguments: &Arguments,
    settings: &Settings,
    converted: &mut Converted,
    taken: &mut HashSet<PathBuf>,
) -> Result<bool, Failure> {
    let contents = unwrapped(input.read()?, settings.from, input);
    let (mut to, mut is_whole) = (Syntax::Wbxml, true);
    let charset = |content: &Content| arguments.reading.charset(content.charset);
    let count = |content: &Content| content.named(settings.from, charset(content)).document_count();
    let documents: usize = contents.iter().map(count).sum();
    for (index, content) in contents.iter().enumerate() {
        let charset = charset(content);
        // An input without a syntax is refused with the reason.
        let from = arguments.reading.syntax_of(&content.bytes).unwrap_or(Syntax::Wbxml);
        let several = content.named(settings.from, charset);
        if index == 0 {
            // The first document decides.
            to = arguments.to(from, several.first(), charset);
            // Plain text has a message per line anyway.
            let is_lines = from == Syntax::Pts && to == Syntax::Pts;
            converted.are_apart = matches!(output, Output::Folder(_)) && documents > 1 && !is_lines;
        }
        let settings = &Settings { charset, to, ..*settings };
        is_whole &= if from == Syntax::Pts {
            convert_lines(content, settings, input, converted)?
        } else {
            convert_documents(content, settings, input, converted)?
        };
    }
    if contents.len() > 1 {
        report::note(input, None, &Note::Several { documents });
    }
    converted.write(input, output, to, arguments.split, taken)?;
    Ok(is_whole)
}

/// Converts the documents of a content in order. Returns whether nothing was omitted.
fn convert_documents(
    content: &Content,
    settings: &Settings,
    file: &Input,
    converted: &mut Converted,
) -> Result<bool, Failure> {
    let mut number = content.before.unwrap_or(0);
    let input = content.bytes.as_slice();
    let several = content.named(settings.from, settings.charset);
    let is_one_of_several = content.before.is_some() || several.document_count() > 1;
    let mut is_whole = true;
    let mut locator = Locator::new(input, settings.from, settings.charset);
    for NamedPart { part, name, .. } in several.iter() {
        let mut tell = |note: Note| {
            is_whole &= !note.is_loss();
            report::note(file, name.as_deref(), &note);
        };
        let (start, length) = (part.offset, part.bytes.len());
        let mut fail = |error: Error| {
            locator.failure(start..start.saturating_add(length), name.clone(), error.shifted(start))
        };
        match part.kind {
            PartKind::Document => {
                number += 1;
                let mut lost = Lost::default();
                let found = settings.convert(part.bytes, &mut converted.bytes, &mut lost);
                let found = found.or_else(|error| {
                    match settings.provisioning(part.bytes, &error, &mut converted.bytes) {
                        Some(Ok(())) => Ok(Vec::new()),
                        Some(Err(error)) => Err(Failure::Provisioning { start, name: name.clone(), error }),
                        None => Err(fail(error)),
                    }
                });
                let notes = match found {
                    Ok(notes) => notes,
                    Err(failure) => {
                        converted.failed(file, failure)?;
                        is_whole = false;
                        continue;
                    }
                };
                for note in notes {
                    tell(note.shifted(start));
                }
                is_whole &= settings.versions.report(file, name.as_deref(), &lost);
                if settings.to != Syntax::Wbxml && is_one_of_several {
                    end_line(&mut converted.bytes);
                }
                converted.end(number);
            }
            _ if settings.read.strict => {
                return Err(fail(Error::new(ErrorKind::Strict(Rule::TrailingContent)).at(0)));
            }
            PartKind::Padding => tell(Note::Padding { offset: start, bytes: length }),
            _ => tell(Note::Trailing { offset: start, bytes: length }),
        }
    }
    if content.before.is_none() && several.document_count() > 1 {
        report::note(file, None, &Note::Several { documents: several.document_count() });
    }
    Ok(is_whole)
}

/// Converts messages of the plain-text syntax, one per line. Returns whether nothing was omitted.
fn convert_lines(
    content: &Content,
    settings: &Settings,
    input: &Input,
    converted: &mut Converted,
) -> Result<bool, Failure> {
    let (mut is_whole, mut number) = (true, content.before.unwrap_or(0));
    for Message { line, bytes, .. } in messages(&content.bytes, input).map_err(Failure::Parts)? {
        number += 1;
        let name = Some(format!("line {line}"));
        let mut lost = Lost::default();
        match settings.convert(&bytes, &mut converted.bytes, &mut lost) {
            Ok(notes) => {
                is_whole &= settings.versions.report(input, name.as_deref(), &lost);
                for note in notes {
                    is_whole &= !note.is_loss();
                    report::note(input, name.as_deref(), &note);
                }
            }
            Err(error) => {
                let mut locator = Locator::new(&bytes, settings.from, settings.charset);
                let failure = locator.failure(0..bytes.len(), name, error);
                converted.failed(input, failure)?;
                is_whole = false;
                continue;
            }
        }
        if settings.to != Syntax::Wbxml {
            end_line(&mut converted.bytes);
        }
        converted.end(number);
    }
    Ok(is_whole)
}

fn check_numbers(inputs: &[Input], output: &Output) -> Result<(), Usage> {
    match output {
        Output::Stdout if inputs.len() > 1 => {
            Err(Usage("several inputs need a folder to go to: add -o FOLDER/".into()))
        }
        Output::File(path) if inputs.len() > 1 => Err(Usage(format!(
            "several inputs cannot go to one file: for a folder, write -o {}/",
            path.display()
        ))),
        _ => Ok(()),
    }
}

/// Checks that no output replaces an input or another output, and that no bytes go to a terminal.
/// Returns the inputs and the outputs.
fn check_targets(
    inputs: &mut [Input],
    output: &Output,
    arguments: &Arguments,
) -> Result<HashSet<PathBuf>, Usage> {
    let terminal = stdout().is_terminal();
    if matches!(output, Output::Stdout) && !terminal {
        return Ok(HashSet::new());
    }
    let mut read: HashSet<PathBuf> =
        inputs.iter().flat_map(Input::files).filter_map(|path| fs::canonicalize(path).ok()).collect();
    let mut written: HashMap<PathBuf, String> = HashMap::new();
    for input in inputs {
        let Some(to) = planned(input, arguments) else { continue };
        let Target::File(path) = output.target(input, to) else {
            if to == Syntax::Wbxml {
                return Err(Usage(
                    "binary output does not go to a terminal: add -o FILE, or redirect it".into(),
                ));
            }
            continue;
        };
        if fs::canonicalize(&path).is_ok_and(|path| read.contains(&path)) {
            return Err(Usage(format!("{input}: the output {} would replace an input", path.display())));
        }
        if let Some(other) = written.insert(path.clone(), input.to_string()) {
            return Err(Usage(format!("{other} and {input} would both be written to {}", path.display())));
        }
    }
    read.extend(written.into_keys());
    Ok(read)
}

/// The target syntax of an input. If it cannot be determined, conversion will report the reason.
fn planned(input: &mut Input, arguments: &Arguments) -> Option<Syntax> {
    if let Some(to) = arguments.stated() {
        return Some(to);
    }
    input.peek(|bytes| {
        let documents = without_wrappings(bytes, arguments.reading.from()).documents;
        let first = documents.first()?;
        let charset = arguments.reading.charset(first.charset);
        arguments.reading.syntax_of(&first.bytes).map(|from| arguments.to(from, &first.bytes, charset))
    })
}
