//! The property that is to be financed.

use alloc::string::String;

use crate::{
    id::{PartyId, PropertyId},
    input::{Content, document_fields, stored_document},
    money::Money,
};

/// A property, as its owner describes it (*Immobilie*).
///
/// That own capital stays within the price is asked when an application is submitted; a stored property may break it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Property {
    /// The id.
    pub property_id: PropertyId,
    /// Whose description it is: the later borrower.
    pub owner_uid: PartyId,
    /// The kind of building, in the host's words.
    #[cfg_attr(feature = "schema", schemars(rename = "type", extend("x-field" = "property_type")))]
    pub property_type: String,
    /// Where it stands.
    pub address: Address,
    /// What it costs.
    pub purchase_price: Money,
    /// What the buyer brings (*Eigenkapital*).
    pub own_capital: Money,
    /// Content of the host's own.
    pub meta: Content,
    /// Counts the changes of the document; 1 for a new one.
    #[cfg_attr(feature = "schema", schemars(default = "crate::input::first_version"))]
    pub version: u64,
}

stored_document!(Property {
    property_id: "propertyId",
    owner_uid: "ownerUid",
    property_type: "type",
    address: "address",
    purchase_price: "purchasePrice",
    own_capital: "ownCapital",
    meta: "meta",
});

/// A postal address.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema), schemars(rename_all = "camelCase"))]
pub struct Address {
    /// Street and number.
    pub street: String,
    /// Postal code.
    pub zip: String,
    /// Town.
    pub city: String,
    /// Country, by ISO 3166-1 alpha-2.
    pub country: String,
}

document_fields!(Address { street: "street", zip: "zip", city: "city", country: "country" });
