// How an entry of the outbox goes over the wire.
import type { Client } from "../api/client.ts";
import { writeBatch } from "../model/wire.ts";
import type { Answer, OutboxEntry } from "../model/outbox.ts";

export function sendEntry(client: Client, entry: OutboxEntry): Promise<Answer> {
  if (entry.kind === "edit") {
    const body = { ...writeBatch(entry.batch), client: entry.client };
    return client.operate(entry.project, body, entry.key);
  }
  const target = entry.target === undefined ? {} : { batch: entry.target };
  const force = entry.force ? { force: true } : {};
  const body = { client: entry.client, ...target, ...force };
  return client.undo(entry.project, entry.kind, body, entry.key);
}
