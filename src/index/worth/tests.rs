//! The best of what is found, held against the engine's own scoring of everything.

use std::sync::Arc;

use proptest::{collection::vec, prelude::*};
use tantivy::{
    DocAddress, Searcher, TantivyDocument, Term,
    collector::TopDocs,
    query::{
        AllQuery, BooleanQuery, BoostQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, PhraseQuery, Query, TermQuery,
    },
    schema::{Field, IndexRecordOption},
    tokenizer::{SimpleTokenizer, TextAnalyzer},
};

use super::*;
use crate::index::{
    schema,
    sought::{Counted, Frequencies},
    standing::Counts,
};

/// An index of some texts, in two segments, without the third of them.
fn searcher(texts: &[String]) -> (Searcher, Field) {
    let (schema, fields) = schema::schema();
    let engine = tantivy::Index::create_in_ram(schema);
    engine.tokenizers().register(schema::ANALYZER, TextAnalyzer::from(SimpleTokenizer::default()));
    let mut writer = engine.writer_with_num_threads::<TantivyDocument>(1, 15_000_000).expect("a writer");
    for (number, text) in texts.iter().enumerate() {
        let mut entry = TantivyDocument::new();
        entry.add_text(fields.text, text);
        entry.add_text(fields.doc, "a.txt");
        entry.add_text(fields.entry, number.to_string());
        entry.add_u64(fields.start, number as u64);
        writer.add_document(entry).expect("added");
        if number == texts.len() / 2 {
            writer.commit().expect("committed");
        }
    }
    writer.delete_term(Term::from_field_text(fields.entry, "2"));
    writer.commit().expect("committed");
    (engine.reader().expect("a reader").searcher(), fields.text)
}

/// The same as one query of the engine, which finds and scores at once.
fn plain(worth: &Worth) -> Box<dyn Query> {
    let boosted = |query, by| Box::new(BoostQuery::new(query, by)) as Box<dyn Query>;
    let each = |several: &[Worth]| several.iter().map(plain).collect::<Vec<_>>();
    match worth {
        Worth::Term(term) => Box::new(TermQuery::new(term.clone(), IndexRecordOption::WithFreqs)),
        Worth::Once(term) => Box::new(TermQuery::new(term.clone(), IndexRecordOption::Basic)),
        Worth::Row(terms, between) => {
            let mut phrase = PhraseQuery::new(terms.clone());
            phrase.set_slop(*between);
            Box::new(phrase)
        }
        Worth::Engine(query) => query.box_clone(),
        Worth::Is(term) => {
            let is = TermQuery::new(term.clone(), IndexRecordOption::Basic);
            Box::new(ConstScoreQuery::new(Box::new(is), 0.0))
        }
        Worth::Filter(query) => Box::new(ConstScoreQuery::new(query.box_clone(), 0.0)),
        Worth::Times(by, one) => boosted(plain(one), *by),
        Worth::Best(share, ways) => Box::new(DisjunctionMaxQuery::with_tie_breaker(each(ways), *share)),
        Worth::Any(ways) => Box::new(BooleanQuery::union(each(ways))),
        Worth::All(All { must, should, without }) => {
            let must = must.iter().map(|one| (Occur::Must, plain(one)));
            let should = should.iter().map(|one| (Occur::Should, plain(one)));
            let without = without.iter().map(|one| (Occur::MustNot, Box::new(one.clone()) as Box<dyn Query>));
            Box::new(BooleanQuery::new(must.chain(should).chain(without).collect()))
        }
        Worth::Most(words, missing) => {
            let all = Box::new(ConstScoreQuery::new(Box::new(BooleanQuery::intersection(each(words))), ALL));
            let all = (*missing > 0).then_some(all as Box<dyn Query>);
            let ways = each(words).into_iter().chain(all).collect();
            Box::new(BooleanQuery::union_with_minimum_required_clauses(ways, words.len() - missing))
        }
    }
}

fn by_engine(counted: &Counted<'_>, query: &dyn Query) -> Vec<(Score, DocAddress)> {
    let collector = TopDocs::with_limit(1000).order_by_score();
    counted.searcher.search_with_statistics_provider(query, &collector, counted).expect("found")
}

/// Things to look for in texts of the letters a to d.
fn worths() -> impl Strategy<Value = Worth> {
    let term = || "[a-e]".prop_map(|word| Term::from_field_text(schema::schema().1.text, &word));
    let one = prop_oneof![
        term().prop_map(Worth::Term),
        term().prop_map(Worth::Term),
        term().prop_map(Worth::Once),
        // With others between three, the engine finds them by one way of asking and not by another (tantivy 0.27).
        (vec(term(), 2..4), 0..3u32).prop_map(|(terms, between)| {
            let between = if terms.len() > 2 { 0 } else { between };
            Worth::Row(terms, between)
        }),
        term().prop_map(Worth::Is),
        term().prop_map(|term| Worth::Filter(Arc::new(TermQuery::new(term, IndexRecordOption::Basic)))),
    ];
    let added = term().prop_map(Worth::Term);
    one.prop_recursive(3, 16, 3, move |inner| {
        let several = || vec(inner.clone(), 1..4);
        let all =
            (several(), vec(added.clone(), 0..3), vec(inner.clone(), 0..2)).prop_map(|(must, should, without)| {
                let without = without.iter().map(|one| Excluded(Arc::from(one.finds()))).collect();
                Worth::All(All { must, should, without })
            });
        prop_oneof![
            (inner.clone(), 1..4u8).prop_map(|(one, by)| one.times(f32::from(by) / 2.0)),
            several().prop_map(|ways| Worth::Best(0.1, ways)),
            several().prop_map(Worth::Any),
            (vec(inner.clone(), 2..4), 0..2usize).prop_map(|(words, missing)| Worth::Most(words, missing)),
            all,
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_best_are_those_that_the_engine_finds_and_scores(
        texts in vec("([a-d] ){1,9}", 4..40),
        worth in worths(),
        most in 1..8usize,
    ) {
        let (searcher, _) = searcher(&texts);
        let frequencies = Frequencies::new();
        let counted = Counted { searcher: &searcher, frequencies: &frequencies, counts: &Counts::default() };
        let wanted = by_engine(&counted, &*plain(&worth));
        let ranked = best(&counted, &worth, most).expect("ranked");
        prop_assert_eq!(ranked.total, wanted.len());
        prop_assert_eq!(ranked.best.len(), most.min(wanted.len()));
        for (one, other) in ranked.best.iter().zip(&wanted) {
            let (_, own) = (one.1, wanted.iter().find(|(_, at)| *at == one.1).map(|(score, _)| *score));
            let own = own.expect("found by the engine too");
            prop_assert!((one.0 - other.0).abs() < 1e-3 && (one.0 - own).abs() < 1e-3, "{one:?} {other:?} {own}");
        }
    }
}

#[test]
fn equals_stand_by_place_and_none_of_them_is_lost() {
    let texts: Vec<String> = (0..40).map(|_| "a b".to_owned()).collect();
    let (searcher, field) = searcher(&texts);
    let frequencies = Frequencies::new();
    let counted = Counted { searcher: &searcher, frequencies: &frequencies, counts: &Counts::default() };
    let worth = Worth::all(["a", "b"].map(|word| Worth::Term(Term::from_field_text(field, word))).into());
    let ranked = best(&counted, &worth, 5).expect("ranked");
    let at = |at: &DocAddress| (at.segment_ord, at.doc_id);
    assert_eq!(ranked.total, 39);
    assert_eq!(ranked.best.iter().map(|(_, place)| at(place).1).collect::<Vec<_>>(), [0, 1, 3, 4, 5]);
}

#[test]
fn what_stands_in_a_field_by_all_of_its_ways_needs_no_class() {
    let (_, fields) = schema::schema();
    let word = |text| Worth::Term(Term::from_field_text(fields.text, text));
    let class = Worth::Is(Term::from_field_text(fields.class, "passage"));
    let stands = |worth: &Worth| worth.stands_in(&[fields.text, fields.heading]);
    assert!(stands(&Worth::Best(0.1, vec![word("a"), word("b").times(0.5)])));
    assert!(stands(&Worth::all(vec![class.clone(), word("a")])));
    assert!(!stands(&Worth::Any(vec![word("a"), class.clone()])));
    assert!(!stands(&Worth::all(vec![class])) && !stands(&Worth::Filter(Arc::new(AllQuery))));
}

#[test]
fn words_may_be_missing_and_filters_may_not() {
    let (_, fields) = schema::schema();
    let word = |text| Worth::Term(Term::from_field_text(fields.text, text));
    let (searcher, _) = searcher(&["a b", "a", "c", "b c"].map(str::to_owned));
    let found = |missing| {
        let mut worth = Worth::all(vec![Worth::Most(vec![word("a"), word("b")], 0), word("b")]);
        worth.relax(missing);
        let (frequencies, counts) = (Frequencies::new(), Counts::default());
        let counted = Counted { searcher: &searcher, frequencies: &frequencies, counts: &counts };
        best(&counted, &worth, 9).expect("ranked").total
    };
    assert_eq!((found(0), found(1), found(7)), (1, 2, 2));
}
