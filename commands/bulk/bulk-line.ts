import { z } from 'zod';
import { Problem } from '../../domain/access/problem.js';
import type { Json } from '../../domain/ledger/json.js';
import { parseStrictJson } from '../../domain/standards/strict-json.js';
import { identifierSchema } from '../../domain/standards/identifiers.js';
import { faultsOf } from '../handler/parse-payload.js';

/** Bytes of one line, as of one request's body. */
export const LINE_BYTES = 256 * 1024;

/** How a line names a record, or a part of one: by id, by an identifier it bears, or by the line that created it. */
export const recordName = z.union([
  z.uuid(),
  z.strictObject({ identifier: identifierSchema }),
  z.strictObject({ createdBy: z.string().min(1).max(200), n: z.int().min(0).max(999).optional() }),
]);
export type RecordName = z.infer<typeof recordName>;

/** The schema of one line. */
export const bulkLine = z.strictObject({
  key: z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,200}$/, '1 to 200 visible ASCII characters, without quotes or backslashes'),
  command: z.string().max(80),
  record: recordName.optional(),
  /** The human in whose name the line comes; left out: the department itself. */
  onBehalfOf: recordName.optional(),
  revision: z.int().min(0).optional(),
  /** Any JSON: the line's text was parsed as such. The command's own schema says the rest. */
  data: z.record(z.string(), z.custom<Json>()),
  /** The line's instant: only an import by the file's own clock reads it. */
  at: z.iso.datetime().optional(),
  /** What the file's author expects: `accepted`, or the refusal's code. */
  expect: z.string().max(80).optional(),
  synthetic: z.boolean().optional(),
});

/** One command of a bulk file, with its own Idempotency-Key. */
export type BulkLine = z.infer<typeof bulkLine>;

/** Reads one line under the same limits as a request's body; throws Problem 400 with pointers. */
export function parseBulkLine(text: string): BulkLine {
  if (Buffer.byteLength(text) > LINE_BYTES) throw new Problem(413, 'line-too-large', `A line is at most ${LINE_BYTES} bytes.`);
  const json = parseStrictJson(text);
  if (!json.ok) {
    const { code, pointer, message } = json.problem;
    throw new Problem(400, code, 'The line is not JSON as this service takes it.', { errors: [{ pointer, code, detail: message }] });
  }
  const line = bulkLine.safeParse(json.value);
  if (!line.success) throw new Problem(400, 'invalid-line', 'The line is not a command.', { errors: faultsOf(line.error) });
  return line.data;
}
