//! Refusals around proofs.

super::table! {
    SETTLEMENT_NOT_EFFECTIVE "settlement-not-effective" 409 never,
        "本案尚无已生效的调解协议，不能出具证明文件。", "The case has no agreement in effect, so there is nothing to prove.",
        "请在协议全部签署、盖章并生效后再取。", "Ask again when the agreement is signed by all, sealed and in effect.";
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
}
