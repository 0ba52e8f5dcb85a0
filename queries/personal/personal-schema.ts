import { z } from 'zod';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';

/** A person's values were here; his key was destroyed. */
export const erased = z
  .strictObject({ erased: z.literal(true) })
  .meta({ description: 'The key of this person was destroyed: nothing of him opens any more.' });

/** Fields of sealed parts, by part. */
type Fields = Readonly<Record<string, readonly string[]>>;

/**
 * The `personal` member of an answer: each part that has a box, opened or erased, with the fields that are shown. What is not
 * `always` shown may be absent.
 */
export function personalSchema(parts: readonly PersonalPart[], shown: Fields, always: Fields = shown) {
  const shape = Object.fromEntries(
    parts.flatMap(({ part, schema }) => {
      const listed = shown[part];
      if (listed === undefined) return [];
      const fields = listed.map((field) => {
        const value = schema.shape[field] as z.ZodType;
        return [field, always[part]?.includes(field) === true ? value : value.optional().meta({ description: 'Not shown to employers.' })] as const;
      });
      return [[part, z.union([z.strictObject(Object.fromEntries(fields)), erased]).optional()]];
    }),
  );
  return z.strictObject(shape).meta({ description: 'Sealed values, opened for this answer, by the field that names the person.' });
}
