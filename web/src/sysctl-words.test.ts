import { expect, it } from 'vitest';
import { LANGS, wordsIn } from './l10n.ts';
import { loadEngine } from './lab.ts';
import { sysctlWords } from './sysctl-words.ts';

it('every sysctl of every system is described in both languages', async () => {
  const engine = await loadEngine();
  await engine.need('handshake');
  const lab = engine.createLab();
  lab.load('handshake');
  const scenario = JSON.parse(lab.exportAs('scenario')) as { hosts: { profile: string }[] };
  for (const profile of ['rfc9293', 'linux-6.x', 'linux-2.6', 'freebsd', 'windows']) {
    lab.load({ ...scenario, hosts: scenario.hosts.map((host) => ({ ...host, profile })) });
    for (const { name } of lab.sysctls(0)) {
      for (const lang of LANGS) expect(sysctlWords(name, wordsIn(lang)), name).not.toBeNull();
    }
  }
  lab.free();
});
