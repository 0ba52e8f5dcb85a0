import type { Command } from 'commander';
import * as tokens from '../../container/tokens.js';
import { countLedger } from '../../serve/ledger-counts.js';
import { openLedger } from '../../serve/open-ledger.js';
import { print } from '../print.js';
import { runThenExit } from '../run-ledger.js';
import { table } from '../table.js';

/** `sijil status`: what is inside, and how far each read model is. Works beside a running ledger and without one. */
export function addStatusCommand(program: Command): void {
  program
    .command('status')
    .description('count records and events, and show how far each read model is')
    .option('--json', 'one JSON line')
    .action(({ json }: { json?: boolean }) =>
      runThenExit(async (config, logger, shutdown) => {
        const { container } = await openLedger(config, logger, shutdown);
        const counts = await countLedger(container);
        if (json === true) {
          await print(`${JSON.stringify(counts)}\n`);
          return;
        }
        const models = await container.resolve(tokens.PROJECTION_STATUS).projectionStatus();
        const { records, events, position } = counts;
        await print(
          [
            table(['records', 'count'], Object.entries(records).map(([category, n]) => [category, n.toLocaleString('en')])),
            `${events.toLocaleString('en')} events, position ${position}`,
            table(
              ['read model', 'version', 'state', 'events behind'],
              models.map((model) => [model.name, String(model.version), model.state, String(model.lagEvents ?? 'many')]),
            ),
            '',
          ].join('\n'),
        );
      }),
    );
}
