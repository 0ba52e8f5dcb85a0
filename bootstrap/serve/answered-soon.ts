// Law: who asks how the process is gets an answer, also while a store says nothing.

const SOON_MS = 2_000;

/** What was asked for, if it comes soon; rejects otherwise. */
export async function answeredSoon<T>(asked: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${String(SOON_MS / 1_000)} s`)), SOON_MS);
  });
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
