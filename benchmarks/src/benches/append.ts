// Appends of one event to a new stream: ours, Emmett's, one plain insert, and the whole command handler, in turns.
import type { AppendParameters } from '../contenders/append/parameters.js';
import type { CommandLoad, CommandParameters } from '../contenders/append/command.js';
import type { Bench, BenchRun, StartedContender } from '../harness/bench.js';
import { countingWork, type WorkMeasure } from '../harness/processor-time.js';
import { playRounds, type Entry } from '../harness/rounds.js';
import { Summary } from '../harness/summary.js';

/** Callers whose rates make the chart. */
export const CALLERS = [1, 8, 32, 128] as const;
const STORES = ['ours', 'emmett', 'insert'] as const;
const COMMAND_CALLERS = [1, 32] as const;
const ESDB_CALLERS = [1, 32, 128] as const;

type AppendContender = StartedContender<CommandLoad, WorkMeasure>;

/** Appends a second and their latency, by callers. */
export const bench: Bench = {
  name: 'append',
  title: 'appends of one event to a new stream (commands: a change of an employee), answered once durable',
  async run(run) {
    const rounds = run.quick ? 5 : 9;
    const durationMs = run.quick ? 400 : 600;
    const prefill = run.quick ? 20_000 : 50_000;
    const entries: Entry<CommandLoad, WorkMeasure>[] = [];
    const enter = (name: string, contender: AppendContender, callers: readonly number[], bare = true): void => {
      for (const n of callers) entries.push({ key: `${name}@${n}`, contender, task: { callers: n, durationMs, bare } });
    };
    for (const name of STORES) enter(name, await started(run, name, prefill), CALLERS);
    const command = await startedCommand(run);
    enter('command', command, COMMAND_CALLERS, false);
    enter('bare', command, [32]);

    if (run.eventStoreUrl !== undefined) {
      for (const name of ['esdb-ours', 'esdb-bare']) enter(name, await run.start(`append/${name}`, run.eventStoreUrl), ESDB_CALLERS);
    }

    const summary = new Summary(await playRounds(entries, rounds, run.say));
    for (const { key } of entries) {
      const [name = '', callers = ''] = key.split('@');
      summary.figure(`append.${name}.perSecond@${callers}`, key, (measure) => measure.perSecond);
      summary.figure(`append.${name}.p50ms@${callers}`, key, (measure) => measure.p50Ms);
      summary.figure(`append.${name}.p99ms@${callers}`, key, (measure) => measure.p99Ms);
      if (!name.startsWith('esdb')) summary.figure(`append.${name}.cpuUs@${callers}`, key, (measure) => measure.cpuUs);
    }
    const rate = (measure: WorkMeasure): number => measure.perSecond;
    summary.ratio('append.emmett@32', 'ours@32', 'emmett@32', rate);
    summary.ratio('append.emmett@128', 'ours@128', 'emmett@128', rate);
    summary.ratio('append.insert@32', 'ours@32', 'insert@32', rate);
    summary.ratio('append.insert.p50@1', 'ours@1', 'insert@1', (measure) => measure.p50Ms);
    summary.ratio('append.command@32', 'command@32', 'bare@32', rate);
    summary.ratio('append.command.sample@32', 'command@32', 'ours@32', rate);
    for (const n of [32, 128]) summary.ratio(`append.emmett.cpu@${n}`, `emmett@${n}`, `ours@${n}`, (measure) => measure.cpuUs);
    if (run.eventStoreUrl !== undefined) {
      for (const n of [32, 128]) summary.ratio(`append.esdb@${n}`, `esdb-ours@${n}`, `esdb-bare@${n}`, rate);
    }
    const { figures, ratios, spread } = summary;
    return {
      figures,
      ratios,
      spread,
      notes: [
        `${rounds} rounds of ${durationMs} ms an entry; every store holds ${prefill.toLocaleString('en')} events before the first; 575 B of data, 130 B of metadata`,
        'append.command@32: over the bare append of the very event the command makes (3.3 kB with its box); append.command.sample@32: over that of the 705 B event',
        'cpuUs: processor time an append takes, client and server together, which hardly depends on what else the machine does',
        'append.insert.p50@1: ours over the plain insert, lower is better; all other ratios: higher is better',
      ],
    };
  },
};

async function started(run: BenchRun, name: (typeof STORES)[number], prefill: number): Promise<AppendContender> {
  run.say(`prepares ${name}`);
  const parameters: AppendParameters = { url: await run.database(`append_${name}`), prefill };
  return countingWork(await run.start(`append/${name}`, parameters), [parameters.url]);
}

async function startedCommand(run: BenchRun): Promise<AppendContender> {
  run.say('prepares command');
  const parameters: CommandParameters = {
    mainUrl: await run.database('append_command'),
    vaultUrl: await run.database('append_vault'),
    employees: run.quick ? 500 : 2_000,
  };
  return countingWork(await run.start('append/command', parameters), [parameters.mainUrl, parameters.vaultUrl]);
}
