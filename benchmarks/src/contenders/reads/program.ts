import type { Contender } from '../../harness/bench.js';
import { SERVING, serviceToken, startProgram, type ProgramPlace } from '../../ledger/program.js';
import { httpLoad, type HttpMeasure } from '../../load/http-load.js';
import { nextRead } from './next-read.js';
import { warmUp } from './warm-up.js';
import type { ReadTask, RecordIds } from './parameters.js';

export interface ProgramParameters {
  /** A filled ledger whose read models have caught up. */
  readonly place: ProgramPlace;
  readonly ids: RecordIds;
}

/** The program, asked as a service asks it: a token at each request, boxes opened, the position of the answer told. */
export const contender: Contender<ProgramParameters, ReadTask, HttpMeasure> = {
  async prepare({ place, ids }) {
    const server = await startProgram(place, SERVING);
    const next = nextRead(ids, [`Authorization: Bearer ${await serviceToken(place.home)}`]);
    await warmUp((load, which) => httpLoad(server, load, next(which)));
    return { work: (task) => httpLoad(server, task, next(task.which)), close: () => server.close() };
  },
};
