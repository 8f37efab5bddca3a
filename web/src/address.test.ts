import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Address, QUIET } from './address.ts';

/** A window whose address can be changed, and a lab that stands still. */
function page(link: () => Promise<string | null>) {
  const location = { hash: '' };
  const set = (_: unknown, __: string, hash?: string | URL | null) => {
    location.hash = String(hash);
  };
  const history = { replaceState: vi.fn(set), pushState: vi.fn(set) };
  const view = Object.assign(new EventTarget(), { location, history });
  const lab = Object.assign(new EventTarget(), { open: vi.fn(() => Promise.resolve()), link });
  new Address(lab as never, view as never);
  const tell = (name: string, detail = {}) =>
    lab.dispatchEvent(Object.assign(new Event(name), { detail }));
  return { location, history, view, lab, tell };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

it('follows the run once it stands still, in one entry', async () => {
  const { location, history, tell } = page(() => Promise.resolve('s=x&at=2'));
  tell('tcp-lab-ready');
  for (let i = 0; i < 9; i += 1) tell('tcp-lab-state', { playing: false });
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(location.hash).toBe('#s=x&at=2');
  expect(history.replaceState).toHaveBeenCalledTimes(1);
  tell('tcp-lab-state', { playing: true });
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(history.replaceState).toHaveBeenCalledTimes(1);
});

it('makes an entry for another run that the reader opens', async () => {
  let link = 's=x';
  const { history, tell } = page(() => Promise.resolve(link));
  tell('tcp-lab-ready');
  await vi.advanceTimersByTimeAsync(QUIET);
  link = 's=y';
  tell('tcp-lab-ready');
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(history.pushState).toHaveBeenCalledTimes(1);
});

it('leaves the address alone where a link would be too long, or the reader has just changed it', async () => {
  const long = page(() => Promise.reject(new Error('link-too-long')));
  long.tell('tcp-lab-ready');
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(long.location.hash).toBe('');
  const { location, tell, view, lab } = page(() => Promise.resolve('s=old'));
  tell('tcp-lab-ready');
  location.hash = '#s=new';
  await vi.advanceTimersByTimeAsync(QUIET);
  expect(location.hash).toBe('#s=new');
  view.dispatchEvent(new Event('hashchange'));
  expect(lab.open).toHaveBeenCalledWith('#s=new');
});
