//! Values the domain does not take: one row for each code of `domain::invalid`, and malformed ids.

super::table! {
    ID_MALFORMED "id-malformed" 422 never,
        "编号格式不对（{expected}）。", "The id is not well-formed ({expected}).",
        "请使用接口给出的编号。", "Use an id this interface has given.";
    TEXT_EMPTY "text-empty" 422 never,
        "文字不能为空。", "The text is empty.",
        "请填写内容。", "Write something.";
    TEXT_TOO_LONG "text-too-long" 422 never,
        "文字有 {actual} 个字符，最多 {max} 个。", "The text has {actual} characters; at most {max} are allowed.",
        "请缩短。", "Shorten it.";
    TEXT_CONTROL_CHARACTER "text-control-character" 422 never,
        "文字的第 {position} 个字符不是可见字符。", "Character {position} of the text is not a printable character.",
        "请去掉该字符。", "Remove it.";
    USCC_LENGTH "uscc-length" 422 never,
        "统一社会信用代码应为 18 位，收到 {actual} 位。", "A unified social credit code has 18 characters; this one has {actual}.",
        "请核对营业执照。", "Check it against the licence.";
    USCC_CHARACTER "uscc-character" 422 never,
        "统一社会信用代码第 {position} 位的字符不允许。", "Character {position} cannot stand there in a unified social credit code.",
        "请核对营业执照；代码不含 I、O、S、V、Z。", "Check it against the licence; I, O, S, V and Z never occur.";
    USCC_CHECKSUM "uscc-checksum" 422 never,
        "统一社会信用代码的校验位不符。", "The check character of the unified social credit code does not match.",
        "请核对是否有一位写错。", "Look for a mistyped character.";
    RESIDENT_ID_LENGTH "resident-id-length" 422 never,
        "公民身份号码应为 18 位，收到 {actual} 位。", "A resident identity number has 18 characters; this one has {actual}.",
        "请使用第二代身份证上的号码。", "Use the number of a second-generation card.";
    RESIDENT_ID_CHARACTER "resident-id-character" 422 never,
        "公民身份号码第 {position} 位的字符不允许。", "Character {position} cannot stand there in a resident identity number.",
        "前 17 位为数字，末位为数字或 X。", "Seventeen digits, then a digit or X.";
    RESIDENT_ID_DATE "resident-id-date" 422 never,
        "公民身份号码中的出生日期不可能。", "The birth date inside the identity number is not possible.",
        "请核对第 7 至 14 位。", "Check digits 7 to 14.";
    RESIDENT_ID_CHECKSUM "resident-id-checksum" 422 never,
        "公民身份号码的校验位不符。", "The check character of the identity number does not match.",
        "请核对是否有一位写错。", "Look for a mistyped digit.";
    IDENTITY_DOCUMENT_FORMAT "identity-document-format" 422 never,
        "证件号码不符合该证件的格式（{expected}）。", "The number does not have the form of a {expected}.",
        "请核对证件类型与号码。", "Check the kind of paper and its number.";
    NUMBER_TEMPLATE_FORMAT "number-template-format" 422 never,
        "编号格式须各含一次城市、年份、序号三个占位符，不含空格和其他花括号。", "A template holds the blanks for city, year and sequence once each, and no space or other brace.",
        "请参照接口文档中的示例。", "See the example in the interface document.";
    AMOUNT_NOT_POSITIVE "amount-not-positive" 422 never,
        "金额须大于零。", "The amount must be more than zero.",
        "请填写以分为单位的正整数。", "Give a positive whole number of fen.";
    AMOUNT_NEGATIVE "amount-negative" 422 never,
        "金额不能为负。", "The amount must not be negative.",
        "请填写以分为单位的非负整数。", "Give a whole number of fen, zero or more.";
    AMOUNT_TOO_LARGE "amount-too-large" 422 never,
        "金额超过十万亿元。", "The amount is larger than 10,000,000,000,000 yuan.",
        "请核对单位是否为分。", "Check that the unit is fen.";
    AMOUNT_NOT_INTEGER "amount-not-integer" 422 never,
        "金额须为整数分，不得有小数或指数。", "The amount must be a whole number of fen, without fraction or exponent.",
        "1.50 元请写 150。", "Write 1.50 yuan as 150.";
    DATE_INVALID "date-invalid" 422 never,
        "日期须真实存在，写作 YYYY-MM-DD。", "The date must be a day that exists, written as YYYY-MM-DD.",
        "请核对年月日。", "Check year, month and day.";
    DATE_OUT_OF_RANGE "date-out-of-range" 422 never,
        "日期须在 1900-01-01 与 2199-12-31 之间。", "The date must lie between 1900-01-01 and 2199-12-31.",
        "请核对年份。", "Check the year.";
    TIME_INVALID "time-invalid" 422 never,
        "时间须按 RFC 3339 书写并带时区，例如 2026-10-15T09:00:00+08:00。",
        "The time must be written after RFC 3339 with an offset, like 2026-10-15T09:00:00+08:00.",
        "请补上时区并核对时刻。", "Add the offset and check the hour.";
    CASE_NUMBER_FORMAT "case-number-format" 422 never,
        "案号格式不对，应如（2023）粤0104民特123号。", "The text does not have the form of a court case number, like （2023）粤0104民特123号.",
        "请照裁判文书抄写。", "Copy it from the court's paper.";
    PHONE_FORMAT "phone-format" 422 never,
        "电话号码应为 5 至 20 位数字，可有前导 + 与单个连字符。",
        "A telephone number has 5 to 20 digits, with an optional leading + and single hyphens.",
        "请只填一个号码。", "Give one number only.";
}
