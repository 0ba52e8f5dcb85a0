// Law: why a human's record changed is told by a code, never by free text.
import { z } from 'zod';

/** Why the recorded person was replaced by another reading of him. */
export const correctionReason = z
  .enum(['typing-error', 'official-document', 'court-order', 'name-change', 'naturalisation', 'other-department', 'death-recorded-wrongly'])
  .meta({ description: 'Why the person is corrected; who was recorded as deceased wrongly lives again by the last one' });

/** The kind of document under which a resident stays. */
export const residenceDocumentKind = z
  .enum(['iqama', 'border-number'])
  .meta({ description: 'Iqama, or the border number of a traveller who has none yet' });

/** Bodies whose accreditation a profession’s quota asks for. Source: decisions 103108, 103107, 103111, 93483, 103105 (confidence T). */
export const accreditationBody = z
  .enum(['SOCPA', 'SCFHS', 'SCE'])
  .meta({ description: 'The body: accountants (SOCPA), health specialties (SCFHS) or engineers (SCE)' });

/** Why a body accredits him no longer. The published sources name no list: this one is ours. */
export const accreditationEndReason = z
  .enum(['not-renewed', 'suspended', 'revoked', 'recorded-wrongly'])
  .meta({ description: 'Why the accreditation is withdrawn' });

/** Level of education by the Saudi classification (SCED 2013 levels 0 to 8): 4 associate diploma, 5 intermediate diploma, 6 bachelor. */
export const educationLevel = z.int().min(0).max(8).meta({ description: 'Level of education that the accreditation rests on, SCED 0 to 8 (6: bachelor)' });

export type AccreditationBody = z.infer<typeof accreditationBody>;
export type AccreditationEndReason = z.infer<typeof accreditationEndReason>;
export type CorrectionReason = z.infer<typeof correctionReason>;
export type ResidenceDocumentKind = z.infer<typeof residenceDocumentKind>;
