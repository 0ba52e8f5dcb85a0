// Catch-up of one read model from empty: ours beside Emmett's consumer on the same events, and over EventStoreDB beside its bare client.
import type { CatchupMeasure, CatchupParameters, CatchupTask } from '../contenders/catchup/parameters.js';
import type { Bench, BenchRun, StartedContender } from '../harness/bench.js';
import { playRounds, type Entry } from '../harness/rounds.js';
import { Summary } from '../harness/summary.js';

const EVENTS = 100_000;

type CatchupContender = StartedContender<CatchupTask, CatchupMeasure>;

/** Events a second from an empty read model. */
export const bench: Bench = {
  name: 'catchup',
  title: `catch-up of the read model of work permits from empty, on a log of ${EVENTS.toLocaleString('en')} events`,
  async run(run) {
    const rounds = run.quick ? 3 : 5;
    const windowMs = run.quick ? 8_000 : 15_000;
    const entries: Entry<CatchupTask, CatchupMeasure>[] = [];
    const enter = (key: string, contender: CatchupContender): void => void entries.push({ key, contender, task: { windowMs } });
    enter('ours', await started(run, 'ours', {}));
    enter('emmett', await started(run, 'emmett', {}));
    const { eventStoreUrl } = run;
    if (eventStoreUrl !== undefined) {
      enter('esdb', await started(run, 'ours', { eventStoreUrl }));
      enter('read', await started(run, 'read-eventstoredb', { eventStoreUrl }));
      enter('bare', await started(run, 'bare-eventstoredb', { eventStoreUrl }));
    }

    const summary = new Summary(await playRounds(entries, rounds, run.say));
    const rate = (measure: CatchupMeasure): number => measure.perSecond;
    summary.figure('catchup.eventsPerSecond', 'ours', rate);
    summary.figure('catchup.emmett.perSecond', 'emmett', rate);
    summary.ratio('catchup.emmett', 'ours', 'emmett', rate);
    if (eventStoreUrl !== undefined) {
      summary.figure('catchup.esdb.perSecond', 'esdb', rate);
      summary.figure('catchup.esdb.read.perSecond', 'read', rate);
      summary.figure('catchup.bare.perSecond', 'bare', rate);
      summary.ratio('catchup.esdb', 'read', 'bare', rate);
    }
    const { figures, ratios, spread } = summary;
    return {
      figures,
      ratios,
      spread,
      notes: [
        `rates over the first ${windowMs / 1_000} s of each round, or until caught up; the read model is emptied before each`,
        'steps of one permit lie anywhere in the log: a page holds hardly two of one permit',
        'Emmett: batches of 1,000, pulled each millisecond, one upsert of a row of five columns an event; ours: the whole row of 23 columns with its ten indexes',
        ...(eventStoreUrl === undefined ? [] : ['catchup.esdb: our store alone against the bare client alone, both only reading; catchup.esdb.perSecond is the read model']),
      ],
    };
  },
};

async function started(run: BenchRun, name: string, more: Partial<CatchupParameters>): Promise<CatchupContender> {
  run.say(`prepares ${name}${more.eventStoreUrl === undefined ? '' : ' over EventStoreDB'}`);
  const parameters: CatchupParameters = { url: await run.database(`catchup_${name}`), events: EVENTS, ...more };
  return run.start(`catchup/${name}`, parameters);
}
