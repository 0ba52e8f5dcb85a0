import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../bootstrap/testing/database.js';
import { integerArray, textArray } from './binary-array.js';
import { boundedRuns } from './testing/bounded-runs.js';

describe('an array in the binary protocol', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase('arrays');
  });
  afterAll(() => database.drop());

  it('comes back as it went, whatever the texts', async () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 20 }).filter((one) => !/\0|\p{Surrogate}/u.test(one));
    const special = fc.constantFrom('', 'null', 'NULL', '"', '{"a":[1,"\\\\"]}', '{}', ',', 'é', 'سجل', '😀', "';--");
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(text, special), { minLength: 1, maxLength: 8 }), async (texts) => {
        const { rows } = await database.pool.query<{ given: string[] }>('select $1::text[] as given', [textArray(texts)]);
        expect(rows[0]?.given).toEqual(texts);
      }),
      boundedRuns(process.env['SIJIL_PROVE'] === undefined ? 50 : 2_000),
    );
  });

  it('carries integers of either sign', async () => {
    const numbers = [-1, 0, 2 ** 31 - 1, -(2 ** 31)];
    const { rows } = await database.pool.query<{ given: number[] }>('select $1::int[] as given', [integerArray(numbers)]);
    expect(rows[0]?.given).toEqual(numbers);
  });
});
