/** A long way in pieces, between which the page breathes: it can be ended at any of them. */
export class Hurry {
  #handle: ReturnType<typeof setTimeout> | undefined;
  #running = false;

  /** `error` gets what a later piece throws; the first one throws to the caller. */
  constructor(private readonly error: (reason: unknown) => void) {}

  get running(): boolean {
    return this.#running;
  }

  /** `piece` goes a little way, and calls `stop` when it has arrived. */
  go(piece: () => void): void {
    this.stop();
    this.#running = true;
    try {
      piece();
    } catch (reason) {
      this.stop();
      throw reason;
    }
    this.#wait(piece);
  }

  stop(): void {
    clearTimeout(this.#handle);
    this.#running = false;
  }

  #wait(piece: () => void): void {
    if (!this.#running) return;
    this.#handle = setTimeout(() => {
      try {
        piece();
        this.#wait(piece);
      } catch (reason) {
        this.stop();
        this.error(reason);
      }
    });
  }
}
