// Law: in each round every entry works once, alone, in an order drawn anew; the first round warms up and is not counted.
import type { StartedContender } from './bench.js';

/** One turn of a round: who works on what, and under which key its measures are kept. */
export interface Entry<Task, Measure> {
  readonly key: string;
  readonly contender: StartedContender<Task, Measure>;
  readonly task: Task;
}

/** What each entry measured, one value a round, rounds in the same order for all. */
export type Samples<Measure> = ReadonlyMap<string, readonly Measure[]>;

/** Plays rounds after one to warm up. */
export async function playRounds<Task, Measure>(
  entries: readonly Entry<Task, Measure>[],
  rounds: number,
  say: (line: string) => void,
): Promise<Samples<Measure>> {
  const samples = new Map<string, Measure[]>(entries.map(({ key }) => [key, []]));
  for (let round = 0; round <= rounds; round += 1) {
    for (const { key, contender, task } of shuffled(entries)) {
      const measure = await contender.work(task);
      if (round > 0) samples.get(key)?.push(measure);
    }
    say(round === 0 ? 'warmed up' : `round ${round} of ${rounds}`);
  }
  return samples;
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item);
}
