import { isLoopback } from '../config/loopback.js';

/** Why an issuer, or where it keeps its keys, may not be asked; undefined when it may. In the clear it is asked on the loopback alone. */
export function issuerAddressFault(address: string): string | undefined {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol)) return 'must be an address like https://id.example';
  if (url.username !== '' || url.password !== '' || address.includes('?') || address.includes('#')) return 'must have no credentials, query or fragment';
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) return 'must be https beyond the loopback';
  return undefined;
}
