// Keyed reads over HTTP beside bare node:http with one select a request, from the same tables.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AGAIN, type ReadTask } from '../contenders/reads/parameters.js';
import type { BareSelectParameters } from '../contenders/reads/bare-select.js';
import type { ProgramParameters } from '../contenders/reads/program.js';
import type { Bench } from '../harness/bench.js';
import type { HttpMeasure } from '../load/http-load.js';
import { playRounds, type Entry } from '../harness/rounds.js';
import { Summary } from '../harness/summary.js';
import { fillForEmployers } from '../ledger/fill-for-employers.js';

const CALLERS = 32;
const WHICH = ['again', 'fresh'] as const;

/** Keyed reads a second over HTTP. */
export const bench: Bench = {
  name: 'reads',
  title: 'an employee or a work permit by id over HTTP, as a service and as 32 employers (token, boxes opened, position told)',
  async run(run) {
    const rounds = run.quick ? 5 : 11;
    const durationMs = run.quick ? 1_000 : 2_000;
    const records = run.quick ? 8_000 : 20_000;
    const home = await mkdtemp(join(tmpdir(), 'sijil-bench-home-'));
    try {
      const place = { mainUrl: await run.database('reads'), vaultUrl: await run.database('reads_vault'), home };
      run.say(`fills a ledger with ${records} employees and as many work permits, of ${CALLERS} companies`);
      const { employers, ...ids } = await fillForEmployers(place, CALLERS, records);

      const ours: ProgramParameters = { place, ids };
      const bare: BareSelectParameters = { url: place.mainUrl, ids };
      const contenders = {
        read: await run.start<ReadTask, HttpMeasure>('reads/program', ours),
        own: await run.start<ReadTask, HttpMeasure>('reads/program', { ...ours, employers } satisfies ProgramParameters),
        select: await run.start<ReadTask, HttpMeasure>('reads/bare-select', bare),
      };
      const entriesOf = (which: ReadTask['which']): readonly Entry<ReadTask, HttpMeasure>[] =>
        Object.entries(contenders).map(([name, contender]) => ({ key: `${name}.${which}`, contender, task: { callers: CALLERS, durationMs, which } }));
      const entries = WHICH.flatMap(entriesOf);
      // One after the other: a turn of reads that are all fresh leaves nothing in memory of what is read again and again.
      const samples = new Map<string, readonly HttpMeasure[]>();
      for (const which of WHICH) for (const [key, measures] of await playRounds(entriesOf(which), rounds, run.say)) samples.set(key, measures);
      const summary = new Summary(samples);
      for (const { key } of entries) {
        summary.figure(`http.${key}.perSecond@${CALLERS}`, key, (measure) => measure.perSecond);
        summary.figure(`http.${key}.p50ms@${CALLERS}`, key, (measure) => measure.p50Ms);
        summary.figure(`http.${key}.p99ms@${CALLERS}`, key, (measure) => measure.p99Ms);
        summary.figure(`http.${key}.serverCpuUs@${CALLERS}`, key, (measure) => measure.serverCpuUs);
      }
      const rate = (measure: HttpMeasure): number => measure.perSecond;
      summary.ratio('http.read.select', 'read.again', 'select.again', rate);
      summary.ratio('http.read.fresh.select', 'read.fresh', 'select.fresh', rate);
      summary.ratio('http.own.read', 'own.again', 'read.again', rate);
      summary.ratio('http.own.fresh.read', 'own.fresh', 'read.fresh', rate);
      const { figures, ratios, spread } = summary;
      return {
        figures,
        ratios,
        spread,
        notes: [
          `${rounds} rounds of ${durationMs} ms an entry at ${CALLERS} callers; ${records.toLocaleString('en')} employees and as many work permits, read in equal parts`,
          `read: a service; own: ${CALLERS} employers, each of a company of his own, who read what is theirs: behind both walls, without their company named`,
          `again: ${AGAIN.toLocaleString('en')} records of each kind by chance, so that a process has most of them in memory and asks whether they are still so; fresh: all in turn, so that each is fetched and opened`,
        ],
      };
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  },
};
