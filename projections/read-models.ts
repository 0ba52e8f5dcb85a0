import { companies } from './companies.js';
import { contracts } from './contracts.js';
import { employees } from './employees.js';
import { entities } from './entities.js';
import type { ReadModel } from './engine/projection.js';
import { establishments } from './establishments.js';
import { insurance } from './insurance.js';
import { memberships } from './memberships.js';
import { statistics } from './statistics.js';
import { transfers } from './transfers.js';
import { visas } from './visas.js';
import { workPermits } from './work-permits.js';
import { workspaces } from './workspaces.js';

/** Every read model, in the versions that this program writes and reads. */
export const readModels: readonly ReadModel[] = [
  companies,
  establishments,
  memberships,
  employees,
  contracts,
  workPermits,
  visas,
  transfers,
  insurance,
  workspaces,
  entities,
  statistics,
];
