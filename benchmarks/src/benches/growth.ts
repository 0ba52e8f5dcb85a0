// Appends and reads of one record on a large log against a small one.
import type { GrowthParameters, GrowthTask } from '../contenders/growth/ours.js';
import type { Bench } from '../harness/bench.js';
import type { LoadMeasure } from '../harness/closed-loop.js';
import { playRounds, type Entry } from '../harness/rounds.js';
import { Summary } from '../harness/summary.js';

const SMALL = 10_000;
const LARGE = 5_000_000;
const CALLERS = 32;

/** Rates on the large log over those on the small one. */
export const bench: Bench = {
  name: 'growth',
  title: `appends and reads of one stream at ${LARGE.toLocaleString('en')} events against ${SMALL.toLocaleString('en')}`,
  async run(run) {
    const rounds = run.quick ? 7 : 13;
    const durationMs = run.quick ? 500 : 1_000;
    const sizes = { small: SMALL, large: run.quick ? LARGE / 10 : LARGE };
    const entries: Entry<GrowthTask, LoadMeasure>[] = [];
    for (const [name, events] of Object.entries(sizes)) {
      run.say(`fills a log of ${events.toLocaleString('en')} events`);
      const parameters: GrowthParameters = { url: await run.database(`growth_${name}`), events };
      const contender = await run.start<GrowthTask, LoadMeasure>('growth/ours', parameters);
      for (const what of ['append', 'read'] as const)
        entries.push({ key: `${what}.${name}`, contender, task: { what, callers: CALLERS, durationMs } });
    }
    const summary = new Summary(await playRounds(entries, rounds, run.say));
    const rate = (measure: LoadMeasure): number => measure.perSecond;
    for (const { key } of entries) summary.figure(`growth.${key}.perSecond`, key, rate);
    summary.ratio('growth.append', 'append.large', 'append.small', rate);
    summary.ratio('growth.read', 'read.large', 'read.small', rate);
    const { figures, ratios, spread } = summary;
    return {
      figures,
      ratios,
      spread,
      notes: [
        `${CALLERS} callers; ${rounds} rounds of ${durationMs} ms an entry; streams of four events that lie apart in the log; both logs grow by the appends of the rounds`,
        ...(run.quick ? [`the large log holds a tenth: ${sizes.large.toLocaleString('en')} events`] : []),
      ],
    };
  },
};
