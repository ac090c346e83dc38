"""Reads SDMX-CSV with pysdmx, and the same table as JSON: every number must be in both as often.

Takes the file of observations and the table's; ends with an error that names the difference.
"""

import json
import sys
from collections import Counter
from decimal import Decimal

from pysdmx.io import read_sdmx


def observations(path):
    (data,) = read_sdmx(path, validate=False).data
    assert str(data.short_urn) == "DataStructure=NOGLETAL:COMPARISON(1.0.0)", data.short_urn
    frame = data.data
    full = frame[frame["OBS_LOW"] != ""]
    numbers = zip(full["REF_AREA"], full["OBS_VALUE"], full["OBS_LOW"], full["OBS_HIGH"])
    assert len(frame[frame["OBS_LOW"] == ""]) == (frame["EMPTY_REASON"] != "").sum()
    return Counter((area, value and Decimal(value), Decimal(low), Decimal(high)) for area, value, low, high in numbers)


def table(path):
    numbers = Counter()
    for row in json.load(open(path, encoding="utf-8"), parse_float=Decimal, parse_int=Decimal)["rows"]:
        for cell in row["cells"]:
            for one in cell["observations"]:
                value = one["value"]
                if one["role"] == "other":
                    continue
                if isinstance(value, dict):
                    numbers[row["municipality"], "", value["low"], value["high"]] += 1
                else:
                    numbers[row["municipality"], value, value, value] += 1
    return numbers


read, said = observations(sys.argv[1]), table(sys.argv[2])
assert said, "the table has no numbers"
assert read == said, f"only in SDMX: {read - said}, only in the table: {said - read}"
