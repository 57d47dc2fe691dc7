//! The columns of the CFPB's exports, found by name.

use crate::import::record::Record;
use crate::import::row::Flaw;
use crate::import::source::SourceError;

/// Which export it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::import) enum Schema {
    /// The official one, with narrative and complaint id.
    With18Columns,
    /// The older one, without narrative, public response, tags and complaint id.
    With14Columns,
}

macro_rules! columns {
    ($($variant:ident = $name:literal,)+) => {
        /// A column of the official export.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(super) enum Column { $($variant,)+ }

        impl Column {
            /// Every column, in the official order.
            pub(super) const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// Its name in the header.
            pub(super) const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }
        }
    };
}

columns! {
    DateReceived = "Date received",
    Product = "Product",
    SubProduct = "Sub-product",
    Issue = "Issue",
    SubIssue = "Sub-issue",
    Narrative = "Consumer complaint narrative",
    PublicResponse = "Company public response",
    Company = "Company",
    State = "State",
    Zip = "ZIP code",
    Tags = "Tags",
    Consent = "Consumer consent provided?",
    SubmittedVia = "Submitted via",
    DateSent = "Date sent to company",
    Response = "Company response to consumer",
    Timely = "Timely response?",
    Disputed = "Consumer disputed?",
    ComplaintId = "Complaint ID",
}

impl Column {
    const fn is_in(self, schema: Schema) -> bool {
        let newer = matches!(self, Self::Narrative | Self::PublicResponse | Self::Tags | Self::ComplaintId);
        match schema {
            Schema::With18Columns => true,
            Schema::With14Columns => !newer,
        }
    }
}

/// Where each column stands in one file. Columns nobody asked for (`source_row`, `anomalies`) are passed over.
pub(super) struct Columns {
    schema: Schema,
    names: Vec<String>,
}

impl Columns {
    pub(super) fn of(header: &Record, schema: Schema) -> Result<Self, SourceError> {
        let name = |index| {
            let field = header.field(index).unwrap_or_default();
            String::from_utf8_lossy(field).trim().to_owned()
        };
        let names: Vec<String> = (0..header.len()).map(name).collect();
        let needed = Column::ALL.iter().filter(|column| column.is_in(schema));
        let (mut missing, mut doubled) = (vec![], vec![]);
        for column in needed {
            match names.iter().filter(|name| *name == column.name()).count() {
                0 => missing.push(column.name()),
                1 => {}
                _ => doubled.push(column.name()),
            }
        }
        if !missing.is_empty() {
            let mut reason = format!("missing: {}", missing.join(", "));
            if missing
                .iter()
                .all(|name| Column::ALL.iter().any(|c| c.name() == *name && !c.is_in(Schema::With14Columns)))
            {
                reason.push_str(" (a file without them is of format cfpb-14)");
            }
            return Err(SourceError::Header(reason));
        }
        if !doubled.is_empty() {
            return Err(SourceError::Header(format!("more than once: {}", doubled.join(", "))));
        }
        Ok(Self { schema, names })
    }

    pub(super) const fn schema(&self) -> Schema {
        self.schema
    }

    /// Fields a row must have.
    pub(super) fn width(&self) -> usize {
        self.names.len()
    }

    /// A field, trimmed; empty where this export has no such column.
    pub(super) fn text<'a>(&self, record: &'a Record, column: Column) -> Result<&'a str, Flaw> {
        if !column.is_in(self.schema) {
            return Ok("");
        }
        let index = self.names.iter().position(|name| name == column.name());
        let field = index.and_then(|index| record.field(index)).unwrap_or_default();
        std::str::from_utf8(field).map(str::trim).map_err(|error| {
            let reason = format!("Byte {} of the field is not UTF-8.", error.valid_up_to() + 1);
            Flaw::of(column.name(), "not-utf-8", reason)
        })
    }
}
