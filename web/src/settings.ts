/** What is set differently in two runs before anything happens. Knows no document. */
import type { HostView, Lab, Sysctl } from './lab.ts';

/** The sentence is `setting-<code>` with these. */
export type Setting =
  | { code: 'switch'; host: string; name: string; side: 'left' | 'right' }
  | { code: 'sysctl'; host: string; name: string; left: string; right: string }
  /** A line is null where the program has come to its end. */
  | { code: 'program'; host: string; name: string; left: string | null; right: string | null };

/** The hosts of a run at its start. */
type Start = { host: HostView; sysctls: Sysctl[] }[];

/** The lab is afterwards at its start. */
export function startOf(lab: Pick<Lab, 'seek' | 'snapshot' | 'sysctls'>): Start {
  lab.seek(0);
  return lab.snapshot().hosts.map((host) => ({ host, sysctls: lab.sysctls(host.id) }));
}

/** In the order of the hosts; another system differs in everything, and is not taken apart. */
export function settings(left: Start, right: Start): Setting[] {
  return left.flatMap((one) => {
    const other = right.find(({ host }) => host.name === one.host.name);
    if (!other) return [];
    const { name, profile } = one.host;
    return [
      ...switches(name, one.host, other.host),
      ...(profile === other.host.profile ? sysctls(name, one.sysctls, other.sysctls) : []),
      ...programs(name, one.host, other.host),
    ];
  });
}

function switches(host: string, left: HostView, right: HostView): Setting[] {
  const only = (own: HostView, other: HostView, side: 'left' | 'right'): Setting[] =>
    own.switches
      .filter((name) => !other.switches.includes(name))
      .map((name) => ({ code: 'switch', host, name, side }));
  return [...only(left, right, 'left'), ...only(right, left, 'right')];
}

function sysctls(host: string, left: Sysctl[], right: Sysctl[]): Setting[] {
  const others = new Map(right.map(({ name, initial }) => [name, initial]));
  return left
    .filter(({ name, initial }) => others.get(name) !== initial)
    .map(({ name, initial }) => {
      return { code: 'sysctl', host, name, left: initial, right: others.get(name) ?? '' };
    });
}

/** The first line that is another one. */
function programs(host: string, left: HostView, right: HostView): Setting[] {
  const lines = ({ processes }: HostView) =>
    processes.flatMap(({ name, program }) =>
      program.filter(({ ghost }) => !ghost).map(({ text }) => ({ name, text })),
    );
  const [ours, theirs] = [lines(left), lines(right)];
  const at = Array.from({ length: Math.max(ours.length, theirs.length) }).findIndex(
    (_, i) => ours[i]?.text !== theirs[i]?.text,
  );
  if (at < 0) return [];
  const name = (ours[at] ?? theirs[at])?.name ?? '';
  const text = (line: { text: string } | undefined) => line?.text ?? null;
  return [{ code: 'program', host, name, left: text(ours[at]), right: text(theirs[at]) }];
}
