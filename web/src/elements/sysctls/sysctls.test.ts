import { describe, expect, it } from 'vitest';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { SysctlsElement } from './sysctls.element.ts';
import './sysctls.ts';

const RETRIES = 'net.ipv4.tcp_retries2';
const properties: Partial<SysctlsElement> = {
  words: english,
  host: 1,
  sysctls: [
    { name: 'net.ipv4.tcp_rmem', value: '4096 131072 6291456', initial: '4096 131072 6291456' },
    { name: RETRIES, value: '3', initial: '15' },
  ],
};
const problem = { field: RETRIES, given: 'many', text: 'A number is needed.' };
const TAG = 'tcp-lab-sysctls';

async function typed(table: SysctlsElement, value: string) {
  const input = find<HTMLInputElement>(table, `[data-sysctl="${RETRIES}"] input`);
  input.value = value;
  return asked(table, () => input.dispatchEvent(new Event('change')));
}

describe('the table of sysctls', () => {
  it('is accessible', () => expectAccessible(TAG, { ...properties, problem }));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('asks for another value', async () => {
    const table = await mount<SysctlsElement>(TAG, properties);
    const wanted = [{ type: 'sysctl', host: 1, name: RETRIES, value: '5' }];
    expect(await typed(table, ' 5 ')).toEqual(wanted);
  });

  it('marks what is not as it was at the start, and takes it back', async () => {
    const table = await mount<SysctlsElement>(TAG, properties);
    expect(table.renderRoot.querySelectorAll('tr.changed')).toHaveLength(1);
    const [intent] = await asked(table, () => find(table, 'tr.changed button').click());
    expect(intent).toEqual({ type: 'sysctl', host: 1, name: RETRIES, value: '15' });
  });

  it('says beside the field what is wrong, and keeps what was typed', async () => {
    const table = await mount<SysctlsElement>(TAG, { ...properties, problem });
    const input = find<HTMLInputElement>(table, '[aria-invalid="true"]');
    expect(input.value).toBe('many');
    expect(find(table, `#${input.getAttribute('aria-describedby')}`).textContent).toBe(
      problem.text,
    );
    table.problem = null;
    await table.updateComplete;
    expect(find<HTMLInputElement>(table, `[data-sysctl="${RETRIES}"] input`).value).toBe('3');
  });

  it('finds a name', async () => {
    const table = await mount<SysctlsElement>(TAG, properties);
    const search = find<HTMLInputElement>(table, '[name=search]');
    search.value = 'rmem';
    search.dispatchEvent(new Event('input'));
    await table.updateComplete;
    expect(table.renderRoot.querySelectorAll('tbody tr')).toHaveLength(1);
  });

  it('has no fields where the run is only to be read', async () => {
    const table = await mount<SysctlsElement>(TAG, { ...properties, readonly: true });
    expect(table.renderRoot.querySelector('tbody input')).toBeNull();
  });
});
