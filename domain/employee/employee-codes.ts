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

export type CorrectionReason = z.infer<typeof correctionReason>;
export type ResidenceDocumentKind = z.infer<typeof residenceDocumentKind>;
