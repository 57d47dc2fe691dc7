//! Refusals around proofs.

super::table! {
    SETTLEMENT_NOT_EFFECTIVE "settlement-not-effective" 409 never,
        "本案尚无已生效的调解协议，不能出具证明文件。", "The case has no agreement in effect, so there is nothing to prove.",
        "请在协议全部签署、盖章并生效后再取。", "Ask again when the agreement is signed by all, sealed and in effect.";
    SETTLEMENT_BY_SILENCE "settlement-by-silence" 409 never,
        "协议因各方未提异议而成立，没有签名和印章可供证明。", "The agreement came about because nobody objected; there is no signature and no seal to prove.",
        "请查阅案件记载的送达与异议期，归档文件可供核验。", "Read the services and times to object in the case; the archive file can be verified.";
    AGREEMENT_ERASED "agreement-erased" 410 never,
        "协议文字的密钥已依法销毁，不能再出具含原文的证明文件。", "The key of the agreement's wording was destroyed by law; it cannot be handed out any more.",
        "此前出具的证明文件仍可验证；纸质协议可用其哈希核验。", "Bundles handed out before still verify; a paper copy can be checked by its hash.";
    PROOF_NOT_YET "proof-not-yet" 503 retry,
        "最近的检查点尚未覆盖本案的最后一步。", "No checkpoint covers the last step of this case yet.",
        "请按 Retry-After 稍后重试。", "Try again as Retry-After says.";
    PROOF_STOPPED "proof-stopped" 503 never,
        "日志与已签署的检查点不一致（{verdict}），已停止签署，需人工核查。", "The log is not the one that was signed ({verdict}); nothing is signed until somebody has looked.",
        "请联系系统管理员运行 hejie verify。", "Ask the administrator to run hejie verify.";
    COSIGNATURE_REFUSED "cosignature-refused" 422 never,
        "未接受该见证签名：{reason}。", "The cosignature was not taken: {reason}.",
        "请对 GET /proof/checkpoint 的原文签名，并附原有签名行一并提交。", "Cosign the text of GET /proof/checkpoint and send it with the lines it has.";
    CHECKPOINT_EVIDENCE "checkpoint-evidence" 409 never,
        "该检查点确由本日志签署，但与现有日志不符（{verdict}）：{reason}。", "This log signed that checkpoint, yet it does not belong to the log that is here ({verdict}): {reason}.",
        "请保存该检查点作为证据并通知中心与监督机构。", "Keep the checkpoint as evidence and tell the centre and whoever supervises it.";
    CERTIFICATE_MISSING "certificate-missing" 422 never,
        "本中心的电子签名须附数字证书。", "An electronic signature needs a certificate here.",
        "请用认证机构签发的证书签署，并提交证书链与签名值。", "Sign with a certificate of an accredited authority and send the chain and the signature.";
    CERTIFICATE_NOT_ELECTRONIC "certificate-not-electronic" 422 never,
        "数字证书只用于电子签名，本次签署方式不是电子签名。", "A certificate belongs to an electronic signature; this one is made otherwise.",
        "请将签署方式改为 E_SIGN，或不提交证书。", "State E_SIGN as the method, or leave the certificate out.";
    CERTIFICATE_AUTHORITIES_MISSING "certificate-authorities-missing" 409 never,
        "本中心尚未设定可信认证机构，无法核验数字证书。", "The centre has not said which authorities it trusts, so no certificate can be judged.",
        "请系统管理员设置 signing.authorities_file。", "Have the administrator set signing.authorities_file.";
    CERTIFICATE_MALFORMED "certificate-malformed" 422 never,
        "证书链或签名值无法读取。", "The certificates or the signature cannot be read.",
        "请提交 DER 证书的 Base64，签署人证书在前，最多六张。", "Send the certificates in DER as base64, the signer's first, at most six.";
    CERTIFICATE_ALGORITHM "certificate-algorithm" 422 never,
        "证书的密钥类型与所报算法不符，或不受支持。", "The key of the certificate does not make signatures of the stated kind, or the kind is not supported.",
        "支持 ECDSA P-256 与 RSA（2048 位以上）配 SHA-256；暂不支持国密 SM2。", "ECDSA on P-256 and RSA of 2048 bits or more, with SHA-256, are supported; SM2 is not yet.";
    CERTIFICATE_EXPIRED "certificate-expired" 422 never,
        "证书在签署时不在有效期内。", "The certificate is not valid at the time of signing.",
        "请向认证机构更新证书后再签署。", "Have the authority renew the certificate, then sign.";
    CERTIFICATE_USAGE "certificate-usage" 422 never,
        "该证书不可用于签署文件。", "The certificate is not one to sign documents with.",
        "请使用密钥用途含数字签名的个人或机构证书。", "Use a personal or institutional certificate whose key usage includes digital signatures.";
    CERTIFICATE_UNTRUSTED "certificate-untrusted" 422 never,
        "证书不是由本中心认可的认证机构签发，或证书链不完整。", "No authority the centre trusts vouches for the certificate, or the chain is incomplete.",
        "请附上中间证书，或改用认可机构签发的证书。", "Send the intermediate certificates, or use one of a trusted authority.";
    CERTIFICATE_SIGNATURE "certificate-signature" 422 never,
        "签名值不是用该证书对本协议所作：文件不同或密钥不同。", "The signature is not one of this agreement by the key of this certificate: another document or another key.",
        "请对当前版本协议的规范字节（其 SHA-256 即协议哈希）重新签名。", "Sign the canonical bytes of the version on the table again; their SHA-256 is the agreement's hash.";
    NOT_ARCHIVED "not-archived" 404 never,
        "本案尚未归档。", "The case is not in the archive.",
        "结案后由中心归档。", "The centre archives it once it is closed.";
    ARCHIVE_FILE_MISSING "archive-file-missing" 404 never,
        "本节点没有该档案文件（SHA-256 {sha256}），或文件已被改动。", "The archive file (SHA-256 {sha256}) is not on this node, or is not what was put there.",
        "请向归档的节点索取，或从档案备份中取回到 archive 文件夹。", "Ask the node that archived it, or put it back into the folder archive from its backup.";
}
