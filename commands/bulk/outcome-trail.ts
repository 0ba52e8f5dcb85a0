// Law: outcomes that wait for the log hold up no line, but for their number; one that fails ends the run.

/** Outcomes that may wait: what is kept of a line until then is small. */
const MOST = 2_048;

/** Outcomes of lines that have ended and are not told yet. */
export interface OutcomeTrail {
  /** Adds one; waits while too many are open. Throws what one before it failed with. */
  add(telling: Promise<void>): Promise<void>;
  /** Waits until all are told; throws what the first that failed failed with. */
  told(): Promise<void>;
  /** Waits until all have ended, whatever became of them. */
  settled(): Promise<void>;
}

/** An empty trail. */
export function createOutcomeTrail(most = MOST): OutcomeTrail {
  const open = new Set<Promise<void>>();
  let failure: { readonly error: unknown } | undefined;
  const settled = async (): Promise<void> => {
    while (open.size > 0) await Promise.all(open);
  };
  const throwFailure = (): void => {
    if (failure !== undefined) throw failure.error;
  };
  return {
    async add(telling) {
      const told = telling
        .catch((error: unknown) => void (failure ??= { error }))
        .then(() => void open.delete(told));
      open.add(told);
      while (open.size > most) await Promise.race(open);
      throwFailure();
    },
    async told() {
      await settled();
      throwFailure();
    },
    settled,
  };
}
