// Law: what a live reader saw is held against what the writers were told is stored: each event once, or it was missed or doubled.

/** The part of a race. */
export interface RaceTask {
  readonly writers: number;
  readonly appends: number;
}

export interface RaceMeasure {
  readonly written: number;
  readonly missed: number;
  readonly doubled: number;
}

/** A store in a race: appends one event that carries an id, and reads live from the beginning. */
export interface Racer {
  append(writer: number, id: string): Promise<unknown>;
  /** Follows the log until `stop`, telling each event's id as it comes. */
  follow(saw: (id: string) => void): { stop(): Promise<void> };
}

/** A reader that saw nothing new for so long, after the last writer ended, has had its time. */
const QUIET_MS = 3_000;
const LOOK_MS = 50;

/** Lets the writers write while a reader follows, and counts. */
export async function race(racer: Racer, { writers, appends }: RaceTask): Promise<RaceMeasure> {
  const seen = new Map<string, number>();
  let last = performance.now();
  const reader = racer.follow((id) => {
    seen.set(id, (seen.get(id) ?? 0) + 1);
    last = performance.now();
  });
  const run = String(Math.random());
  const ids: string[] = [];
  await Promise.all(
    Array.from({ length: writers }, async (_, writer) => {
      for (let n = 0; n < appends; n += 1) {
        const id = `${run}-${writer}-${n}`;
        await racer.append(writer, id);
        ids.push(id);
      }
    }),
  );
  last = performance.now();
  while (performance.now() - last < QUIET_MS && ids.some((id) => !seen.has(id))) await new Promise((done) => setTimeout(done, LOOK_MS));
  await reader.stop();
  return {
    written: ids.length,
    missed: ids.filter((id) => !seen.has(id)).length,
    doubled: ids.filter((id) => (seen.get(id) ?? 0) > 1).length,
  };
}
