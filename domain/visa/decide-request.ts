// Law: visas are asked for line by line, each line once, for people who need one, by an employer in the right phase.
import type { RuleUse } from '../ledger/basis.js';
import { askGate } from '../gates/band-gate.js';
import { accept, refuse, type Decision, type Refused } from '../ledger/decider.js';
import { reportedDay } from '../ledger/effective-day.js';
import { authenticatedShare } from '../rules/open-conditions.js';
import { ruleAt } from '../rules/rule-table.js';
import { establishmentPhase, visaRequestLimits } from '../rules/visa-rules.js';
import { addMonths, type IsoDate } from '../standards/calendar.js';
import { isGcc } from '../standards/nationality.js';
import type { EmployerFact } from '../employment/employment-facts.js';
import { employerFault, inPayload } from '../employment/party-checks.js';
import type { RequestVisas } from './commands.js';
import type { VisaEvent } from './events.js';
import type { VisaState } from './state.js';
import type { VisaRequestFacts } from './visa-facts.js';

type Line = RequestVisas['data']['lines'][number];

/** What no command records yet, by the balance that the visas come from; a request passes without. */
const unansweredConditions = {
  establishment: ['establishment-phase-balance'],
  expansion: ['wage-protection', 'expired-permits', 'absher-balance'],
} as const;

function lineFault(lines: readonly Line[], day: IsoDate): Refused | null {
  const { value, use } = ruleAt(visaRequestLimits, day);
  if (lines.length > value.lines) {
    return refuse('visa.too-many-lines', `A request has at most ${value.lines} lines.`, 'Make more than one request.', { rule: use, pointer: '/lines' });
  }
  const seen = new Set<string>();
  for (const [n, line] of lines.entries()) {
    const pointer = `/lines/${n}`;
    if (isGcc(line.nationality)) {
      return refuse('visa.none-needed', 'Citizens and nationals of the Gulf Cooperation Council need no visa.', 'Leave the line out.', {
        pointer: `${pointer}/nationality`,
      });
    }
    if (line.count > value.visasPerLine) {
      return refuse('visa.too-many-in-line', `A line has at most ${value.visasPerLine} visas.`, 'Ask for fewer.', { rule: use, pointer: `${pointer}/count` });
    }
    const key = [line.nationality, line.occupation, line.sex, line.consulate].join(' ');
    if (seen.has(key)) return refuse('visa.line-repeated', 'An earlier line asks for the same.', 'Put the counts together in one line.', { pointer });
    seen.add(key);
  }
  return null;
}

/** The establishment phase is for the main establishment of a young company; others ask from the balance of expansion. */
function phaseFault(employer: EmployerFact, day: IsoDate): { fault: Refused | null; rules: readonly RuleUse[]; unknown: readonly string[] } {
  const { value, use } = ruleAt(establishmentPhase, day);
  const more = { rule: use, pointer: '/phase' };
  if (employer.establishment !== null && !employer.establishment.main) {
    const fault = refuse('visa.not-first-establishment', 'The establishment is a branch.', 'Ask for the main establishment, or from the balance of expansion.', more);
    return { fault, rules: [use], unknown: [] };
  }
  if (employer.foundedOn === null) return { fault: null, rules: [use], unknown: ['founding-day'] };
  const end = addMonths(employer.foundedOn, value.months);
  const fault =
    day < end ? null : refuse('visa.establishment-phase-over', `The establishment phase ended on ${end}.`, 'Ask from the balance of expansion.', more);
  return { fault, rules: [use], unknown: [] };
}

/** Asks for visas. */
export function decideVisaRequest(command: RequestVisas, state: VisaState, facts: VisaRequestFacts): Decision<VisaEvent> {
  if (state.status !== 'none') {
    return refuse('visa.already-requested', 'These visas were requested before.', 'Go on with them, or make another request.');
  }
  const { companyId, establishmentId, kind, phase, lines, effectiveOn } = command.data;
  const reported = reportedDay('visa', effectiveOn, facts.today);
  if (reported.kind === 'refused') return reported;
  const { day } = reported;
  const fault = employerFault('visa', facts.employer, inPayload) ?? lineFault(lines, day);
  if (fault !== null) return fault;
  const checked = phase === 'establishment' ? phaseFault(facts.employer, day) : { fault: null, rules: [], unknown: [] };
  if (checked.fault !== null) return checked.fault;
  const gate = askGate('visa', phase === 'establishment' ? 'establishmentVisas' : 'expansionVisas', facts.band, inPayload.establishment);
  if (gate.fault !== null) return gate.fault;
  const limits = ruleAt(visaRequestLimits, day);
  const share = authenticatedShare(day);
  const numbered = lines.map((line, n) => ({ lineId: facts.newId('line', n), lineNumber: n, ...line }));
  return accept([{ type: 'VisasRequested', data: { effectiveOn: day, companyId, establishmentId, kind, phase, lines: numbered } }], {
    rules: [limits.use, ...checked.rules, ...share.rules, ...gate.rules],
    unknown: [...unansweredConditions[phase], ...checked.unknown, ...share.unknown, ...gate.unknown],
    records: gate.records,
  });
}
