// A race for correctness: sixteen writers and a live tailing reader; events that were acknowledged and never, or twice, came.
import type { RaceMeasure, RaceTask } from '../contenders/race/race.js';
import type { Bench } from '../harness/bench.js';

const WRITERS = 16;
const CONTENDERS = ['ours', 'emmett', 'naive'];

/** Events missed and doubled by each reader. */
export const bench: Bench = {
  name: 'race',
  title: `${WRITERS} writers and a live tailing reader: events missed and doubled`,
  async run(run) {
    const appends = run.quick ? 125 : 500;
    const figures: Record<string, number> = {};
    for (const name of run.eventStoreUrl === undefined ? CONTENDERS : [...CONTENDERS, 'esdb']) {
      run.say(`races ${name}`);
      const url = name === 'esdb' && run.eventStoreUrl !== undefined ? run.eventStoreUrl : await run.database(`race_${name}`);
      const contender = await run.start<RaceTask, RaceMeasure>(`race/${name}`, url);
      const { written, missed, doubled } = await contender.work({ writers: WRITERS, appends });
      figures[`race.${name}.written`] = written;
      figures[`race.${name}.missed`] = missed;
      figures[`race.${name}.doubled`] = doubled;
      await contender.close();
    }
    return {
      figures,
      ratios: {},
      notes: [
        'ours: four stores write, a fifth reads by its subscription; esdb: the same by our adapter on EventStoreDB, when EVENTSTORE_URL is set; emmett: its consumer with its default batch; naive: position > $1 over an identity column',
      ],
    };
  },
};
