import { z } from 'zod';
import { insuranceEndReason, insuredCapacity } from '../../domain/insurance/insurance-codes.js';
import { isoDate } from '../../domain/standards/calendar.js';
import { money } from '../../domain/standards/money.js';
import { insuranceTable } from '../../read-models/tables/insurance.js';
import { byId, byStatus } from '../lists/list-filter.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

const statuses = ['open', 'ended', 'voided'] as const;

/** Registrations with the social insurance at `/v1/insurance-registrations`. */
export const insuranceView = defineView({
  path: 'insurance-registrations',
  type: 'insurance',
  model: models.insurance,
  table: insuranceTable,
  shapes: {
    status: z.enum(statuses),
    capacity: insuredCapacity,
    insuredFrom: isoDate.meta({ description: 'First insured day.' }),
    insuredTo: isoDate.meta({ description: 'Last insured day; null until further notice.' }),
    wage: money.meta({ description: 'The newest contributory wage a month.' }),
    wages: z.array(z.strictObject({ from: isoDate, wage: money })).meta({ description: 'Each contributory wage from its day on, oldest first.' }),
    hours: z.record(z.string(), z.number()).meta({ description: 'Hours of flexible work, by month.' }),
    endReason: insuranceEndReason,
  },
  personal: [],
  filters: [byId('companyId', 'company_id'), byId('establishmentId', 'establishment_id'), byId('employeeId', 'employee_id'), byStatus(statuses)],
  own: ownedBy('companyId'),
  members: {
    everyone: [
      'companyId',
      'establishmentId',
      'employeeId',
      'status',
      'capacity',
      'flexible',
      'insuredFrom',
      'insuredTo',
      'wage',
      'wages',
      'hours',
      'endReason',
    ],
  },
});
