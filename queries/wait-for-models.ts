// Law: who names a position reads nothing older than it, or is told to come again.
import { Problem } from '../domain/access/problem.js';
import type { Position } from '../domain/ledger/position.js';
import { comparePositions } from '../domain/ledger/position.js';
import type { ReadProgress } from './read-progress.js';
import type { ModelName } from './model-names.js';

const longestWaitMs = 2_000;

/** Waits until the read models have every event up to a position. Throws Problem 503 when that takes too long. */
export async function waitForModels(progress: ReadProgress, after: Position | undefined, models: readonly ModelName[]): Promise<void> {
  if (after === undefined) return;
  const waited = await progress.waitFor(
    after,
    models.map((model) => model.name),
    longestWaitMs,
  );
  if (!waited.reached) throw behind(waited.behind);
}

/** Checks what was read in the end: a reader that is sent elsewhere meanwhile must not go back in time. Throws Problem 503. */
export function requireAsNewAs(after: Position | undefined, position: Position | undefined, models: readonly ModelName[]): void {
  if (after === undefined) return;
  if (position === undefined || comparePositions(position, after) < 0) throw behind(models.map((model) => model.name));
}

function behind(names: readonly string[]): Problem {
  return new Problem(503, 'read-model-behind', 'What was written up to this position cannot be read yet.', {
    headers: { 'Retry-After': '1' },
    members: { behind: names },
  });
}
