// Law: questions of the same turn go together; what comes while a batch is on its way waits for its end, or until enough wait for a second one.
import { afterTurns } from './loop-turns.js';

interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

interface Group<Q, A> {
  readonly batch: string;
  readonly asked: Waiting<Q, A>[];
}

/** Questions that are worth a second batch while one is on its way: fewer would pay more for a statement of their own than they gain. */
export const worthASecond = 32;

/** How many batches may be on their way at a time, how many questions have to wait before another is sent beside one, and how many go in one. */
export interface BatchLimits {
  readonly mostInFlight: number;
  readonly worthAnother: number;
  /** A thousand unless given. */
  readonly mostQuestions?: number;
}

const usualLimits: BatchLimits = { mostInFlight: 2, worthAnother: worthASecond };

/** Asks a question; those of different batches never go together. */
export type Ask<Q, A> = (question: Q, batch: string) => Promise<A>;

/** Groups questions: `answer` gets those of one batch in their order, and gives the answer to each; what it throws is told to all of them. */
export function askInBatches<Q, A>(
  answer: (questions: readonly Q[], batch: string) => Promise<(question: Q, n: number) => A>,
  { mostInFlight, worthAnother, mostQuestions = 1_000 }: BatchLimits = usualLimits,
): Ask<Q, A> {
  // Those that wait, oldest first; hardly ever more than a few. A map would be laid out anew every few questions, and a layout that has grown old
  // holds all that come after it, with the requests that waited in them, until the whole heap is collected.
  const waiting: Group<Q, A>[] = [];
  let count = 0;
  let inFlight = 0;
  let scheduled = false;

  const settle = async (batch: string, asked: readonly Waiting<Q, A>[]): Promise<void> => {
    try {
      const answerTo = await answer(
        asked.map(({ question }) => question),
        batch,
      );
      asked.forEach(({ question, resolve }, n) => resolve(answerTo(question, n)));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };

  const takeBatch = (): Group<Q, A> | undefined => {
    const taken = waiting.shift();
    // What has no room comes after those that wait in other batches.
    if (taken !== undefined && taken.asked.length > mostQuestions) waiting.push({ batch: taken.batch, asked: taken.asked.splice(mostQuestions) });
    return taken;
  };

  const send = (): void => {
    scheduled = false;
    while (inFlight === 0 || (inFlight < mostInFlight && count >= worthAnother)) {
      const taken = takeBatch();
      if (taken === undefined) return;
      const { batch, asked } = taken;
      count -= asked.length;
      inFlight += 1;
      void settle(batch, asked).finally(() => {
        inFlight -= 1;
        schedule();
      });
    }
  };

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    afterTurns(send);
  };

  return (question, batch) =>
    new Promise((resolve, reject) => {
      const one: Waiting<Q, A> = { question, resolve, reject };
      const group = waiting.find((other) => other.batch === batch);
      if (group === undefined) waiting.push({ batch, asked: [one] });
      else group.asked.push(one);
      count += 1;
      schedule();
    });
}
