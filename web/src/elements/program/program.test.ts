import { describe, expect, it } from 'vitest';
import { errors, line, snapshot } from '../fixture.ts';
import { asked, chinese, english, expectAccessible, find, mount } from '../testing.ts';
import type { ProgramElement } from './program.element.ts';
import './program.ts';

const host = snapshot.hosts[1]!;
const properties: Partial<ProgramElement> = { words: english, host, errors };
const TAG = 'tcp-lab-program';

describe('the program lane', () => {
  it('is accessible', () => expectAccessible(TAG, properties));
  it('is accessible in Chinese', () => expectAccessible(TAG, { ...properties, words: chinese }));

  it('marks the line that waits, and says so', async () => {
    const lane = await mount<ProgramElement>(TAG, { ...properties, host: snapshot.hosts[0]! });
    const line = find(lane, '[aria-current="step"]');
    expect(line.textContent).toContain('recv(3, buf, 1000, 0);');
    expect(line.textContent).toContain(english.text('status-blocked'));
  });

  it('shows what every call returned, an error with its number', async () => {
    const lane = await mount<ProgramElement>(TAG, properties);
    const results = [...lane.renderRoot.querySelectorAll('.result')];
    expect(results.map((one) => one.textContent.trim().replace(/\s+/g, ' '))).toEqual([
      'returned → 0',
      'returned → 4',
      'returned → EPIPE (32)',
    ]);
    lane.host = { ...host, profile: 'windows' };
    await lane.updateComplete;
    expect(find(lane, '.failed').textContent).toContain('WSAECONNABORTED (10053)');
  });

  it('is shown as C and as Python, and asks for the other', async () => {
    const lane = await mount<ProgramElement>(TAG, properties);
    expect(find(lane, 'li code').textContent).toBe('listen(3, 1);');
    const [intent] = await asked(lane, () => find(lane, '.codes button:last-child').click());
    expect(intent).toEqual({ type: 'options', options: { code: 'python' } });
    lane.code = 'python';
    await lane.updateComplete;
    expect(find(lane, 'li code').textContent).toBe('s.listen(1)');
  });

  it('points at the line that is missing', async () => {
    const lane = await mount<ProgramElement>(TAG, properties);
    expect(find(lane, '.ghost').textContent).toContain('close(c);');
    expect(find(lane, '.ghost').textContent).toContain(english.text('line-missing'));
  });

  it('shows threads where they stand, with their variables', async () => {
    const [process] = host.processes;
    const thread = { status: 'blocked' as const, fault: null, line: 1 };
    const threads = [1, 2].map((id) => ({
      ...thread,
      id,
      variables: [{ name: 'c', value: 3 + id }],
    }));
    const program = process!.program.map((line, i) =>
      i === 1 ? { ...line, status: 'blocked' as const } : line,
    );
    const processes = [{ ...process!, threads, program }];
    const lane = await mount<ProgramElement>(TAG, { ...properties, host: { ...host, processes } });
    expect(find(lane, '[aria-current]').textContent).toContain(
      english.text('threads-here', { threads: 2 }),
    );
    expect(find(lane, '.variables').textContent).toContain('c = 5');
  });

  it('prints lines that only the language needs, and marks none of them', async () => {
    const listings = {
      c: [
        { line: null, indent: 0, text: 'static void *serve(void *arg) {' },
        { line: 0, indent: 1, text: 'close(c);' },
        { line: null, indent: 0, text: '}' },
      ],
      python: [{ line: 0, indent: 0, text: 'c.close()' }],
    };
    const program = [line('close(c)', { status: 'blocked' })];
    const processes = [{ ...host.processes[0]!, program, listings }];
    const lane = await mount<ProgramElement>(TAG, { ...properties, host: { ...host, processes } });
    expect(lane.renderRoot.querySelectorAll('li')).toHaveLength(3);
    expect(lane.renderRoot.querySelectorAll('[aria-current]')).toHaveLength(1);
    expect(find(lane, '[aria-current] code').textContent).toBe('close(c);');
    lane.code = 'python';
    await lane.updateComplete;
    expect(lane.renderRoot.querySelectorAll('li')).toHaveLength(1);
  });

  it('counts descriptors where they run out', async () => {
    const [process] = host.processes;
    const lane = await mount<ProgramElement>(TAG, properties);
    expect(lane.renderRoot.querySelector('.descriptors')).toBeNull();
    lane.host = { ...host, processes: [{ ...process!, nofile: 4 }] };
    await lane.updateComplete;
    expect(find(lane, '.descriptors.full').textContent).toContain('4');
  });

  it('tells of a process that has ended', async () => {
    const processes = [{ ...host.processes[0]!, alive: false }];
    const lane = await mount<ProgramElement>(TAG, { ...properties, host: { ...host, processes } });
    expect(find(lane, 'summary').textContent).toContain(english.text('process-ended'));
  });
});
