import { expect, it } from 'vitest';
import { nitaqat2026 as rules } from './nitaqat-2026.js';
import { ratedEntities } from './owner-entities.js';

const entity = (activity: string, x: number) => ({ activity, x });

it.each<[string, readonly [string, number][], readonly (readonly [string, readonly string[]])[]]>([
  ['3 + 2 are 5: each alone', [['430', 3], ['460', 2]], [['430', ['430']], ['460', ['460']]]],
  ['3 + 3 are 6: one on curve 101', [['430', 3], ['460', 3]], [['101', ['430', '460']]]],
  ['beside a large one that stands alone', [['430', 40], ['460', 5], ['473', 1]], [['430', ['430']], ['101', ['460', '473']]]],
  ['a single small one beside a large one stands alone', [['430', 40], ['460', 5]], [['430', ['430']], ['460', ['460']]]],
  ['an empty one is no part of it', [['430', 5], ['460', 0], ['473', 4]], [['460', ['460']], ['101', ['430', '473']]]],
])('%s', (_what, entities, expected) => {
  const found = ratedEntities(rules, entities.map(([activity, x]) => entity(activity, x)));
  expect(found.map(({ activity, members }) => [activity, members.map((one) => one.activity)])).toEqual(expected);
});
