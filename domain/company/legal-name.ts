// Law: a legal person has a registered name in Arabic, in Latin letters, or both; it is public and stays open.
import { z } from 'zod';
import { wellFormedText } from '../standards/text.js';

const oneName = wellFormedText(200)
  .overwrite((text) => text.trim().replace(/ {2,}/g, ' '))
  .min(1);

/** The registered name of a company, or the name of an establishment; 1 to 200 characters in each script. */
export const legalName = z
  .strictObject({ ar: oneName.nullable(), en: oneName.nullable() })
  .refine((name) => name.ar !== null || name.en !== null, { error: 'a name in Arabic or in English is needed', path: ['ar'] })
  .meta({ description: 'Registered name of a legal person', examples: [{ ar: 'شركة المثال', en: 'Example Company' }] });

/** The registered name of a legal person. */
export type LegalName = z.infer<typeof legalName>;
