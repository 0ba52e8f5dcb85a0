// Law: an answer that has already arrived when its time is over counts: a busy process blames nobody else.

/** Nothing came in time. */
export class NoAnswer extends Error {
  constructor(ms: number) {
    super(`no answer within ${String(ms)} ms`);
    this.name = 'NoAnswer';
  }
}

/** What was asked for, if it comes within so many milliseconds; rejects with NoAnswer otherwise. What comes later is let go. */
export async function inTime<T>(asked: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const refuse = (): void => reject(new NoAnswer(ms));
    // A process that was busy for longer runs its timers before it reads what lies in its sockets; after one more turn it has read.
    timer = setTimeout(() => setImmediate(() => setImmediate(refuse)), ms);
  });
  // Whichever loses is heard by nobody.
  late.catch(() => undefined);
  asked.catch(() => undefined);
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
