// Law: a ledger that holds invented people says so on its pages, at the latest a minute after the first of them came.
import type { Pool } from 'pg';
import { holdsSynthetic } from '../../read-models/holds-synthetic.js';

/** So long a ledger counts as free of synthetic data before it is looked at again: every row has to be. */
const LOOK_AGAIN_MS = 60_000;

/** Tells whether the ledger holds synthetic data. What was found once stays. */
export function createSyntheticNotice(pool: Pool, monotonic: () => number = () => performance.now()): () => Promise<boolean> {
  let found: Promise<boolean> | undefined;
  let before = 0;
  return () => {
    if (found !== undefined && monotonic() < before) return found;
    const looked = holdsSynthetic(pool);
    before = monotonic() + LOOK_AGAIN_MS;
    found = looked;
    looked.then(
      (synthetic) => {
        if (synthetic) before = Number.POSITIVE_INFINITY;
      },
      () => {
        if (found === looked) found = undefined;
      },
    );
    return looked;
  };
}
