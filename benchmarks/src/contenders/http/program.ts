import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Contender } from '../../harness/bench.js';
import type { Load } from '../../harness/closed-loop.js';
import { fillLedger } from '../../ledger/fill-ledger.js';
import { ready, SERVING, serviceToken, startProgram } from '../../ledger/program.js';
import { vacuum } from '../../ledger/vacuum.js';
import { httpLoad, type HttpMeasure } from '../../load/http-load.js';
import { factsCommand, WARM_UP } from './facts-command.js';

export interface ProgramParameters {
  readonly mainUrl: string;
  readonly vaultUrl: string;
  readonly eventStoreUrl?: string;
  /** Employees that are there before the first round. */
  readonly employees: number;
  /** `serving`: the roles that answer HTTP, in a process of their own; `all`: projector, reactor and auditor beside them. */
  readonly roles: 'serving' | 'all';
}

/** The program: a change of an employee over HTTP, its facts sealed anew, under If-Match and a key of its own. */
export const contender: Contender<ProgramParameters, Load, HttpMeasure> = {
  async prepare({ employees, roles, ...urls }) {
    const home = await mkdtemp(join(tmpdir(), 'sijil-bench-home-'));
    const place = { ...urls, home };
    const filled = await fillLedger(place, { employees, permits: 0 });
    const server = await startProgram(place, roles === 'all' ? undefined : SERVING);
    if (roles === 'all') await ready(server.port);
    await vacuum(urls.mainUrl, urls.vaultUrl);
    const token = await serviceToken(home);
    const next = factsCommand(filled.employees, () => [`Authorization: Bearer ${token}`, `Idempotency-Key: ${randomUUID()}`]);
    const work = (load: Load): Promise<HttpMeasure> => httpLoad(server, load, next);
    await work(WARM_UP);
    return {
      work,
      async close() {
        await server.close();
        await rm(home, { recursive: true, force: true });
      },
    };
  },
};
