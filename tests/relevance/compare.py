"""Holds the search against two others over the same passages, and prints how good each is as a Markdown table.

    python3 tests/relevance/compare.py [--each] [--check] [--pool QUERY]

`--each` prints a line for every query too; `--check` ends with 1 where ours is not ahead of both in every group by nDCG, or behind one of them by recall;
`--pool` prints what the three find for one query, in no order, so that it can be graded without knowing who found it.
Builds what it runs, with cargo. Needs Python with SQLite and nothing else. README.md says what is measured and how.
"""

import argparse
import csv
import json
import math
import os
import random
import sqlite3
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SHARED = Path(os.environ.get("NOGLETAL_SHARED", ROOT.parent / "shared"))
SYSTEMS = ["nogletal", "tantivy", "FTS5"]
# What is looked at, as on a first page of hits; what goes into the pool; the grade from which a passage answers.
TOP, DEPTH, ANSWERS = 10, 20, 2
# A heading counts for as much in all three.
HEADING = 0.5


def rows(name):
    with open(HERE / name, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def run(*command, stdin=None, accepted=(0,)):
    done = subprocess.run([str(part) for part in command], cwd=ROOT, input=stdin, capture_output=True, encoding="utf-8")
    if done.returncode not in accepted:
        sys.exit(f"error: {' '.join(map(str, command))} ended with {done.returncode}\n{done.stderr}")
    return [json.loads(line) for line in done.stdout.split("\n") if line]


# The three systems: each gives, for every query, passages as (document, start, end), best first.


def plain_danish(folders, queries):
    """Every passage, and what tantivy's own Danish analysis finds."""
    typed = "".join(query["query"] + "\n" for query in queries)
    lines = run(ROOT / "target/debug/examples/plain_danish", *folders, stdin=typed)
    passages, found = lines[: -len(queries)], lines[-len(queries) :]
    places = [place(passage, folders) for passage in passages]
    return passages, places, [[places[number] for number in numbers] for numbers in found]


def full_text(passages, places, queries):
    """What SQLite finds with the defaults of its full-text search: any of the words as typed."""
    table = sqlite3.connect(":memory:")
    table.execute("create virtual table passages using fts5(text, heading)")
    values = ((passage["text"], passage["heading"]) for passage in passages)
    table.executemany("insert into passages values (?, ?)", values)
    order = f"order by bm25(passages, 1.0, {HEADING}), rowid limit {DEPTH}"
    found = []
    for query in queries:
        words = ['"' + word.replace('"', "") + '"' for word in query["query"].split()]
        hits = table.execute(f"select rowid from passages where passages match ? {order}", [" OR ".join(words)])
        found.append([places[number - 1] for (number,) in hits])
    return found


def ours(folders, queries):
    """What `nogletal search` finds; nothing found is no error."""
    program = Path(os.environ.get("NOGLETAL_BINARY", ROOT / "target/debug/nogletal"))
    found = []
    with tempfile.TemporaryDirectory() as index:
        run(program, "index", *folders, "--index", index)
        search = [program, "search", "--index", index, "--format", "jsonl", "--limit", DEPTH, "--quiet", "--"]
        for query in queries:
            hits = run(*search, query["query"], accepted=(0, 1))
            found.append([place(hit, folders) for hit in hits])
    return found


def place(hit, folders):
    # Where one folder is indexed, its name does not stand in front.
    document = hit["doc"] if len(folders) > 1 else f"{folders[0].name}/{hit['doc']}"
    return document, hit["start"], hit["end"]


# How good a list of hits is.


def same(hit, judged):
    """By how much two places overlap, where it is more than half of the shorter one."""
    overlap = min(hit[2], judged[2]) - max(hit[1], judged[1])
    shorter = min(hit[2] - hit[1], judged[2] - judged[1])
    return overlap if hit[0] == judged[0] and 2 * overlap > shorter else 0


def grades(hits, judged):
    """Each hit's grade, None where nobody graded it; a passage counts once, however many hits lie in it."""
    left, found = dict(judged), []
    for hit in hits[:TOP]:
        best = max(left, key=lambda passage: same(hit, passage), default=None)
        found.append(left.pop(best) if best and same(hit, best) else None)
    return found


def gain(found):
    return sum((2 ** (grade or 0) - 1) / math.log2(rank + 2) for rank, grade in enumerate(found[:TOP]))


def quality(hits, judged):
    """nDCG@10 and recall@10."""
    found, wanted = grades(hits, judged), sorted(judged.values(), reverse=True)
    answers = sum(grade >= ANSWERS for grade in wanted)
    return gain(found) / gain(wanted), sum((grade or 0) >= ANSWERS for grade in found) / answers


def judgements(folders, queries):
    """The graded passages of each query, without those of folders that are not there."""
    judged, missing = defaultdict(dict), 0
    there = {folder.name for folder in folders}
    known = {query["id"] for query in queries}
    for number, row in enumerate(rows("judgements.tsv"), start=2):
        if row["query"] not in known:
            sys.exit(f"error: judgements.tsv, line {number}: queries.tsv has no query “{row['query']}”")
        if row["document"].split("/")[0] not in there:
            missing += 1
            continue
        judged[row["query"]][row["document"], int(row["start"]), int(row["end"])] = int(row["grade"])
    return judged, missing


# What is printed.


def line(cells):
    print("| " + " | ".join(str(cell) for cell in cells) + " |")


def mean(values):
    return sum(values) / len(values)


def table(queries, scores):
    """A row for each group, and whether ours is ahead of both in all of them, and behind in none."""
    line(["group", "queries", *(f"{measure}@{TOP} {name}" for measure in ["nDCG", "recall"] for name in SYSTEMS), ""])
    line(["---"] * (3 + 2 * len(SYSTEMS)))
    ahead = True
    for group in [*dict.fromkeys(query["group"] for query in queries), "all"]:
        ids = [query["id"] for query in queries if group in (query["group"], "all")]
        means = [[mean([scores[one][system][measure] for one in ids]) for system in range(3)] for measure in range(2)]
        (ndcg, *their_ndcg), (recall, *their_recall) = means
        # Recall of so few passages is often level; the order of the hits is not.
        level, behind = recall == max(their_recall), recall < max(their_recall)
        ahead = ahead and ndcg > max(their_ndcg) and not behind
        remark = "not ahead: nDCG" if ndcg <= max(their_ndcg) else "behind: recall" if behind else "ahead"
        remark += ", recall level" if level else ""
        line([group, len(ids), *(f"{value:.3f}" for part in means for value in part), remark])
    return ahead


def pool(wanted, queries, passages, places, found):
    """What the three find for one query, shuffled, with the text for grading."""
    at = next((at for at, query in enumerate(queries) if query["id"] == wanted), None)
    if at is None:
        sys.exit(f"error: queries.tsv has no query “{wanted}”")
    candidates = sorted({hit for system in found for hit in system[at]})
    random.Random(wanted).shuffle(candidates)
    print(f"{queries[at]['query']}: {queries[at]['need']}\n")
    texts = {place: passage["text"] for place, passage in zip(places, passages)}
    for candidate in candidates:
        print(*candidate, " ".join(texts.get(candidate, "").split()), sep="\t")


def notes(judged, missing, places, queries, found):
    if missing:
        print(f"\n{missing} judgements are left out: {SHARED / 'seeds'} is not there.")
    graded = {passage for passages in judged.values() for passage in passages}
    lost = {passage for passage in graded if not any(same(one, passage) for one in places)}
    if lost:
        print(f"\n{len(lost)} graded passages are none any more; the first is {min(lost)}.")
    each = []
    for name, system in zip(SYSTEMS, found):
        ungraded = (grades(hits, judged[query["id"]]).count(None) for query, hits in zip(queries, system))
        each.append(f"{name} {sum(ungraded)}")
    print(f"\nHits among the first {TOP} that nobody graded, counted as not relevant: {', '.join(each)}.")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--each", action="store_true")
    arguments.add_argument("--check", action="store_true")
    arguments.add_argument("--pool", metavar="QUERY")
    options = arguments.parse_args()

    run("cargo", "build", "--quiet", "--locked", "--bin", "nogletal", "--example", "plain_danish")
    folders = [folder for folder in [ROOT / "corpus", SHARED / "seeds"] if folder.is_dir()]
    queries = rows("queries.tsv")
    passages, places, danish = plain_danish(folders, queries)
    found = [ours(folders, queries), danish, full_text(passages, places, queries)]
    if options.pool:
        return pool(options.pool, queries, passages, places, found)

    judged, missing = judgements(folders, queries)
    scores = {
        query["id"]: [quality(system[at], judged[query["id"]]) for system in found]
        for at, query in enumerate(queries)
        # Without the documents beside the project, some queries have no answer.
        if any(grade >= ANSWERS for grade in judged[query["id"]].values())
    }
    scored = [query for query in queries if query["id"] in scores]
    if options.each:
        for query in scored:
            values = [f"{ndcg:.2f} {recall:.2f}" for ndcg, recall in scores[query["id"]]]
            print(query["id"], *values, query["query"], sep="\t")
        print()
    ahead = table(scored, scores)
    notes(judged, missing, places, queries, found)
    sys.exit(1 if options.check and not ahead else 0)


if __name__ == "__main__":
    main()
