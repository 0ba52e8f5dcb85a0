// The whole program in this process, on databases of a test's own: what it serves is what `sijil serve` serves.
import 'reflect-metadata';
import { pino } from 'pino';
import { apiClient, tokenFor, type Api } from '../../e2e/testing/api.js';
import { ledgerOnDatabases, type Ledger } from '../../e2e/testing/ledger.js';
import type { Role } from '../../../domain/access/roles.js';
import { loadConfig } from '../../config/config.js';
import { shutdownWithin } from '../../process/testing/shutdown-within.js';
import { serve } from '../../serve/serve.js';

export interface ServedLedger {
  readonly ledger: Ledger;
  readonly address: string;
  readonly port: number;
  /** A client of a platform service. */
  readonly api: Api;
  /** Lines that were logged, at any level. */
  readonly logged: readonly Readonly<Record<string, unknown>>[];
  token(role?: Role, sub?: string): Promise<string>;
  /** A client with another token; none without one. */
  client(token: string): Api;
  close(): Promise<void>;
}

/** Serves an empty, founded ledger. */
export async function serveLedger(label: string): Promise<ServedLedger> {
  const ledger = await ledgerOnDatabases(label);
  const logged: Record<string, unknown>[] = [];
  // Without the wall that takes secrets out of lines: what is told must not be written in the first place.
  const logger = pino({ level: 'trace' }, { write: (line: string) => void logged.push(JSON.parse(line) as Record<string, unknown>) });
  const shutdown = shutdownWithin({ onError: (error) => logger.error({ err: error }, 'the stop failed') });
  let address = '';
  // From sources: threads are programs of the built one.
  await serve(loadConfig({ ...ledger.variables, SIJIL_COMMAND_THREADS: '0' }), logger, shutdown, {
    step: () => undefined,
    warn: () => undefined,
    demo: { begin: () => undefined, line: () => undefined, end: () => undefined },
    ready: (_ledger, at) => {
      address = at;
      return Promise.resolve();
    },
  });
  const client = (token: string): Api => apiClient(() => address, token);
  const token = (role: Role = 'platform-service', sub = 'tester'): Promise<string> => tokenFor(ledger.home, role, sub);
  return {
    ledger,
    address,
    port: Number(new URL(address).port),
    api: client(await token()),
    logged,
    token,
    client,
    async close() {
      await shutdown.stop();
      await ledger.remove();
    },
  };
}
