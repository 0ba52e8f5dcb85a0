// Law: a record is pictured by the state its own fold gives and by what that state leaves out because no rule asks for it.
import type { CompanyEvent } from '../../domain/company/events.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';

type Members = Readonly<Record<string, unknown>>;

/** A record after some of its events. */
export interface FoldedRecord {
  readonly state: unknown;
  /** Members beside the state's own. */
  readonly beside: Members;
}

/** The record before its first event. */
export function unbegun(record: RecordType): FoldedRecord {
  return { state: record.initial, beside: {} };
}

/** The record after one more event. Events of the ledger itself change nothing in it. */
export function folded(record: RecordType, before: FoldedRecord, event: DomainEvent): FoldedRecord {
  if (isLedgerEvent(event.type)) return before;
  // A record's stream holds events of its own type and the ledger's only.
  const beside = record.category === 'company' ? besideCompany(before.beside, event as CompanyEvent) : before.beside;
  return { state: record.evolve(before.state, event), beside };
}

/** The record's fields to compare; none before it exists. */
export function pictureOf(record: RecordType, { state, beside }: FoldedRecord): Members {
  if (!record.exists(state)) return {};
  return { ...(state as Members), status: record.status(state), ...beside };
}

/** Names, contacts and reasons of a company, which its state does not keep. */
function besideCompany(beside: Members, event: CompanyEvent): Members {
  switch (event.type) {
    case 'CompanyRegistered':
    case 'CompanyDescribed':
      return { ...beside, name: event.data.name, contact: event.data.contact };
    case 'EstablishmentOpened':
      return { ...beside, establishmentNames: { ...(beside['establishmentNames'] as Members | undefined), [event.data.establishmentId]: event.data.name } };
    case 'CompanySuspended':
    case 'CompanyClosed':
      return { ...beside, statusReason: event.data.reason };
    case 'CompanyResumed':
      return { ...beside, statusReason: null };
    default:
      return beside;
  }
}
