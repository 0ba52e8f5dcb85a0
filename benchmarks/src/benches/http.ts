// Commands over HTTP beside bare Fastify with one plain insert of an event of the same size.
import type { BareInsertParameters } from '../contenders/http/bare-insert.js';
import type { ProgramParameters } from '../contenders/http/program.js';
import type { Bench, BenchRun, StartedContender } from '../harness/bench.js';
import type { Load } from '../harness/closed-loop.js';
import type { HttpMeasure } from '../load/http-load.js';
import { playRounds, type Entry } from '../harness/rounds.js';
import { Summary } from '../harness/summary.js';

const CALLERS = [1, 32] as const;
/** What the program stores of the command: the box of eight facts with their commitments, and the metadata of one event. */
const EVENT_BYTES = [2_700, 640] as const;

type HttpContender = StartedContender<Load, HttpMeasure>;

/** Commands a second over HTTP, and how long they take. */
export const bench: Bench = {
  name: 'http',
  title: 'a change of an existing employee over HTTP (token, If-Match, key, one sealed box), answered once durable',
  async run(run) {
    const rounds = run.quick ? 5 : 11;
    const durationMs = run.quick ? 1_000 : 2_000;
    const employees = run.quick ? 5_000 : 20_000;
    const entries: Entry<Load, HttpMeasure>[] = [];
    const enter = (name: string, contender: HttpContender, callers: readonly number[]): void => {
      for (const n of callers) entries.push({ key: `${name}@${n}`, contender, task: { callers: n, durationMs } });
    };
    const bare: BareInsertParameters = { url: await run.database('http_insert'), employees, eventBytes: EVENT_BYTES };
    enter('insert', await run.start('http/bare-insert', bare), CALLERS);
    enter('command', await program(run, 'command', { employees, roles: 'serving' }), CALLERS);
    enter('whole', await program(run, 'whole', { employees, roles: 'all' }), [32]);
    if (run.eventStoreUrl !== undefined) {
      enter('esdb', await program(run, 'esdb', { employees, roles: 'serving', eventStoreUrl: run.eventStoreUrl }), CALLERS);
    }

    const summary = new Summary(await playRounds(entries, rounds, run.say));
    for (const { key } of entries) {
      const [name = '', callers = ''] = key.split('@');
      summary.figure(`http.${name}.perSecond@${callers}`, key, (measure) => measure.perSecond);
      summary.figure(`http.${name}.p50ms@${callers}`, key, (measure) => measure.p50Ms);
      summary.figure(`http.${name}.p99ms@${callers}`, key, (measure) => measure.p99Ms);
      summary.figure(`http.${name}.serverCpuUs@${callers}`, key, (measure) => measure.serverCpuUs);
    }
    summary.figure('http.command.p99ms', 'command@32', (measure) => measure.p99Ms);
    const rate = (measure: HttpMeasure): number => measure.perSecond;
    summary.ratio('http.command.insert@32', 'command@32', 'insert@32', rate);
    summary.ratio('http.whole.insert@32', 'whole@32', 'insert@32', rate);
    if (run.eventStoreUrl !== undefined) summary.ratio('http.esdb.insert@32', 'esdb@32', 'insert@32', rate);
    const { figures, ratios, spread } = summary;
    return {
      figures,
      ratios,
      spread,
      notes: [
        `${rounds} rounds of ${durationMs} ms an entry; ${employees.toLocaleString('en')} employees, an event each, in both tables before the first`,
        'insert: bare Fastify, one prepared insert of an event of the same bytes, pool of 32; command: the program with the roles commands and queries; whole: with all roles, so that every command is also projected, reacted to and audited in the same process',
      ],
    };
  },
};

async function program(run: BenchRun, label: string, parameters: Omit<ProgramParameters, 'mainUrl' | 'vaultUrl'>): Promise<HttpContender> {
  run.say(`fills the ledger of ${label}`);
  const urls = { mainUrl: await run.database(`http_${label}`), vaultUrl: await run.database(`http_${label}_vault`) };
  return run.start('http/program', { ...urls, ...parameters });
}
