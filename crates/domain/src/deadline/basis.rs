//! Where the length of a period comes from.
//!
//! Articles are renumbered by amendments (judicial confirmation was article 194, 201 and is now 205), so a
//! new number is a new basis used by a new rule set; a basis in an old event keeps its meaning.

use serde::{Deserialize, Serialize};

/// Defines the legal bases from one table: variant, stored code, Chinese and English citation.
macro_rules! bases {
    ($($basis:ident = $code:literal, $zh:literal, $en:literal;)*) => {
        /// A legal basis, kept in events by its stable code.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub enum Basis {
            $(
                #[doc = concat!($en, ".")]
                #[serde(rename = $code)]
                $basis,
            )*
        }

        impl Basis {
            /// Every basis.
            pub const ALL: &'static [Basis] = &[$(Basis::$basis),*];

            /// The stable code under which events keep the basis.
            pub const fn code(self) -> &'static str {
                match self { $(Basis::$basis => $code,)* }
            }

            /// The citation as a Chinese paper gives it.
            pub const fn citation_zh(self) -> &'static str {
                match self { $(Basis::$basis => $zh,)* }
            }

            /// The citation in English.
            pub const fn citation_en(self) -> &'static str {
                match self { $(Basis::$basis => $en,)* }
            }
        }
    };
}

bases! {
    Practice = "PRACTICE", "本中心调解规则", "The centre's own mediation rules";
    Moj33 = "MOJ75-33", "《人民调解工作若干规定》第三十三条",
        "Provisions on the Work of People's Mediation, article 33";
    Om10 = "OM2021-10", "《人民法院在线调解规则》第十条", "Online Mediation Rules of the People's Courts, article 10";
    Om12 = "OM2021-12", "《人民法院在线调解规则》第十二条", "Online Mediation Rules of the People's Courts, article 12";
    Om15 = "OM2021-15", "《人民法院在线调解规则》第十五条", "Online Mediation Rules of the People's Courts, article 15";
    Sm27 = "SM2016-27", "《最高人民法院关于人民法院特邀调解的规定》第二十七条",
        "Provisions of the Supreme People's Court on Invited Mediation, article 27";
    Mdr = "MDR2016", "《最高人民法院关于人民法院进一步深化多元化纠纷解决机制改革的意见》",
        "Opinions of the Supreme People's Court on Deepening the Reform of Diversified Dispute Resolution (2016)";
    Cpl205 = "CPL-205", "《中华人民共和国民事诉讼法》第二百零五条、《中华人民共和国人民调解法》第三十三条",
        "Civil Procedure Law, article 205; People's Mediation Law, article 33";
    Jc4 = "JC2011-4", "《最高人民法院关于人民调解协议司法确认程序的若干规定》第四条",
        "Provisions of the Supreme People's Court on Confirming People's Mediation Agreements, article 4";
    Jc5 = "JC2011-5", "《最高人民法院关于人民调解协议司法确认程序的若干规定》第五条",
        "Provisions of the Supreme People's Court on Confirming People's Mediation Agreements, article 5";
    Cpl187 = "CPL-187", "《中华人民共和国民事诉讼法》第一百八十七条", "Civil Procedure Law, article 187";
    Cpli372 = "CPLI-372", "《最高人民法院关于适用〈中华人民共和国民事诉讼法〉的解释》第三百七十二条",
        "Interpretation of the Supreme People's Court on the Civil Procedure Law, article 372";
    Cpl250 = "CPL-250", "《中华人民共和国民事诉讼法》第二百五十条", "Civil Procedure Law, article 250";
    Cpl226 = "CPL-226", "《中华人民共和国民事诉讼法》第二百二十六条", "Civil Procedure Law, article 226";
    Cpl227 = "CPL-227", "《中华人民共和国民事诉讼法》第二百二十七条", "Civil Procedure Law, article 227";
    Cbirc3 = "CBIRC3", "《银行业保险业消费投诉处理管理办法》",
        "Measures for Handling Consumer Complaints in Banking and Insurance (2020)";
    Cc188 = "CC-188", "《中华人民共和国民法典》第一百八十八条", "Civil Code, article 188";
}

impl Basis {
    /// Whether the period is one of court procedure, counted after the Civil Procedure Law; all others are
    /// counted after the Civil Code. Both roll over rest days alike.
    pub(crate) const fn is_court_procedure(self) -> bool {
        match self {
            Basis::Cpl205
            | Basis::Jc4
            | Basis::Jc5
            | Basis::Cpl187
            | Basis::Cpli372
            | Basis::Cpl250
            | Basis::Cpl226
            | Basis::Cpl227 => true,
            Basis::Practice
            | Basis::Moj33
            | Basis::Om10
            | Basis::Om12
            | Basis::Om15
            | Basis::Sm27
            | Basis::Mdr
            | Basis::Cbirc3
            | Basis::Cc188 => false,
        }
    }
}
