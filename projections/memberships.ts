import type { CompanyEvent } from '../domain/company/events.js';
import { unreachable } from '../domain/ledger/exhaustive.js';
import { membershipId, membershipTable, type MembershipRow } from '../read-models/tables/membership.js';
import { rowBoxes } from './engine/one-stream.js';
import { defineReadModel } from './engine/projection.js';
import { partProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

type MembershipEvent = Extract<CompanyEvent, { type: 'AuthorisedPersonAppointed' | 'AuthorisedPersonRemoved' }>;

/** An appointment begins the authority, anew where there was an earlier one. */
function begin(fact: StoredFact<MembershipEvent>): OwnColumns<MembershipRow> | undefined {
  if (fact.type !== 'AuthorisedPersonAppointed') return undefined;
  const { companyId, personId, employeeId, scopes, from, to } = fact.data;
  return { companyId, personId, employeeId, status: 'appointed', scopes, validFrom: from, validTo: to, boxes: rowBoxes(fact) };
}

function change(row: MembershipRow, fact: StoredFact<MembershipEvent>): Partial<OwnColumns<MembershipRow>> {
  switch (fact.type) {
    case 'AuthorisedPersonAppointed':
      throw new Error('an appointment begins an authority');
    case 'AuthorisedPersonRemoved': {
      const { effectiveOn } = fact.data;
      // Removed before it began: an empty span, which authorises on no day.
      return { status: 'removed', validTo: effectiveOn < row.validFrom ? row.validFrom : effectiveOn };
    }
    default:
      return unreachable(fact);
  }
}

/** One row a human and a company for which he may or might act. */
export const memberships = defineReadModel({
  name: 'memberships',
  version: 1,
  projections: [
    partProjection<MembershipEvent, (typeof membershipTable)['columns']>({
      table: membershipTable,
      handles: ['AuthorisedPersonAppointed', 'AuthorisedPersonRemoved'],
      keysOf: (fact) => [membershipId(fact.data.companyId, fact.data.personId)],
      begin,
      change,
    }),
  ],
});
