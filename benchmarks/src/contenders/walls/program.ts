import type { Contender } from '../../harness/bench.js';
import { SERVING, startProgram } from '../../ledger/program.js';
import { QUOTA, timeOthers } from './burst.js';
import { startBurstSender } from './burst-process.js';
import { timeHostile } from './hostile.js';
import type { WallsMeasure, WallsParameters, WallsTask } from './parameters.js';
import { timeRefusals } from './refusals.js';
import { warmUp } from './warm-up.js';

/** The program at its walls: once with quotas above the load, once with the usual one of employers, for the burst. */
export const contender: Contender<WallsParameters, WallsTask, WallsMeasure> = {
  async prepare(parameters) {
    const server = await startProgram(parameters.place, SERVING);
    const limited = await startProgram(parameters.place, SERVING, { RATE_LIMIT_EMPLOYER: String(QUOTA) });
    await warmUp(limited, parameters);
    const sender = startBurstSender();
    return {
      work(task) {
        switch (task.kind) {
          case 'refusals':
            return timeRefusals(server.port, parameters, task.pairs);
          case 'hostile':
            return timeHostile(server, parameters, task.times);
          case 'others':
            return timeOthers(limited, sender, parameters, task);
        }
      },
      async close() {
        sender.close();
        await server.close();
        await limited.close();
      },
    };
  },
};
