// Law: what a rule set says of a name is looked up, not searched for: a set is gone through once, however many workers are counted by it.
import type { CapRule, CategoryRule, RuleSet } from './rule-set.js';

/** A cap of one rule, and what it is a share of. */
export interface OwnCap {
  readonly rule: string;
  readonly cap: CapRule;
  readonly base: 'saudis' | 'workers';
}

/** A rule set by names. */
export interface CompiledRules {
  readonly groups: ReadonlyMap<string, RuleSet['nationalities'][number]>;
  readonly ownCaps: readonly OwnCap[];
  /** What a person beyond the cap of a rule counts as; rules without a cap are not in it. */
  readonly beyond: ReadonlyMap<string, CapRule['beyond']>;
  readonly certificates: ReadonlyMap<string, NonNullable<CategoryRule['certificate']>>;
  /** Rules under a cap of their own or a joint one, or with a certificate: only their workers may count for less than the rule gives. */
  readonly limited: ReadonlySet<string>;
}

const compiled = new WeakMap<RuleSet, CompiledRules>();

/** The rule set by names; the same object for the same set. */
export function compiledRules(rules: RuleSet): CompiledRules {
  let found = compiled.get(rules);
  if (found === undefined) {
    found = compile(rules);
    compiled.set(rules, found);
  }
  return found;
}

function compile({ categories, nationalities, jointCaps }: RuleSet): CompiledRules {
  const ownCaps: readonly OwnCap[] = [
    ...categories.flatMap(({ category, cap }) => (cap === null ? [] : [{ rule: category, cap, base: 'saudis' as const }])),
    ...nationalities.flatMap(({ name, cap, capBase }) => (cap === null ? [] : [{ rule: name, cap, base: capBase }])),
  ];
  const certificates = new Map(categories.flatMap(({ category, certificate }) => (certificate === null ? [] : [[category as string, certificate] as const])));
  const groups = new Map<string, RuleSet['nationalities'][number]>();
  for (const group of nationalities) for (const code of group.nationalities) if (!groups.has(code)) groups.set(code, group);
  return {
    groups,
    ownCaps,
    beyond: new Map(ownCaps.map(({ rule, cap }) => [rule, cap.beyond])),
    certificates,
    limited: new Set([...ownCaps.map(({ rule }) => rule), ...jointCaps.flatMap(({ of }) => of), ...certificates.keys()]),
  };
}
