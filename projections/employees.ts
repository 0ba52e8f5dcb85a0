import { employeeEvents, type EmployeeEvent } from '../domain/employee/events.js';
import { unreachable } from '../domain/ledger/exhaustive.js';
import { isSaudi } from '../domain/standards/nationality.js';
import type { RowBox } from '../read-models/table.js';
import { employeeTable, type EmployeeRow } from '../read-models/tables/employee.js';
import { rowBoxes } from './engine/one-stream.js';
import { defineReadModel } from './engine/projection.js';
import { recordProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

type Residence = Extract<EmployeeEvent, { type: 'ResidentRegistered' }>['data']['residence'];
type ResidenceColumns = Pick<EmployeeRow, 'residenceDocument' | 'residenceSince' | 'residenceExpiresOn' | 'residenceExpired'>;

const noResidence: ResidenceColumns = { residenceDocument: null, residenceSince: null, residenceExpiresOn: null, residenceExpired: false };

function residenceColumns(residence: Residence | null, since: string): ResidenceColumns {
  if (residence === null) return noResidence;
  return { residenceDocument: residence.document, residenceSince: since, residenceExpiresOn: residence.expiresOn, residenceExpired: false };
}

function begin(fact: StoredFact<EmployeeEvent>): OwnColumns<EmployeeRow> {
  if (fact.type !== 'CitizenRegistered' && fact.type !== 'ResidentRegistered') throw new Error('an employee begins with a registration');
  const { nationality, sex, birthYear, effectiveOn } = fact.data;
  return {
    status: 'registered',
    citizen: isSaudi(nationality),
    nationality,
    sex,
    birthYear,
    ...residenceColumns(fact.type === 'ResidentRegistered' ? fact.data.residence : null, effectiveOn),
    deceasedOn: null,
    survivorId: null,
    boxes: rowBoxes(fact),
  };
}

function change(row: EmployeeRow, fact: StoredFact<EmployeeEvent>): Partial<OwnColumns<EmployeeRow>> {
  switch (fact.type) {
    case 'CitizenRegistered':
    case 'ResidentRegistered':
      throw new Error('the employee is registered already');
    case 'PersonCorrected': {
      const { nationality, sex, birthYear, residence, reason, effectiveOn } = fact.data;
      const sameDocument = residence?.document === row.residenceDocument && residence?.expiresOn === row.residenceExpiresOn;
      return {
        ...(reason === 'death-recorded-wrongly' ? { status: 'registered', deceasedOn: null } : {}),
        citizen: isSaudi(nationality),
        nationality,
        sex,
        birthYear,
        ...(sameDocument ? {} : residenceColumns(residence, effectiveOn)),
        boxes: latestBoxes(row.boxes, fact),
      };
    }
    case 'ResidenceDocumentChanged':
      return { boxes: latestBoxes(row.boxes, fact), ...residenceColumns(fact.data.residence, fact.data.effectiveOn) };
    case 'ResidenceDocumentExpired':
      return { residenceExpired: true };
    case 'WeightingFactsRecorded':
      return { boxes: latestBoxes(row.boxes, fact) };
    case 'DeathRecorded':
      return { status: 'deceased', deceasedOn: fact.data.effectiveOn };
    case 'RecordMerged':
      return { status: 'merged', survivorId: fact.data.survivorId };
    case 'AccreditationRecorded':
    case 'AccreditationWithdrawn':
      return {};
    default:
      return unreachable(fact);
  }
}

/**
 * The boxes that still say something, in the order of their events: whoever opens them lets later ones win, field by
 * field. A correction replaces the whole person, documents too; a registration holds person and weighting facts and
 * stays until both are replaced.
 */
export function latestBoxes(boxes: readonly RowBox[], fact: Pick<StoredFact, 'id' | 'type' | 'schemaVersion' | 'boxes'>): readonly RowBox[] {
  const replaced: readonly string[] = fact.type === 'PersonCorrected' ? ['PersonCorrected', 'ResidenceDocumentChanged'] : [fact.type];
  const next = [...boxes.filter((box) => !replaced.includes(box.type)), ...rowBoxes(fact)];
  const types = new Set(next.map((box) => box.type));
  const wholeReplaced = types.has('PersonCorrected') && types.has('WeightingFactsRecorded');
  return wholeReplaced ? next.filter((box) => box.type !== 'CitizenRegistered' && box.type !== 'ResidentRegistered') : next;
}

/** One row a human known to the labour market. */
export const employees = defineReadModel({
  name: 'employees',
  version: 1,
  projections: [
    recordProjection<EmployeeEvent, (typeof employeeTable)['columns']>({
      table: employeeTable,
      category: 'employee',
      events: employeeEvents,
      fold: { begin, change },
    }),
  ],
});
