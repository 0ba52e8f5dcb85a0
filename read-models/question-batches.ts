// Law: questions of the same turn go together; at most two batches are on their way, and what comes meanwhile waits for the next.

interface Waiting<Q, A> {
  readonly question: Q;
  readonly resolve: (answer: A) => void;
  readonly reject: (error: unknown) => void;
}

const mostInFlight = 2;
const mostQuestions = 1_000;

/** Asks a question; those of different batches never go together. */
export type Ask<Q, A> = (question: Q, batch: string) => Promise<A>;

/** Groups questions: `answer` gets those of one batch in their order, and gives the answer to each; what it throws is told to all of them. */
export function askInBatches<Q, A>(answer: (questions: readonly Q[]) => Promise<(question: Q, n: number) => A>): Ask<Q, A> {
  const waiting = new Map<string, Waiting<Q, A>[]>();
  let inFlight = 0;
  let scheduled = false;

  const settle = async (asked: readonly Waiting<Q, A>[]): Promise<void> => {
    try {
      const answerTo = await answer(asked.map(({ question }) => question));
      asked.forEach(({ question, resolve }, n) => resolve(answerTo(question, n)));
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  };

  const takeBatch = (): readonly Waiting<Q, A>[] | undefined => {
    for (const [batch, asked] of waiting) {
      waiting.delete(batch);
      // What has no room comes after those that wait in other batches.
      if (asked.length > mostQuestions) waiting.set(batch, asked.splice(mostQuestions));
      return asked;
    }
    return undefined;
  };

  const send = (): void => {
    scheduled = false;
    while (inFlight < mostInFlight) {
      const asked = takeBatch();
      if (asked === undefined) return;
      inFlight += 1;
      void settle(asked).finally(() => {
        inFlight -= 1;
        send();
      });
    }
  };

  return (question, batch) =>
    new Promise((resolve, reject) => {
      const asked = waiting.get(batch);
      if (asked === undefined) waiting.set(batch, [{ question, resolve, reject }]);
      else asked.push({ question, resolve, reject });
      // Once the event loop comes round: requests that arrived in the same turn go together.
      if (!scheduled) {
        scheduled = true;
        setImmediate(send);
      }
    });
}
