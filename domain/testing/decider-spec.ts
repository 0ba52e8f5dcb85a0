import { expect } from 'vitest';
import { canonicalText } from '../ledger/canonical.js';
import { fold, type Accepted, type Decider, type DecisionFacts, type Refused } from '../ledger/decider.js';
import type { DomainEvent } from '../ledger/event.js';
import { testFacts, type FactsInput } from './test-facts.js';

/** What a test says that a decision rested on: names of rules, and conditions left unknown. */
export interface ExpectedUses {
  readonly rules?: readonly string[];
  readonly unknown?: readonly string[];
}

/** What came of a command, ready to be compared. */
export interface Outcome<S, E> {
  /** Exactly these events were decided, and the state can fold them. Gives the state after them. */
  then(events: readonly E[], uses?: ExpectedUses): S;
  /** Refused with this code (and pointer, where given); nothing happened. */
  thenRefused(code: string, more?: { rule?: string; pointer?: string | null }): void;
  /** Accepted, but nothing was to be done. */
  thenNothing(): void;
  /** The accepted decision, for a test that looks at a part of it. Fails when refused. */
  accepted(): Accepted<E>;
}

export interface DeciderSpec<C, S, E, F extends DecisionFacts> {
  given(events: readonly E[]): { when(command: C, facts?: Partial<FactsInput<F>>): Outcome<S, E> };
}

function assertStorable(event: DomainEvent): void {
  expect(event.data['effectiveOn'], `${event.type} has no effectiveOn`).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  canonicalText(event.data);
  for (const [part, values] of Object.entries(event.personal ?? {})) {
    expect(event.data[part], `${event.type} seals values for '${part}' but does not name the subject`).toBeTypeOf('string');
    canonicalText(values);
  }
}

function outcomeOf<C, S, E extends DomainEvent, F extends DecisionFacts>(
  decider: Decider<C, S, E, F>,
  command: C,
  state: S,
  facts: F,
): Outcome<S, E> {
  const decision = decider.decide(command, state, facts);
  const accepted = (): Accepted<E> => {
    if (decision.kind === 'refused') expect.fail(`refused: ${decision.code}: ${decision.detail}`);
    return decision;
  };
  return {
    accepted,
    then(events, uses) {
      const decided = accepted();
      expect(decided.events).toStrictEqual(events);
      expect(events, 'use thenNothing for a command that changes nothing').not.toHaveLength(0);
      decided.events.forEach(assertStorable);
      if (uses?.rules !== undefined) expect(decided.rules.map((use) => use.rule).sort()).toEqual([...uses.rules].sort());
      if (uses?.unknown !== undefined) expect([...decided.unknown].sort()).toEqual([...uses.unknown].sort());
      return fold((before: S, event: E) => decider.evolve(before, event), state, decided.events);
    },
    thenRefused(code, more) {
      if (decision.kind === 'accepted') {
        expect.fail(`accepted with ${decision.events.map((event) => event.type).join(', ') || 'nothing'}, not refused with ${code}`);
      }
      expect((decision satisfies Refused).code).toBe(code);
      expect(decision.detail).not.toBe('');
      expect(decision.clears).not.toBe('');
      if (more?.rule !== undefined) expect(decision.rule?.rule).toBe(more.rule);
      if (more?.pointer !== undefined) expect(decision.pointer).toBe(more.pointer);
    },
    thenNothing() {
      expect(accepted().events).toEqual([]);
    },
  };
}

/**
 * Given events, when a command, then events or a refusal. Facts given here hold for every case; a case may
 * change some of them: `deciderSpec(decider, {today: '2026-04-26'}).given([…]).when(command, {today: …}).then([…])`.
 */
export function deciderSpec<C, S, E extends DomainEvent, F extends DecisionFacts = DecisionFacts>(
  decider: Decider<C, S, E, F>,
  facts: FactsInput<F>,
): DeciderSpec<C, S, E, F> {
  return {
    given(events) {
      const state = fold((before: S, event: E) => decider.evolve(before, event), decider.initial, events);
      return { when: (command, more) => outcomeOf(decider, command, state, testFacts<F>({ ...facts, ...more })) };
    },
  };
}
