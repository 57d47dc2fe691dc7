//! Every step around the text of an agreement, and of one that was only spoken.

use acceptance::{Dispute, House, Step};
use serde_json::json;

/// Answered and reviewed, and in another case agreed by word of mouth and put on paper.
pub(super) async fn agree_in_words(house: &House) {
    let drafted = Dispute::at(house, Step::Drafted).await;
    let answer = json!({ "party": drafted.applicant, "answer": "ACCEPTED", "hash": drafted.hash });
    drafted.write(&house.applicant(), "agreements/1/answers", answer).await;
    let review = json!({ "outcome": "PASSED", "hash": drafted.hash });
    drafted.write(&house.clerk(), "agreements/1/reviews", review).await;
    drafted.read(&house.applicant(), "agreements").await;
    let mut spoken = Dispute::at(house, Step::SessionClosed).await;
    crate::wording::agree_orally(&mut spoken).await;
    spoken.write(&house.clerk(), "agreements/1/paper", crate::wording::paper(&spoken).await).await;
}
