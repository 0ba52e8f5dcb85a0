// Law: a record is pictured by the state its own fold gives, and by what that state leaves out because no rule asks for it.
import type { CompanyEvent } from '../../domain/company/events.js';
import type { CompanyState } from '../../domain/company/state.js';
import type { DomainEvent } from '../../domain/ledger/event.js';
import { isLedgerEvent } from '../../domain/ledger/ledger-events.js';
import type { RecordType } from '../../domain/ledger/record-type.js';
import { besideCompany, companyPicture, noCompanyBeside, type CompanyBeside } from './company-beside.js';

/** A record after some of its events. */
export interface FoldedRecord {
  readonly state: unknown;
  readonly beside: CompanyBeside;
}

/** The record before its first event. */
export function unbegun(record: RecordType): FoldedRecord {
  return { state: record.initial, beside: noCompanyBeside };
}

/** The record after one more event. Events of the ledger itself change nothing in it. */
export function folded(record: RecordType, { state, beside }: FoldedRecord, event: DomainEvent): FoldedRecord {
  if (isLedgerEvent(event.type)) return { state, beside };
  return {
    state: record.evolve(state, event),
    // A record's stream holds events of its own type and the ledger's only.
    beside: isCompany(record) ? besideCompany(beside, event as CompanyEvent) : beside,
  };
}

/** The record's fields to compare; none before it exists. */
export function pictureOf(record: RecordType, { state, beside }: FoldedRecord): Readonly<Record<string, unknown>> {
  if (!record.exists(state)) return {};
  const picture = isCompany(record) ? companyPicture(state as CompanyState, beside) : (state as Readonly<Record<string, unknown>>);
  return { ...picture, status: record.status(state) };
}

function isCompany(record: RecordType): boolean {
  return record.category === 'company';
}
