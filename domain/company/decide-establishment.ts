import type { BandFact } from '../gates/band-fact.js';
import { askGate } from '../gates/band-gate.js';
import { accept, refuse, type Decision, type DecisionFacts, type Refused } from '../ledger/decider.js';
import { effectiveDay, type Since } from '../ledger/effective-day.js';
import type { ChangeEstablishmentActivity, CloseEstablishment, OpenEstablishment } from './commands.js';
import type { CompanyEvent } from './events.js';
import { namedOwner } from './named-owner.js';
import { refuseUnlessActive, refuseUnlessStanding } from './standing.js';
import { openEstablishments, type CompanyState, type EstablishmentState } from './state.js';

/** What the opening of an establishment knows beside the company. */
export interface OpeningFacts extends DecisionFacts {
  /** Of the owner’s entity in the activity of the new establishment. */
  readonly band: BandFact;
}

/** Opens the main establishment, or a branch beside it. */
export function decideOpening(data: OpenEstablishment['data'], state: CompanyState, facts: OpeningFacts): Decision<CompanyEvent> {
  const refused = refuseUnlessActive(state) ?? refuseOpening(data, state);
  if (refused !== null) return refused;
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', { day: state.statusSince, what: 'the company became active' });
  if (effective.kind === 'refused') return effective;

  const gate = askGate('company', 'openEstablishment', facts.band, '/nitaqatActivity');
  if (gate.fault !== null) return gate.fault;
  const owner = ownerOf(data, state, facts);
  const { number, name, main, isicActivity, nitaqatActivity, region } = data;
  return accept(
    [
      {
        type: 'EstablishmentOpened',
        data: {
          effectiveOn: effective.day,
          companyId: facts.recordId,
          establishmentId: facts.newId('establishment', 0),
          number,
          name,
          main,
          isicActivity,
          nitaqatActivity,
          region,
          ...owner.open,
        },
        ...owner.sealed,
      },
    ],
    gate,
  );
}

function refuseOpening(data: OpenEstablishment['data'], state: CompanyState): Refused | null {
  if (Object.values(state.establishments).some((establishment) => establishment.number === data.number)) {
    return refuse('company.establishment-known', 'The company has or had an establishment with this number.', 'Give the new number.', {
      pointer: '/number',
    });
  }
  const hasMain = openEstablishments(state).some((establishment) => establishment.main);
  if (data.main && hasMain) {
    return refuse('company.main-establishment-exists', 'The company has a main establishment.', 'Open a branch.', { pointer: '/main' });
  }
  if (!data.main && !hasMain) {
    return refuse('company.no-main-establishment', 'A branch needs a main establishment.', 'Open the main establishment first.', {
      pointer: '/main',
    });
  }
  return null;
}

function ownerOf(data: OpenEstablishment['data'], state: CompanyState, facts: DecisionFacts): ReturnType<typeof namedOwner> {
  if (data.owner !== undefined) return namedOwner(data.owner, facts);
  // An active company has an owner: its registration, which made it active, named one.
  if (state.owner === null) throw new Error('a registered company without an owner');
  return { open: { owner: state.owner, ownerId: null }, sealed: {} };
}

/** Closes an establishment; the main one last. Whether people still work there is not known here. */
export function decideClosing(data: CloseEstablishment['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  const standing = refuseUnlessStanding(state);
  if (standing !== null) return standing;
  const establishment = findOpen(data.establishmentId, state);
  if (establishment.kind === 'refused') return establishment;
  if (establishment.found.main && openEstablishments(state).length > 1) {
    return refuse('company.main-establishment-has-branches', 'The main establishment has open branches.', 'Close the branches first.', {
      pointer: '/establishmentId',
    });
  }
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', sinceActivity(establishment.found));
  if (effective.kind === 'refused') return effective;
  const { establishmentId, reason } = data;
  return accept(
    [{ type: 'EstablishmentClosed', data: { effectiveOn: effective.day, companyId: facts.recordId, establishmentId, reason } }],
    { unknown: ['running-contracts'] },
  );
}

/** Gives an establishment another activity. */
export function decideActivity(data: ChangeEstablishmentActivity['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  const standing = refuseUnlessActive(state);
  if (standing !== null) return standing;
  const establishment = findOpen(data.establishmentId, state);
  if (establishment.kind === 'refused') return establishment;
  const { establishmentId, isicActivity, nitaqatActivity } = data;
  const { found } = establishment;
  if (found.isicActivity === isicActivity && found.nitaqatActivity === nitaqatActivity) {
    return refuse('company.activity-unchanged', 'The establishment has this activity.', 'Give another activity.');
  }
  const since = [sinceActivity(found), { day: state.statusSince, what: 'the company became active' }];
  const bound = since.reduce((late, one) => ((one.day ?? '') > (late.day ?? '') ? one : late));
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', bound);
  if (effective.kind === 'refused') return effective;
  return accept([
    {
      type: 'EstablishmentActivityChanged',
      data: { effectiveOn: effective.day, companyId: facts.recordId, establishmentId, isicActivity, nitaqatActivity },
    },
  ]);
}

/** The day before which nothing more can be recorded of an establishment. */
export function sinceActivity(establishment: EstablishmentState): Since {
  return { day: establishment.activitySince, what: 'the last change of the establishment' };
}

function findOpen(establishmentId: string, state: CompanyState): { kind: 'found'; found: EstablishmentState } | Refused {
  const found = state.establishments[establishmentId];
  const pointer = '/establishmentId';
  if (found === undefined) {
    return refuse('company.establishment-unknown', 'The company has no such establishment.', 'Name one of its establishments.', { pointer });
  }
  if (found.status === 'closed') {
    return refuse('company.establishment-closed', 'The establishment is closed.', 'Name an open establishment.', { pointer });
  }
  return { kind: 'found', found };
}
