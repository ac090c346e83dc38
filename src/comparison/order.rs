//! The order of rows: Danish municipalities by name as a Danish dictionary sorts them, then everything they are
//! compared with.
//!
//! Takes names, gives sort keys. Danish puts æ, ø, å last, reads aa as å, and files ä, ö, ü with æ, ø, y.

use unicode_normalization::UnicodeNormalization as _;

use crate::figure::MunicipalityCode;

/// What two names are compared by.
pub fn danish_key(name: &str) -> Vec<u32> {
    let folded = name.nfc().collect::<String>().to_lowercase().replace("aa", "å");
    folded.chars().flat_map(letters).collect()
}

fn letters(letter: char) -> Vec<u32> {
    // Behind z, in the alphabet's order.
    let after_z = |place: u32| vec![u32::from('z') + place];
    match letter {
        'æ' | 'ä' => after_z(1),
        'ø' | 'ö' => after_z(2),
        'å' => after_z(3),
        'ü' => vec![u32::from('y')],
        other => std::iter::once(other).nfd().take(1).map(u32::from).collect(),
    }
}

/// Municipalities, Denmark, a group of them, Sweden, Swedish municipalities.
pub(super) fn row_key(code: &MunicipalityCode, name: &str) -> (u8, Vec<u32>) {
    let block = match code.as_str() {
        _ if code.is_municipality() => 0,
        "DK" => 1,
        "DK-group" => 2,
        other if !other.contains('-') => 3,
        _ => 4,
    };
    (block, danish_key(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn danish_letters_come_last_and_aa_is_one_of_them() {
        let mut names = ["Aarhus", "Ærø", "Århus", "Zoo", "Ølstykke", "Allerød", "Odsherred", "Aabenraa"];
        names.sort_by_key(|name| danish_key(name));
        assert_eq!(names, ["Allerød", "Odsherred", "Zoo", "Ærø", "Ølstykke", "Aabenraa", "Aarhus", "Århus"]);
    }

    #[test]
    fn a_decomposed_name_sorts_as_the_composed_one() {
        assert_eq!(danish_key("A\u{30a}rhus"), danish_key("Århus"));
    }
}
