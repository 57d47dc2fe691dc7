//! Requests by the wrong person, or by nobody known.

super::table! {
    TOKEN_MISSING "token-missing" 401 never,
        "请求没有携带访问令牌。", "The request carries no access token.",
        "请加上请求头 Authorization: Bearer <令牌>。", "Add the header Authorization: Bearer <token>.";
    TOKEN_MALFORMED "token-malformed" 401 never,
        "访问令牌的格式不对。", "The access token is not well-formed.",
        "请重新取得令牌并原样使用。", "Get a new token and send it as it is.";
    TOKEN_EXPIRED "token-expired" 401 never,
        "访问令牌已过期。", "The access token has expired.",
        "请重新登录取得新令牌。", "Sign in again for a new token.";
    TOKEN_NOT_YET_VALID "token-not-yet-valid" 401 never,
        "访问令牌尚未生效。", "The access token is not valid yet.",
        "请等到生效时间，或检查签发方与本机的时钟。", "Wait until it is, or check the clocks of issuer and server.";
    TOKEN_FOREIGN "token-foreign" 401 never,
        "访问令牌不是为本系统签发的，或签名不符。", "The access token was not issued for this house, or its signature does not match.",
        "请使用本系统认可的签发方签发的令牌。", "Use a token from the issuer this house trusts.";
    TOKEN_REVOKED "token-revoked" 401 never,
        "该账号的访问已被吊销。", "The access of this account was withdrawn.",
        "如仍有权使用，请重新登录取得新令牌，或联系安全管理员恢复。", "If you may still enter, sign in again for a new token, or ask the security administrator to lift it.";
    TOKEN_CERTIFICATE_MISMATCH "token-certificate-mismatch" 401 never,
        "访问令牌绑定了客户端证书，而本连接未出示该证书。", "The access token is bound to a client certificate, and this connection was not made with it.",
        "请用令牌所绑定的证书建立连接，或为当前证书重新取得令牌。", "Connect with the certificate the token is bound to, or get a token for the one you use.";
    REVOCATION_LIFTED "revocation-lifted" 409 never,
        "该项吊销已经解除。", "This withdrawal was lifted already.",
        "请查看吊销清单。", "Look at the list of withdrawals.";
    REVOCATION_NOT_LASTING "revocation-not-lasting" 409 never,
        "该项吊销只针对此前签发的令牌，无可解除；新令牌不受影响。", "This withdrawal was of the tokens issued until then; there is nothing to lift, a new token is taken.",
        "请让该账号重新登录。", "Have the account sign in again.";
    CLAIMS_UNMAPPED "claims-unmapped" 403 never,
        "令牌真实有效，但按配置无法从中确定唯一的 {claim}。", "The token is genuine, but what it says names no one {claim} by the house's settings.",
        "请让管理员核对该签发方的声明对应表。", "Have the administrator look at how this issuer's claims are read.";
    KEYS_NOT_AT_HAND "keys-not-at-hand" 503 retry,
        "暂时取不到签发方的公钥，无法核验令牌。", "The issuer's keys cannot be fetched now; the token can be neither trusted nor refused.",
        "请稍后重试。", "Try again a little later.";
    CLAIMS_INCOMPLETE "claims-incomplete" 403 never,
        "令牌中的角色 {role} 缺少必需的声明 {claim}。", "The token's role {role} lacks the claim {claim}.",
        "请让管理员为该账号补上声明。", "Have the administrator add the claim to the account.";
    FORBIDDEN "forbidden" 403 never,
        "角色 {role} 不得办理 {action}；可办理的角色：{allowed}。", "The role {role} may not {action}; these may: {allowed}.",
        "请由有权的人员办理。", "Leave it to somebody who may.";
    EMERGENCY_NOT_NEEDED "emergency-not-needed" 409 never,
        "本中心的案件可以直接查看，无需紧急访问。", "This is a case of the own centre; it is read without an emergency.",
        "请直接读取案件。", "Read the case as always.";
    EMERGENCY_REVIEWED "emergency-reviewed" 409 never,
        "该次紧急访问已经审核。", "This emergency access was reviewed already.",
        "请查看已有的审核结论。", "Read what was held of it.";
    REFERENCE_PERSONAL "reference-personal" 422 never,
        "{pointer} 须为一至二百字的文书编号或事由，不得含有证件号码或电话号码。", "{pointer} takes the number of a paper or a reason of 1 to 200 characters, and nobody's document or phone number.",
        "请只写文书编号；访问日志长期保存，不得写入个人信息。", "Write the number of the paper only: the access journal is kept for good and holds no personal data.";
    INQUIRY_REFERENCE "inquiry-reference" 422 never,
        "{pointer} 须为本法院案件的案号。", "{pointer} takes the number of a matter of the own court.",
        "请填写为之查询的本院案号，例如（2026）粤0104执123号。", "Give the number of the own matter it is asked for, such as （2026）粤0104执123号.";
    RATE_LIMITED "rate-limited" 429 retry,
        "请求过于频繁。", "Too many requests.",
        "请按 Retry-After 等待后重试。", "Wait as Retry-After says, then try again.";
}
