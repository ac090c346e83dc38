//! Where each municipality lies on a map of tiles of one size.
//!
//! Takes `tiles.tsv`, gives a place and a short name for each code.

use crate::reference::rows;

/// A municipality's tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tile {
    /// The municipality's code.
    pub code: &'static str,
    /// Its row from the north, from 1.
    pub row: u8,
    /// Its column from the west, from 1.
    pub column: u8,
    /// A name that fits the tile.
    pub short: &'static str,
}

/// All tiles, by code.
pub(super) fn tiles() -> impl Iterator<Item = Tile> {
    let number = |text: &str| text.parse().unwrap_or_else(|_| panic!("no place in a map of tiles: “{text}”"));
    rows(include_str!("tiles.tsv")).map(move |[code, row, column, short]| Tile {
        code,
        row: number(row),
        column: number(column),
        short,
    })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::reference::Reference;

    #[test]
    fn every_municipality_has_one_tile_and_no_two_share_a_place_or_a_name() {
        let municipalities = Reference::in_use().municipalities.all().iter().map(|one| one.code.as_str());
        assert!(tiles().map(|tile| tile.code).eq(municipalities));
        assert_eq!(tiles().map(|tile| (tile.row, tile.column)).collect::<BTreeSet<_>>().len(), 98);
        assert_eq!(tiles().map(|tile| tile.short).collect::<BTreeSet<_>>().len(), 98);
    }

    #[test]
    fn tiles_lie_roughly_where_their_municipalities_do() {
        let at = |code: &str| tiles().find(|tile| tile.code == code).map(|tile| (tile.row, tile.column));
        let (thisted, bornholm, lolland, hjoerring) = (at("787"), at("400"), at("360"), at("860"));
        assert!(thisted.map(|place| place.1) < bornholm.map(|place| place.1), "west of");
        assert!(hjoerring.map(|place| place.0) < lolland.map(|place| place.0), "north of");
    }
}
