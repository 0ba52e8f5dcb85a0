// A race for correctness: sixteen writers and a live tailing reader; events that were acknowledged and never, or twice, came.
import type { RaceMeasure, RaceTask } from '../contenders/race/race.js';
import type { Bench } from '../harness/bench.js';

const WRITERS = 16;
const CONTENDERS = ['ours', 'emmett', 'naive'] as const;

/** Events missed and doubled by each reader. */
export const bench: Bench = {
  name: 'race',
  title: `${WRITERS} writers and a live tailing reader: events missed and doubled`,
  async run(run) {
    const appends = run.quick ? 125 : 500;
    const figures: Record<string, number> = {};
    for (const name of CONTENDERS) {
      run.say(`races ${name}`);
      const contender = await run.start<RaceTask, RaceMeasure>(`race/${name}`, await run.database(`race_${name}`));
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
        'ours: four stores write, a fifth reads by its subscription; emmett: its consumer with its default batch; naive: position > $1 over an identity column',
      ],
    };
  },
};
