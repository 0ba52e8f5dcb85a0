// A ledger whose program reaches its stores through proxies that a test can cut; the test itself looks past them.
import { openCutProxy, type CutProxy } from '../../../commands/event-store/testing/cut-proxy.js';
import { ledgerKinds, type Ledger } from './ledger.js';

export interface CutLedger extends Ledger {
  /** Variables of a program behind the proxies. */
  readonly behind: Readonly<Record<string, string>>;
  /** Before the store of the log. */
  readonly logProxy: CutProxy;
  /** Before the database of the read models: the same where PostgreSQL holds the log. */
  readonly mainProxy: CutProxy;
  readonly vaultProxy: CutProxy;
  /** Whether the read models can be asked while the log is away. */
  readonly readsGoOn: boolean;
}

async function behindProxies(ledger: Ledger): Promise<CutLedger> {
  const place = await ledger.log();
  const [mainProxy, vaultProxy] = [await openCutProxy(await ledger.mainUrl()), await openCutProxy(await ledger.vaultUrl())];
  const logProxy = place.kind === 'postgresql' ? mainProxy : await openCutProxy(place.url);
  return {
    ...ledger,
    logProxy,
    mainProxy,
    vaultProxy,
    readsGoOn: logProxy !== mainProxy,
    behind: {
      DATABASE_URL: mainProxy.url,
      VAULT_DATABASE_URL: vaultProxy.url,
      ...(logProxy === mainProxy ? {} : { EVENTSTORE_URL: logProxy.url }),
    },
    remove: async () => {
      await Promise.all([...new Set([logProxy, mainProxy, vaultProxy])].map((proxy) => proxy.close()));
      await ledger.remove();
    },
  };
}

/** Kinds of empty ledgers, each store of them behind a proxy. */
export const cutLedgerKinds = ledgerKinds.map(({ log, openLedger }) => ({
  log,
  openLedger: async (label: string): Promise<CutLedger> => behindProxies(await openLedger(label)),
}));
