//! The interface document against the running server, by a reader of its own: with the token of each role no answer is a failure of ours,
//! and none has a status the document does not name.

use acceptance::schemathesis::ask_everything;
use acceptance::{Dispute, House, Step, Who};

/// Made-up requests an operation gets beside those that every border of the document asks for.
const EXAMPLES: u32 = 3;

/// The whole document, asked by one role in a house where there is something to find.
async fn asked_by(who: fn(&House) -> Who) {
    let house = House::open().await;
    let _case = Dispute::at(&house, Step::SessionOpened).await;
    let (base, token) = (house.base(), who(&house).token);
    let asked = tokio::task::spawn_blocking(move || ask_everything(&base, &token, EXAMPLES));
    if let Err(found) = asked.await.expect("it was asked") {
        panic!("{found}");
    }
    house.finish().await;
}

macro_rules! roles {
    ($($name:ident: $who:expr;)*) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $name() {
            asked_by($who).await;
        }
    )*};
}

roles! {
    a_clerk_meets_nothing_the_document_does_not_name: House::clerk;
    a_director_meets_nothing_the_document_does_not_name: House::director;
    a_mediator_meets_nothing_the_document_does_not_name: House::mediator;
    a_party_meets_nothing_the_document_does_not_name: House::applicant;
    an_agent_meets_nothing_the_document_does_not_name: House::agent;
    a_court_meets_nothing_the_document_does_not_name: House::court;
    a_data_protection_officer_meets_nothing_the_document_does_not_name: House::officer;
    the_federation_meets_nothing_the_document_does_not_name: |house| house.accounts.federation();
    a_system_administrator_meets_nothing_the_document_does_not_name: |house| house.accounts.administrator();
    a_security_administrator_meets_nothing_the_document_does_not_name: |house| house.accounts.security_administrator();
    an_audit_administrator_meets_nothing_the_document_does_not_name: |house| house.accounts.audit_administrator();
}
