//! The counters of one row.

/// Declares the counters, the table that keeps them, and how they are read and written.
macro_rules! counts {
    ($($(#[$doc:meta])* $name:ident,)+) => {
        /// What was counted: of one month, centre and business, or of several of them together.
        #[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
        pub struct Counts { $($(#[$doc])* pub $name: i64,)+ }

        impl Counts {
            /// The columns, in order.
            pub(crate) const COLUMNS: &'static [&'static str] = &[$(stringify!($name)),+];

            /// The numbers, in the order of the columns.
            #[must_use]
            pub fn values(&self) -> Vec<i64> {
                vec![$(self.$name),+]
            }

            /// Adds what others counted.
            pub fn add(&mut self, other: &Self) {
                $(self.$name = self.$name.saturating_add(other.$name);)+
            }

            /// Reads the columns, which begin at `first`.
            pub(crate) fn read(row: &rusqlite::Row<'_>, first: usize) -> rusqlite::Result<Self> {
                let mut at = first;
                let mut counts = Self::default();
                $(counts.$name = row.get(at)?; at += 1;)+
                let _end = at;
                Ok(counts)
            }
        }

        pub(crate) const TABLES: &str = concat!(
            "CREATE TABLE IF NOT EXISTS statistics_v1 (
                dimension TEXT NOT NULL,
                value     TEXT NOT NULL,
                centre    TEXT NOT NULL,
                month     TEXT NOT NULL,
                business  TEXT NOT NULL",
            $(", ", stringify!($name), " INTEGER NOT NULL",)+
            ", gross BLOB NOT NULL, net BLOB NOT NULL, PRIMARY KEY (dimension, value, centre, month, business)
            ) STRICT, WITHOUT ROWID;",
        );
    };
}

counts! {
    /// Applications, court referrals included (M1).
    received,
    /// Of those, brought by a court (M1, M11).
    referred,
    /// Sum claimed in the applications, fen (M6).
    claim_fen,
    /// Sum in dispute in the applications that say one, fen (M6).
    dispute_fen,
    /// Accepted (M2).
    accepted,
    /// Accepted on the fast track (M14).
    fast_track,
    /// Proposals that become agreements when nobody objects (M14).
    no_objection,
    /// Agreements that came about so (M14).
    no_objection_agreed,
    /// Objections to such proposals (M14).
    no_objection_objected,
    /// Opinions issued on the fast track (M14).
    opinions,
    /// Of those, accepted by every customer, by the day of effect (M14).
    opinions_accepted,
    /// Neutral evaluations delivered (M14).
    evaluations,
    /// Of those, along whose lines every party is ready to settle, by the day the last one said so (M14).
    evaluations_accepted,
    /// Not accepted.
    refused,
    /// Agreements that took effect (M4).
    settled,
    /// Sum of those, fen (M6).
    settled_fen,
    /// Mediations that ended otherwise, transfers apart; with `settled` they are M3.
    terminated,
    /// Of those, settled by the parties themselves (E02).
    self_settled,
    /// Of those, withdrawn before acceptance.
    ended_unaccepted,
    /// Ended cases whose last session was online (M8).
    online,
    /// Settled ones among those (M8).
    online_settled,
    /// Ended cases that had been accepted: those M7 measures.
    measured,
    /// Days from acceptance to the end of all those (M7).
    gross_days,
    /// The same without the days in which the period stood still (M7).
    net_days,
    /// Rulings that confirm an agreement (M9).
    confirmed,
    /// Obligations due (M10).
    due,
    /// Of those, performed in time (M10).
    performed_on_time,
    /// Of those, performed too late (M10).
    performed_late,
    /// Of those, on record as defaulted, whatever was performed later (M10).
    defaulted,
    /// Reports to courts (M11).
    referrals_reported,
    /// Of those, disputes that went back (M11).
    referrals_returned,
    /// Institutions that agreed to take part (M12).
    consented,
    /// Institutions that refused or left (M12).
    refused_to_take_part,
    /// Of those answers, given after a notice whose date is known (M12).
    answers_timed,
    /// Days from notice to answer of all those (M12).
    answer_days,
    /// Assignments accepted (M13).
    assigned,
    /// Mediators who stepped aside (M13).
    recused,
}

impl Counts {
    /// Mediations that ended, with an agreement or without (M3).
    #[must_use]
    pub const fn ended(&self) -> i64 {
        self.settled.saturating_add(self.terminated)
    }
}
