//! Work to be measured, side by side with what it is compared with.

/// The bar for a ratio.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// The operation that counts as one.
    pub against: &'static str,
    /// The ratio that must not be exceeded.
    pub most: f64,
    /// Whether it need not be reached.
    pub is_aim: bool,
}

/// Something to be measured.
pub struct Row {
    /// The work.
    pub operation: String,
    /// How many bytes one unit of work is about.
    pub bytes: usize,
    /// Its bars.
    pub bars: Vec<Bar>,
    /// The bar of allocations.
    pub most_allocations: Option<u64>,
    /// One unit of work.
    pub work: Box<dyn FnMut()>,
}

impl std::fmt::Debug for Row {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Row")
            .field("operation", &self.operation)
            .field("bytes", &self.bytes)
            .finish_non_exhaustive()
    }
}

/// Rows that are measured by turns, so that a noisy machine disturbs all of them alike. The first is the yardstick.
#[derive(Debug)]
pub struct Table {
    /// The tables that are printed as one: their operations are the same.
    pub group: String,
    /// The input of the work.
    pub subject: String,
    /// Whether ratios compare the time a byte takes, not that of a unit of work.
    pub per_byte: bool,
    /// Whether the rows are of growing size, so that an exponent can be fitted.
    pub fitted: bool,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Table {
    /// An empty table.
    pub fn new(group: impl Into<String>, subject: impl Into<String>) -> Self {
        Self {
            group: group.into(),
            subject: subject.into(),
            per_byte: false,
            fitted: false,
            rows: Vec::new(),
        }
    }

    /// Its identity.
    pub fn title(&self) -> String {
        format!("{}: {}", self.group, self.subject)
    }

    /// Compares the time a byte takes.
    #[must_use]
    pub fn per_byte(mut self) -> Self {
        self.per_byte = true;
        self
    }

    /// Says to which power of the size the time grows.
    #[must_use]
    pub fn fitted(mut self) -> Self {
        self.fitted = true;
        self
    }

    /// Adds a row.
    #[must_use]
    pub fn row(mut self, operation: impl Into<String>, bytes: usize, work: impl FnMut() + 'static) -> Self {
        let operation = operation.into();
        self.rows.push(Row {
            operation,
            bytes,
            bars: Vec::new(),
            most_allocations: None,
            work: Box::new(work),
        });
        self
    }

    /// Holds the last row against a bar: a ratio to the row of that operation.
    #[must_use]
    pub fn bar(self, against: &'static str, most: f64) -> Self {
        self.held_to(Bar { against, most, is_aim: false })
    }

    /// The same, where a condition holds.
    #[must_use]
    pub fn bar_if(self, condition: bool, against: &'static str, most: f64) -> Self {
        if condition { self.bar(against, most) } else { self }
    }

    /// The same, if there is a bar.
    #[must_use]
    pub fn bar_of(self, against: &'static str, most: Option<f64>) -> Self {
        match most {
            Some(most) => self.bar(against, most),
            None => self,
        }
    }

    /// Compares the last row with an aim: to miss it is no fault.
    #[must_use]
    pub fn aim(self, against: &'static str, most: f64) -> Self {
        self.held_to(Bar { against, most, is_aim: true })
    }

    /// Holds the allocations of the last row against a bar.
    #[must_use]
    pub fn allocations(mut self, most: u64) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.most_allocations = Some(most);
        }
        self
    }

    fn held_to(mut self, bar: Bar) -> Self {
        if let Some(row) = self.rows.last_mut() {
            row.bars.push(bar);
        }
        self
    }
}
