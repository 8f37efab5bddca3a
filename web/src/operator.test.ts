import { describe, expect, it, vi } from 'vitest';
import { snapshot } from './elements/fixture.ts';
import type { Snapshot } from './lab.ts';
import { Operator, type Answers } from './operator.ts';

function lab(counters: Record<string, number>): Answers {
  const row = { socket: 1, local: 'a', remote: 'b', state: 'ESTABLISHED' } as never;
  return {
    ss: vi.fn(() => ({ total: 1, head: 'State', lines: ['ESTAB'] })),
    netstat: () => Object.entries(counters).map(([name, value]) => ({ name, value })),
    kernelLog: () => [],
    sysctls: () => [],
    connections: (_host, from, to) => ({ total: 3, rows: Array(to - from).fill(row) as never }),
  };
}

const at = (moment: Snapshot, before: Snapshot | null = null, playing = false) => ({
  snapshot: moment,
  before,
  playing,
});
const next: Snapshot = { ...snapshot, position: snapshot.position + 1 };

describe("the operator's questions", () => {
  it('are asked once in a moment', () => {
    const operator = new Operator();
    const answers = lab({});
    const first = operator.view(answers, 0, 'ss', at(snapshot));
    expect(operator.view(answers, 0, 'ss', at(snapshot))).toBe(first);
    expect(answers.ss).toHaveBeenCalledTimes(1);
    operator.view(answers, 1, 'ss', at(snapshot));
    expect(answers.ss).toHaveBeenCalledTimes(2);
  });

  it('get every connection', () => {
    const view = new Operator().view(lab({}), 0, 'connections', at(snapshot));
    expect(view).toMatchObject({ rows: { length: 3 } });
  });

  it('get the listening sockets first, with their queues as ss has them', () => {
    const listener = { socket: 7, local: '0.0.0.0:80', acceptQueue: 1, acceptLimit: 5 };
    const descriptors = [{ fd: 3, socket: 7, kind: 'listener' }];
    const host = {
      ...snapshot.hosts[0]!,
      listeners: [listener],
      processes: [{ name: 'server', descriptors }],
    };
    const moment = { ...snapshot, hosts: [host] } as unknown as Snapshot;
    const view = new Operator().view(lab({}), 0, 'connections', at(moment));
    expect(view).toMatchObject({
      rows: [
        { state: 'LISTEN', remote: '0.0.0.0:*', recvQ: 1, sendQ: 5, process: 'server' },
        {},
        {},
        {},
      ],
    });
  });

  it('tell what has counted, and what it was one step before', () => {
    const operator = new Operator();
    const before = { TcpActiveOpens: 1, TcpPassiveOpens: 0 };
    const first = operator.view(lab(before), 0, 'netstat', at(snapshot));
    expect(first).toMatchObject({ counters: [{ name: 'TcpActiveOpens', before: null }] });
    const later = { TcpActiveOpens: 2, TcpPassiveOpens: 0, TcpOutRsts: 1 };
    const second = operator.view(lab(later), 0, 'netstat', at(next, snapshot));
    expect(second).toMatchObject({
      counters: [
        { name: 'TcpActiveOpens', value: 2, before: 1 },
        { name: 'TcpOutRsts', value: 1, before: 0 },
      ],
    });
  });

  it('are asked less often where there are thousands and the run plays', () => {
    let now = 0;
    const operator = new Operator(() => now);
    const answers = lab({});
    const crowd = (moment: Snapshot): Snapshot => ({
      ...moment,
      hosts: moment.hosts.map((host) => ({ ...host, connectionCount: 9000 })),
    });
    const first = operator.view(answers, 0, 'ss', at(crowd(snapshot), null, true));
    expect(operator.view(answers, 0, 'ss', at(crowd(next), null, true))).toBe(first);
    expect(operator.view(answers, 0, 'ss', at(crowd(next), null, false))).not.toBe(first);
    now = 1000;
    const late = operator.view(answers, 0, 'ss', at(crowd(snapshot), null, true));
    expect(late).not.toBe(first);
  });
});
