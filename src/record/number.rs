//! Exact decimals on the wire.
//!
//! serde would write a `Decimal` as a string, a float would round it, and serde_json's `arbitrary_precision` is global
//! and breaks tagged types; so the digits go through a [`RawValue`].

use rust_decimal::Decimal;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::Error as _};
use serde_json::value::RawValue;

/// A JSON number that is written digit for digit, without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Number(pub Decimal);

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let number = self.0.normalize();
        if let (0, Ok(whole)) = (number.scale(), i64::try_from(number.mantissa())) {
            return serializer.serialize_i64(whole);
        }
        let digits = number.to_string();
        RawValue::from_string(digits).map_err(S::Error::custom)?.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Number {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let raw = <&RawValue>::deserialize(deserializer)?.get();
        let parsed =
            if raw.contains(['e', 'E']) { Decimal::from_scientific(raw) } else { Decimal::from_str_exact(raw) };
        parsed.map(Number).map_err(|_| D::Error::custom(format!("{raw} is no number of at most 28 digits")))
    }
}

impl schemars::JsonSchema for Number {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Number".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({ "type": "number", "description": "An exact decimal of at most 28 significant digits." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digit_for_digit() {
        for (given, written) in [
            ("2.10", "2.1"),
            ("330300000000", "330300000000"),
            ("-0.0", "0"),
            ("0.333333333333333333", "0.333333333333333333"),
        ] {
            let number = Number(given.parse().expect("a decimal"));
            let json = serde_json::to_string(&number).expect("serializes");
            assert_eq!(json, written);
            assert_eq!(serde_json::from_str::<Number>(&json).expect("reads back").0, number.0);
        }
        assert!(serde_json::from_str::<Number>("\"5\"").is_err());
    }
}
