// Law: what is asked for by id at the same time goes out together; at most two questions are on their way, and what comes meanwhile waits for the next.

interface Waiting<T> {
  readonly resolve: (answer: T) => void;
  readonly reject: (error: unknown) => void;
}

type Asked<T> = ReadonlyMap<string, readonly Waiting<T>[]>;

const mostInFlight = 2;
const mostIds = 1_000;

/** Asks for an id; questions of different batches never go together. */
export type AskById<T> = (id: string, batch: string) => Promise<T>;

/** Groups questions: `answer` gets distinct ids of one batch, and gives the answer to each; what it throws is told to all of them. */
export function askTogether<T>(answer: (ids: readonly string[]) => Promise<(id: string) => T>): AskById<T> {
  const waiting = new Map<string, Map<string, Waiting<T>[]>>();
  let inFlight = 0;
  let scheduled = false;

  const settle = async (asked: Asked<T>): Promise<void> => {
    try {
      const answerTo = await answer([...asked.keys()]);
      for (const [id, callers] of asked) for (const caller of callers) caller.resolve(answerTo(id));
    } catch (error) {
      for (const callers of asked.values()) for (const caller of callers) caller.reject(error);
    }
  };

  const takeBatch = (): Asked<T> | undefined => {
    for (const [batch, asked] of waiting) {
      waiting.delete(batch);
      if (asked.size <= mostIds) return asked;
      const entries = [...asked];
      // What has no room comes after those that wait in other batches.
      waiting.set(batch, new Map(entries.slice(mostIds)));
      return new Map(entries.slice(0, mostIds));
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

  return (id, batch) =>
    new Promise((resolve, reject) => {
      const asked = waiting.get(batch) ?? new Map<string, Waiting<T>[]>();
      waiting.set(batch, asked);
      const callers = asked.get(id) ?? [];
      asked.set(id, callers);
      callers.push({ resolve, reject });
      // Once the event loop comes round: requests that arrived in the same turn go together.
      if (!scheduled) {
        scheduled = true;
        setImmediate(send);
      }
    });
}
