//! A document laid out flat: elements in order, each with the number of the next element after its
//! content, and with its content.

use imps_core::Tag;

/// Elements in document order.
///
/// Messages of this syntax are short and their parameters come in any order, so a document is laid
/// out before it is read or written; one list costs much less than a tree.
#[derive(Clone, Debug)]
pub(crate) struct Tape<V> {
    elements: Vec<Element<V>>,
    /// The innermost open element, if any.
    open: u32,
}

/// No element.
const NONE: u32 = u32::MAX;

/// One element.
#[derive(Clone, Debug)]
pub(crate) struct Element<V> {
    pub(crate) tag: Tag,
    /// The offset in bytes from the start of the message.
    pub(crate) at: u32,
    /// The number of the first element after the content. While the element is open: the number of
    /// the enclosing element.
    pub(crate) end: u32,
    /// The text, if it is a leaf with text.
    pub(crate) value: Option<V>,
}

impl<V> Tape<V> {
    pub(crate) fn with_capacity(elements: usize) -> Self {
        Self { elements: Vec::with_capacity(elements), open: NONE }
    }

    /// Starts an element.
    #[inline]
    pub(crate) fn start(&mut self, tag: Tag, at: u32) {
        let number = self.len();
        let around = core::mem::replace(&mut self.open, number);
        self.elements.push(Element { tag, at, end: around, value: None });
    }

    /// Adds a leaf.
    #[inline]
    pub(crate) fn leaf(&mut self, tag: Tag, at: u32, value: V) {
        let end = self.len().saturating_add(1);
        self.elements.push(Element { tag, at, end, value: Some(value) });
    }

    /// Ends the element started last.
    #[inline]
    pub(crate) fn end(&mut self) {
        let end = self.len();
        if let Some(element) = self.elements.get_mut(self.open as usize) {
            self.open = core::mem::replace(&mut element.end, end);
        }
    }

    /// Returns the element being written.
    #[inline]
    pub(crate) fn current(&mut self) -> Option<&mut Element<V>> {
        self.elements.get_mut(self.open as usize)
    }

    /// Returns whether the element being written already has child elements.
    #[inline]
    pub(crate) fn has_children(&self) -> bool {
        self.open != NONE && self.open.saturating_add(1) < self.len()
    }

    /// Returns the number of elements.
    #[inline]
    pub(crate) fn len(&self) -> u32 {
        u32::try_from(self.elements.len()).unwrap_or(u32::MAX)
    }

    /// Returns the first element, which contains all others.
    pub(crate) fn root(&self) -> Option<Entry<'_, V>> {
        Entry::first(&self.elements, 0).map(|(root, _)| root)
    }

    /// Returns the element with this number.
    #[inline]
    pub(crate) fn get(&self, number: u32) -> Option<&Element<V>> {
        self.elements.get(number as usize)
    }

    /// Like [`get`](Self::get), but mutable, to take its value.
    #[inline]
    pub(crate) fn get_mut(&mut self, number: u32) -> Option<&mut Element<V>> {
        self.elements.get_mut(number as usize)
    }

    /// Iterates over the elements around the one with this number, outermost first.
    pub(crate) fn around(&self, number: u32) -> impl Iterator<Item = Tag> {
        let before = self.elements.iter().take(number as usize);
        before.filter(move |element| element.end > number).map(|element| element.tag)
    }
}

/// An element with its content.
#[derive(Debug)]
pub(crate) struct Entry<'t, V> {
    pub(crate) tag: Tag,
    pub(crate) value: Option<&'t V>,
    /// The number of the element on the tape.
    pub(crate) number: u32,
    inside: &'t [Element<V>],
}

impl<V> Clone for Entry<'_, V> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V> Copy for Entry<'_, V> {}

impl<'t, V> Entry<'t, V> {
    /// Returns the first of some elements, and the elements after it.
    #[inline]
    fn first(elements: &'t [Element<V>], number: u32) -> Option<(Self, &'t [Element<V>])> {
        let (element, rest) = elements.split_first()?;
        let size = element.end.saturating_sub(number).saturating_sub(1) as usize;
        let (inside, behind) = rest.split_at_checked(size)?;
        Some((Self { tag: element.tag, value: element.value.as_ref(), number, inside }, behind))
    }

    /// Iterates over the child elements.
    #[inline]
    pub(crate) fn children(self) -> Children<'t, V> {
        Children { rest: self.inside, number: self.number.saturating_add(1) }
    }

    /// Iterates over the child elements, starting with one of them.
    #[inline]
    pub(crate) fn children_from(self, first: Self) -> Children<'t, V> {
        let passed = first.number.saturating_sub(self.number).saturating_sub(1) as usize;
        Children { rest: self.inside.get(passed..).unwrap_or_default(), number: first.number }
    }

    /// Returns the only child.
    pub(crate) fn only_child(self) -> Option<Self> {
        let mut children = self.children();
        children.next().filter(|_| children.next().is_none())
    }
}

/// Iterates over the child elements of an element.
#[derive(Clone, Debug)]
pub(crate) struct Children<'t, V> {
    rest: &'t [Element<V>],
    number: u32,
}

impl<'t, V> Iterator for Children<'t, V> {
    type Item = Entry<'t, V>;

    #[inline]
    fn next(&mut self) -> Option<Entry<'t, V>> {
        let (entry, behind) = Entry::first(self.rest, self.number)?;
        self.number = self.number.saturating_add(1).saturating_add(count(entry.inside.len()));
        self.rest = behind;
        Some(entry)
    }
}

#[inline]
fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
