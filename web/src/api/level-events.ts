// The news of one levelling as they happen: how far it has come, until it has ended. The browser connects
// again by itself; where it gives up, the listener is told and asks in its own way.
import type { Source } from "./stream-core.ts";
import { openEventSource } from "./stream-hub.ts";
import type { Levelling } from "./types.ts";

export interface LevelListener {
  /** What was found is not in it. */
  news(job: Levelling): void;
  /** There will be no more news. */
  lost(): void;
}

export type OpenLevelEvents = (path: string) => Source;

export function isUnderWay(job: Levelling | null): boolean {
  return job?.state === "waiting" || job?.state === "running";
}

export function openLevelEvents(path: string): Source {
  return openEventSource(path, ["levelling"]);
}

/** Follows until the job has ended or the returned function is called. */
export function followLevelling(
  where: { project: number; job: number },
  listener: LevelListener,
  open: OpenLevelEvents = openLevelEvents,
): () => void {
  const source = open(`/api/v1/projects/${where.project}/level/${where.job}/events`);
  source.onevent = (_, data) => {
    const job = JSON.parse(data) as Levelling;
    if (job.job !== where.job) return;
    if (!isUnderWay(job)) source.close();
    listener.news(job);
  };
  source.onerror = () => {
    if (source.isClosed) listener.lost();
  };
  return () => source.close();
}
