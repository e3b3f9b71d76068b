"""How a vector file is laid out: one line for each case, or for each document and step of a scenario."""

import json
from decimal import Decimal


def laid_out(vectors):
    head = {key: value for key, value in vectors.items() if key != "cases"}
    lines = [f" {line(key)}: {line(value)}" for key, value in head.items()]
    cases = ",\n".join(case_text(case) for case in vectors["cases"])
    return "{\n" + ",\n".join([*lines, f' "cases": [\n{cases}\n ]']) + "\n}\n"


def case_text(case):
    if not {"documents", "steps"} <= case["in"].keys():
        return "  " + line(case)
    head = {key: case[key] for key in ("id", "why") if key in case}
    lists = [f'"{key}": [\n' + ",\n".join("    " + line(one) for one in case["in"][key]) + "\n   ]"
             for key in ("documents", "steps")]
    fields = [f"{line(key)}: {line(value)}" for key, value in head.items()]
    fields += ['"in": {\n   ' + ",\n   ".join(lists) + "\n   }", f'"ok": {line(case["ok"])}']
    return "  { " + ",\n   ".join(fields) + " }"


def line(value):
    return json.dumps(value, ensure_ascii=False, default=number)


def number(value):
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"not JSON: {value!r}")
