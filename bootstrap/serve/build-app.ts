import type { AddressInfo } from 'node:net';
import { availableParallelism } from 'node:os';
import type { FastifyInstance } from 'fastify';
import type { DependencyContainer } from 'tsyringe';
import { openLeaseTable } from '../../commands/leases/lease-table.js';
import { addBulkRoutes } from '../../commands/http/bulk-routes.js';
import { boundCommands, type BoundedCommands } from '../../commands/http/bounded-commands.js';
import { addCommandRoutes } from '../../commands/http/command-routes.js';
import { createOnceRunner } from '../../commands/handler/run-once.js';
import { startOperationRunner } from '../../commands/operations/operation-runner.js';
import { spoolKeys } from '../../commands/operations/spool-key.js';
import { holdToLog } from '../../commands/vault/log-of-ledger.js';
import { deceasedBy } from '../auth/is-deceased.js';
import { addReadRoutes } from '../../queries/http/read-routes.js';
import { createCompaniesOf } from '../../queries/pages/companies-of.js';
import type { Role } from '../config/roles.js';
import * as tokens from '../container/tokens.js';
import { createApp, httpLimits } from '../http/app.js';
import { admitAgain, callerOf } from '../http/authenticate.js';
import { limitConnections } from '../http/limit-connections.js';
import { readAgain } from '../http/on-record.js';
import { whenOver } from '../http/when-over.js';
import { recordTypes, toldTypes } from '../ledger/record-types.js';
import { openSignIn } from '../sign-in/open-sign-in.js';
import { notFoundPage } from '../sign-in/not-found-page.js';
import { addPages } from '../sign-in/pages.js';
import type { OpenDatabases } from '../postgres/connect.js';
import { filesForClients, mostOpenFiles } from '../process/open-files.js';
import type { Shutdown } from '../process/shutdown.js';
import { programVersion } from '../process/program-version.js';
import { addIdentityProvider } from './add-identity-provider.js';
import type { Gate } from './gate.js';
import { addHealthRoutes } from './health.js';
import { addMetrics, type Metrics } from './metrics.js';
import { createCommandThreads, type CommandThreads } from './command-threads.js';
import type { Position } from '../../domain/ledger/position.js';
import { openRateLimits } from './open-rate-limits.js';

/** Events that a read model may lack and the process is still ready: what is under way when one asks. */
const READY_LAG_EVENTS = 1_000;

/** The HTTP application with the routes of this process's roles. */
export async function buildApp(
  container: DependencyContainer,
  databases: OpenDatabases,
  gate: Gate,
  shutdown: Shutdown,
): Promise<{ app: FastifyInstance; metrics: Metrics }> {
  const config = container.resolve(tokens.CONFIG);
  const logger = container.resolve(tokens.LOGGER);
  const store = container.resolve(tokens.EVENT_STORE);
  const rateLimits = await openRateLimits(config, store.logId, logger, shutdown);
  const trusted = container.resolve(tokens.ISSUER);
  const pool = container.resolve(tokens.MAIN_POOL);
  const version = programVersion();
  const signIn = await openSignIn(config, pool, trusted, () => addressOf(app));
  const app = await createApp({
    trusted,
    vault: container.resolve(tokens.VAULT),
    isDeceased: deceasedBy(store, container.resolve(tokens.EVENTS)),
    sessions: signIn.sessions,
    version,
    logger,
    ...(config.roles.includes('queries') ? { notFoundPage } : {}),
    https: config.publicUrl?.startsWith('https:') === true,
    rateLimits,
    limits: { pipelines: { ...httpLimits.pipelines, requests: config.requestsOfConnection }, unreadInAll: config.unreadInAll },
    ...(config.trustedProxies === undefined ? {} : { trustedProxies: config.trustedProxies }),
  });
  const { all, ofAddress } = config.connections;
  const limits = { all: Math.min(all, filesForClients(mostOpenFiles() ?? Infinity)), ofAddress };
  const connections = limitConnections(app.server, limits, config.trustedProxies);
  await addIdentityProvider(app, container);
  const projections = (): ReturnType<ReturnType<typeof status>['projectionStatus']> => status().projectionStatus();
  const status = () => container.resolve(tokens.PROJECTION_STATUS);
  addHealthRoutes(app, { gate, projections, maxLagEvents: READY_LAG_EVENTS });
  const bounded = boundCommands();
  let threads: CommandThreads | undefined;
  const appends = (): number => (store.queued?.() ?? 0) + (threads?.queued() ?? 0);
  const metrics = addMetrics(app, projections, { commands: () => bounded.underWay(), appends }, rateLimits, connections);
  const has = (role: Role): boolean => config.roles.includes(role);
  if (has('commands')) threads = await addCommands(app, container, databases, gate, shutdown, bounded);
  if (has('queries')) {
    addReadRoutes(app, {
      store: container.resolve(tokens.EVENT_STORE),
      vault: container.resolve(tokens.VAULT),
      registry: container.resolve(tokens.EVENTS),
      pool,
      progress: container.resolve(tokens.PROGRESS),
      records: recordTypes,
      told: toldTypes,
      callerOf,
      admitAgain,
      readAgain,
      whenOver,
      now: () => new Date(),
      today: () => container.resolve(tokens.CLOCK).today(),
      closing: shutdown.signal,
    });
    const companiesOf = createCompaniesOf({ pool, store, registry: container.resolve(tokens.EVENTS), today: () => container.resolve(tokens.CLOCK).today() });
    await addPages(app, { ...signIn, failures: rateLimits.failedSignIns, pool, version, companiesOf });
  }
  return { app, metrics };
}

/** Where this process is reached on its own machine, once it listens. */
function addressOf(app: FastifyInstance): string {
  const { address, port, family } = app.server.address() as AddressInfo;
  return `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
}

async function addCommands(
  app: FastifyInstance,
  container: DependencyContainer,
  databases: OpenDatabases,
  gate: Gate,
  shutdown: Shutdown,
  bounded: BoundedCommands,
): Promise<CommandThreads> {
  const pool = container.resolve(tokens.MAIN_POOL);
  const vault = container.resolve(tokens.VAULT);
  const clock = container.resolve(tokens.CLOCK);
  const handlerParts = container.resolve(tokens.HANDLER_PARTS);
  const handler = container.resolve(tokens.HANDLER);
  const leases = await openLeaseTable(pool);
  // Only who is seen to be alive keeps the ledger from being moved: it may have been until now.
  await holdToLog(container.resolve(tokens.VAULT_POOL), handlerParts.store.logId);
  const once = createOnceRunner(handler, leases, vault, handlerParts.store.logId, handlerParts.onStep);
  const spoolKey = spoolKeys(vault);
  const logger = container.resolve(tokens.LOGGER);
  const config = container.resolve(tokens.CONFIG);
  const { store } = handlerParts;
  const threads = createCommandThreads(
    // One core is the serving thread's.
    Math.min(config.commandThreads, availableParallelism() - 1),
    { config, mainUrl: databases.mainUrl, vaultUrl: databases.vaultUrl },
    { here: once, logger, stored: (position) => store.stored?.(position as Position) },
  );
  const runner = startOperationRunner({
    pool,
    handlerParts,
    clock,
    spoolKey,
    onError: (error) => logger.error({ err: error }, 'a bulk operation could not go on'),
  });
  shutdown.onShutdown(async () => {
    await runner.close();
    await threads.close();
    await once.settle();
    await leases.close();
  });
  let lived: Promise<void> | undefined;
  const beforeFirst = (): Promise<void> =>
    (lived ??= databases.markLived().catch((error: unknown) => {
      // The next command tries again.
      lived = undefined;
      throw error;
    }));
  const admit = (): void => gate.pass();
  addCommandRoutes(app, { registry: container.resolve(tokens.COMMANDS), handler, store, once: threads, bounded, clock, callerOf, admit, beforeFirst });
  addBulkRoutes(app, { pool, runner, spoolKey, callerOf, admit, beforeFirst, room: config.bulk });
  return threads;
}
