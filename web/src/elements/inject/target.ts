/** Which connection the form's segment would belong to. */
import type { Bases } from '../../format.ts';
import type { ConnectionView, HostView } from '../../lab.ts';
import type { Draft } from './draft.ts';

const UNKNOWN = ['CLOSED', 'LISTEN', 'SYN-SENT'];

/** Whether somebody has a connection to this host of which the window is known: a RST has to fall somewhere. */
export function hasTarget(hosts: readonly HostView[], from: number): boolean {
  const own = hosts.find(({ id }) => id === from)?.connections ?? [];
  const others = hosts.filter(({ id }) => id !== from).flatMap(({ connections }) => connections);
  return others.some(
    ({ state, local, remote }) =>
      !UNKNOWN.includes(state) &&
      own.some((mine) => mine.state !== 'CLOSED' && mine.remote === local && mine.local === remote),
  );
}

/** What the rest of the page counts the numbers of such a segment from. */
export function draftBases(draft: Draft, hosts: readonly HostView[]): Bases {
  const { srcPort, dstPort } = draft;
  const own = connection(hosts, draft.from, srcPort, dstPort);
  const peer = connection(hosts, draft.to, dstPort, srcPort);
  const known = (c: ConnectionView | undefined) => (c && c.rcv.nxt !== 0 ? c.rcv.irs : null);
  return { seq: own?.snd.iss ?? known(peer), ack: peer?.snd.iss ?? known(own) };
}

function connection(
  hosts: readonly HostView[],
  host: string,
  port: string,
  far: string,
): ConnectionView | undefined {
  const found = hosts.find(({ name, address }) => name === host || address === host);
  return found?.connections.findLast(
    ({ local, remote }) => local.endsWith(`:${port}`) && remote.endsWith(`:${far}`),
  );
}
