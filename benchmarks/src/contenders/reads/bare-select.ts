import { fileURLToPath } from 'node:url';
import type { Contender } from '../../harness/bench.js';
import { httpLoad, type HttpMeasure } from '../../load/http-load.js';
import { startServer } from '../../servers/child-server.js';
import { nextRead } from './next-read.js';
import { warmUp } from './warm-up.js';
import type { ReadTask, RecordIds } from './parameters.js';

export interface BareSelectParameters {
  /** The database of the read models. */
  readonly url: string;
  readonly ids: RecordIds;
}

/** Bare node:http and one select a request, from the same tables: no token, nothing opened. */
export const contender: Contender<BareSelectParameters, ReadTask, HttpMeasure> = {
  async prepare({ url, ids }) {
    const program = fileURLToPath(new URL('../../servers/bare-http.js', import.meta.url));
    const server = await startServer(program, [], { DATABASE_URL: url, NODE_ENV: 'production' });
    const next = nextRead(ids, []);
    await warmUp((load, which) => httpLoad(server, load, next(which)));
    return { work: (task) => httpLoad(server, task, next(task.which)), close: () => server.close() };
  },
};
