//! How a type of the core with private fields crosses: as a plain record that is checked on the way in.

/// Lets a core type cross as another one. On the way in the conversion may refuse; the refusal reaches the caller.
///
/// `lower` makes the crossing value of the core's, `lift` the core's of the crossing one.
macro_rules! crosses {
    ($core:ty as $crossing:ty, lower: $lower:expr, lift: $lift:expr $(,)?) => {
        // SAFETY: every method is that of the crossing type, whose representation is the one that hosts know.
        unsafe impl uniffi::FfiConverter<crate::UniFfiTag> for $core {
            type FfiType = <$crossing as uniffi::FfiConverter<crate::UniFfiTag>>::FfiType;

            fn lower(value: Self) -> Self::FfiType {
                let lower: fn(Self) -> $crossing = $lower;
                <$crossing as uniffi::FfiConverter<crate::UniFfiTag>>::lower(lower(value))
            }

            fn try_lift(value: Self::FfiType) -> uniffi::Result<Self> {
                let lift: fn($crossing) -> crate::Result<Self> = $lift;
                let crossed = <$crossing as uniffi::FfiConverter<crate::UniFfiTag>>::try_lift(value)?;
                Ok(lift(crossed)?)
            }

            fn write(value: Self, buffer: &mut Vec<u8>) {
                let lower: fn(Self) -> $crossing = $lower;
                <$crossing as uniffi::FfiConverter<crate::UniFfiTag>>::write(lower(value), buffer);
            }

            fn try_read(buffer: &mut &[u8]) -> uniffi::Result<Self> {
                let lift: fn($crossing) -> crate::Result<Self> = $lift;
                let crossed = <$crossing as uniffi::FfiConverter<crate::UniFfiTag>>::try_read(buffer)?;
                Ok(lift(crossed)?)
            }

            const TYPE_ID_META: uniffi::MetadataBuffer =
                <$crossing as uniffi::FfiConverter<crate::UniFfiTag>>::TYPE_ID_META;
        }

        uniffi::derive_ffi_traits!(local $core);
    };
}
pub(crate) use crosses;
