//! 批量办理 One action in many cases at once, each judged by itself.

pub mod act_on_cases;
