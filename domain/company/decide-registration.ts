import { askGate } from '../gates/band-gate.js';
import { accept, refuse, type Decision, type DecisionFacts } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import type { DescribeCompany, RegisterCompany } from './commands.js';
import { noContact } from './company-contact.js';
import type { CompanyEvent } from './events.js';
import type { OpeningFacts } from './decide-establishment.js';
import { namedOwner } from './named-owner.js';
import { refuseUnlessStanding } from './standing.js';
import type { CompanyState } from './state.js';

/** Registers a company, with its main establishment where the command names one. */
export function decideRegistration(data: RegisterCompany['data'], state: CompanyState, facts: OpeningFacts): Decision<CompanyEvent> {
  if (state.status !== 'none') {
    return refuse('company.already-registered', 'A company with this unified number is registered.', 'Use the registered company.');
  }
  if (data.foundedOn > facts.today) {
    return refuse('company.founded-in-future', 'The day of founding lies in the future.', 'Register the company once it is founded.', {
      pointer: '/foundedOn',
    });
  }
  if (data.owner.kind === 'legal' && data.owner.unifiedNumber === data.unifiedNumber) {
    return refuse('company.owns-itself', 'The company is named as its own owner.', 'Name the owner.', { pointer: '/owner/unifiedNumber' });
  }
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', { day: data.foundedOn, what: 'the founding' });
  if (effective.kind === 'refused') return effective;

  const { unifiedNumber, name, legalForm, foundedOn } = data;
  const common = { effectiveOn: effective.day, companyId: facts.recordId };
  const owner = namedOwner(data.owner, facts);
  const registered: CompanyEvent = {
    type: 'CompanyRegistered',
    data: { ...common, unifiedNumber, name, legalForm, contact: data.contact ?? noContact, foundedOn, ...owner.open },
    ...owner.sealed,
  };
  if (data.establishment === undefined) return accept([registered]);
  const gate = askGate('company', 'openEstablishment', facts.band, '/establishment/nitaqatActivity');
  if (gate.fault !== null) return gate.fault;
  const opened: CompanyEvent = {
    type: 'EstablishmentOpened',
    data: {
      ...common,
      establishmentId: facts.newId('establishment', 0),
      ...data.establishment,
      main: true,
      owner: owner.open.owner,
      ownerId: null,
    },
  };
  return accept([registered, opened], gate);
}

/** Replaces the description of a company. A repeat is not told apart: the fold keeps no names. */
export function decideDescription(data: DescribeCompany['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  const standing = refuseUnlessStanding(state);
  if (standing !== null) return standing;
  const since = { day: state.describedOn, what: 'the description in force, recorded' };
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', since);
  if (effective.kind === 'refused') return effective;
  const { name, legalForm, contact } = data;
  return accept([
    { type: 'CompanyDescribed', data: { effectiveOn: effective.day, companyId: facts.recordId, name, legalForm, contact } },
  ]);
}
