//! nogletal reads Danish municipalities' documents about vulnerable children and young people and extracts their key
//! figures.

pub mod cli;
pub mod comparison;
pub mod document;
pub mod error;
pub mod figure;
pub mod index;
pub mod layout;
pub mod notice;
pub mod pipeline;
pub mod present;
pub mod progress;
pub mod quantity;
pub mod reference;
pub mod span;

pub use error::{Error, ErrorKind, Result};
