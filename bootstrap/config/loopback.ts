import { isIPv4 } from 'node:net';

/** Whether a host is reached from this machine alone: a name or an address of the loopback, an IPv6 one in brackets or not. */
export function isLoopback(host: string): boolean {
  return /^(localhost|::1|\[::1\])$/i.test(host) || (isIPv4(host) && host.startsWith('127.'));
}
