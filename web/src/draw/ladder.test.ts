import { describe, expect, it } from 'vitest';
import { crossing } from '../elements/fixture.ts';
import type { Crossing } from '../lab.ts';
import { placeOffers } from './offers.ts';
import { drawLadder, visiblePart, type LadderInput, type LadderPicture } from './ladder.ts';
import type { Label } from './arrow.ts';

const MS = 1e6;

function draw(crossings: Crossing[], more: Partial<LadderInput> = {}): LadderPicture {
  return drawLadder({
    hosts: 2,
    crossings,
    states: [],
    now: 1e12,
    next: null,
    width: 800,
    words: ({ segment }) => [segment.flags, `SEQ=${segment.seq}`, `WND=${segment.window}`],
    ...more,
  });
}

const ALL = { top: 0, bottom: Infinity };
const syn = crossing(0, { from: 0, at: 0, flags: 'SYN', seq: 1, ack: 0 });
const synAck = crossing(1, { from: 1, at: 50, flags: 'SYN,ACK', seq: 1, ack: 2 });

describe('an arrow', () => {
  it('runs down from the lane of the sender to that of the receiver', () => {
    const { arrows, lanes } = draw([syn]);
    const [arrow] = arrows;
    expect(arrow).toMatchObject({ x1: lanes[0]!.x, x2: lanes[1]!.x, travelled: 1 });
    expect(arrow!.y2).toBeGreaterThan(arrow!.y1 + 30);
  });

  it('answers at the height where it was hit', () => {
    const { arrows } = draw([syn, synAck]);
    expect(arrows[1]!.y1).toBe(arrows[0]!.y2);
  });

  it('has come as far as time has', () => {
    const moving = crossing(0, { from: 0, at: 0, flags: 'SYN', seq: 1, ack: 0, fate: 'in-flight' });
    const picture = draw([moving], { now: 0 });
    const come = (now: number) => visiblePart(picture, { ...ALL, now }).arrows[0]!.travelled;
    expect(come(25 * MS)).toBeCloseTo(0.5);
    expect(come(0)).toBe(0);
  });

  it('ends between the lanes when it was lost, or is held', () => {
    for (const fate of ['lost', 'held'] as const) {
      const { arrows, lanes } = draw([{ ...syn, fate, endsAt: fate === 'held' ? null : 1 * MS }]);
      expect(arrows[0]!.x2).toBeGreaterThan(lanes[0]!.x + 100);
      expect(arrows[0]!.x2).toBeLessThan(lanes[1]!.x - 50);
      expect(arrows[0]!.y2).toBeGreaterThan(arrows[0]!.y1 + 10);
    }
  });

  it('comes out of the middle when nobody known sent it', () => {
    const { arrows, lanes } = draw([{ ...syn, from: null, forged: true }]);
    expect(arrows[0]!.x1).toBe((lanes[0]!.x + lanes[1]!.x) / 2);
  });
});

it('what is sent later is not there yet', () => {
  expect(visiblePart(draw([syn, synAck]), { ...ALL, now: 49 * MS }).arrows).toHaveLength(1);
});

describe('time', () => {
  it('warps what is idle into a marked break', () => {
    const late = crossing(1, { from: 0, at: 60_000, flags: 'ACK', seq: 2, ack: 2 });
    const { breaks, height } = draw([syn, late], { now: 60_050 * MS });
    expect(breaks).toHaveLength(1);
    expect(breaks[0]!.lasts).toBe(59_950 * MS);
    expect(height).toBeLessThan(500);
  });

  it('gives segments of one instant a line each', () => {
    const burst = Array.from({ length: 5 }, (_, id) =>
      crossing(id, { from: 0, at: 10, flags: 'ACK', seq: id, ack: 1 }),
    );
    const { arrows } = draw(burst);
    for (let i = 1; i < arrows.length; i += 1) {
      expect(arrows[i]!.y1 - arrows[i - 1]!.y1).toBeGreaterThanOrEqual(20);
      expect(arrows[i]!.y2 - arrows[i - 1]!.y2).toBeGreaterThanOrEqual(20);
    }
  });

  it('never runs up', () => {
    const { scale } = draw([syn, synAck]);
    for (let t = 1; t < 120; t += 1) {
      expect(scale.at(t * MS)).toBeGreaterThanOrEqual(scale.at((t - 1) * MS));
    }
  });
});

describe('states', () => {
  it('last until the next one', () => {
    const { stays, height } = draw([syn], {
      states: [
        { event: 1, at: 0, host: 0, state: 'CLOSED' },
        { event: 1, at: 0, host: 0, state: 'SYN-SENT' },
        { event: 2, at: 0, host: 1, state: 'LISTEN' },
      ],
    });
    expect(stays.map(({ state }) => state)).toEqual(['CLOSED', 'SYN-SENT', 'LISTEN']);
    expect(stays[0]!.bottom).toBe(stays[1]!.top);
    expect(stays[1]!.bottom).toBe(height);
  });
});

/** Corners of the text: above the line, and below it where there are two lines. */
function corners({ x, y, angle, above, below }: Label, cell: number): [number, number][] {
  const half = (Math.max(above.join(' ').length, below.join(' ').length) * cell) / 2;
  const slope = Math.tan((angle * Math.PI) / 180);
  const down = below.length > 0 ? 16 : 0;
  return [-half, 0, half].flatMap((dx): [number, number][] => [
    [x + dx, y + slope * dx - 16],
    [x + dx, y + slope * dx + down],
  ]);
}

describe('labels', () => {
  it.each([320, 700, 1200])(
    'never cover each other: %i pixels, both directions at once',
    (width) => {
      const many = Array.from({ length: 60 }, (_, id) =>
        crossing(id, {
          from: id % 3 === 0 ? 1 : 0,
          at: Math.floor(id / 4) * 17,
          flags: 'ACK,PSH',
          seq: 4_000_000_000 + id,
          ack: 3_000_000_000,
          payload: 'x'.repeat(100),
        }),
      );
      const { arrows, cell } = draw(many, { width });
      const labelled = arrows.filter(({ label }) => label !== null);
      expect(labelled.length).toBeGreaterThan(20);
      for (const a of labelled) {
        for (const b of labelled) {
          if (a === b) continue;
          const box = corners(b.label!, cell);
          const xs = box.map(([x]) => x);
          const flat = Math.abs(a.label!.angle - b.label!.angle) < 0.01;
          // Parallel labels: compare on their common slope.
          if (!flat) continue;
          const slope = Math.tan((a.label!.angle * Math.PI) / 180);
          const level = (label: Label) => label.y - slope * label.x;
          const apart = Math.abs(level(a.label!) - level(b.label!)) >= 16;
          const beside = corners(a.label!, cell).every(
            ([x]) => x <= Math.min(...xs) || x >= Math.max(...xs),
          );
          expect(apart || beside).toBe(true);
        }
      }
    },
  );

  it('lose words rather than room', () => {
    const words = () => ['SYN', 'SEQ=4294967295', 'ACK=4294967295', 'WND=65535', 'MSS=1460'];
    const { label } = draw([syn], { width: 320, words }).arrows[0]!;
    expect(label!.above[0]).toBe('SYN');
    expect(label!.above.length + label!.below.length).toBeLessThan(5);
  });
});

describe('offers', () => {
  it('stand beside heads and never over another', () => {
    const moving = Array.from({ length: 8 }, (_, id) =>
      crossing(id, { from: 0, at: 0, flags: 'ACK', seq: id, ack: 1, fate: 'in-flight' }),
    );
    const offers = placeOffers(
      visiblePart(draw(moving, { now: 20 * MS }), { ...ALL, now: 20 * MS }).arrows,
      800,
      7,
    );
    expect(offers).toHaveLength(8);
    for (const a of offers) {
      const clash = offers.some(
        (b) => a !== b && Math.abs(a.x - b.x) < 60 && Math.abs(a.y - b.y) < 30,
      );
      expect(clash).toBe(false);
    }
  });
});

describe('a hundred thousand crossings', () => {
  const many = Array.from({ length: 100_000 }, (_, id) =>
    crossing(id, { from: id % 2 === 0 ? 0 : 1, at: id * 10, flags: 'ACK', seq: id, ack: 1 }),
  );
  const picture = draw(many);

  it('are drawn, and only what is in view is given out', () => {
    const middle = picture.height / 2;
    const seen = visiblePart(picture, { top: middle, bottom: middle + 500, now: 1e12 });
    expect(seen.arrows.length).toBeGreaterThan(5);
    expect(seen.arrows.length).toBeLessThan(80);
    for (const { y1, y2 } of seen.arrows) {
      expect(Math.max(y1, y2)).toBeGreaterThanOrEqual(middle);
      expect(y1).toBeLessThanOrEqual(middle + 500);
    }
  });
});
