import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parcelWorld, type ParcelWorld } from '../projections/testing/parcel-world.js';
import { columnArray } from './column-array.js';
import { rowTypes } from './row-types.js';
import type { ColumnSql } from './table.js';

/** Texts of every kind that a column can hold; short and long ones are written in different ways. */
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 60 }),
  fc.string({ unit: 'binary-ascii', maxLength: 60 }),
  fc.constantFrom('', 'NULL', '{}', '"', '\\', '\\"', ',', ' ', 'شركة', '😀'.repeat(30)),
).filter((some) => !some.includes('\0'));

const valuesOf: Readonly<Record<ColumnSql, fc.Arbitrary<unknown>>> = {
  uuid: fc.uuid(),
  text,
  date: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((day) => day.toISOString().slice(0, 10)),
  timestamptz: fc.date({ min: new Date('1900-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((at) => at.toISOString()),
  integer: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
  bigint: fc.maxSafeInteger(),
  boolean: fc.boolean(),
  // A JSON null is no value to a column, as it never was.
  jsonb: fc.oneof(text, fc.integer(), fc.array(text), fc.dictionary(text, fc.oneof(text, fc.constant(null), fc.boolean()))),
  'text[]': fc.array(text, { maxLength: 4 }),
};

describe('a column as an array', () => {
  let world: ParcelWorld;
  beforeAll(async () => {
    world = await parcelWorld('column_array');
  });
  afterAll(() => world.close());

  it.each(Object.entries(valuesOf))('gives each value of %s back as it was, and nothing for none', async (sql, values) => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.option(values), { maxLength: 30 }), async (column) => {
        const { rows } = await world.pool.query<{ value: unknown }>({
          text: `select v::${sql} as value from unnest($1::text[]) with ordinality as k(v, n) order by n`,
          values: [columnArray(sql as ColumnSql, column)],
          types: rowTypes,
        });
        expect(rows.map(({ value }) => value)).toEqual(column);
      }),
      { numRuns: 50 },
    );
  });

  it('has the server refuse what its type cannot hold', async () => {
    const asked = world.pool.query('select v::uuid from unnest($1::text[]) as k(v)', [columnArray('uuid', ['no id – of any'])]);
    await expect(asked).rejects.toMatchObject({ code: '22P02' });
  });
});
