// Law: nobody is transferred against the employee's will, nor against the current employer's where the law asks for its consent.
import { employeeFault } from '../employment/party-checks.js';
import { accept, type Decision } from '../ledger/decider.js';
import { transferEmployerAnswerLimit } from '../rules/transfer-rules.js';
import { ruleAt } from '../rules/rule-table.js';
import { addDays } from '../standards/calendar.js';
import type { AnswerAsCurrentEmployer, AnswerAsEmployee } from './commands.js';
import { consentGroundOn, courseFrom } from './consent.js';
import type { TransferEvent } from './events.js';
import type { TransferState } from './state.js';
import type { TransferFacts } from './transfer-facts.js';
import { about, stepAt } from './transfer-step.js';

type Decided = Decision<TransferEvent>;

/** The employee answers. Whether the current employer is asked next is seen on that day. */
export function answerAsEmployee({ data }: AnswerAsEmployee, state: TransferState, facts: TransferFacts): Decided {
  const step = stepAt(state, 'pending-employee', data.effectiveOn, facts.today);
  if (step.kind === 'refused') return step;
  const { request, day } = step;
  const common = about(request, day);
  if (data.answer === 'reject') return accept([{ type: 'TransferRejectedByEmployee', data: { ...common, reason: data.reason } }]);
  const fault = employeeFault('transfer', facts.employee, null);
  if (fault !== null) return fault;

  const consent = consentGroundOn(day, facts.fromContract, facts.permit, facts.currentBand);
  if (consent.fault !== null) return consent.fault;
  if (consent.ground === 'needed') {
    const limit = ruleAt(transferEmployerAnswerLimit, day);
    const asked = { ...common, consent: consent.ground, answerBy: addDays(day, limit.value.days) };
    return accept([{ type: 'TransferAcceptedByEmployee', data: asked }], { ...consent, rules: [...consent.rules, limit.use] });
  }
  const course = courseFrom(day, consent.ground, false, facts.fromContract, request.terms.startsOn);
  const { noticeDays, completesOn } = course;
  return accept(
    [
      { type: 'TransferAcceptedByEmployee', data: { ...common, consent: consent.ground, answerBy: null } },
      { type: 'TransferNoticeBegun', data: { ...common, consent: consent.ground, noticeDays, completesOn } },
    ],
    { ...consent, rules: [...consent.rules, ...course.rules] },
  );
}

/** The current employer answers, where its consent is needed. */
export function answerAsCurrentEmployer({ data }: AnswerAsCurrentEmployer, state: TransferState, facts: TransferFacts): Decided {
  const step = stepAt(state, 'pending-employer', data.effectiveOn, facts.today);
  if (step.kind === 'refused') return step;
  const { request, day } = step;
  const common = about(request, day);
  if (data.answer === 'reject') return accept([{ type: 'TransferRejectedByCurrentEmployer', data: { ...common, reason: data.reason } }]);
  const fault = employeeFault('transfer', facts.employee, null);
  if (fault !== null) return fault;

  const course = courseFrom(day, state.consent, data.waiveNotice, facts.fromContract, request.terms.startsOn);
  const { noticeDays, completesOn } = course;
  return accept(
    [
      { type: 'TransferAcceptedByCurrentEmployer', data: { ...common, noticeWaived: data.waiveNotice } },
      { type: 'TransferNoticeBegun', data: { ...common, consent: state.consent, noticeDays, completesOn } },
    ],
    { rules: course.rules },
  );
}
