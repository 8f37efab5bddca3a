import type { LitElement, ReactiveController } from 'lit';

/** On paper everything is in view: an element that draws only what is seen has to know. */
export class Printing implements ReactiveController {
  now = false;

  constructor(private readonly element: LitElement) {
    element.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeprint', this.#print);
    addEventListener('afterprint', this.#print);
  }

  hostDisconnected(): void {
    removeEventListener('beforeprint', this.#print);
    removeEventListener('afterprint', this.#print);
  }

  #print = (event: Event): void => {
    this.now = event.type === 'beforeprint';
    this.element.requestUpdate();
    // The browser does not wait for the next frame.
    if (this.now) void (this.element as unknown as { performUpdate(): void }).performUpdate();
  };
}
