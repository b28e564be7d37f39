//! The parts of heads that the protocol looks at.

use ::http::{HeaderMap, Method, Request, Response, StatusCode, request, response};

/// The head of a request: a reference to an [`http::Request`] or to its parts converts to it.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// The method.
    pub method: &'a Method,
    /// The headers.
    pub headers: &'a HeaderMap,
}

/// The head of a reply: a reference to an [`http::Response`] or to its parts converts to it.
#[derive(Clone, Copy, Debug)]
pub struct ReplyHead<'a> {
    /// The HTTP status.
    pub status: StatusCode,
    /// The headers.
    pub headers: &'a HeaderMap,
}

impl<'a, B> From<&'a Request<B>> for Head<'a> {
    fn from(request: &'a Request<B>) -> Self {
        Self { method: request.method(), headers: request.headers() }
    }
}

impl<'a> From<&'a request::Parts> for Head<'a> {
    fn from(parts: &'a request::Parts) -> Self {
        Self { method: &parts.method, headers: &parts.headers }
    }
}

impl<'a, B> From<&'a Response<B>> for ReplyHead<'a> {
    fn from(response: &'a Response<B>) -> Self {
        Self { status: response.status(), headers: response.headers() }
    }
}

impl<'a> From<&'a response::Parts> for ReplyHead<'a> {
    fn from(parts: &'a response::Parts) -> Self {
        Self { status: parts.status, headers: &parts.headers }
    }
}
