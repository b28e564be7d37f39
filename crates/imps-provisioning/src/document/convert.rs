//! Documents from elements, and elements from documents.

use super::{Characteristic, Document, Item, Parm};
use crate::tree::Element;
use crate::{Error, ErrorKind, Limits};

const ROOT: &str = "wap-provisioningdoc";
const CHARACTERISTIC: &str = "characteristic";
const PARM: &str = "parm";

/// Reads a document. The depth of the tree has a limit.
pub(super) fn document(root: Element) -> Result<Document, Error> {
    let mut root = root.expect_root(ROOT)?;
    no_text(&root)?;
    let version = root.take_attribute("version");
    Ok(Document { version, items: items(root.children)?, attributes: root.attributes })
}

fn items(elements: Vec<Element>) -> Result<Vec<Item>, Error> {
    elements.into_iter().map(item).collect()
}

fn item(mut element: Element) -> Result<Item, Error> {
    no_text(&element)?;
    match &*element.name {
        CHARACTERISTIC => {
            let kind = required(&mut element, "type")?;
            let (attributes, children) = (element.attributes, element.children);
            Ok(Item::Characteristic(Characteristic { kind, attributes, items: items(children)? }))
        }
        PARM => {
            let name = required(&mut element, "name")?;
            let value = element.take_attribute("value");
            match element.children.first() {
                Some(child) => Err(child.fault(ErrorKind::UnexpectedElement(child.name.clone()))),
                None => Ok(Item::Parm(Parm { name, value, attributes: element.attributes })),
            }
        }
        _ => Err(element.fault(ErrorKind::UnexpectedElement(element.name.clone()))),
    }
}

fn required(element: &mut Element, name: &'static str) -> Result<String, Error> {
    element.take_attribute(name).ok_or_else(|| element.fault(ErrorKind::MissingAttribute(name)))
}

fn no_text(element: &Element) -> Result<(), Error> {
    let is_blank = element.text.trim_ascii().is_empty();
    if is_blank { Ok(()) } else { Err(element.fault(ErrorKind::UnexpectedText)) }
}

/// Makes the elements of a document.
pub(super) fn element(document: &Document) -> Result<Element, Error> {
    let mut root = Element::new(ROOT);
    root.attributes.extend(document.version.clone().map(|version| ("version".into(), version)));
    root.attributes.extend_from_slice(&document.attributes);
    root.children = elements(&document.items, Limits::DEPTH)?;
    Ok(root)
}

fn elements(items: &[Item], depth: u32) -> Result<Vec<Element>, Error> {
    let depth = depth.checked_sub(1).ok_or(Error::writing(ErrorKind::DepthLimit(Limits::DEPTH)))?;
    let element = |item: &Item| match item {
        Item::Characteristic(characteristic) => {
            let mut element = Element::new(CHARACTERISTIC).with_attribute("type", &*characteristic.kind);
            element.attributes.extend_from_slice(&characteristic.attributes);
            element.children = elements(&characteristic.items, depth)?;
            Ok(element)
        }
        Item::Parm(parm) => {
            let mut element = Element::new(PARM).with_attribute("name", &*parm.name);
            element.attributes.extend(parm.value.clone().map(|value| ("value".into(), value)));
            element.attributes.extend_from_slice(&parm.attributes);
            Ok(element)
        }
    };
    items.iter().map(element).collect()
}
