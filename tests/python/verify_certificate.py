"""A second verifier of certificates of erasure, written from docs/proof-format.md alone; shares no code with the product.

verify_certificate.py [--log KEY]... FILE...   prints one verdict a file: `ok` or a code.
"""
import json, re, sys
from verify_bundle import Bad, b64, included, key, load, need, open_checkpoint, sha, shaped, SHAPE

def text_of(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)

def verify(data, logs):
    need(len(data) <= 4 * 1024 * 1024, "too-large")
    try:
        paper = json.loads(data.decode())
    except (ValueError, RecursionError):
        raise Bad("malformed") from None
    need(isinstance(paper, dict) and paper.get("format") == "hejie-erasure-certificate/1", "unknown-format")
    need(text_of(paper).encode() == data.strip(), "not-as-handed-out")
    stated, proof = paper.pop("sha256", None), paper.pop("proof", None)
    need(isinstance(stated, str), "malformed")
    need(shaped(proof, {"stream": str, "event": SHAPE["events"][0], "checkpoint": str}), "malformed")
    need(isinstance(paper.get("number"), str) and isinstance(paper.get("made_at"), str), "malformed")
    outcome = {"case", "subject", "done"}
    need(isinstance(paper.get("outcomes"), list), "malformed")
    need(all(isinstance(item, dict) and all(isinstance(item.get(name), str) for name in outcome)
             for item in paper["outcomes"]), "malformed")
    need(sha(text_of(paper).encode()).hex() == stated, "certificate-hash")
    event, stream = proof["event"], proof["stream"]
    need(re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event["event_id"]), "malformed")
    need(event["revision"] >= 0 and event["leaf_index"] >= 0 and -2**63 <= event["recorded_at_us"] < 2**63, "malformed")
    need(event["previous"] is None or re.fullmatch("[0-9a-f]{64}", event["previous"]), "malformed")
    metadata, payload = b64(event["metadata"]), b64(event["payload"])
    siblings = [b64(item, size=32) for item in event["proof"]]
    size, root, _ = open_checkpoint(proof["checkpoint"], logs, [], 0)
    need(event["leaf_index"] < size, "leaf-outside")
    prefixed = lambda name: len(name.encode()).to_bytes(8, "big") + name.encode()
    previous = None if event["previous"] is None else bytes.fromhex(event["previous"])
    leaf = sha(b"\x00", b"hejie/leaf/v1\n" if previous is None else b"hejie/leaf/v2\n", prefixed(stream),
               event["revision"].to_bytes(8, "big"), bytes.fromhex(event["event_id"].replace("-", "")),
               prefixed(event["event_type"]), event["recorded_at_us"].to_bytes(8, "big", signed=True),
               sha(metadata), sha(payload), previous or b"")
    need(included(event["leaf_index"], size, leaf, siblings, root), "not-included")
    need(event["event_type"] == "data-request.fulfilled.v1" and stream.rpartition("~")[::2][1] == paper["number"]
         and "~" in stream, "other-request")
    named = load(payload, "event-unreadable").get("certificate") or {}
    need((named.get("number"), named.get("sha256")) == (paper["number"], stated), "other-certificate")

def main(arguments):
    logs, files, words = [], [], iter(arguments)
    for word in words:
        logs.append(key(next(words))) if word == "--log" else files.append(word)
    for name in files:
        try:
            with open(name, "rb") as file:
                verify(file.read(), logs)
            print("ok")
        except Bad as bad:
            print(bad.args[0])

if __name__ == "__main__":
    main(sys.argv[1:])
