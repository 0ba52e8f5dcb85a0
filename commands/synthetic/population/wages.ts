// Law: a wage is a quantile: a Saudi's of the published distribution by the rank that his occupation and chance give him, others' of their group's.
import { fittedMarket } from './fitted.js';
import {
  BODY_SIGMA, expatWages, LEAST_WAGE, MOST_WAGE, SAUDI_ABOVE_20000, SAUDI_ABOVE_40000, SAUDI_AT_3000, SAUDI_AT_4000, SAUDI_BELOW_3000, SAUDI_MEAN,
  SAUDI_RANK_SPREAD, saudiRankFrom, TAIL_FROM,
} from './margins/wage.js';
import { normalQuantile } from './normal-quantile.js';

const LOW_FLOOR = 3_000;
const HIGH_FLOOR = 4_000;
const STEP = 50;
const POINTS = 4_096;
const TABLE_UNTIL = 0.9;

/** The contributory wage of a Saudi of a major group (by index), in riyals, never below the lower floor; `u` from 0 to below 1. */
export function saudiWage(major: number, u: number): number {
  const { wages, quantile } = saudiTable();
  const rank = rankOf((saudiRankFrom[major] ?? 0) + SAUDI_RANK_SPREAD * u);
  // In the tail a point of the table is wide: the distribution itself is asked.
  return rank < TABLE_UNTIL ? (wages[Math.floor(rank * POINTS)] as number) : rounded(quantile(Math.min(0.999_999, rank)));
}

/** Rank among all Saudis, from 0 to 1: even over them, whatever their occupations. */
function rankOf(score: number): number {
  const { saudiMajors } = fittedMarket();
  let rank = 0;
  for (let major = 0; major < saudiMajors.length; major += 1) {
    const above = (score - (saudiRankFrom[major] as number)) / SAUDI_RANK_SPREAD;
    rank += (saudiMajors[major] as number) * (above <= 0 ? 0 : above >= 1 ? 1 : above);
  }
  return rank;
}

/** The wage of somebody who is not a Saudi. */
export function expatWage(major: number, u: number): number {
  const { median, sigma } = expatWages[major] ?? { median: LEAST_WAGE, sigma: 0 };
  return Math.max(LEAST_WAGE, rounded(median * Math.exp(sigma * normalQuantile(0.0005 + 0.999 * u))));
}

function rounded(riyals: number): number {
  return Math.min(MOST_WAGE, Math.round(riyals / STEP) * STEP);
}

interface SaudiTable {
  readonly wages: Float64Array;
  readonly quantile: (rank: number) => number;
}

let table: SaudiTable | undefined;

function saudiTable(): SaudiTable {
  if (table !== undefined) return table;
  const quantile = solvedQuantile();
  return (table = { quantile, wages: Float64Array.from({ length: POINTS }, (_, n) => rounded(quantile((n + 0.5) / POINTS))) });
}

/** The distribution above the floor whose body is placed so that the published mean is met. */
function solvedQuantile(): (rank: number) => number {
  let [low, high] = [Math.log(2_000), Math.log(30_000)];
  for (let n = 0; n < 40; n += 1) {
    const middle = (low + high) / 2;
    if (meanOf(quantileFor(middle)) < SAUDI_MEAN) low = middle;
    else high = middle;
  }
  return quantileFor(high);
}

function meanOf(of: (rank: number) => number): number {
  let sum = 0;
  for (let n = 0; n < 2_000; n += 1) sum += of((n + 0.5) / 2_000);
  // Those below the lower floor are students and people who work by the hour.
  return (sum / 2_000) * (1 - SAUDI_BELOW_3000) + 2_300 * SAUDI_BELOW_3000;
}

/** Mass at the floors, a log-normal body between the lower floor and the tail, and a Pareto tail. */
function quantileFor(mu: number): (rank: number) => number {
  const scale = 1 / (1 - SAUDI_BELOW_3000);
  const [atLow, atHigh, above] = [SAUDI_AT_3000 * scale, SAUDI_AT_4000 * scale, SAUDI_ABOVE_20000 * scale];
  const body = 1 - atLow - atHigh - above;
  const [from, floor, to] = [LOW_FLOOR, HIGH_FLOOR, TAIL_FROM].map((wage) => normalShare((Math.log(wage) - mu) / BODY_SIGMA)) as [number, number, number];
  const between = (body * (floor - from)) / (to - from);
  const alpha = Math.log(SAUDI_ABOVE_20000 / SAUDI_ABOVE_40000) / Math.LN2;
  const inBody = (share: number): number => Math.exp(mu + BODY_SIGMA * normalQuantile(from + share * (to - from)));
  return (rank) => {
    if (rank < atLow) return LOW_FLOOR;
    if (rank < atLow + between) return inBody((rank - atLow) / body);
    if (rank < atLow + between + atHigh) return HIGH_FLOOR;
    if (rank < 1 - above) return inBody((rank - atLow - atHigh) / body);
    return Math.min(MOST_WAGE, TAIL_FROM * (above / (1 - rank)) ** (1 / alpha));
  };
}

/** Share of the standard normal distribution below a value. */
function normalShare(value: number): number {
  let [low, high] = [1e-12, 1 - 1e-12];
  for (let n = 0; n < 60; n += 1) {
    const middle = (low + high) / 2;
    if (normalQuantile(middle) < value) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
