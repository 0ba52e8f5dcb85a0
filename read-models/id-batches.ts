// Law: what is asked for by id at the same time goes out together, each id once.
import { askInBatches, type Ask, type BatchLimits } from './question-batches.js';

/** Groups questions by id: `answer` gets distinct ids of one batch, and gives the answer to each; what it throws is told to all of them. */
export function askTogether<T>(answer: (ids: readonly string[], batch: string) => Promise<(id: string) => T>, limits?: BatchLimits): Ask<string, T> {
  return askInBatches((ids, batch) => answer([...new Set(ids)], batch), limits);
}
