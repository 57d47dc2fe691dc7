//! Which master key wraps, and keys wrapped anew, in the database.

use super::{Seldom, SharedVault, Told, UNASKED};
use application::{Holder, MasterRows, MasterState, MasterUse, Wrapped};
use async_trait::async_trait;
use domain::ids::SubjectId;
use tokio_postgres::{Client, Error};
use uuid::Uuid;

/// What is asked about master keys.
pub(super) enum Question {
    Masters { count: bool },
    BeginWith(String),
    MakeCurrent(String),
    HouseKey(String),
    KeepHouseKey(String, Wrapped),
    Strays { current: String, after: Option<Uuid>, limit: i64 },
    PutBack(String, Vec<(Holder, Vec<u8>, Vec<u8>)>),
    Retire(String),
}

/// What is answered.
pub(super) enum Answer {
    Done,
    Masters(Vec<MasterUse>),
    Key(Option<Wrapped>),
    Strays(Vec<(Holder, Wrapped)>),
    Retired(bool),
}

impl SharedVault {
    async fn question(&self, question: Question) -> Result<Answer, String> {
        let Told::Master(answer) = self.rare.ask(Seldom::Master(question)).await? else {
            return Err(UNASKED.to_owned());
        };
        Ok(answer)
    }
}

#[async_trait]
impl MasterRows for SharedVault {
    async fn masters(&self, count: bool) -> Result<Vec<MasterUse>, String> {
        let Answer::Masters(masters) = self.question(Question::Masters { count }).await? else {
            return Err(UNASKED.to_owned());
        };
        Ok(masters)
    }

    async fn begin_with(&self, id: &str) -> Result<(), String> {
        self.question(Question::BeginWith(id.to_owned())).await.map(drop)
    }

    async fn make_current(&self, id: &str) -> Result<(), String> {
        self.question(Question::MakeCurrent(id.to_owned())).await.map(drop)
    }

    async fn house_key(&self, name: &str) -> Result<Option<Wrapped>, String> {
        let Answer::Key(key) = self.question(Question::HouseKey(name.to_owned())).await? else {
            return Err(UNASKED.to_owned());
        };
        Ok(key)
    }

    async fn keep_house_key(&self, name: &str, offered: Wrapped) -> Result<Wrapped, String> {
        let Answer::Key(Some(key)) = self.question(Question::KeepHouseKey(name.to_owned(), offered)).await?
        else {
            return Err(UNASKED.to_owned());
        };
        Ok(key)
    }

    async fn strays(
        &self,
        current: &str,
        after: Option<SubjectId>,
        limit: usize,
    ) -> Result<Vec<(Holder, Wrapped)>, String> {
        let limit = i64::try_from(limit).unwrap_or(i64::MAX);
        let after = after.map(|subject| subject.0);
        let Answer::Strays(strays) =
            self.question(Question::Strays { current: current.to_owned(), after, limit }).await?
        else {
            return Err(UNASKED.to_owned());
        };
        Ok(strays)
    }

    async fn put_back(&self, master: &str, keys: Vec<(Holder, Vec<u8>, Vec<u8>)>) -> Result<(), String> {
        self.question(Question::PutBack(master.to_owned(), keys)).await.map(drop)
    }

    async fn retire(&self, id: &str) -> Result<bool, String> {
        let Answer::Retired(retired) = self.question(Question::Retire(id.to_owned())).await? else {
            return Err(UNASKED.to_owned());
        };
        Ok(retired)
    }
}

pub(super) async fn answer(client: &Client, question: &Question) -> Result<Answer, Error> {
    match question {
        Question::Masters { count } => masters(client, *count).await.map(Answer::Masters),
        Question::BeginWith(id) => {
            client.execute("SELECT hejie_vault.begin_with($1)", &[id]).await?;
            Ok(Answer::Done)
        }
        Question::MakeCurrent(id) => {
            client.execute("SELECT hejie_vault.make_current($1)", &[id]).await?;
            Ok(Answer::Done)
        }
        Question::HouseKey(name) => house_key(client, name).await.map(Answer::Key),
        Question::KeepHouseKey(name, offered) => {
            let sql = "SELECT hejie_vault.keep_house_key($1, $2, $3)";
            client.execute(sql, &[name, &offered.bytes, &offered.master]).await?;
            house_key(client, name).await.map(Answer::Key)
        }
        Question::Strays { current, after, limit } => {
            strays(client, current, *after, *limit).await.map(Answer::Strays)
        }
        Question::PutBack(master, keys) => {
            put_back(client, master, keys).await?;
            Ok(Answer::Done)
        }
        Question::Retire(id) => {
            let row = client.query_one("SELECT hejie_vault.retire($1)", &[id]).await?;
            row.try_get(0).map(Answer::Retired)
        }
    }
}

async fn masters(client: &Client, count: bool) -> Result<Vec<MasterUse>, Error> {
    let sql = if count {
        "SELECT m.id, m.state, (SELECT count(*) FROM hejie_vault.subject_keys k WHERE k.wrapped IS NOT NULL AND k.master = m.id)
             + (SELECT count(*) FROM hejie_vault.house_keys k WHERE k.master = m.id)
         FROM hejie_vault.masters m ORDER BY m.id"
    } else {
        "SELECT id, state, 0::bigint FROM hejie_vault.masters ORDER BY id"
    };
    let rows = client.query(sql, &[]).await?;
    let read = |row: &tokio_postgres::Row| {
        let state = MasterState::parse(row.try_get(1)?);
        let keys = u64::try_from(row.try_get::<_, i64>(2)?).unwrap_or_default();
        Ok(MasterUse { id: row.try_get(0)?, state, keys })
    };
    rows.iter().map(read).collect()
}

async fn house_key(client: &Client, name: &str) -> Result<Option<Wrapped>, Error> {
    let sql = "SELECT wrapped, coalesce(master, '') FROM hejie_vault.house_keys WHERE name = $1";
    let row = client.query_opt(sql, &[&name]).await?;
    row.map(|row| Ok(Wrapped { bytes: row.try_get(0)?, master: row.try_get(1)? })).transpose()
}

async fn strays(
    client: &Client,
    current: &str,
    after: Option<Uuid>,
    limit: i64,
) -> Result<Vec<(Holder, Wrapped)>, Error> {
    let mut found = Vec::new();
    if after.is_none() {
        let sql = "SELECT name, wrapped, master FROM hejie_vault.house_keys WHERE master <> $1 ORDER BY name";
        for row in client.query(sql, &[&current]).await? {
            let wrapped = Wrapped { bytes: row.try_get(1)?, master: row.try_get(2)? };
            found.push((Holder::House(row.try_get(0)?), wrapped));
        }
    }
    let sql = "SELECT subject, wrapped, master FROM hejie_vault.subject_keys
               WHERE subject > $1 AND wrapped IS NOT NULL AND master <> $2 ORDER BY subject LIMIT $3";
    for row in client.query(sql, &[&after.unwrap_or_default(), &current, &limit]).await? {
        let wrapped = Wrapped { bytes: row.try_get(1)?, master: row.try_get(2)? };
        found.push((Holder::Subject(SubjectId(row.try_get(0)?)), wrapped));
    }
    Ok(found)
}

async fn put_back(client: &Client, master: &str, keys: &[(Holder, Vec<u8>, Vec<u8>)]) -> Result<(), Error> {
    let (mut subjects, mut taken, mut anew) = (Vec::new(), Vec::new(), Vec::new());
    for (holder, was, is) in keys {
        match holder {
            Holder::Subject(subject) => {
                subjects.push(subject.0);
                taken.push(was.as_slice());
                anew.push(is.as_slice());
            }
            Holder::House(name) => {
                let sql = "SELECT hejie_vault.put_back_house_key($1, $2, $3, $4)";
                client.execute(sql, &[&master, name, was, is]).await?;
            }
        }
    }
    client
        .execute("SELECT hejie_vault.put_back($1, $2, $3, $4)", &[&master, &subjects, &taken, &anew])
        .await?;
    Ok(())
}
