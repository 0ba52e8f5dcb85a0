import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { borderNumber } from '../standards/identifiers/border-number.js';
import { iqama } from '../standards/identifiers/iqama.js';
import { mobile } from '../standards/identifiers/mobile.js';
import { nationalId } from '../standards/identifiers/national-id.js';
import { isSaudi, nationalityCode } from '../standards/nationality.js';
import { personName } from '../standards/person-name.js';
import { sex } from '../standards/sex.js';
import { accreditationNumber } from './accreditation-number.js';
import { accreditationBody, accreditationEndReason, correctionReason, educationLevel } from './employee-codes.js';
import { humanIdentifiers } from './human-identifiers.js';
import { passportDocument, sealedWeighting } from './sealed-person.js';

const effectiveOn = isoDate.optional().meta({ description: 'Day of effect, not in the future; today when left out' });

const personDescription = {
  name: personName,
  birthDate: isoDate.meta({ description: 'Birth date (sealed; the year stays open)' }),
  sex,
  passport: passportDocument.optional(),
  mobile: mobile.optional(),
  email: z.email().max(254).optional().meta({ description: 'E-mail address' }),
};

/** The facts that head-count weights ask for; one left out is not told. */
export const weightingInput = z
  .strictObject(sealedWeighting.partial().shape)
  .refine((facts) => typeof facts.ableToWork !== 'boolean' || facts.disability === true, {
    error: 'told only of a human with a disability',
    path: ['ableToWork'],
  })
  .refine((facts) => typeof facts.studentUntil !== 'string' || facts.student === true, {
    error: 'told only of a student',
    path: ['studentUntil'],
  })
  .meta({ description: 'Facts for the head-count weights (sealed); left out or null: not told' });

export type WeightingInput = z.output<typeof weightingInput>;

/** The document under which a resident stays, with the last day on which it is valid. */
export const residenceDocument = z
  .discriminatedUnion('scheme', [
    z.strictObject({ scheme: z.literal('iqama'), value: iqama, expiresOn: isoDate }),
    z.strictObject({ scheme: z.literal('border-number'), value: borderNumber, expiresOn: isoDate.nullable().optional() }),
  ])
  .meta({ description: 'Iqama or border number, and its last valid day' });

export type ResidenceDocument = z.output<typeof residenceDocument>;

export const registerCitizen = z
  .strictObject({ nationalId, ...personDescription, weighting: weightingInput.optional(), effectiveOn })
  .meta({ description: 'A citizen, under his national id' });

export const registerResident = z
  .strictObject({
    document: residenceDocument,
    borderNumber: borderNumber.optional().meta({ description: 'The border number he had before his iqama' }),
    nationality: nationalityCode.refine((code) => !isSaudi(code), { error: 'a Saudi is registered as a citizen' }),
    ...personDescription,
    weighting: weightingInput.optional(),
    effectiveOn,
  })
  .refine(({ document, borderNumber: earlier }) => document.scheme === 'iqama' || earlier === undefined, {
    error: 'the document is his border number',
    path: ['borderNumber'],
  })
  .meta({ description: 'A human who is not a citizen, under his iqama or border number' });

export const correctPerson = z
  .strictObject({
    identifiers: humanIdentifiers,
    nationality: nationalityCode,
    ...personDescription,
    residenceExpiresOn: isoDate.optional().meta({ description: "Last valid day of the residence document, when it changes with the correction" }),
    reason: correctionReason,
    corrects: z.uuid().optional().meta({ description: 'Id of the event that said otherwise' }),
    effectiveOn,
  })
  .meta({ description: 'The whole person as he is; it replaces the earlier set' });

export const changeResidenceDocument = z
  .strictObject({ document: residenceDocument, effectiveOn })
  .meta({ description: 'The new residence document, or a new last day of the same one' });

export const recordResidenceExpiry = z.strictObject({}).meta({ description: 'Sent by the clock when the last valid day has passed' });

export const recordWeightingFacts = z
  .strictObject({ weighting: weightingInput, effectiveOn })
  .meta({ description: 'The whole set of weighting facts; it replaces the earlier one' });

export const markDeceased = z
  .strictObject({ diedOn: isoDate.meta({ description: 'Day of death, not in the future' }) })
  .meta({ description: 'When the human died' });

export const mergeDuplicate = z
  .strictObject({ survivorId: z.uuid().meta({ description: 'Id of the record that stands for the human' }), effectiveOn })
  .meta({ description: 'Which record survives this duplicate' });

export const recordAccreditation = z
  .strictObject({
    body: accreditationBody,
    accreditationNumber,
    validFrom: isoDate.meta({ description: 'First day of the accreditation, which may lie ahead' }),
    validTo: isoDate.optional().meta({ description: 'Last day of the accreditation; until further notice when left out' }),
    educationLevel: educationLevel.optional(),
  })
  .meta({ description: 'An accreditation by a professional body; it replaces what was recorded from the same first day' });

export const withdrawAccreditation = z
  .strictObject({ body: accreditationBody, reason: accreditationEndReason, effectiveOn })
  .meta({ description: 'Which body accredits him no longer, from which day on' });

export type RegisterCitizen = { readonly type: 'RegisterCitizen'; readonly data: z.output<typeof registerCitizen> };
export type RegisterResident = { readonly type: 'RegisterResident'; readonly data: z.output<typeof registerResident> };
export type CorrectPerson = { readonly type: 'CorrectPerson'; readonly data: z.output<typeof correctPerson> };
export type ChangeResidenceDocument = {
  readonly type: 'ChangeResidenceDocument';
  readonly data: z.output<typeof changeResidenceDocument>;
};
export type RecordResidenceExpiry = { readonly type: 'RecordResidenceExpiry'; readonly data: z.output<typeof recordResidenceExpiry> };
export type RecordWeightingFacts = { readonly type: 'RecordWeightingFacts'; readonly data: z.output<typeof recordWeightingFacts> };
export type MarkDeceased = { readonly type: 'MarkDeceased'; readonly data: z.output<typeof markDeceased> };
export type MergeDuplicate = { readonly type: 'MergeDuplicate'; readonly data: z.output<typeof mergeDuplicate> };
export type RecordAccreditation = { readonly type: 'RecordAccreditation'; readonly data: z.output<typeof recordAccreditation> };
export type WithdrawAccreditation = { readonly type: 'WithdrawAccreditation'; readonly data: z.output<typeof withdrawAccreditation> };

export type EmployeeCommand =
  | RegisterCitizen
  | RegisterResident
  | CorrectPerson
  | ChangeResidenceDocument
  | RecordResidenceExpiry
  | RecordWeightingFacts
  | MarkDeceased
  | MergeDuplicate
  | RecordAccreditation
  | WithdrawAccreditation;
