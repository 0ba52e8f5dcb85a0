import type { z } from 'zod';
import { Problem, type FieldFault } from '../../domain/access/problem.js';
import type { AnyCommandDefinition } from '../registry/definition.js';

/** A payload checked by its command's schema; throws Problem 400 with a JSON pointer for every fault. */
export function parsePayload(definition: AnyCommandDefinition, payload: unknown): object {
  const parsed = definition.schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new Problem(400, 'invalid-payload', `The payload of ${definition.name} is not valid.`, {
    errors: faultsOf(parsed.error),
  });
}

/** Every fault that zod found, with its RFC 6901 pointer. Never repeats the value, which may be personal. */
export function faultsOf(error: z.ZodError): readonly FieldFault[] {
  return error.issues.flatMap((issue) => {
    const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys : [];
    const base = issue.path;
    if (unknownKeys.length > 0) {
      return unknownKeys.map((key) => ({ pointer: pointerTo([...base, key]), code: 'unknown-field', detail: 'This field is not known here.' }));
    }
    return [{ pointer: pointerTo(base), code: issue.code, detail: issue.message }];
  });
}

/** RFC 6901 pointer of a path into a value. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
