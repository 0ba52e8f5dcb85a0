import type { Command } from 'commander';
import { serve } from '../../serve/serve.js';
import { createLogger } from '../../logging/create-logger.js';
import { configFromProcess } from '../run-ledger.js';
import { guardAgainstCrash } from '../../process/crash-guard.js';
import { installShutdown } from '../../process/shutdown.js';
import { exitCodeOf, oneLine } from '../exit-codes.js';
import { print } from '../print.js';
import { progressBar } from '../progress-bar.js';
import { readyNotice } from '../ready-notice.js';

/** `sijil serve`: runs the roles of SIJIL_ROLES until it is stopped. */
export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('run the ledger until it is stopped (Ctrl-C); on an empty ledger, bring in the demo first')
    .option('--json', 'one JSON line when ready')
    .action(async ({ json }: { json?: boolean }) => {
      const config = configFromProcess();
      const logger = createLogger(config.logLevel);
      const shutdown = installShutdown({ onError: (error) => process.stderr.write(`${oneLine(error)}\n`) });
      guardAgainstCrash(logger, shutdown);
      const say = (text: string): void => void (json === true || process.stderr.write(`sijil: ${text}\n`));
      const bar = progressBar('demo');
      try {
        await serve(config, logger, shutdown, {
          step: say,
          warn: (text) => process.stderr.write(`sijil: ${text}\n`),
          demo: { begin: (lines) => bar.begin(lines), line: () => bar.step(), end: () => bar.end() },
          ready: async (ledger, address) => print(await readyNotice(ledger, address, json === true)),
        });
      } catch (error) {
        bar.end();
        if (!shutdown.signal.aborted) process.stderr.write(`${oneLine(error)}\n`);
        await shutdown.stop(shutdown.signal.aborted ? 0 : exitCodeOf(error));
      }
    });
}
