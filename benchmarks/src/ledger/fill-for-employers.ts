// A ledger whose records are those of companies with somebody who may read them, its read models caught up.
import { registerEmployers, type Employer } from './employers.js';
import { fillLedger, type Filled } from './fill-ledger.js';
import { ready, startProgram, type ProgramPlace } from './program.js';
import { vacuum } from './vacuum.js';

export interface FilledForEmployers extends Filled {
  /** The n-th record of each kind is of the n-th employer, round and round. */
  readonly employers: readonly Employer[];
}

/** Fills an empty ledger: companies by commands, employees and work permits as events. The program itself makes the read models. */
export async function fillForEmployers(place: ProgramPlace, companies: number, records: number): Promise<FilledForEmployers> {
  const maker = await startProgram(place);
  try {
    // It listens before it takes commands.
    await ready(maker.port);
    const employers = await registerEmployers(maker.port, place.home, companies);
    const filled = await fillLedger(place, { employees: records, permits: records, workplaces: employers });
    await ready(maker.port);
    return { ...filled, employers };
  } finally {
    await maker.close();
    await vacuum(place.mainUrl, place.vaultUrl);
  }
}
