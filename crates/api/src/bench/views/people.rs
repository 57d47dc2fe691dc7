//! Who acts in the cases: institutions, mediators and courts in the registers, and a name for every applicant. The division 990000 does
//! not exist, so no code can belong to anybody.

use super::super::BenchError;
use super::drawn;
use application::{Call, House};
use domain::centre::CentreFacts;
use domain::classification::Sector;
use domain::identity::{IdentityDocument, IdentityKind, Uscc};
use domain::ids::{CentreId, MediatorId, SubjectId, UserId};
use domain::institution::InstitutionRegistered;
use domain::mediator::{MediatorFacts, MediatorKind, MediatorRegistered, Profile};
use domain::occasion::{Actor, Role};
use domain::personal::Personal;
use domain::text::{PersonName, Phone, ShortText};

/// Institutions, and mediators of each centre.
const INSTITUTIONS: usize = 60;
const MEDIATORS: usize = 15;
/// Every how manieth institution is an insurer.
const INSURERS: usize = 5;
const SURNAMES: &str = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳";
const GIVEN: &str =
    "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华文玉兰建国志红海波峰宇欣雨晨思佳梓涵浩然子轩一诺";
/// A centre with those on its roster.
pub(super) struct Office {
    pub(super) facts: CentreFacts,
    pub(super) mediators: Vec<MediatorId>,
}

/// Everybody in the registers.
pub(super) struct People {
    pub(super) offices: Vec<Office>,
    pub(super) banks: Vec<InstitutionRegistered>,
    pub(super) insurers: Vec<InstitutionRegistered>,
}

/// An account.
pub(super) fn account(user: &str, role: Role) -> Option<Actor> {
    let user = UserId::parse(user).ok()?;
    Some(Actor { user, role, centre: None, institution: None, court: None, mediator: None, party: None })
}

/// The clerk of a centre.
pub(super) fn clerk(centre: &CentreId) -> Option<Actor> {
    Some(Actor { centre: Some(centre.clone()), ..account(&format!("views-clerk-{centre}"), Role::Clerk)? })
}

/// A call that makes the same command whenever it is made.
pub(super) fn call(house: &House, actor: Actor, key: &str) -> Call {
    let command = house.command_id(&actor, key);
    Call { actor, command, digest: house.digest(&[key.as_bytes()]), expected: None, correlation: None }
}

impl People {
    /// Enters everybody.
    pub(super) async fn register(house: &House) -> Result<Self, BenchError> {
        let wrong = || BenchError::Log("the registers cannot be filled".to_owned());
        let federation = account("views-federation", Role::Federation).ok_or_else(wrong)?;
        let (mut banks, mut insurers) = (Vec::new(), Vec::new());
        for number in 0..INSTITUTIONS {
            let insurer = number % INSURERS == INSURERS - 1;
            let entry = institution(number, insurer).ok_or_else(wrong)?;
            let call = call(house, federation.clone(), &format!("views institution {number}"));
            house.register_institution(&call, entry.clone()).await.map_err(|error| refused(&error))?;
            if insurer { insurers.push(entry) } else { banks.push(entry) }
        }
        let mut offices = Vec::new();
        for facts in CentreFacts::guangdong() {
            let mut mediators = Vec::new();
            for number in 0..MEDIATORS {
                let key = format!("views mediator {} {number}", facts.id);
                let call = call(house, federation.clone(), &key);
                let entry = mediator(&call, &facts.id, number).ok_or_else(wrong)?;
                mediators.push(entry.mediator);
                house.register_mediator(&call, entry).await.map_err(|error| refused(&error))?;
            }
            offices.push(Office { facts, mediators });
        }
        Ok(Self { offices, banks, insurers })
    }

    /// Whom a case is about.
    pub(super) fn respondent(&self, number: u64, sector: Sector) -> Option<&InstitutionRegistered> {
        let of = if sector == Sector::Bank { &self.banks } else { &self.insurers };
        of.get(drawn(number, "respondent", of.len()))
    }

    /// Where a case is filed.
    pub(super) fn office(&self, number: u64) -> Option<&Office> {
        self.offices.get(drawn(number, "office", self.offices.len()))
    }
}

pub(super) fn refused(error: &application::ExecuteError) -> BenchError {
    BenchError::Log(format!("{error}: {error:?}"))
}

fn institution(number: usize, insurer: bool) -> Option<InstitutionRegistered> {
    let uscc = code(&format!("91990000MAW{number:06}"))?;
    let name = if insurer {
        format!("示例保险{number}分公司")
    } else {
        format!("示例银行{number}支行")
    };
    Some(InstitutionRegistered {
        legal_person: uscc.clone(),
        uscc,
        name: ShortText::parse(&name).ok()?,
        parent: None,
        group: None,
        sector: if insurer { Sector::Insurer } else { Sector::Bank },
    })
}

/// Completes a code by its check character.
fn code(seventeen: &str) -> Option<Uscc> {
    "0123456789ABCDEFGHJKLMNPQRTUWXY".chars().find_map(|last| Uscc::parse(&format!("{seventeen}{last}")).ok())
}

fn mediator(call: &Call, centre: &CentreId, number: usize) -> Option<MediatorRegistered> {
    let subject = SubjectId(call.command.derive("subject", 0));
    Some(MediatorRegistered {
        mediator: MediatorId(call.command.derive("mediator", 0)),
        centre: centre.clone(),
        name: Personal::clear(subject, PersonName::parse(&name(number as u64)).ok()?),
        kind: MediatorKind::FullTime,
        home: None,
        employment: vec![],
        expertise: vec![],
        account: None,
        profile: Profile { load_cap: Some(u16::MAX), ..Profile::default() },
    })
}

/// The facts under which a mediator is asked.
pub(super) const fn facts(mediator: MediatorId) -> MediatorFacts {
    MediatorFacts::new(mediator)
}

/// A name; some have two characters, most three.
pub(super) fn name(number: u64) -> String {
    let letter = |of: &str, salt: &str| {
        let letters: Vec<char> = of.chars().collect();
        letters.get(drawn(number, salt, letters.len())).copied().unwrap_or('某')
    };
    let mut name = String::from(letter(SURNAMES, "surname"));
    name.push(letter(GIVEN, "given"));
    if drawn(number, "long", 10) > 2 {
        name.push(letter(GIVEN, "second"));
    }
    name
}

/// A number of the applicant's passport; the letters of which none is issued.
pub(super) fn document(number: u64, on: chrono::NaiveDate) -> Option<IdentityDocument> {
    IdentityDocument::parse(IdentityKind::Passport, &format!("E{number:08}"), on).ok()
}

/// A telephone of a range nobody has.
pub(super) fn phone(number: u64) -> Option<Phone> {
    Phone::parse(&format!("100{:08}", number % 100_000_000)).ok()
}
