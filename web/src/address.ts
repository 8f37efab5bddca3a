/** Keeps the address bar on the present run, so that reload and Back find it again. For a page that is one lab. */
import type { TcpLabElement } from './elements/tcp-lab/tcp-lab.element.ts';

/** The run has to stand still for so long, in milliseconds. Browsers count how often an address changes. */
export const QUIET = 400;

type Reading = Pick<TcpLabElement, 'open' | 'link' | 'addEventListener'>;

/**
 * Another run that the reader opens is an entry of the history; whatever happens in it changes that entry. A run whose
 * link would be too long leaves the address as it is.
 */
export class Address {
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** The run that opens next comes from the address, or is the first one: it has its entry already. */
  #known = true;
  #another = false;
  /** As it was opened or written. Another one is the reader's, and about to be opened. */
  #seen: string;

  constructor(
    private readonly lab: Reading,
    private readonly view: Pick<Window, 'location' | 'history' | 'addEventListener'> = window,
  ) {
    this.#seen = view.location.hash;
    view.addEventListener('hashchange', () => this.open());
    lab.addEventListener('tcp-lab-ready', () => {
      this.#another ||= !this.#known;
      this.#known = false;
      this.#soon();
    });
    lab.addEventListener('tcp-lab-state', (event) => {
      const { playing } = (event as CustomEvent<{ playing: boolean }>).detail;
      if (playing) clearTimeout(this.#timer);
      else this.#soon();
    });
  }

  /** Opens the run that the address names, if it names one. */
  open(): void {
    const { hash } = this.view.location;
    this.#seen = hash;
    if (hash.length < 2) return;
    clearTimeout(this.#timer);
    this.#known = true;
    this.#another = false;
    void this.lab.open(hash);
  }

  #soon(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#write(), QUIET);
  }

  async #write(): Promise<void> {
    const timer = this.#timer;
    const fragment = await this.lab.link().catch(() => null);
    if (fragment === null || timer !== this.#timer) return;
    const hash = `#${fragment}`;
    const { history, location } = this.view;
    if (location.hash !== this.#seen) return;
    if (hash !== location.hash) {
      if (this.#another) history.pushState(null, '', hash);
      else history.replaceState(null, '', hash);
    }
    this.#seen = location.hash;
    this.#another = false;
  }
}
