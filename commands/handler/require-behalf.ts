// Law: on whose behalf a command may come is decided on the streams, as of the decision day; what was read of them is part of its basis.
import { holdsScope, mayComeFrom, type Speaker, type Subject } from '../../domain/access/on-behalf.js';
import { Problem } from '../../domain/access/problem.js';
import type { AuthorityScope } from '../../domain/company/company-codes.js';
import { companyRecord } from '../../domain/company/record-type.js';
import type { CompanyState } from '../../domain/company/state.js';
import { employeeRecord } from '../../domain/employee/record-type.js';
import type { IsoDate } from '../../domain/standards/calendar.js';
import type { RecordReader } from '../registry/definition.js';
import { inWords, type BehalfOf } from '../registry/on-behalf.js';
import { survivingEmployee } from '../registry/surviving-employee.js';
import type { PreparedCommand } from './prepared-command.js';
import type { LoadedRecord } from './loaded-record.js';

/** What is asked: the command, its record as it stands, and how to read others as of the decision day. */
interface Asked {
  readonly command: PreparedCommand;
  readonly record: LoadedRecord<unknown>;
  readonly reader: RecordReader;
  readonly today: IsoDate;
}

/** Throws Problem 403 unless the command comes on behalf of somebody who may say it. Asks no stream for the department’s own. */
export async function requireBehalf(command: PreparedCommand, record: LoadedRecord<unknown>, reader: RecordReader, today: IsoDate): Promise<void> {
  const { definition, data, request } = command;
  const { onBehalfOf: named = [] } = definition;
  const parties = named.filter(({ when }) => when === undefined || when.holds(data));
  const { onBehalfOf } = request.actor;
  const isAllowed =
    onBehalfOf === null ? mayComeFrom(null, parties.filter(isDepartment), today) : await maySpeak(onBehalfOf, parties, { command, record, reader, today });
  if (!isAllowed) throw new Problem(403, 'behalf-not-allowed', `${definition.name} may come on behalf of: ${named.map(inWords).join('; or ')}.`);
}

function isDepartment(behalf: BehalfOf): behalf is BehalfOf & { readonly party: 'department' } {
  return behalf.party === 'department';
}

/** Whether the human with that id is one of the parties. */
async function maySpeak(id: string, parties: readonly BehalfOf[], asked: Asked): Promise<boolean> {
  const subject = await subjectOf(id, asked.reader);
  for (const behalf of parties) {
    const speaker = await speakerOf(behalf, subject, asked);
    if (speaker !== null && mayComeFrom(subject, [speaker], asked.today)) return true;
  }
  return false;
}

/** The party as data and state lead to it; null where they lead to nobody. */
async function speakerOf(behalf: BehalfOf, subject: Subject, asked: Asked): Promise<Speaker | null> {
  const { command, record, reader, today } = asked;
  switch (behalf.party) {
    case 'department':
      return { party: 'department' };
    case 'employee': {
      const employeeId = behalf.employee(command.data, record.state);
      return employeeId === null ? null : { party: 'employee', employeeId: (await survivingEmployee(reader, employeeId)).id };
    }
    case 'authorised-person': {
      const { scope } = behalf;
      const companyId = behalf.company(command.data, record.state, record.id);
      if (companyId === null) return null;
      const authorities = await authoritiesOf(await companyOf(companyId, asked), subject, scope, reader, today);
      return { party: 'authorised-person', scope, authorities };
    }
  }
}

async function companyOf(id: string, { command: { definition }, record, reader }: Asked): Promise<CompanyState> {
  // The record itself is appended at its exact revision: it is no basis beside it.
  if (definition.record.category === companyRecord.category && id === record.id) return record.state as CompanyState;
  return (await reader.read(companyRecord, id)).state;
}

async function subjectOf(id: string, reader: RecordReader): Promise<Subject> {
  const named = await reader.read(employeeRecord, id);
  const survivor = await survivingEmployee(reader, id);
  const acts = !named.erased && !survivor.erased && survivor.state.status !== 'deceased';
  return { ids: survivor.id === id ? [id] : [id, survivor.id], acts };
}

/** A company’s authorities by who holds them; where the subject holds none by name, also as what a duplicate holds. */
async function authoritiesOf(
  { authorisedPeople }: CompanyState,
  subject: Subject,
  scope: AuthorityScope,
  reader: RecordReader,
  today: IsoDate,
): Promise<CompanyState['authorisedPeople']> {
  if (!subject.acts || subject.ids.some((id) => holdsScope(authorisedPeople[id], scope, today))) return authorisedPeople;
  const holders = Object.entries(authorisedPeople).filter(([, authority]) => holdsScope(authority, scope, today));
  const led = await Promise.all(holders.map(async ([id, authority]) => [(await survivingEmployee(reader, id)).id, authority] as const));
  return Object.fromEntries(led);
}
