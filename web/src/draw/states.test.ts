import { expect, it } from 'vitest';
import { events, snapshot } from '../elements/fixture.ts';
import type { LabEvent, State } from '../lab.ts';
import { stateChanges } from './states.ts';

function change(id: number, socket: number, from: State, to: State): LabEvent {
  const row = { id, at: id * 10, cause: null, crossing: null, rule: null, host: 1, socket };
  return { ...row, kind: 'state-changed', args: { from, to } };
}

function of(host: number, log: readonly LabEvent[]): State[] {
  const all = stateChanges(log, snapshot);
  return all.filter((one) => one.host === host).map(({ state }) => state);
}

it('a host begins where its first change began', () => {
  expect(of(0, events)).toEqual(['CLOSED', 'SYN-SENT', 'ESTABLISHED']);
});

it('a host without a change is LISTEN or CLOSED', () => {
  expect(of(0, [])).toEqual(['CLOSED']);
  expect(of(1, [])).toEqual(['LISTEN']);
});

it('a listener that closes does not hide the connection that lives', () => {
  const log = [
    change(1, 3, 'CLOSED', 'LISTEN'),
    change(2, 4, 'LISTEN', 'SYN-RECEIVED'),
    change(3, 4, 'SYN-RECEIVED', 'ESTABLISHED'),
    change(4, 3, 'LISTEN', 'CLOSED'),
  ];
  expect(of(1, log)).toEqual(['CLOSED', 'LISTEN', 'SYN-RECEIVED', 'ESTABLISHED']);
});

it('a listener is what remains when its connection ends', () => {
  const log = [
    change(1, 3, 'CLOSED', 'LISTEN'),
    change(2, 4, 'LISTEN', 'SYN-RECEIVED'),
    change(3, 4, 'SYN-RECEIVED', 'CLOSED'),
  ];
  expect(of(1, log).at(-1)).toBe('LISTEN');
});
