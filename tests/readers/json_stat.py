"""Reads a JSON-stat cube with pyjstat, and the same table as JSON: every number must be in both as often.

Takes the cube's file and the table's; ends with an error that names the difference.
"""

import json
import sys
from collections import Counter

from pyjstat import pyjstat


def cube(path):
    frame = pyjstat.Dataset.read(open(path, encoding="utf-8").read()).write("dataframe", naming="id")
    full = frame[frame["value"].notna()]
    return Counter((area, bound, float(value)) for area, bound, value in zip(full["ref_area"], full["bound"], full["value"]))


def table(path):
    numbers = Counter()
    for row in json.load(open(path, encoding="utf-8"))["rows"]:
        for cell in row["cells"]:
            for one in cell["observations"]:
                if one["role"] == "other":
                    continue
                value, area = one["value"], row["municipality"]
                is_range = isinstance(value, dict)
                if not is_range:
                    numbers[area, "value", float(value)] += 1
                for bound in ("low", "high"):
                    numbers[area, bound, float(value[bound] if is_range else value)] += 1
    return numbers


read, said = cube(sys.argv[1]), table(sys.argv[2])
assert said, "the table has no numbers"
assert read == said, f"only in the cube: {read - said}, only in the table: {said - read}"
