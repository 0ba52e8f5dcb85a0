// A ledger whose program reaches its databases through proxies that a test can cut; the test itself looks past them.
import { openCutProxy, type CutProxy } from '../../../commands/event-store/testing/cut-proxy.js';
import { ledgerOnDatabases, type Ledger } from './ledger.js';

export interface CutLedger extends Ledger {
  /** Variables of a program behind the proxies. */
  readonly behind: Readonly<Record<string, string>>;
  /** Before the log and the read models. */
  readonly main: CutProxy;
  /** Before the vault. */
  readonly vault: CutProxy;
}

/** An empty ledger on two databases of the test run's server, each with a proxy before it. */
export async function cutLedger(label: string): Promise<CutLedger> {
  const ledger = await ledgerOnDatabases(label);
  const [main, vault] = [await openCutProxy(await ledger.mainUrl()), await openCutProxy(await ledger.vaultUrl())];
  return {
    ...ledger,
    main,
    vault,
    behind: { DATABASE_URL: main.url, VAULT_DATABASE_URL: vault.url },
    remove: async () => {
      await Promise.all([main.close(), vault.close()]);
      await ledger.remove();
    },
  };
}
