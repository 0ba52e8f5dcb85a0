import { z } from 'zod';
import { contractPart, endArticle, endedBy, party } from '../../domain/contract/codes.js';
import { nationalityGroup } from '../../domain/contract/nationality-group.js';
import { settlement } from '../../domain/contract/settlement.js';
import { contractKind, contractTerms } from '../../domain/contract/terms.js';
import { isoDate } from '../../domain/standards/calendar.js';
import { contractTable, type ContractStatus } from '../../read-models/tables/contract.js';
import { byId, byNationality, byOccupation, byStatus } from '../lists/list-filter.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

const statuses = [
  'draft',
  'change-requested',
  'pending-employee',
  'rejected',
  'withdrawn',
  'lapsed',
  'authenticated',
  'amendment-pending',
  'resignation',
  'resignation-accepted',
  'notice',
  'ended',
] as const satisfies readonly ContractStatus[];

const leaving = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('resignation'),
    submittedOn: isoDate,
    requestedLastDay: isoDate.nullable(),
    withdrawableUntil: isoDate,
    deemedAcceptedOn: isoDate,
    deferred: z.boolean(),
  }),
  z.strictObject({ kind: z.enum(['notice', 'resignation-accepted']), by: party, lastDay: isoDate }),
]);

/** Employment contracts at `/v1/contracts`. */
export const contractView = defineView({
  path: 'contracts',
  type: 'contract',
  model: models.contracts,
  table: contractTable,
  shapes: {
    status: z.enum(statuses),
    running: z.boolean().meta({ description: 'Authenticated and not ended, whatever is under way in it.' }),
    nationalityGroup,
    kind: contractKind,
    endsOn: isoDate.meta({ description: 'Last day of the present term; null without one.' }),
    terms: contractTerms,
    amendment: z.strictObject({ by: party, terms: contractTerms, answerBy: isoDate }),
    leaving,
    endCause: z.enum(['terminated', 'expired', 'transferred']),
    endArticle,
    endedBy,
    settlement: z.strictObject(settlement),
    changesAsked: z.array(contractPart),
  },
  personal: [],
  filters: [
    byId('companyId', 'company_id'),
    byId('establishmentId', 'establishment_id'),
    byId('employeeId', 'employee_id'),
    byStatus(statuses),
    byNationality,
    byOccupation,
  ],
  expiry: { column: 'endsOn', where: 'r.running' },
  own: ownedBy('companyId'),
  members: {
    everyone: [
      'companyId',
      'establishmentId',
      'employeeId',
      'status',
      'running',
      'nationality',
      'nationalityGroup',
      'occupation',
      'kind',
      'startsOn',
      'endsOn',
      'termFrom',
      'renewals',
      'terms',
      'probationEndsOn',
      'answerBy',
      'amendment',
      'leaving',
      'lastDay',
      'endCause',
      'endArticle',
      'endedBy',
      'settlement',
      'rejectionReason',
      'changesAsked',
      'transferId',
    ],
    // With another employer; the transfer between them is shown to both.
    officials: ['previousContractId', 'successorContractId'],
  },
});
