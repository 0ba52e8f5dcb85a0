// The Saudization engine over a whole market that is held as state: a change of rules, a day more, and plans for one large entity.
import type { MarketParameters, SaudizationMeasure, SaudizationTask } from '../contenders/saudization/parameters.js';
import type { Bench } from '../harness/bench.js';
import { playRounds, type Entry } from '../harness/rounds.js';
import { Summary } from '../harness/summary.js';

const PLANS = 300;

/** Seconds for all entities, and rates over those of a recomputation worker by worker and day by day, on the same entities. */
export const bench: Bench = {
  name: 'saudization',
  title: 'all entities of a market for a change of rules over 26 weeks and for a day more, and plans for one of 5,000 workers',
  async run(run) {
    const companies = run.quick ? 10_000 : 100_000;
    const whole: MarketParameters = { companies, oneOf: 1 };
    const sample: MarketParameters = { companies: companies / 10, oneOf: run.quick ? 2 : 5 };
    run.say(`holds a market of ${companies.toLocaleString('en')} companies`);
    const ours = await run.start<SaudizationTask, SaudizationMeasure>('saudization/ours', whole);
    const one = await run.start<SaudizationTask, SaudizationMeasure>('saudization/one-thread', sample);
    const naive = await run.start<SaudizationTask, SaudizationMeasure>('saudization/naive', sample);
    const entries: Entry<SaudizationTask, SaudizationMeasure>[] = [
      { key: 'rules', contender: ours, task: { what: 'rules' } },
      { key: 'roll', contender: ours, task: { what: 'roll' } },
      { key: 'whatif', contender: ours, task: { what: 'whatif', plans: PLANS } },
      ...([['ours', one], ['naive', naive]] as const).flatMap(([name, contender]) =>
        (['rules', 'roll'] as const).map((what) => ({ key: `${what}.${name}`, contender, task: { what } })),
      ),
    ];
    const samples = await playRounds(entries, run.quick ? 3 : 5, run.say);
    for (const what of ['rules', 'roll']) requireSame(samples.get(`${what}.ours`) ?? [], samples.get(`${what}.naive`) ?? []);
    const summary = new Summary(samples);
    const rate = ({ entities, seconds }: SaudizationMeasure): number => entities / seconds;
    summary.figure('saudization.whatif.p95ms', 'whatif', ({ p95Ms }) => p95Ms);
    summary.figure('saudization.rules.s', 'rules', ({ seconds }) => seconds);
    summary.figure('saudization.roll.s', 'roll', ({ seconds }) => seconds);
    summary.ratio('saudization.rules.naive', 'rules.ours', 'rules.naive', rate);
    summary.ratio('saudization.roll.naive', 'roll.ours', 'roll.naive', rate);
    const { figures, ratios, spread } = summary;
    const [held, few] = [samples.get('rules')?.[0], samples.get('rules.naive')?.[0]];
    return {
      figures,
      ratios,
      spread,
      notes: [
        `a synthetic market of ${companies.toLocaleString('en')} companies: ${held?.entities.toLocaleString('en') ?? ''} entities with ${held?.workers.toLocaleString('en') ?? ''} workers over the last year, held by two threads`,
        `rules: every day of 51 weeks counted again by another rule set, and 26 weeks assessed one after the other; roll: one day’s hires and leavers, and every entity assessed`,
        `what-if: ${PLANS} plans of 100 changes over 26 weeks for an entity of 5,000 workers`,
        `ratios: on one thread, on the same ${few?.entities.toLocaleString('en') ?? ''} entities with ${few?.workers.toLocaleString('en') ?? ''} workers; the naive one counts each day once, worker by worker, by the same rules, and finds the same`,
      ],
    };
  },
};

/** Both count the same, or what one of them takes means nothing. */
function requireSame(ours: readonly SaudizationMeasure[], naive: readonly SaudizationMeasure[]): void {
  const [a, b] = [ours[0]?.sum ?? Number.NaN, naive[0]?.sum ?? Number.NaN];
  if (!(Math.abs(a - b) <= 1e-6 * Math.abs(b))) throw new Error(`the engine finds ${a} where a recomputation finds ${b}`);
}
