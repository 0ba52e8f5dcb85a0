import type { z } from 'zod';
import { Problem, type FieldFault } from '../../domain/access/problem.js';
import type { AnyCommandDefinition } from '../registry/definition.js';

/** What sound payloads that were parsed ahead came to. To keep those of each request would have the collector look after every one. */
const sound = new WeakMap<object, { readonly schema: z.ZodType; readonly data: object }>();

/** A payload checked by its command's schema; throws Problem 400 with a JSON pointer for every fault. Nobody changes a payload afterwards. */
export function parsePayload(definition: AnyCommandDefinition, payload: unknown): object {
  const known = typeof payload === 'object' && payload !== null ? sound.get(payload) : undefined;
  if (known?.schema === definition.schema) return known.data;
  const parsed = definition.schema.safeParse(payload);
  if (parsed.success) return parsed.data;
  throw new Problem(400, 'invalid-payload', `The payload of ${definition.name} is not valid.`, {
    errors: faultsOf(parsed.error),
  });
}

/** The same of one that is parsed again: a bulk line's is asked for before it is ordered, when it is decided, and when it is decided again. */
export function parseAhead(definition: AnyCommandDefinition, payload: object): object {
  const data = parsePayload(definition, payload);
  sound.set(payload, { schema: definition.schema, data });
  return data;
}

/** Most faults told of one payload: a thousand unknown fields must not make an answer many times their size. */
const MOST_FAULTS = 100;

/** The faults that zod found, each with its RFC 6901 pointer. Never repeats the value, which may be personal. */
export function faultsOf(error: z.ZodError): readonly FieldFault[] {
  return error.issues.flatMap(faultsOfIssue).slice(0, MOST_FAULTS);
}

function faultsOfIssue(issue: z.core.$ZodIssue): readonly FieldFault[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), code: 'unknown-field', detail: 'This field is not known here.' }));
  }
  return [{ pointer: pointerTo(issue.path), code: codeOf(issue), detail: issue.message }];
}

/** What the issue itself gives as the reason (an identifier's `check-digit`), else zod's kind of fault. */
function codeOf(issue: z.core.$ZodIssue): string {
  const reason: unknown = issue.code === 'custom' ? issue.params?.['reason'] : undefined;
  if (typeof reason === 'string') return reason;
  return issue.code === 'custom' ? 'invalid-value' : issue.code.replaceAll('_', '-');
}

/** RFC 6901 pointer of a path into a value. */
export function pointerTo(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
