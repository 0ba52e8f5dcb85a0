import { isSaudi } from '../../../domain/standards/nationality.js';
import type { IsoDate } from '../../../domain/standards/calendar.js';
import { make, type MarketLine } from '../market-line.js';
import type { Person } from './person.js';

/** What a registration tells beside the person. */
export interface RegistrationMore {
  /** Last valid day of the iqama; for who has one. */
  readonly expiresOn?: IsoDate;
  readonly weighting?: Readonly<Record<string, unknown>>;
  readonly expect?: string;
  /** Key of the line, when it is not the one that makes the person's record. */
  readonly key?: string;
}

/** Name, birth, sex and contacts as the commands of an employee take them. */
export function described(person: Person): Readonly<Record<string, unknown>> {
  const { name, birthDate, sex, passport, mobile, nationality } = person;
  return {
    name,
    birthDate,
    sex,
    ...(passport === null ? {} : { passport: { number: passport, issuedBy: nationality } }),
    ...(mobile === null ? {} : { mobile }),
  };
}

/** The line that makes a person known to the market. */
export function register(day: IsoDate, person: Person, more: RegistrationMore = {}): MarketLine {
  const { scheme, value } = person.identifier;
  const weighting = more.weighting === undefined ? {} : { weighting: more.weighting };
  const key = more.key ?? person.key;
  if (isSaudi(person.nationality)) {
    return make(day, key, 'RegisterCitizen', { nationalId: value, ...described(person), ...weighting }, more.expect);
  }
  const document = { scheme, value, ...(more.expiresOn === undefined ? {} : { expiresOn: more.expiresOn }) };
  return make(day, key, 'RegisterResident', { document, nationality: person.nationality, ...described(person), ...weighting }, more.expect);
}
