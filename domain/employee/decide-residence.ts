import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import { addDays, type IsoDate } from '../standards/calendar.js';
import type { ChangeResidenceDocument } from './commands.js';
import type { EmployeeEvent } from './events.js';
import { refuseUnlessAlive } from './standing.js';
import type { EmployeeState, ResidenceState } from './state.js';

/** Records a resident's new document, or a new last day of the one he has. */
export function decideResidenceChange(
  data: ChangeResidenceDocument['data'],
  state: EmployeeState,
  facts: DecisionFacts,
): Decision<EmployeeEvent> {
  const standing = refuseUnlessAlive(state);
  if (standing !== null) return standing;
  if (state.residence === null) {
    return refuse('employee.citizen-has-no-residence', 'A citizen stays under no document.', 'Correct the nationality, if he is no citizen.');
  }
  const since = { day: state.residence.since, what: 'the document in force, recorded' };
  const effective = effectiveDay(data.effectiveOn, facts.today, 'employee', since);
  if (effective.kind === 'refused') return effective;
  const { scheme, value } = data.document;
  const expiresOn = data.document.expiresOn ?? null;
  const refused = refuseDocument(scheme, expiresOn, state.residence, effective.day);
  if (refused !== null) return refused;
  return accept([
    {
      type: 'ResidenceDocumentChanged',
      data: { effectiveOn: effective.day, employeeId: facts.recordId, residence: { document: scheme, expiresOn } },
      personal: { employeeId: { identifier: { scheme, value } } },
    },
  ]);
}

function refuseDocument(
  scheme: ResidenceState['document'],
  expiresOn: IsoDate | null,
  before: ResidenceState,
  day: IsoDate,
): Refused | null {
  if (expiresOn !== null && expiresOn < day) {
    return refuse('employee.document-already-expired', 'The document expired before the day of effect.', 'Give a valid document.', {
      pointer: '/document/expiresOn',
    });
  }
  if (before.document === scheme && before.expiresOn === expiresOn) {
    return refuse('employee.residence-unchanged', 'The resident stays under such a document until that day.', 'Give what changed.', {
      pointer: '/document',
    });
  }
  if (before.document === 'iqama' && scheme === 'border-number' && before.expiresOn !== null && before.expiresOn >= day) {
    return refuse(
      'employee.iqama-still-valid',
      `The iqama is valid until ${before.expiresOn}.`,
      'Record a border number once the iqama has expired.',
      { pointer: '/document' },
    );
  }
  return null;
}

/** Records that the last valid day has passed; nothing happens when it has not, or was recorded. */
export function decideResidenceExpiry(state: EmployeeState, facts: DecisionFacts): Decision<EmployeeEvent> {
  const { status, residence } = state;
  if (status !== 'registered' || residence === null || residence.expired) return accept([]);
  if (residence.expiresOn === null || residence.expiresOn >= facts.today) return accept([]);
  return accept([
    {
      type: 'ResidenceDocumentExpired',
      data: { effectiveOn: addDays(residence.expiresOn, 1), employeeId: facts.recordId, expiresOn: residence.expiresOn },
    },
  ]);
}
