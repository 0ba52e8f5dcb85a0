import { fromRiyals } from '../../domain/standards/money.js';
import { createdId } from '../handler/ids.js';
import type { CommandAnswer } from '../handler/request.js';
import { testNumbers } from './test-numbers.js';
import type { Sent } from './test-process.js';
import type { TestLedger } from './test-ledger.js';

export const numbers = testNumbers();

const person = {
  name: { ar: null, en: { first: 'Sara', family: 'Example' } },
  birthDate: '1994-07-09',
  sex: 'female',
} as const;

/** A company with its main establishment, owned by another company. */
export function company(change: object = {}): { readonly name: string; readonly data: Readonly<Record<string, unknown>> } {
  return {
    name: 'RegisterCompany',
    data: {
      unifiedNumber: numbers.unifiedNumber(),
      name: { ar: null, en: 'Example' },
      legalForm: 'limited-liability',
      owner: { kind: 'legal', unifiedNumber: '7999999999', name: { ar: null, en: 'Example Holding' } },
      foundedOn: '2019-03-10',
      establishment: {
        number: numbers.establishment(),
        name: { ar: null, en: 'Main' },
        isicActivity: '4100',
        nitaqatActivity: '450',
        region: 'SA-01',
      },
      ...change,
    },
  };
}

/** A resident with an iqama of his own. */
export function resident(change: object = {}): { readonly name: string; readonly data: Readonly<Record<string, unknown>> } {
  return {
    name: 'RegisterResident',
    data: {
      ...person,
      document: { scheme: 'iqama', value: numbers.iqama(), expiresOn: '2030-12-31' },
      nationality: 'IND',
      ...change,
    },
  };
}

/** A citizen with a national id of his own. */
export function citizen(change: object = {}): { readonly name: string; readonly data: Readonly<Record<string, unknown>> } {
  return { name: 'RegisterCitizen', data: { ...person, nationalId: numbers.nationalId(), ...change } };
}

/** A human who may do everything in the name of the company that appoints him. */
export function authorisedPerson(change: object = {}): Readonly<Record<string, unknown>> {
  return { identifiers: [{ scheme: 'national-id', value: numbers.nationalId() }], name: person.name, scopes: ['everything'], ...change };
}

/** The whole reading of a resident under other numbers. */
export function correction(identifiers: readonly { scheme: string; value: string }[], change: object = {}): object {
  return { ...person, identifiers, nationality: 'IND', residenceExpiresOn: '2030-12-31', reason: 'official-document', ...change };
}

/** Terms of a year from a day on. */
export function terms(startsOn: string, endsOn: string, change: object = {}): object {
  return {
    occupation: '214201',
    wage: { basic: fromRiyals(4_000), housing: fromRiyals(1_000), other: fromRiyals(500) },
    kind: 'fixed',
    startsOn,
    endsOn,
    hoursPerWeek: 48,
    workingTime: 'full-time',
    ...change,
  };
}

/** Sends commands of a little market, each under a key of its own. */
export interface Market {
  send(sent: Sent): Promise<CommandAnswer>;
  /** A registered company and its main establishment. */
  company(): Promise<{ readonly id: string; readonly establishmentId: string }>;
  /** Somebody who may act for a company, by his directory id. */
  authorised(companyId: string, change?: object): Promise<string>;
  resident(): Promise<string>;
  /** An authenticated contract. */
  contract(at: { id: string; establishmentId: string }, employeeId: string): Promise<string>;
  /** A request for the transfer of an employee under that contract. */
  transferTo(to: { id: string; establishmentId: string }, employeeId: string, fromContractId: string): Sent;
  /** A permit that waits for its bill. */
  permit(at: { id: string; establishmentId: string }, employeeId: string): Promise<string>;
}

/** A market on a ledger, through some process's `send`. */
export function marketOn(ledger: TestLedger, send: (sent: Sent) => Promise<CommandAnswer>): Market {
  const commandIdOf = async (answer: CommandAnswer): Promise<string> => {
    const [first] = await ledger.stream(`${answer.category}-${answer.id}`);
    return first?.metadata.commandId ?? '';
  };
  return {
    send,
    async company() {
      const answer = await send(company());
      return { id: answer.id, establishmentId: createdId(await commandIdOf(answer), 'establishment', 0) };
    },
    async authorised(companyId, change = {}) {
      const data = authorisedPerson(change);
      const { revision } = await send({ name: 'AppointAuthorisedPerson', record: companyId, data });
      const events = await ledger.stream(`company-${companyId}`);
      return String(events[revision]?.data['personId']);
    },
    async resident() {
      return (await send(resident())).id;
    },
    async contract({ id, establishmentId }, employeeId) {
      const data = { companyId: id, establishmentId, employeeId, terms: terms('2026-01-01', '2027-12-31') };
      const { id: record } = await send({ name: 'DraftContract', data });
      await send({ name: 'SendContract', record, data: {} });
      await send({ name: 'AcceptContract', record, data: {} });
      return record;
    },
    transferTo: (to, employeeId, fromContractId) => ({
      name: 'RequestTransfer',
      data: {
        employeeId,
        fromContractId,
        toCompanyId: to.id,
        toEstablishmentId: to.establishmentId,
        terms: terms('2026-05-01', '2028-04-30'),
      },
    }),
    async permit({ id, establishmentId }, employeeId) {
      const declared = { declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false };
      const data = { companyId: id, establishmentId, employeeId, occupation: '711201', months: 12, ...declared };
      return (await send({ name: 'RequestWorkPermit', data })).id;
    },
  };
}
