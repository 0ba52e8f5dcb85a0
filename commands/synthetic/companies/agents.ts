// Law: a human who acts for several companies was appointed by each of them, and from the last of them he is removed again.
import { isSaudi } from '../../../domain/standards/nationality.js';
import type { Hired } from '../lives/lives.js';
import { bearerOf, change, script, workdayAfter, type Script } from '../market-line.js';
import { personKey, recordOf } from '../people/person.js';
import { identityOf, nameOf } from '../population/person-facts.js';
import { workdayOn } from '../population/day.js';
import type { Day } from '../population/market.js';
import { monthsAfter } from '../terms-of-days.js';
import type { Employer } from './employer.js';

/** For how many companies each of them acts, and in what. */
const served: readonly (readonly [companies: number, scopes: readonly string[]])[] = [
  [4, ['everything']],
  [4, ['contracts', 'transfers']],
  [5, ['work-permits', 'visas', 'payments']],
  [3, ['reading']],
];
/** Days from the first one on within which they are known. */
const KNOWN_WITHIN_DAYS = 300;

/** Some employees who act for several of the companies that last. */
export function* agentScripts(lasting: readonly Employer[], hired: readonly Hired[], first: Day): Generator<Script> {
  const agents = hired.filter(({ held, knownOn }) => isSaudi(held.post.nationality) && held.tenure.to === null && knownOn < first + KNOWN_WITHIN_DAYS);
  let next = 0;
  for (const [at, [companies, scopes]] of served.entries()) {
    const agent = agents[at];
    if (agent === undefined) return;
    for (let n = 0; n < companies; n += 1) {
      const employer = lasting[next % lasting.length];
      next += 1;
      if (employer === undefined || next > lasting.length * 2) return;
      yield appointment(agent, employer, n, at, scopes, n === companies - 1);
    }
  }
}

function appointment({ held, agreed }: Hired, employer: Employer, n: number, at: number, scopes: readonly string[], removed: boolean): Script {
  const { person } = held.tenure;
  const { scheme, value } = identityOf(person);
  const from = Math.max(workdayAfter(agreed.acceptedOn, 3 + n * 9), employer.actsFrom);
  const key = `${employer.key}-agent-${at + 1}-${personKey(person)}`;
  const appointed = change(from, key, 'AppointAuthorisedPerson', employer.record, {
    identifiers: [identityOf(person)],
    name: nameOf(person),
    employeeId: recordOf(person),
    scopes,
  });
  const lines = removed ? [appointed, change(workdayOn(monthsAfter(from, 12)), `${key}-removal`, 'RemoveAuthorisedPerson', employer.record, { personId: bearerOf(scheme, value) })] : [appointed];
  return script({ company: employer.spokesman, from: null, employee: null }, lines);
}
