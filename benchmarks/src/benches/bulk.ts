// A large file of commands that make records, run by `sijil import` in the role `commands` alone.
import type { BulkMeasure, BulkParameters, BulkTask } from '../contenders/bulk/import.js';
import type { Bench } from '../harness/bench.js';
import { rounded } from '../harness/summary.js';

const COMMANDS = 1_000_000;

/** Commands a second, and the memory they take. */
export const bench: Bench = {
  name: 'bulk',
  title: 'bulk import of registrations and contracts by the wall clock, role commands alone',
  async run(run) {
    const commands = run.quick ? COMMANDS / 10 : COMMANDS;
    run.say(`writes a file of ${commands.toLocaleString('en')} commands`);
    const parameters: BulkParameters = { commands };
    const contender = await run.start<BulkTask, BulkMeasure>('bulk/import', parameters);
    run.say('imports it');
    const task: BulkTask = { mainUrl: await run.database('bulk'), vaultUrl: await run.database('bulk_vault') };
    const { perSecond, rssMb } = await contender.work(task);
    return {
      figures: { 'bulk.commands': commands, 'bulk.commandsPerSecond': rounded(perSecond), 'bulk.rssMb': rounded(rssMb) },
      ratios: {},
      notes: [
        'one run; from the start of the process to its end; of each hundred commands one company, 59 citizens with a sealed box each, 40 drafts of contracts that name company and citizen by `createdBy`',
        ...(run.quick ? [`a tenth of the ${COMMANDS.toLocaleString('en')} commands`] : []),
      ],
    };
  },
};
