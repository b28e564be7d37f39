//! Damage to lines, identical in every run.

/// A deterministic generator of damage.
pub(crate) struct Damage(u64);

impl Damage {
    pub(crate) const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// `SplitMix64`.
    pub(crate) fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ (mixed >> 31)) % (bound.max(1) as u64)).unwrap()
    }

    fn of<'t>(&mut self, list: &[&'t str]) -> &'t str {
        list[self.below(list.len())]
    }

    /// Returns a line with one more fault.
    pub(crate) fn to(&mut self, line: &str, others: &[String]) -> String {
        let mut characters: Vec<char> = line.chars().collect();
        let mut words: Vec<&str> = line.split(' ').collect();
        let (at, word) = (self.below(characters.len()), self.below(words.len()));
        match self.below(9) {
            // A bit of a byte, if the result is text.
            0 => {
                let mut bytes = line.as_bytes().to_vec();
                let at = self.below(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << self.below(8);
                }
                return String::from_utf8(bytes).unwrap_or_else(|_| line.to_owned());
            }
            1 | 2 => {
                let pieces = [
                    " ",
                    "\"",
                    "\"\"",
                    ",",
                    "(",
                    ")",
                    "((",
                    "))",
                    "(,",
                    ",)",
                    "()",
                    "=",
                    "&",
                    "\t",
                    "\n",
                    "\u{85}",
                    "\u{2028}",
                    "\u{1}",
                    "\u{e9}",
                    "\u{1F600}",
                    "T",
                    "f",
                    "DI",
                    "av",
                    "OS",
                    "CF",
                    "00",
                    "+",
                    "ab",
                ];
                let piece = self.of(&pieces);
                characters.splice(at..at, piece.chars());
            }
            3 if !characters.is_empty() => {
                characters.remove(at);
            }
            4 if !characters.is_empty() => {
                let other = self.below(characters.len());
                characters.swap(at, other);
            }
            // Parameters: repeated, removed, exchanged, or taken from another message.
            5 => {
                words.insert(word, words[self.below(words.len())]);
                return words.join(" ");
            }
            6 => {
                words.remove(word);
                return words.join(" ");
            }
            7 => {
                let other = self.below(words.len());
                words.swap(word, other);
                return words.join(" ");
            }
            _ => {
                let other = &others[self.below(others.len())];
                let others: Vec<&str> = other.split(' ').collect();
                words[word] = others[self.below(others.len())];
                return words.join(" ");
            }
        }
        characters.into_iter().collect()
    }
}
