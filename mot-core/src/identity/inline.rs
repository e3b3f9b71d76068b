//! Short text that is copied instead of allocated.

use core::fmt;

/// Text of at most `LENGTH` bytes, 255 at most, in place.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Inline<const LENGTH: usize> {
    bytes: [u8; LENGTH],
    length: u8,
}

impl<const LENGTH: usize> Inline<LENGTH> {
    /// The text, whose grammar keeps the length.
    #[inline]
    pub(super) fn new(text: &str) -> Self {
        // Text of the full length is copied at once.
        if let Some(bytes) = text.as_bytes().first_chunk() {
            return Self { bytes: *bytes, length: u8::try_from(LENGTH).unwrap_or(u8::MAX) };
        }
        let mut bytes = [0; LENGTH];
        for (place, byte) in bytes.iter_mut().zip(text.bytes()) {
            *place = byte;
        }
        Self { bytes, length: u8::try_from(text.len()).unwrap_or(u8::MAX) }
    }

    pub(super) fn as_str(&self) -> &str {
        let text = self.bytes.get(..usize::from(self.length)).map(core::str::from_utf8);
        text.and_then(Result::ok).unwrap_or_default()
    }
}

impl<const LENGTH: usize> fmt::Debug for Inline<LENGTH> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}
