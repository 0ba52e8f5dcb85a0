import { holdsScope } from '../../domain/access/on-behalf.js';
import { companyRecord } from '../../domain/company/record-type.js';
import { loadRecord } from '../handler/load-record.js';
import type { BehalfOf } from '../registry/on-behalf.js';
import type { TestStores } from './test-stores.js';

/** A command as far as it tells who may say it. */
interface Spoken {
  readonly name: string;
  readonly data: object;
  readonly record?: string;
}

/**
 * In whose name a command comes where the spec does not say: the department’s where it may say it, else the employee’s or
 * that of the first one who may act for the employer now. Null where there is nobody: the command is refused then.
 */
export async function spokenFor(ledger: TestStores, { name, data, record }: Spoken): Promise<string | null> {
  const definition = ledger.commands.find(name);
  const parties = (definition?.onBehalfOf ?? []).filter(({ when }) => when === undefined || when.holds(data));
  if (definition === undefined || record === undefined || parties.some(({ party }) => party === 'department')) return null;
  const { state } = await loadRecord(ledger.store, ledger.events, definition.record, record);
  for (const behalf of parties) {
    const id = await speakerOf(ledger, behalf, data, state, record);
    if (id !== null) return id;
  }
  return null;
}

async function speakerOf(ledger: TestStores, behalf: BehalfOf, data: object, state: unknown, record: string): Promise<string | null> {
  if (behalf.party === 'department') return null;
  if (behalf.party === 'employee') return behalf.employee(data, state);
  const companyId = behalf.company(data, state, record);
  if (companyId === null) return null;
  const company = await loadRecord(ledger.store, ledger.events, companyRecord, companyId);
  const today = ledger.clock.today();
  const holders = Object.entries(company.state.authorisedPeople).filter(([, authority]) => holdsScope(authority, behalf.scope, today));
  return holders[0]?.[0] ?? null;
}
