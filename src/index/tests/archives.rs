//! Archives whose members come, stay and go.

use super::*;

#[test]
fn members_of_an_archive_come_stay_and_go_with_it() {
    let bench = Bench::with(&[("d/z.txt", "Sagstallet er 33.")]);
    bench.write("d/a.zip", &zipped(&[("b/en.txt", "Plejefamilier."), ("to.txt", "Sagstallet er 33.")]));
    assert_eq!(bench.index(&["d"]), [2, 0, 0, 0]);
    assert_eq!(bench.docs("plejefamilie"), ["a.zip!/b/en.txt"]);
    assert_eq!(bench.open().status().expect("a status").duplicates, [["a.zip!/to.txt", "z.txt"]]);
    let before = bench.commit();
    assert_eq!(bench.index(&["d"]), [0, 2, 0, 0]);
    assert_eq!(bench.commit(), before, "nothing was committed");
    bench.write("d/a.zip", &zipped(&[("b/tre.txt", "Plejefamilier og budget.")]));
    assert_eq!(bench.index(&["d"]), [2, 0, 0, 1]);
    assert_eq!(
        (bench.docs("plejefamilie"), bench.docs("sagstal")),
        (vec!["a.zip!/b/tre.txt".to_owned()], vec!["z.txt".to_owned()])
    );
    fs::remove_file(bench.path("d/a.zip")).expect("removed");
    assert_eq!(bench.index(&["d"]), [0, 1, 0, 1]);
    assert!(bench.docs("plejefamilie").is_empty());
}

#[test]
fn an_archive_that_breaks_is_one_failure_and_its_members_go() {
    let bench = Bench::with(&[("d/z.txt", "Budget.")]);
    let archive = zipped(&[("en.txt", "Plejefamilier."), ("to.txt", "Sagstallet er 33.")]);
    bench.write("d/a.zip", &archive);
    assert_eq!(bench.index(&["d"]), [3, 0, 0, 0]);
    bench.write("d/a.zip", &archive[..20]);
    assert_eq!(bench.index(&["d"]), [0, 1, 1, 2]);
    assert_eq!(bench.index(&["d"]), [0, 1, 1, 0]);
    assert!(bench.docs("plejefamilie").is_empty());
}
