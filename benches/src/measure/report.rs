//! Printing what was measured, as Markdown.

use super::options::Options;
use super::{Measured, Memory};
use crate::{Bar, Sample};
use std::fmt::Write as _;

/// By how much a ratio differs from run to run.
const NOISE: f64 = 1.05;

/// How it was measured.
pub(super) fn print_conditions(options: &Options) {
    println!("\n## Conditions\n\nMeasured on {}.", machine());
    let allocator = match std::env::var("GLIBC_TUNABLES") {
        Ok(tunables) => format!("`GLIBC_TUNABLES={tunables}`"),
        Err(_) => "as it is".into(),
    };
    let processes = match options.processes {
        1 => "One process".into(),
        several => format!("Median of {several} processes"),
    };
    println!("{processes}. Allocator: {allocator}.");
    if options.quick {
        println!("Measured once and without optimisation: these figures mean nothing.");
    }
}

/// The processor as Linux names it, and the compiler.
fn machine() -> String {
    let cpuinfo = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpuinfo.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rustc = std::process::Command::new("rustc").arg("--version").output();
    let rustc = rustc.map_or_else(
        |_| "an unknown rustc".into(),
        |rustc| {
            String::from_utf8_lossy(&rustc.stdout).split(" (").next().unwrap_or_default().trim().to_owned()
        },
    );
    format!("{cores} cores of {}, {rustc}", model.map_or("an unknown processor", |(_, model)| model))
}

/// How many bytes the messages have in each form.
pub(super) fn print_sizes(quick: bool) {
    println!(
        "\n## Bytes\n\n| | WBXML | XML | plain text | JSON | protobuf | thin protobuf | bilrost | CBOR | serde_json |"
    );
    println!("|{}", " --- |".repeat(10));
    for sample in Sample::all(quick) {
        let pts = sample.pts.as_ref().map_or_else(|| "no codes".into(), |pts| pts.len().to_string());
        let Sample { name, wbxml, json, full_bytes, thin_bytes, bilrost_bytes, cbor_bytes, .. } = sample;
        let [wbxml, json, full, thin, bilrost, cbor] =
            [wbxml, json, full_bytes, thin_bytes, bilrost_bytes, cbor_bytes].map(Vec::len);
        let (xml, markup) = (sample.xml.len(), sample.markup_json.len());
        println!(
            "| {name} | {wbxml} | {xml} | {pts} | {json} | {full} | {thin} | {bilrost} | {cbor} | {markup} |"
        );
    }
}

/// One line a table, one column an operation.
pub(super) fn print_group(group: &[Measured]) {
    let table = &group[0].table;
    let per_byte = if table.per_byte { ", by byte" } else { "" };
    println!("\n### {} ({} = 1{per_byte})\n", table.group, table.rows[0].operation);
    let mut head = String::from("| |");
    for row in &table.rows {
        write!(head, " {} |", row.operation).expect("writing to a string");
    }
    if table.fitted {
        head.push_str(" exponent |");
    }
    println!("{head}\n|{}", " --- |".repeat(head.matches('|').count() - 1));
    for measured in group {
        println!("{}", line(measured));
    }
}

/// Of each operation its ratio to the first, throughput, allocations and peak.
fn line(measured: &Measured) -> String {
    let table = &measured.table;
    let mut line = format!("| {} |", table.subject);
    for (at, (row, memory)) in table.rows.iter().zip(&measured.memory).enumerate() {
        let ratio = measured.ratio(at, &table.rows[0].operation);
        let Memory { allocations, peak } = *memory;
        #[allow(clippy::cast_precision_loss, reason = "documents are no exabytes")]
        let speed = row.bytes as f64 / measured.seconds(at) / 1e6;
        write!(line, " {} · {speed:.0} MB/s · {allocations} · {} |", number(ratio), bytes(peak))
            .expect("writing to a string");
    }
    if table.fitted {
        write!(line, " {:.3} |", exponent(measured)).expect("writing to a string");
    }
    line
}

/// Two digits that say something.
fn number(ratio: f64) -> String {
    match ratio {
        ..0.001 => "0".into(),
        ..0.1 => format!("{ratio:.3}"),
        ..10.0 => format!("{ratio:.2}"),
        _ => format!("{ratio:.0}"),
    }
}

fn bytes(count: u64) -> String {
    match count {
        0..10_000 => format!("{count} B"),
        10_000..10_000_000 => format!("{} kB", count / 1000),
        _ => format!("{} MB", count / 1_000_000),
    }
}

/// The slope of the line that fits the logarithms of sizes and times best.
#[allow(clippy::cast_precision_loss, reason = "documents are no exabytes")]
fn exponent(measured: &Measured) -> f64 {
    let rows = measured.table.rows.iter().enumerate();
    let points: Vec<_> = rows.map(|(at, row)| ((row.bytes as f64).ln(), measured.seconds(at).ln())).collect();
    let count = points.len() as f64;
    let size = points.iter().map(|point| point.0).sum::<f64>() / count;
    let time = points.iter().map(|point| point.1).sum::<f64>() / count;
    let above: f64 = points.iter().map(|point| (point.0 - size) * (point.1 - time)).sum();
    let below: f64 = points.iter().map(|point| (point.0 - size).powi(2)).sum();
    above / below
}

/// A row and its bar.
struct Held<'m> {
    operation: &'m str,
    bar: String,
    is_aim: bool,
    subject: String,
    value: f64,
    shown: String,
    /// The value in times of the bar.
    over: f64,
}

/// One line for each bar: how far the messages are apart, and which of them miss it.
pub(super) fn print_bars(measured: &[Measured]) {
    let held: Vec<Held<'_>> = measured.iter().flat_map(held).collect();
    if held.is_empty() {
        return;
    }
    println!("\n## Bars\n\n| operation | at most | measured | |\n| --- | --- | --- | --- |");
    let mut seen = Vec::new();
    for Held { operation, bar, .. } in &held {
        if seen.contains(&(operation, bar)) {
            continue;
        }
        seen.push((operation, bar));
        let same: Vec<_> =
            held.iter().filter(|held| held.operation == *operation && held.bar == *bar).collect();
        let least = same.iter().min_by(|one, other| one.value.total_cmp(&other.value)).expect("one");
        let most = same.iter().max_by(|one, other| one.value.total_cmp(&other.value)).expect("one");
        let range = match same.len() {
            1 => format!("{} ({})", most.shown, most.subject),
            count => {
                format!("{} ({}) to {} ({}) of {count}", least.shown, least.subject, most.shown, most.subject)
            }
        };
        let (missed, nearly) =
            if same[0].is_aim { ("not reached", "nearly reached") } else { ("**missed**", "within noise") };
        let beyond = |word: &str, nearly: bool| {
            let missed = same.iter().filter(|held| held.over > 1.0 && (held.over <= NOISE) == nearly);
            let missed: Vec<_> = missed.map(|held| format!("{} {}", held.subject, held.shown)).collect();
            (!missed.is_empty()).then(|| format!("{word}: {}", missed.join(", ")))
        };
        let verdicts: Vec<_> = [beyond(missed, false), beyond(nearly, true)].into_iter().flatten().collect();
        let held = if same[0].is_aim { "reached" } else { "held" };
        let verdict = if verdicts.is_empty() { held.into() } else { verdicts.join("; ") };
        println!("| {operation} | {bar} | {range} | {verdict} |");
    }
}

/// Every row of a table that has a bar, with each of its bars.
fn held(measured: &Measured) -> Vec<Held<'_>> {
    let table = &measured.table;
    let mut held = Vec::new();
    for (at, (row, memory)) in table.rows.iter().zip(&measured.memory).enumerate() {
        // There operations are sizes or kinds of refusal.
        let (operation, subject) = if table.per_byte {
            (&table.group, format!("{}, {}", table.subject, row.operation))
        } else {
            (&row.operation, table.subject.clone())
        };
        for &Bar { against, most, is_aim } in &row.bars {
            let value = measured.ratio(at, against);
            let aim = if is_aim { " (aim)" } else { "" };
            held.push(Held {
                operation,
                bar: format!("{most:.2} of {against}{aim}"),
                is_aim,
                subject: subject.clone(),
                value,
                shown: number(value),
                over: value / most,
            });
        }
        if let Some(most) = row.most_allocations {
            // Allocations are exact: one too many is more than noise.
            #[allow(clippy::cast_precision_loss, reason = "few")]
            let value = memory.allocations as f64 / most.max(1) as f64;
            held.push(Held {
                operation,
                bar: if most == 0 { "no allocation" } else { "one allocation a list or box, and one" }.into(),
                is_aim: false,
                subject,
                value,
                shown: if most == 0 {
                    memory.allocations.to_string()
                } else {
                    format!("{} of {most}", memory.allocations)
                },
                over: if memory.allocations > most { f64::INFINITY } else { 1.0 },
            });
        }
    }
    held
}
