import { accept, refuse, type Decision, type DecisionFacts } from '../ledger/decider.js';
import { effectiveDay, type Since } from '../ledger/effective-day.js';
import { checkOverdue } from './confirmation-overdue.js';
import type { CloseCompany, ResumeCompany, SuspendCompany } from './commands.js';
import { sinceActivity } from './decide-establishment.js';
import type { CompanyEvent } from './events.js';
import { refuseUnlessStanding } from './standing.js';
import { openEstablishments, type CompanyState } from './state.js';

/** Suspends an active company. */
export function decideSuspension(data: SuspendCompany['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  const standing = refuseUnlessStanding(state);
  if (standing !== null) return standing;
  if (state.status === 'suspended') {
    return refuse('company.already-suspended', 'The company is suspended.', 'Resume the company before suspending it anew.');
  }
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', sinceStatus(state));
  if (effective.kind === 'refused') return effective;
  const overdue = data.reason === 'confirmation-overdue' ? checkOverdue(state, effective.day) : null;
  if (overdue?.kind === 'refused') return overdue;
  return accept(
    [{ type: 'CompanySuspended', data: { effectiveOn: effective.day, companyId: facts.recordId, reason: data.reason } }],
    overdue ?? {},
  );
}

/** Resumes a suspended company. */
export function decideResumption(data: ResumeCompany['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  const standing = refuseUnlessStanding(state);
  if (standing !== null) return standing;
  if (state.status !== 'suspended') {
    return refuse('company.not-suspended', 'The company is not suspended.', 'Nothing: the company may act.');
  }
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', sinceStatus(state));
  if (effective.kind === 'refused') return effective;
  return accept([{ type: 'CompanyResumed', data: { effectiveOn: effective.day, companyId: facts.recordId } }]);
}

/** Closes a company, active or suspended, and its open establishments with it, the main one last. */
export function decideClosure(data: CloseCompany['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  const standing = refuseUnlessStanding(state);
  if (standing !== null) return standing;
  const open = openEstablishments(state);
  const since = open.map(sinceActivity).reduce((late, one) => ((one.day ?? '') > (late.day ?? '') ? one : late), sinceStatus(state));
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', since);
  if (effective.kind === 'refused') return effective;

  const common = { effectiveOn: effective.day, companyId: facts.recordId };
  const branchesFirst = [...open.filter((one) => !one.main), ...open.filter((one) => one.main)];
  return accept<CompanyEvent>(
    [
      ...branchesFirst.map(
        ({ establishmentId }): CompanyEvent => ({
          type: 'EstablishmentClosed',
          data: { ...common, establishmentId, reason: 'company-closed' },
        }),
      ),
      { type: 'CompanyClosed', data: { ...common, reason: data.reason } },
    ],
    { unknown: ['running-contracts'] },
  );
}

function sinceStatus(state: CompanyState): Since {
  return { day: state.statusSince, what: `the company became ${state.status}` };
}
