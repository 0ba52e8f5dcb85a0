// Law: what another server answers is bounded in size and time, and comes from the address that was asked.

/** Longest answer, in bytes: a key set with a hundred keys has a tenth of it. */
const MOST_BYTES = 512 * 1024;
/** Longest time for the whole answer, in milliseconds. */
const MOST_MS = 5_000;

/** The JSON at an address. No redirect is followed. Throws for whatever is not a 200 with JSON within the limits. */
export async function fetchJson(url: URL): Promise<unknown> {
  const answer = await fetch(url, { redirect: 'manual', headers: { accept: 'application/json' }, signal: AbortSignal.timeout(MOST_MS) });
  if (answer.status !== 200) {
    await answer.body?.cancel();
    throw new Error(`${url.host} answered ${answer.status}`);
  }
  const parts: Uint8Array[] = [];
  let bytes = 0;
  // Leaving the loop ends the connection.
  for await (const part of (answer.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error(`${url.host} answered more than ${MOST_BYTES} bytes`);
    parts.push(part);
  }
  return JSON.parse(Buffer.concat(parts).toString('utf8')) as unknown;
}
