//! User ids, key rings and signed links.

pub mod key_ring;
pub mod sign;
pub mod uid;
pub mod verify;

use mot_core::{Error, Result, input::InputError, time::Timestamp};

/// Bytes of a fixed number.
pub(crate) fn entropy<const LENGTH: usize>(bytes: &[u8], expected: &'static str) -> Result<[u8; LENGTH]> {
    let fault = |_| Error::from(InputError::BadValue { expected }).within("entropy");
    bytes.try_into().map_err(fault)
}

/// The instant of a clock that counts milliseconds since 1970 in a double.
fn clock(now: f64) -> Result<Timestamp> {
    if !now.is_finite() || now.fract() != 0.0 {
        let fault = InputError::BadValue { expected: "whole milliseconds since 1970" };
        return Err(Error::from(fault).within("now"));
    }
    // A double beyond 64 bits becomes the nearest of them, which is no instant either.
    #[expect(clippy::cast_possible_truncation, reason = "what does not fit is out of range")]
    Timestamp::from_milliseconds(now as i64).map_err(|error| error.within("now"))
}
