"""A second verifier of settlement bundles and archives, written from docs/proof-format.md alone; shares no code with the product.

verify_bundle.py [--log KEY]... [--witness KEY]... [--needed N] [--ca PEMFILE]... FILE...   prints one verdict a file: `ok` or a code.
Needs Python 3.9 and the package `cryptography`.
"""
import base64, datetime, hashlib, json, re, sys
from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

SHAPE = {"format": str, "case": str, "stream": str, "chain_head": str, "checkpoint": str, "signers": [str],
         "agreement": {"no": str, "version": int, "bytes": str, "sha256": str},
         "signatures": [{"revision": int, "signer": {"kind": str, "id": str}, "method": str, "signed_at": str,
                         "evidence_sha256": str}],
         "seal": {"revision": int, "seal": str, "sealed_at": str},
         "effect": {"revision": int, "regimes": [{"regime": str, "at": str}], "effective_at": str, "effective_on": str},
         "confirmation": [{"revision": int, "event_type": str, "occurred_at": str, "court_no": None, "on": None}],
         "events": [{"revision": int, "event_id": str, "event_type": str, "recorded_at_us": int, "metadata": str,
                     "payload": str, "previous": None, "leaf_index": int, "proof": [str]}]}

ARCHIVE = {name: SHAPE[name] for name in ("format", "case", "stream", "events", "chain_head", "checkpoint", "signers")}

CERTIFICATE = {"chain": [str], "signature": str, "algorithm": str, "ca": str, "serial": str}
PURPOSES = {"1.3.6.1.5.5.7.3.36", "1.3.6.1.5.5.7.3.4", "1.3.6.1.5.5.7.3.2", "2.5.29.37.0"}

class Bad(Exception):
    pass

def need(condition, code):
    if not condition:
        raise Bad(code)

def sha(*parts):
    return hashlib.sha256(b"".join(parts)).digest()

def shaped(value, shape):
    if isinstance(shape, dict):
        return isinstance(value, dict) and value.keys() == shape.keys() and all(shaped(value[k], shape[k]) for k in shape)
    if isinstance(shape, list):
        return isinstance(value, list) and all(shaped(item, shape[0]) for item in value)
    if shape is int:  # every whole number of the format fits 64 bits; only recorded_at_us may be negative
        return type(value) is int and -2**63 <= value < 2**64
    return isinstance(value, str) or (shape is None and value is None)

def unique(pairs):
    need(len(pairs) == len(dict(pairs)), "malformed")
    return dict(pairs)

def load(data, code):
    try:
        return json.loads(data.decode(), object_pairs_hook=unique, parse_constant=lambda _: need(False, code))
    except (ValueError, RecursionError, Bad):
        raise Bad(code) from None

def b64(text, code="malformed", size=None):
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Bad(code) from None
    need(base64.b64encode(data).decode() == text and size in (None, len(data)), code)
    return data

def key(line):
    name, key_id, data = line.split("+", 2)
    data = base64.b64decode(data)
    assert key_id == sha(name.encode(), b"\n", data)[:4].hex(), "not a verifier key"
    return name, key_id, data[0], Ed25519PublicKey.from_public_bytes(data[1:])

def open_checkpoint(note, logs, witnesses, needed):
    text, blank, tail = note.rpartition("\n\n")
    lines, bad = text.split("\n"), "checkpoint-malformed"
    need(blank and tail.endswith("\n") and len(lines) == 3 and not re.search("[\x00-\x09\x0b-\x1f]", note), bad)
    need(re.fullmatch(r"[^\s+]+", lines[0]) and re.fullmatch("0|[1-9][0-9]{0,19}", lines[1]), bad)
    size, root, signed = int(lines[1]), b64(lines[2], bad, 32), {}
    need(0 < size < 2**64, bad)
    for line in tail[:-1].split("\n"):
        match = re.fullmatch(r"\u2014 ([^\s+]+) (\S+)", line)
        need(match, bad)
        data = b64(match[2], bad)
        need(len(data) > 4 and (match[1], data[:4].hex()) not in signed, bad)
        signed[match[1], data[:4].hex()] = data[4:]
    message, good = (text + "\n").encode(), {1: [], 4: []}
    for name, key_id, kind, public in [k for k in logs if k[2] == 1] + [k for k in witnesses if k[2] == 4]:
        data = signed.get((name, key_id))
        if data is None:
            continue
        try:
            stamp = b"cosignature/v1\ntime %d\n" % int.from_bytes(data[:8], "big") if kind == 4 else b""
            public.verify(data[8:] if kind == 4 else data, stamp + message)
        except InvalidSignature:
            raise Bad("checkpoint-signature") from None
        need(kind == 4 or name == lines[0], "checkpoint-other-log")
        good[kind].append((name, key_id))
    need(good[1] or any(name == lines[0] for name, *_ in logs), "checkpoint-other-log")
    need(good[1], "checkpoint-unknown-signer")
    need(len(set(good[4])) >= needed, "witnesses-missing")
    return size, root, ["+".join(name) for name in signed]

def included(index, size, leaf, proof, root):
    at, last = index, size - 1
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            leaf = sha(b"\x01", sibling, leaf)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            leaf = sha(b"\x01", leaf, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and leaf == root

def certified(part, recorded, signed_at, message, authorities):
    """A signature made with a certificate: the recorded one, valid then, vouched for, over these bytes."""
    chain = [b64(text, "certificate-malformed") for text in part["chain"]]
    named = sha(*(part for der in chain for part in (len(der).to_bytes(8, "big"), der))).hex()
    same = all(part[name] == recorded[name] for name in ("signature", "algorithm", "ca", "serial"))
    need(named == recorded["chain_sha256"] and same, "certificate-claim")
    need(part["algorithm"] in ("ECDSA_P256_SHA256", "RSA_PKCS1_SHA256"), "certificate-algorithm")
    signature, at = b64(part["signature"], "certificate-signature"), signed_at[0].replace(tzinfo=datetime.timezone.utc)
    need(0 < len(chain) <= 6 and all(len(der) <= 16384 for der in chain), "certificate-malformed")
    try:
        chain = [x509.load_der_x509_certificate(der) for der in chain]
    except ValueError:
        raise Bad("certificate-malformed") from None
    valid = lambda cert: cert.not_valid_before_utc <= at <= cert.not_valid_after_utc
    extension = lambda cert, kind: next((e.value for e in cert.extensions if isinstance(e.value, kind)), None)
    signer = chain[0]
    need(valid(signer), "certificate-expired")
    usage, is_ca = extension(signer, x509.KeyUsage), extension(signer, x509.BasicConstraints)
    need(usage and (usage.digital_signature or usage.content_commitment), "certificate-usage")
    names = signer.issuer.get_attributes_for_oid(x509.NameOID.COMMON_NAME) + signer.issuer.get_attributes_for_oid(x509.NameOID.ORGANIZATION_NAME)
    need(names, "certificate-malformed")
    trusted = chain[-1:] if authorities is None else authorities
    if authorities is not None or len(chain) > 1:
        need(not (is_ca and is_ca.ca), "certificate-usage")
        path(signer, chain[1:], trusted, valid, extension)
    key, ecdsa = signer.public_key(), part["algorithm"] == "ECDSA_P256_SHA256"
    need(isinstance(key, ec.EllipticCurvePublicKey) and isinstance(key.curve, ec.SECP256R1) if ecdsa
         else isinstance(key, rsa.RSAPublicKey) and key.key_size >= 2048, "certificate-algorithm")
    try:
        key.verify(signature, message, *((ec.ECDSA(hashes.SHA256()),) if ecdsa else (padding.PKCS1v15(), hashes.SHA256())))
    except InvalidSignature:
        raise Bad("certificate-signature") from None
    need((names[0].value, format(signer.serial_number, "x")) == (part["ca"], part["serial"]), "certificate-claim")

def path(cert, issuers, trusted, valid, extension, depth=0):
    purposes = extension(cert, x509.ExtendedKeyUsage)
    need(purposes is None or any(purpose.dotted_string in PURPOSES for purpose in purposes), "certificate-usage")
    def issued(by):
        try:
            cert.verify_directly_issued_by(by)
            return True
        except (ValueError, TypeError, InvalidSignature):
            return False
    if any(issued(by) for by in trusted):
        return
    above = [by for by in issuers if getattr(extension(by, x509.BasicConstraints), "ca", False) and issued(by)]
    need(above and depth < 6, "certificate-untrusted")
    need(valid(above[0]), "certificate-expired")
    path(above[0], issuers, trusted, valid, extension, depth + 1)

def instant(text):  # comparable: seconds, then the fraction padded to nanoseconds
    match = re.fullmatch(r"((?:19|20|21)\d\d-\d\d-\d\dT(?:[01]\d|2[0-3]):\d\d:\d\d)(?:\.(\d{1,9}))?Z", text, re.ASCII)
    need(match, "event-unreadable")
    return datetime.datetime.fromisoformat(match[1]), (match[2] or "").ljust(9, "0")

def facts(events):
    """Replays the stream: what was drafted, signed, sealed, in effect, confirmed."""
    case, parties, mediator, table, steps = None, [], "", None, []
    for event, metadata, payload in events:
        kind, revision = event["event_type"].removeprefix("case."), event["revision"]
        if not event["event_type"].startswith("case."):
            continue
        data = load(payload, "event-unreadable")
        if kind == "application-filed.v1":
            case, parties = data["case"], [party["party"] for party in data["parties"]]
        elif kind == "assignment-accepted.v1":
            mediator = data["mediator"]
        elif kind == "agreement-drafted.v1":
            need(not (table and table["effect"]), "after-effect")
            table = {"draft": data, "signatures": [], "certified": [], "seal": None, "effect": None}
        elif kind in ("agreement-signed.v1", "agreement-sealed.v1", "agreement-became-effective.v1"):
            at = instant(data.get("signed_at") or data.get("sealed_at") or data["effective_at"])
            need(table and table["draft"]["version"] == data["version"], "other-version")
            need(not table["effect"], "after-effect")
            if kind == "agreement-signed.v1":
                need(data["hash"] == table["draft"]["hash"], "signed-hash")
                evidence = sha(data["evidence"]["box"].encode()).hex()
                table["certified"].append(data.get("certificate"))
                table["signatures"].append({"revision": revision, "signer": data["signer"], "method": data["method"],
                                            "signed_at": data["signed_at"], "evidence_sha256": evidence})
            elif kind == "agreement-sealed.v1":
                need(data["hash"] == table["draft"]["hash"], "sealed-hash")
                have = [(by["signer"]["kind"], by["signer"]["id"]) for by in table["signatures"]]
                wanted = [("PARTY", party) for party in parties] + [("MEDIATOR", mediator)]
                need(all(signer in have for signer in wanted), "signature-missing")
                table["seal"] = {"revision": revision, "seal": data["seal"], "sealed_at": data["sealed_at"]}
            else:
                need(table["seal"], "not-sealed")
                theirs = [by for by in table["signatures"] if by["signer"]["kind"] == "PARTY" and by["signer"]["id"] in parties]
                last = max([instant(by["signed_at"]) for by in table["signatures"]] + [instant(table["seal"]["sealed_at"])])
                derived = [("PEOPLES_MEDIATION", last)]
                if theirs and all(by["method"] == "E_SIGN" for by in theirs):
                    derived.append(("ONLINE", max(instant(by["signed_at"]) for by in theirs)))
                stated = [(regime["regime"], instant(regime["at"])) for regime in data["regimes"]]
                day = (at[0] + datetime.timedelta(hours=8)).date().isoformat()
                need(stated == derived and at == max(date for _, date in derived) and data["effective_on"] == day, "effect-wrong")
                table["effect"] = {"revision": revision, **{name: data[name] for name in ("regimes", "effective_at", "effective_on")}}
        elif kind.startswith("confirmation-") or kind == "settlement-confirmed.v1":
            pick = lambda *names: next((data[name] for name in names if isinstance(data.get(name), str)), None)
            occurred = load(metadata, "event-unreadable")["occurred_at"]
            instant(occurred)
            steps.append({"revision": revision, "event_type": event["event_type"], "occurred_at": occurred,
                          "court_no": pick("ruling_no", "court_case_no"),
                          "on": pick("ruled_on", "decided_on", "accepted_on", "filed_on", "on")})
    need(table and table["effect"], "not-effective")
    return case, table, steps

def checked_events(bundle, logs, witnesses, needed):
    """Checkpoint, events under it, chain along the stream: what bundles and archives have in common."""
    stream = bundle["stream"]
    need(len(bundle["events"]) <= 10_000 and re.fullmatch("[0-9a-f]{64}", bundle["chain_head"]), "malformed")
    events, proofs = [], []
    for event in bundle["events"]:
        need(re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", event["event_id"]), "malformed")
        need(event["revision"] >= 0 and event["leaf_index"] >= 0 and -2**63 <= event["recorded_at_us"] < 2**63, "malformed")
        need(event["previous"] is None or re.fullmatch("[0-9a-f]{64}", event["previous"]), "malformed")
        events.append((event, b64(event["metadata"]), b64(event["payload"])))
        proofs.append([b64(item, size=32) for item in event["proof"]])
    size, root, signers = open_checkpoint(bundle["checkpoint"], logs, witnesses, needed)
    need(signers == bundle["signers"], "signers-differ")
    need(events, "no-events")
    link, ids, before = bytes(32), set(), -1
    for number, ((event, metadata, payload), proof) in enumerate(zip(events, proofs)):
        need(event["revision"] == number, "revision-gap")
        need(event["event_id"] not in ids, "event-twice")
        ids.add(event["event_id"])
        need(event["leaf_index"] > before, "leaf-order")
        before = event["leaf_index"]
        need(before < size, "leaf-outside")
        prefixed = lambda name: len(name.encode()).to_bytes(8, "big") + name.encode()
        head = (prefixed(stream) + number.to_bytes(8, "big") + bytes.fromhex(event["event_id"].replace("-", ""))
                + prefixed(event["event_type"]))
        previous = None if event["previous"] is None else bytes.fromhex(event["previous"])
        leaf = sha(b"\x00", b"hejie/leaf/v1\n" if previous is None else b"hejie/leaf/v2\n", head,
                   event["recorded_at_us"].to_bytes(8, "big", signed=True), sha(metadata), sha(payload), previous or b"")
        need(included(before, size, leaf, proof, root), "not-included")
        need(previous in (None, link), "chain-differs")
        link = sha(b"hejie/chain/v1\n", link, head, sha(metadata), sha(payload))
    need(link.hex() == bundle["chain_head"], "chain-differs")
    return events

def verify_archive(archive, logs, witnesses, needed):
    need(shaped(archive, ARCHIVE), "malformed")
    events = checked_events(archive, logs, witnesses, needed)
    named = re.fullmatch("case-(.*)~([^~]*)", archive["stream"], re.DOTALL)
    need(named and named[2] == archive["case"], "other-case")
    need(any(event["event_type"] == "case.closed.v1" for event, *_ in events), "not-closed")

def verify(data, logs, witnesses, needed, authorities=None):
    need(len(data) <= 16 * 1024 * 1024, "too-large")
    bundle = load(data, "malformed")
    versions = {"hejie-settlement-bundle/v1": False, "hejie-settlement-bundle/v2": True}
    if isinstance(bundle, dict) and bundle.get("format") == "hejie-archive/v1":
        return verify_archive(bundle, logs, witnesses, needed)
    need(isinstance(bundle, dict) and bundle.get("format") in versions, "unknown-format")
    certificates = []
    for by in bundle["signatures"] if versions[bundle["format"]] and isinstance(bundle.get("signatures"), list) else []:
        need(isinstance(by, dict) and "certificate" in by, "malformed")
        certificates.append(by.pop("certificate"))
        need(certificates[-1] is None or shaped(certificates[-1], CERTIFICATE), "malformed")
    need(shaped(bundle, SHAPE), "malformed")
    stream, agreement = bundle["stream"], bundle["agreement"]
    text = b64(agreement["bytes"])
    events = checked_events(bundle, logs, witnesses, needed)
    try:
        case, table, steps = facts(events)
    except (KeyError, TypeError, AttributeError, ValueError):
        raise Bad("event-unreadable") from None
    draft = table["draft"]
    need(case == bundle["case"] and re.fullmatch("case-.*~" + re.escape(case), stream), "other-case")
    need(sha(text).hex() == agreement["sha256"], "agreement-bytes")
    need(agreement["sha256"] == draft["hash"], "agreement-not-signed")
    need((agreement["no"], agreement["version"]) == (draft["agreement_no"], draft["version"]), "agreement-claim")
    agreed = load(text, "agreement-content")
    try:
        clear = [(term["body"], term["wording"] is not None) for term in agreed["terms"]]
        need(agreed.keys() == {"case", "agreement_no", "version", "terms", "salt"}, "agreement-content")
        need((agreed["case"], agreed["agreement_no"], agreed["version"]) == (case, agreement["no"], agreement["version"])
             and clear == [(term["body"], term.get("wording") is not None) for term in draft["terms"]], "agreement-content")
    except (KeyError, TypeError, AttributeError):
        raise Bad("agreement-content") from None
    need(bundle["signatures"] == table["signatures"], "signatures-claim")
    need(bundle["seal"] == table["seal"], "seal-claim")
    need(bundle["effect"] == table["effect"], "effect-claim")
    need(bundle["confirmation"] == steps, "confirmation-claim")
    certificates = certificates or [None] * len(table["signatures"])
    for by, stated, recorded in zip(table["signatures"], certificates, table["certified"]):
        need((stated is None) == (recorded is None), "certificate-claim")
        if stated is not None:
            try:
                certified(stated, recorded, instant(by["signed_at"]), text, authorities)
            except (KeyError, TypeError, ValueError, x509.DuplicateExtension):
                raise Bad("certificate-malformed") from None

def main(arguments):
    keys, needed, files, authorities = {"--log": [], "--witness": []}, 0, [], None
    words = iter(arguments)
    for word in words:
        if word in keys:
            keys[word].append(key(next(words)))
        elif word == "--needed":
            needed = int(next(words))
        elif word == "--ca":
            with open(next(words), "rb") as file:
                authorities = (authorities or []) + x509.load_pem_x509_certificates(file.read())
        else:
            files.append(word)
    verdicts = []
    for name in files:
        try:
            with open(name, "rb") as file:
                verify(file.read(), keys["--log"], keys["--witness"], needed, authorities)
            verdicts.append("ok")
        except Bad as bad:
            verdicts.append(bad.args[0])
    print("\n".join(verdicts))
    return 0 if all(verdict == "ok" for verdict in verdicts) else 1

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
