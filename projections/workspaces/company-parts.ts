import type { CompanyEvent } from '../../domain/company/events.js';
import { unreachable } from '../../domain/ledger/exhaustive.js';
import { membershipId } from '../../read-models/tables/membership.js';
import type { StoredFact } from '../engine/stored-fact.js';
import { counting, type PartChange } from './part-change.js';

/** What a company's event changes in its workspace. */
export function companyParts(fact: StoredFact<CompanyEvent>): readonly PartChange[] {
  switch (fact.type) {
    case 'CompanyRegistered':
      // Adds nothing, and so begins the workspace with zeros.
      return [counting(`company:${fact.data.companyId}`, fact.data.companyId, {})];
    case 'EstablishmentOpened':
      return [counting(`establishment:${fact.data.establishmentId}`, fact.data.companyId, { establishmentsOpen: 1 })];
    case 'EstablishmentClosed':
      return [counting(`establishment:${fact.data.establishmentId}`, fact.data.companyId, { establishmentsClosed: 1 })];
    case 'AuthorisedPersonAppointed':
      return [counting(`membership:${membershipId(fact.data.companyId, fact.data.personId)}`, fact.data.companyId, { authorisedPeople: 1 })];
    case 'AuthorisedPersonRemoved':
      return [counting(`membership:${membershipId(fact.data.companyId, fact.data.personId)}`, fact.data.companyId, {})];
    case 'CompanyDescribed':
    case 'EstablishmentActivityChanged':
    case 'CompanySuspended':
    case 'CompanyResumed':
    case 'CompanyClosed':
    case 'MowaamahCertificateRecorded':
    case 'MowaamahCertificateWithdrawn':
    case 'WageProtectionRecorded':
      return [];
    default:
      return unreachable(fact);
  }
}
