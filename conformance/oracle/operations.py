"""Every operation that the oracle recomputes: from a case's `in`, and the file's notes, to its `ok`."""

import admission
import annuity
import aprc
import cells
import comparison
import deadlines
import device_key
import effective_rate
import fee
import financing
import hostile
import information_sheet
import instalment
import interval
import legacy_record
import link
import loan_to_value
import money
import prepayment
import proof
import refinancing
import replay
import room
import room_link
import scenario
import schedule
import slots
import tokens
import uid
import united_states
import voucher_template

OPERATIONS = {
    "money.parse": lambda given, notes: money.parse(given),
    "money.allocate": lambda given, notes: money.allocate(given),
    "money.parse_units": lambda given, notes: money.parse_units(given),
    "identity.encode_uid": lambda given, notes: uid.encode_uid(given),
    "identity.verify_link": lambda given, notes: link.verify_link(given, notes["keySets"]),
    "identity.issue_receipt": lambda given, notes: tokens.issue_receipt(given, notes["keySets"]),
    "identity.verify_receipt": lambda given, notes: tokens.verify_receipt(given, notes["keySets"]),
    "identity.issue_session": lambda given, notes: tokens.issue_session(given, notes["keySets"]),
    "identity.verify_session": lambda given, notes: tokens.verify_session(given, notes["keySets"]),
    "identity.recheck_record": lambda given, notes: legacy_record.recheck_record(given, notes["keySets"]),
    "identity.replay_store": lambda given, notes: replay.replay_store(given),
    "identity.public_id": lambda given, notes: uid.public_id(given),
    "identity.device_key": lambda given, notes: device_key.device_key(given),
    "identity.signature_from_der": lambda given, notes: device_key.signature_from_der(given),
    "identity.proof_message": lambda given, notes: proof.proof_message(given),
    "identity.verify_proof": lambda given, notes: proof.verify_proof(given),
    "room.parse": lambda given, notes: room.parse(given),
    "room.parse_link": lambda given, notes: room_link.parse_link(given),
    "room.write_link": lambda given, notes: room_link.write_link(given),
    "room.convert_cell": lambda given, notes: cells.convert_cell(given),
    "room.lowest_free_cell": lambda given, notes: cells.lowest_free_cell(given),
    "room.cell_map": lambda given, notes: cells.cell_map(given),
    "room.admission": lambda given, notes: admission.admission(given),
    "room.admit_message": lambda given, notes: admission.admit_message(given),
    "mortgage.instalment": lambda given, notes: instalment.instalment(given),
    "mortgage.schedule": lambda given, notes: schedule.schedule(given, notes),
    "mortgage.interval": lambda given, notes: interval.interval(given),
    "mortgage.aprc_of_flows": lambda given, notes: effective_rate.aprc_of_flows(given),
    "mortgage.financing": lambda given, notes: financing.financing(given),
    "mortgage.aprc": lambda given, notes: aprc.aprc(given),
    "mortgage.verify_stated_aprc": lambda given, notes: aprc.verify_stated_aprc(given),
    "mortgage.offer_aprc": lambda given, notes: aprc.offer_aprc(given),
    "mortgage.offer_verify_stated_aprc": lambda given, notes: aprc.offer_verify_stated_aprc(given),
    "mortgage.information_sheet": lambda given, notes: information_sheet.information_sheet(given),
    "mortgage.years": lambda given, notes: information_sheet.years(given),
    "mortgage.compare": lambda given, notes: comparison.compare(given),
    "mortgage.refinance": lambda given, notes: refinancing.refinance(given),
    "mortgage.prepayment_quote": lambda given, notes: prepayment.prepayment_quote(given),
    "mortgage.solve_for": lambda given, notes: annuity.solve_for(given),
    "mortgage.united_states_apr": lambda given, notes: united_states.united_states_apr(given),
    "mortgage.offer_deadlines": lambda given, notes: deadlines.offer_deadlines(given),
    "mortgage.contract_deadlines": lambda given, notes: deadlines.contract_deadlines(given),
    "mortgage.loan_to_value": lambda given, notes: loan_to_value.loan_to_value(given),
    "mortgage.rate_end_notice_by": lambda given, notes: deadlines.rate_end_notice_by(given),
    "fee.compute": lambda given, notes: fee.compute(given),
    "fee.check_policy": lambda given, notes: fee.check_policy(given),
    "voucher.slots": lambda given, notes: slots.slots(given),
    "voucher.overlaps": lambda given, notes: slots.overlaps(given),
    "voucher.validity": lambda given, notes: slots.validity(given),
    "voucher.nights": lambda given, notes: slots.nights(given),
    "voucher.instantiate": lambda given, notes: voucher_template.instantiate(given),
    "scenario.run": lambda given, notes: scenario.run(given),
    "hostile.read": lambda given, notes: hostile.read(given),
}
