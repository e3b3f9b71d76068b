//! How types of the core cross: with private fields as a plain record that is checked on the way in, or as JSON text.

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

/// Reading and writing a type as JSON text.
macro_rules! json {
    ($($(#[$doc:meta])* $parse:ident, $write:ident: $type:ident;)*) => {$(
        $(#[$doc])*
        ///
        /// Read strictly: unknown, repeated and missing fields are refused with their path (`input.*`), values by the
        /// codes of their kind.
        #[uniffi::export]
        pub fn $parse(json: &str) -> crate::Result<$type> {
            Ok(<$type as mot_core::input::Read>::from_json(json)?)
        }

        /// The value as JSON text.
        #[uniffi::export]
        pub fn $write(document: &$type) -> crate::Result<String> {
            Ok(mot_core::input::Write::to_json(document))
        }
    )*};
}
pub(crate) use json;
