//! Currencies of ISO 4217 that have minor units.

use core::fmt;

use super::MoneyError;
use crate::{
    Result,
    input::{Json, Read, Write},
};

/// A currency of the current ISO 4217 list, with its number of minor-unit digits.
///
/// Metals, funds without minor units, `XXX` and `XTS` are not currencies here.
///
/// ```
/// use mot_core::money::Currency;
///
/// assert_eq!(Currency::parse("EUR")?.minor_unit_digits(), 2);
/// assert_eq!(Currency::parse("JPY")?.minor_unit_digits(), 0);
/// assert_eq!(Currency::parse("eur").unwrap_err().code().as_str(), "money.unknown_currency");
/// # Ok::<(), mot_core::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency {
    code: &'static str,
    digits: u8,
}

impl Currency {
    /// The euro.
    pub const EUR: Self = Self { code: "EUR", digits: 2 };

    /// Reads an upper-case code. Anything else is `money.unknown_currency`.
    pub fn parse(code: &str) -> Result<Self> {
        LISTS
            .iter()
            .find_map(|(digits, codes)| {
                let code = codes.split(' ').find(|listed| *listed == code)?;
                Some(Self { code, digits: *digits })
            })
            .ok_or_else(|| MoneyError::UnknownCurrency.into())
    }

    /// The three letters.
    pub const fn code(self) -> &'static str {
        self.code
    }

    /// How many decimal digits the minor unit has: 2 for `EUR`, 0 for `JPY`, 3 for `BHD`, 4 for `CLF`.
    pub const fn minor_unit_digits(self) -> u8 {
        self.digits
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code)
    }
}

impl Read for Currency {
    fn read(json: &Json) -> Result<Self> {
        Self::parse(json.text()?)
    }
}

impl Write for Currency {
    fn write(&self) -> Json {
        Json::from(self.code)
    }
}

/// ISO 4217 list one, as published for 2026, by number of minor-unit digits.
const LISTS: &[(u8, &str)] = &[
    (
        2,
        "EUR USD GBP CHF AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP \
         BYN BZD CAD CDF CHE CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD \
         GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA \
         MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR \
         RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD \
         TZS UAH USN UYU UZS VED VES WST XAD XCD XCG YER ZAR ZMW ZWG",
    ),
    (0, "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"),
    (3, "BHD IQD JOD KWD LYD OMR TND"),
    (4, "CLF UYW"),
];
