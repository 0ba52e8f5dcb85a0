// Law: a connection is a trusted proxy's by the address that it comes from, and by nothing that is said on it.
import { BlockList, isIPv6, type Socket } from 'node:net';

/** Headers by which proxies tell for whom they ask. */
export const PROXIES_TELL = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];

/** Tells whether an address is among those of trusted proxies. */
export function proxiesAmong(networks: readonly string[]): (address: string) => boolean {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIPv6(address) ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return (address) => list.check(address, isIPv6(address) ? 'ipv6' : 'ipv4');
}

/** The address that a connection comes from, without its zone, which is this machine's own name for a network. */
export function addressOf({ remoteAddress = '' }: Pick<Socket, 'remoteAddress'>): string {
  return remoteAddress.split('%')[0] ?? '';
}
