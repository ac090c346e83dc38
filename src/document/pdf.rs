//! stub
pub(super) struct Pdf;
use super::{reader::*, *};
impl Reader for Pdf {
    fn recognises(&self, _: &[u8]) -> bool {
        false
    }
    fn read(&self, _: &[u8], name: &str, _: &Limits) -> crate::Result<Content> {
        Err(super::foreign::unsupported(name, "x"))
    }
}
