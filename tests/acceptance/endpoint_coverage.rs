//! Every operation of the interface document, by everybody: one success, no token, each role that may not.

mod accounts;
mod custody;
mod desks;
mod ending;
mod evaluating;
mod lists;
mod small;
mod views;
mod wording;

pub(crate) use views::are_replaced as views_are_replaced;

use acceptance::bids::Bidder;
use acceptance::cast;
use acceptance::dispute::today;
use acceptance::document::operations;
use acceptance::{Dispute, House, Step, Who};
use api::auth::{ACTIONS, OPEN, roles_of};
use chrono::Days;
use domain::occasion::Role;
use serde_json::json;

use std::collections::BTreeSet;

/// Operations no success can be shown for here, with the reason. The list may only shrink.
const EXCEPTIONS: &[(&str, &str)] = &[
    ("lapse_confirmation", "the time to apply runs for days; see court_outcomes, where the clock is turned"),
    ("lapse_application", "the time to supply runs for days; see detours for its refusal"),
    (
        "void_number",
        "a number is left over where a year or a case ended between two steps; see centres for its refusals",
    ),
    ("close_mediator_list", "the time to answer runs for days; see selection for its refusal"),
];

#[tokio::test]
async fn every_operation_succeeds_for_somebody() {
    let house = House::open().await;
    do_everything(&house).await;

    let mut seen = house.seen();
    seen.extend(crate::court_outcomes::seen_after_the_year().await);
    seen.extend(crate::parked_streams::seen_of_parked().await);
    let succeeded: BTreeSet<&str> = seen
        .iter()
        .filter(|(_, status)| matches!(status, 200 | 201))
        .map(|(name, _)| name.as_str())
        .collect();
    for operation in operations() {
        let excepted = EXCEPTIONS.iter().any(|(name, _)| *name == operation.name);
        assert_ne!(excepted, succeeded.contains(operation.name.as_str()), "{}", operation.name);
    }
    house.finish().await;
}

/// Every operation but the [`EXCEPTIONS`], with success.
pub(crate) async fn do_everything(house: &House) {
    settle_with_every_detour(house).await;
    end_in_every_other_way(house).await;
    go_without_confirmation(house).await;
    come_and_go(house).await;
    choose(house).await;
    change_the_panel(house).await;
    talk(house).await;
    sit_otherwise(house).await;
    pause(house).await;
    evaluating::evaluate(house).await;
    send_and_move(house).await;
    look_after(house).await;
    keep_calendars(house).await;
    keep_drafts(house).await;
    link(house).await;
    lists::act_at_once(house).await;
    ask_everything(house).await;
    custody::keep_and_forget(house).await;
    look_for_a_reason(house).await;
    accounts::come_in(house).await;
    perform(house).await;
    ending::admit(house).await;
    ending::keep_silent(house).await;
    wording::agree_in_words(house).await;
    small::opine(house).await;
    small::ask_the_head_office(house).await;
    desks::look(house).await;
}

/// Paid in part, called for, in default, given up, asked about; and enforced elsewhere.
async fn perform(house: &House) {
    let dispute = crate::performance::in_parts(house).await;
    let part = json!({ "seq": 1, "amount_fen": 40_000, "performed_on": today(), "proof": cast::PROOF });
    dispute.write(&house.agent(), "performance-reports", part).await;
    let receipt = json!({ "seq": 1, "party": dispute.applicant });
    dispute.write(&house.applicant(), "receipt-confirmations", receipt).await;
    let urging = json!({ "seq": 1, "asked_by": dispute.applicant });
    dispute.write(&house.applicant(), "performance-urgings", urging).await;
    let given_up = json!({ "seq": 1, "party": dispute.applicant, "declaration": cast::PROOF });
    dispute.write(&house.applicant(), "obligation-waivers", given_up).await;
    let told = json!({ "party": dispute.applicant, "called_on": today(), "satisfaction": 3 });
    dispute.write(&house.clerk(), "follow-ups", told).await;
    let enforced = crate::performance::refused_and_enforced(house).await;
    enforced.read(&house.applicant(), "obligations").await;
}

/// A confirmation one side will not join, and another way that was taken instead.
async fn go_without_confirmation(house: &House) {
    let dispute = Dispute::at(house, Step::ConfirmationPrepared).await;
    dispute.write(&house.agent(), "confirmation/abandonment", json!({ "party": dispute.respondent })).await;
    let suit = json!({
        "route": "SUIT", "claimant": dispute.applicant, "number": "（2026）粤0104民初5号", "docketed_on": today(),
    });
    dispute.write(&house.applicant(), "other-routes", suit).await;
}

/// What is shown for a reason only, and who looked at it.
async fn look_for_a_reason(house: &House) {
    let dispute = Dispute::at(house, Step::ConfirmationFiled).await;
    let number = dispute.read(&house.clerk(), "").await.text("/agreement/agreement_no");
    let matter = "（2026）粤0104执123号";
    let inquiry =
        format!("/v1/settlement-inquiries?agreement_no={number}&purpose=ENFORCEMENT&reference={matter}");
    let _found = house.get(&house.court(), &inquiry).await.ok();
    let asked =
        json!({ "reference": "（2026）粤0104民特35号", "purpose": "CONFIRMATION", "question": cast::REASON });
    dispute.write(&house.court(), "court-inquiries", asked).await;
    dispute.write(&house.clerk(), "court-inquiries/1/answer", json!({ "answer": cast::REASON })).await;
    dispute
        .read(&house.clerk(), &format!("parties/{}/numbers/phone?reason=CONTACT", dispute.applicant))
        .await;
    let far = house.accounts.director(cast::OTHER_CENTRE);
    let body = json!({ "case": dispute.case, "reason": "DANGER", "note": cast::REASON });
    let opened = house.post(&far, "/v1/emergency-accesses", &body).await.ok().text("/id");
    let auditor = house.accounts.audit_administrator();
    let _list = house.get(&auditor, "/v1/emergency-accesses").await.ok();
    let verdict = json!({ "verdict": "JUSTIFIED", "note": cast::REASON });
    let _review =
        house.post(&auditor, &format!("/v1/emergency-accesses/{opened}/review"), &verdict).await.ok();
    let _journal = house.get(&auditor, "/v1/access-journal").await.ok();
    views::replace(house).await;
    let security = house.accounts.security_administrator();
    let left = json!({ "account": "clerk-who-left", "withdraws": "ACCOUNT", "reason": cast::REASON });
    let left = house.post(&security, "/v1/access-revocations", &left).await.ok().text("/id");
    let back = json!({ "reason": cast::REASON });
    let _back = house.post(&security, &format!("/v1/access-revocations/{left}/lifting"), &back).await.ok();
    let _list = house.get(&auditor, "/v1/access-revocations").await.ok();
}

async fn settle_with_every_detour(house: &House) {
    let mut dispute = Dispute::at(house, Step::Filed).await;
    dispute.write(&house.clerk(), "supplement-requests", json!({ "items": ["对账单"] })).await;
    dispute.write(&house.clerk(), "supplement-extensions", json!({ "reason": "材料在外地" })).await;
    let documents = json!([{ "title": "对账单", "sha256": cast::some_sha256() }]);
    let supplement = json!({ "party": dispute.applicant, "documents": documents });
    dispute.write(&house.applicant(), "supplements", supplement).await;
    dispute.go_on(Step::Filed, Step::SessionScheduled).await;
    let cancellation = format!("sessions/{}/cancellation", dispute.session);
    dispute.write(&house.mediator(), &cancellation, json!({ "reason": "PARTY_ASKED" })).await;
    for step in [Step::SessionScheduled, Step::SessionOpened] {
        dispute.take(step).await;
    }
    let adjournment = format!("sessions/{}/adjournment", dispute.session);
    dispute.write(&house.mediator(), &adjournment, json!({ "reason": "TECHNICAL" })).await;
    let body = json!({
        "starts_at": acceptance::dispute::in_minutes(60), "planned_minutes": 60, "mode": "VIDEO", "venue": "room-7",
        "notice_waived_by": [dispute.applicant, dispute.respondent], "reason": "TECHNICAL",
    });
    let rescheduling = format!("sessions/{}/rescheduling", dispute.session);
    dispute.write(&house.clerk(), &rescheduling, body).await;
    let cancellation = format!("sessions/{}/cancellation", dispute.session);
    dispute.write(&house.mediator(), &cancellation, json!({ "reason": "PARTY_ASKED" })).await;
    let until = today().checked_add_days(Days::new(60));
    let extension = json!({ "until": until, "agreed_by": [dispute.applicant, dispute.respondent] });
    dispute.write(&house.clerk(), "extensions", extension).await;
    dispute.go_on(Step::RightsNotified, Step::SessionClosed).await;
    sign_the_minutes(&dispute).await;
    dispute.go_on(Step::SessionClosed, Step::ConfirmationFiled).await;
    dispute.court(json!({ "step": "ASK_SUPPLEMENT", "items": ["对账单"], "supply_by": today() })).await;
    let supplied = json!({ "party": dispute.respondent, "documents": documents });
    dispute.write(&house.agent(), "confirmation/documents", supplied).await;
    dispute.go_on(Step::ConfirmationFiled, Step::Closed).await;
    for below in ["", "timeline", "deadlines", "session-records", "bundle", "agreement-mark"] {
        dispute.read(&house.applicant(), below).await;
    }
    dispute.write(&house.director(), "archive", json!({ "dossier_no": "粤广金调档〔2026〕1号" })).await;
    release_archive(house, &dispute).await;
    inquire_of_a_person(house).await;
    dispute.read(&house.director(), "archive").await;
    dispute.read(&house.director(), "access-journal").await;
    dispute.read(&house.director(), "mediator-proposals").await;
    let number = dispute.read(&house.clerk(), "").await.text("/agreement/agreement_no");
    let _record = house.get(&house.court(), &format!("/v1/settlements/{number}")).await.ok();
}

/// Two cases are linked, handled together, and go on each by itself.
async fn link(house: &House) {
    let mut cases = Vec::new();
    for number in [901, 902, 903] {
        let application = cast::application_of(number);
        cases.push(house.post(&house.applicant(), "/v1/cases", &application).await.ok().text("/id"));
    }
    let clerk = house.clerk();
    let body = json!({ "institution": cast::BANK, "reason": "SAME_PRODUCT", "title": "分期手续费", "cases": cases[..2] });
    let batch = house.post(&clerk, "/v1/batches", &body).await.ok().text("/id");
    let path = format!("/v1/batches/{batch}");
    let more = json!({ "cases": [cases[2]] });
    let _linked = house.post(&clerk, &format!("{path}/members"), &more).await.ok();
    let step = json!({ "step": { "step": "NOTIFY_RESPONDENT", "method": "ELECTRONIC" } });
    let _asked = house.post(&clerk, &format!("{path}/steps"), &step).await.ok();
    let out = json!({ "case": cases[2], "reason": "MISTAKEN" });
    let _out = house.post(&clerk, &format!("{path}/removals"), &out).await.ok();
    let _batch = house.get(&clerk, &path).await.ok();
    let _batches = house.get(&clerk, "/v1/batches").await.ok();
    let _closed = house.post(&clerk, &format!("{path}/closing"), &json!({})).await.ok();
}

async fn keep_drafts(house: &House) {
    let applicant = house.applicant();
    let body = json!({ "centre": cast::CENTRE, "application": {} });
    let unwanted = house.post(&applicant, "/v1/drafts", &body).await.ok().text("/id");
    let _gone = house.post(&applicant, &format!("/v1/drafts/{unwanted}/discarding"), &json!({})).await.ok();
    let draft = house.post(&applicant, "/v1/drafts", &body).await.ok().text("/id");
    let whole = json!({ "application": cast::application() });
    let _amended = house.post(&applicant, &format!("/v1/drafts/{draft}/amendments"), &whole).await.ok();
    let _draft = house.get(&applicant, &format!("/v1/drafts/{draft}")).await.ok();
    let _drafts = house.get(&applicant, "/v1/drafts").await.ok();
    let _filed = house.post(&applicant, &format!("/v1/drafts/{draft}/submission"), &json!({})).await.ok();
}

async fn keep_calendars(house: &House) {
    let place = json!({ "kind": "VIDEO_LINK", "name": "视频一室" });
    let place = house.post(&house.clerk(), "/v1/places", &place).await.ok().text("/id");
    let hours = json!({ "weekly": [{ "day": 1, "from_minute": 540, "to_minute": 1080 }] });
    let _set =
        house.post(&house.clerk(), &format!("/v1/calendars/place.{place}/availability"), &hours).await.ok();
    for below in ["feed", "feed/revocation"] {
        let path = format!("/v1/calendars/place.{place}/{below}");
        let _done = house.post(&house.clerk(), &path, &json!({})).await.ok();
    }
    for calendar in [format!("/place.{place}"), String::new()] {
        let path = format!("/v1/calendars{calendar}?from={}&to={}", today(), today());
        let _booked = house.get(&house.clerk(), &path).await.ok();
    }
}

async fn sign_the_minutes(dispute: &Dispute<'_>) {
    let house = dispute.house;
    let below = |what: &str| format!("sessions/{}/minutes/{what}", dispute.session);
    let asked = json!({ "party": dispute.applicant, "text": cast::REASON });
    dispute.write(&house.applicant(), &below("correction-requests"), asked).await;
    dispute
        .write(&house.mediator(), &below("corrections"), json!({ "answers": 1, "reason": cast::REASON }))
        .await;
    let signed = json!({ "party": dispute.applicant, "version": 1, "read_back": "READ_ALOUD", "method": "HANDWRITTEN" });
    dispute.write(&house.applicant(), &below("signatures"), signed).await;
}

/// A mediation that stands still, and an appraisal.
async fn pause(house: &House) {
    let dispute = Dispute::at(house, Step::RightsNotified).await;
    let both = json!([dispute.applicant, dispute.respondent]);
    dispute
        .write(&house.mediator(), "suspension", json!({ "reason": "PARTIES_ASK", "agreed_by": both }))
        .await;
    dispute.write(&house.mediator(), "resumption", json!({})).await;
    let appraisal = json!({ "appraiser": cast::REASON, "question": cast::REASON, "agreed_by": both });
    dispute.write(&house.mediator(), "appraisals", appraisal).await;
    dispute.write(&house.clerk(), "appraisals/1/opinion", json!({})).await;
}

/// A session nobody came to, and one in writing.
async fn sit_otherwise(house: &House) {
    let dispute = Dispute::at(house, Step::SessionScheduled).await;
    let path = format!("sessions/{}/no-show", dispute.session);
    loop {
        let missed = json!({ "absent": [dispute.respondent], "excuse": cast::REASON });
        let answer = dispute.try_write(&house.clerk(), &path, missed).await;
        if answer.body["code"] != "session-hour-not-come" {
            let _missed = answer.ok();
            break;
        }
    }
    dispute.write(&house.mediator(), "notes", json!({ "text": cast::REASON })).await;
    let told = json!({ "party": dispute.respondent, "text": cast::REASON });
    dispute.write(&house.mediator(), "caucus-records", told).await;
    for below in ["notes", "caucus-records"] {
        dispute.read(&house.mediator(), below).await;
    }
    dispute.consent(&["ASYNCHRONOUS"]).await;
    let session = dispute.write(&house.mediator(), "exchanges", json!({})).await.text("/id");
    let said = json!({ "party": dispute.respondent, "text": cast::REASON });
    dispute.write(&house.agent(), &format!("sessions/{session}/statements"), said).await;
}

async fn end_in_every_other_way(house: &House) {
    let refused = Dispute::at(house, Step::Filed).await;
    let refusal = json!({ "grounds": ["X01"], "reason": cast::REASON });
    refused.write(&house.director(), "refusal", refusal).await;

    let declined = Dispute::at(house, Step::MediatorOffered).await;
    declined.write(&house.mediator(), "assignment-decline", json!({ "reason": "EXPERTISE" })).await;
    let revocation = json!({ "party": declined.applicant, "matter": "ONLINE" });
    declined.write(&house.applicant(), "consent-revocations", revocation).await;
    let unwilling = json!({ "party": declined.applicant });
    declined.write(&house.applicant(), "mediation-refusals", unwilling).await;

    let withdrawn = Dispute::at(house, Step::Accepted).await;
    let withdrawal = json!({ "party": withdrawn.applicant, "self_settled": false });
    withdrawn.write(&house.clerk(), "withdrawal", withdrawal).await;

    let terminated = Dispute::at(house, Step::AssignmentAccepted).await;
    terminated.write(&house.clerk(), "termination", json!({ "code": "E10" })).await;
}

/// Agents and parties come and go.
async fn come_and_go(house: &House) {
    let dispute = Dispute::at(house, Step::Filed).await;
    let appointment = cast::lawyer(&dispute.applicant);
    let lawyer = dispute.write(&house.applicant(), "representatives", appointment.clone()).await.text("/id");
    let of_lawyer = |what: &str| format!("representatives/{lawyer}/{what}");
    let authority = appointment["authority"].clone();
    dispute.write(&house.applicant(), &of_lawyer("authority"), authority).await;
    dispute.write(&house.applicant(), &of_lawyer("revocation"), json!({})).await;
    let ward = json!({ "party": dispute.applicant, "capacity": "LIMITED", "basis": "COURT_DECLARATION" });
    dispute.write(&house.clerk(), "capacities", ward).await;
    let heir =
        json!({ "side": "APPLICANT", "party": { "kind": "PERSON", "name": "陈小红" }, "reason": "共有人" });
    dispute.write(&house.clerk(), "parties", heir).await;
}

/// The parties name, leave, strike and rank.
async fn choose(house: &House) {
    let dispute = Dispute::at(house, Step::RespondentNotified).await;
    dispute.consent_and_choose().await;
    let left = json!({ "party": dispute.applicant, "mediators": [] });
    dispute.write(&house.applicant(), "mediator-choices", left).await;
    let mut names = vec![house.mediator_id()];
    for name in ["冯试验", "褚试验"] {
        names.push(house.enter_mediator(name, json!({})).await);
    }
    dispute.write(&house.clerk(), "mediator-lists", json!({ "mediators": names })).await;
    let answer = json!({ "party": dispute.respondent, "struck": [names[1]] });
    dispute.write(&house.agent(), "mediator-list-answers", answer).await;
    let nothing = json!({ "party": dispute.applicant });
    dispute.write(&house.applicant(), "mediator-list-answers", nothing).await;
    dispute.read(&house.clerk(), "assignments").await;
}

async fn change_the_panel(house: &House) {
    let dispute = Dispute::at(house, Step::AssignmentAccepted).await;
    let mediator = house.mediator_id();
    dispute.write(&house.clerk(), "conflict-scans", json!({ "mediator": mediator })).await;
    let disclosure = json!({ "ground": "R3", "about": dispute.applicant });
    dispute.write(&house.mediator(), "disclosures", disclosure).await;
    let waiver = json!({ "by": dispute.applicant, "mediator": mediator, "ground": "R3", "about": dispute.applicant, "form": "ORAL" });
    dispute.write(&house.clerk(), "conflict-waivers", waiver).await;
    let request = json!({ "mediator": mediator, "by": dispute.respondent, "ground": "R3" });
    dispute.write(&house.clerk(), "recusal-requests", request).await;
    let decision = json!({ "mediator": mediator, "granted": false, "reason": cast::REASON });
    dispute.write(&house.director(), "recusal-decisions", decision).await;
    let complaint = json!({
        "party": dispute.applicant, "mediator": mediator, "grounds": ["DELAY"], "text": cast::REASON,
    });
    dispute.write(&house.applicant(), "complaints", complaint).await;
    let warning = json!({ "measure": "WARNING", "reason": cast::REASON });
    dispute.write(&house.director(), "complaints/1/decision", warning).await;
    dispute.read(&house.applicant(), "complaints").await;
    let _list = house.get(&house.director(), "/v1/complaints").await.ok();
    let replacement = json!({ "mediator": mediator, "reason": "UNAVAILABLE" });
    dispute.write(&house.director(), "mediator-replacements", replacement).await;
    let entry = format!("/v1/mediators/{mediator}");
    let amended = json!({ "kind": "LAWYER", "profile": { "languages": ["CANTONESE"] } });
    let _amended = house.post(&house.director(), &format!("{entry}/amendments"), &amended).await.ok();
    let interest = json!({ "ground": "R2", "target": { "kind": "ACCOUNT", "user": "somebody" } });
    let _declared = house.post(&house.mediator(), &format!("{entry}/interests"), &interest).await.ok();
    let ending = json!({ "until": today() });
    let _ended = house.post(&house.mediator(), &format!("{entry}/interests/1/ending"), &ending).await.ok();
}

/// Every step of proposals and sealed bids.
async fn talk(house: &House) {
    let dispute = Dispute::at(house, Step::RightsNotified).await;
    let term = json!({ "type": "WAIVER", "creditor": dispute.respondent, "amount_fen": 100 });
    let proposal = json!({ "terms": [{ "term": term }] });
    dispute.write(&house.mediator(), "proposals", proposal).await;
    let answer = json!({ "party": dispute.respondent, "accept": true });
    dispute.write(&house.agent(), "proposals/1/answers", answer).await;
    dispute.write(&house.mediator(), "proposals/1/withdrawal", json!({})).await;
    dispute.consent(&["SEALED_BIDS"]).await;
    let sides = json!({ "payer": dispute.respondent, "payee": dispute.applicant });
    dispute.write(&house.mediator(), "bid-rounds", sides).await;
    let (payer, payee) = (Bidder::new(&dispute.respondent, 7, 2), Bidder::new(&dispute.applicant, 9, 1));
    dispute.write(&house.agent(), "bid-rounds/1/bids", payer.bid(&dispute.case, 1)).await;
    dispute.write(&house.applicant(), "bid-rounds/1/bids", payee.bid(&dispute.case, 1)).await;
    dispute.write(&house.agent(), "bid-rounds/1/reveals", payer.reveal(&payee)).await;
    dispute.write(&house.applicant(), "bid-rounds/1/reveals", payee.reveal(&payer)).await;
    dispute.write(&house.clerk(), "bid-rounds/1/closing", json!({})).await;
}

async fn send_and_move(house: &House) {
    let sent = house.post(&house.court(), "/v1/referrals", &crate::referral::letter("ASSIGNED")).await.ok();
    let sent = Dispute::of(house, &sent.text("/id")).await;
    sent.write(&house.clerk(), "referral/receipt", json!({})).await;
    let refusal = json!({ "grounds": ["X01"], "reason": cast::REASON });
    sent.write(&house.director(), "refusal", refusal).await;
    let report = json!({ "report": cast::REASON, "materials_returned": 2 });
    sent.write(&house.clerk(), "referral/report", report).await;
    let _ledger = house.get(&house.court(), "/v1/referrals").await.ok();

    let there = house.accounts.director(cast::OTHER_CENTRE);
    let offer = json!({ "to": cast::OTHER_CENTRE, "reason": "WORKLOAD", "wording": cast::REASON });
    let (words, notice) = (json!({ "wording": cast::REASON }), json!({ "notice": "ELECTRONIC" }));
    let moved = Dispute::at(house, Step::Filed).await;
    moved.write(&house.clerk(), "transfer-proposals", offer.clone()).await;
    moved.write(&house.clerk(), "transfer-withdrawal", json!({})).await;
    moved.write(&house.clerk(), "transfer-proposals", offer.clone()).await;
    moved.write(&there, "transfer-acceptance", notice).await;
    let kept = Dispute::at(house, Step::Filed).await;
    kept.write(&house.clerk(), "transfer-proposals", offer).await;
    kept.write(&there, "transfer-decline", words.clone()).await;
    kept.write(&house.director(), "transfer-dispute", words).await;
    let _offers = house.get(&there, "/v1/transfers").await.ok();
    let stays = json!({ "moves": false, "wording": cast::REASON });
    kept.write(&house.accounts.federation(), "transfer-decision", stays).await;
}

/// What the house alone writes and reads of people.
async fn look_after(house: &House) {
    let dispute = Dispute::at(house, Step::Filed).await;
    let accepted = Dispute::at(house, Step::Accepted).await;
    accepted.write(&house.clerk(), "track", json!({ "track": "ORDINARY", "reason": cast::REASON })).await;
    let needs = json!({ "party": dispute.applicant, "needs": ["HEARING"] });
    dispute.write(&house.clerk(), "special-needs", needs).await;
    let screening = json!({ "party": dispute.applicant, "finding": "CLEAR" });
    dispute.write(&house.clerk(), "screenings", screening).await;
    let report = json!({ "to": "POLICE", "reported_on": today(), "facts": cast::REASON });
    dispute.write(&house.director(), "risk-reports", report).await;
}

async fn ask_everything(house: &House) {
    let federation = house.accounts.federation();
    let year = json!({ "year": 2025 });
    let _published = house.post(&federation, "/v1/statistics/publications", &year).await.ok();
    for path in [
        "/v1/statistics/publications/2025",
        "/v1/institutions?sector=BANK",
        &format!("/v1/institutions/{}", cast::BRANCH),
        "/v1/mediators?active=true",
        &format!("/v1/mediators/{}", house.mediator_id()),
        "/v1/centres/440100/counts?from=2026-01-01&to=2099-12-31",
        "/v1/centres",
        "/v1/centres/440100",
        "/v1/statistics?by=month,centre,business",
        "/v1/statistics/definitions",
        "/v1/statistics/annual-reports/2026",
        "/v1/process-log?from=2099-01-01",
        "/v1/holidays",
        "/v1/rule-sets",
    ] {
        let _answer = house.get(&federation, path).await.ok();
    }
    let _register =
        house.get(&house.clerk(), "/v1/centres/440100/numbers?document=CASE&year=2026").await.ok();
    let shenzhen = json!({
        "centre": "440300", "city": "深圳", "court_prefix": "粤03", "name": "深圳金融消费纠纷调解中心",
        "legal_form": "PMC", "effective_from": today(),
    });
    let _established = house.post(&federation, "/v1/centres", &shenzhen).await.ok();
    let amendment = json!({ "effective_from": today(), "rules": { "max_bid_rounds": 4 }, "reason": "修订" });
    let _amended = house.post(&federation, "/v1/centres/440300/amendments", &amendment).await.ok();
    let notice = json!({
        "year": 2027, "notice": "国办发明电〔2026〕7号", "noticed_on": "2026-01-05",
        "lines": [
            { "kind": "OFF", "from": "2027-01-01", "to": "2027-01-03", "name": "元旦" },
            { "kind": "OFF", "from": "2027-05-01", "to": "2027-05-05", "name": "劳动节" },
            { "kind": "OFF", "from": "2027-10-01", "to": "2027-10-07", "name": "国庆节" },
        ],
    });
    let _published = house.post(&federation, "/v1/holidays", &notice).await.ok();
    let rules = json!({ "effective_from": today(), "escalation_days": 4, "reason": "规则修订" });
    let _published = house.post(&federation, "/v1/rule-sets", &rules).await.ok();
    crate::dockings::every_step(house).await;
    let standing = format!("/v1/mediators/{}/standing", house.barred_id());
    let _suspended = house.post(&house.director(), &standing, &json!({ "active": false })).await.ok();
    let _list = house.get(&house.clerk(), "/v1/work-list").await.ok();
    let _stalled = house.get(&house.clerk(), "/v1/stalled-cases").await.ok();
    let sought = json!({ "text": "分期手续费" });
    let _found = house.post(&house.clerk(), "/v1/searches", &sought).await.ok();
    let _live = house.get(&house.clerk(), "/v1/work-list/events").await.ok();
    let watched = Dispute::at(house, Step::Filed).await;
    let _live = watched.read(&house.clerk(), "events").await;
    let _own = house.get(&house.mediator(), "/v1/my-cases").await.ok();
    let _register = house.get(&house.court(), "/v1/settlements").await.ok();
}

#[tokio::test]
async fn no_operation_answers_without_a_token() {
    let house = House::open().await;
    let head = house.head().await;
    for operation in operations() {
        let call = house.call(operation.method.clone(), &operation.nowhere());
        let call =
            if operation.method == reqwest::Method::POST { call.key("k").json(&json!({})) } else { call };
        let answer = call.send().await;
        if OPEN.contains(&operation.name.as_str()) {
            // It asks for a proof of its own instead.
            answer.refused(400, "field-missing");
        } else {
            answer.refused(401, "token-missing");
        }
    }
    assert_eq!(house.head().await, head);
    house.finish().await;
}

#[tokio::test]
async fn a_role_may_do_exactly_what_the_matrix_says() {
    let house = House::open().await;
    let head = house.head().await;
    for operation in operations().into_iter().filter(|operation| !OPEN.contains(&operation.name.as_str())) {
        assert!(ACTIONS.iter().any(|row| row.name == operation.name), "{} is no action", operation.name);
        let may = roles_of(&operation.name);
        let barred = Role::ALL.into_iter().filter(|role| !may.contains(role)).count();
        assert!(barred > 0, "{} may be done by everybody", operation.name);
        for role in Role::ALL {
            let call = house.call(operation.method.clone(), &operation.nowhere()).by(&somebody(&house, role));
            let write = operation.method == reqwest::Method::POST;
            // A body nobody may send: whoever has the right learns that it is wrong, and nothing is written.
            let call = if write { call.key("k").json(&json!({ "no such field": 1 })) } else { call };
            let answer = call.send().await;
            if may.contains(&role) {
                assert!(!matches!(answer.status, 401 | 403), "{role:?} {}: {}", operation.name, answer.body);
                assert!(!write || answer.status == 400, "{role:?} {}: {}", operation.name, answer.body);
            } else {
                let problem = answer.refused(403, "forbidden");
                assert_eq!(problem["facts"]["action"], json!(operation.name));
            }
        }
    }
    assert_eq!(house.head().await, head);
    house.finish().await;
}

/// Somebody in this role.
pub(crate) fn somebody(house: &House, role: Role) -> Who {
    match role {
        Role::Clerk => house.clerk(),
        Role::Director => house.director(),
        Role::Mediator => house.mediator(),
        Role::Party => house.applicant(),
        Role::InstitutionAgent => house.agent(),
        Role::Court => house.court(),
        Role::DataProtection => house.officer(),
        Role::Federation => house.accounts.federation(),
        Role::Administrator => house.accounts.administrator(),
        Role::SecurityAdministrator => house.accounts.security_administrator(),
        Role::AuditAdministrator => house.accounts.audit_administrator(),
    }
}

#[tokio::test]
async fn the_server_serves_the_document_of_the_repository() {
    let house = House::open().await;
    let served = house.call(reqwest::Method::GET, "/v1/openapi.json").send().await.ok();
    let text =
        std::fs::read_to_string(acceptance::process::root().join("docs/openapi.json")).expect("the document");
    let kept: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(served.body["paths"], kept["paths"]);
    house.finish().await;
}

async fn release_archive(house: &House, dispute: &Dispute<'_>) {
    let release = json!({ "account": "director-1", "reason": cast::REASON });
    dispute.write(&house.officer(), "archive/releases", release).await;
}

async fn inquire_of_a_person(house: &House) {
    let asked = json!({
        "document": { "kind": "RESIDENT_ID", "number": cast::RESIDENT_ID }, "purpose": "PARALLEL_SUIT",
        "reference": cast::COURT_CASE_NO,
    });
    let _found = house.post(&house.court(), "/v1/settlement-inquiries", &asked).await.ok();
}
