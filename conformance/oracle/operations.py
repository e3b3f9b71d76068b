"""Every operation that the oracle recomputes: from a case's `in`, and the file's notes, to its `ok`."""

import fee
import hostile
import instalment
import link
import money
import room
import scenario
import uid

OPERATIONS = {
    "money.parse": lambda given, notes: money.parse(given),
    "money.allocate": lambda given, notes: money.allocate(given),
    "money.parse_units": lambda given, notes: money.parse_units(given),
    "identity.encode_uid": lambda given, notes: uid.encode_uid(given),
    "identity.verify_link": lambda given, notes: link.verify_link(given, notes["keySets"]),
    "room.parse": lambda given, notes: room.parse(given),
    "mortgage.instalment": lambda given, notes: instalment.instalment(given),
    "fee.compute": lambda given, notes: fee.compute(given),
    "fee.check_policy": lambda given, notes: fee.check_policy(given),
    "scenario.run": lambda given, notes: scenario.run(given),
    "hostile.read": lambda given, notes: hostile.read(given),
}
