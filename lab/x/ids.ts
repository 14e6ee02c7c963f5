/** Twitter's first snowflake. */
const epoch = 1_288_834_974_657n

/** Ids as X makes them: decimal strings of 64 bits whose order is that of time. As numbers they would lose their last digits. */
export class Snowflakes {
  readonly #now: () => number
  #last = 0n

  constructor(now: () => number) {
    this.#now = now
  }

  next(): string {
    const lowest = (BigInt(Math.floor(this.#now())) - epoch) << 22n
    this.#last = this.#last < lowest ? lowest + 1n : this.#last + 1n
    return String(this.#last)
  }
}

/** Negative when the first id is the older one. */
export function compareIds(one: string, other: string): number {
  const difference = BigInt(one) - BigInt(other)
  return difference === 0n ? 0 : difference < 0n ? -1 : 1
}

/** The id of a one-to-one conversation: the two users, the smaller first. */
export const conversationId = (one: string, other: string): string => [one, other].toSorted(compareIds).join('-')
