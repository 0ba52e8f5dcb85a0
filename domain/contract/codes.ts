// Law: a reason is a code from a closed list, so that it can be counted and holds nothing personal.
import { z } from 'zod';

/** A side of the contract. */
export const party = z.enum(['employer', 'employee']);
export type Party = z.infer<typeof party>;

/** Why the employee turned the contract down. */
export const contractRejectionReason = z.enum([
  'does-not-work-there',
  'terms-not-agreed',
  'wage-differs',
  'other-offer-taken',
  'no-reason-given',
]);

/** What the employee wants changed before accepting. */
export const contractPart = z.enum(['occupation', 'wage', 'kind', 'dates', 'probation', 'pay-period', 'working-time', 'renewal']);

/** Why a party gave notice. An employer needs a legitimate reason (Art. 75). */
export const noticeReason = z.enum([
  'redundancy',
  'restructuring',
  'performance',
  'long-illness',
  'other-job',
  'family',
  'relocation',
  'not-renewing',
  'other-legitimate',
]);

/** The article, or the event of life, by which a contract ends at once. */
export const terminationArticle = z.enum([
  '53',
  '57',
  '74',
  '77',
  '79',
  '80',
  '81',
  '87',
  'retirement',
  'death',
  'force-majeure',
  'establishment-closed',
]);
export type TerminationArticle = z.infer<typeof terminationArticle>;

/** By what a contract ended: an article at once, notice run out (75), or a resignation accepted (79 bis). */
export const endArticle = z.enum([...terminationArticle.options, '75', 'resignation']);
export type EndArticle = z.infer<typeof endArticle>;

/** Who brought the end about: one side, both by agreement, or the law itself. */
export const endedBy = z.enum(['employer', 'employee', 'both', 'law']);
export type EndedBy = z.infer<typeof endedBy>;
