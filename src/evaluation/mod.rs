//! How right the figures are: records held against documents that people annotated.
//!
//! Takes annotated figures and traps ([`Annotation`]) and the documents they are in, gives a [`Score`]: how much of it was
//! found and how much of what was found is right, field by field, and how far the confidence can be trusted. Refuses an
//! annotation whose number does not stand in its document: a score that leaves it out would be another one.

mod agreement;
mod annotation;
mod calibration;
mod place;
mod score;

pub use self::{
    agreement::FIELDS,
    annotation::{Annotation, annotated_figures, annotated_traps},
    calibration::{Bin, Calibration},
    place::Place,
    score::{Miss, Rates, Score, Scorer, Tally},
};
