//! Refusals at the door of the house itself: signing in, sessions, passwords, second factors.

super::table! {
    SIGN_IN_REFUSED "sign-in-refused" 401 never,
        "账号、密码或动态码不正确。", "Name, password or code is wrong.",
        "请核对后重试；连续五次错误后须等待。", "Look again and try again; after five wrong ones in a row there is a wait.";
    SIGN_IN_LOCKED "sign-in-locked" 429 retry,
        "连续错误次数过多，暂时不能登录。", "Too many wrong ones in a row; nobody signs in under this name for now.",
        "请按 Retry-After 等待后重试。", "Wait as Retry-After says, then try again.";
    SIGN_IN_OFF "sign-in-off" 409 never,
        "本系统不办理登录，请在所配置的签发方登录。", "Nobody signs in here; people sign in at the issuer of the settings.",
        "请在签发方登录后携带其令牌访问。", "Sign in there and come with its token.";
    SESSION_ENDED "session-ended" 401 never,
        "会话已经结束。", "The session has ended.",
        "请重新登录。", "Sign in again.";
    PASSWORD_CHANGE_NEEDED "password-change-needed" 403 never,
        "该密码由他人设定，须先修改。", "This password was given by somebody else and has to be changed first.",
        "请以 POST /v1/password 修改密码后再登录。", "Change it with POST /v1/password, then sign in.";
    SECOND_FACTOR_NEEDED "second-factor-needed" 403 never,
        "该角色须先绑定第二因素才能登录。", "This role signs in with a second factor only.",
        "请以 POST /v1/second-factor 绑定并以首个动态码确认。", "Enrol one with POST /v1/second-factor and confirm it with its first code.";
    SECOND_FACTOR_UNASKED "second-factor-unasked" 409 never,
        "没有待确认的第二因素，或已超过十分钟。", "No second factor waits for its first code, or it waited longer than ten minutes.",
        "请重新绑定。", "Enrol one anew.";
    PASSWORD_LENGTH "password-length" 422 never,
        "{pointer} 须为 12 至 128 个字符。", "{pointer} takes 12 to 128 characters.",
        "请使用更长的一句话作密码。", "Take a sentence of your own.";
    PASSWORD_COMMON "password-common" 422 never,
        "{pointer} 过于常见。", "{pointer} is among the first that are guessed.",
        "请换一个别人想不到的密码。", "Take one nobody thinks of.";
    PASSWORD_NAME "password-name" 422 never,
        "{pointer} 不得含有账号名。", "{pointer} must not hold the name of the account.",
        "请换一个密码。", "Take another one.";
    PASSWORD_SAME "password-same" 422 never,
        "{pointer} 与原密码相同。", "{pointer} is the password of before.",
        "请换一个密码。", "Take another one.";
    ACCOUNT_TAKEN "account-taken" 409 never,
        "该账号名已被使用。", "There is an account of this name.",
        "请换一个账号名。", "Take another name.";
    ACCOUNT_OWN "account-own" 403 never,
        "不得为自己开立或重置账号。", "Nobody gives an account to himself or resets his own.",
        "请由另一名安全管理员办理。", "Leave it to another security administrator.";
    CLAIMS_UNFIT "claims-unfit" 422 never,
        "{pointer} 缺少角色 {role} 必需的归属，或归属格式不对。", "{pointer} lacks what the role {role} is bound to, or one of them is not well-formed.",
        "请核对中心、机构、法院、调解员或当事人的编号。", "Look at the ids of centre, institution, court, mediator and party.";
}
