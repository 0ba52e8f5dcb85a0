import type { Pool } from 'pg';
import type { LineOutcome } from '../bulk/line-outcome.js';
import { writeOutcomes } from './operation-table.js';

const OUTCOMES_A_WRITE = 200;

/** Outcomes on their way to the table, some at a time. */
export interface OutcomeBuffer {
  add(outcome: LineOutcome): Promise<void>;
  flush(): Promise<void>;
}

/** A buffer of one operation. What is lost with it is run again: an accepted line gives the same answer. */
export function createOutcomeBuffer(pool: Pool, operation: string): OutcomeBuffer {
  let waiting: LineOutcome[] = [];
  const flush = async (): Promise<void> => {
    const batch = waiting;
    waiting = [];
    await writeOutcomes(pool, operation, batch);
  };
  return {
    async add(outcome) {
      waiting.push(outcome);
      if (waiting.length >= OUTCOMES_A_WRITE) await flush();
    },
    flush,
  };
}
