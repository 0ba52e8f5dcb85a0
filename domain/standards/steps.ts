// Law: what takes long can be left after each step and gone on with; how often it was left makes no difference.

/** A count that goes on when it is asked to, and ends with its result. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Items after which a count may be left. */
const ITEMS_A_STEP = 32;

/** Goes through items and may be left between them. */
export function* eachInSteps<T>(items: Iterable<T>, work: (item: T, n: number) => void): Steps<void> {
  let n = 0;
  for (const item of items) {
    work(item, n);
    n += 1;
    if (n % ITEMS_A_STEP === 0) yield;
  }
}

/** The result, for who cannot do anything else meanwhile. */
export function atOnce<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
