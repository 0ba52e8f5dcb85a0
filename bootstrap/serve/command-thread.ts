// Law: a thread that decides commands has a log, a vault and a lease table of its own, and is told everything else.
import { parentPort, workerData } from 'node:worker_threads';
import { createCommandHandler } from '../../commands/handler/command-handler.js';
import { wallClock } from '../../commands/handler/clock.js';
import { SERVED_BYTES } from '../../commands/handler/record-cache.js';
import { createOnceRunner } from '../../commands/handler/run-once.js';
import { openLeaseTable } from '../../commands/leases/lease-table.js';
import { serveCommands } from '../../commands/threads/serve-commands.js';
import { keyFilePath } from '../../commands/vault/key-file.js';
import { PostgresVault } from '../../commands/vault/postgres-vault.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { openLog } from '../container/open-log.js';
import { buildCommandRegistry, buildEventRegistry } from '../ledger/registries.js';
import { openPool } from '../postgres/pool.js';
import { threadStepHookFromEnvironment } from '../process/kill-at-step.js';
import type { CommandThreadData } from './command-threads.js';

/** For leases, beside the session that shows the thread to be alive. */
const MAIN_CONNECTIONS = 4;
const VAULT_CONNECTIONS = 4;
/** Longest silence of a database, in milliseconds, that a statement of a request waits for. */
const SILENCE_MS = 10_000;

const port = parentPort;
if (port === null) throw new Error('this runs in a thread of a serving process');
const { config, mainUrl, vaultUrl } = workerData as CommandThreadData;

const log = await openLog(config.eventStoreUrl === undefined ? { kind: 'postgresql', url: mainUrl } : { kind: 'eventstoredb', url: config.eventStoreUrl });
const main = openPool({ url: mainUrl, applicationName: 'sijil', max: MAIN_CONNECTIONS, pipelined: true, silenceMs: SILENCE_MS });
const vaultPool = openPool({ url: vaultUrl, applicationName: 'sijil vault', max: VAULT_CONNECTIONS, byKey: true, silenceMs: SILENCE_MS });
const now = (): Date => new Date();
const vault = await PostgresVault.open({ pool: vaultPool, keyFile: keyFilePath(config.home, config.keyFile), now });
const leases = await openLeaseTable(main);
const commands = buildCommandRegistry();
const onStep = threadStepHookFromEnvironment(config.environment, process.env['SIJIL_KILL_AT']);
const handler = createCommandHandler({
  store: log.store,
  vault,
  events: buildEventRegistry(),
  commands,
  wallClock: now,
  keptBytes: SERVED_BYTES,
  ...(onStep === undefined ? {} : { onStep }),
});
const once = createOnceRunner(handler, leases, vault, log.store.logId, onStep);

await serveCommands(port, {
  commands,
  once,
  clock: wallClock(config.today === undefined ? undefined : toIsoDate(config.today)),
  queued: () => log.store.queued?.() ?? 0,
});
await once.settle();
await leases.close();
await Promise.all([log.close(), vault.close()]);
await Promise.all([main.end(), vaultPool.end()]);
port.close();
