//! Requests that cannot be read: syntax, shape, headers, addresses.

super::table! {
    JSON_MALFORMED "json-malformed" 400 never,
        "请求正文不是合法的 JSON（第 {line} 行，第 {column} 列）。", "The body is not JSON (line {line}, column {column}).",
        "请检查该处的引号、逗号与括号。", "Look for a missing quote, comma or bracket at that place.";
    JSON_NOT_UTF8 "json-not-utf8" 400 never,
        "请求正文不是 UTF-8 编码。", "The body is not UTF-8.",
        "请以 UTF-8 编码发送正文。", "Send the body encoded as UTF-8.";
    JSON_TOO_DEEP "json-too-deep" 400 never,
        "请求正文嵌套超过 {max} 层。", "The body is nested more than {max} levels deep.",
        "请减少嵌套层数；任何合法请求都不需要这么深。", "Nest less deeply; no valid request needs that much.";
    JSON_UNPAIRED_SURROGATE "json-unpaired-surrogate" 400 never,
        "正文中有不成对的 UTF-16 代理项转义（第 {line} 行，第 {column} 列）。",
        "The body holds an unpaired surrogate escape (line {line}, column {column}).",
        "请直接写出字符，或写成完整的一对 \\uD8xx\\uDCxx。", "Write the character itself, or both halves of the pair.";
    JSON_CONTROL_CHARACTER "json-control-character" 400 never,
        "正文的字符串中有未转义的控制字符（第 {line} 行，第 {column} 列）。",
        "A string of the body holds a bare control character (line {line}, column {column}).",
        "请去掉该字符，换行请写作 \\n。", "Remove it; write a line break as \\n.";
    FIELD_UNKNOWN "field-unknown" 400 never,
        "字段 {pointer} 不被识别。", "The field {pointer} is not known here.",
        "请去掉该字段或改正拼写；可用字段：{known}。", "Remove it or correct its spelling; known fields: {known}.";
    FIELD_MISSING "field-missing" 400 never,
        "缺少字段 {pointer}。", "The field {pointer} is missing.",
        "请补上该字段。", "Add the field.";
    FIELD_DUPLICATE "field-duplicate" 400 never,
        "字段 {pointer} 出现了两次。", "The field {pointer} appears twice.",
        "请只保留一个。", "Keep one of them.";
    FIELD_TYPE "field-type" 400 never,
        "字段 {pointer} 的类型不对，应为：{expected}。", "The field {pointer} has the wrong type; expected: {expected}.",
        "请按接口文档改正类型。", "Correct the type as the interface document says.";
    FIELD_VALUE "field-value" 422 never,
        "字段 {pointer} 的值不在允许范围内：{expected}。", "The field {pointer} has a value that is not allowed: {expected}.",
        "请使用接口文档列出的值。", "Use one of the values the interface document lists.";
    SEARCH_TEXT "search-text" 422 never,
        "检索词须有字母、数字或汉字，且不超过 {max} 个字符。", "A search needs a letter, a digit or a character, and at most {max} of them.",
        "请输入姓名、名称、编号、日期或申请书中的词。", "Give a name, a number, a date or words of the application.";
    LIST_EMPTY "list-empty" 422 never,
        "列表至少要有一项。", "The list needs at least one item.",
        "请至少填写一项。", "Give at least one item.";
    LIST_TOO_LONG "list-too-long" 422 never,
        "列表最多 {max} 项。", "The list may have at most {max} items.",
        "请减少项数。", "Give fewer items.";
    BODY_INCOMPLETE "body-incomplete" 400 never,
        "请求正文没有完整到达。", "The body did not arrive completely.",
        "请检查 Content-Length 与网络后重发。", "Check Content-Length and the connection, then send again.";
    BODY_TOO_LARGE "body-too-large" 413 never,
        "请求正文超过 {max} 字节。", "The body is larger than {max} bytes.",
        "请缩短正文；大文件不放在 JSON 里。", "Send less; large files do not belong into JSON.";
    REQUEST_TIMEOUT "request-timeout" 408 retry,
        "请求正文在 {seconds} 秒内没有到齐。", "The body did not arrive within {seconds} seconds.",
        "请检查网络后重发。", "Check the connection, then send again.";
    CONTENT_TYPE_UNSUPPORTED "content-type-unsupported" 415 never,
        "本接口只接受 application/json（UTF-8，不压缩）。", "Only application/json (UTF-8, not compressed) is accepted here.",
        "请设置 Content-Type: application/json，且不要设置 Content-Encoding。",
        "Send Content-Type: application/json and no Content-Encoding.";
    IDEMPOTENCY_KEY_MISSING "idempotency-key-missing" 400 never,
        "写操作必须带 Idempotency-Key 请求头。", "A write needs the header Idempotency-Key.",
        "请为每一次办理生成一个新值（如 UUID），重试时沿用同一个值。",
        "Make a new value (a UUID, say) for each intention and keep it for every retry.";
    IDEMPOTENCY_KEY_MALFORMED "idempotency-key-malformed" 400 never,
        "Idempotency-Key 须为 1 至 128 个可见 ASCII 字符。", "Idempotency-Key must be 1 to 128 visible ASCII characters.",
        "请改用 UUID 之类的值。", "Use a value like a UUID.";
    IDEMPOTENCY_KEY_REUSED "idempotency-key-reused" 422 never,
        "该 Idempotency-Key 已用于另一个内容不同的请求。", "This Idempotency-Key was used for a different request before.",
        "新的办理请换新的值；重试请逐字节重发原请求。", "Use a new key for a new intention; repeat a request byte for byte to retry it.";
    IF_MATCH_MALFORMED "if-match-malformed" 400 never,
        "If-Match 须为 * 或带引号的修订号，例如 \"7\"。", "If-Match must be * or one revision in quotes, like \"7\".",
        "请原样使用上次应答的 ETag。", "Send back the ETag of the last answer as it was.";
    CONSISTENCY_TOKEN_MALFORMED "consistency-token-malformed" 400 never,
        "Consistency-Token 的格式不对。", "The Consistency-Token is not well-formed.",
        "请原样使用写操作应答中的 Consistency-Token。", "Send back the Consistency-Token of a write's answer as it was.";
    CONSISTENCY_TOKEN_FOREIGN "consistency-token-foreign" 409 never,
        "Consistency-Token 来自另一份日志（例如恢复备份之前）。",
        "The Consistency-Token belongs to another life of the log (before a restore, say).",
        "请丢弃它并重新查询；其后的写入可能已不在。", "Drop it and query again; what was written under it may be gone.";
    CURSOR_MALFORMED "cursor-malformed" 400 never,
        "分页游标的格式不对。", "The cursor is not well-formed.",
        "请原样使用上一页给出的 next，或从头查询。", "Send back the `next` of the last page as it was, or start over.";
    QUERY_PARAMETER_INVALID "query-parameter-invalid" 400 never,
        "查询参数 {pointer} 有误：{expected}。", "The query parameter {pointer} is wrong: {expected}.",
        "请按接口文档改正。", "Correct it as the interface document says.";
    AS_OF_TOO_LONG "as-of-too-long" 422 never,
        "该案件的记录超过 {most} 项，不能还原到过去的时点。", "The record of this case has more than {most} entries and is not rebuilt as of an earlier moment.",
        "请使用证明文件 bundle 核对。", "Use the bundle of the settlement instead.";
    QUERY_PARAMETER_UNKNOWN "query-parameter-unknown" 400 never,
        "查询参数 {pointer} 不被识别。", "The query parameter {pointer} is not known here.",
        "请去掉它或改正拼写；可用参数：{known}。", "Remove it or correct its spelling; known parameters: {known}.";
    PATH_PARAMETER_INVALID "path-parameter-invalid" 400 never,
        "网址中的编号格式不对。", "An id in the address is not well-formed.",
        "请使用接口给出的编号。", "Use an id this interface has given.";
    NOT_FOUND "not-found" 404 never,
        "没有找到，或您无权看到。", "There is nothing here, or nothing you may see.",
        "请核对网址与身份。", "Check the address and who you are signed in as.";
    METHOD_NOT_ALLOWED "method-not-allowed" 405 never,
        "该网址不支持此方法，可用：{allow}。", "This address does not take that method; it takes: {allow}.",
        "请改用可用的方法。", "Use one of these methods.";
}
