//! A panic on one input becomes its error record.
//!
//! A panic is a bug of ours, and one bad article must not take a run of thousands with it. The record says where it
//! happened, so that it can be reported; the usual message on standard error is held back for guarded work alone.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

use crate::error::{Code, Error, Stage};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the messages of guarded panics off standard error. Once at the start of the program: the hook is global,
/// so the library leaves it alone.
pub fn quiet_panics() {
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            PLACE.set(info.location().map(ToString::to_string));
        } else {
            usual(info);
        }
    }));
}

/// Runs `work` on `input`; a panic becomes an error of `stage`. What `work` changed must not be used after a panic.
pub(super) fn guard<T>(stage: Stage, input: &str, work: impl FnOnce() -> T) -> Result<T, Error> {
    let before = GUARDED.replace(true);
    let outcome = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(before);
    outcome.map_err(|payload| {
        let place = PLACE.take().map(|place| format!(" at {place}")).unwrap_or_default();
        let message = format!("a bug in newsfacts{place}: {}; please report it with this input", words(&*payload));
        Error::new(stage, Code::Internal, input, message)
    })
}

fn words(payload: &(dyn Any + Send)) -> &str {
    let fixed = payload.downcast_ref::<&str>().copied();
    fixed.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_is_an_error_of_its_input() {
        let error = guard(Stage::Extract, "a.txt", || -> u32 { panic!("no {}", "token") }).expect_err("an error");
        assert_eq!((error.stage, error.code, error.input.as_str()), (Stage::Extract, Code::Internal, "a.txt"));
        assert!(error.message.contains("no token"), "{}", error.message);
        assert_eq!(guard(Stage::Extract, "a.txt", || 7).expect("no panic"), 7);
    }
}
