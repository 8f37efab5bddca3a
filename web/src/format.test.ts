import { describe, expect, it } from 'vitest';
import { crossings } from './elements/fixture.ts';
import {
  ABSOLUTE,
  crossingBases,
  formatClock,
  formatSeq,
  formatTime,
  segmentWords,
} from './format.ts';

describe('a length of time', () => {
  it.each([
    [0, '0 s'],
    [1, '1 ns'],
    [2_500, '2.5 µs'],
    [12_400_000, '12.4 ms'],
    [1e9, '1 s'],
    [63e9, '63 s'],
    [1_050_000_000, '1.05 s'],
    [240e9, '240 s'],
  ])('of %i ns is %s', (time, text) => {
    expect(formatTime(time)).toBe(text);
  });
});

it('the clock shows milliseconds, and microseconds where there are some', () => {
  expect(formatClock(0)).toBe('0.000 s');
  expect(formatClock(1_050_000_000)).toBe('1.050 s');
  expect(formatClock(50_012_000)).toBe('0.050012 s');
});

describe('a sequence number', () => {
  it('is counted from its base on the circle', () => {
    expect(formatSeq(5, 4_294_967_290)).toBe('11');
    expect(formatSeq(4_294_967_290, 5)).toBe('−11');
    expect(formatSeq(7, 7)).toBe('0');
  });

  it('without a base is as on the wire', () => {
    expect(formatSeq(4_294_967_295, null)).toBe('4294967295');
  });
});

describe('the bases of crossings', () => {
  const bases = crossingBases(crossings);

  it('are the numbers of the SYNs seen so far', () => {
    expect(bases.get(0)).toEqual({ seq: crossings[0]!.segment.seq, ack: null });
    expect(bases.get(4)).toEqual({
      seq: crossings[0]!.segment.seq,
      ack: crossings[1]!.segment.seq,
    });
  });

  it('are those of the addresses that a forged segment claims', () => {
    expect(bases.get(7)!.seq).toBe(crossings[0]!.segment.seq);
  });
});

describe('the words of a segment', () => {
  const [syn, synAck] = crossings as [(typeof crossings)[0], (typeof crossings)[0]];

  it('say what the reader asked for', () => {
    const bases = { seq: synAck.segment.seq, ack: syn.segment.seq };
    expect(segmentWords(synAck, bases, 'names')).toEqual(['SYN,ACK']);
    expect(segmentWords(synAck, bases, 'changes')).toEqual([
      'SYN,ACK',
      'SEQ=0',
      'ACK=1',
      'LEN=1',
      'WND=65535',
    ]);
    expect(segmentWords(synAck, bases, 'all')).toContain('MSS=1460');
  });

  it('have no ACK where there is none', () => {
    expect(segmentWords(syn, ABSOLUTE, 'changes').join(' ')).not.toContain('ACK=');
  });
});

it('an ICMP message has no flags to show', () => {
  const quoted = { src: '10.0.0.1', dst: '10.0.0.2', srcPort: 1, dstPort: 2, seq: 3 };
  const message = { ...crossings[0]!, icmp: { type: 3, code: 4, mtu: 1280, quoted } };
  expect(segmentWords(message, ABSOLUTE, 'all')).toEqual(['ICMP', 'type=3', 'code=4']);
});
