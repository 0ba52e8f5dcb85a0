// Law: a proportion of the market is data with its source; what no source states is marked assumed.

/** Where a table comes from. `assumed`: no figure was found, and this one is ours. */
export type Source = { readonly published: string } | { readonly assumed: string };

/** A table of shares: cells with their weights (heads, or shares of any sum). */
export interface Margin<K extends string = string> {
  readonly name: string;
  readonly source: Source;
  readonly cells: Readonly<Record<K, number>>;
}

/** The shares of a margin's cells, summing to one. */
export function sharesOf<K extends string>({ cells }: Margin<K>): Readonly<Record<K, number>> {
  const entries = Object.entries(cells) as [K, number][];
  const total = entries.reduce((sum, [, weight]) => sum + weight, 0);
  return Object.fromEntries(entries.map(([key, weight]) => [key, weight / total])) as Record<K, number>;
}
