import type { Cache } from '../../contract/adapter.ts'

/** Judging a request needs no token of the platform's: what is asked for is made afresh, and nothing is kept. */
export const noCache: Cache = {
  get: async (_key, make) => (await make()).value,
  drop: () => Promise.resolve(),
  read: () => Promise.resolve(null),
  keep: () => Promise.reject(new Error('The front keeps nothing.')),
}
