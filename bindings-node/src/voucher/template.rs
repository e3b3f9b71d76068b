//! Templates of vouchers.

use mot_core::{
    input::Write,
    voucher::{TemplateOverrides, VoucherTemplate},
};
use napi_derive::napi;

use crate::answer::{answer, answer_to};

/// The templates that come with the library.
#[napi(catch_unwind)]
pub fn voucher_templates_shipped() -> String {
    answer(|| Ok(VoucherTemplate::shipped()?.to_json()))
}

/// A new voucher of a template.
#[napi(catch_unwind)]
pub fn voucher_instantiate(arguments: String) -> String {
    answer_to(&arguments, &["template", "overrides"], |given| {
        let template: VoucherTemplate = given.take("template")?;
        let overrides: TemplateOverrides = given.take("overrides")?;
        Ok(template.instantiate(&overrides)?.to_json())
    })
}
