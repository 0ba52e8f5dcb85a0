// People and companies of tests: valid numbers, none given twice within one test, and payloads that are accepted.
import { luhnCheckDigit } from '../../../domain/standards/identifiers/luhn.js';
import { expect } from 'vitest';
import type { Accepted, Answer, Api } from './api.js';
import { noteAppointed, noteParties, spokenFor } from './spoken-for.js';

/** A record as a client knows it; its revision follows the answers. */
export interface Known {
  readonly path: string;
  readonly id: string;
  revision: number;
  /** Position of the last answer. */
  position: string;
}

/** Hands out numbers. */
export interface Numbers {
  nationalId(): string;
  iqama(): string;
  unifiedNumber(): string;
  establishment(): string;
  bill(): string;
  /** Any number of so many digits that was not given before. */
  digits(length: number): string;
}

/** Numbers from a counter; two counters that begin apart give none twice. */
export function numbersFrom(start: number): Numbers {
  let last = start;
  const digits = (length: number): string => String((last += 1)).padStart(length, '0');
  const checked = (first: string): string => {
    const nine = `${first}${digits(8)}`;
    return `${nine}${luhnCheckDigit(nine)}`;
  };
  return {
    digits,
    nationalId: () => checked('1'),
    iqama: () => checked('2'),
    unifiedNumber: () => `7${digits(9)}`,
    establishment: () => `1-${digits(7)}`,
    bill: () => digits(9),
  };
}

export const money = (riyals: number) => ({ amount: String(riyals * 100), currency: 'SAR' });

/** Payload of a company with its main establishment. */
export function company(numbers: Numbers, change: object = {}) {
  return {
    unifiedNumber: numbers.unifiedNumber(),
    name: { ar: 'شركة المثال', en: 'Example Company' },
    legalForm: 'limited-liability',
    owner: { kind: 'legal', unifiedNumber: numbers.unifiedNumber(), name: { ar: null, en: 'Example Holding' } },
    foundedOn: '2019-03-10',
    establishment: establishment(numbers),
    ...change,
  };
}

export function establishment(numbers: Numbers) {
  return {
    number: numbers.establishment(),
    name: { ar: 'الفرع', en: null },
    isicActivity: '4100',
    nitaqatActivity: '450',
    region: 'SA-01',
  };
}

/** Payload of a citizen. */
export function citizen(numbers: Numbers, change: object = {}) {
  return {
    nationalId: numbers.nationalId(),
    name: { ar: null, en: { first: 'Noura', family: 'Example' } },
    birthDate: '1994-07-09',
    sex: 'female',
    ...change,
  };
}

/** Payload of a resident with an iqama. */
export function resident(numbers: Numbers, change: object = {}) {
  return {
    document: { scheme: 'iqama', value: numbers.iqama(), expiresOn: '2030-12-31' },
    nationality: 'IND',
    name: { ar: null, en: { first: 'Ravi', family: 'Example' } },
    birthDate: '1990-02-03',
    sex: 'male',
    ...change,
  };
}

/** A year's terms at SAR 5,500 a month. */
export function terms(startsOn: string, endsOn: string | null, change: object = {}) {
  return {
    occupation: '214201',
    wage: { basic: money(4_000), housing: money(1_000), other: money(500) },
    kind: endsOn === null ? 'indefinite' : 'fixed',
    startsOn,
    endsOn,
    probationDays: 0,
    hoursPerWeek: 48,
    workingTime: 'full-time',
    ...change,
  };
}

export const declared = { declaredExpats: 5, declaredSaudis: 5, declaredLicensedIndustry: false, declaredOwnerWorksFullTime: false };

/** Sends commands that must be accepted, and keeps what is known of the records. */
export interface Clerk {
  create(path: string, data: object): Promise<Known>;
  /** A change at the revision known, from whom it belongs to. */
  change(record: Known, action: string, data?: object): Promise<Accepted>;
  /** Lets somebody do everything for a company; his directory id. */
  appoint(company: Known, change?: object): Promise<string>;
  /** The main establishment of a company. */
  mainEstablishment(company: Known): Promise<string>;
}

/** The header that says in whose name a command comes. */
export function behalfHeader(id: string | undefined): Readonly<Record<string, string>> {
  return id === undefined ? {} : { 'On-Behalf-Of': id };
}

export function clerkOf(api: Api): Clerk {
  const change: Clerk['change'] = async (record, action, data = {}) => {
    const headers = behalfHeader(spokenFor(record.path, action, data));
    return accepted(record, await api.post(`${record.path}/${action}`, data, { revision: record.revision, headers }));
  };
  return {
    change,
    async create(path, data) {
      const answer = await api.post(path, data);
      expect(answer.status, answer.text).toBe(201);
      expect(answer.headers.get('etag')).toBe(`"${answer.body.revision}"`);
      const location = answer.headers.get('location') ?? '';
      expect(location.endsWith(`/${answer.body.id}`)).toBe(true);
      noteParties(answer.body.id, data);
      return { path: location, id: answer.body.id, revision: answer.body.revision, position: answer.body.position };
    },
    async appoint(of, more = {}) {
      const { revision } = await change(of, 'authorised-people', { scopes: ['everything'], ...more });
      const appointed = await api.get<{ data: { personId: string } }>(`${of.path}/events/${revision}`);
      expect(appointed.status, appointed.text).toBe(200);
      noteAppointed(of.id, appointed.body.data.personId);
      return appointed.body.data.personId;
    },
    async mainEstablishment(of) {
      const found = await api.get<{ items: { id: string; main: boolean }[] }>(`/v1/establishments?companyId=${of.id}&after=${of.position}`);
      const main = found.body.items.find((one) => one.main);
      expect(main, found.text).toBeDefined();
      return main?.id ?? '';
    },
  };
}

function accepted(record: Known, answer: Answer<Accepted>): Accepted {
  expect(answer.status, answer.text).toBe(200);
  record.revision = answer.body.revision;
  record.position = answer.body.position;
  return answer.body;
}
