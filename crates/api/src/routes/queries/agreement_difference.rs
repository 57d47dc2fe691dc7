//! What changed between two versions of an agreement: clause by clause, field by field, in words somebody can read to the parties.

use domain::money::Fen;
use serde_json::{Map, Value, json};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};
use std::time::Duration;

/// Longest a wording is compared sign by sign; what is left then counts as written anew.
const PATIENCE: Duration = Duration::from_millis(50);

/// Kinds of clauses, in Chinese and in English.
const KINDS: &[(&str, &str, &str)] = &[
    ("PAYMENT", "一次性给付", "payment"),
    ("REFUND", "退费、退保", "refund"),
    ("INSTALMENTS", "分期给付", "instalments"),
    ("WAIVER", "减免", "waiver"),
    ("CONDUCT", "履行特定行为", "conduct"),
    ("APOLOGY", "赔礼道歉", "apology"),
    ("RELEASE", "互不追究", "release"),
    ("CONFIDENTIALITY", "保密", "confidentiality"),
    ("JOINT_CONFIRMATION", "共同申请司法确认的承诺", "promise to apply for confirmation together"),
    ("PARTIAL", "部分和解", "partial settlement"),
    ("COSTS", "费用负担", "costs"),
    ("CONTRACT_CHANGE", "合同变更、解除、复效", "change of a contract"),
    ("CREDIT_RECORD", "征信异议处理", "credit record"),
    ("SECURITY", "担保", "security"),
    ("PENALTY", "违约责任", "penalty"),
    ("ENFORCEMENT_CONSENT", "接受强制执行的承诺", "consent to enforcement"),
];

/// Fields of clauses, in Chinese and in English.
const FIELDS: &[(&str, &str, &str)] = &[
    ("payer", "付款人", "payer"),
    ("payee", "收款人", "payee"),
    ("amount", "金额", "amount"),
    ("total", "总额", "total"),
    ("schedule", "分期安排", "schedule"),
    ("accelerates_after", "加速到期", "acceleration"),
    ("due_on", "履行期限", "last day"),
    ("creditor", "债权人", "creditor"),
    ("item", "减免项目", "what is waived"),
    ("obligor", "义务人", "obligor"),
    ("claims", "和解的请求", "claims settled"),
    ("bearer", "负担人", "bearer"),
    ("change", "变更方式", "change"),
    ("effective_on", "生效日", "first day"),
    ("action", "处理方式", "action"),
    ("guarantor", "担保人", "guarantor"),
    ("debtor", "债务人", "debtor"),
    ("up_to", "担保限额", "limit"),
    ("sum", "违约金", "sum"),
    ("daily_ppm", "日违约金率（百万分之）", "daily rate in millionths"),
];

/// The clauses that changed from one version to the next, in the order of the new one; what stayed is not named. `name` tells how a party
/// is called, in Chinese and in English.
pub(super) fn changes(
    before: &[Value],
    after: &[Value],
    name: &dyn Fn(&str) -> Option<Called>,
) -> Vec<Value> {
    let text = |clause: &Value| clause.to_string();
    let (old, new): (Vec<_>, Vec<_>) = (before.iter().map(text).collect(), after.iter().map(text).collect());
    let mut found = Vec::new();
    for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
        let (_, gone, come) = op.as_tag_tuple();
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let mut gone: Vec<usize> = gone.collect();
        for at in come {
            let Some(clause) = after.get(at) else { continue };
            let like = gone.iter().position(|old| before.get(*old).map(kind_of) == Some(kind_of(clause)));
            match like.map(|place| gone.remove(place)).and_then(|old| before.get(old).map(|was| (old, was))) {
                Some((old, was)) => found.push(changed((old, was), (at, clause), name)),
                None => found.push(whole("ADDED", at, clause)),
            }
        }
        found.extend(gone.into_iter().filter_map(|at| Some(whole("REMOVED", at, before.get(at)?))));
    }
    found
}

/// How a party is called in a sentence.
pub(super) struct Called {
    /// In Chinese.
    pub(super) zh: String,
    /// In English.
    pub(super) en: String,
}

fn kind_of(clause: &Value) -> &str {
    clause.pointer("/body/type").and_then(Value::as_str).unwrap_or_default()
}

/// What a kind or a field is called; a code nobody named is shown as it is.
fn called<'a>(
    names: &'static [(&'static str, &'static str, &'static str)],
    code: &'a str,
) -> (&'a str, &'a str) {
    names.iter().find(|(it, ..)| *it == code).map_or((code, code), |(_, zh, en)| (zh, en))
}

fn whole(change: &str, at: usize, clause: &Value) -> Value {
    let (zh, en) = called(KINDS, kind_of(clause));
    let (verb_zh, verb_en) = if change == "ADDED" { ("新增", "is new") } else { ("删去", "is gone") };
    let place = at + 1;
    json!({
        "change": change,
        "clause": place,
        "type": kind_of(clause),
        "zh-CN": format!("第 {place} 条（{zh}）{verb_zh}。"),
        "en": format!("Clause {place} ({en}) {verb_en}."),
    })
}

fn changed(
    (old_at, was): (usize, &Value),
    (at, is): (usize, &Value),
    name: &dyn Fn(&str) -> Option<Called>,
) -> Value {
    let empty = Map::new();
    let body = |clause: &Value| clause.get("body").and_then(Value::as_object).cloned().unwrap_or_default();
    let (old, new) = (body(was), body(is));
    let mut fields = Vec::new();
    let (mut zh, mut en) = (Vec::new(), Vec::new());
    for field in new.keys().chain(old.keys().filter(|field| !new.contains_key(*field))) {
        let (before, after) = (old.get(field), new.get(field));
        if before == after {
            continue;
        }
        let (zh_field, en_field) = called(FIELDS, field);
        let (was, is) = (words(field, before, name), words(field, after, name));
        zh.push(format!("{zh_field}由“{}”改为“{}”", was.zh, is.zh));
        en.push(format!("{en_field}: from {} to {}", was.en, is.en));
        fields.push(json!({ "field": field, "before": before, "after": after }));
    }
    let (was_worded, is_worded) = (was.get("wording"), is.get("wording"));
    let wording = (was_worded != is_worded).then(|| {
        zh.push("文字有改动".to_owned());
        en.push("the wording differs".to_owned());
        compared(was_worded, is_worded)
    });
    let (zh_kind, en_kind) = called(KINDS, kind_of(is));
    let place = at + 1;
    let mut found = empty;
    found.insert("change".to_owned(), json!("CHANGED"));
    found.insert("clause".to_owned(), json!(place));
    found.insert("clause_before".to_owned(), json!(old_at + 1));
    found.insert("type".to_owned(), json!(kind_of(is)));
    found.insert("fields".to_owned(), json!(fields));
    if let Some(wording) = wording {
        found.insert("wording".to_owned(), wording);
    }
    found.insert("zh-CN".to_owned(), json!(format!("第 {place} 条（{zh_kind}）：{}。", zh.join("；"))));
    found.insert("en".to_owned(), json!(format!("Clause {place} ({en_kind}): {}.", en.join("; "))));
    Value::Object(found)
}

/// A field as people say it: sums in yuan, parties by their side.
fn words(field: &str, value: Option<&Value>, name: &dyn Fn(&str) -> Option<Called>) -> Called {
    let same = |text: String| Called { zh: text.clone(), en: text };
    match value {
        None | Some(Value::Null) => Called { zh: "无".to_owned(), en: "nothing".to_owned() },
        Some(Value::Number(number)) if ["amount", "total", "up_to", "sum"].contains(&field) => {
            let fen = number.as_i64().and_then(|fen| Fen::positive(fen).ok());
            let yuan = fen.map_or_else(|| number.to_string(), Fen::to_yuan);
            Called { zh: format!("{yuan} 元"), en: format!("{yuan} yuan") }
        }
        Some(Value::Array(parts)) if field == "schedule" => {
            same(parts.iter().map(part).collect::<Vec<_>>().join(", "))
        }
        Some(Value::String(text)) => name(text).unwrap_or_else(|| same(text.clone())),
        Some(other) => same(other.to_string()),
    }
}

/// One instalment: day and yuan.
fn part(part: &Value) -> String {
    let day = part.get("due_on").and_then(Value::as_str).unwrap_or_default();
    let fen = part.get("amount").and_then(Value::as_i64).and_then(|fen| Fen::positive(fen).ok());
    format!("{day} {}", fen.map_or_else(String::new, Fen::to_yuan))
}

/// The wording in pieces: what stayed, what went, what came. A wording whose key was destroyed is not compared.
fn compared(was: Option<&Value>, is: Option<&Value>) -> Value {
    let text = |value: Option<&Value>| match value {
        None | Some(Value::Null) => Some(String::new()),
        Some(Value::String(text)) => Some(text.clone()),
        Some(Value::Bool(_) | Value::Number(_) | Value::Array(_) | Value::Object(_)) => None,
    };
    let (Some(was), Some(is)) = (text(was), text(is)) else { return json!({ "erased": true }) };
    let difference = TextDiff::configure().timeout(PATIENCE).diff_chars(&was, &is);
    let mut pieces: Vec<(ChangeTag, String)> = Vec::new();
    for change in difference.iter_all_changes() {
        match pieces.last_mut() {
            Some((tag, text)) if *tag == change.tag() => text.push_str(change.value()),
            Some(_) | None => pieces.push((change.tag(), change.value().to_owned())),
        }
    }
    let piece = |(tag, text): (ChangeTag, String)| {
        let what = match tag {
            ChangeTag::Equal => "same",
            ChangeTag::Delete => "removed",
            ChangeTag::Insert => "added",
        };
        json!({ what: text })
    };
    Value::Array(pieces.into_iter().map(piece).collect())
}

#[cfg(test)]
mod tests {
    use super::{Called, changes};
    use serde_json::{Value, json};

    fn pay(fen: i64, wording: &str) -> Value {
        json!({ "body": { "type": "PAYMENT", "payer": "b", "payee": "a", "amount": fen, "due_on": "2026-10-27" }, "wording": wording })
    }

    fn name(id: &str) -> Option<Called> {
        let zh = match id {
            "a" => "申请人",
            "b" => "被申请人",
            _ => return None,
        };
        Some(Called { zh: zh.to_owned(), en: zh.to_owned() })
    }

    #[test]
    fn a_sum_that_changed_is_told_in_yuan() {
        let found = changes(&[pay(500_000, "转账")], &[pay(400_050, "转账")], &name);
        assert_eq!(found.len(), 1);
        assert_eq!(found[0]["zh-CN"], "第 1 条（一次性给付）：金额由“5000.00 元”改为“4000.50 元”。");
        assert_eq!(found[0]["fields"][0], json!({ "field": "amount", "before": 500_000, "after": 400_050 }));
    }

    #[test]
    fn wording_is_told_piece_by_piece() {
        let found = changes(&[pay(1, "转入原账户")], &[pay(1, "转入新账户")], &name);
        assert_eq!(
            found[0]["wording"],
            json!([{ "same": "转入" }, { "removed": "原" }, { "added": "新" }, { "same": "账户" }])
        );
    }

    #[test]
    fn a_clause_that_came_or_went_is_named_by_its_place() {
        let joint = json!({ "body": { "type": "JOINT_CONFIRMATION" }, "wording": null });
        let found = changes(&[pay(1, "")], &[joint.clone(), pay(1, "")], &name);
        assert_eq!((found.len(), &found[0]["change"], &found[0]["clause"]), (1, &json!("ADDED"), &json!(1)));
        let found = changes(&[joint, pay(1, "")], &[pay(1, "")], &name);
        assert_eq!(found[0]["en"], "Clause 1 (promise to apply for confirmation together) is gone.");
    }

    #[test]
    fn versions_that_say_the_same_differ_in_nothing() {
        assert_eq!(changes(&[pay(1, "甲")], &[pay(1, "甲")], &name), Vec::<Value>::new());
    }

    #[test]
    fn what_was_erased_is_not_compared() {
        let erased = json!({ "body": { "type": "RELEASE" }, "wording": { "erased": true } });
        let worded = json!({ "body": { "type": "RELEASE" }, "wording": "再无争议" });
        assert_eq!(changes(&[erased], &[worded], &name)[0]["wording"], json!({ "erased": true }));
    }
}
