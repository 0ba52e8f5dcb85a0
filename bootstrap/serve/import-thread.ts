// Law: a thread that decides lines of an import has a log and a vault of its own, and is told everything else.
import { parentPort, workerData } from 'node:worker_threads';
import { lineCorrelation } from '../../commands/bulk/file-id.js';
import { serveLines } from '../../commands/bulk/line-worker.js';
import { wallClock } from '../../commands/handler/clock.js';
import { keyFilePath } from '../../commands/vault/key-file.js';
import { PostgresVault } from '../../commands/vault/postgres-vault.js';
import { toIsoDate } from '../../domain/standards/calendar.js';
import { openLog } from '../container/open-log.js';
import { buildCommandRegistry, buildEventRegistry } from '../ledger/registries.js';
import { openPool } from '../postgres/pool.js';
import { stepHookFromEnvironment } from '../process/kill-at-step.js';
import type { ImportThreadData } from './import-threads.js';

/** The vault's are enough for a wave of claims and of keys at the same time. */
const VAULT_CONNECTIONS = 4;
/** Longest silence of the vault, in milliseconds, that a statement waits for. */
const SILENCE_MS = 10_000;
/** Lines mostly name what was made a moment ago. What more was kept would be looked at by each collection of the heap. */
const KEPT_KEYS = 1_000;
/** Of records. */
const KEPT_BYTES = 1_000_000;

const port = parentPort;
if (port === null) throw new Error('this runs in a thread of an import');
const { config, mainUrl, vaultUrl, actor, synthetic, file } = workerData as ImportThreadData;

const log = await openLog(config.eventStoreUrl === undefined ? { kind: 'postgresql', url: mainUrl } : { kind: 'eventstoredb', url: config.eventStoreUrl });
// A connection that breaks while idle is replaced by the next statement.
const pool = openPool({ url: vaultUrl, applicationName: 'sijil vault', max: VAULT_CONNECTIONS, byKey: true, silenceMs: SILENCE_MS });
const vault = await PostgresVault.open({
  pool,
  keyFile: keyFilePath(config.home, config.keyFile),
  now: () => new Date(),
  keptKeys: KEPT_KEYS,
});
const onStep = stepHookFromEnvironment(config.environment, process.env['SIJIL_KILL_AT']);
await serveLines(port, {
  handlerParts: {
    store: log.store,
    vault,
    events: buildEventRegistry(),
    commands: buildCommandRegistry(),
    wallClock: () => new Date(),
    keptBytes: KEPT_BYTES,
    ...(onStep === undefined ? {} : { onStep }),
  },
  settings: { actor, synthetic, correlationOf: (line) => lineCorrelation(file, line) },
  clock: wallClock(config.today === undefined ? undefined : toIsoDate(config.today)),
});
await Promise.all([log.close(), vault.close()]);
await pool.end();
port.close();
