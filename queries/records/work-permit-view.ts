import { z } from 'zod';
import { declaredFacts, WorkPermitIssued } from '../../domain/work-permit/events.js';
import { isoDate } from '../../domain/standards/calendar.js';
import { money } from '../../domain/standards/money.js';
import type { WorkPermitStatus } from '../../domain/work-permit/state.js';
import { workPermitTable } from '../../read-models/tables/work-permit.js';
import { byId, byOccupation, byStatus } from '../lists/list-filter.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

const statuses = [
  'requested',
  'pending-payment',
  'paid',
  'active',
  'expired',
  'rejected',
  'cancelled',
] as const satisfies readonly WorkPermitStatus[];

/** Work permits at `/v1/work-permits`. */
export const workPermitView = defineView({
  path: 'work-permits',
  type: 'workPermit',
  model: models.workPermits,
  table: workPermitTable,
  shapes: {
    status: z.enum(statuses),
    application: z
      .strictObject({
        kind: z.enum(['first', 'renewal']),
        step: z.enum(['requested', 'pending-payment', 'paid']),
        requestedOn: isoDate,
        occupation: z.string(),
        months: z.int(),
        declared: z.strictObject(declaredFacts),
        paidOn: isoDate.nullable(),
      })
      .meta({ description: 'The application under way, for the first term or for a renewal.' }),
    billAmount: money,
    billDueOn: isoDate.meta({ description: 'Last day to pay the open bill; null when none is open.' }),
    validTo: isoDate.meta({ description: 'Last day on which the permit is valid.' }),
  },
  personal: WorkPermitIssued.personal,
  filters: [
    byId('companyId', 'company_id'),
    byId('establishmentId', 'establishment_id'),
    byId('employeeId', 'employee_id'),
    byStatus(statuses),
    byOccupation,
  ],
  expiry: { column: 'validTo', where: 'r.valid_to is not null' },
  own: ownedBy('companyId'),
  members: {
    everyone: [
      'companyId',
      'establishmentId',
      'employeeId',
      'contractId',
      'status',
      'occupation',
      'months',
      'arrivedOn',
      'application',
      'billNumber',
      'billAmount',
      'billDueOn',
      'validFrom',
      'validTo',
      'terms',
      'rejectionReason',
    ],
    personal: { employeeId: ['permitNumber'] },
  },
});
