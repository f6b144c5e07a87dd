// The bitmaps behind the two canvases.
// The one idea: the bitmap has exactly the device pixels of the box where the browser tells them, else the
// nearest whole number; its area is capped, because a phone that grants no more answers with an empty canvas.

export interface Size {
  readonly width: number;
  readonly height: number;
  readonly ratio: number;
}

const MOST_PIXELS = 16_700_000;

export function sizeOf(entry: ResizeObserverEntry, ratio: number): Size {
  const { width, height } = entry.contentRect;
  const device = entry.devicePixelContentBoxSize?.[0];
  const exact = device && width > 0 ? device.inlineSize / width : ratio;
  const area = width * height * exact * exact;
  const capped = area > MOST_PIXELS ? exact * Math.sqrt(MOST_PIXELS / area) : exact;
  return { width, height, ratio: capped };
}

export function fitBitmap(canvas: HTMLCanvasElement, size: Size): void {
  const width = Math.round(size.width * size.ratio);
  const height = Math.round(size.height * size.ratio);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
}

/** Gives the memory of a canvas back that is left behind. */
export function dropBitmap(canvas: HTMLCanvasElement): void {
  canvas.width = 0;
  canvas.height = 0;
}

export function observeSize(element: HTMLElement, changed: (size: Size) => void): () => void {
  const observer = new ResizeObserver((entries) => {
    const entry = entries.at(-1);
    if (entry) changed(sizeOf(entry, devicePixelRatio));
  });
  try {
    observer.observe(element, { box: "device-pixel-content-box" });
  } catch {
    observer.observe(element);
  }
  return () => observer.disconnect();
}

/** Calls back when colours may have changed: theme, contrast, forced colours. */
export function observeColors(changed: () => void): () => void {
  const attributes = new MutationObserver(changed);
  attributes.observe(document.documentElement, { attributeFilter: ["data-theme", "class"] });
  const queries = ["(forced-colors: active)", "(prefers-contrast: more)"].map((q) => matchMedia(q));
  for (const query of queries) query.addEventListener("change", changed);
  return () => {
    attributes.disconnect();
    for (const query of queries) query.removeEventListener("change", changed);
  };
}
