//! How the story looks on a terminal: titles in both languages, explanations in the chosen one.

use super::{Demo, Ready, Told, ToldDeadline};
use crate::extract::Language;
use chrono::{Datelike, NaiveDate};
use serde_json::Value;
use std::fmt::Write as _;
use std::path::Path;

/// What comes before the story.
#[must_use]
pub fn opening(demo: &Demo, data: &Path) -> String {
    let mut text = format!(
        "和解 Hejie · 演示 demo\n  数据目录 data   {}\n  服务地址 server {}\n",
        data.display(),
        demo.base()
    );
    if let Some(taken) = demo.instead_of() {
        let _ = writeln!(
            text,
            "  {taken} 已被占用，改用空闲端口。{taken} is taken; a free port is used instead."
        );
    }
    text.push_str(
        "\n  以下每一步都由相应角色的令牌经 REST 接口真实办理。只有案件时钟由演示拨动；令牌有效期按本机时钟计算。\n  \
         Every step below is a real HTTP request to this server, with a real token of whoever acts. Only the clock\n  \
         of the house is moved by the story; tokens are judged by the clock of this machine.\n",
    );
    text
}

/// One step.
#[must_use]
pub fn step(told: &Told, language: Language) -> String {
    let (who_zh, who_en) = told.who.title();
    let mut text = format!(
        "\n{:>3}  {} · {who_zh} {who_en}\n     {}\n     {}\n     {} {} → {}",
        told.step,
        time(&told.house_time),
        told.title_zh,
        told.title_en,
        told.method,
        told.path,
        told.status,
    );
    if told.replayed {
        text.push_str("  （此前已办理，应答相同 done before, same answer）");
    }
    text.push('\n');
    for same in told.events.chunk_by(|a, b| a.event_type == b.event_type) {
        let types = same.iter().map(|event| event.event_type.clone()).collect::<Vec<_>>();
        lines(&mut text, "事件 event  ", &types);
        for due in same.iter().flat_map(|event| &event.deadlines) {
            deadline(&mut text, due, language);
        }
    }
    if let Some(problem) = &told.problem {
        refusal(&mut text, problem);
    }
    lines(&mut text, "", &told.shown);
    text
}

/// A line each; neighbours that say the same are counted.
fn lines(text: &mut String, before: &str, all: &[String]) {
    for same in all.chunk_by(|a, b| a == b) {
        let line = same.first().map_or("", String::as_str);
        let times = if same.len() > 1 { format!(" ×{}", same.len()) } else { String::new() };
        let _ = writeln!(text, "       {before}{line}{times}");
    }
}

fn deadline(text: &mut String, due: &ToldDeadline, language: Language) {
    let ToldDeadline { timer, due_date, basis, .. } = due;
    let open = if due.provisional { "（暂定 provisional）" } else { "" };
    let _ = writeln!(text, "       期限 due    {timer} → {due_date}{open} · {basis}");
    let _ = writeln!(text, "         {}", language.choose(&due.explain.zh, &due.explain.en));
}

fn refusal(text: &mut String, problem: &Value) {
    let field = |name: &str| problem.get(name).and_then(Value::as_str).unwrap_or_default();
    let _ = writeln!(text, "       拒绝 refused {}", field("code"));
    let _ = writeln!(text, "         {} {}", field("detail"), field("remedy"));
    let _ = writeln!(text, "         依据 basis: {}", field("basis"));
}

/// `2026-09-01 周二 Tue 09:00`.
fn time(house_time: &str) -> String {
    const DAYS: [&str; 7] =
        ["周一 Mon", "周二 Tue", "周三 Wed", "周四 Thu", "周五 Fri", "周六 Sat", "周日 Sun"];
    let date = house_time.get(..10).unwrap_or_default();
    let day = date
        .parse::<NaiveDate>()
        .ok()
        .and_then(|date| DAYS.get(date.weekday().num_days_from_monday() as usize).copied());
    format!("{date} {} {}", day.unwrap_or_default(), house_time.get(11..16).unwrap_or_default())
}

/// What comes after the story.
#[must_use]
pub fn closing(ready: &Ready) -> String {
    format!(
        "\n演示完成：{} 步全部成功，案件 {} 处于 {}。All {} steps succeeded.\n",
        ready.steps, ready.case, ready.stage, ready.steps
    )
}

/// What somebody needs to go on by hand.
#[must_use]
pub fn going_on(ready: &Ready) -> String {
    let mut text = String::from(
        "\n案件时钟自此跟随本机时钟。From here on the clock of the house follows this machine.\n\n\
         令牌（八小时有效），可直接粘贴运行。Tokens (8 hours); paste and run:\n",
    );
    for token in &ready.tokens {
        let (zh, en) = token.who.title();
        let _ = writeln!(text, "\n# {zh} {en}\n{}={}", token.variable, token.token);
        let _ = writeln!(text, "curl -s -H \"Authorization: Bearer ${}\" {}", token.variable, token.url);
    }
    let _ = writeln!(text, "\n交互式接口文档 Interactive API page: {}", ready.docs);
    let _ = writeln!(text, "服务继续运行，按 Ctrl-C 结束。Still serving; Ctrl-C ends it.");
    text
}
