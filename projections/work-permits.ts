import { unreachable } from '../domain/ledger/exhaustive.js';
import { workPermitEvents, type WorkPermitEvent } from '../domain/work-permit/events.js';
import { workPermitTable, type ApplicationStep, type WorkPermitRow } from '../read-models/tables/work-permit.js';
import { rowBoxes } from './engine/one-stream.js';
import { defineReadModel } from './engine/projection.js';
import { recordProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

type Columns = OwnColumns<WorkPermitRow>;
type Requested = Extract<WorkPermitEvent, { type: 'WorkPermitRequested' | 'WorkPermitRenewalRequested' }>['data'];

function requested(kind: ApplicationStep['kind'], data: Requested): ApplicationStep {
  const { effectiveOn: requestedOn, occupation, months, declaredExpats, declaredSaudis, declaredLicensedIndustry, declaredOwnerWorksFullTime, declaredPlace } = data;
  const declared = { declaredExpats, declaredSaudis, declaredLicensedIndustry, declaredOwnerWorksFullTime, declaredPlace };
  return { kind, step: 'requested', requestedOn, occupation, months, declared, paidOn: null };
}

function begin(fact: StoredFact<WorkPermitEvent>): Columns {
  if (fact.type !== 'WorkPermitRequested') throw new Error('a work permit begins with its request');
  const { companyId, establishmentId, employeeId, contractId, occupation, months, arrivedOn } = fact.data;
  return {
    companyId,
    establishmentId,
    employeeId,
    contractId,
    status: 'requested',
    occupation,
    months,
    arrivedOn,
    application: requested('first', fact.data),
    billNumber: null,
    billAmount: null,
    billDueOn: null,
    validFrom: null,
    validTo: null,
    terms: 0,
    rejectionReason: null,
    boxes: rowBoxes(fact),
  };
}

/** A step of the application: a renewal's leaves the status of the printed permit as it is. */
function stepped(row: WorkPermitRow, step: ApplicationStep['step'], columns: Partial<Columns>, paidOn: ApplicationStep['paidOn'] = null): Partial<Columns> {
  if (row.application === null) throw new Error('no application is under way');
  const first = row.application.kind === 'first';
  return { status: first ? step : row.status, application: { ...row.application, step, paidOn }, ...columns };
}

/** The application ended without a permit; one that was printed before stays what it is. */
function ended(row: WorkPermitRow, status: 'rejected' | 'cancelled', columns: Partial<Columns> = {}): Partial<Columns> {
  return { status: row.terms === 0 ? status : row.status, application: null, billDueOn: null, ...columns };
}

function change(row: WorkPermitRow, fact: StoredFact<WorkPermitEvent>): Partial<Columns> {
  switch (fact.type) {
    case 'WorkPermitRequested':
      throw new Error('the work permit is requested already');
    case 'WorkPermitRenewalRequested':
      return { contractId: fact.data.contractId, application: requested('renewal', fact.data), rejectionReason: null };
    case 'WorkPermitBilled': {
      const { billNumber, total: billAmount, dueOn: billDueOn } = fact.data;
      return stepped(row, 'pending-payment', { billNumber, billAmount, billDueOn });
    }
    case 'WorkPermitBillPaid':
      return stepped(row, 'paid', { billDueOn: null }, fact.data.effectiveOn);
    case 'WorkPermitBillCancelled':
    case 'WorkPermitBillLapsed':
      return ended(row, 'cancelled');
    case 'WorkPermitRejected':
      return ended(row, 'rejected', { rejectionReason: fact.data.reason });
    case 'WorkPermitIssued':
    case 'WorkPermitRenewed': {
      const { occupation, months, validFrom, validTo } = fact.data;
      const terms = row.terms + 1;
      return { status: 'active', application: null, billDueOn: null, occupation, months, validFrom, validTo, terms, boxes: rowBoxes(fact) };
    }
    case 'WorkPermitExpired':
      return { status: 'expired' };
    default:
      return unreachable(fact);
  }
}

export const workPermitRows = recordProjection<WorkPermitEvent, (typeof workPermitTable)['columns']>({
  table: workPermitTable,
  category: 'workPermit',
  events: workPermitEvents,
  fold: { begin, change },
});

/** One row a work permit. */
export const workPermits = defineReadModel({ name: 'work-permits', version: 1, projections: [workPermitRows] });
