// Law: notice ends an indefinite contract after the days of the law (Art. 75), and keeps a fixed term from being renewed (Art. 74).
import { accept, refuse, type Decision } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { noticeEnd } from '../rules/notice.js';
import type { GiveNotice } from './commands.js';
import type { ContractFacts } from './contract-facts.js';
import type { ContractEvent } from './events.js';
import { about, stayingContract } from './phase-checks.js';
import type { ContractState } from './state.js';

/** A party gives notice; the last day is computed. */
export function giveNotice({ data }: GiveNotice, state: ContractState, facts: ContractFacts): Decision<ContractEvent> {
  const contract = stayingContract(state);
  if ('kind' in contract) return contract;
  const reported = reportedDay('contract', data.effectiveOn, facts.today, contract.steppedOn);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  const { endsOn, payPeriod } = contract.terms;
  const given = { ...about(contract.parties, day), by: data.by, reason: data.reason };
  if (endsOn !== null) {
    if (data.reason !== 'not-renewing') {
      return refuse(
        'contract.notice-in-term',
        'A fixed term cannot be ended by notice before its last day.',
        'Give notice of not renewing it, resign, or end it by an article.',
        {
          pointer: '/reason',
        },
      );
    }
    if (day > endsOn) return refuse('contract.term-over', `The term ended on ${endsOn}.`, 'Nothing is needed: the contract has ended.');
    return accept([{ type: 'NoticeGiven', data: { ...given, article: '74', noticeDays: null, lastDay: endsOn } }]);
  }
  if (data.reason === 'not-renewing') {
    return refuse('contract.no-term', 'An indefinite contract is not renewed.', 'State another reason.', { pointer: '/reason' });
  }
  const { days, lastWorkingDay, uses } = noticeEnd({ givenOn: day, givenBy: data.by, payPeriod });
  return accept([{ type: 'NoticeGiven', data: { ...given, article: '75', noticeDays: days, lastDay: lastWorkingDay } }], { rules: uses });
}
