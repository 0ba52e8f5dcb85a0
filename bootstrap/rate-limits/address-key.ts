// Law: who has a network of addresses is one client: an IPv6 address counts by its first 64 bits. A port makes nobody another one.
import { isIPv4, isIPv6 } from 'node:net';

/** Of all who are told of by something that is no address. */
const UNKNOWN = 'unknown';

/** By what an address is counted, as a connection or a proxy names it: the IPv4 address, or the network of an IPv6 address. */
export function addressKey(given: string): string {
  if (isIPv4(given)) return given;
  const address = isIPv6(given) ? given : withoutPort(given);
  if (isIPv4(address)) return address;
  if (!isIPv6(address)) return UNKNOWN;
  const bare = address.split('%')[0] ?? '';
  const groups = expanded(bare);
  // An IPv4 client on a socket that takes both.
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) {
    return groups.slice(6).flatMap((group) => [group >> 8, group & 0xff]).join('.');
  }
  return `${groups.slice(0, 4).map((group) => group.toString(16)).join(':')}::/64`;
}

/** The address of `192.0.2.7:80`, `[2001:db8::1]:80` or `[2001:db8::1]`; of anything else something that is none. */
function withoutPort(given: string): string {
  const [, inBrackets, bare = ''] = /^(?:\[([^\]]+)\](?::\d+)?|([^:]+):\d+)$/.exec(given) ?? [];
  return inBrackets === undefined ? bare : isIPv6(inBrackets) ? inBrackets : '';
}

/** The eight groups of an IPv6 address. */
function expanded(address: string): readonly number[] {
  const [head = '', tail] = address.split('::');
  const before = groupsOf(head);
  if (tail === undefined) return before;
  const after = groupsOf(tail);
  return [...before, ...Array<number>(8 - before.length - after.length).fill(0), ...after];
}

function groupsOf(text: string): readonly number[] {
  if (text === '') return [];
  return text.split(':').flatMap((group) => {
    if (!group.includes('.')) return [Number.parseInt(group, 16)];
    const [a = 0, b = 0, c = 0, d = 0] = group.split('.').map(Number);
    return [(a << 8) | b, (c << 8) | d];
  });
}
