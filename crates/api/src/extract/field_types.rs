//! Fields of request bodies that need an own code when they are wrong: money, days, instants.

use super::json::coded;
use chrono::{DateTime, NaiveDate, Utc};
use domain::calendar::{parse_date, parse_instant};
use domain::invalid::Invalid;
use serde::de::{Deserialize, Deserializer, Error, Visitor};
use std::fmt;
use utoipa::ToSchema;

/// Whole fen as a JSON integer; sign and size are judged by `domain::money::Fen`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(value_type = i64, example = 150_000)]
pub struct FenField(pub i64);

impl<'de> Deserialize<'de> for FenField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Whole;
        impl Visitor<'_> for Whole {
            type Value = FenField;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a whole number of fen")
            }

            fn visit_i64<E: Error>(self, fen: i64) -> Result<FenField, E> {
                Ok(FenField(fen))
            }

            fn visit_u64<E: Error>(self, fen: u64) -> Result<FenField, E> {
                i64::try_from(fen).map(FenField).map_err(|_| coded(&Invalid::AmountTooLarge))
            }

            /// Integers beyond 64 bits arrive here too.
            fn visit_f64<E: Error>(self, fen: f64) -> Result<FenField, E> {
                if fen >= 9.2e18 {
                    Err(coded(&Invalid::AmountTooLarge))
                } else if fen <= -9.2e18 {
                    Err(coded(&Invalid::AmountNegative))
                } else {
                    Err(coded(&Invalid::AmountNotInteger))
                }
            }
        }
        deserializer.deserialize_any(Whole)
    }
}

/// A day that exists, `YYYY-MM-DD`, between 1900 and 2199.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = Date, example = "2026-10-15")]
pub struct DateField(pub NaiveDate);

impl<'de> Deserialize<'de> for DateField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_date(&text).map(Self).map_err(|invalid| coded(&invalid))
    }
}

/// An instant after RFC 3339 with its offset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ToSchema)]
#[schema(value_type = String, format = DateTime, example = "2026-10-15T09:00:00+08:00")]
pub struct TimeField(pub DateTime<Utc>);

impl<'de> Deserialize<'de> for TimeField {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        parse_instant(&text).map(Self).map_err(|invalid| coded(&invalid))
    }
}
