// Law: each article by which a contract ends at once says who may call on it and when; what is owed follows from the reason it gives.
import type { EmployeeState } from '../employee/state.js';
import { refuse, type Refused } from '../ledger/decider.js';
import type { EndReason } from '../rules/end-reasons.js';
import type { IsoDate } from '../standards/calendar.js';
import type { EndedBy, TerminationArticle } from './codes.js';
import { termsOn, type RunningContract } from './state.js';

interface Article {
  /** Who may end a contract by it, and the reason that its end then has. */
  readonly by: Partial<Readonly<Record<EndedBy, EndReason>>>;
  /** Why it does not apply to the contract on that day, or null. */
  readonly fault?: (contract: RunningContract, day: IsoDate, employee: EmployeeState) => Refused | null;
}

function onlyInProbation(contract: RunningContract, day: IsoDate): Refused | null {
  if (contract.probationEndsOn !== null && day <= contract.probationEndsOn) return null;
  return refuse('contract.no-probation', 'The contract is not in its probation on that day.', 'End it by another article.', {
    pointer: '/article',
  });
}

function onlyForTerm(contract: RunningContract, day: IsoDate): Refused | null {
  if (termsOn(contract, day).kind === 'fixed') return null;
  return refuse(
    'contract.no-term',
    'Completed work ends a contract for a term; this one is indefinite.',
    'Give notice, or end it by another article.',
    {
      pointer: '/article',
    },
  );
}

function onlyOfWomen(_contract: RunningContract, _day: IsoDate, employee: EmployeeState): Refused | null {
  if (employee.sex !== 'male') return null;
  return refuse(
    'contract.article-of-women',
    'A woman ends her contract by this article after her marriage or a birth.',
    'Resign, give notice, or end it by another article.',
    { pointer: '/article' },
  );
}

/** Labour Law M/51 as amended by M/44; `87` is the worker's end after marriage or birth. */
const articles: Readonly<Record<TerminationArticle, Article>> = {
  '53': { by: { employer: 'probation', employee: 'probation' }, fault: onlyInProbation },
  '57': { by: { law: 'work-completed' }, fault: onlyForTerm },
  '74': { by: { both: 'mutual-agreement' } },
  '77': { by: { employer: 'unlawful-by-employer', employee: 'unlawful-by-employee' } },
  '79': { by: { law: 'disability' } },
  '80': { by: { employer: 'article-80' } },
  '81': { by: { employee: 'article-81' } },
  '87': { by: { employee: 'marriage-or-birth' }, fault: onlyOfWomen },
  retirement: { by: { law: 'retirement' } },
  death: { by: { law: 'death' } },
  'force-majeure': { by: { law: 'force-majeure' } },
  'establishment-closed': { by: { employer: 'establishment-closed' } },
};

/** Who ends a contract by the article: the one side that it leaves, or the one named among several; undefined for a side that it does not give it to. */
export function endingSide(article: TerminationArticle, named: EndedBy | undefined): EndedBy | undefined {
  return chosenSide(article, named)?.[0];
}

function sidesOf(article: TerminationArticle): readonly (readonly [EndedBy, EndReason])[] {
  return Object.entries(articles[article].by) as readonly (readonly [EndedBy, EndReason])[];
}

function chosenSide(article: TerminationArticle, named: EndedBy | undefined): readonly [EndedBy, EndReason] | undefined {
  const sides = sidesOf(article);
  return named === undefined && sides.length === 1 ? sides[0] : sides.find(([side]) => side === named);
}

/** Who ends the contract and for which reason, when the article can end it on that day; otherwise why not. */
export function endByArticle(
  article: TerminationArticle,
  named: EndedBy | undefined,
  contract: RunningContract,
  day: IsoDate,
  employee: EmployeeState,
): { readonly kind: 'end'; readonly by: EndedBy; readonly reason: EndReason } | Refused {
  const { fault } = articles[article];
  const chosen = chosenSide(article, named);
  if (chosen === undefined) {
    const allowed = sidesOf(article).map(([side]) => side).join(' or ');
    return refuse(
      'contract.article-of-other-side',
      `A contract is ended by article ${article} by: ${allowed}.`,
      `State ${allowed}, or another article.`,
      { pointer: '/by' },
    );
  }
  const refused = fault?.(contract, day, employee) ?? null;
  if (refused !== null) return refused;
  return { kind: 'end', by: chosen[0], reason: chosen[1] };
}
