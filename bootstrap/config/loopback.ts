const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|\[?::1\]?)$/i;

/** Whether a host is reached from this machine alone: a name or an address of the loopback, an IPv6 one in brackets or not. */
export function isLoopback(host: string): boolean {
  return LOOPBACK.test(host);
}
