//! From requests the house knows to requests nobody would write: bytes changed, spliced, doubled and cut out; JSON bent where it branches;
//! addresses, queries and headers with what parsers stumble over.

use crate::wire::Raw;
use serde_json::{Map, Value};

/// Chance that is the same in every run.
#[derive(Debug, Clone)]
pub struct Dice(u64);

impl Dice {
    /// Each seed its own throws.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(2) + 0x9E37_79B9)
    }

    fn throw(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// From 0 to one less than so many.
    #[must_use]
    pub fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.throw() % (sides.max(1) as u64)).unwrap_or_default()
    }

    /// One of several; they are not none.
    #[must_use]
    pub fn of<'a, T: ?Sized>(&mut self, several: &[&'a T]) -> &'a T {
        several[self.below(several.len())]
    }
}

/// Pieces of addresses and queries.
const PIECES: &[&str] = &[
    "%",
    "%0",
    "%00",
    "%0a",
    "%2e%2e",
    "%2f",
    "%5c",
    "%c0%ae",
    "%ed%a0%80",
    "%ff",
    "%F0%9F%92%A9",
    "..",
    ".",
    "//",
    ";",
    "?",
    "#",
    "&",
    "=",
    "+",
    "'",
    "\"",
    "<",
    "\\",
    "{",
    "}",
    "|",
    "^",
    "`",
    "~",
    "*",
    "0",
    "-1",
    "1e999",
    "18446744073709551616",
    "0199f5a3",
    "null",
    "𝟙",
    "（2026）",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "\u{7f}",
    "a%20b",
    "limit=0",
    "limit=-1",
    "limit=99999999999",
    "after=",
    "&&",
    "[]",
    "[0]=1",
];

/// Texts whose parsers are our own.
const TEXTS: &[&str] = &[
    "",
    " ",
    "\u{0}",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{feff}",
    "\u{202e}abc",
    "e\u{301}",
    "ﬃ",
    "𠮷",
    "👩‍👩‍👧‍👦",
    "İ",
    "ß",
    "０１２３",
    "٣",
    "一二三",
    "零",
    "（2026）粤0104民初1号",
    "(2026)粤0104民初1号",
    "（2026）粤0104民初号",
    "（99999）粤0104民初1号",
    "（2026）粤99999民初1号",
    "（２０２６）粤０１０４民初１号",
    "（2026）最高法民终1号",
    "（2026）粤0104民初1-2号",
    "（2026）粤0104民初1号之一",
    "（2026）粤0104诉前调确99999999999999999999号",
    "粤广金调〔2026〕1号",
    "粤广金调档〔2026〕1号",
    "〔2026〕",
    "2026",
    "0000-00-00",
    "0001-01-01",
    "2026-02-29",
    "2026-02-30",
    "9999-12-31",
    "10000-01-01",
    "+262142-12-31",
    "-0001-01-01",
    "2026-1-1",
    "2026-01-01T00:00:00Z",
    "2026-01-01T24:00:00+08:00",
    "2026-01-01T23:59:60+08:00",
    "2026-01-01T00:00:00+99:00",
    "9999-12-31T23:59:59+08:00",
    "0000-01-01T00:00:00Z",
    "+262142-12-31T23:59:59Z",
    "440106199001011234",
    "44010619900101123X",
    "440106199002301234",
    "110101000001010000",
    "13800138000",
    "+8613800138000",
    "6222020200112233445",
    "91440101MA5CXXXXXX",
    "91440000000000000Q",
    "Infinity",
    "NaN",
    "1e400",
    "-0",
    "true",
    "null",
    "[]",
    "{}",
    "\\",
    "\\u0000",
    "\"",
    "%00",
    "../..",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "{0199f5a3-0000-7000-8000-00000000dead}",
    "urn:uuid:0199f5a3-0000-7000-8000-00000000dead",
    "0199f5a30000700080000000000000dead",
    "place.",
    "place.0",
    "person.x",
    "mediator.",
    ".",
    "0000000000000000000000000000000000000000000000000000000000000000",
    "g000000000000000000000000000000000000000000000000000000000000000",
    "-----BEGIN CERTIFICATE-----",
    "MII",
    "====",
    "ACCEPT",
    "accept",
    "PERSON",
    "OTHER",
    "X01",
    "X99",
];

/// Numbers as they may be written.
const NUMBERS: &[&str] = &[
    "0",
    "-0",
    "-1",
    "1",
    "1.0",
    "1.5",
    "1e2",
    "1e400",
    "-1e400",
    "1e-400",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775809",
    "18446744073709551615",
    "18446744073709551616",
    "99999999999999999999999999999999999999",
    "00",
    "01",
    "+1",
    ".5",
    "0x10",
    "NaN",
    "4294967296",
    "65536",
    "2147483648",
];

/// Values of headers.
const HEADERS: &[(&str, &[&str])] = &[
    (
        "if-match",
        &[
            "*",
            "\"0\"",
            "\"1\"",
            "\"18446744073709551615\"",
            "\"18446744073709551616\"",
            "W/\"1\"",
            "\"1\", \"2\"",
            "\"",
            "\"-1\"",
            "",
            "1",
            "\"٣\"",
        ],
    ),
    ("if-none-match", &["*", "\"1\"", "W/\"1\"", "\"", "x"]),
    (
        "consistency-token",
        &[
            "",
            "0",
            "x",
            "0199f5a3-0000-7000-8000-00000000dead",
            "0199f5a3-0000-7000-8000-00000000dead.1.1",
            "0199f5a3-0000-7000-8000-00000000dead.18446744073709551616.0",
            "0199f5a3-0000-7000-8000-00000000dead-1-0",
            "....",
            "٣.٣.٣",
        ],
    ),
    (
        "accept-language",
        &[
            "en",
            "zh-CN,en;q=0.9",
            "en;q=NaN",
            "en;q=1e39",
            "en;q=-1",
            "en;q=inf",
            "*;q=0",
            ",,,,",
            ";q=1",
            "en;q=",
            "\u{e9}\u{e9}",
            "en;q=0.9;q=1",
            "中文",
        ],
    ),
    ("idempotency-key", &["", " ", "k", "é", "中文", "\u{1}", "\"k\"", "k k"]),
    (
        "content-type",
        &[
            "",
            "application/json",
            "application/json; charset=utf-8",
            "application/json; charset=gbk",
            "application/json;charset=\"utf-8\"",
            "text/plain",
            "application/x-www-form-urlencoded",
            "application/problem+json",
            "*/*",
            "application/json, text/plain",
            "multipart/form-data; boundary=x",
            "x",
        ],
    ),
    ("content-encoding", &["gzip", "br", "identity", "x"]),
    ("accept", &["", "text/html", "application/xml", "*/*;q=0", "image/*"]),
    ("x-request-id", &["", "x", "é", "\u{1}", "a b", "<script>"]),
    (
        "traceparent",
        &[
            "",
            "00-0-0-0",
            "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
            "é",
        ],
    ),
    (
        "authorization",
        &["", "Bearer", "Bearer ", "Bearer x", "Basic eDp5", "Bearer x y", "bearer ..", "Bearer é"],
    ),
    ("x-forwarded-for", &["", "127.0.0.1", "::1, x", "é"]),
    ("range", &["bytes=0-1", "bytes=-1", "x"]),
    ("expect", &["100-continue", "x"]),
];

const METHODS: &[&str] = &["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "get", "QUERY"];

/// Bends one request; `other` lends parts of itself, `names` are queries somebody reads.
#[must_use]
pub fn bent(dice: &mut Dice, one: &Raw, other: &Raw, names: &[String]) -> Raw {
    let mut raw = one.clone();
    for _ in 0..=dice.below(2) {
        match dice.below(16) {
            0 => raw.method = dice.of(METHODS).to_owned(),
            1 | 2 => raw.target = bent_path(dice, &raw.target, &other.target),
            3 | 4 => raw.target = with_query(dice, &raw.target, names),
            5 | 6 => bend_headers(dice, &mut raw),
            7 | 8 => {
                raw.body =
                    raw.body.map(|body| bent_bytes(dice, &body, other.body.as_deref().unwrap_or(b"{}")))
            }
            9 if raw.body.is_none() => raw.target = with_query(dice, &raw.target, names),
            _ => {
                let lender = other.body.as_deref().and_then(|body| serde_json::from_slice(body).ok());
                raw.body = raw.body.map(|body| bent_json(dice, &body, &lender.unwrap_or(Value::Null)));
            }
        }
    }
    raw
}

fn bent_path(dice: &mut Dice, target: &[u8], other: &[u8]) -> Vec<u8> {
    let mut segments: Vec<Vec<u8>> = target.split(|byte| *byte == b'/').map(<[u8]>::to_vec).collect();
    let others: Vec<&[u8]> = other.split(|byte| *byte == b'/').collect();
    // The first is what stands before the first stroke: nothing.
    let at = 1 + dice.below(segments.len().saturating_sub(1));
    let Some(segment) = segments.get_mut(at) else { return target.to_vec() };
    let lent = others[dice.below(others.len())];
    match dice.below(7) {
        0 => *segment = dice.of(PIECES).bytes().collect(),
        1 => *segment = lent.to_vec(),
        2 => *segment = escaped(dice.of(TEXTS)),
        3 => *segment = bent_bytes(dice, segment, lent),
        4 => segment.extend(std::iter::repeat_n(b'a', 1 << dice.below(14))),
        5 => segment.extend(dice.of(PIECES).bytes()),
        _ => drop(segments.remove(at)),
    }
    let bent = segments.join(&b'/');
    if bent.first() == Some(&b'/') { bent } else { [b"/", &*bent].concat() }
}

fn with_query(dice: &mut Dice, target: &[u8], names: &[String]) -> Vec<u8> {
    let mut target = target.to_vec();
    for _ in 0..=dice.below(3) {
        let given = target.contains(&b'?');
        target.push(if given { b'&' } else { b'?' });
        if dice.below(8) == 0 || names.is_empty() {
            target.extend(dice.of(PIECES).bytes());
            continue;
        }
        target.extend(names[dice.below(names.len())].bytes());
        target.push(b'=');
        match dice.below(4) {
            0 => target.extend(dice.of(PIECES).bytes()),
            1 => target.extend(dice.of(NUMBERS).bytes()),
            _ => target.extend(escaped(dice.of(TEXTS))),
        }
    }
    target
}

fn escaped(text: &str) -> Vec<u8> {
    text.bytes()
        .flat_map(
            |byte| {
                if byte.is_ascii_alphanumeric() { vec![byte] } else { format!("%{byte:02X}").into_bytes() }
            },
        )
        .collect()
}

fn bend_headers(dice: &mut Dice, raw: &mut Raw) {
    let (name, values) = HEADERS[dice.below(HEADERS.len())];
    let value = match dice.below(10) {
        0 => vec![b'x'; 1 << dice.below(13)],
        1 => dice.of(TEXTS).bytes().filter(|byte| *byte != 0).collect(),
        _ => dice.of(values).bytes().collect(),
    };
    match dice.below(6) {
        0 => raw.headers.retain(|(known, _)| known != name),
        // Twice the same name.
        1 => raw.headers.push((name.to_owned(), value)),
        _ => {
            raw.headers.retain(|(known, _)| known != name);
            raw.headers.push((name.to_owned(), value));
        }
    }
}

fn bent_bytes(dice: &mut Dice, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..=dice.below(3) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(7) {
            0 if at < bytes.len() => bytes[at] = u8::try_from(dice.below(256)).unwrap_or_default(),
            1 => drop(bytes.drain(at..bytes.len().min(at + 1 + dice.below(9)))),
            2 => drop(
                bytes.splice(
                    at..at,
                    dice.of(&[
                        "\"", "{", "}", "[", "]", ",", ":", "\\", "\\u", "\\ud800", "\u{feff}", "null", "//",
                        "/**/", "'",
                    ])
                    .bytes(),
                ),
            ),
            3 => {
                bytes.truncate(at);
                bytes.extend(&other[dice.below(other.len() + 1)..]);
            }
            4 => {
                let again = bytes[at..bytes.len().min(at + 1 + dice.below(40))].to_vec();
                drop(bytes.splice(at..at, again));
            }
            5 => drop(bytes.splice(at..at, dice.of(NUMBERS).bytes())),
            _ => bytes.truncate(at),
        }
    }
    bytes
}

/// A mark in the text of a document, where something stands afterwards that no document can hold.
const MARK: &str = "\u{10ffff}here\u{10ffff}";

fn bent_json(dice: &mut Dice, body: &[u8], lender: &Value) -> Vec<u8> {
    let Ok(mut document) = serde_json::from_slice::<Value>(body) else {
        return bent_bytes(dice, body, b"{}");
    };
    let mut raw = None;
    let places = count(&document);
    let place = dice.below(places);
    let lent = nth(lender, dice.below(count(lender))).cloned().unwrap_or(Value::Null);
    if let Some(value) = nth_mut(&mut document, &mut { place }) {
        *value = match (dice.below(12), value.take()) {
            (0, _) => Value::Null,
            (1, _) => lent,
            (2, _) => dice.of(TEXTS).into(),
            (3, _) => {
                raw = Some(dice.of(NUMBERS).to_owned());
                MARK.into()
            }
            (4, _) => "长".repeat(1 << dice.below(16)).into(),
            (5, Value::Array(items)) => {
                let times = 1 + dice.below(300);
                items.iter().cycle().take(items.len() * times).cloned().collect()
            }
            (5, value) => Value::Array(vec![value]),
            (6, value) => (0..dice.below(90)).fold(value, |value, _| Value::Array(vec![value])),
            (7, value) => (0..dice.below(90))
                .fold(value, |value, _| Value::Object(Map::from_iter([("party".to_owned(), value)]))),
            (8, Value::Object(mut fields)) => {
                let name = fields.keys().nth(dice.below(fields.len())).cloned();
                let gone = name.as_ref().and_then(|name| fields.remove(name));
                if dice.below(2) == 0 {
                    fields.insert(dice.of(TEXTS).to_owned(), gone.unwrap_or(Value::Null));
                }
                Value::Object(fields)
            }
            (8, Value::Array(mut items)) => {
                items.truncate(dice.below(items.len() + 1));
                Value::Array(items)
            }
            (9, Value::Object(mut fields)) => {
                fields.insert("no such field".to_owned(), lent);
                Value::Object(fields)
            }
            (9 | 10, Value::String(text)) => {
                let bent = bent_bytes(dice, text.as_bytes(), dice.clone().of(TEXTS).as_bytes());
                String::from_utf8_lossy(&bent).into_owned().into()
            }
            (10, Value::Object(fields)) => {
                // The same name twice: no document of the library can hold that.
                let twice = fields
                    .iter()
                    .next()
                    .map(|(name, value)| format!("{}:{value},", Value::from(name.as_str())));
                raw = Some(format!("{{{}\"x\":1}}", twice.clone().unwrap_or_default().repeat(2)));
                MARK.into()
            }
            (_, Value::Bool(truth)) => Value::Bool(!truth),
            (_, value) => value,
        };
    }
    let text = document.to_string();
    match raw {
        Some(raw) => text.replace(&format!("\"{MARK}\""), &raw).into_bytes(),
        None => text.into_bytes(),
    }
}

fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(items) => items.iter().map(count).sum::<usize>(),
        Value::Object(fields) => fields.values().map(count).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => 0,
    }
}

fn nth(value: &Value, at: usize) -> Option<&Value> {
    let mut left = at;
    let mut open = vec![value];
    while let Some(value) = open.pop() {
        if left == 0 {
            return Some(value);
        }
        left -= 1;
        match value {
            Value::Array(items) => open.extend(items),
            Value::Object(fields) => open.extend(fields.values()),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    None
}

fn nth_mut<'a>(value: &'a mut Value, left: &mut usize) -> Option<&'a mut Value> {
    if *left == 0 {
        return Some(value);
    }
    *left -= 1;
    match value {
        Value::Array(items) => items.iter_mut().find_map(|item| nth_mut(item, left)),
        Value::Object(fields) => fields.values_mut().find_map(|field| nth_mut(field, left)),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
    }
}
