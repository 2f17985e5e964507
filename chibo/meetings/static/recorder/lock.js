// The PIN becomes a key that lives in memory only; without it the boxes are noise.
import * as store from "./store.js";

const MOST_TRIES = 5;
const IDLE = 5 * 60 * 1000;
const text = new TextEncoder();
let key = null;
let idle = null;

export const isOpen = () => key !== null;

async function keyFrom(pin, salt, rounds) {
  const typed = await crypto.subtle.importKey("raw", text.encode(pin), "PBKDF2", false, ["deriveKey"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: rounds };
  return crypto.subtle.deriveKey(how, typed, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

async function sealed(value, withKey) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const data = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, withKey, text.encode(JSON.stringify(value)));
  return { iv, data };
}

async function unsealed(box, withKey) {
  const data = await crypto.subtle.decrypt({ name: "AES-GCM", iv: box.iv }, withKey, box.data);
  return JSON.parse(new TextDecoder().decode(data));
}

export const hasPin = async () => (await store.read("lock", "lock")) !== undefined;

export async function setPin(pin) {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const rounds = Number(document.body.dataset.rounds);
  const made = await keyFrom(pin, salt, rounds);
  await store.write("lock", "lock", { salt, rounds, tries: 0, proof: await sealed("mở", made) });
  key = made;
}

/** Tries left (0: what was prepared has been wiped), or null when the PIN is right. */
export async function unlock(pin) {
  const lock = await store.read("lock", "lock");
  // Counted before it is tried: closing the page does not give the try back.
  const tries = lock.tries + 1;
  await store.write("lock", "lock", { ...lock, tries });
  const made = await keyFrom(pin, lock.salt, lock.rounds);
  try {
    await unsealed(lock.proof, made);
  } catch {
    if (tries >= MOST_TRIES) await store.dropPrepared();
    return Math.max(MOST_TRIES - tries, 0);
  }
  await store.write("lock", "lock", { ...lock, tries: 0 });
  key = made;
  return null;
}

export function close() {
  key = null;
}

/** `locked` is called when nobody has touched the page for a while. */
export function watchIdle(locked) {
  const again = () => {
    clearTimeout(idle);
    idle = setTimeout(() => {
      if (!isOpen()) return;
      close();
      locked();
    }, IDLE);
  };
  for (const name of ["pointerdown", "keydown", "input"]) document.addEventListener(name, again, { passive: true });
  again();
}

export const put = async (name, value) => store.write("boxes", name, await sealed(value, key));

export async function all(prefix) {
  const names = (await store.keys("boxes")).filter((name) => name.startsWith(prefix));
  return Promise.all(names.map(async (name) => unsealed(await store.read("boxes", name), key)));
}
