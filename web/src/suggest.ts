/** What the inject form begins with. */
import type { Preset } from './elements/intent.ts';
import type { HostId, HostView, Lab, Segment } from './lab.ts';

export type Suggestion = Segment & { from: string; to: string };

/** What that host would plausibly send next, or a RST that falls where asked. */
export function suggest(
  lab: Lab,
  hosts: readonly HostView[],
  host: HostId,
  preset: Preset,
): Suggestion {
  const living = hosts[host]?.connections.findLast(({ state }) => state !== 'CLOSED');
  const segment = lab.suggest(host, living?.socket);
  if (preset === 'next') return segment;
  const { nxt, wnd } = receiver(hosts, segment);
  const offset = preset === 'rst-exact' ? 0 : preset === 'rst-in-window' ? wnd >> 1 : wnd + 1000;
  const seq = (nxt + offset) >>> 0;
  return { ...segment, flags: 'RST', seq, ack: 0, options: [], payload: '' };
}

/** RCV.NXT and RCV.WND of whoever would get the segment. */
function receiver(
  hosts: readonly HostView[],
  { to, srcPort, dstPort }: Suggestion,
): { nxt: number; wnd: number } {
  const host = hosts.find(({ name, address }) => name === to || address === to);
  const connection = host?.connections.find(
    ({ local, remote }) => local.endsWith(`:${dstPort}`) && remote.endsWith(`:${srcPort}`),
  );
  return connection?.rcv ?? { nxt: 0, wnd: 0 };
}
