import { z } from 'zod';
import { VisaUsed, visaKind, visaRejectionReason } from '../../domain/visa/events.js';
import { sex } from '../../domain/standards/sex.js';
import { visaLineTable, visaUseTable } from '../../read-models/tables/visa.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

/** Lines of a visa request, shown with it. */
export const visaLineView = defineView({
  path: 'visas',
  type: 'visaLine',
  model: models.visas,
  table: visaLineTable,
  shapes: {
    kind: visaKind,
    status: z.enum(['pending', 'accepted', 'rejected', 'issued']),
    sex,
    rejectionReason: visaRejectionReason,
    balance: z.int().meta({ description: 'Visas of the line that can still be used.' }),
  },
  personal: [],
  filters: [],
  own: ownedBy('companyId'),
  members: {
    everyone: [
      'visaId',
      'companyId',
      'establishmentId',
      'lineNumber',
      'kind',
      'status',
      'nationality',
      'occupation',
      'sex',
      'consulate',
      'requested',
      'accepted',
      'rejectionReason',
      'issuedOn',
      'validTo',
      'granted',
      'used',
      'cancelled',
      'expired',
      'balance',
    ],
  },
});

/** People who entered on a visa of a request, shown with it. */
export const visaUseView = defineView({
  path: 'visas',
  type: 'visaUse',
  model: models.visas,
  table: visaUseTable,
  shapes: { kind: visaKind },
  personal: VisaUsed.personal,
  filters: [],
  own: ownedBy('companyId'),
  members: {
    everyone: ['visaId', 'lineId', 'companyId', 'establishmentId', 'employeeId', 'kind', 'enteredOn', 'stayUntil', 'extended'],
    personal: { employeeId: ['visaNumber'] },
  },
});
