// Law: each member of a record is shown to those for whom it is listed, and to nobody else: a new column or sealed field is hidden until it is.
import type { Role, SYSTEM_ROLE } from '../../domain/access/roles.js';
import type { PersonalPart } from '../../domain/ledger/event-definition.js';
import { isErased, type PersonalParts } from '../personal/open-rows.js';

/** To whom records are shown; an employer whose employee is asked for by another is told less of that transfer. */
export const AUDIENCES = ['platform-service', 'regulator', 'employer', 'current-employer'] as const;
export type Audience = (typeof AUDIENCES)[number];

/** The audience that a role is where it reads every record. Throws for a role that does not. */
export function officialAudience(role: Role | typeof SYSTEM_ROLE): Audience {
  if (role === 'platform-service' || role === 'regulator') return role;
  throw new Error(`a record is not shown to every ${role}`);
}

/** The audience that an employer is for a row that is his company's. */
export function employerAudience(row: Readonly<Record<string, unknown>>, company: string): Audience {
  return row['fromCompanyId'] === company && row['companyId'] !== company ? 'current-employer' : 'employer';
}

/** The audience that a caller is for a row: of one company's where he acts for one (`actingFor`), else of all. */
export function audienceOf(role: Role | typeof SYSTEM_ROLE, actingFor: string | null | undefined, row: Readonly<Record<string, unknown>>): Audience {
  if (actingFor === undefined) return officialAudience(role);
  if (actingFor === null) throw new Error('who acts for no company is shown no row');
  return employerAudience(row, actingFor);
}

/** What of a record is shown to whom; `K` are the columns of its table. */
export interface MemberLists<K extends string = string> {
  /** Columns for whoever may read the record. */
  readonly everyone: readonly K[];
  /** Columns for services and regulators alone. */
  readonly officials?: readonly K[];
  /** Columns of a transfer that, of the two employers, only the new one is shown, and only the one whom the employee leaves. */
  readonly newEmployer?: readonly K[];
  readonly currentEmployer?: readonly K[];
  /** Sealed fields for employers, by part; services and regulators are shown whole parts. */
  readonly personal?: Readonly<Record<string, readonly string[]>>;
}

/** What one audience is shown. */
export interface Shown {
  /** In the order of the table. */
  readonly columns: readonly string[];
  /** Fields of sealed parts, by part. */
  readonly personal: Readonly<Record<string, readonly string[]>>;
}

/** The columns that say which record it is and as of which event: for whoever may read it. */
export const STAMP = ['id', 'revision', 'createdOn', 'changedAt', 'synthetic'] as const;

/** What each audience is shown of a table's columns and of the sealed parts. */
export function shownTo(columns: readonly string[], parts: readonly PersonalPart[], lists: MemberLists): Readonly<Record<Audience, Shown>> {
  const { everyone, officials = [], newEmployer = [], currentEmployer = [], personal = {} } = lists;
  const of = (...listed: readonly (readonly string[])[]): readonly string[] => columns.filter((column) => listed.some((list) => list.includes(column)));
  const whole = Object.fromEntries(parts.map(({ part, schema }) => [part, Object.keys(schema.shape)]));
  const official = { columns: of(STAMP, everyone, officials, newEmployer, currentEmployer), personal: whole };
  return {
    'platform-service': official,
    regulator: official,
    employer: { columns: of(STAMP, everyone, newEmployer), personal },
    'current-employer': { columns: of(STAMP, everyone, currentEmployer), personal },
  };
}

/** The sealed values of a record that an audience is shown; that a person's are gone is told where some of them were shown. */
export function shownPersonal(fields: Shown['personal'], parts: PersonalParts): PersonalParts {
  return Object.fromEntries(
    Object.entries(parts).flatMap(([part, values]) => {
      const listed = fields[part];
      if (listed === undefined) return [];
      return [[part, isErased(values) ? values : Object.fromEntries(listed.filter((field) => field in values).map((field) => [field, values[field]]))]];
    }),
  ) as PersonalParts;
}
