/** What earlier answers told, by kind: the path of a record type (`companies`), or one of the other kinds. */
export type Kind = 'companies' | 'employees' | 'contracts' | 'work-permits' | 'visas' | 'transfers' | 'insurance-registrations' | 'establishments' | 'lines' | 'operations' | 'people' | 'positions' | 'cursors' | 'types';

/** A place in a request that is filled in when it is sent, by what is known then. */
export class Reference {
  constructor(
    readonly kind: Kind,
    /** Which of those known, by the remainder. */
    readonly nth: number,
  ) {}
}

/** Fields and parameters by the kind of thing that they name. */
const KINDS: Readonly<Record<string, Kind>> = {
  companyId: 'companies',
  fromCompanyId: 'companies',
  toCompanyId: 'companies',
  establishmentId: 'establishments',
  toEstablishmentId: 'establishments',
  employeeId: 'employees',
  survivorId: 'employees',
  contractId: 'contracts',
  fromContractId: 'contracts',
  permitId: 'work-permits',
  lineId: 'lines',
  personId: 'people',
  'on-behalf-of': 'employees',
  'acting-company': 'companies',
  after: 'positions',
  cursor: 'cursors',
  type: 'types',
};

/** The kind of thing that a name stands for; undefined for most. */
export function kindOf(name: string): Kind | undefined {
  return Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
}

/** The kind of record that a path is about. */
export function kindOfPath(path: string): Kind {
  return (path.split('/')[2] ?? '') as Kind;
}

/** A value with its references filled in. */
export function resolved(value: unknown, fill: (reference: Reference) => string): unknown {
  if (value instanceof Reference) return fill(value);
  if (Array.isArray(value)) return value.map((item) => resolved(item, fill));
  if (typeof value !== 'object' || value === null) return value;
  // By definition, as a member named __proto__ is a member here.
  return Object.defineProperties({}, Object.fromEntries(Object.entries(value).map(([name, member]) => [name, { value: resolved(member, fill), enumerable: true }])));
}
