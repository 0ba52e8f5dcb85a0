import { isLoopback } from './loopback.js';

/** Why a text is no public address of the pages; undefined when it is one. */
export function publicUrlFault(text: string): string | undefined {
  const fault = 'must be an origin like https://ledger.example; http only on the loopback';
  if (!URL.canParse(text)) return fault;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  if (pathname !== '/' || search + hash + username + password !== '') return fault;
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname)) ? undefined : fault;
}
