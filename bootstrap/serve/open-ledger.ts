// Law: a process works on a log only together with the vault that belongs to it.
import 'reflect-metadata';
import { container as root, type DependencyContainer } from 'tsyringe';
import type { Logger } from 'pino';
import { v4 } from 'uuid';
import { foundLedger, ledgerIdOf } from '../../commands/founding/found-ledger.js';
import { wallClock, type Clock } from '../../commands/handler/clock.js';
import { bindVault, checkVault } from '../../commands/vault/founding.js';
import { holdToLog } from '../../commands/vault/log-of-ledger.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import type { Config } from '../config/config.js';
import { openStores } from '../container/open-stores.js';
import { registerServices } from '../container/register-services.js';
import * as tokens from '../container/tokens.js';
import { openDatabases, type OpenDatabases } from '../postgres/connect.js';
import type { Shutdown } from '../process/shutdown.js';

export interface OpenLedger {
  readonly container: DependencyContainer;
  readonly databases: OpenDatabases;
  /** True when the log has no event yet. */
  readonly empty: boolean;
  /** Appends the founding, as of a clock; nothing when the log has it. */
  found(clock: Clock, synthetic: boolean): Promise<void>;
}

/** Opens databases, stores and services of one process, and checks that log and vault belong together. Throws one-line errors. */
export async function openLedger(
  config: Config,
  logger: Logger,
  shutdown: Shutdown,
  hooks: { readonly onProgress?: (step: string) => void; readonly afterDatabases?: (databases: OpenDatabases) => Promise<void> } = {},
): Promise<OpenLedger> {
  const databases = await shutdown.starting(openDatabases(config, hooks.onProgress), (open) => open.close());
  // Roles are taken before anything is changed: who may not run leaves no trace.
  await hooks.afterDatabases?.(databases);
  const container = root.createChildContainer();
  container.registerInstance(tokens.CONFIG, config);
  container.registerInstance(tokens.LOGGER, logger);
  container.registerInstance(tokens.CLOCK, wallClock(config.today === undefined ? undefined : toIsoDate(config.today)));
  await openStores(container, config, databases, logger, shutdown, () => hooks.onProgress?.('waiting for the event store'));
  registerServices(container);

  const store = container.resolve(tokens.EVENT_STORE);
  const vaultPool = container.resolve(tokens.VAULT_POOL);
  const ledgerId = await ledgerIdOf(store);
  const bound = await checkVault(vaultPool, ledgerId);
  if (ledgerId !== null) await holdToLog(vaultPool, store.logId);
  return {
    container,
    databases,
    empty: ledgerId === null,
    async found(clock, synthetic) {
      const id = ledgerId ?? bound ?? (await bindVault(vaultPool, v4(), new Date()));
      await holdToLog(vaultPool, store.logId);
      await foundLedger(store, id, clock, synthetic);
    },
  };
}
