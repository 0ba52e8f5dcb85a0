// Law: an address has no more connections than its own, and all together leave the process files for its stores; one beyond is ended unheard.
import type { Server } from 'node:http';
import { isIP, type Socket } from 'node:net';
import { addressKey } from '../rate-limits/address-key.js';
import { addressOf, proxiesAmong } from './trusted-proxies.js';

/** Most connections that are open at a time. */
export interface ConnectionLimits {
  readonly all: number;
  /** Of one address, as it is counted for quotas. */
  readonly ofAddress: number;
}

/** The connections of a server. */
export interface Connections {
  open(): number;
  /** Those that were beyond a limit since the start. */
  ended(): number;
}

/** Limits the connections of a server; use it before anyone connects. Those of trusted proxies are many people's, and count for all alone. */
export function limitConnections(server: Server, { all, ofAddress }: ConnectionLimits, trustedProxies: readonly string[] = []): Connections {
  const isProxy = proxiesAmong(trustedProxies);
  const byAddress = new Map<string, number>();
  let [open, ended] = [0, 0];
  // Before the server of HTTP hears of it: nothing is read of what is ended.
  server.prependListener('connection', (socket: Socket) => {
    const address = addressOf(socket);
    const key = isIP(address) === 0 || isProxy(address) ? undefined : addressKey(address);
    const ofThis = key === undefined ? 0 : (byAddress.get(key) ?? 0);
    if (open >= all || ofThis >= ofAddress) {
      ended += 1;
      socket.resetAndDestroy();
      return;
    }
    open += 1;
    if (key !== undefined) byAddress.set(key, ofThis + 1);
    socket.once('close', () => {
      open -= 1;
      if (key === undefined) return;
      const others = (byAddress.get(key) ?? 0) - 1;
      if (others > 0) byAddress.set(key, others);
      else byAddress.delete(key);
    });
  });
  return { open: () => open, ended: () => ended };
}
