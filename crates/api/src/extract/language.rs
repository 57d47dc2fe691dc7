//! The language of sentences, by `Accept-Language`: Chinese unless English is preferred.

use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};

/// A language the house speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// Simplified Chinese, the default.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// What the caller prefers; anything unreadable counts as no preference.
    #[must_use]
    pub fn of(headers: &HeaderMap) -> Self {
        headers
            .get(ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .map_or(Self::Chinese, Self::preferred)
    }

    fn preferred(list: &str) -> Self {
        let weight = |language: &str| {
            list.split(',')
                .filter_map(range)
                .filter(|(tag, _)| primary_is(tag, language))
                .map(|(_, q)| q)
                .max()
        };
        if weight("en") > weight("zh").or(weight("*")) { Self::English } else { Self::Chinese }
    }

    /// The tag for `Content-Language`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// The one of two texts that is in this language.
    #[must_use]
    pub const fn choose<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Chinese => zh,
            Self::English => en,
        }
    }
}

/// A language range and its weight in thousandths; `None` when it is excluded (`q=0`) or unreadable.
fn range(item: &str) -> Option<(&str, u16)> {
    let (tag, weight) = match item.split_once(';') {
        None => (item, 1000),
        Some((tag, parameter)) => {
            let q: f32 = parameter.trim().strip_prefix("q=")?.parse().ok()?;
            (tag, if (0.0..=1.0).contains(&q) { (q * 1000.0) as u16 } else { return None })
        }
    };
    (weight > 0).then_some((tag.trim(), weight))
}

fn primary_is(tag: &str, language: &str) -> bool {
    tag.split('-').next().is_some_and(|primary| primary.eq_ignore_ascii_case(language))
}

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn chinese_is_spoken_unless_english_is_preferred() {
        for (header, language) in [
            ("", Language::Chinese),
            ("zh-CN", Language::Chinese),
            ("en", Language::English),
            ("EN-gb;q=0.5", Language::English),
            ("zh-CN,zh;q=0.9,en;q=0.8", Language::Chinese),
            ("en-US,en;q=0.9,zh;q=0.8", Language::English),
            ("en;q=0", Language::Chinese),
            ("en;q=2", Language::Chinese),
            ("fr, *;q=0.5", Language::Chinese),
            ("en;q=0.5, zh;q=0.5", Language::Chinese),
            (";;;,,q=", Language::Chinese),
        ] {
            assert_eq!(Language::preferred(header), language, "{header}");
        }
    }
}
