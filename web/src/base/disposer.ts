// Whatever opens (listener, stream, timer) hands back the function that closes it;
// a Disposer collects them, so that a page left gives back all of it at once.

export type Dispose = () => void;

export class Disposer {
  #list: Dispose[] = [];

  add(dispose: Dispose): Dispose {
    this.#list.push(dispose);
    return dispose;
  }

  dispose(): void {
    const list = this.#list;
    this.#list = [];
    for (const dispose of list.reverse()) dispose();
  }
}
