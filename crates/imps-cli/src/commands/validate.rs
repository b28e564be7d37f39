//! `imps validate`: the faults of messages, and their places.

mod summary;

use self::summary::Summary;
use super::{Content, join_inputs, messages, note_charset, other_language, print, print_styled, unwrapped};
use crate::arguments::Reading;
use crate::excerpt::excerpt;
use crate::exit::{BAD_INPUT, DONE, Usage};
use crate::files::Input;
use crate::json;
use crate::locate::StrayCharset;
use crate::palette;
use crate::parts::Message;
use crate::report::{self, Failure};
use crate::screen;
use crate::text::visible;
use clap::{Args, ValueEnum, ValueHint};
use imps_inspect::{NamedPart, hint};
use oma_imps::charset::Charset;
use oma_imps::csp::validate::{self as rules, Explanation, Findings, ValidateOptions, explain};
use oma_imps::pts::Codes;
use oma_imps::ssp::validate as ssp;
use oma_imps::xml::to_utf8_over;
use oma_imps::{Finding, Guess, Part, PartKind, Rule, Severity, Syntax, wbxml};
use serde::Serialize;
use std::ffi::OsString;
use std::io::{IsTerminal as _, stdout};

const EXAMPLES: &str = "\
Examples:
  imps validate message.wbxml                 tell the faults of a message
  imps validate --role client captured/*.xml  all of them are from clients
  imps validate --json message.xml            one JSON object per finding, one per line
  imps validate request.http                  the body of a raw HTTP message
  imps validate --explain session-id          what a rule demands, with an example
  imps validate --explain all                 every rule

Exit codes:
  0  no error was found; there may be warnings and notes
  1  an error was found, or an input could not be read
  2  the arguments make no sense; nothing was checked";

/// Checks messages against the standard
///
/// Reports every fault with its place: order, number and choice of elements, values, versions, and the rules of sessions and
/// transactions. Errors violate the standard, warnings may trouble some readers, notes are for information.
///
/// An input may contain several documents, one after the other. Each is checked, and findings name its number. In XML and plain
/// text, the line of a finding follows, with a mark. The last line counts documents and findings.
///
/// Without --from, the command first removes wrappings, with a note for each: HTTP streams, compression, dumps, network frames,
/// source code, base64, log lines and others. Offsets then count in the unwrapped document.
#[derive(Debug, Args)]
#[command(after_long_help = EXAMPLES)]
pub(crate) struct Arguments {
    /// Files to check; standard input if "-" or missing
    #[arg(value_name = "FILE", value_hint = ValueHint::FilePath)]
    inputs: Vec<OsString>,

    /// The writer of the messages [default: the side that may send the first primitive]
    #[arg(long, value_enum, value_name = "ROLE")]
    role: Option<Role>,

    /// Writes one JSON object per line; "imps schema" describes them
    #[arg(long)]
    json: bool,

    /// Prints what a rule demands, with an example; "all" prints every rule
    #[arg(long, value_name = "RULE", conflicts_with_all = ["inputs", "role", "json"])]
    explain: Option<String>,

    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Role {
    /// Clients
    Client,
    /// Servers
    Server,
}

impl Arguments {
    fn options(&self) -> ValidateOptions {
        let read = self.reading.options();
        let mut options = ValidateOptions::default().with_strict(read.strict).with_limits(read.limits);
        options.version = read.version;
        options.role = self.role.map(|role| match role {
            Role::Client => rules::Role::Client,
            Role::Server => rules::Role::Server,
        });
        options
    }
}

/// Checks every input, even if some cannot be read. Returns the exit code.
pub(crate) fn run(arguments: &Arguments) -> Result<u8, Usage> {
    if let Some(rule) = &arguments.explain {
        return explain_rule(rule);
    }
    let inputs = Input::all(&arguments.inputs);
    if inputs.iter().filter(|input| input.path().is_none()).count() > 1 {
        return Err(Usage("standard input can be read only once".into()));
    }
    let mut inputs = join_inputs(inputs, arguments.reading.from());
    let options = arguments.options();
    let (codes, vendor) = (arguments.reading.codes()?, arguments.reading.vendor()?);
    let (mut code, mut summary) = (DONE, Summary::default());
    for input in &mut inputs {
        let contents = match input.read() {
            Ok(bytes) => unwrapped(bytes, arguments.reading.from(), input),
            Err(problem) => {
                report::failure(input, &Failure::from(problem));
                (code, summary.unread) = (BAD_INPUT, summary.unread + 1);
                continue;
            }
        };
        let check = |content: &Content| {
            let charset = arguments.reading.charset(content.charset);
            let syntax = arguments.reading.syntax_of(&content.bytes);
            note_charset(input, &content.bytes, syntax, charset);
            let check = Check { reading: &arguments.reading, charset, codes, vendor, options: &options };
            if syntax == Some(Syntax::Pts) {
                // The place of a line is its offset.
                let name = content.before.map(|before| format!("document {}", before + 1));
                check.lines(&content.bytes, name, input)
            } else {
                check.documents(content, input)
            }
        };
        let found: Vec<_> = contents.iter().flat_map(check).collect();
        if summary.add(&found) {
            code = BAD_INPUT;
        }
        let file = input.to_string();
        let all = || found.iter().flat_map(|one| one.findings.iter().map(move |finding| (one, finding)));
        let text: String = if arguments.json {
            all()
                .map(|(one, finding)| json::line(&FindingLine::of(&file, one.name.as_deref(), finding)))
                .collect()
        } else {
            let text = |(index, (one, finding)): (usize, (&Checked, _))| {
                let excerpt = (index < EXCERPTS).then(|| one.excerpt(finding)).flatten();
                line(&file, one.name.as_deref(), finding) + &excerpt.unwrap_or_default()
            };
            all().enumerate().map(text).collect()
        };
        if print_styled(&text) != DONE {
            return Ok(BAD_INPUT);
        }
    }
    if !arguments.json && print_styled(&summary.text(stdout().is_terminal())) != DONE {
        return Ok(BAD_INPUT);
    }
    Ok(code)
}

/// The most excerpts of an input.
const EXCERPTS: usize = 100;

/// A document that was checked, or bytes behind one.
struct Checked {
    name: Option<String>,
    findings: Vec<Finding>,
    /// The text of a document that is text.
    text: Option<Text>,
    is_document: bool,
}

/// The text of a document, to show an excerpt.
struct Text {
    whole: String,
    /// The offset from which findings count, and the number of the first line.
    offset: usize,
    line: usize,
}

impl Checked {
    fn excerpt(&self, finding: &Finding) -> Option<String> {
        let Text { whole, offset, line } = self.text.as_ref()?;
        let at = finding.offset.checked_sub(*offset)?;
        excerpt(whole, at, *line, palette::of_severity(finding.severity), screen::width())
    }
}

/// How to check.
struct Check<'c> {
    reading: &'c Reading,
    charset: Charset,
    codes: &'c Codes,
    vendor: Option<&'static wbxml::Codes<'static>>,
    options: &'c ValidateOptions,
}

impl Check<'_> {
    /// Checks the documents of a content. Each has a name if there are several. Offsets count from
    /// the start of the content.
    fn documents(&self, content: &Content, file: &Input) -> Vec<Checked> {
        let input = content.bytes.as_slice();
        let several = content.named(self.reading.from(), self.charset);
        // Each line is counted once, however many documents there are.
        let (mut line, mut counted) = (1, 0);
        let mut stray = StrayCharset::default();
        let check = |NamedPart { part, name, .. }: NamedPart<'_>| {
            let is_document = part.kind == PartKind::Document;
            if is_document && self.reading.syntax_of(part.bytes).is_none() {
                let hint = hint(part.bytes, self.reading.from(), &other_language(part.bytes));
                if let Some(hint) = hint {
                    report::note(file, name.as_deref(), &hint);
                }
            }
            let mut findings = if is_document { self.document(part.bytes) } else { self.left_over(&part) };
            for finding in &mut findings {
                finding.offset += part.offset;
            }
            let rest = input.get(part.offset..).unwrap_or_default();
            if findings.iter().any(|finding| matches!(finding.rule, "syntax" | "unexpected-root"))
                && let Some(hint) = stray.hint(rest)
            {
                report::note(file, name.as_deref(), &hint);
            }
            let is_text = is_document && self.reading.syntax_of(part.bytes) == Some(Syntax::Xml);
            let text =
                to_utf8_over(part.bytes, self.charset).ok().filter(|_| is_text && !findings.is_empty());
            let before = input.get(counted..part.offset).unwrap_or_default();
            line += before.split(|byte| *byte == b'\n').count() - 1;
            counted = part.offset;
            let text = text.map(|text| Text { whole: text.into_owned(), offset: part.offset, line });
            Checked { name, findings, text, is_document }
        };
        several.iter().map(check).collect()
    }

    /// Checks messages in the plain-text syntax, one per line, with joined parts.
    fn lines(&self, input: &[u8], name: Option<String>, file: &Input) -> Vec<Checked> {
        let messages = match messages(input, file) {
            Ok(messages) => messages,
            Err(faults) => {
                let findings = self.of_parts(faults);
                return vec![Checked { name, findings, text: None, is_document: true }];
            }
        };
        let at = |message: Message<'_>| {
            if message.parts > 1 {
                let note = format!("joined of {} parts; offsets count in the message", message.parts);
                report::note(file, Some(&format!("line {}", message.line)), &note);
            }
            let mut findings = self.one(&message.bytes, Syntax::Pts);
            for finding in &mut findings {
                finding.offset += message.offset;
            }
            let text = String::from_utf8(message.bytes.into_owned()).ok();
            let text = text.map(|whole| Text { whole, offset: message.offset, line: message.line });
            Checked { name: name.clone(), findings, text, is_document: true }
        };
        messages.into_iter().map(at).collect()
    }

    fn document(&self, document: &[u8]) -> Vec<Finding> {
        match self.reading.syntax_of(document) {
            Some(syntax) => self.one(document, syntax),
            None => {
                let at = other_language(document).offset().unwrap_or_default();
                self.syntax(at, Guess::of(document).to_string(), "a message of imps")
            }
        }
    }

    fn one(&self, document: &[u8], syntax: Syntax) -> Vec<Finding> {
        match oma_imps::Input::in_charset(document, syntax, self.charset) {
            Ok(input) => {
                let mut input = input.with_pts_codes(self.codes);
                if let Some(vendor) = self.vendor {
                    input = input.with_wbxml_codes(vendor);
                }
                input.validate_with(self.options)
            }
            Err(error) => {
                let mut findings = Findings::new(self.options);
                findings.add_error(&error);
                findings.into_vec()
            }
        }
    }

    /// Findings for parts of messages that do not fit together.
    fn of_parts(&self, faults: Vec<String>) -> Vec<Finding> {
        let fault = |fault| self.syntax(0, fault, "");
        faults.into_iter().flat_map(fault).collect()
    }

    fn syntax(&self, offset: usize, found: String, expected: &str) -> Vec<Finding> {
        let mut findings = Findings::new(self.options);
        findings.add_at("syntax", Severity::Error, offset, String::new(), found, expected);
        findings.into_vec()
    }

    /// Findings for bytes after a document.
    fn left_over(&self, part: &Part<'_>) -> Vec<Finding> {
        let mut findings = Findings::new(self.options);
        let severity = match part.kind {
            _ if self.options.strict => Severity::Error,
            PartKind::Padding => Severity::Note,
            _ => Severity::Warning,
        };
        let what = if part.kind == PartKind::Padding { " of padding" } else { "" };
        let found = match part.bytes.len() {
            1 => format!("1 byte{what} behind the document"),
            bytes => format!("{bytes} bytes{what} behind the document"),
        };
        let rule = Rule::TrailingContent.id();
        findings.add_at(rule, severity, 0, String::new(), found, "");
        findings.into_vec()
    }
}

/// `FILE:offset: error[rule] path: fault`.
fn line(file: &str, document: Option<&str>, finding: &Finding) -> String {
    let Finding { rule, severity, offset, path, .. } = finding;
    let path = match (document, path.as_str()) {
        (None, "") => "document".into(),
        (Some(document), "") => document.to_owned(),
        (None, path) => path.to_owned(),
        (Some(document), path) => format!("{document}: {path}"),
    };
    let style = palette::of_severity(*severity);
    let (file, path, fault) = (visible(file), visible(&path), finding.fault());
    format!("{file}:{offset}: {style}{severity}{style:#}[{rule}] {path}: {}\n", visible(&fault))
}

/// A finding as a line of JSON: `schemas/validate.json`.
#[derive(Serialize)]
struct FindingLine<'f> {
    file: &'f str,
    #[serde(skip_serializing_if = "Option::is_none")]
    document: Option<u64>,
    rule: &'f str,
    severity: &'static str,
    offset: usize,
    path: &'f str,
    found: &'f str,
    expected: &'f str,
}

impl<'f> FindingLine<'f> {
    fn of(file: &'f str, name: Option<&str>, finding: &'f Finding) -> Self {
        let Finding { rule, severity, offset, path, found, expected, .. } = finding;
        let (document, offset, severity) = (json::number(name, "document"), *offset, severity.as_str());
        Self { file, document, rule, severity, offset, path, found, expected }
    }
}

fn explain_rule(id: &str) -> Result<u8, Usage> {
    let text = if id == "all" {
        let all: Vec<String> = rules::all().chain(ssp::RULES).map(explanation).collect();
        all.join("\n")
    } else {
        let known = explain(id)
            .or_else(|| ssp::explain(id))
            .ok_or_else(|| Usage(format!("no such rule: {id}; --explain all prints every rule")))?;
        explanation(known)
    };
    Ok(print(&text))
}

fn explanation(rule: &Explanation) -> String {
    let Explanation { id, says, bad, good, source, .. } = rule;
    let good = if good.is_empty() { String::new() } else { format!("  right: {good}\n") };
    format!("{id}\n  {says}\n  wrong: {bad}\n{good}  source: {source}\n")
}
