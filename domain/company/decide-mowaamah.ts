// Law: a Mowaamah certificate is what was last recorded under its number; it weighs on the days on which it is valid and not withdrawn.
import { accept, refuse, type Decision, type DecisionFacts } from '../ledger/decider.js';
import { effectiveDay } from '../ledger/effective-day.js';
import { earliest } from '../standards/calendar.js';
import type { RecordMowaamahCertificate, WithdrawMowaamahCertificate } from './commands.js';
import type { CompanyEvent } from './events.js';
import { refuseUnlessKnown } from './standing.js';
import type { CompanyState } from './state.js';

/** Records a certificate, or other days of one; also of a closed company, whose past weeks count it. */
export function decideMowaamah(data: RecordMowaamahCertificate['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  const unknown = refuseUnlessKnown(state);
  if (unknown !== null) return unknown;
  const { certificateNumber, validFrom, validTo } = data;
  if (validTo < validFrom) {
    return refuse('company.certificate-empty', 'The certificate ends before it begins.', 'Give a last day that is not before the first.', { pointer: '/validTo' });
  }
  const before = state.mowaamah[certificateNumber];
  if (before?.validFrom === validFrom && before.validTo === validTo && before.withdrawnOn === null) {
    return refuse('company.certificate-unchanged', 'The certificate is recorded with these days.', 'Nothing: it stands.', { pointer: '/certificateNumber' });
  }
  // The first day on which anything reads otherwise, but no day that has not come.
  const effectiveOn = earliest(facts.today, validFrom, before?.validFrom ?? validFrom);
  return accept([{ type: 'MowaamahCertificateRecorded', data: { effectiveOn, companyId: facts.recordId, certificateNumber, validFrom, validTo } }]);
}

/** Withdraws a certificate from a day on; from before its first day, it never was. */
export function decideMowaamahWithdrawal(data: WithdrawMowaamahCertificate['data'], state: CompanyState, facts: DecisionFacts): Decision<CompanyEvent> {
  const unknown = refuseUnlessKnown(state);
  if (unknown !== null) return unknown;
  const effective = effectiveDay(data.effectiveOn, facts.today, 'company', { day: null, what: 'the certificate' });
  if (effective.kind === 'refused') return effective;
  const { certificateNumber, reason } = data;
  const held = state.mowaamah[certificateNumber];
  if (held === undefined || held.validTo < effective.day || (held.withdrawnOn !== null && held.withdrawnOn <= effective.day)) {
    return refuse('company.certificate-not-held', 'The company holds no such certificate that could end on that day.', 'Name a certificate that is valid then.', {
      pointer: '/certificateNumber',
    });
  }
  return accept([{ type: 'MowaamahCertificateWithdrawn', data: { effectiveOn: effective.day, companyId: facts.recordId, certificateNumber, reason } }]);
}
