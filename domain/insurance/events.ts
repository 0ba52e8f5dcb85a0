import { z } from 'zod';
import { defineEvent, type EventOf } from '../ledger/event-definition.js';
import { isoDate } from '../standards/calendar.js';
import { money } from '../standards/money.js';
import { isoMonth } from '../standards/month.js';
import { insuranceCorrectionReason, insuranceEndReason, insuredCapacity } from './insurance-codes.js';

/** Every event says who is insured where, so that no reader needs a look-up. */
const about = { effectiveOn: isoDate, companyId: z.uuid(), establishmentId: z.uuid(), employeeId: z.uuid() };

/** Hours of a month, in quarters of an hour. */
export const monthlyHours = z.number().min(0).max(744).multipleOf(0.25);

const terms = {
  capacity: insuredCapacity,
  flexible: z.boolean().meta({ description: 'Flexible work: its hours, month by month, are what counts' }),
};
const lastDay = isoDate.nullable().meta({ description: 'Last insured day; null: until further notice' });

export const InsuranceRegistered = defineEvent({
  type: 'InsuranceRegistered',
  summary: 'A human is insured with an establishment from this day on.',
  data: z.object({ ...about, ...terms, wage: money, to: lastDay }),
});

export const ContributoryWageChanged = defineEvent({
  type: 'ContributoryWageChanged',
  summary: 'The contributory wage is this from the day of effect on.',
  data: z.object({ ...about, wage: money }),
});

export const FlexibleHoursRecorded = defineEvent({
  type: 'FlexibleHoursRecorded',
  summary: 'The hours of flexible work in a month are these; an earlier figure of the month is replaced.',
  data: z.object({ ...about, month: isoMonth, hours: monthlyHours }),
});

export const InsuranceEnded = defineEvent({
  type: 'InsuranceEnded',
  summary: 'The registration ended with its last insured day.',
  data: z.object({ ...about, lastDay: isoDate, reason: insuranceEndReason }),
});

export const InsuranceCorrected = defineEvent({
  type: 'InsuranceCorrected',
  summary: 'The registration was recorded wrongly: this whole reading replaces the earlier one, which differs from the day of effect on.',
  data: z.object({
    ...about,
    ...terms,
    from: isoDate.meta({ description: 'First insured day' }),
    to: lastDay,
    wages: z
      .array(z.object({ from: isoDate, wage: money }))
      .min(1)
      .max(600)
      .meta({ description: 'The contributory wage from each day on, the first from the first insured day' }),
    reason: insuranceCorrectionReason,
    correctedEventId: z.uuid().nullable().meta({ description: 'The event that said otherwise, where it is known' }),
  }),
});

export const InsuranceVoided = defineEvent({
  type: 'InsuranceVoided',
  summary: 'The registration should never have been: nobody was insured by it on any day.',
  data: z.object({ ...about, reason: insuranceCorrectionReason }),
});

export const insuranceEvents = [
  InsuranceRegistered,
  ContributoryWageChanged,
  FlexibleHoursRecorded,
  InsuranceEnded,
  InsuranceCorrected,
  InsuranceVoided,
] as const;

export type InsuranceEvent = EventOf<(typeof insuranceEvents)[number]>;
