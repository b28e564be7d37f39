//! The largest claim that holds.

use crate::expression::Expression;
use crate::group::Group;
use crate::item::{Item, Side};
use crate::operand::Operand;
use crate::reading::Reading;
use crate::why_not::{Step, WhyNot};
use std::collections::{BTreeSet, VecDeque};

/// The items that a product can claim, from the feature groups that it has.
///
/// The expressions of servers need one another in circles. So they have a meaning only for a claim
/// as a whole: a claim holds if the expression of each of its items holds, with the items of the
/// claim as true. No expression has a negation, so there is one largest claim that holds. To find
/// it, start with all items and strike out the ones that do not hold, until all do.
///
/// ```
/// use imps_conformance::{Claim, Group, Reading, Side};
///
/// let phone = [Group::CSP_MCF, Group::TRANSPORT_MCF, Group::WBXML_MCF];
/// let claim = Claim::largest(phone, Reading::AsWritten);
/// assert!(claim.conforms(Side::Client) && !claim.conforms(Side::Server));
/// let items: Vec<_> = claim.items().iter().map(|item| item.short()).collect();
/// assert_eq!(items, ["C-001", "C-003", "C-006"]);
///
/// let why_not = claim.why_not("C-008".parse()?).ok_or("it holds")?;
/// assert_eq!(why_not.to_string(), "C-008 needs PA:MCF");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[doc(alias("SCR", "static conformance requirements"))]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    groups: BTreeSet<Group>,
    reading: Reading,
    expressions: Vec<(Item, Expression)>,
    items: BTreeSet<Item>,
}

impl Claim {
    /// Finds the largest claim for declared groups.
    pub fn largest(groups: impl IntoIterator<Item = Group>, reading: Reading) -> Self {
        let expressions = Item::all().map(|item| (item, item.expression(reading).expression));
        let (groups, expressions) = (groups.into_iter().collect(), expressions.collect());
        let mut claim = Self { groups, reading, expressions, items: BTreeSet::new() };
        claim.items = claim.with_granted(&BTreeSet::new());
        claim
    }

    /// Strikes out the items that do not hold, until all others do. Granted items stay.
    fn with_granted(&self, granted: &BTreeSet<Item>) -> BTreeSet<Item> {
        let mut items: BTreeSet<_> = Item::all().collect();
        // Each round strikes out an item, or is the last one.
        loop {
            let claimed = self.expressions.iter().filter(|(item, _)| items.contains(item));
            let fails = claimed.filter(|(item, expression)| {
                !granted.contains(item) && !expression.holds(&|operand| self.has(&items, operand))
            });
            let fails: Vec<_> = fails.map(|(item, _)| *item).collect();
            if fails.is_empty() {
                return items;
            }
            for item in fails {
                items.remove(&item);
            }
        }
    }

    fn has(&self, items: &BTreeSet<Item>, operand: Operand) -> bool {
        match operand {
            Operand::Item(item) => items.contains(&item),
            Operand::Group(group) => self.reading.has(&self.groups, group),
        }
    }

    /// Returns the declared groups.
    pub fn groups(&self) -> &BTreeSet<Group> {
        &self.groups
    }

    /// Returns the reading of the expressions.
    pub fn reading(&self) -> Reading {
        self.reading
    }

    /// Returns the items.
    pub fn items(&self) -> &BTreeSet<Item> {
        &self.items
    }

    /// Returns whether the claim has all mandatory items of a side: `C-001` and `C-003`, or
    /// `S-016`.
    pub fn conforms(&self, side: Side) -> bool {
        Self::mandatory(side).all(|item| self.items.contains(&item))
    }

    /// Returns the mandatory items of a side.
    pub fn mandatory(side: Side) -> impl Iterator<Item = Item> {
        Item::all().filter(move |item| item.is_mandatory() && item.side() == side)
    }

    /// Returns the reason why an item is not in the claim; `None` if it is.
    pub fn why_not(&self, item: Item) -> Option<WhyNot> {
        let (mut steps, mut seen) = (Vec::new(), BTreeSet::from([item]));
        // Each item with the ones that lead to it. These are granted, because an item does not lack
        // what follows from itself.
        let mut open = VecDeque::from([(item, BTreeSet::from([item]))]);
        while let Some((item, granted)) = open.pop_front() {
            let items = self.with_granted(&granted);
            let expression = self.expressions.iter().find(|(found, _)| *found == item);
            let missing = expression.and_then(|(_, it)| it.missing(&|operand| self.has(&items, operand)));
            // Only the first item may lack nothing: others are missing in the claim with it.
            let Some(missing) = missing else { continue };
            for operand in missing.operands() {
                if let Operand::Item(other) = operand
                    && seen.insert(other)
                {
                    let mut granted = granted.clone();
                    granted.insert(other);
                    open.push_back((other, granted));
                }
            }
            steps.push(Step::new(item, missing));
        }
        (!steps.is_empty()).then_some(WhyNot { steps })
    }

    /// Returns the items that only one of this claim and the same one in another reading has.
    pub fn differing(&self, reading: Reading) -> BTreeSet<Item> {
        let other = Self::largest(self.groups.iter().copied(), reading);
        self.items.symmetric_difference(&other.items).copied().collect()
    }
}
