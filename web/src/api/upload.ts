// Sending a file with progress. XMLHttpRequest, since fetch does not tell how much was sent; the
// only user of it.
import { fail, succeed } from "../base/result.ts";
import { makeProblem, unreachable } from "./problem.ts";
import type { Outcome } from "./types.ts";

export interface Upload<T> {
  readonly answer: Promise<Outcome<T>>;
  cancel(): void;
}

export function uploadFile<T>(
  path: string,
  file: Blob,
  progress: (sent: number, whole: number) => void,
): Upload<T> {
  const request = new XMLHttpRequest();
  const answer = new Promise<Outcome<T>>((resolve) => {
    request.upload.onprogress = (event) => progress(event.loaded, event.total || file.size);
    request.onload = () => resolve(readAnswer<T>(request));
    request.onerror = () => resolve(fail(unreachable("")));
    request.onabort = () => resolve(fail(makeProblem(499, { title: "cancelled" })));
  });
  request.open("POST", path);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("Content-Type", "application/octet-stream");
  request.send(file);
  return { answer, cancel: () => request.abort() };
}

function readAnswer<T>(request: XMLHttpRequest): Outcome<T> {
  let json: unknown = null;
  try {
    json = JSON.parse(request.responseText);
  } catch {
    json = { title: request.statusText };
  }
  const isFine = request.status >= 200 && request.status < 300;
  return isFine ? succeed(json as T) : fail(makeProblem(request.status, json));
}
