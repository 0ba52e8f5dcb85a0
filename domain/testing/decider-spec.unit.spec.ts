import { describe, expect, it } from 'vitest';
import { accept, refuse, type Decider, type DecisionFacts } from '../ledger/decider.js';
import type { DomainEvent } from '../ledger/event.js';
import { deciderSpec } from './decider-spec.js';
import { walkDecider } from './decider-walk.js';
import { testFacts } from './test-facts.js';

type Counted = DomainEvent<'Counted', { effectiveOn: string; by: number }>;
type Command = { readonly by: number };

const counter: Decider<Command, { readonly total: number }, Counted> = {
  initial: { total: 0 },
  decide: ({ by }, state, facts) => {
    if (by === 0) return accept([]);
    if (state.total + by > 5) return refuse('counter.full', 'The counter is full.', 'Count less.', { pointer: '/by' });
    return accept([{ type: 'Counted', data: { effectiveOn: facts.today, by } }]);
  },
  evolve: (state, event) => ({ total: state.total + event.data.by }),
};
const counted = (by: number): Counted => ({ type: 'Counted', data: { effectiveOn: '2026-04-26', by } });
const spec = deciderSpec(counter, { today: '2026-04-26' });

describe('decider spec', () => {
  it('passes for what the decider does', () => {
    expect(spec.given([counted(2)]).when({ by: 3 }).then([counted(3)])).toEqual({ total: 5 });
    spec.given([counted(5)]).when({ by: 1 }).thenRefused('counter.full', { pointer: '/by' });
    spec.given([]).when({ by: 0 }).thenNothing();
  });

  it('fails for anything else', () => {
    expect(() => spec.given([]).when({ by: 3 }).then([counted(2)])).toThrow();
    expect(() => spec.given([]).when({ by: 0 }).then([])).toThrow();
    expect(() => spec.given([]).when({ by: 3 }).thenRefused('counter.full')).toThrow();
    expect(() => spec.given([counted(5)]).when({ by: 3 }).thenRefused('other')).toThrow();
    expect(() => spec.given([counted(5)]).when({ by: 3 }).thenNothing()).toThrow();
    expect(() => spec.given([]).when({ by: 3 }, { today: '2026-04-27' }).then([counted(3)])).toThrow();
  });
});

describe('walk', () => {
  const steps = [1, 9, 2].map((by) => ({ command: { by }, facts: testFacts({ today: '2026-04-26' }) }));

  it('gives every step, refused or not', () => {
    const walk = walkDecider(counter, steps);
    expect(walk.state).toEqual({ total: 3 });
    expect(walk.taken.map((step) => step.refused)).toEqual([null, 'counter.full', null]);
  });

  it('fails when the fold depends on what is not stored', () => {
    let calls = 0;
    const forgetful: Decider<Command, { readonly total: number }, Counted, DecisionFacts> = {
      ...counter,
      evolve: (state, event) => ({ total: state.total + event.data.by + calls++ }),
    };
    expect(() => walkDecider(forgetful, steps)).toThrow();
  });
});
