//! stub
pub(super) struct Html;
use super::{reader::*, *};
impl Reader for Html {
    fn recognises(&self, _: &[u8]) -> bool {
        false
    }
    fn read(&self, _: &[u8], name: &str, _: &Limits) -> crate::Result<Content> {
        Err(super::foreign::unsupported(name, "x"))
    }
}
