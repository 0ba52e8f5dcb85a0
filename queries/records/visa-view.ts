import { z } from 'zod';
import { visaKind, visaPhase } from '../../domain/visa/events.js';
import type { VisaStatus } from '../../domain/visa/state.js';
import { money } from '../../domain/standards/money.js';
import { nationalityCode } from '../../domain/standards/nationality.js';
import { occupationCode } from '../../domain/standards/occupation.js';
import { tableName } from '../../read-models/table-sql.js';
import { visaLineTable, visaTable } from '../../read-models/tables/visa.js';
import { byId, byStatus, type ListFilter } from '../lists/list-filter.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

const statuses = [
  'requested',
  'accepted',
  'partly-accepted',
  'rejected',
  'pending-payment',
  'paid',
  'issued',
  'exhausted',
  'cancelled',
] as const satisfies readonly VisaStatus[];

/** Requests with a line for that code. */
function withLine(name: string, schema: z.ZodType<string>): ListFilter {
  return {
    name,
    schema,
    sql: (value) => `exists (select from ${tableName(visaLineTable)} l where l.visa_id = r.id and l.${name} = ${value})`,
  };
}

/** Visa requests at `/v1/visas`, their counts summed over their lines. */
export const visaView = defineView({
  path: 'visas',
  type: 'visa',
  model: models.visas,
  table: visaTable,
  shapes: {
    status: z.enum(statuses),
    kind: visaKind,
    phase: visaPhase,
    billAmount: money,
    balance: z.int().meta({ description: 'Visas that can still be used.' }),
  },
  personal: [],
  filters: [
    byId('companyId', 'company_id'),
    byId('establishmentId', 'establishment_id'),
    byStatus(statuses),
    withLine('nationality', nationalityCode),
    withLine('occupation', occupationCode),
  ],
  own: ownedBy('companyId'),
  members: {
    everyone: [
      'companyId',
      'establishmentId',
      'status',
      'kind',
      'phase',
      'requestedOn',
      'answeredOn',
      'requested',
      'accepted',
      'acceptedLines',
      'issuedLines',
      'granted',
      'used',
      'cancelled',
      'expired',
      'balance',
      'billNumber',
      'billAmount',
      'billDueOn',
      'paidOn',
    ],
  },
});
