//! Refusals of docking agreements with courts: one row for each code.

super::table! {
    DOCKING_COURT_UNKNOWN "docking-court-unknown" 422 never,
        "法院代码 {court} 不在法院名录中。", "No court of the list has the code {court}.",
        "请填写法院名录中的代码，例如粤0104。", "Give a code of the list of courts, such as 粤0104.";
    DOCKING_SIGNED_IN_FUTURE "docking-signed-in-future" 422 never,
        "签订日期晚于今天（{today}）。", "The day of signing lies after today ({today}).",
        "请在双方签署后登记。", "Record the agreement once both have signed it.";
    DOCKING_TERM_REVERSED "docking-term-reversed" 422 never,
        "有效期的终止日早于起始日。", "The agreement would end before it begins.",
        "请核对有效期。", "Check the first and the last day.";
    DOCKING_TARGET_OUT_OF_RANGE "docking-target-out-of-range" 422 never,
        "目标期限应为 {least} 至 {most} 个工作日。", "A target is between {least} and {most} working days.",
        "请核对协议约定的工作日数。", "Check the numbers of working days the agreement names.";
    DOCKING_OVERLAPS "docking-overlaps" 409 never,
        "与该法院的另一份协议（{docking}）在有效期上重叠。", "Another agreement with this court ({docking}) counts on some of these days.",
        "请先终止前一份协议，或者调整有效期。", "End the other one first, or choose other days.";
    DOCKING_ENDED "docking-ended" 409 never,
        "该协议已于 {on} 终止。", "The agreement was ended with {on}.",
        "如需继续，请登记新的协议。", "Record a new agreement to go on.";
    DOCKING_END_OUTSIDE_TERM "docking-end-outside-term" 422 never,
        "终止日应在 {first} 至 {last} 之间：已经计量的结果不再改变。", "It can end between {first} and {last}: what was measured stays as it is.",
        "请选择该期间内的日期。", "Choose a day of that time.";
}
