// Law: a company's contacts are those of the legal person as the public register shows them; a human's never stand here.
import { z } from 'zod';
import { cleanEntry } from '../standards/digits.js';

/** Published contacts of a legal person; null where it has none. */
export const companyContact = z.strictObject({
  phone: z
    .string()
    .overwrite((text) => cleanEntry(text).replace(/[\s().-]/g, ''))
    .regex(/^\+[1-9]\d{7,14}$/, 'not a number in international form, such as +966112345678')
    .nullable()
    .meta({ description: 'Telephone, E.164', examples: ['+966112345678'] }),
  email: z.email().max(254).nullable().meta({ description: 'E-mail address of the company', examples: ['info@example.com'] }),
  website: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .nullable()
    .meta({ description: 'Web site', examples: ['https://example.com'] }),
});

/** Published contacts of a legal person. */
export type CompanyContact = z.infer<typeof companyContact>;

/** A company that published no contact. */
export const noContact: CompanyContact = { phone: null, email: null, website: null };
