/** The system calls of the menu: what is asked for each, and how it is made of that. */
import type { Call, SocketOption } from '../../lab.ts';

/** What a reader has typed for a process. */
export interface Given {
  fd: number;
  octets: number;
  /** A port for `bind`, a backlog for `listen`. */
  number: number;
  /** "B:80" */
  to: string;
  option: SocketOption;
  value: string;
}

export interface Entry {
  label: string;
  call: (given: Given) => Call;
}

/** Those that a lesson needs. */
export const USUAL: readonly Entry[] = [
  { label: 'send', call: ({ fd, octets }) => ({ name: 'send', fd, data: octets }) },
  { label: 'recv', call: ({ fd, octets }) => ({ name: 'recv', fd, max: octets }) },
  { label: 'close', call: ({ fd }) => ({ name: 'close', fd }) },
  { label: 'shutdown', call: ({ fd }) => ({ name: 'shutdown', fd, how: 'write' }) },
  { label: 'abort', call: ({ fd }) => ({ name: 'abort', fd }) },
  { label: 'socket', call: () => ({ name: 'socket' }) },
  { label: 'connect', call: ({ fd, to }) => ({ name: 'connect', fd, to }) },
  { label: 'bind', call: ({ fd, number }) => ({ name: 'bind', fd, port: number }) },
  { label: 'listen', call: ({ fd, number }) => ({ name: 'listen', fd, backlog: number }) },
  { label: 'accept', call: ({ fd }) => ({ name: 'accept', fd }) },
  { label: 'SO_ERROR', call: ({ fd }) => ({ name: 'soError', fd }) },
];

const EVENTS = 'POLLIN|POLLOUT';

/** All others. */
export const FURTHER: readonly Entry[] = [
  { label: 'write', call: ({ fd, octets }) => ({ name: 'write', fd, data: octets }) },
  { label: 'read', call: ({ fd, octets }) => ({ name: 'read', fd, max: octets }) },
  {
    label: 'send MSG_OOB',
    call: ({ fd, octets }) => ({ name: 'send', fd, data: octets, flags: 'MSG_OOB' }),
  },
  {
    label: 'send MSG_NOSIGNAL',
    call: ({ fd, octets }) => ({ name: 'send', fd, data: octets, flags: 'MSG_NOSIGNAL' }),
  },
  {
    label: 'recv MSG_PEEK',
    call: ({ fd, octets }) => ({ name: 'recv', fd, max: octets, flags: 'MSG_PEEK' }),
  },
  { label: 'shutdown SHUT_RD', call: ({ fd }) => ({ name: 'shutdown', fd, how: 'read' }) },
  { label: 'shutdown SHUT_RDWR', call: ({ fd }) => ({ name: 'shutdown', fd, how: 'both' }) },
  { label: 'accept4 SOCK_NONBLOCK', call: ({ fd }) => ({ name: 'accept4', fd, on: true }) },
  { label: 'O_NONBLOCK on', call: ({ fd }) => ({ name: 'setNonblocking', fd, on: true }) },
  { label: 'O_NONBLOCK off', call: ({ fd }) => ({ name: 'setNonblocking', fd, on: false }) },
  { label: 'F_GETFL', call: ({ fd }) => ({ name: 'getFlags', fd }) },
  { label: 'poll', call: ({ fd }) => ({ name: 'poll', fds: [{ fd, events: EVENTS }] }) },
  { label: 'SIOCINQ', call: ({ fd }) => ({ name: 'ioctl', fd, request: 'SIOCINQ' }) },
  { label: 'SIOCOUTQ', call: ({ fd }) => ({ name: 'ioctl', fd, request: 'SIOCOUTQ' }) },
  { label: 'SIOCOUTQNSD', call: ({ fd }) => ({ name: 'ioctl', fd, request: 'SIOCOUTQNSD' }) },
  { label: 'SIOCATMARK', call: ({ fd }) => ({ name: 'ioctl', fd, request: 'SIOCATMARK' }) },
  { label: 'getsockname', call: ({ fd }) => ({ name: 'getsockname', fd }) },
  { label: 'getpeername', call: ({ fd }) => ({ name: 'getpeername', fd }) },
  { label: 'dup', call: ({ fd }) => ({ name: 'dup', fd }) },
];

export const OPTION_CALLS: readonly Entry[] = [
  {
    label: 'setsockopt',
    call: ({ fd, option, value }) => ({
      name: 'setsockopt',
      fd,
      option,
      value: optionValue(option, value),
    }),
  },
  { label: 'getsockopt', call: ({ fd, option }) => ({ name: 'getsockopt', fd, option }) },
];

/** Those that scenarios turn, and then the rest that a program may set. */
export const OPTIONS: readonly SocketOption[] = [
  'SO_REUSEADDR',
  'SO_REUSEPORT',
  'SO_LINGER',
  'SO_KEEPALIVE',
  'TCP_KEEPIDLE',
  'TCP_KEEPINTVL',
  'TCP_KEEPCNT',
  'TCP_USER_TIMEOUT',
  'TCP_NODELAY',
  'TCP_CORK',
  'TCP_QUICKACK',
  'TCP_DEFER_ACCEPT',
  'TCP_SYNCNT',
  'TCP_LINGER2',
  'TCP_MAXSEG',
  'TCP_CONGESTION',
  'TCP_NOTSENT_LOWAT',
  'TCP_WINDOW_CLAMP',
  'SO_RCVBUF',
  'SO_SNDBUF',
  'SO_RCVTIMEO',
  'SO_SNDTIMEO',
  'SO_RCVLOWAT',
  'SO_OOBINLINE',
  'IP_BIND_ADDRESS_NO_PORT',
  'IP_MTU_DISCOVER',
  'IP_TTL',
  'IP_TOS',
];

/** A number where it is one, else the word; linger is "on" for so many seconds. */
function optionValue(option: SocketOption, text: string) {
  const number = Number(text);
  if (option === 'SO_LINGER') return { on: true, seconds: Number.isFinite(number) ? number : 0 };
  return text.trim() !== '' && Number.isFinite(number) ? number : text;
}
