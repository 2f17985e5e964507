// Boxes in the browser's own store; everything in them is encrypted by lock.js before it comes here.
import { openDB, deleteDB } from "../vendor/idb.js";

const NAME = "ghi-may";
let opened = null;

function open() {
  opened ??= openDB(NAME, 1, {
    upgrade(db) {
      db.createObjectStore("lock");
      db.createObjectStore("boxes");
    },
    terminated() {
      opened = null;
    },
  });
  return opened;
}

export const read = async (store, key) => (await open()).get(store, key);
export const keys = async (store) => (await open()).getAllKeys(store);
export const write = async (store, key, value) => (await open()).put(store, value, key);
export const drop = async (store, key) => (await open()).delete(store, key);

/** What was prepared goes; recordings not yet sent stay, encrypted as they are. */
export async function dropPrepared() {
  for (const key of await keys("boxes")) if (key.startsWith("prepared:")) await drop("boxes", key);
}

export async function dropAll() {
  if (opened) (await opened).close();
  opened = null;
  await deleteDB(NAME);
}
