import type { Command } from 'commander';
import type { Pool } from 'pg';
import type { Logger } from 'pino';
import { leaseMigrations } from '../../../commands/leases/migrations.js';
import type { CopyResult, CopyStep } from '../../../commands/log-copy/copy-log.js';
import { vaultMigrations } from '../../../commands/vault/migrations.js';
import type { EventStore } from '../../../domain/ledger/event-store.js';
import type { Config } from '../../config/config.js';
import { SINGLE_HOLDER_ROLES } from '../../config/roles.js';
import { openLog, type LogPlace } from '../../container/open-log.js';
import { openDatabases } from '../../postgres/connect.js';
import { migrate } from '../../postgres/migrate.js';
import { openPool } from '../../postgres/pool.js';
import { moveStepHookFromEnvironment } from '../../process/kill-at-step.js';
import type { Shutdown } from '../../process/shutdown.js';
import { holdRoles } from '../../serve/hold-roles.js';
import { moveLedger } from '../../serve/move-ledger.js';
import { logPlace } from '../log-place.js';
import { print } from '../print.js';
import { progressBar, type ProgressBar } from '../progress-bar.js';
import { runThenExit } from '../run-ledger.js';
import { table } from '../table.js';

interface Options {
  readonly from: string;
  readonly to: string;
  readonly json?: boolean;
}

/** `sijil copy-log`: moves the ledger to another log. Killed and run again it goes on; run once more it changes nothing. */
export function addCopyLogCommand(program: Command): void {
  program
    .command('copy-log')
    .description('move the ledger to another log, verified; every process on it must be stopped')
    .requiredOption('--from <log>', 'embedded (the log in the main database), postgres://… or esdb://…')
    .requiredOption('--to <log>', 'the same; it must be empty, or hold the beginning of the source')
    .option('--json', 'one JSON line at the end')
    .action(async (options: Options) => {
      // Usage is judged before anything is opened.
      logPlace('--from', options.from, '');
      logPlace('--to', options.to, '');
      await runThenExit((config, logger, shutdown) => move(options, config, logger, shutdown));
    });
}

async function move({ from, to, json }: Options, config: Config, logger: Logger, shutdown: Shutdown): Promise<void> {
  const say = (text: string): void => void (json === true || process.stderr.write(`sijil: ${text}\n`));
  const databases = await shutdown.starting(openDatabases(config, say), (open) => open.close());
  await holdRoles({ ...config, roles: SINGLE_HOLDER_ROLES, standby: false }, databases.mainUrl, logger, shutdown);
  const main = openClosingPool(databases.mainUrl, shutdown);
  const vault = openClosingPool(databases.vaultUrl, shutdown);
  await migrate(main, 'leases', leaseMigrations);
  await migrate(vault, 'vault', vaultMigrations);
  const source = await open(logPlace('--from', from, databases.mainUrl), shutdown, say);
  const target = await open(logPlace('--to', to, databases.mainUrl), shutdown, say);
  await databases.markLived();
  const progress = await copyProgress(source);
  const onStep = moveStepHookFromEnvironment(config.environment, process.env['SIJIL_KILL_AT']);
  let result: CopyResult;
  try {
    result = await moveLedger(
      { main, vault, from: source, to: target },
      { onEvents: progress.step, signal: shutdown.signal, ...(onStep === undefined ? {} : { onStep }) },
    );
  } finally {
    progress.end();
  }
  await print(json === true ? `${JSON.stringify(result)}\n` : told(result, to));
}

function openClosingPool(url: string, shutdown: Shutdown): Pool {
  const pool = openPool({ url, applicationName: 'sijil copy-log', max: 4 });
  shutdown.onShutdown(() => pool.end());
  return pool;
}

async function open(place: LogPlace, shutdown: Shutdown, say: (text: string) => void): Promise<EventStore> {
  const log = await openLog(place, { signal: shutdown.signal, onWaiting: () => say('waiting for the event store') });
  shutdown.onShutdown(() => log.close());
  return log.store;
}

/** One bar after the other, as long as the source where it can count its events. */
async function copyProgress(source: EventStore): Promise<{ step(step: CopyStep, events: number): void; end(): void }> {
  const total = await source.countAfter(undefined);
  let bar: ProgressBar | undefined;
  let at: CopyStep | undefined;
  return {
    step(step, events) {
      if (step !== at) {
        bar?.end();
        bar = progressBar(step);
        bar.begin(total);
        at = step;
      }
      bar?.step(events);
    },
    end: () => bar?.end(),
  };
}

function told({ ledgerId, resumedAfter, copied, from, to }: CopyResult, named: string): string {
  const rows = [from, to].map((log, n) => [n === 0 ? 'from' : 'to', log.logId, log.events.toLocaleString('en'), log.sha256]);
  return [
    table(['', 'log', 'events', 'SHA-256 over the canonical events in order'], rows),
    `${copied.toLocaleString('en')} events copied${resumedAfter === 0 ? '' : ` behind ${resumedAfter.toLocaleString('en')} that were there`}. Ledger ${ledgerId} lives on log ${to.logId} now.`,
    howToStart(named),
    '',
  ].join('\n');
}

function howToStart(named: string): string {
  if (named === 'embedded') return 'Start it without EVENTSTORE_URL.';
  return named.startsWith('esdb') ? 'Start it with EVENTSTORE_URL set to that address.' : 'Start it with DATABASE_URL set to that address, without EVENTSTORE_URL.';
}
