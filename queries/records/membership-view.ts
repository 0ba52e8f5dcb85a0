import { z } from 'zod';
import { authorityScope } from '../../domain/company/company-codes.js';
import { AuthorisedPersonAppointed } from '../../domain/company/events.js';
import { membershipTable } from '../../read-models/tables/membership.js';
import { models } from '../model-names.js';
import { ownedBy } from '../own/own-rows.js';
import { defineView } from './record-view.js';

/** People who may act for a company, shown in its workspace. */
export const membershipView = defineView({
  path: 'companies',
  type: 'authorisedPerson',
  model: models.memberships,
  table: membershipTable,
  shapes: { status: z.enum(['appointed', 'removed']), scopes: z.array(authorityScope) },
  personal: AuthorisedPersonAppointed.personal,
  filters: [],
  own: ownedBy('companyId'),
  members: {
    everyone: ['companyId', 'personId', 'status', 'scopes', 'validFrom', 'validTo'],
    officials: ['employeeId'],
    // Who acts for the same company is known by name; his numbers are his own.
    personal: { personId: ['name'] },
  },
});
