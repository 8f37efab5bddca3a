/** A static server for the tests: what a cheap host does, and nothing more. */
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { POLICY } from '../build/csp.ts';

const DIST = new URL('../dist/', import.meta.url);

/** Where the site is found a second time: it must work under any path. */
export const SUB_PATH = '/courses/networks/lab/';

const TYPES: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.wasm': 'application/wasm',
};

interface Answer {
  body: string | Buffer;
  type: string;
  policy: string | undefined;
}

export class Server {
  readonly #pages = new Map<string, Answer>();
  readonly #http = createServer((request, response) => {
    void this.#answer(new URL(request.url ?? '/', 'http://localhost').pathname).then((answer) => {
      if (!answer) return response.writeHead(404).end();
      if (answer.policy) response.setHeader('Content-Security-Policy', answer.policy);
      return response.writeHead(200, { 'Content-Type': answer.type }).end(answer.body);
    });
  });

  async start(): Promise<this> {
    await new Promise<void>((ready) => this.#http.listen(0, '127.0.0.1', ready));
    return this;
  }

  async stop(): Promise<void> {
    this.#http.closeAllConnections();
    await new Promise((done) => this.#http.close(done));
  }

  get origin(): string {
    return `http://127.0.0.1:${(this.#http.address() as AddressInfo).port}`;
  }

  /** The site, at the top or under a path, with its strict policy as a header. */
  site(page = '', path = '/'): string {
    return this.origin + path + page;
  }

  /** A page of somebody else's; its address. The element's file is at `/elsewhere/tcp-lab.js`. */
  page(name: string, body: string, policy?: string): string {
    const html = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${name}</title></head><body>${body}</body></html>`;
    this.#pages.set(`/pages/${name}.html`, { body: html, type: TYPES['.html']!, policy });
    return `${this.origin}/pages/${name}.html`;
  }

  async #answer(path: string): Promise<Answer | undefined> {
    const page = this.#pages.get(path);
    if (page) return page;
    if (path === '/favicon.ico') return { body: '', type: TYPES['.svg']!, policy: undefined };
    if (path === '/elsewhere/tcp-lab.js') return read('tcp-lab.js', undefined);
    if (path.startsWith(SUB_PATH)) return read('site/' + file(path.slice(SUB_PATH.length)), POLICY);
    return read('site/' + file(path.slice(1)), POLICY);
  }
}

function file(path: string): string {
  return path === '' || path.endsWith('/') ? path + 'index.html' : path;
}

async function read(path: string, policy: string | undefined): Promise<Answer | undefined> {
  const url = new URL(path, DIST);
  if (!url.href.startsWith(DIST.href)) return undefined;
  try {
    const type = TYPES[extname(url.pathname)] ?? 'application/octet-stream';
    return { body: await readFile(url), type, policy };
  } catch {
    return undefined;
  }
}
