// The shared worker: one for all tabs of the browser, it alone holds event streams.
import { systemClock } from "./system.ts";
import { type FromHub, openEventSource, StreamHub, type ToHub } from "./stream-hub.ts";

const hub = new StreamHub(systemClock, openEventSource);

addEventListener("connect", (event) => {
  const port = (event as MessageEvent).ports[0];
  if (!port) return;
  const listener = (message: FromHub): void => port.postMessage(message);
  port.onmessage = ({ data }: MessageEvent<ToHub>) => hub.handle(listener, data);
});
