// A program that is started again and again on one ledger, and clients that find it wherever it listens now.
import { apiClient, tokenFor, type Api } from './api.js';
import type { Ledger } from './ledger.js';
import { recorder, type Recorder } from './recorded-ops.js';
import { serve, type Program, type Variables } from './program.js';

/** The ledger's program over its starts. */
export interface Restarted {
  readonly api: Api;
  /** A client of an operator. */
  readonly operator: Api;
  readonly record: Recorder;
  /** Where the program listens now. */
  address(): string;
  /** Settles while the program can be reached. */
  up(): Promise<unknown>;
  start(variables?: Variables): Promise<Program>;
  /** From now on clients wait for the next start. */
  gone(): void;
}

export async function restarted(ledger: Ledger): Promise<Restarted> {
  let address = '';
  let stand = (): void => undefined;
  let standing = new Promise<void>((resolve) => (stand = resolve));
  const api = apiClient(() => address, await tokenFor(ledger.home));
  const up = (): Promise<unknown> => standing;
  return {
    api,
    operator: apiClient(() => address, await tokenFor(ledger.home, 'operator')),
    record: recorder(api, up),
    address: () => address,
    up,
    gone: () => {
      standing = new Promise<void>((resolve) => (stand = resolve));
    },
    async start(variables = {}) {
      const program = serve({ ...ledger.variables, ...variables });
      ({ address } = await program.ready);
      stand();
      return program;
    },
  };
}
