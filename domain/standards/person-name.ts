// Law: a person has a name in at least one of two scripts; each part is one line of composed text.
import { z } from 'zod';
import { wellFormedText } from './text.js';

const namePart = wellFormedText(100)
  .overwrite((text) => text.trim().replace(/ {2,}/g, ' '))
  .min(1);

const nameParts = z.strictObject({
  first: namePart,
  father: namePart.optional(),
  grandfather: namePart.optional(),
  family: namePart,
});

/** A name in Arabic script (`ar`), in Latin script (`en`), or both; each part 1 to 100 characters. */
export const personName = z
  .strictObject({ ar: nameParts.nullable(), en: nameParts.nullable() })
  .refine((name) => name.ar !== null || name.en !== null, { error: 'a name in Arabic or in English is needed', path: ['ar'] });

/** The parts of a name in one script. */
export type NameParts = z.infer<typeof nameParts>;

/** A person's name in one script or both. */
export type PersonName = z.infer<typeof personName>;

/** The name as one line, in the script asked for when it is known, else in the other. */
export function fullName(name: PersonName, script: 'ar' | 'en'): string {
  const parts = script === 'ar' ? (name.ar ?? name.en) : (name.en ?? name.ar);
  if (parts === null) return '';
  return [parts.first, parts.father, parts.grandfather, parts.family].filter((part) => part !== undefined).join(' ');
}
