import { expect, it } from 'vitest';
import type { LabEvent } from '../lab.ts';
import { dropsKey, queueDrops } from './drops.ts';

function row(id: number, kind: string, socket = 0): LabEvent {
  return { id, at: 0, cause: null, host: 1, socket, crossing: null, kind, rule: null, args: {} };
}

it('counts what each listener has turned away', () => {
  const drops = queueDrops([
    row(0, 'syn-queued'),
    row(1, 'syn-dropped'),
    row(2, 'ack-dropped'),
    row(3, 'syn-dropped'),
    row(4, 'syn-dropped', 7),
  ]);
  expect(drops.get(dropsKey(1, 0))).toEqual({ syn: 2, ack: 1, last: 3 });
  expect(drops.get(dropsKey(1, 7))).toEqual({ syn: 1, ack: 0, last: 4 });
});
