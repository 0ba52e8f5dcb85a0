import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rememberTokens, TOKEN_BELIEVED_MS, type Proven } from './token-memory.js';

/** A memory over a proof that counts how often it is asked, on clocks that stand: `wall` is how far the wall clock was set away from the other. */
function counted(until = Infinity, most?: number) {
  const asked: string[] = [];
  const clock = { at: 0, wall: 0 };
  const memory = rememberTokens<string>(
    async (authorization): Promise<Proven<string>> => {
      asked.push(authorization ?? 'none');
      await Promise.resolve();
      if (authorization === undefined || authorization.startsWith('bad')) throw new Error('not proven');
      return { value: `caller of ${authorization}`, until };
    },
    { now: () => clock.at + clock.wall, monotonic: () => clock.at, ...(most === undefined ? {} : { most }) },
  );
  return { memory, asked, clock };
}

describe('what a token proved', () => {
  it('is believed for a minute and then proven anew', async () => {
    const { memory, asked, clock } = counted();
    expect(memory.recall('a')).toBeUndefined();
    await memory.prove('a');
    clock.at = TOKEN_BELIEVED_MS - 1;
    expect(memory.recall('a')).toBe('caller of a');
    clock.at = TOKEN_BELIEVED_MS;
    expect(memory.recall('a')).toBeUndefined();
    expect(await memory.prove('a')).toBe('caller of a');
    expect(memory.recall('a')).toBe('caller of a');
    expect(asked).toEqual(['a', 'a']);
  });

  it('is proven once, however its scheme is written: nobody has one token remembered as many', async () => {
    const { memory, asked } = counted(Infinity, 2);
    await memory.prove('Bearer other');
    for (const header of ['Bearer a', 'bearer a', 'BEARER a', 'Bearer  a', `bEARER${' '.repeat(500)}a`]) if (memory.recall(header) === undefined) await memory.prove(header);
    expect(asked).toEqual(['Bearer other', 'Bearer a']);
    expect(memory.recall('Bearer other')).toBe('caller of Bearer other');
    // Another scheme is no token that was proven.
    for (const header of ['a', 'Basic a', 'Bearera', ' Bearer a', 'Bearer Bearer a']) expect(memory.recall(header), header).toBeUndefined();
  });

  it('is never believed beyond the token’s own end, at whatever instant it is asked', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(200_000), fc.nat(200_000), fc.nat(200_000), async (until, proven, later) => {
        const { memory, clock } = counted(until);
        clock.at = proven;
        await memory.prove('a');
        clock.at = proven + later;
        expect(memory.recall('a') !== undefined).toBe(clock.at < until && later < TOKEN_BELIEVED_MS);
      }),
    );
  });

  it('is believed no longer than a minute, however far back the wall clock was set, and no longer than the token where it was set on', async () => {
    const { memory, clock } = counted(100_000);
    await memory.prove('a');
    clock.wall = -3_600_000;
    clock.at = TOKEN_BELIEVED_MS - 1;
    expect(memory.recall('a')).toBe('caller of a');
    clock.at = TOKEN_BELIEVED_MS;
    expect(memory.recall('a')).toBeUndefined();
    clock.wall = 0;
    await memory.prove('a');
    clock.wall = 100_000 - clock.at - 1;
    expect(memory.recall('a')).toBe('caller of a');
    clock.wall += 1;
    expect(memory.recall('a')).toBeUndefined();
  });

  it('is known as no guess until the token’s own end, where it has to be proven anew, and until it fails', async () => {
    const { memory, clock } = counted(3 * TOKEN_BELIEVED_MS);
    expect(memory.knew('a')).toBe(false);
    expect(memory.knew(undefined)).toBe(false);
    await memory.prove('a');
    clock.at = 2 * TOKEN_BELIEVED_MS;
    expect(memory.recall('a')).toBeUndefined();
    expect(memory.knew('a')).toBe(true);
    clock.at = 3 * TOKEN_BELIEVED_MS;
    expect(memory.knew('a')).toBe(false);
    const keys = { valid: true };
    const taken = rememberTokens<string>(async () => {
      if (!keys.valid) throw new Error('the key was taken back');
      return { value: 'caller', until: Infinity };
    });
    await taken.prove('a');
    keys.valid = false;
    await expect(taken.prove('a')).rejects.toThrow('taken back');
    expect(taken.knew('a')).toBe(false);
  });

  it('is no other token’s', async () => {
    const { memory } = counted();
    await memory.prove('a');
    for (const other of ['A', 'a ', ' a', '', undefined]) expect(memory.recall(other)).toBeUndefined();
  });

  it('is proven once for all who ask meanwhile', async () => {
    const { memory, asked } = counted();
    expect(new Set(await Promise.all([memory.prove('a'), memory.prove('a'), memory.prove('b')]))).toEqual(new Set(['caller of a', 'caller of b']));
    expect(asked).toEqual(['a', 'b']);
  });

  it('is not remembered where the proof failed, and each who asked is told', async () => {
    const { memory, asked } = counted();
    const outcomes = await Promise.allSettled([memory.prove('bad'), memory.prove('bad'), memory.prove(undefined)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(memory.recall('bad')).toBeUndefined();
    await expect(memory.prove('bad')).rejects.toThrow('not proven');
    expect(asked).toEqual(['bad', 'none', 'bad']);
  });

  it('takes no more room than it was given: the oldest go first', async () => {
    const { memory, clock } = counted(Infinity, 2);
    for (const token of ['a', 'b', 'a', 'c']) {
      clock.at += 1;
      await memory.prove(token);
    }
    expect(['a', 'b', 'c'].map((token) => memory.recall(token) !== undefined)).toEqual([true, false, true]);
  });
});
