// Law: why a company or an establishment changed is told by a code, never by free text that could name a human.
import { z } from 'zod';

/** Why a company may not act for a time. The first: Commercial Register Law M/83, yearly confirmation more than 90 days late. */
export const suspensionReason = z
  .enum([
    'confirmation-overdue',
    'court-order',
    'labour-inspection',
    'wage-protection',
    'under-liquidation',
    'owner-request',
  ])
  .meta({ description: 'Why the company is suspended' });

/** Why a company ended. */
export const closureReason = z
  .enum(['owner-request', 'liquidated', 'bankrupt', 'court-order', 'merged', 'struck-off'])
  .meta({ description: 'Why the company is closed' });

/** Why an establishment ended; `company-closed` only where its company closed with it. */
export const establishmentClosureReason = z
  .enum(['owner-request', 'moved', 'merged-with-another', 'court-order', 'company-closed'])
  .meta({ description: 'Why the establishment is closed' });

/** What an authorised person may do in the company's name. */
export const authorityScope = z
  .enum(['everything', 'reading', 'establishments', 'contracts', 'work-permits', 'visas', 'transfers', 'payments'])
  .meta({ description: 'What an authorised person may do for the company' });

/** Why a certificate of the company is void before its last day. The published sources name no list: this one is ours. */
export const certificateWithdrawalReason = z
  .enum(['conditions-not-met', 'recorded-wrongly', 'owner-request', 'court-order'])
  .meta({ description: 'Why the certificate is withdrawn' });

/** How an establishment stood with the protection of wages in a month: its file came and agreed, agreed in part, did not, or none came. */
export const wageProtectionStanding = z
  .enum(['compliant', 'partly-compliant', 'non-compliant', 'no-file'])
  .meta({ description: 'How the establishment stood with the protection of wages in the month' });

/** Share of the wages due that were paid as they are registered. */
export const compliancePercent = z.int().min(0).max(100).meta({ description: 'Wages paid as registered, in whole percent' });

export type SuspensionReason = z.infer<typeof suspensionReason>;
export type ClosureReason = z.infer<typeof closureReason>;
export type EstablishmentClosureReason = z.infer<typeof establishmentClosureReason>;
export type AuthorityScope = z.infer<typeof authorityScope>;
export type WageProtectionStanding = z.infer<typeof wageProtectionStanding>;
