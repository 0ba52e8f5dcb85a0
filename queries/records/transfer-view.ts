import { z } from 'zod';
import { nationalityGroup } from '../../domain/contract/nationality-group.js';
import { contractTerms } from '../../domain/contract/terms.js';
import { isoDate } from '../../domain/standards/calendar.js';
import { money } from '../../domain/standards/money.js';
import { consentGround } from '../../domain/transfer/codes.js';
import type { TransferStatus } from '../../domain/transfer/state.js';
import { transferTable } from '../../read-models/tables/transfer.js';
import { byId, byNationality, byOccupation, byStatus } from '../lists/list-filter.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

const statuses = [
  'pending-employee',
  'pending-employer',
  'pending-notice',
  'completed',
  'rejected-by-employee',
  'rejected-by-employer',
  'cancelled-by-new-employer',
  'cancelled-by-employee',
  'auto-cancelled',
  'expired',
] as const satisfies readonly TransferStatus[];

/** Transfers of employees at `/v1/transfers`: `companyId` is the new employer, `fromCompanyId` the one he leaves. */
export const transferView = defineView({
  path: 'transfers',
  type: 'transfer',
  model: models.transfers,
  table: transferTable,
  shapes: {
    status: z.enum(statuses),
    open: z.boolean().meta({ description: 'Not yet completed, and not ended otherwise.' }),
    consent: consentGround,
    terms: contractTerms,
    answerBy: isoDate.meta({ description: 'Last day for the answer that is waited for.' }),
    nationalityGroup,
    fee: money,
  },
  personal: [],
  filters: [
    byId('companyId', 'company_id'),
    byId('fromCompanyId', 'from_company_id'),
    byId('establishmentId', 'establishment_id'),
    byId('employeeId', 'employee_id'),
    byStatus(statuses),
    byNationality,
    byOccupation,
  ],
  expiry: { column: 'answerBy', where: 'r.open' },
  own: {
    ...ownedBy('companyId', 'fromCompanyId'),
    // What the employer whom the employee leaves is not shown he cannot find out by a filter either.
    hidingFilters: { names: ['establishmentId', 'nationality', 'occupation'], own: ownedBy('companyId') },
  },
  members: {
    everyone: [
      'companyId',
      'fromCompanyId',
      'fromContractId',
      'employeeId',
      'status',
      'open',
      'consent',
      'answerBy',
      'noticeDays',
      'noticeWaived',
      'completesOn',
      'completedOn',
      'endsOldContract',
      'reason',
    ],
    newEmployer: [
      'establishmentId',
      'occupation',
      'terms',
      'permitId',
      'declaredEarlierTransfers',
      'nationality',
      'nationalityGroup',
      'newContractId',
      'transferNumber',
      'fee',
    ],
    currentEmployer: ['fromEstablishmentId'],
  },
});
