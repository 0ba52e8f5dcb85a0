// Law: a parameter that is unknown, twice there or not valid is named and refused; none is ever ignored.
import { z } from 'zod';
import { Problem, type FieldFault } from '../../domain/access/problem.js';
import { parsePosition, type Position } from '../../domain/ledger/position.js';
import { isRecordId } from '../../domain/ledger/stream-name.js';

/** A whole number written in digits, within limits. */
export function wholeNumber(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`;
  return z.preprocess(
    (text) => (typeof text === 'string' && /^\d{1,9}$/.test(text) ? Number(text) : text),
    z.int({ error }).min(least, { error }).max(most, { error }),
  );
}

/** `after`: the position up to which the caller has written or read. */
export const positionParam = z
  .string()
  .refine((text) => parsePosition(text) !== undefined, { error: 'not a position of a ledger' })
  .meta({ description: 'A position that an answer named: what is read has every event up to it (waits at most 2 s, else 503).' })
  .brand<'PositionText'>();

/** The id of a record. */
export const idParam = z.string().refine(isRecordId, { error: 'not the id of a record' }).meta({ format: 'uuid' });

/** Size of a page. */
export const limitParam = (usual: number, most = 200) =>
  wholeNumber(1, most)
    .default(usual)
    .meta({ description: `Most items in the answer, 1 to ${most}.` });

export const orderParam = z.enum(['asc', 'desc']);

/** The position that a checked `after` is. */
export function positionOf(text: z.output<typeof positionParam> | undefined): Position | undefined {
  return text === undefined ? undefined : parsePosition(text);
}

/** A thousand unknown parameters must not make an answer many times their size. */
const mostFaults = 100;

/** The parameters of a request. Throws Problem 400 that names each one at fault. */
export function parseQuery<S extends z.ZodObject>(schema: S, query: unknown): z.output<S> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  throw new Problem(400, 'invalid-query', 'The parameters of this request are not valid.', {
    errors: parsed.error.issues.flatMap((issue) => faults(issue, query)).slice(0, mostFaults),
  });
}

function faults(issue: z.core.$ZodIssue, query: unknown): readonly FieldFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo(key), code: 'unknown-parameter', detail: 'This parameter is not known here.' }));
  }
  const name = String(issue.path[0] ?? '');
  if (Array.isArray((query as Readonly<Record<string, unknown>>)[name])) {
    return [{ pointer: pointerTo(name), code: 'repeated-parameter', detail: 'Give this parameter once.' }];
  }
  return [{ pointer: pointerTo(name), code: 'invalid-parameter', detail: issue.message }];
}

function pointerTo(name: string): string {
  return `/query/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
