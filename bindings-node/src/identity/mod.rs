//! User ids, key rings, signed links and what follows them: receipts, sessions, devices, the identity as a document.

pub mod candidate;
pub mod device;
pub mod judgement;
pub mod key_ring;
pub mod lifecycle;
pub mod policy;
pub mod proof;
pub mod replay;
pub mod sign;
pub mod token;
pub mod uid;
pub mod verify;

use mot_core::{Error, Result, input::InputError, time::Timestamp};

/// Bytes of a fixed number.
pub(crate) fn entropy<const LENGTH: usize>(bytes: &[u8], expected: &'static str) -> Result<[u8; LENGTH]> {
    let fault = |_| Error::from(InputError::BadValue { expected }).within("entropy");
    bytes.try_into().map_err(fault)
}

/// The present instant of a clock that counts milliseconds since 1970 in a double.
fn clock(now: f64) -> Result<Timestamp> {
    instant(now, "now")
}

/// The instant of such a clock that was given under this name.
fn instant(milliseconds: f64, name: &str) -> Result<Timestamp> {
    if !milliseconds.is_finite() || milliseconds.fract() != 0.0 {
        let fault = InputError::BadValue { expected: "whole milliseconds since 1970" };
        return Err(Error::from(fault).within(name));
    }
    // A double beyond 64 bits becomes the nearest of them, which is no instant either.
    #[expect(clippy::cast_possible_truncation, reason = "what does not fit is out of range")]
    Timestamp::from_milliseconds(milliseconds as i64).map_err(|error| error.within(name))
}
