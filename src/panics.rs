//! Panics that somebody catches: no noise, and their place for whoever reports them.

use std::{
    panic,
    sync::{Mutex, PoisonError},
};

static LAST: Mutex<Option<String>> = Mutex::new(None);

/// From now on a panic prints nothing: whoever catches it says what it means.
pub(crate) fn hush() {
    panic::set_hook(Box::new(|panic| keep(panic.location().map(|place| format!("panic at {place}")))));
}

/// Where the last panic was, once.
pub(crate) fn last() -> Option<String> {
    LAST.lock().unwrap_or_else(PoisonError::into_inner).take()
}

fn keep(place: Option<String>) {
    *LAST.lock().unwrap_or_else(PoisonError::into_inner) = place;
}
