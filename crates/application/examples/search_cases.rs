//! Measures the search: `cargo run --release -p application --example search_cases [cases] [rounds]`.
//!
//! Made-up applications in the shape of real ones are filed in a house of one process, taken into the index, and searched by names, words
//! and words that half of them have.
#![allow(clippy::print_stdout)]

use application::{Call, Clock, House, HouseOptions, MasterKeys, Scope, Search, Sought, Vault};
use domain::case::{Claim, FileApplication, FiledParty, PartyIdentity, Side};
use domain::centre::CentreFacts;
use domain::classification::{Business, Cause, ClaimKind, IntakeChannel, Sector};
use domain::identity::Uscc;
use domain::ids::{CentreId, PartyId, SubjectId, Tenant, UserId};
use domain::money::Fen;
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::{LongText, PersonName, ShortText};
use event_store_sqlite::{SqliteEventStore, SqliteOptions};
use std::sync::Arc;
use std::time::{Duration, Instant};

type Failure = Box<dyn std::error::Error + Send + Sync>;

/// Filings on their way at once.
const AT_ONCE: u64 = 64;
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉兰建国志红";
const CLAUSES: [&str; 16] = [
    "信用卡分期提前还款仍被收取剩余手续费",
    "银行未经本人同意开通了短信提醒并扣费",
    "购买理财产品时未被告知本金可能亏损",
    "保险公司以未如实告知为由拒绝赔付",
    "贷款年化利率与合同约定不一致",
    "银行卡在境外被盗刷",
    "征信报告上有并非本人的逾期记录",
    "提前还贷预约后两个月未能办理",
    "代销基金的风险等级与本人评测不符",
    "客服承诺退还后一直没有退",
    "柜台拒绝销户并要求提供工作证明",
    "车辆定损金额远低于维修费用",
    "催收人员反复联系本人的家人",
    "转账错误后银行不肯协助追回",
    "停机期间账户管理费照常扣收",
    "合同文本至今没有交给本人",
];

fn main() -> Result<(), Failure> {
    let mut asked = std::env::args().skip(1).filter_map(|number| number.parse::<u64>().ok());
    let (cases, rounds) = (asked.next().unwrap_or(100_000), asked.next().unwrap_or(5_000).max(1));
    tokio::runtime::Builder::new_multi_thread().enable_all().build()?.block_on(measure(cases, rounds))
}

async fn measure(cases: u64, rounds: u64) -> Result<(), Failure> {
    let directory = tempfile::tempdir()?;
    let house = Arc::new(House::new(HouseOptions {
        store: SqliteEventStore::open(SqliteOptions::new(directory.path().join("log.db")))?,
        vault: Arc::new(Vault::open(directory.path(), MasterKeys::parse(&"07".repeat(32))?)?),
        clock: Clock::System,
        tenant: Tenant::parse("gd")?,
        centres: CentreFacts::guangdong(),
        cached_streams: 1_000,
    }));
    let started = Instant::now();
    let filers = (0..AT_ONCE).map(|lane| {
        let house = Arc::clone(&house);
        tokio::spawn(async move {
            for number in (lane..cases).step_by(64) {
                file(&house, number).await?;
            }
            Ok::<(), Failure>(())
        })
    });
    for filer in filers.collect::<Vec<_>>() {
        filer.await??;
    }
    println!("{cases} cases filed in {:.1} s", started.elapsed().as_secs_f64());
    let started = Instant::now();
    let search = Search::start(Arc::clone(&house), directory.path())?;
    let head = house.store().head().await?;
    while !house.search_reached(head, Duration::from_secs(60)).await {
        println!("… {:?}", house.search_status().map(|status| status.position));
    }
    let size = std::fs::metadata(directory.path().join("search.db"))?.len();
    println!("taken in in {:.1} s, {} MiB", started.elapsed().as_secs_f64(), size / (1 << 20));
    for (what, question) in [
        ("a name", Question::Name),
        ("two words of one case", Question::Words),
        ("a word of one case in sixteen", Question::Frequent),
        ("words that seldom meet", Question::Scattered),
    ] {
        let mut times = Vec::new();
        let mut found = 0;
        for round in 0..rounds {
            let text = question.text(round);
            let sought = Sought::parse(&text).ok_or("no question")?;
            let start = Instant::now();
            found += house.search(&sought, Scope::Centre(CentreId::parse("440100")?), 200).await?.len();
            times.push(start.elapsed());
        }
        times.sort_unstable();
        let at = |thousandths: usize| times[(times.len() * thousandths / 1000).min(times.len() - 1)];
        println!("{what}: {found} found, p50 {:?}  p99 {:?}  slowest {:?}", at(500), at(990), at(1000));
    }
    search.stop().await;
    Ok(())
}

/// What is asked for.
#[derive(Clone, Copy)]
enum Question {
    Name,
    Words,
    Frequent,
    Scattered,
}

impl Question {
    fn text(self, round: u64) -> String {
        let clause = |number: u64| CLAUSES[usize::try_from(number % 16).unwrap_or(0)];
        match self {
            Self::Name => name(scattered(round)),
            Self::Words => format!("合同编号{}", scattered(round) % 1_000_000),
            Self::Frequent => clause(round).chars().take(4).collect(),
            Self::Scattered => {
                let [one, other] =
                    [clause(round), clause(round + 5)].map(|it| it.chars().take(2).collect::<String>());
                format!("{one} {other} {}", name(scattered(round)).chars().take(2).collect::<String>())
            }
        }
    }
}

fn name(number: u64) -> String {
    let of = |text: &str, number: u64| {
        let characters: Vec<char> = text.chars().collect();
        characters[usize::try_from(number).unwrap_or(0) % characters.len()]
    };
    [of(SURNAMES, number), of(GIVEN, number / 37), of(GIVEN, number / 1_369)].iter().collect()
}

/// Looks random, and is the same in every run.
const fn scattered(number: u64) -> u64 {
    number.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 20
}

async fn file(house: &House, number: u64) -> Result<(), Failure> {
    let actor = Actor {
        user: UserId::parse("clerk")?,
        role: Role::Clerk,
        centre: Some(CentreId::parse("440100")?),
        institution: None,
        court: None,
        mediator: None,
        party: None,
    };
    let key = format!("case-{number}");
    let command = house.command_id(&actor, &key);
    let digest = house.digest(&[key.as_bytes()]);
    let call = Call { actor, command, digest, expected: None, correlation: None };
    let subject = SubjectId(command.derive("subject", 0));
    let bank = Uscc::parse("91350100M000100Y43")?;
    let clauses: Vec<&str> =
        (0..4).map(|at| CLAUSES[usize::try_from(scattered(number * 7 + at) % 16).unwrap_or(0)]).collect();
    let facts = format!("合同编号{}，{}。", scattered(number) % 1_000_000, clauses.join("，"));
    let party = |index, side, identity| FiledParty {
        party: PartyId(command.derive("party", index)),
        side,
        account: None,
        identity,
    };
    let person = PartyIdentity::Person {
        name: Personal::clear(subject, PersonName::parse(&name(scattered(number)))?),
        document: None,
        phone: None,
        address: None,
    };
    let institution = PartyIdentity::Institution {
        name: ShortText::parse("某银行股份有限公司广州分行")?,
        uscc: bank.clone(),
        legal_person: bank,
        above: vec![],
        group: None,
        sector: Sector::Bank,
    };
    let case = house.case_of(command);
    let application = FileApplication {
        case,
        centre: CentreId::parse("440100")?,
        channel: IntakeChannel::Counter,
        outside_ticket: None,
        handed_over: None,
        agents: vec![],
        filed_by: None,
        parties: vec![party(0, Side::Applicant, person), party(1, Side::Respondent, institution)],
        business: Business::RmbSavings,
        cause: Cause::ProductReturn,
        product: None,
        facts: Personal::clear(subject, LongText::parse(&facts)?),
        claims: vec![Claim {
            kind: ClaimKind::Payment,
            amount: Some(Fen::positive(128_000)?),
            wording: None,
        }],
        dispute_fen: None,
        incident_on: None,
        prior_complaint: None,
        privacy_notice: Some(ShortText::parse("2026-01")?),
    };
    house.case(&call, case, application).await?;
    Ok(())
}
