// Law: what names or describes a human is sealed as one whole set; a value he does not have is null, never absent.
import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { identifierSchema } from '../standards/identifiers.js';
import { mobile } from '../standards/identifiers/mobile.js';
import { passport } from '../standards/identifiers/passport.js';
import { nationalityCode } from '../standards/nationality.js';
import { personName } from '../standards/person-name.js';

/** A passport. Its number is unique only within the country that issued it, so it never leads to a record by itself. */
export const passportDocument = z.strictObject({ number: passport, issuedBy: nationalityCode });

/** Who a human is: the sealed set of registrations and corrections. */
export const sealedPerson = z.object({
  name: personName.nullable(),
  identifiers: z.array(identifierSchema).nullable(),
  passport: passportDocument.nullable(),
  birthDate: isoDate.nullable(),
  mobile: mobile.nullable(),
  email: z.string().nullable(),
});

/** Small groups of non-Saudis that the head-count weights treat apart. Source: Nitaqat guide 2026 (confidence T). */
export const specialGroup = z.enum(['burmese', 'palestinian-egyptian-document', 'baluchi', 'displaced-tribe']);

const yesNo = z.boolean().nullable();

/** Facts about a human that the head-count weights ask for; null: not told. Source: Nitaqat guide 2026 (confidence T). */
export const sealedWeighting = z.object({
  disability: yesNo,
  ableToWork: yesNo,
  releasedPrisoner: yesNo,
  socialInvestment: yesNo,
  student: yesNo,
  childOfSaudiWoman: yesNo,
  motherOrWidowOfSaudi: yesNo,
  specialGroup: specialGroup.nullable(),
  // Since version 2 of the events that carry the set. A sealed set grows at its end only.
  /** Last day of the studies, as it is certified; null: not told, or no student. */
  studentUntil: isoDate.nullable(),
});

export type SealedWeighting = z.infer<typeof sealedWeighting>;
