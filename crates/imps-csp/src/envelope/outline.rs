//! The envelope alone, for programs that pass messages on.

use crate::{SessionDescriptor, TransactionDescriptor};
use alloc::vec::Vec;
use imps_core::{Content as _, Error, ErrorKind, Source, Tag, Text, Version, tag};

/// The envelope of a message, without its primitives. A relay or a router reads it and passes the
/// bytes of the document on as they are.
///
/// Reading skips the primitives, so it takes a fraction of the time. Skipped content is not checked:
/// strings may be no text, and elements may be missing. The limits of the options hold.
///
/// ```
/// use imps_core::{Node, TreeSource, Version, tag};
/// use imps_csp::SessionId;
/// use imps_csp::envelope::Outline;
///
/// let leaf = Node::leaf;
/// let session = Node::new(tag::SessionDescriptor)
///     .with(leaf(tag::SessionType, "Inband"))
///     .with(leaf(tag::SessionID, "s1"));
/// let transaction = Node::new(tag::Transaction)
///     .with(Node::new(tag::TransactionDescriptor).with(leaf(tag::TransactionID, "t7")))
///     .with(Node::new(tag::TransactionContent).with(Node::new(tag::KeepAlive_Request)));
/// let root = Node::new(tag::WV_CSP_Message)
///     .with(Node::new(tag::Session).with(session).with(transaction));
///
/// // Or `WbxmlSource::new(document, &options)?`, or a source of another syntax.
/// let mut source = TreeSource::new(&root, Version::V1_2);
/// let outline = Outline::read(&mut source)?;
/// assert_eq!(outline.descriptor.session_id.as_ref().map(SessionId::as_str), Some("s1"));
/// assert_eq!(outline.transactions[0].primitive, tag::KeepAlive_Request);
/// # Ok::<_, imps_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outline<'a> {
    /// The protocol version of the document.
    pub version: Version,
    /// The session.
    pub descriptor: SessionDescriptor<'a>,
    /// The transactions, in order.
    pub transactions: Vec<TransactionOutline<'a>>,
}

/// A transaction without the content of its primitive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TransactionOutline<'a> {
    /// The transaction: its mode and its identifier.
    pub descriptor: TransactionDescriptor<'a>,
    /// The element of the primitive; [`Tag::FOREIGN`] if it is not an element of the protocol.
    pub primitive: Tag,
    /// The name of the primitive, as written.
    pub name: Text<'a>,
}

impl<'a> Outline<'a> {
    /// Reads the envelope of a document, to its end.
    ///
    /// # Errors
    /// [`NoRoot`](imps_core::ErrorKind::NoRoot) or
    /// [`UnexpectedRoot`](imps_core::ErrorKind::UnexpectedRoot) if the root is not
    /// `WV-CSP-Message`, [`MissingElement`](imps_core::ErrorKind::MissingElement) if a part of the
    /// envelope is missing, [`InvalidValue`](imps_core::ErrorKind::InvalidValue) for a value in it.
    /// Otherwise the [errors of the source](imps_core::Source#errors).
    pub fn read<S: Source<'a>>(source: &mut S) -> Result<Self, Error> {
        match source.child()? {
            Some(tag::WV_CSP_Message) => {}
            Some(_) => {
                let (found, expected) = (source.name().into_string(), "WV-CSP-Message");
                return Err(Error::new(ErrorKind::UnexpectedRoot { found, expected }).at(source.offset()));
            }
            None => return Err(Error::new(ErrorKind::NoRoot).at(source.offset())),
        }
        let version = source.version();
        let start = source.offset();
        let mut session = None;
        each_child(source, |tag, source| match tag {
            tag::Session if session.is_none() => {
                session = Some(read_session(source).map_err(|error| error.within("Session", None))?);
                Ok(())
            }
            _ => source.skip(),
        })
        .map_err(|error| error.within("WV-CSP-Message", None))?;
        source.finish()?;
        let (descriptor, transactions) = session.ok_or_else(|| missing("Session", start))?;
        Ok(Self { version, descriptor, transactions })
    }
}

type Parts<'a> = (SessionDescriptor<'a>, Vec<TransactionOutline<'a>>);

fn read_session<'a, S: Source<'a>>(source: &mut S) -> Result<Parts<'a>, Error> {
    let start = source.offset();
    let (mut descriptor, mut transactions) = (None, Vec::new());
    each_child(source, |tag, source| {
        match tag {
            tag::SessionDescriptor if descriptor.is_none() => {
                descriptor = Some(SessionDescriptor::read(tag, source)?);
            }
            tag::Transaction => {
                let index = transactions.len();
                let within = |error: Error| error.within("Transaction", Some(index));
                transactions.push(read_transaction(source).map_err(within)?);
            }
            _ => source.skip()?,
        }
        Ok(())
    })?;
    Ok((descriptor.ok_or_else(|| missing("SessionDescriptor", start))?, transactions))
}

fn read_transaction<'a, S: Source<'a>>(source: &mut S) -> Result<TransactionOutline<'a>, Error> {
    let start = source.offset();
    let (mut descriptor, mut primitive) = (None, None);
    each_child(source, |tag, source| {
        match tag {
            tag::TransactionDescriptor if descriptor.is_none() => {
                descriptor = Some(TransactionDescriptor::read(tag, source)?);
            }
            tag::TransactionContent if primitive.is_none() => {
                each_child(source, |tag, source| {
                    primitive.get_or_insert_with(|| (tag, source.name()));
                    source.skip()
                })?;
            }
            _ => source.skip()?,
        }
        Ok(())
    })?;
    let (primitive, name) = primitive.ok_or_else(|| missing("TransactionContent", start))?;
    let descriptor = descriptor.ok_or_else(|| missing("TransactionDescriptor", start))?;
    Ok(TransactionOutline { descriptor, primitive, name })
}

/// Visits the child elements of the current element, and leaves it. Text between them is skipped.
fn each_child<'a, S: Source<'a>>(
    source: &mut S,
    mut visit: impl FnMut(Tag, &mut S) -> Result<(), Error>,
) -> Result<(), Error> {
    while let Some(tag) = source.child()? {
        match tag {
            Tag::TEXT => drop(source.leaf()?),
            tag => visit(tag, source)?,
        }
    }
    Ok(())
}

#[cold]
fn missing(name: &'static str, offset: usize) -> Error {
    Error::new(ErrorKind::MissingElement { name }).at(offset)
}
