import type { Command } from 'commander';
import { bringInDemo, demoNamed } from '../../serve/bring-in-demo.js';
import { holdRoles } from '../../serve/hold-roles.js';
import { openLedger } from '../../serve/open-ledger.js';
import * as tokens from '../../container/tokens.js';
import { UsageError } from '../exit-codes.js';
import { print } from '../print.js';
import { progressBar } from '../progress-bar.js';
import { runThenExit } from '../run-ledger.js';

/** `sijil demo`: brings the demo market into an empty ledger, or goes on with one that was cut short. */
export function addDemoCommand(program: Command): void {
  program
    .command('demo')
    .description('bring the demo market into an empty ledger')
    .option('--json', 'one JSON line at the end')
    .action(({ json }: { json?: boolean }) =>
      runThenExit(async (config, logger, shutdown) => {
        const ledger = await openLedger(config, logger, shutdown, {
          afterDatabases: async ({ mainUrl }) => {
            await holdRoles({ ...config, roles: ['reactor'] }, mainUrl, logger, shutdown);
          },
        });
        const unfinished = await ledger.container.resolve(tokens.IMPORT_JOURNAL).unfinished();
        const fresh = { day: ledger.container.resolve(tokens.CLOCK).today(), companies: config.demoCompanies };
        const demo = unfinished === undefined ? fresh : demoNamed(unfinished.name);
        if (demo === undefined) throw new UsageError(`the import of ${unfinished?.name ?? 'a file'} is not finished: run it again first`);
        if (!ledger.empty && unfinished === undefined) throw new UsageError('the ledger is not empty: the demo goes only into an empty one');
        const bar = progressBar('demo');
        const { accepted, refused, unexpected, position } = await bringInDemo(
          ledger,
          demo,
          { begin: (lines) => bar.begin(lines), line: () => bar.step() },
          shutdown.signal,
        );
        bar.end();
        await print(
          json === true
            ? `${JSON.stringify({ accepted, refused, unexpected, position })}\n`
            : `The demo is in: ${accepted} commands accepted, ${refused} refused as they had to be.\n`,
        );
        if (unexpected.length > 0) throw new Error(`${unexpected.length} lines of the demo ended otherwise than expected`);
      }),
    );
}
