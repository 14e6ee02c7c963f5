import type { Ctx } from './adapter.ts'

/** The secrets that a platform may show us now, the present one first: what proves itself with any of them is genuine. */
export const hookSecrets = ({ hookSecret, formerHookSecrets = [] }: Pick<Ctx, 'hookSecret' | 'formerHookSecrets'>): readonly string[] => [
  hookSecret,
  ...formerHookSecrets,
]
