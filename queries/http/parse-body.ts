// Law: a body is taken whole as its schema has it, or refused with a pointer to each field at fault; its values are never repeated.
import type { z } from 'zod';
import { Problem, type FieldFault } from '../../domain/access/problem.js';

const MOST_FAULTS = 100;

/** The body of a request. Throws Problem 400 that names each field at fault. */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new Problem(400, 'invalid-payload', 'The body of this request is not valid.', { errors: parsed.error.issues.flatMap(faultsOf).slice(0, MOST_FAULTS) });
}

function faultsOf(issue: z.core.$ZodIssue): readonly FieldFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), code: 'unknown-field', detail: 'This field is not known here.' }));
  }
  return [{ pointer: pointerTo(issue.path), code: issue.code === 'custom' ? 'invalid-value' : issue.code.replaceAll('_', '-'), detail: issue.message }];
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
