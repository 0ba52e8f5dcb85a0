// Law: what is read is the version of each read model that the tables imported here belong to.

/** A version of a read model, as its checkpoint is named. */
export interface ModelName {
  readonly name: string;
  readonly version: number;
}

/** The read models that queries use. */
export const models = {
  companies: { name: 'companies', version: 1 },
  establishments: { name: 'establishments', version: 1 },
  memberships: { name: 'memberships', version: 1 },
  employees: { name: 'employees', version: 1 },
  contracts: { name: 'contracts', version: 1 },
  workPermits: { name: 'work-permits', version: 1 },
  visas: { name: 'visas', version: 1 },
  transfers: { name: 'transfers', version: 1 },
  insurance: { name: 'insurance', version: 1 },
  workspaces: { name: 'workspaces', version: 1 },
  entities: { name: 'entities', version: 3 },
  statistics: { name: 'statistics', version: 1 },
} as const satisfies Readonly<Record<string, ModelName>>;
