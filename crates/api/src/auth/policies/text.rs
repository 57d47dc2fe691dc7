//! The texts: compiled in or read from a directory, parsed, and checked against the schema. Whatever is wrong is told with file and line.

use cedar_policy::{
    Effect, Policy, PolicyId, PolicySet, Schema, ValidationMode, ValidationWarning, Validator,
};
use miette::Diagnostic;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::str::FromStr as _;

/// One file of policies.
#[derive(Debug, Clone)]
pub struct Source {
    /// Its name, for whoever has to mend it.
    pub file: String,
    /// What it says.
    pub text: String,
    /// An operator's: may forbid and not permit.
    pub added: bool,
}

/// Why the policies are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PolicyError {
    /// The directory or a file in it cannot be read.
    #[error("{path}: {reason}")]
    File {
        /// Which.
        path: PathBuf,
        /// What the system says.
        reason: String,
    },
    /// Something in a file is wrong.
    #[error("{file}, line {line}: {reason}")]
    Line {
        /// Which file.
        file: String,
        /// Which line, from 1.
        line: usize,
        /// What is wrong there.
        reason: String,
    },
    /// The schema and the actions there are do not agree, or it cannot be read.
    #[error("hejie.cedarschema: {0}")]
    Schema(String),
    /// An action nobody may do.
    #[error("no policy permits {0} to anybody")]
    Unpermitted(&'static str),
    /// They were read and cannot be asked.
    #[error("the policies cannot be asked: {0}")]
    Asking(String),
}

/// The schema.
pub(super) const SCHEMA: &str = include_str!("../../../policies/hejie.cedarschema");

macro_rules! files {
    ($($name:literal)+) => { [$(($name, include_str!(concat!("../../../policies/", $name)))),+] };
}

const FILES: [(&str, &str); 9] = files! {
    "filing.cedar" "mediation.cedar" "settlement.cedar" "court.cedar" "registers.cedar" "reading.cedar" "relations.cedar"
    "privacy.cedar" "administration.cedar"
};

/// The texts of the product.
pub(super) fn built_in() -> Vec<Source> {
    let source =
        |(file, text): (&str, &str)| Source { file: file.to_owned(), text: text.to_owned(), added: false };
    FILES.into_iter().map(source).collect()
}

/// The `*.cedar` files of a directory, by name.
pub(super) fn read(directory: &Path) -> Result<Vec<Source>, PolicyError> {
    let failed = |path: &Path| {
        let path = path.to_owned();
        move |error: std::io::Error| PolicyError::File { path, reason: error.to_string() }
    };
    let mut paths = Vec::new();
    for entry in std::fs::read_dir(directory).map_err(failed(directory))? {
        let path = entry.map_err(failed(directory))?.path();
        if path.extension().is_some_and(|extension| extension == "cedar") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        let reason = "holds no file *.cedar, so nothing would be forbidden".to_owned();
        return Err(PolicyError::File { path: directory.to_owned(), reason });
    }
    let source = |path: &PathBuf| {
        let text = std::fs::read_to_string(path).map_err(failed(path))?;
        Ok(Source { file: path.display().to_string(), text, added: true })
    };
    paths.iter().map(source).collect()
}

/// Texts that were read and checked.
pub(super) struct Texts {
    pub(super) built_in: Vec<Policy>,
    pub(super) added: Vec<Policy>,
}

impl Texts {
    /// Whether any of them speaks of one case by its id, and so answers differently of two that are alike to who asks.
    ///
    /// # Errors
    /// [`PolicyError::Asking`].
    pub(super) fn name_a_case(&self) -> Result<bool, PolicyError> {
        for policy in self.built_in.iter().chain(&self.added) {
            if names_a_case(&policy.to_json().map_err(|error| PolicyError::Asking(error.to_string()))?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    pub(super) fn check(sources: &[Source]) -> Result<Self, PolicyError> {
        let schema = Schema::from_str(SCHEMA).map_err(|error| PolicyError::Schema(told(&error)))?;
        super::known(&schema)?;
        let mut texts = Self { built_in: Vec::new(), added: Vec::new() };
        let mut written = HashMap::new();
        for source in sources {
            for (line, policy) in parse(source)? {
                let id = policy.id().clone();
                if let Some((file, line)) = written.insert(id.clone(), (source, line)) {
                    let reason = format!("the id {id} is that of {}, line {line}", file.file);
                    return Err(source.wrong(line_of(source, &policy), reason));
                }
                if source.added { &mut texts.added } else { &mut texts.built_in }.push(policy);
            }
        }
        let all = PolicySet::from_policies(texts.built_in.iter().chain(&texts.added).cloned())
            .map_err(|error| PolicyError::Asking(error.to_string()))?;
        let verdict = Validator::new(schema).validate(&all, ValidationMode::Strict);
        let told_of = |(id, complaint): (&PolicyId, &dyn Diagnostic)| {
            let (source, line) = written.get(id)?;
            let line = place(complaint).map_or(*line, |offset| source.line(offset));
            Some((&source.file, line, source.wrong(line, told(complaint))))
        };
        let wrong = verdict.validation_errors().map(|it| (it.policy_id(), it as &dyn Diagnostic));
        // Of warnings only this one: a policy that never applies says something else than whoever wrote it believes.
        let idle = verdict.validation_warnings().filter_map(|warning| {
            let ValidationWarning::ImpossiblePolicy(it) = warning else { return None };
            Some((it.policy_id(), it as &dyn Diagnostic))
        });
        let first = |complaints: &mut dyn Iterator<Item = (&PolicyId, &dyn Diagnostic)>| {
            let told = complaints.filter_map(told_of);
            told.min_by(|one, other| (one.0, one.1).cmp(&(other.0, other.1))).map(|(.., error)| error)
        };
        match first(&mut { wrong }).or_else(|| first(&mut { idle })) {
            Some(error) => Err(error),
            // A complaint about nothing that was written here would be one about the schema.
            None if !verdict.validation_passed() => Err(PolicyError::Schema(verdict.to_string())),
            None => Ok(texts),
        }
    }
}

/// Whether an entity of the kind Case stands anywhere in a policy, in cedar's own form of it: however it was written.
fn names_a_case(part: &serde_json::Value) -> bool {
    use serde_json::Value;
    match part {
        Value::Object(fields) => {
            let kind = fields.get("type").and_then(Value::as_str);
            (kind == Some("Case") && fields.contains_key("id")) || fields.values().any(names_a_case)
        }
        Value::Array(parts) => parts.iter().any(names_a_case),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => false,
    }
}

/// The policies of one file, each under the name it gives itself, with the line it begins in.
fn parse(source: &Source) -> Result<Vec<(usize, Policy)>, PolicyError> {
    let set = PolicySet::from_str(&source.text).map_err(|errors| {
        let first = errors.iter().next().map(|error| error as &dyn Diagnostic);
        let line = first.and_then(place).map_or(1, |offset| source.line(offset));
        source.wrong(line, first.map_or_else(|| errors.to_string(), told))
    })?;
    if let Some(template) = set.templates().next() {
        let line = source.text.find(&template.to_cedar()).map_or(1, |offset| source.line(offset));
        return Err(source.wrong(line, "a policy has no place to be filled in".to_owned()));
    }
    let mut policies = Vec::new();
    for policy in set.policies() {
        let line = line_of(source, policy);
        let Some(id) = policy.annotation("id").filter(|id| !id.is_empty()) else {
            return Err(source.wrong(line, "a policy begins with its name: @id(\"…\")".to_owned()));
        };
        if source.added && policy.effect() == Effect::Permit {
            let reason = "permits; policies of this directory may only forbid".to_owned();
            return Err(source.wrong(line, reason));
        }
        policies.push((line, policy.new_id(PolicyId::new(id))));
    }
    policies.sort_by_key(|(line, _)| *line);
    Ok(policies)
}

fn line_of(source: &Source, policy: &Policy) -> usize {
    let offset = policy.to_cedar().and_then(|text| source.text.find(&text));
    offset.map_or(1, |offset| source.line(offset))
}

impl Source {
    fn wrong(&self, line: usize, reason: String) -> PolicyError {
        PolicyError::Line { file: self.file.clone(), line, reason }
    }

    fn line(&self, offset: usize) -> usize {
        self.text.bytes().take(offset).filter(|byte| *byte == b'\n').count() + 1
    }
}

/// Where a complaint points.
fn place(complaint: &dyn Diagnostic) -> Option<usize> {
    complaint.labels()?.next().map(|label| label.offset())
}

/// A complaint in one line, with what would help where that is known.
fn told(complaint: &dyn Diagnostic) -> String {
    match complaint.help() {
        Some(help) => format!("{complaint}; {help}"),
        None => complaint.to_string(),
    }
}
