// Law: a column of rows reaches the server as one array in its binary form, each value the text that its type reads: none is escaped, and only JSON is parsed as JSON.
import type { ColumnSql } from './table.js';

const TEXT = 25;
const HEADER_BYTES = 20;
/** What stands for the size of a null. */
const NULL = -1;
/** Longer texts are faster copied by the engine than character by character. */
const SHORT = 40;

/** How a type's values are written as text; those of the types that are not named here are texts, numbers or booleans. */
const texts: Partial<Record<ColumnSql, (value: unknown) => string>> = {
  jsonb: (value) => JSON.stringify(value),
  'text[]': (value) => arrayLiteral(value as readonly string[]),
};

/** Types whose values are ASCII, or are refused by the server. */
const plain: ReadonlySet<ColumnSql> = new Set(['uuid', 'date', 'timestamptz', 'integer', 'bigint', 'boolean']);

/** The values of a column as a `text[]` parameter, to be cast to the column's type; null and undefined are null. */
export function columnArray(sql: ColumnSql, values: readonly unknown[]): Buffer {
  const textOf = texts[sql] ?? String;
  const ascii = plain.has(sql);
  let bytes = HEADER_BYTES + 4 * values.length;
  let nulls = 0;
  const sizes = new Int32Array(values.length);
  const written = values.map((value, n) => {
    if (value === null || value === undefined) {
      sizes[n] = NULL;
      nulls = 1;
      return '';
    }
    const text = typeof value === 'string' && textOf === String ? value : textOf(value);
    const size = ascii ? text.length : Buffer.byteLength(text);
    sizes[n] = size;
    bytes += size;
    return text;
  });
  const buffer = Buffer.allocUnsafe(bytes);
  let at = HEADER_BYTES;
  for (const [n, number] of [1, nulls, TEXT, values.length, 1].entries()) buffer.writeInt32BE(number, 4 * n);
  for (let n = 0; n < written.length; n += 1) {
    const text = written[n] ?? '';
    const size = sizes[n] ?? NULL;
    at = buffer.writeInt32BE(size, at);
    if (size === NULL) continue;
    if (size !== text.length) buffer.write(text, at, 'utf8');
    else if (size > SHORT) buffer.write(text, at, 'latin1');
    else for (let c = 0; c < size; c += 1) buffer[at + c] = text.charCodeAt(c);
    at += size;
  }
  return buffer;
}

function arrayLiteral(items: readonly string[]): string {
  return `{${items.map((item) => `"${item.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}
