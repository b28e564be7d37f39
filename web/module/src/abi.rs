//! The four functions of the module. They share memory with the page and nothing else.
//!
//! The page asks for room with [`alloc`], writes a request there (see [`answer`](crate::answer())),
//! and calls [`inspect`], which returns the length of the answer. [`result`] returns the answer's
//! address once; from then on it belongs to the page. The page gives back the room of the request
//! and of the answer with [`dealloc`].
#![expect(unsafe_code, reason = "an address and a length from the page are all that there is")]

use crate::answer;
use std::cell::RefCell;
use std::ptr;

thread_local! {
    /// The last answer, until somebody takes it.
    static ANSWER: RefCell<Option<Box<[u8]>>> = const { RefCell::new(None) };
}

/// Returns the address of room for a number of bytes; null if there is no such room.
// SAFETY: no other function of the module has this name.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    let mut room: Vec<u8> = Vec::new();
    if room.try_reserve_exact(length).is_err() {
        return ptr::null_mut();
    }
    room.resize(length, 0);
    Box::into_raw(room.into_boxed_slice()).cast()
}

/// Gives back room that [`alloc`] or [`result`] returned.
///
/// # Safety
/// The address and the length are the ones of such room, and it was not given back before.
// SAFETY: no other function of the module has this name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dealloc(room: *mut u8, length: usize) {
    if !room.is_null() {
        // SAFETY: the caller got this address and length from a box, and has no other use for it.
        drop(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(room, length)) });
    }
}

/// Answers a request. Returns the length of the answer.
///
/// # Safety
/// The address and the length are the ones of room that [`alloc`] returned.
// SAFETY: no other function of the module has this name.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn inspect(request: *const u8, length: usize) -> usize {
    let request = if request.is_null() {
        &[]
    } else {
        // SAFETY: the room has this length, and nobody writes to it during this call.
        unsafe { std::slice::from_raw_parts(request, length) }
    };
    // The last answer goes first: two need twice the room.
    ANSWER.take();
    let answer = answer(request).into_boxed_slice();
    let length = answer.len();
    ANSWER.set(Some(answer));
    length
}

/// Returns the address of the last answer, which belongs to the caller from then on; null if
/// somebody has taken it already.
// SAFETY: no other function of the module has this name.
#[unsafe(no_mangle)]
pub extern "C" fn result() -> *mut u8 {
    ANSWER.take().map_or(ptr::null_mut(), |answer| Box::into_raw(answer).cast())
}
