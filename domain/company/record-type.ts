import type { RecordType } from '../ledger/record-type.js';
import { companyEvents, type CompanyEvent } from './events.js';
import { evolveCompany } from './evolve.js';
import { noCompany, type CompanyState } from './state.js';

/** Companies: legal registers with their establishments and the people who may act for them. No deadline of its own. */
export const companyRecord: RecordType<CompanyState, CompanyEvent> = {
  category: 'company',
  path: 'companies',
  events: companyEvents,
  initial: noCompany,
  evolve: evolveCompany,
  exists: (state) => state.status !== 'none',
  status: (state) => state.status,
  deadlines: () => null,
  sweeps: {},
};
