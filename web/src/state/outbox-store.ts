// Edits not yet answered lie in IndexedDB, so that a reload or a crash loses nothing. Where there is
// no IndexedDB (a private window, perhaps) they live as long as the page.
import type { OutboxEntry, OutboxStore } from "../model/outbox.ts";

const NAME = "gantline";
const STORE = "outbox";

export function openOutboxStore(factory: IDBFactory | undefined): OutboxStore {
  if (!factory) return new MemoryStore();
  return new IndexedStore(factory);
}

class IndexedStore implements OutboxStore {
  #factory: IDBFactory;
  #opened: Promise<IDBDatabase> | null = null;

  constructor(factory: IDBFactory) {
    this.#factory = factory;
  }

  async load(project: number): Promise<OutboxEntry[]> {
    const store = await this.#store("readonly");
    const all = await answer(store.getAll() as IDBRequest<OutboxEntry[]>);
    return all.filter((one) => one.project === project).sort((a, b) => a.at - b.at);
  }

  async put(entry: OutboxEntry): Promise<void> {
    const store = await this.#store("readwrite");
    await answer(store.put(entry));
  }

  async remove(key: string): Promise<void> {
    const store = await this.#store("readwrite");
    await answer(store.delete(key));
  }

  async #store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    this.#opened ??= this.#open();
    const database = await this.#opened;
    return database.transaction(STORE, mode).objectStore(STORE);
  }

  #open(): Promise<IDBDatabase> {
    const request = this.#factory.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(STORE, { keyPath: "key" });
    };
    return answer(request);
  }
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

export class MemoryStore implements OutboxStore {
  #entries = new Map<string, OutboxEntry>();

  load(project: number): Promise<OutboxEntry[]> {
    const all = [...this.#entries.values()].filter((one) => one.project === project);
    return Promise.resolve(all.sort((a, b) => a.at - b.at));
  }

  put(entry: OutboxEntry): Promise<void> {
    this.#entries.set(entry.key, entry);
    return Promise.resolve();
  }

  remove(key: string): Promise<void> {
    this.#entries.delete(key);
    return Promise.resolve();
  }
}
