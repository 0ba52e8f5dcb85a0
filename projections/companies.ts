import { companyEvents, type CompanyEvent } from '../domain/company/events.js';
import { unreachable } from '../domain/ledger/exhaustive.js';
import { companyTable, type CompanyRow } from '../read-models/tables/company.js';
import { rowBoxes } from './engine/one-stream.js';
import { defineReadModel } from './engine/projection.js';
import { recordProjection, type OwnColumns } from './engine/record-row.js';
import type { StoredFact } from './engine/stored-fact.js';

function begin(fact: StoredFact<CompanyEvent>): OwnColumns<CompanyRow> {
  if (fact.type !== 'CompanyRegistered') throw new Error('a company begins with its registration');
  const { effectiveOn, unifiedNumber, name, legalForm, contact, foundedOn, owner, ownerId } = fact.data;
  return {
    status: 'active',
    statusSince: effectiveOn,
    statusReason: null,
    unifiedNumber,
    nameEn: name.en,
    nameAr: name.ar,
    legalForm,
    contact,
    foundedOn,
    owner,
    ownerId: owner.kind === 'natural' ? owner.personId : ownerId,
    boxes: rowBoxes(fact),
  };
}

function change(_row: CompanyRow, fact: StoredFact<CompanyEvent>): Partial<OwnColumns<CompanyRow>> {
  switch (fact.type) {
    case 'CompanyRegistered':
      throw new Error('the company is registered already');
    case 'CompanyDescribed':
      return { nameEn: fact.data.name.en, nameAr: fact.data.name.ar, legalForm: fact.data.legalForm, contact: fact.data.contact };
    case 'CompanySuspended':
      return { status: 'suspended', statusSince: fact.data.effectiveOn, statusReason: fact.data.reason };
    case 'CompanyResumed':
      return { status: 'active', statusSince: fact.data.effectiveOn, statusReason: null };
    case 'CompanyClosed':
      return { status: 'closed', statusSince: fact.data.effectiveOn, statusReason: fact.data.reason };
    case 'EstablishmentOpened':
    case 'EstablishmentActivityChanged':
    case 'EstablishmentClosed':
    case 'AuthorisedPersonAppointed':
    case 'AuthorisedPersonRemoved':
    case 'MowaamahCertificateRecorded':
    case 'MowaamahCertificateWithdrawn':
    case 'WageProtectionRecorded':
      return {};
    default:
      return unreachable(fact);
  }
}

/** One row a company. */
export const companies = defineReadModel({
  name: 'companies',
  version: 1,
  projections: [
    recordProjection<CompanyEvent, (typeof companyTable)['columns']>({
      table: companyTable,
      category: 'company',
      events: companyEvents,
      fold: { begin, change },
    }),
  ],
});
