//! Templates of vouchers.

use mot_core::voucher::{NewVoucher, TemplateOverrides, VoucherTemplate};

use crate::{Result, crossing::json};

json! {
    /// Reads a template of vouchers.
    parse_voucher_template, voucher_template_to_json: VoucherTemplate;
    /// Reads what a voucher has beside its template.
    parse_template_overrides, template_overrides_to_json: TemplateOverrides;
}

/// The templates that the trade knows: consulting and therapy by the hour, viewings, machine slots, memberships and
/// hotel nights.
#[uniffi::export]
pub fn voucher_templates() -> Result<Vec<VoucherTemplate>> {
    Ok(VoucherTemplate::shipped()?)
}

/// A new voucher of this template, for `voucher_issue`. Its terms are the template's, with the template's id and
/// version.
///
/// Refused: terms that name a template themselves (`input.bad_value`), a validity beyond the calendar
/// (`time.out_of_range`).
#[uniffi::export]
pub fn voucher_template_instantiate(
    template: &VoucherTemplate,
    overrides: &TemplateOverrides,
) -> Result<NewVoucher> {
    Ok(template.instantiate(overrides)?)
}
