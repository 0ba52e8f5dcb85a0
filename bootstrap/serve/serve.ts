// Law: the process is ready when the demo is in and every read model has caught up; what it acknowledged before that stays.
import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import type { Logger } from 'pino';
import { startProjector } from '../../projections/engine/projector.js';
import { readModels } from '../../projections/read-models.js';
import type { Config } from '../config/config.js';
import { ConfigError } from '../config/config-error.js';
import type { Role } from '../config/roles.js';
import * as tokens from '../container/tokens.js';
import { failpointFromEnvironment } from '../process/kill-at-step.js';
import { requireLoopback } from '../identity-provider/require-loopback.js';
import type { Shutdown } from '../process/shutdown.js';
import { bringInDemo, demoNamed, type DemoProgress } from './bring-in-demo.js';
import { buildApp } from './build-app.js';
import { createGate, type Gate } from './gate.js';
import { keepRoles, type KeptRoles } from './keep-roles.js';
import { openLedger, type OpenLedger } from './open-ledger.js';
import { runAuditor } from './run-auditor.js';
import { watchImports } from './watch-imports.js';

const CUT_CONNECTIONS_AFTER_MS = 3_000;
/** How soon, and how seldom at last, a process looks whether its read models have caught up, in milliseconds. */
const LOOK_FIRST_MS = 50;
const LOOK_LAST_MS = 1_000;

/** What the starting process tells its terminal. */
export interface ServeReports {
  readonly step: (text: string) => void;
  readonly warn: (text: string) => void;
  readonly demo: DemoProgress & { readonly end: () => void };
  readonly ready: (ledger: OpenLedger, address: string) => Promise<void>;
}

/** Runs the configured roles until the stop. Resolves when ready; throws one-line errors before that. */
export async function serve(config: Config, logger: Logger, shutdown: Shutdown, reports: ServeReports): Promise<void> {
  const has = (role: Role): boolean => config.roles.includes(role);
  requireLoopback(config);
  let roles: KeptRoles | undefined;
  const ledger = await openLedger(config, logger, shutdown, {
    onProgress: reports.step,
    afterDatabases: async (databases) => {
      databases.warnings.forEach(reports.warn);
      roles = await keepRoles(config, databases.mainUrl, logger, shutdown);
    },
  });
  const gate = createGate();
  gate.close('the ledger is starting');
  const { app, metrics } = await buildApp(ledger.container, ledger.databases, gate, shutdown);
  const address = await listen(app, config);
  shutdown.onShutdown(() => closeServer(app));
  reports.step(`listening on ${address}`);

  // Who follows the log begins once the demo is in: beside it each would ask for every few events, which takes as long as the demo itself.
  const prepared = has('reactor') && (await prepareLedger(ledger, config, gate, shutdown, reports));
  if (has('projector')) roles?.begin('projector', (signal) => runProjector(ledger, logger, signal));
  if (has('auditor')) roles?.begin('auditor', (signal) => runAuditor(ledger, logger, signal, (progress) => metrics.audited(progress)));
  if (prepared) roles?.begin('reactor', (signal) => runReactor(ledger, logger, signal));
  if (!has('reactor')) {
    if (ledger.empty && !config.demo && has('commands')) await ledger.found(ledger.container.resolve(tokens.CLOCK), false);
    void watchImports(ledger.container, gate, shutdown.signal);
  }
  await caughtUp(ledger, gate, shutdown.signal);
  if (!shutdown.signal.aborted) await reports.ready(ledger, address);
}

/** Answers what is being answered; connections that say nothing are cut after a while, or they would keep the process. */
async function closeServer(app: FastifyInstance): Promise<void> {
  const cut = setTimeout(() => app.server.closeAllConnections(), CUT_CONNECTIONS_AFTER_MS);
  await app.close();
  clearTimeout(cut);
}

async function listen(app: FastifyInstance, config: Config): Promise<string> {
  try {
    return await app.listen({ host: config.host, port: config.port });
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE') throw new ConfigError('PORT', `${config.port} is in use on ${config.host}`);
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') throw new ConfigError('HOST', `${config.host} is no address of this machine`);
    if (code === 'EACCES') throw new ConfigError('PORT', `${config.port} may not be used by this account`);
    throw error;
  }
}

/** Runs the read models until the signal, or until one of them is another process's. */
async function runProjector(ledger: OpenLedger, logger: Logger, signal: AbortSignal): Promise<void> {
  const { container } = ledger;
  const events = container.resolve(tokens.EVENTS);
  const superseded = new AbortController();
  const failpoint = failpointFromEnvironment(container.resolve(tokens.CONFIG).environment, process.env['SIJIL_KILL_AT']);
  const projector = startProjector({
    store: container.resolve(tokens.EVENT_STORE),
    pool: container.resolve(tokens.MAIN_POOL),
    models: readModels,
    decode: (event) => events.decode(event),
    progress: container.resolve(tokens.PROGRESS),
    onState: (model, status) => {
      if (status.state === 'failed' || status.state === 'retrying') logger.error({ model: model.name, reason: status.reason }, `read model ${status.state}`);
      if (status.state === 'superseded') superseded.abort();
    },
    onFeedError: (error) => logger.warn({ err: error }, 'the log could not be followed'),
    ...(failpoint === undefined ? {} : { failpoint }),
  });
  await aborted(AbortSignal.any([signal, superseded.signal]));
  await projector.stop();
}

/** Brings in what an empty ledger is to begin with, and lets commands in. False while another import is unfinished: then nothing may move. */
async function prepareLedger(
  ledger: OpenLedger,
  config: Config,
  gate: Gate,
  shutdown: Shutdown,
  reports: ServeReports,
): Promise<boolean> {
  const { container } = ledger;
  const clock = container.resolve(tokens.CLOCK);
  const unfinished = await container.resolve(tokens.IMPORT_JOURNAL).unfinished();
  const toCome = ledger.empty && config.demo ? { day: clock.today(), companies: config.demoCompanies } : undefined;
  const demo = unfinished === undefined ? toCome : demoNamed(unfinished.name);
  if (unfinished !== undefined && demo === undefined) {
    const reason = `the import of ${unfinished.name} is not finished: run it again with --clock=file`;
    gate.close(reason);
    reports.warn(reason);
    return false;
  }
  if (demo !== undefined) {
    gate.close('the demo is being brought in');
    await bringInDemo(ledger, demo, reports.demo, shutdown.signal);
    reports.demo.end();
  } else if (ledger.empty) {
    await ledger.found(clock, false);
  }
  gate.open();
  return true;
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}

/** Runs reactions and sweeps until the signal. */
function runReactor({ container }: OpenLedger, logger: Logger, signal: AbortSignal): Promise<void> {
  return container
    .resolve(tokens.REACTOR)
    .run(container.resolve(tokens.CLOCK), signal, (error) => logger.error({ err: error }, 'a reaction or a sweep failed; it is tried again'));
}

/** Waits until nothing keeps this process from being ready. */
async function caughtUp(ledger: OpenLedger, gate: Gate, signal: AbortSignal): Promise<void> {
  const status = ledger.container.resolve(tokens.PROJECTION_STATUS);
  let wait = LOOK_FIRST_MS;
  while (!signal.aborted) {
    const open = gate.reason() === undefined;
    const models = open ? await status.projectionStatus().catch(() => []) : [];
    if (models.length > 0 && models.every((model) => model.state === 'live')) return;
    await delay(wait, undefined, { signal }).catch(() => undefined);
    // Where nobody projects this never ends, and each look is several queries.
    if (open) wait = Math.min(1.5 * wait, LOOK_LAST_MS);
  }
}
