import { z } from 'zod';
import { authorityScope } from '../../domain/company/company-codes.js';
import { AuthorisedPersonAppointed } from '../../domain/company/events.js';
import { membershipTable } from '../../read-models/tables/membership.js';
import { models } from '../model-names.js';
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
});
