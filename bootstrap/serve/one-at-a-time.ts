// Law: of a question that anybody may ask, one is under way and one waits behind it, however many ask; nobody is answered by one that began before he asked.

/** Asks so; each question ends, one way or the other, before the next begins. */
export function oneAtATime<T>(ask: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;
  return () => {
    if (next !== undefined) return next;
    const begin = (): Promise<T> => {
      next = undefined;
      const asked = ask();
      underWay = asked;
      return asked;
    };
    next = underWay.then(begin, begin);
    return next;
  };
}
