import { v5 as uuidv5 } from 'uuid';
import type { DecisionFacts } from '../ledger/decider.js';
import { toIsoDate } from '../standards/calendar.js';

const NAMESPACE = '6f1d1a52-6f4e-5d0a-9d53-0a3c1d5b7e10';

/** A record id for tests: the same name gives the same UUID. */
export function testId(name: string): string {
  return uuidv5(name, NAMESPACE);
}

/** What a test may say of the facts; the day may be plain text. */
export type FactsInput<F extends DecisionFacts> = { readonly today: string } & Partial<Omit<DecisionFacts, 'today'>> &
  Omit<F, keyof DecisionFacts>;

/** Facts for a decider: a record id, nobody mentioned, and ids that are the same at every call, unless said otherwise. */
export function testFacts<F extends DecisionFacts = DecisionFacts>(input: FactsInput<F>): F {
  const recordId = input.recordId ?? testId('record');
  const facts = {
    by: testId('caller'),
    human: null,
    people: {},
    newId: (kind: string, n: number) => testId(`${recordId}/${kind}/${n}`),
    ...input,
    recordId,
    today: toIsoDate(input.today),
  };
  // Every field of DecisionFacts stands above; the decider's own facts came whole with the input.
  return facts as unknown as F;
}
