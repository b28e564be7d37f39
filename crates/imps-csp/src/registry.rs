//! All declarations, by element.

use crate::CspDocument;
use imps_core::schema::{Schema, Type};
use imps_core::{Content, Tag};

type Registry = [Option<&'static Schema>; 512];

/// Schemas, indexed by the number of the tag.
static REGISTRY: Registry = {
    let mut registry = [None; 512];
    register(&mut registry, <CspDocument as Content>::TYPE);
    registry
};

/// Adds the schemas that can be reached from a type. Declarations do not contain themselves.
#[expect(clippy::indexing_slicing, reason = "called for a constant only, where a fault is a compile error")]
const fn register(registry: &mut Registry, content: Type) {
    match content {
        Type::Structure(schema) if registry[schema.tag.index()].is_none() => {
            registry[schema.tag.index()] = Some(schema);
            let mut rest = schema.fields;
            while let [field, others @ ..] = rest {
                register(registry, field.content);
                rest = others;
            }
        }
        Type::Choice(alternatives) => {
            let mut rest = alternatives;
            while let [(_, content), others @ ..] = rest {
                register(registry, *content);
                rest = others;
            }
        }
        _ => {}
    }
}

/// Returns the declarations of all elements with children, including the presence attributes.
///
/// ```
/// assert!(imps_csp::schemas().count() > 200);
/// ```
pub fn schemas() -> impl Iterator<Item = &'static Schema> {
    REGISTRY.iter().copied().flatten()
}

/// Returns the declaration of an element with children.
///
/// ```
/// use imps_core::{Version, tag};
/// let schema = imps_csp::schema_of(tag::KeepAlive_Request);
/// let model = schema.and_then(|schema| schema.model(Version::V1_2));
/// assert_eq!(model.map(|model| model.content), Some("TimeToLive?"));
/// ```
pub fn schema_of(tag: Tag) -> Option<&'static Schema> {
    *REGISTRY.get(tag.index())?
}
