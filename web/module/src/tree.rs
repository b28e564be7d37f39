//! Documents between syntaxes, by way of a tree.
//!
//! The facade converts in one pass, with code of its own for each pair of syntaxes. A tree needs a
//! way in and a way out for each syntax, and makes the module smaller.

use crate::form::Form;
use crate::view;
use oma_imps::charset::Charset;
use oma_imps::csp::Message;
use oma_imps::imps_core::{Element as _, Sink as _, Source, TreeSink, TreeSource, pump_document};
use oma_imps::pts::{PtsSink, PtsSource};
use oma_imps::wbxml::{WbxmlSink, WbxmlSource};
use oma_imps::xml::{XmlSink, XmlSource, root_name, to_utf8_over};
use oma_imps::{Document, Error, ErrorKind, Input, Note, Protocol, ReadOptions, Syntax, pts, xml};

/// A document without types.
pub(crate) struct Tree {
    pub(crate) document: Document<'static>,
    pub(crate) protocol: Protocol,
}

/// Reads one document. `from` is the stated syntax.
pub(crate) fn read(
    document: &[u8],
    from: Option<Form>,
    charset: Charset,
    options: &ReadOptions,
) -> Result<(Tree, Vec<Note>), Error> {
    match from.or_else(|| Form::detect(document)) {
        Some(Form::Of(Syntax::Wbxml)) => {
            let mut source = WbxmlSource::with_transport_charset(document, options, charset)?;
            let tree = Tree::of(&mut source, Protocol::Csp)?;
            source.end()?;
            Ok((tree, source.left_out().into_iter().map(Note::LeftOut).collect()))
        }
        Some(Form::Of(Syntax::Xml)) => {
            let text = to_utf8_over(document, charset)?;
            let protocol = Protocol::of_root(&root_name(&text).unwrap_or_default());
            let mut source = XmlSource::with_vocabulary(&text, options, protocol.vocabulary())?;
            let tree = Tree::of(&mut source, protocol)?;
            source.end()?;
            Ok((tree, source.left_out().into_iter().map(Note::LeftOut).collect()))
        }
        Some(Form::Of(Syntax::Pts)) => {
            let text = str::from_utf8(document);
            let text = text.map_err(|error| Error::syntax(error).at(error.valid_up_to()))?;
            let read = pts::ReadOptions::from(*options);
            let mut source = PtsSource::new(text.trim_end_matches(['\r', '\n']), Message::SCHEMA, &read)?;
            let tree = Tree::of(&mut source, Protocol::Csp)?;
            Ok((tree, source.into_warnings().into_iter().map(Note::Read).collect()))
        }
        Some(Form::Json) => view::read(document).map(|tree| (tree, Vec::new())),
        // The reason why it is no document.
        _ => Err(Input::new(document).err().unwrap_or_else(|| Error::new(ErrorKind::NoRoot))),
    }
}

impl Tree {
    fn of<'a>(source: &mut impl Source<'a>, protocol: Protocol) -> Result<Self, Error> {
        let version = source.version();
        let sink = TreeSink::new(version).with_vocabulary(protocol.vocabulary());
        let mut sink = sink.with_every_version();
        pump_document(source, &mut sink, protocol.roots(), protocol.expected_roots())?;
        Ok(Self { document: Document { version, root: sink.finish()? }, protocol })
    }

    /// Writes the document.
    pub(crate) fn write(&self, to: Form) -> Result<Vec<u8>, Error> {
        if self.protocol == Protocol::Ssp && !matches!(to, Form::Of(Syntax::Xml) | Form::Json) {
            let name = "WV-SSP-Message".into();
            return Err(Error::new(ErrorKind::NoMapping { name, syntax: to.as_str() }));
        }
        self.written(to).map_err(Error::without_offset)
    }

    fn written(&self, to: Form) -> Result<Vec<u8>, Error> {
        let (version, vocabulary) = (self.document.version, self.protocol.vocabulary());
        let mut source = TreeSource::new(&self.document.root, version).with_vocabulary(vocabulary);
        let (roots, expected) = (self.protocol.roots(), self.protocol.expected_roots());
        let mut out = Vec::new();
        match to {
            Form::Of(Syntax::Wbxml) => {
                let mut sink = WbxmlSink::new(&mut out, version, &oma_imps::wbxml::WriteOptions::default());
                pump_document(&mut source, &mut sink, roots, expected)?;
                sink.finish()?;
            }
            Form::Of(Syntax::Xml) => {
                let mut options = xml::WriteOptions::default();
                options.indent = Some(2);
                let sink = XmlSink::new(&mut out, version, &options);
                let mut sink = sink.with_vocabulary(vocabulary);
                pump_document(&mut source, &mut sink, roots, expected)?;
                sink.finish()?;
            }
            Form::Of(Syntax::Pts) => {
                let sink = PtsSink::new(&mut out, version, &pts::WriteOptions::default());
                let mut sink = sink.with_declarations(Message::SCHEMA);
                pump_document(&mut source, &mut sink, roots, expected)?;
                sink.finish()?;
            }
            _ => return view::write(self),
        }
        Ok(out)
    }
}
