import type { Contender } from '../../harness/bench.js';
import { holdShare } from './count-share.js';
import type { MarketParameters, SaudizationMeasure, SaudizationTask } from './parameters.js';

/** Our engine on one thread: what a recomputation is held against. */
export const contender: Contender<MarketParameters, SaudizationTask, SaudizationMeasure> = {
  async prepare(parameters) {
    const held = holdShare(parameters, 0, 1);
    return {
      work: async ({ what }) => (what === 'roll' ? held.roll() : held.rules()),
      close: () => Promise.resolve(),
    };
  },
};
