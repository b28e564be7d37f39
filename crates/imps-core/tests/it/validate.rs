//! Validation of documents of a custom protocol: breaks every rule once.

use imps_core::schema::{DataType, Type};
use imps_core::validate::{
    Checks, Findings, Place, Severity, ValidateOptions, check, drain, explain, validate,
};
use imps_core::{
    Bytes, DateTime, Element, Error, ErrorKind, IntoOwned, Item as Part, Node, ReadOptions, Rule, Source,
    Text, TreeSource, Value, Version, element, enumeration, scalar_text, text_type,
};

mod tags {
    imps_core::vocabulary! {
        /// The names of orders.
        pub static ORDERS;
        namespaces: &[];
        public_ids: &[];
        aliases {}
        elements {
            Order: Structure,
            Item: Structure,
            Name: Text,
            Count: Integer,
            Urgent: Boolean,
            At: DateTime,
            Colour: Word,
            Gift: Empty,
            Body: Content,
            Code: Text,
            Pickup: Text,
            Delivery: Text,
            Late: Text,
            Early: Text,
            Extra: Any,
            Plain: Structure,
        }
    }
}

static DIGITS: DataType = DataType::new("Digits", "digits", |text| text.find(|c: char| !c.is_ascii_digit()));

text_type! {
    /// Digits.
    pub struct Digits: &DIGITS;
}

/// Yes or no.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer<'a>(Text<'a>);

impl<'a> From<Text<'a>> for Answer<'a> {
    fn from(text: Text<'a>) -> Self {
        Self(text)
    }
}

impl Answer<'_> {
    fn as_str(&self) -> &str {
        &self.0
    }
}

impl IntoOwned for Answer<'_> {
    type Owned = Answer<'static>;

    fn into_owned(self) -> Answer<'static> {
        Answer(self.0.into_owned())
    }
}

scalar_text! { Answer = Type::Closed(&["Yes", "No"]) }

enumeration! {
    /// A colour.
    pub enum Colour {
        /// Red.
        Red = "Red",
        /// Violet.
        Violet = "Violet" in "1.3",
    }
}

element! {
    use tags;

    /// An ordered item.
    pub struct Item<'a> = Item {
        /// Its name.
        name: Text<'a> = Name,
        /// The quantity.
        count: Option<u32> = Count,
    }
    models {
        "1.1-1.2": "Name, Count?";
        "1.3" guessed: "Name, Count";
    }
    duplicates refused;

    /// An order.
    pub struct Order<'a> = Order {
        @attributes {
            /// Its number.
            number: u32 = "number" | "No",
            /// One of two words, in any case.
            answer: Option<Answer<'a>> = "answer",
        }
        /// The ordered items.
        items: Vec<Item<'a>> = Item,
        /// Whether it is urgent.
        urgent: Option<bool> = Urgent,
        /// The time of the order.
        at: Option<DateTime> = At,
        /// The paper.
        colour: Option<Colour<'a>> = Colour,
        /// The code of the shop.
        code: Option<Digits<'a>> = Code,
        /// Where to fetch it,
        pickup: Option<Text<'a>> = Pickup,
        /// or where to bring it.
        delivery: Option<Text<'a>> = Delivery,
        /// Any other content.
        extra: Vec<Node<'a>> = Extra,
        /// Since 1.3.
        late: Option<Text<'a>> = Late,
        /// In no model, but every reader accepts it.
        early: Option<Text<'a>> = Early in "1.1-1.3",
    }
    models {
        "1.1-1.2": "Item+, Urgent?, At?, Colour?, Code?, (Pickup | Delivery)?, Extra*";
        "1.3": "Item+, Urgent?, At?, Colour?, Code?, (Pickup | Delivery)?, Extra*, Late?";
    }
}

element! {
    use tags;

    /// A structure with fields and no other statement.
    pub struct Plain<'a> = Plain {
        /// Once.
        name: Text<'a> = Name,
        /// Often.
        codes: Vec<Text<'a>> = Code,
        /// Or not, under either name.
        late: Option<Text<'a>> = Late | Delivery,
    }
}

element! {
    /// Words of CSP.
    pub struct Words<'a> = Login_Request {
        /// A list in one element.
        digests: Vec<Colour<'a>> = DigestSchema,
        /// A word.
        session_type: Option<Colour<'a>> = SessionType,
    }
}

fn item() -> Node<'static> {
    Node::new(tags::Item).with(Node::leaf(tags::Name, "pen"))
}

fn order() -> Node<'static> {
    Node::new(tags::Order).with_attribute("number", "7")
}

fn source<'n>(node: &'n Node<'n>, version: Version) -> TreeSource<'n> {
    TreeSource::new(node, version).with_vocabulary(&tags::ORDERS)
}

fn checked(node: &Node<'_>, version: Version, strict: bool) -> Findings {
    let mut options = ValidateOptions::default();
    options.strict = strict;
    let mut findings = Findings::new(&options);
    check(&mut source(node, version), &[Order::SCHEMA, Plain::SCHEMA], &mut (), &mut findings);
    findings
}

/// Returns the rule, severity and path of every finding.
fn found(node: &Node<'_>, version: Version, strict: bool) -> Vec<String> {
    let findings = checked(node, version, strict).into_vec();
    findings.iter().map(|it| format!("{} {} {}", it.severity, it.rule, it.path)).collect()
}

#[track_caller]
fn finds(node: &Node<'_>, expected: &[&str]) {
    assert_eq!(found(node, Version::V1_2, false), expected);
    assert!(expected.iter().all(|it| explain(it.split(' ').nth(1).unwrap()).is_some()));
}

#[test]
fn good_documents_have_no_fault() {
    finds(&order().with(item()), &[]);
    let full = order()
        .with(item().with(Node::leaf(tags::Count, 3)))
        .with(item())
        .with(Node::leaf(tags::Urgent, true))
        .with(Node::leaf(tags::At, "20010925T134013Z"))
        .with(Node::leaf(tags::Colour, "Red"))
        .with(Node::leaf(tags::Code, "42"))
        .with(Node::leaf(tags::Pickup, "here"));
    finds(&full, &[]);
    assert!(found(&full.with(Node::leaf(tags::Late, "x")), Version::V1_1, false).len() == 1);
}

#[test]
fn children_stand_where_the_model_has_them() {
    let leaf = |tag| Node::leaf(tag, "x");
    let urgent = || Node::leaf(tags::Urgent, "T");
    finds(&order(), &["error missing-element Order"]);
    finds(&order().with(Node::new(tags::Item)), &["error missing-element Order/Item[0]"]);
    finds(&order().with(item()).with(leaf(tags::Name)), &["error unexpected-element Order/Name"]);
    finds(&order().with(item()).with(urgent()).with(urgent()), &["warning too-many Order/Urgent[1]"]);
    let at = Node::leaf(tags::At, "20010925T134013Z");
    finds(&order().with(item()).with(at).with(urgent()), &["warning wrong-order Order/Urgent"]);
    let again = order().with(item()).with(urgent()).with(item());
    finds(&again, &["warning wrong-order Order/Item[1]"]);
    let strictly = |node| found(&node, Version::V1_2, true);
    assert_eq!(strictly(again), ["error wrong-order Order/Item[1]"]);
    let twice = order().with(item()).with(urgent()).with(urgent());
    assert_eq!(strictly(twice), ["error too-many Order/Urgent[1]"]);
    let refused = order().with(item().with(leaf(tags::Name)));
    finds(&refused, &["error too-many Order/Item[0]/Name[1]"]);
    let both = order().with(item()).with(leaf(tags::Pickup)).with(leaf(tags::Delivery));
    finds(&both, &["error choice Order/Delivery"]);
    finds(&order().with(item()).with(leaf(tags::Late)), &["error not-in-version Order/Late"]);
    assert!(found(&order().with(Node::new(tags::Late)).with(item()), Version::V1_2, false).len() == 1);
    finds(&order().with(item()).with(leaf(tags::Early)), &["warning tolerated-element Order/Early"]);
    finds(&item(), &["error unexpected-root Item"]);
    // If a model is a guess, its findings are at most warnings.
    let guessed = found(&order().with(item()), Version::V1_3, false);
    assert_eq!(guessed, ["warning missing-element Order/Item[0]"]);
    let expected = |node: &Node<'_>| checked(node, Version::V1_2, false).into_vec()[0].expected.clone();
    assert_eq!(expected(&order().with(leaf(tags::Name)).with(item())), "Item");
    assert_eq!(expected(&order().with(Node::new(tags::Item))), "Name");
    assert_eq!(expected(&item()), "Order or Plain");
    let many = expected(&order().with(item()).with(leaf(tags::Name)));
    assert!(many.starts_with("Item or Urgent or At or ") && many.ends_with(" or nothing more"), "{many}");
    assert_eq!(expected(&order().with(item()).with(leaf(tags::Late))), "Late in Order only in 1.3");
}

#[test]
fn without_a_model_the_fields_count() {
    let leaf = |tag| Node::leaf(tag, "x");
    let named = || Node::new(tags::Plain).with(leaf(tags::Name));
    finds(&named(), &[]);
    finds(&named().with(leaf(tags::Code)).with(leaf(tags::Code)).with(leaf(tags::Late)), &[]);
    finds(&named().with(leaf(tags::Delivery)), &[]);
    finds(&named().with(leaf(tags::Pickup)), &["error unexpected-element Plain/Pickup"]);
    finds(&Node::new(tags::Plain).with(leaf(tags::Code)), &["error missing-element Plain"]);
    finds(&named().with(leaf(tags::Name)), &["warning too-many Plain/Name[1]"]);
    finds(&named().with(leaf(tags::Late)).with(leaf(tags::Late)), &["warning too-many Plain/Late[1]"]);
    finds(&named().with(leaf(tags::Late)).with(leaf(tags::Code)), &["warning wrong-order Plain/Code[0]"]);
}

#[test]
fn anything_may_hold_anything() {
    let extra = || Node::new(tags::Extra).with(Node::new(tags::Item)).with(Node::foreign("x"));
    finds(&order().with(item()).with(extra()).with(Node::leaf(tags::Extra, "text")), &[]);
    finds(&order().with(extra()), &["error missing-element Order"]);
}

#[test]
fn only_digests_may_be_a_list_in_one_element() {
    let words = |tag, text: &'static str| {
        let node = Node::new(imps_core::tag::Login_Request).with(Node::leaf(tag, text));
        let mut findings = Findings::new(&ValidateOptions::default());
        let mut source = TreeSource::new(&node, Version::V1_1);
        check(&mut source, &[Words::SCHEMA], &mut (), &mut findings);
        findings.into_vec().iter().map(|it| it.rule).collect::<Vec<_>>()
    };
    let (digest, other) = (imps_core::tag::DigestSchema, imps_core::tag::SessionType);
    assert_eq!((words(digest, "Red"), words(digest, "Red, Red")), (vec![], vec![]));
    assert_eq!(words(digest, "Red,Blue"), ["unknown-word"]);
    assert_eq!((words(other, " Red "), words(other, "Red,Red")), (vec![], vec!["unknown-word"]));
}

#[test]
fn leaves_hold_values_of_their_types() {
    let with = |tag, value: &'static str| order().with(item()).with(Node::leaf(tag, value));
    finds(&with(tags::Urgent, "maybe"), &["error boolean Order/Urgent"]);
    finds(&with(tags::Urgent, "true"), &["warning boolean-text Order/Urgent"]);
    assert_eq!(found(&with(tags::Urgent, "true"), Version::V1_2, true), ["error boolean-text Order/Urgent"]);
    finds(&with(tags::At, "yesterday"), &["error date-time Order/At"]);
    finds(&with(tags::At, "20011325T134013Z"), &["error date-time-range Order/At"]);
    finds(&with(tags::At, "2001-13-25T13:40:13.5+01:00"), &["error date-time-range Order/At"]);
    for text in ["2001-09-25T13:40:13+01:00", "20010925T134013.5-05", "50010925T134013Z"] {
        finds(&with(tags::At, text), &[]);
    }
    let short = with(tags::At, "2001-09-25T13:40:13+1");
    finds(&short, &["warning date-time-offset Order/At"]);
    assert_eq!(found(&short, Version::V1_2, true), ["error date-time-offset Order/At"]);
    finds(&with(tags::At, "2001-09-25T13:40:13+25:00"), &["error date-time Order/At"]);
    finds(&with(tags::Colour, "Mauve"), &["warning unknown-word Order/Colour"]);
    finds(&with(tags::Colour, "Violet"), &["warning unknown-word Order/Colour"]);
    let violet = with(tags::Colour, "Violet");
    assert_eq!(checked(&violet, Version::V1_2, false).into_vec()[0].expected, "Violet only in 1.3");
    assert_eq!(found(&violet, Version::V1_3, false), ["warning missing-element Order/Item[0]"]);
    finds(&with(tags::Code, "4x"), &["error data-type Order/Code"]);
    let count = order().with(item().with(Node::leaf(tags::Count, "many")));
    finds(&count, &["error integer Order/Item[0]/Count"]);
    let bytes = Node::leaf(tags::Name, Bytes::from(vec![0xFF]));
    finds(&order().with(Node::new(tags::Item).with(bytes)), &["error text Order/Item[0]/Name"]);
    let nested = Node::new(tags::Name).with(Node::leaf(tags::Code, "1"));
    finds(&order().with(Node::new(tags::Item).with(nested)), &["error element-in-leaf Order/Item[0]/Name"]);
    // Content without a place is checked against the type in the vocabulary.
    finds(&with(tags::Gift, ""), &["error unexpected-element Order/Gift"]);
    finds(
        &with(tags::Gift, "x"),
        &["error unexpected-element Order/Gift", "error content-in-empty Order/Gift"],
    );
    finds(&with(tags::Count, "x"), &["error unexpected-element Order/Count", "error integer Order/Count"]);
    let body = Node::new(tags::Body).with(Node::leaf(tags::Code, "1"));
    finds(
        &order().with(item()).with(body),
        &["error unexpected-element Order/Body", "error element-in-leaf Order/Body"],
    );
    let mut text = order().with(item());
    text.content.push(Part::Value(Value::from("text")));
    finds(&text, &["error unexpected-text Order"]);
    let found = &checked(&with(tags::Code, "4x"), Version::V1_2, false).into_vec()[0];
    assert_eq!((found.found.as_str(), found.expected.as_str()), ("\"4x\"", "digits"));
}

#[test]
fn attributes_are_those_declared() {
    let without = Node::new(tags::Order).with(item());
    finds(&without, &["error missing-attribute Order"]);
    finds(&without.clone().with_attribute("number", "x"), &["error integer Order/@number"]);
    finds(&order().with(item()).with_attribute("answer", "yes"), &[]);
    finds(&order().with(item()).with_attribute("answer", "maybe"), &["error unknown-word Order/@answer"]);
    let other = without.clone().with_attribute("No", "7");
    finds(&other, &["warning spelling Order"]);
    assert_eq!(found(&other, Version::V1_2, true), ["error spelling Order"]);
    finds(&order().with(item().with_attribute("a", "b")), &["warning unexpected-attribute Order/Item[0]"]);
    finds(&order().with(item()).with_attribute("a", "b"), &["warning unexpected-attribute Order"]);
    finds(&order().with(item().with_attribute("xmlns", "urn:x").with_attribute("xmlns:y", "urn:y")), &[]);
}

#[test]
fn elements_of_others_say_whose_they_are() {
    let foreign = |node| order().with(item()).with(node);
    finds(&foreign(Node::foreign("x")), &["warning foreign-element Order/x"]);
    let owned = foreign(Node::foreign("x:y").with_attribute("xmlns:x", "urn:x").with_attribute("z", ""));
    finds(&owned, &[]);
    assert_eq!(found(&owned, Version::V1_2, true), ["note extension Order/x:y"]);
}

#[test]
fn only_so_many_findings_are_kept() {
    let mut options = ValidateOptions::default();
    options.max_findings = 2;
    let mut findings = Findings::new(&options);
    let node = (0..5).fold(order(), |node, _| node.with(Node::new(tags::Item)));
    check(&mut source(&node, Version::V1_2), &[Order::SCHEMA], &mut (), &mut findings);
    assert_eq!((findings.left_out(), findings.is_unreadable()), (3, false));
    assert!(
        findings.has("missing-element", 0) && !findings.has("missing-element", 1) && !findings.has("text", 0)
    );
    // An error that ends the reading is still reported.
    findings.add_error(&Error::new(ErrorKind::NoRoot).at(9));
    assert!(findings.is_unreadable());
    let findings = findings.into_vec();
    assert_eq!(
        findings.iter().map(|it| it.rule).collect::<Vec<_>>(),
        ["missing-element", "missing-element", "syntax"]
    );
    assert_eq!(findings[2].offset, 9);
}

#[test]
fn a_finding_names_its_fault() {
    let missing = checked(&order().with(Node::new(tags::Item)), Version::V1_2, false).into_vec();
    assert_eq!(
        missing[0].to_string(),
        "error[missing-element] at byte 0 in Order/Item[0]: missing Name in Item"
    );
    let bytes = Node::leaf(tags::Name, Bytes::from(vec![0xFF]));
    let bytes = checked(&order().with(Node::new(tags::Item).with(bytes)), Version::V1_2, false).into_vec();
    assert_eq!((bytes[0].fault().as_str(), bytes[0].expected.as_str()), ("not text", ""));
    let both = order().with(item()).with(Node::leaf(tags::Count, "x"));
    let both = checked(&both, Version::V1_2, false).into_vec();
    assert!(both[0].fault().starts_with("found Count, expected Item or Urgent or "), "{}", both[0]);
}

#[test]
fn what_a_reader_refuses_is_a_finding() {
    let mut findings = Findings::new(&ValidateOptions::default());
    findings.add_error(&Error::new(ErrorKind::Strict(Rule::Spelling)).at(5).within("Order", None));
    assert!(!findings.is_unreadable());
    findings.add_error(&Error::new(ErrorKind::Strict(Rule::Spelling)).at(5));
    findings.add_error(&Error::invalid_value("a number", "x").at(3).within("Count", Some(1)));
    assert!(findings.is_unreadable());
    let shown: Vec<_> = findings.into_vec().iter().map(ToString::to_string).collect();
    assert_eq!(shown[0], "error[value] at byte 3 in Count[1]: found \"x\", expected a number");
    let spelling = "strict readers refuse this: the name is spelled in another way in the standard";
    assert_eq!(shown[1], format!("warning[spelling] at byte 5 in Order: {spelling}"));
    assert_eq!(shown.len(), 2);
}

/// The steps of the walk: `<` a structure, `=` a leaf, `>` the end; path, depth and the two names
/// next to it.
#[derive(Default)]
struct Seen(Vec<String>);

impl Seen {
    fn note(&mut self, sign: char, place: &Place<'_>) {
        let name = |tag| tags::ORDERS.name(tag).unwrap_or("-");
        assert_eq!((name(place.tag()), place.parent()), (place.name(), place.ancestor(1)));
        self.0.push(format!("{sign}{} {} {}", place.path(), place.depth(), name(place.parent())));
    }
}

impl Checks for Seen {
    fn start(&mut self, place: &Place<'_>, _: &mut Findings) {
        self.note('<', place);
    }

    fn leaf(&mut self, place: &Place<'_>, _: &Value<'_>, _: &mut Findings) {
        self.note('=', place);
    }

    fn end(&mut self, place: &Place<'_>, _: &mut Findings) {
        self.note('>', place);
    }
}

#[test]
fn rules_of_a_protocol_see_every_place() {
    let mut seen = Seen::default();
    let node = order().with(item()).with(item()).with(Node::leaf(tags::Urgent, "T"));
    let mut findings = Findings::new(&ValidateOptions::default());
    check(&mut source(&node, Version::V1_2), &[Order::SCHEMA], &mut seen, &mut findings);
    let expected = [
        "<Order 1 -",
        "<Order/Item[0] 2 Order",
        "=Order/Item[0]/Name 3 Item",
        ">Order/Item[0] 2 Order",
        "<Order/Item[1] 2 Order",
        "=Order/Item[1]/Name 3 Item",
        ">Order/Item[1] 2 Order",
        "=Order/Urgent 2 Order",
        ">Order 1 -",
    ];
    assert_eq!(seen.0, expected);
}

#[test]
fn a_document_is_read_twice_and_once_strictly() {
    let node = order().with(item());
    let strictness = std::cell::RefCell::new(Vec::new());
    let open = |options: &ReadOptions| {
        strictness.borrow_mut().push(options.strict);
        Ok(source(&node, Version::V1_2).with_options(*options))
    };
    let look = |source: &mut TreeSource<'_>, findings: &mut Findings| {
        check(source, &[Order::SCHEMA], &mut (), findings);
    };
    assert_eq!(validate(open, &[], &ValidateOptions::default(), look), []);
    assert_eq!(*strictness.borrow(), [false, true]);
    let closed = |_: &ReadOptions| Err::<TreeSource<'_>, _>(Error::new(ErrorKind::NoRoot));
    assert_eq!(validate(closed, &[], &ValidateOptions::default(), look).len(), 1);
    let mut drained = source(&node, Version::V1_2);
    drain(&mut drained, &[]).unwrap();
    assert_eq!(drained.child().unwrap(), None);
}

#[test]
fn severities_are_ordered_and_named() {
    assert!(Severity::Note < Severity::Warning && Severity::Warning < Severity::Error);
    let names = [Severity::Note, Severity::Warning, Severity::Error].map(Severity::as_str);
    assert_eq!(names, ["note", "warning", "error"]);
    assert_eq!(format!("{:>8}", Severity::Error), "   error");
}
