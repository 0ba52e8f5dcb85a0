import { expect } from 'vitest';
import { canonicalText } from '../ledger/canonical.js';
import { fold, type Decider, type DecisionFacts } from '../ledger/decider.js';
import type { DomainEvent } from '../ledger/event.js';

/** One step of a walk: a command with the facts that hold when it is decided. */
export interface Step<C, F> {
  readonly command: C;
  readonly facts: F;
}

/** A step that was taken: the state before, what was decided, the state after. */
export interface Taken<C, S, E> {
  readonly command: C;
  readonly before: S;
  readonly after: S;
  readonly events: readonly E[];
  /** The refusal's code; null when accepted. */
  readonly refused: string | null;
}

/**
 * Walks a decider through any commands, valid or not, and checks the law every record keeps: what is folded
 * anew from the stored open data (after a trip through JSON, without personal values) is the state that decided.
 */
export function walkDecider<C, S, E extends DomainEvent, F extends DecisionFacts>(
  decider: Decider<C, S, E, F>,
  steps: readonly Step<C, F>[],
  onStep: (taken: Taken<C, S, E>) => void = () => undefined,
): { readonly state: S; readonly events: readonly E[]; readonly taken: readonly Taken<C, S, E>[] } {
  let state = decider.initial;
  const events: E[] = [];
  const taken: Taken<C, S, E>[] = [];
  for (const { command, facts } of steps) {
    const before = state;
    const frozen = canonicalStateOf(before);
    const decision = decider.decide(command, before, facts);
    const decided = decision.kind === 'accepted' ? decision.events : [];
    state = fold((before: S, event: E) => decider.evolve(before, event), before, decided);
    expect(canonicalStateOf(before), 'deciding or evolving changed the state it was given').toBe(frozen);
    events.push(...decided);
    const step = { command, before, after: state, events: decided, refused: decision.kind === 'refused' ? decision.code : null };
    taken.push(step);
    onStep(step);
  }
  const stored = events.map((event) => JSON.parse(canonicalText({ type: event.type, data: event.data })) as E);
  expect(fold((before: S, event: E) => decider.evolve(before, event), decider.initial, stored)).toEqual(state);
  return { state, events, taken };
}

function canonicalStateOf(state: unknown): string {
  return JSON.stringify(state);
}
