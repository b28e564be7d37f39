//! The arguments of the bench.

/// The rows to measure, and the way to measure them.
#[derive(Clone, Debug)]
pub(super) struct Options {
    /// A topic, or a part of the titles of tables.
    pub(super) filter: String,
    /// Do everything once and measure nothing.
    pub(super) quick: bool,
    /// Leave criterion out.
    pub(super) only_tables: bool,
    /// Print bare seconds, for a process that takes the median.
    pub(super) only_seconds: bool,
    /// How many processes measure.
    pub(super) processes: usize,
}

impl Options {
    /// The options of the command line. Cargo adds `--bench`, unless it tests.
    pub(super) fn new(arguments: impl Iterator<Item = String>) -> Self {
        let (mut processes, mut words) = (1, Vec::new());
        let mut arguments = arguments;
        while let Some(argument) = arguments.next() {
            if argument == "--processes" {
                let count = arguments.next().and_then(|count| count.parse().ok()).filter(|count| *count > 0);
                processes = count.expect("--processes and a number");
            } else {
                words.push(argument);
            }
        }
        let has = |wanted: &str| words.iter().any(|word| word == wanted);
        Self {
            quick: has("--test") || !has("--bench"),
            only_tables: has("--tables") || processes > 1,
            only_seconds: has("--seconds"),
            processes,
            filter: words.iter().find(|word| !word.starts_with('-')).cloned().unwrap_or_default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_processes_is_no_filter() {
        let of = |line: &str| Options::new(line.split(' ').map(str::to_owned));
        let options = of("--tables --processes 5 wbxml --bench");
        assert_eq!((options.processes, &*options.filter, options.quick), (5, "wbxml", false));
        let options = of("--test");
        assert_eq!((options.processes, &*options.filter, options.quick), (1, "", true));
    }
}
