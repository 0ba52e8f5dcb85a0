// Law: a day is counted from how many workers there are of each class, never from who they are; caps take from the larger weight first.
import type { CapRule, RuleSet } from './rule-set.js';
import type { WorkerClass } from './worker-class.js';

/** Workers of one class, and how many of them keep what the class gives. */
export interface ClassCount {
  readonly class: WorkerClass;
  readonly count: number;
}

/** How a class came out. */
export interface CountedClass extends ClassCount {
  /** So many count with `weight`; the others with `beyond`. */
  readonly within: number;
  readonly weight: number;
  readonly side: WorkerClass['side'];
  /** Why the weight is what it is. */
  readonly rule: string;
  readonly beyond: { readonly weight: number; readonly side: WorkerClass['side']; readonly rule: string };
}

/** A day of an entity. */
export interface DayCount {
  /** Workers in size, by the rule set. */
  readonly x: number;
  readonly saudis: number;
  readonly expats: number;
  readonly classes: readonly CountedClass[];
  /** Caps that somebody comes under. */
  readonly caps: readonly AppliedCap[];
}

/** A cap on a day. */
export interface AppliedCap {
  /** The rules that share it. */
  readonly rules: readonly string[];
  /** Whether they share it with one another beyond their own caps. */
  readonly joint: boolean;
  readonly percent: number;
  /** Whole heads that there is room for, and how many there were for it. */
  readonly room: number;
  readonly heads: number;
}

/** Counts a day. `certificate`: whether a Mowaamah certificate holds. */
export function countDay(rules: RuleSet, activity: string, tally: Iterable<ClassCount>, certificate: boolean): DayCount {
  const classes = [...tally].filter(({ count }) => count > 0);
  const workers = sum(classes, (one) => (isNoPart(rules, one.class.rule) ? 0 : one.count));
  const saudiHeads = sum(classes, ({ class: one, count }) => (one.saudiHead ? (rules.caps.base === 'heads' ? count : count * one.weight) : 0));
  const within = new Map<ClassCount, number>(classes.map((one) => [one, one.count]));
  const uncertified = new Set(classes.filter(({ class: { rule } }) => lacksCertificate(rules, rule, workers, certificate)));
  const favoured = classes.filter((one) => !uncertified.has(one));
  const caps: AppliedCap[] = [];
  const apply = (of: readonly string[], joint: boolean, cap: Pick<CapRule, 'inActivities'>, share: number, base: number): void => {
    const percent = (cap.inActivities as Readonly<Record<string, number>>)[activity] ?? share;
    const room = wholeHeads(rules, percent * base);
    const heads = trim(within, favoured, of, room);
    if (heads > 0) caps.push({ rules: of, joint, percent, room, heads });
  };
  for (const { rule, cap, base } of ownCaps(rules)) {
    const percent = cap.percent.findLast(({ fromWorkers }) => workers >= fromWorkers)?.value ?? 100;
    apply([rule], false, cap, percent, base === 'workers' ? workers : saudiHeads);
  }
  for (const joint of rules.jointCaps) apply(joint.of, true, joint, joint.percent, saudiHeads);
  const counted = classes.map((one) => countClass(rules, one, within.get(one) ?? 0, uncertified.has(one)));
  const saudis = sideSum(counted, 'saudi');
  const expats = sideSum(counted, 'expat');
  return { x: rules.size.counts === 'heads' ? workers : saudis + expats, saudis, expats, classes: counted, caps };
}

/** Who is no part of the size: who counts at another employer, and who does not pass the gate. */
function isNoPart(rules: RuleSet, rule: string): boolean {
  return rule === 'counted-elsewhere' || (rule === 'gated-out' && rules.size.gatedOut === 'left-out');
}

function ownCaps(rules: RuleSet): readonly { readonly rule: string; readonly cap: CapRule; readonly base: 'saudis' | 'workers' }[] {
  return [
    ...rules.categories.flatMap(({ category, cap }) => (cap === null ? [] : [{ rule: category, cap, base: 'saudis' as const }])),
    ...rules.nationalities.flatMap(({ name, cap, capBase }) => (cap === null ? [] : [{ rule: name, cap, base: capBase }])),
  ];
}

function lacksCertificate(rules: RuleSet, rule: string, workers: number, certificate: boolean): boolean {
  const needed = rules.categories.find(({ category }) => category === rule)?.certificate;
  return needed != null && !certificate && workers >= needed.fromWorkers;
}

/** Takes from the rules in their order until no more than `room` are within; of a rule, who loses least by it goes first. Gives how many there were. */
function trim(within: Map<ClassCount, number>, classes: readonly ClassCount[], rules: readonly string[], room: number): number {
  const affected = classes.filter(({ class: { rule } }) => rules.includes(rule));
  const heads = sum(affected, (one) => within.get(one) ?? 0);
  let over = heads - room;
  for (const rule of rules) {
    const ofRule = affected.filter(({ class: one }) => one.rule === rule).sort((a, b) => loss(a.class) - loss(b.class));
    for (const one of ofRule) {
      if (over <= 0) return heads;
      const taken = Math.min(over, within.get(one) ?? 0);
      within.set(one, (within.get(one) ?? 0) - taken);
      over -= taken;
    }
  }
  return heads;
}

function loss({ weight, ordinary }: WorkerClass): number {
  return weight - ordinary;
}

function countClass(rules: RuleSet, one: ClassCount, within: number, uncertified: boolean): CountedClass {
  const { rule, side, weight, ordinary, saudiHead } = one.class;
  const category = rules.categories.find((known) => known.category === rule);
  const beyond = (category?.cap ?? rules.nationalities.find(({ name }) => name === rule)?.cap)?.beyond ?? 'ordinary';
  const capped = `${rule}-beyond-cap`;
  const others =
    beyond === 'nobody'
      ? { weight: 0, side: 'nobody' as const, rule: capped }
      : { weight: beyond === 'expat' ? rules.ordinary.expat : ordinary, side: saudiHead ? ('saudi' as const) : ('expat' as const), rule: capped };
  if (!uncertified) return { ...one, within, weight, side, rule, beyond: others };
  return { ...one, within: one.count, weight: category?.certificate?.otherwise ?? ordinary, side, rule: `${rule}-without-certificate`, beyond: others };
}

function sideSum(counted: readonly CountedClass[], side: 'saudi' | 'expat'): number {
  const hours = new Map<number, number>();
  let total = 0;
  for (const one of counted) {
    if (one.side === side && one.class.hours !== null) {
      const { worked, perHead } = one.class.hours;
      hours.set(perHead, (hours.get(perHead) ?? 0) + worked * one.within);
    } else if (one.side === side) total += one.weight * one.within;
    if (one.beyond.side === side) total += one.beyond.weight * (one.count - one.within);
  }
  for (const [perHead, worked] of hours) total += worked / perHead;
  return total;
}

/** A share in percent times a base, as heads. A millionth keeps 0.1 + 0.2 from being a head less. */
function wholeHeads(rules: RuleSet, percentTimesBase: number): number {
  const share = percentTimesBase / 100;
  if (rules.caps.rounding === 'nearest') return Math.floor(share + 0.5 + 1e-6);
  return rules.caps.rounding === 'down' ? Math.floor(share + 1e-6) : Math.ceil(share - 1e-6);
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
