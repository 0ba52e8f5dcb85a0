// Lag of the read models behind acknowledged appends, at a steady rate of events.
import type { LagMeasure, LagParameters, LagTask } from '../contenders/lag/parameters.js';
import type { Bench } from '../harness/bench.js';
import { playRounds, type Entry } from '../harness/rounds.js';
import { Summary } from '../harness/summary.js';

const PER_SECOND = 1_000;

/** From an append's answer to the commit of the last of all read models. */
export const bench: Bench = {
  name: 'lag',
  title: `acknowledged to committed in the last of all read models, at ${PER_SECOND.toLocaleString('en')} events a second`,
  async run(run) {
    const rounds = run.quick ? 5 : 9;
    const durationMs = run.quick ? 3_000 : 5_000;
    const events = ((rounds + 1) * durationMs * PER_SECOND) / 1_000;
    const { eventStoreUrl } = run;
    const stores = [{ key: 'lag', more: {} }, ...(eventStoreUrl === undefined ? [] : [{ key: 'lag.esdb', more: { eventStoreUrl } }])];
    const entries: Entry<LagTask, LagMeasure>[] = [];
    for (const { key, more } of stores) {
      run.say(`prepares ${key}`);
      const parameters: LagParameters = { url: await run.database('lag'), events, ...more };
      const contender = await run.start<LagTask, LagMeasure>('lag/ours', parameters);
      entries.push({ key, contender, task: { perSecond: PER_SECOND, durationMs } });
    }
    const summary = new Summary(await playRounds(entries, rounds, run.say));
    for (const { key } of entries) {
      summary.figure(`${key}.p50ms`, key, (measure) => measure.p50Ms);
      summary.figure(`${key}.p99ms`, key, (measure) => measure.p99Ms);
      summary.figure(`${key}.perSecond`, key, (measure) => measure.perSecond);
    }
    const { figures, ratios, spread } = summary;
    return {
      figures,
      ratios,
      spread,
      notes: [
        `${rounds} rounds of ${durationMs / 1_000} s; events are sent by the clock; events of work permits, in one process with the nine runners`,
        'a round’s p99 is of its own events; the figure is the median of the rounds',
      ],
    };
  },
};
