import type { Contender } from '../../harness/bench.js';
import { employerToken, type Employer } from '../../ledger/employers.js';
import { SERVING, serviceToken, startProgram, type ProgramPlace } from '../../ledger/program.js';
import { httpLoad, type HttpMeasure } from '../../load/http-load.js';
import { nextOwnRead, nextRead, type NextRead } from './next-read.js';
import { warmUp } from './warm-up.js';
import type { ReadTask, RecordIds } from './parameters.js';

export interface ProgramParameters {
  /** A filled ledger whose read models have caught up. */
  readonly place: ProgramPlace;
  readonly ids: RecordIds;
  /** Who reads, a caller each, what is his company's; a service reads all where nobody is named. */
  readonly employers?: readonly Employer[];
}

/** The program: a token at each request, boxes opened, the position of the answer told. Asked as a service asks it, or as employers do. */
export const contender: Contender<ProgramParameters, ReadTask, HttpMeasure> = {
  async prepare({ place, ids, employers }) {
    const server = await startProgram(place, SERVING);
    const next = employers === undefined ? nextRead(ids, await bearer(serviceToken(place.home))) : await ownReads(place.home, ids, employers);
    await warmUp((load, which) => httpLoad(server, load, next(which)));
    return { work: (task) => httpLoad(server, task, next(task.which)), close: () => server.close() };
  },
};

async function ownReads(home: string, ids: RecordIds, employers: readonly Employer[]): Promise<NextRead> {
  return nextOwnRead(ids, await Promise.all(employers.map((employer) => bearer(employerToken(home, employer)))));
}

async function bearer(token: Promise<string>): Promise<readonly string[]> {
  return [`Authorization: Bearer ${await token}`];
}
