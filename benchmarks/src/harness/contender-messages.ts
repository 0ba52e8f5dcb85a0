/** What the run asks of a contender's process. */
export type Asked =
  | { readonly kind: 'prepare'; readonly module: string; readonly parameters: unknown }
  | { readonly kind: 'work'; readonly task: unknown }
  | { readonly kind: 'close' };

/** What it answers: one answer a question. */
export type Answered = { readonly kind: 'done'; readonly value?: unknown } | { readonly kind: 'failed'; readonly error: string };
