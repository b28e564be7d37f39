//! Search for users and groups. OMA-TS-IMPS-CSP, "Search".

use crate::SearchElement;
use crate::common::{GroupList, UserList};
use alloc::boxed::Box;
use alloc::vec::Vec;
use imps_core::{Extensions, Text, Version, choice, element, text_type};

text_type! {
    /// The identifier of a search, created by the server: any text such as `0x0000BEEF` in 1.1, a
    /// 32-bit number later.
    ///
    /// It keeps its spelling. Binary XML carries it as a number only if the number alone restores
    /// the spelling.
    pub struct SearchId;
}

element! {
    /// Starts a search by criteria, or fetches more results by identifier and index. Feature
    /// `SRCH`.
    #[doc = page!(Search_Request)]
    #[doc(alias = "Search-Request")]
    pub struct SearchRequest<'a> = Search_Request {
        /// The criteria. All must match, unless `advanced_criteria` says otherwise. Until 1.2 each
        /// criterion has its own list.
        search_pair_list: Vec<SearchPairList<'a>> = SearchPairList,
        /// A logical expression over the numbers of the criteria. Feature `ADVSR`.
        advanced_criteria: Option<Text<'a>> = AdvancedCriteria,
        /// The maximum number of results in one answer.
        search_limit: Option<u32> = SearchLimit,
        /// The search to continue.
        search_id: Option<SearchId<'a>> = SearchID,
        /// The first result to fetch: the index in the last answer plus one. Results count from 1.
        search_index: Option<u32> = SearchIndex,
    }
    models {
        "1.1-1.2": "SearchPairList*, SearchLimit?, SearchID?, SearchIndex?";
        "1.3" guessed: "SearchPairList*, AdvancedCriteria?, SearchLimit?, SearchID?, SearchIndex?";
    }
    primitive Search ClientToServer Request;

    /// Search criteria: one until 1.2, any number in 1.3. In 1.3 each criterion may have its own
    /// element.
    ///
    /// [`pairs`](Self::pairs) reads all forms, and [`new`](Self::new) creates them.
    pub struct SearchPairList<'a> = SearchPairList {
        /// The items of the list, in order.
        parts: Vec<SearchPart<'a>> = SearchElement | SearchString | PairID | SearchPair,
    }
    models {
        "1.1-1.2": "SearchElement, SearchString";
        "1.3" guessed: "((SearchElement, SearchString, PairID?)+ | SearchPair+)";
    }
}

element! {
    /// A criterion in its own element. 1.3.
    pub struct SearchPair<'a> = SearchPair {
        /// The property to compare.
        search_element: Option<SearchElement<'a>> = SearchElement,
        /// The text to search for; a part of the property matches.
        search_string: Option<Text<'a>> = SearchString,
        /// The number of the criterion, for `advanced_criteria`.
        pair_id: Option<u32> = PairID,
    }
    models {
        "1.3" guessed: "SearchElement, SearchString, PairID?";
    }

    /// Contains one part of the results of a search.
    #[doc = page!(Search_Response)]
    #[doc(alias = "Search-Response")]
    pub struct SearchResponse<'a> = Search_Response {
        /// The search, for further requests.
        search_id: Option<SearchId<'a>> = SearchID,
        /// The total number of results.
        search_findings: Option<u32> = SearchFindings,
        /// Whether the search is complete, so that nothing more can be fetched.
        completion_flag: Option<bool> = CompletionFlag,
        /// The index of the last result returned so far, also at the end. The next request asks for
        /// this index plus one. 1.3 may omit it, and some servers of older versions do.
        search_index: Option<u32> = SearchIndex,
        /// The results.
        search_result: Option<Box<SearchResult<'a>>> = SearchResult,
    }
    models {
        "1.1-1.2": "SearchID?, SearchFindings, CompletionFlag, SearchIndex, SearchResult?";
        "1.3" guessed: "SearchID?, SearchFindings, CompletionFlag, SearchIndex?, SearchResult?";
    }
    primitive Search ServerToClient Response;
}

element! {
    /// The results of a search: users or groups.
    pub struct SearchResult<'a> = SearchResult {
        /// Users.
        user_list: Option<UserList<'a>> = UserList,
        /// Groups.
        group_list: Option<GroupList<'a>> = GroupList,
    }
    models {
        "1.1-1.2": "UserList?, GroupList?";
        "1.3" guessed: "(UserList | GroupList)";
    }

    /// Ends a search before all results have been fetched. Feature `STSRC`.
    #[doc = page!(StopSearch_Request)]
    #[doc(alias = "StopSearch-Request")]
    pub struct StopSearchRequest<'a> = StopSearch_Request {
        /// The search.
        search_id: SearchId<'a> = SearchID,
    }
    models {
        "1.1-1.3": "SearchID";
    }
    primitive Search ClientToServer Request;
}

choice! {
    /// An item in a list of criteria.
    pub enum SearchPart<'a> {
        /// The property to compare; begins a criterion.
        Element(SearchElement<'a>) = SearchElement,
        /// The text to search for.
        String(Text<'a>) = SearchString,
        /// The number of the criterion.
        PairId(u32) = PairID,
        /// A whole criterion.
        Pair(Box<SearchPair<'a>>) = SearchPair,
    }
}

impl<'a> SearchPair<'a> {
    /// Creates a criterion without a number.
    pub fn new(element: impl Into<SearchElement<'a>>, string: impl Into<Text<'a>>) -> Self {
        Self { search_element: Some(element.into()), search_string: Some(string.into()), ..Self::default() }
    }

    /// Adds the number, for `advanced_criteria`.
    #[must_use]
    pub fn numbered(self, pair_id: u32) -> Self {
        Self { pair_id: Some(pair_id), ..self }
    }

    fn parts(self) -> impl Iterator<Item = SearchPart<'a>> {
        let element = self.search_element.map(SearchPart::Element);
        let string = self.search_string.map(SearchPart::String);
        element.into_iter().chain(string).chain(self.pair_id.map(SearchPart::PairId))
    }
}

impl<'a> SearchPairList<'a> {
    /// Returns the lists that express these criteria in a version: one list per criterion until
    /// 1.2, one list for all in 1.3.
    ///
    /// ```
    /// use imps_core::Version;
    /// use imps_csp::SearchElement;
    /// use imps_csp::common::{SearchPair, SearchPairList};
    ///
    /// let criteria = || [
    ///     SearchPair::new(SearchElement::UserFirstName, "ann"),
    ///     SearchPair::new(SearchElement::UserLastName, "smith"),
    /// ];
    /// assert_eq!(SearchPairList::new(Version::V1_2, criteria()).len(), 2);
    /// assert_eq!(SearchPairList::new(Version::V1_3, criteria()).len(), 1);
    /// ```
    pub fn new(version: Version, pairs: impl IntoIterator<Item = SearchPair<'a>>) -> Vec<Self> {
        let list = |parts| Self { parts, extensions: Extensions::new() };
        let pairs = pairs.into_iter().map(SearchPair::parts);
        if version < Version::V1_3 {
            return pairs.map(|parts| list(parts.collect())).collect();
        }
        let parts: Vec<_> = pairs.flatten().collect();
        if parts.is_empty() { Vec::new() } else { Vec::from([list(parts)]) }
    }

    /// Returns the criteria, whether or not they have their own elements.
    pub fn pairs(&self) -> Vec<SearchPair<'a>> {
        let mut pairs: Vec<SearchPair<'a>> = Vec::new();
        for part in &self.parts {
            match part {
                SearchPart::Pair(pair) => pairs.push((**pair).clone()),
                SearchPart::Element(element) => {
                    pairs.push(SearchPair { search_element: Some(element.clone()), ..SearchPair::default() });
                }
                SearchPart::String(string) => {
                    if let Some(pair) = pairs.last_mut() {
                        pair.search_string = Some(string.clone());
                    }
                }
                SearchPart::PairId(number) => {
                    if let Some(pair) = pairs.last_mut() {
                        pair.pair_id = Some(*number);
                    }
                }
            }
        }
        pairs
    }
}

impl<'a> SearchRequest<'a> {
    /// Returns all criteria in any version.
    pub fn pairs(&self) -> impl Iterator<Item = SearchPair<'a>> {
        self.search_pair_list.iter().flat_map(SearchPairList::pairs)
    }
}
