import { describe, expect, it } from 'vitest';
import type { OperatorView } from '../../operator.ts';
import { snapshot } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { OperatorElement } from './operator.element.ts';
import './operator.ts';

const VIEWS: OperatorView[] = [
  {
    tab: 'connections',
    rows: [
      {
        socket: 1,
        local: '10.0.0.2:80',
        remote: '10.0.0.1:49152',
        state: 'ESTABLISHED',
        recvQ: 0,
        sendQ: 250,
        timer: 'on,500ms,0',
        process: 'server',
      },
    ],
  },
  {
    tab: 'ss',
    page: {
      total: 2,
      head: 'State  Recv-Q Send-Q',
      lines: ['LISTEN 0      1            0.0.0.0:80         0.0.0.0:*'],
    },
  },
  {
    tab: 'netstat',
    counters: [
      { name: 'TcpActiveOpens', value: 1, before: 1 },
      { name: 'TcpExtListenOverflows', value: 3, before: 1 },
    ],
  },
  { tab: 'log', lines: [{ at: 1e9, text: '[    1.000000] TCP: time wait bucket table overflow' }] },
  { tab: 'sysctls', sysctls: [{ name: 'net.ipv4.tcp_sack', value: '1', initial: '1' }] },
];
const properties: Partial<OperatorElement> = { words: english, hosts: snapshot.hosts, host: 1 };
const TAG = 'tcp-lab-operator';

describe.each(VIEWS)("the operator's view: $tab", (view) => {
  it('is accessible', () => expectAccessible(TAG, { ...properties, view }));
  it('is accessible in Chinese', () =>
    expectAccessible(TAG, { ...properties, words: chinese, view }));
});

describe("the operator's view", () => {
  it('has tabs that arrows move between', async () => {
    const operator = await mount<OperatorElement>(TAG, { ...properties, view: VIEWS[0]! });
    const tab = find(operator, '[role=tab][aria-selected=true]');
    expect(tab.tabIndex).toBe(0);
    expect(operator.renderRoot.querySelectorAll('[role=tab][tabindex="0"]')).toHaveLength(1);
    const press = (key: string) =>
      asked(operator, () =>
        tab.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true })),
      );
    expect(await press('ArrowRight')).toEqual([{ type: 'operator', host: 1, tab: 'ss' }]);
    expect(await press('ArrowLeft')).toEqual([{ type: 'operator', host: 1, tab: 'sysctls' }]);
    expect(await press('ArrowDown')).toEqual([]);
  });

  it('is of one host at a time', async () => {
    const operator = await mount<OperatorElement>(TAG, { ...properties, view: VIEWS[2]! });
    const [intent] = await asked(operator, () => find(operator, '.hosts button').click());
    expect(intent).toEqual({ type: 'operator', host: 0, tab: 'netstat' });
  });

  it('marks the counters that the last step moved', async () => {
    const operator = await mount<OperatorElement>(TAG, { ...properties, view: VIEWS[2]! });
    const changed = operator.renderRoot.querySelectorAll('tr.changed');
    expect([...changed].map((row) => row.getAttribute('data-counter'))).toEqual([
      'TcpExtListenOverflows',
    ]);
    expect(changed[0]!.textContent).toContain('+2');
  });

  it('tells the time of a line of the log', async () => {
    const operator = await mount<OperatorElement>(TAG, { ...properties, view: VIEWS[3]! });
    expect(find(operator, '.terminal').textContent).toContain('[    1.000000]');
  });

  it('says so where there is nothing', async () => {
    const view: OperatorView = { tab: 'log', lines: [] };
    const operator = await mount<OperatorElement>(TAG, { ...properties, view });
    expect(find(operator, '.empty').textContent).toBe(english.text('log-none'));
  });
});
