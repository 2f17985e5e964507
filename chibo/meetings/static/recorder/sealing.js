// A finished meeting as a file only the office opens; the other side is chibo/base/sealing.py.
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const text = new TextEncoder();
const MAGIC = text.encode("CHIBO-GHI-1\n");

const joined = async (...parts) => new Uint8Array(await new Blob(parts).arrayBuffer());

/** `office` is the point of the office in base64, as it came with what was prepared. */
export async function sealed(value, office) {
  const theirs = Uint8Array.from(atob(office), (letter) => letter.charCodeAt(0));
  const mark = new Uint8Array(await crypto.subtle.digest("SHA-256", theirs)).slice(0, 8);
  const own = await crypto.subtle.generateKey(CURVE, false, ["deriveBits"]);
  const point = await crypto.subtle.exportKey("raw", own.publicKey);
  const head = await joined(MAGIC, mark, point);
  const open = await crypto.subtle.importKey("raw", theirs, CURVE, true, []);
  const shared = await crypto.subtle.deriveBits({ name: "ECDH", public: open }, own.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const info = await joined(head, theirs);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(), info };
  const key = await crypto.subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv, additionalData: head }, key, text.encode(JSON.stringify(value)));
  return new Blob([head, iv, data], { type: "application/octet-stream" });
}
