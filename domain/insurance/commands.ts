import { z } from 'zod';
import { isoDate } from '../standards/calendar.js';
import { money } from '../standards/money.js';
import { isoMonth } from '../standards/month.js';
import { monthlyHours } from './events.js';
import { insuranceCorrectionReason, insuranceEndReason, insuredCapacity } from './insurance-codes.js';

const wage = money.meta({ description: 'Contributory wage a month: basic wage and housing, as registered' });
const to = isoDate.optional().meta({ description: 'Last insured day, not in the future; until further notice when left out' });

export const registerInsurance = z
  .strictObject({
    companyId: z.uuid(),
    establishmentId: z.uuid(),
    employeeId: z.uuid(),
    capacity: insuredCapacity.optional().meta({ description: 'In which capacity he is insured; as an employee when left out' }),
    flexible: z.boolean().optional().meta({ description: 'Whether it is flexible work, of which hours are recorded; it is not when left out' }),
    wage,
    from: isoDate.optional().meta({ description: 'First insured day, not in the future; today when left out' }),
    to,
  })
  .meta({ description: 'A registration of a human with an establishment; one that has ended already says its last day' });

export const changeContributoryWage = z
  .strictObject({ wage, from: isoDate.optional().meta({ description: 'From which day on, not in the future; today when left out' }) })
  .meta({ description: 'The contributory wage from a day on' });

export const recordFlexibleHours = z
  .strictObject({
    month: isoMonth.meta({ description: 'The month, YYYY-MM, that has begun' }),
    hours: monthlyHours.meta({ description: 'Hours of the month, in quarters of an hour' }),
  })
  .meta({ description: 'Hours of flexible work in a month; they replace what was recorded of it' });

export const endInsurance = z
  .strictObject({
    lastDay: isoDate.optional().meta({ description: 'Last insured day, not in the future; today when left out' }),
    reason: insuranceEndReason,
  })
  .meta({ description: 'The end of the registration' });

export const correctInsurance = z
  .strictObject({
    capacity: insuredCapacity,
    flexible: z.boolean(),
    from: isoDate.meta({ description: 'First insured day, not in the future' }),
    to,
    wages: z
      .array(z.strictObject({ from: isoDate, wage }))
      .min(1)
      .max(600)
      .meta({ description: 'The contributory wage from each day on, in the order of days, the first from the first insured day' }),
    reason: insuranceCorrectionReason,
    corrects: z.uuid().optional().meta({ description: 'Id of the event that said otherwise' }),
  })
  .meta({ description: 'The whole registration as it is; it replaces the earlier reading. Hours of months stay' });

export const voidInsurance = z.strictObject({ reason: insuranceCorrectionReason }).meta({ description: 'Why the registration should never have been' });

interface Command<T extends string, S extends z.ZodType> {
  readonly type: T;
  readonly data: z.output<S>;
}

export type RegisterInsurance = Command<'RegisterInsurance', typeof registerInsurance>;
export type ChangeContributoryWage = Command<'ChangeContributoryWage', typeof changeContributoryWage>;
export type RecordFlexibleHours = Command<'RecordFlexibleHours', typeof recordFlexibleHours>;
export type EndInsurance = Command<'EndInsurance', typeof endInsurance>;
export type CorrectInsurance = Command<'CorrectInsurance', typeof correctInsurance>;
export type VoidInsurance = Command<'VoidInsurance', typeof voidInsurance>;

export type InsuranceCommand = RegisterInsurance | ChangeContributoryWage | RecordFlexibleHours | EndInsurance | CorrectInsurance | VoidInsurance;
