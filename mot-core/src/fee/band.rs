//! The bands within which fees of a kind lie, as data.

use alloc::vec::Vec;

use super::FeeError;
use crate::{Result, id::FeeId, input::document_fields, lifecycle::Role, money::Rate};

/// The lowest and the highest rate of a kind of fee, both included.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct FeeBand {
    /// The kind of fee, which is the name of its trigger.
    pub fee_id: FeeId,
    /// The lowest rate.
    pub minimum: Rate,
    /// The highest rate.
    pub maximum: Rate,
}

document_fields!(FeeBand { fee_id: "feeId", minimum: "minimum", maximum: "maximum" });

/// The bands of a platform.
///
/// ```
/// use mot_core::{fee::FeeBands, id::FeeId, lifecycle::Role, money::Rate};
///
/// let bands = FeeBands::shipped();
/// let loan = FeeId::parse("mortgage.loan_closed")?;
/// bands.check(&loan, Role::Lender, Rate::parse("0.005")?)?;
/// assert_eq!(bands.check(&loan, Role::Borrower, Rate::parse("0.005")?).unwrap_err().code().as_str(),
///     "fee.borrower_may_not_pay");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FeeBands(pub Vec<FeeBand>);

impl FeeBands {
    /// The bands of the seed: loans 0.2 to 1.0 %, tranches 0.1 to 0.3 %, voucher bookings 2 %.
    pub fn shipped() -> Self {
        const BANDS: [(&str, i64, i64); 3] = [
            ("mortgage.loan_closed", 2_000_000, 10_000_000),
            ("mortgage.tranche_placed", 1_000_000, 3_000_000),
            ("voucher.booking", 20_000_000, 20_000_000),
        ];
        let band = |(id, minimum, maximum): &(&str, i64, i64)| {
            let (minimum, maximum) = (Rate::from_billionths(*minimum), Rate::from_billionths(*maximum));
            Some(FeeBand { fee_id: FeeId::parse(id).ok()?, minimum: minimum.ok()?, maximum: maximum.ok()? })
        };
        Self(BANDS.iter().filter_map(band).collect())
    }

    /// Refuses a borrower as payer (`fee.borrower_may_not_pay`), then a rate outside the band of the fee
    /// (`fee.rate_out_of_range`). A fee without a band may have any rate.
    pub fn check(&self, fee: &FeeId, payer: Role, rate: Rate) -> Result<()> {
        if payer == Role::Borrower {
            return Err(FeeError::BorrowerMayNotPay.into());
        }
        match self.0.iter().find(|band| band.fee_id == *fee) {
            Some(FeeBand { minimum, maximum, .. }) if rate < *minimum || rate > *maximum => {
                Err(FeeError::RateOutOfRange { minimum: *minimum, maximum: *maximum }.into())
            }
            _ => Ok(()),
        }
    }
}
