import { z } from 'zod';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';

/** A person's values were here; his key was destroyed. */
export const erased = z
  .strictObject({ erased: z.literal(true) })
  .meta({ description: 'The key of this person was destroyed: nothing of him opens any more.' });

/** The `personal` member of an answer: each part that has a box, opened or erased. */
export function personalSchema(parts: readonly PersonalPart[]) {
  const shape = Object.fromEntries(parts.map(({ part, schema }) => [part, z.union([z.strictObject(schema.shape), erased]).optional()]));
  return z.strictObject(shape).meta({ description: 'Sealed values, opened for this answer, by the field that names the person.' });
}

/** Parts of the same name and subject as one set: what is known of the person from all of them. */
export function mergedPart(part: string, ...parts: readonly PersonalPart[]): PersonalPart {
  return { part, schema: z.object(Object.assign({}, ...parts.map(({ schema }) => schema.shape)) as z.ZodRawShape) };
}
